//! E-mails and mailboxes.

use crate::{Story, office, page::quoted_printable};

/// A letter in plain text.
pub(crate) fn plain(stories: &[Story]) -> Vec<u8> {
    of(&stories[0]).into_bytes()
}

fn head(story: &Story) -> String {
    // Subjects in other letters come as encoded words of whole characters.
    let words: Vec<String> =
        story.title.split_inclusive(' ').map(|word| format!("=?utf-8?Q?{}?=", encoded_word(word))).collect();
    format!(
        "From: \"Harbour Desk\" <desk@news.example.org>\r\nTo: readers@example.org\r\nSubject: {}\r\n\
         Date: {}\r\nMessage-ID: <{}@news.example.org>\r\nMIME-Version: 1.0\r\n",
        words.join("\r\n "),
        mail_date(&story.day),
        story.number
    )
}

fn encoded_word(word: &str) -> String {
    let letter = |byte: u8| match byte {
        b' ' => "_".to_owned(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("={byte:02X}"),
    };
    word.bytes().map(letter).collect()
}

/// `2019-03-05` as e-mails write it.
pub(crate) fn mail_date(day: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = day[5..7].parse::<usize>().unwrap_or(1);
    format!("{} {} {} 09:00:00 +0900", &day[8..10], MONTHS[month - 1], &day[..4])
}

fn of(story: &Story) -> String {
    format!(
        "{}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
        head(story),
        quoted_printable(&story.text())
    )
}

/// A letter with a document that hangs on it.
pub(crate) fn with_attachment(stories: &[Story]) -> Vec<u8> {
    let file = base64(&office::docx(&stories[1..]));
    format!(
        "{}Content-Type: multipart/mixed; boundary=\"part\"\r\n\r\n\
         --part\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n\
         --part\r\nContent-Type: image/png; name=\"logo.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\
         --part\r\nContent-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document\r\n\
         Content-Disposition: attachment; filename=\"notice.docx\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{file}\r\n--part--\r\n",
        head(&stories[0]),
        quoted_printable(&stories[0].text())
    )
    .into_bytes()
}

pub(crate) fn mailbox(stories: &[Story]) -> Vec<u8> {
    let letter = |story: &Story| {
        format!("From desk@news.example.org Tue Mar  5 09:00:00 2024\n{}\n", of(story).replace("\r\n", "\n"))
    };
    stories.iter().map(letter).collect::<String>().into_bytes()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (number, chunk) in bytes.chunks(3).enumerate() {
        let bits =
            chunk.iter().chain([0, 0].iter()).take(3).fold(0u32, |bits, &byte| bits << 8 | u32::from(byte));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at > chunk.len() { '=' } else { char::from(letter) });
        }
        if number % 18 == 17 {
            out.push_str("\r\n");
        }
    }
    out
}
