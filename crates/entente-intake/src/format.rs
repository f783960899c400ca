//! Which format a source is in: by its first bytes, then by its name.

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Text, Markdown too.
    Plain,
    /// A web page.
    Html,
    /// A document a line, each an object of JSON.
    JsonLines,
    /// One that is known and not read, in words.
    Foreign(&'static str),
}

/// First bytes of formats that are no text.
const MAGIC: [(&[u8], &str); 27] = [
    (b"\x89PNG\r\n", "a PNG picture; a scan needs text recognition first"),
    (b"\xFF\xD8\xFF", "a JPEG picture; a scan needs text recognition first"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture; a scan needs text recognition first"),
    (b"MM\0*", "a TIFF picture; a scan needs text recognition first"),
    (b"BM\x36", "a BMP picture"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1F\x8B", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ", "xz"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xB5\x2F\xFD", "Zstandard"),
    (b"\xD0\xCF\x11\xE0", "an old Office document (DOC, XLS or PPT)"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xCA\xFE\xBA\xBE", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"RIFF", "a WAV, AVI or WebP file"),
    (b"PAR1", "Parquet"),
    (b"AT&TFORM", "DjVu"),
    (b"wOF", "a font"),
];

/// Tells the format of `bytes` that came from `origin`, a path or an address.
pub(crate) fn tell(origin: &str, bytes: &[u8]) -> Format {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Format::Foreign(name);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Format::Foreign("a video or sound recording");
    }
    let extension = extension(origin);
    match extension.as_str() {
        "jsonl" | "ndjson" => return Format::JsonLines,
        "txt" | "md" | "markdown" | "text" => return Format::Plain,
        _ => {}
    }
    let html_name = matches!(extension.as_str(), "html" | "htm" | "xhtml" | "shtml");
    if html_name || looks_like_html(bytes) { Format::Html } else { Format::Plain }
}

/// What follows the last full stop of the last step of a path, in small letters.
pub(crate) fn extension(origin: &str) -> String {
    let path = origin.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether the first kilobyte has the marks of a page, in any charset whose ASCII shows (UTF-16 too).
fn looks_like_html(bytes: &[u8]) -> bool {
    let head: Vec<u8> =
        bytes.iter().take(2048).filter(|&&byte| byte != 0).map(u8::to_ascii_lowercase).take(1024).collect();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
    let start = head.trim_ascii_start();
    if [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"].iter().any(|mark| start.starts_with(mark))
    {
        return true;
    }
    let has = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    start.first() == Some(&b'<')
        && (has(b"<html")
            || has(b"<body")
            || has(b"<head>")
            || has(b"<div")
            || has(b"<article")
            || has(b"<p>"))
        || start.starts_with(b"\xFF\xFE<") && has(b"<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_bytes_then_by_name() {
        assert_eq!(tell("a.txt", b"%PDF-1.7"), Format::Foreign("PDF"));
        assert_eq!(tell("a", b"<!DOCTYPE html><html>"), Format::Html);
        assert_eq!(tell("https://a.org/page", b"\n <html lang=en>"), Format::Html);
        assert_eq!(tell("a.md", b"<div>x</div> in Markdown"), Format::Plain);
        assert_eq!(tell("a.jsonl", b"{}"), Format::JsonLines);
        assert_eq!(tell("a.txt", b"Text"), Format::Plain);
        assert_eq!(extension("https://a.org/x.y/page.HTM?a=b.c"), "htm");
    }
}
