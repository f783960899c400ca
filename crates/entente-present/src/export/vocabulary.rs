//! Names that several forms share.

use entente_model::SourceEntry;

/// A key to cite a source by: `han-post-2023-1`, the number keeping it unique.
pub(super) fn citation_key(at: usize, source: &SourceEntry) -> String {
    let name = source.publisher.as_deref().or(source.title.as_deref()).unwrap_or("source");
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() > 2)
        .take(2)
        .map(str::to_ascii_lowercase)
        .collect();
    let name = if words.is_empty() { "source".to_owned() } else { words.join("-") };
    let year =
        source.published.and_then(entente_model::Interval::first_day).map(|day| format!("-{}", day.year()));
    format!("{name}{}-{}", year.unwrap_or_default(), at + 1)
}

/// An id as the last part of an IRI: everything but letters, digits, `-`, `.` and `_` percent-encoded.
pub(super) fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            put!(out, "%{byte:02X}");
        }
    }
    out
}
