//! Which format a source is in: by its first bytes, by what its carrier says, by its name.

use memchr::memmem::find;

/// A format that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Text.
    Plain,
    /// Text with the marks of Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A document a line, each an object of JSON.
    JsonLines,
    /// A document a row; with the sign between its columns.
    Table(u8),
    Pdf,
    Rtf,
    /// A ZIP archive, or an office document or book, which are such archives.
    Zip,
    /// An `OpenDocument` text in one XML file.
    FlatText,
    Gzip,
    Tar,
    Warc,
    /// An e-mail, or a web page saved as one.
    Mail,
    Mbox,
    /// RSS, Atom or RDF.
    Feed,
    JsonFeed,
    Sitemap,
    /// A picture of a text, in words; readable with text recognition only.
    Picture(&'static str),
    /// One that is known and not read, in words.
    Foreign(&'static str),
}

/// First bytes of formats.
const MAGIC: [(&[u8], Format); 28] = [
    (b"\x89PNG\r\n", Format::Picture("a PNG picture")),
    (b"\xFF\xD8\xFF", Format::Picture("a JPEG picture")),
    (b"GIF8", Format::Foreign("a GIF picture")),
    (b"II*\0", Format::Picture("a TIFF picture")),
    (b"MM\0*", Format::Picture("a TIFF picture")),
    (b"BM\x36", Format::Foreign("a BMP picture")),
    (b"%PDF-", Format::Pdf),
    (b"{\\rtf", Format::Rtf),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Foreign("an empty ZIP archive")),
    (b"\x1F\x8B", Format::Gzip),
    (b"WARC/", Format::Warc),
    (b"BZh", Format::Foreign("bzip2")),
    (b"\xFD7zXZ", Format::Foreign("xz")),
    (b"7z\xBC\xAF", Format::Foreign("a 7-Zip archive")),
    (b"Rar!", Format::Foreign("a RAR archive")),
    (b"\x28\xB5\x2F\xFD", Format::Foreign("Zstandard")),
    (b"\xD0\xCF\x11\xE0", Format::Foreign("an old Office document (DOC, XLS or PPT)")),
    (b"\x7FELF", Format::Foreign("a program")),
    (b"MZ\x90", Format::Foreign("a program")),
    (b"\xCA\xFE\xBA\xBE", Format::Foreign("a program")),
    (b"SQLite format 3\0", Format::Foreign("an SQLite database")),
    (b"ID3", Format::Foreign("an MP3 recording")),
    (b"OggS", Format::Foreign("an Ogg recording")),
    (b"RIFF", Format::Foreign("a WAV, AVI or WebP file")),
    (b"PAR1", Format::Foreign("Parquet")),
    (b"AT&TFORM", Format::Foreign("DjVu")),
    (b"wOF", Format::Foreign("a font")),
];

/// What the end of a name says.
const NAMES: [(&str, Format); 23] = [
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("csv", Format::Table(b',')),
    ("tsv", Format::Table(b'\t')),
    ("tab", Format::Table(b'\t')),
    ("txt", Format::Plain),
    ("text", Format::Plain),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("mkd", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("shtml", Format::Html),
    ("eml", Format::Mail),
    ("mht", Format::Mail),
    ("mhtml", Format::Mail),
    ("mbox", Format::Mbox),
    ("mbx", Format::Mbox),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
    ("fodt", Format::FlatText),
    ("tar", Format::Tar),
];

/// What the carrier of the bytes says, where neither they nor the name tell.
const MEDIA_TYPES: [(&str, Format); 11] = [
    ("text/html", Format::Html),
    ("application/xhtml+xml", Format::Html),
    ("text/markdown", Format::Markdown),
    ("text/csv", Format::Table(b',')),
    ("text/tab-separated-values", Format::Table(b'\t')),
    ("message/rfc822", Format::Mail),
    ("application/x-ndjson", Format::JsonLines),
    ("application/jsonl", Format::JsonLines),
    ("application/feed+json", Format::JsonFeed),
    ("application/rss+xml", Format::Feed),
    ("application/atom+xml", Format::Feed),
];

/// Tells the format of `bytes` that came from `origin`, a path or an address.
pub(crate) fn tell(origin: &str, bytes: &[u8], media_type: Option<&str>) -> Format {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *format;
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Format::Foreign("a video or sound recording");
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Format::Tar;
    }
    let head = &bytes[..bytes.len().min(2048)];
    let media = media_type.and_then(|media| media.split(';').next()).unwrap_or_default().trim();
    if let Some((_, carried)) = MEDIA_TYPES.iter().find(|(name, _)| media.eq_ignore_ascii_case(name)) {
        return markup(head).unwrap_or(*carried);
    }
    let named = NAMES.iter().find(|(name, _)| *name == extension(origin)).map(|(_, format)| *format);
    match named {
        Some(Format::Html) | None => {}
        Some(format) => return format,
    }
    // A feed in JSON names its version anywhere in its outermost object.
    let is_object = bytes.trim_ascii_start().first() == Some(&b'{') || bytes.starts_with(b"\xEF\xBB\xBF{");
    if is_object && find(bytes, b"://jsonfeed.org/version/").is_some() {
        return Format::JsonFeed;
    }
    if find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Format::Pdf;
    }
    if let Some(format) = markup(head).or(named) {
        return format;
    }
    if head.starts_with(b"From ") && head_of_a_mail(after_line(head)) {
        return Format::Mbox;
    }
    if head_of_a_mail(head) { Format::Mail } else { Format::Plain }
}

/// What follows the last full stop of the last step of a path, in small letters.
pub(crate) fn extension(origin: &str) -> String {
    // A part of an archive has its own name behind the `#`.
    let path = origin.split('?').next().unwrap_or_default();
    let last = path.rsplit('#').next().unwrap_or_default();
    let path = if last.contains('.') { last } else { path.split('#').next().unwrap_or_default() };
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

fn after_line(bytes: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', bytes).map_or(&[], |at| &bytes[at + 1..])
}

/// Whether the first lines are the head of an e-mail: three lines `Name: value` at least, all of them such lines,
/// and two names that only e-mails have.
fn head_of_a_mail(head: &[u8]) -> bool {
    const OF_MAIL: [&[u8]; 12] = [
        b"received",
        b"return-path",
        b"mime-version",
        b"message-id",
        b"delivered-to",
        b"from",
        b"to",
        b"subject",
        b"content-type",
        b"content-transfer-encoding",
        b"dkim-signature",
        b"x-mailer",
    ];
    let (mut lines, mut known, mut sure) = (0, 0, false);
    for line in head.split(|&byte| byte == b'\n').take(40) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(at) = memchr::memchr(b':', line) else { break };
        let name = &line[..at];
        if name.is_empty() || !name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        lines += 1;
        known += usize::from(OF_MAIL.iter().any(|known| name.eq_ignore_ascii_case(known)));
        sure |= OF_MAIL[..5].iter().any(|known| name.eq_ignore_ascii_case(known));
    }
    lines >= 3 && known >= 2 && sure
}

/// Which kind of markup the first bytes are, in any charset whose ASCII shows (UTF-16 too).
fn markup(head: &[u8]) -> Option<Format> {
    let head: Vec<u8> = head.iter().filter(|&&byte| byte != 0).map(u8::to_ascii_lowercase).collect();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
    let start = head.trim_ascii_start();
    let has = |mark: &[u8]| find(head, mark).is_some();
    if [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"].iter().any(|mark| start.starts_with(mark))
    {
        return Some(Format::Html);
    }
    if start.first() == Some(&b'<') {
        let root = |names: &[&[u8]]| names.iter().any(|name| has(name));
        let xml = start.starts_with(b"<?xml") || !has(b"<html");
        if xml && root(&[b"<rss", b"<rdf:rdf", b"<feed"]) && !has(b"<html") {
            return Some(Format::Feed);
        }
        if xml && root(&[b"<urlset", b"<sitemapindex"]) {
            return Some(Format::Sitemap);
        }
        if start.starts_with(b"<?xml") && has(b"<office:document") {
            return Some(Format::FlatText);
        }
        let page: [&[u8]; 6] = [b"<html", b"<body", b"<head>", b"<div", b"<article", b"<p>"];
        return root(&page).then_some(Format::Html);
    }
    (start.starts_with(b"\xFF\xFE<") && has(b"<html")).then_some(Format::Html)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(origin: &str, bytes: &[u8]) -> Format {
        tell(origin, bytes, None)
    }

    #[test]
    fn formats_are_told_by_bytes_then_by_name() {
        assert_eq!(told("a.txt", b"%PDF-1.7"), Format::Pdf);
        assert_eq!(told("a", b"<!DOCTYPE html><html>"), Format::Html);
        assert_eq!(told("https://a.org/page", b"\n <html lang=en>"), Format::Html);
        assert_eq!(told("a.md", b"<div>x</div> in Markdown"), Format::Markdown);
        assert_eq!(told("a.jsonl", b"{}"), Format::JsonLines);
        assert_eq!(told("a.txt", b"Text"), Format::Plain);
        assert_eq!(told("a.zip#b/c.csv", b"a,b"), Format::Table(b','));
        assert_eq!(extension("https://a.org/x.y/page.HTM?a=b.c"), "htm");
        assert_eq!(extension("page.htm#part"), "htm");
    }

    #[test]
    fn feeds_and_sitemaps_are_told_by_their_roots() {
        assert_eq!(told("https://a.org/f", b"<?xml version='1.0'?><rss version='2.0'>"), Format::Feed);
        assert_eq!(told("f.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'>"), Format::Feed);
        assert_eq!(told("s.xml", b"<?xml version='1.0'?>\n<urlset>"), Format::Sitemap);
        assert_eq!(told("f.json", b"{\"version\": \"https://jsonfeed.org/version/1.1\"}"), Format::JsonFeed);
    }

    #[test]
    fn a_mail_is_told_by_its_head() {
        let head = b"Return-Path: <a@b.c>\r\nFrom: a@b.c\r\nSubject: Talks\r\n\r\nText";
        assert_eq!(told("mail", head), Format::Mail);
        assert_eq!(told("mail", &[b"From a@b.c Mon Jan  1\n".as_slice(), head].concat()), Format::Mbox);
        assert_eq!(told("note", b"Note: one\nTo: all\nFrom: me\n\nText"), Format::Plain);
        assert_eq!(told("talk", b"Question: one?\nAnswer: two.\nQuestion: three?\n"), Format::Plain);
    }
}
