//! A self-contained page: one file, inline style, no scripts, nothing fetched from anywhere.

use crate::escape;

/// The style of every page.
const STYLE: &str = include_str!("page.css");

/// A page around a body that is already HTML; `lang` is a code of a language.
pub(crate) fn page(title: &str, lang: &str, body: &str) -> String {
    let title = escape::html(title);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}
