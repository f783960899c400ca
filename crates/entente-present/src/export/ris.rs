//! Sources as RIS, for `EndNote`, Mendeley and Zotero.

use entente_model::{Precision, SourceEntry};

use super::{Given, vocabulary};
use crate::{PresentError, escape};

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let mut text = String::new();
    let read = given.record.sources.iter().filter(|source| source.refused.is_none());
    for (at, source) in read.enumerate() {
        entry(&mut text, at, source);
    }
    Ok(text.into_bytes())
}

fn entry(text: &mut String, at: usize, source: &SourceEntry) {
    let mut tag = |name: &str, value: &str| {
        // A tag ends with its line.
        let value = escape::line(value);
        if !value.is_empty() {
            put!(text, "{name}  - {value}\r\n");
        }
    };
    let address = escape::link(&source.origin);
    tag("TY", if address.is_some() { "ELEC" } else { "GEN" });
    tag("ID", &vocabulary::citation_key(at, source));
    tag("TI", source.title.as_deref().unwrap_or(&source.origin));
    tag("PB", source.publisher.as_deref().unwrap_or_default());
    if let Some((published, day)) =
        source.published.and_then(|published| Some((published, published.first_day()?)))
    {
        tag("PY", &format!("{:04}", day.year()));
        tag(
            "DA",
            &match published.precision() {
                Precision::Day => format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day()),
                Precision::Month => format!("{:04}/{:02}", day.year(), day.month()),
                _ => format!("{:04}", day.year()),
            },
        );
    }
    tag("LA", source.lang.as_ref().map_or("", entente_model::Language::as_str));
    tag(if address.is_some() { "UR" } else { "L1" }, &source.origin);
    put!(text, "ER  - \r\n\r\n");
}
