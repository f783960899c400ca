//! Web pages.

use crate::{
    Story,
    story::{elements, escaped},
};

pub(crate) fn html(stories: &[Story]) -> Vec<u8> {
    of(&stories[0]).into_bytes()
}

/// A page with the furniture of a news site.
pub(crate) fn of(story: &Story) -> String {
    let (lang, title, day) = (story.language.code(), escaped(&story.title), &story.day);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title} | Harbour Post</title>\n\
         <meta property=\"og:site_name\" content=\"Harbour Post\">\n\
         <meta property=\"article:published_time\" content=\"{day}T09:00:00+09:00\">\n\
         <script>var page = \"<p>no text</p>\";</script></head>\n\
         <body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/ships\">Ships</a></li></ul></nav>\n\
         <article><h1>{title}</h1>\n{}</article>\n\
         <footer><a href=\"/about\">About us</a> <a href=\"/terms\">Terms of use</a></footer></body></html>\n",
        elements(story, "p")
    )
}

pub(crate) fn mhtml(stories: &[Story]) -> Vec<u8> {
    let story = &stories[0];
    let page = quoted_printable(&of(story));
    let address = story.address();
    format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: {address}\r\nSubject: page {}\r\n\
         Date: Tue, 5 Mar 2024 10:00:00 +0900\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"--part--\"\r\n\r\n\
         ----part--\r\nContent-Type: text/html\r\nContent-ID: <frame@page>\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: {address}\r\n\r\n{page}\r\n\
         ----part--\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://news.example.org/style.css\r\n\r\nbody {{ margin: 0 }}\r\n----part----\r\n",
        story.number
    )
    .into_bytes()
}

/// Characters for a letter: what is no plain letter as `=` and two digits, lines of at most 76.
pub(crate) fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for &byte in text.as_bytes() {
        let piece = match byte {
            b'\n' => {
                out.push_str("\r\n");
                length = 0;
                continue;
            }
            b'=' | 0..=31 | 127.. => format!("={byte:02X}"),
            byte => char::from(byte).to_string(),
        };
        if length + piece.len() > 75 {
            out.push_str("=\r\n");
            length = 0;
        }
        length += piece.len();
        out.push_str(&piece);
    }
    out
}
