//! Sources as BibTeX entries in UTF-8, as biber and `JabRef` read them.

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
    put!(text, "@misc{{{},\n", vocabulary::citation_key(at, source));
    // Double braces keep the capitals of titles.
    put!(text, "  title = {{{{{}}}}},\n", tex(source.title.as_deref().unwrap_or(&source.origin)));
    if let Some(publisher) = &source.publisher {
        put!(text, "  publisher = {{{{{}}}}},\n", tex(publisher));
    }
    if let Some((published, day)) =
        source.published.and_then(|published| Some((published, published.first_day()?)))
    {
        put!(text, "  year = {{{}}},\n", day.year());
        if published.precision() >= Precision::Month {
            put!(text, "  month = {{{}}},\n", day.month());
        }
        if published.precision() == Precision::Day {
            put!(text, "  day = {{{}}},\n", day.day());
        }
    }
    if let Some(lang) = source.lang {
        put!(text, "  language = {{{lang}}},\n");
    }
    if let Some(address) = escape::link(&source.origin) {
        put!(text, "  url = {{{}}},\n", address.replace(['{', '}', '\\', '\n'], ""));
    } else {
        put!(text, "  howpublished = {{{}}},\n", tex(&source.origin));
    }
    if let Some(id) = source.id {
        put!(text, "  note = {{{id}}},\n");
    }
    text.push_str("}\n\n");
}

/// Text without anything that TeX would run; braces go, since an entry must keep its own in pairs.
fn tex(text: &str) -> String {
    let mut safe = String::new();
    for c in escape::line(text).chars() {
        match c {
            '{' => safe.push('('),
            '}' => safe.push(')'),
            '\\' => safe.push_str("\\textbackslash "),
            '~' => safe.push_str("\\textasciitilde "),
            '^' => safe.push_str("\\textasciicircum "),
            '&' | '%' | '$' | '#' | '_' => {
                safe.push('\\');
                safe.push(c);
            }
            _ => safe.push(c),
        }
    }
    safe
}
