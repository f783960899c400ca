//! Documents of office programs, and books.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    Story,
    story::{elements, escaped},
};

/// An archive of these files; those without packing come first in books and office texts.
pub(crate) fn archive(files: &[(&str, &[u8])], stored: &[&str]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let whole = stored.iter().any(|ending| name.ends_with(ending));
        let method = if whole { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        // Writing to memory does not fail.
        let _ = writer.start_file(*name, options).map(|()| writer.write_all(bytes));
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

pub(crate) fn docx(stories: &[Story]) -> Vec<u8> {
    let story = &stories[0];
    let run =
        |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text));
    let mut body = run(&story.title);
    for paragraph in &story.paragraphs {
        // Word parts a sentence into runs at will, and keeps what was deleted.
        let middle = paragraph.floor_char_boundary(paragraph.len() / 2);
        let (first, second) = paragraph.split_at(middle);
        body += &format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:del><w:r><w:delText>deleted words</w:delText></w:r></w:del>\
             <w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(first),
            escaped(second)
        );
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}</w:body></w:document>"
    );
    let core = format!(
        "<?xml version=\"1.0\"?><cp:coreProperties xmlns:cp=\"x\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\"><dc:title>{}</dc:title><dcterms:created>{}T09:00:00Z</dcterms:created></cp:coreProperties>",
        escaped(&story.title),
        story.day
    );
    let relations = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"word/document.xml\"/></Relationships>";
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
        <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    archive(
        &[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", relations.as_bytes()),
            ("word/document.xml", document.as_bytes()),
            ("docProps/core.xml", core.as_bytes()),
        ],
        &[],
    )
}

const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

fn open_body(story: &Story) -> String {
    let title = escaped(&story.title);
    format!(
        "<office:body><office:text><text:h>{title}</text:h>{}</office:text></office:body>",
        elements(story, "text:p")
    )
}

fn open_meta(story: &Story) -> String {
    format!(
        "<office:meta><dc:title>{}</dc:title><meta:creation-date>{}T09:00:00</meta:creation-date></office:meta>",
        escaped(&story.title),
        story.day
    )
}

pub(crate) fn odt(stories: &[Story]) -> Vec<u8> {
    let story = &stories[0];
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content {NAMES}>{}</office:document-content>",
        open_body(story)
    );
    let meta = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-meta {NAMES}>{}</office:document-meta>",
        open_meta(story)
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
        <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>\
        <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>";
    archive(
        &[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
            ("meta.xml", meta.as_bytes()),
            ("META-INF/manifest.xml", manifest.as_bytes()),
        ],
        &["mimetype"],
    )
}

pub(crate) fn flat(stories: &[Story]) -> Vec<u8> {
    let story = &stories[0];
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document {NAMES} office:mimetype=\"application/vnd.oasis.opendocument.text\">{}{}</office:document>\n",
        open_meta(story),
        open_body(story)
    )
    .into_bytes()
}

/// A book of a chapter a story.
pub(crate) fn epub(stories: &[Story]) -> Vec<u8> {
    let container = "<?xml version=\"1.0\"?><container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\
        <rootfiles><rootfile full-path=\"OEBPS/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
    let (mut items, mut spine) = (String::new(), String::new());
    let mut chapters = Vec::new();
    for (number, story) in stories.iter().enumerate() {
        items += &format!(
            "<item id=\"c{number}\" href=\"chapter%20{number}.xhtml\" media-type=\"application/xhtml+xml\"/>"
        );
        spine += &format!("<itemref idref=\"c{number}\"/>");
        let title = escaped(&story.title);
        let page = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{title}</title></head>\
             <body><h1>{title}</h1>{}</body></html>",
            elements(story, "p")
        );
        chapters.push((format!("OEBPS/chapter {number}.xhtml"), page));
    }
    let book = format!(
        "<?xml version=\"1.0\"?><package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\">\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"id\">book-{}</dc:identifier><dc:title>{}</dc:title>\
         <dc:language>{}</dc:language><dc:publisher>Harbour Press</dc:publisher><dc:date>{}</dc:date></metadata>\
         <manifest>{items}</manifest><spine>{spine}</spine></package>",
        stories[0].number,
        escaped(&stories[0].title),
        stories[0].language.code(),
        stories[0].day
    );
    let mut files: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("OEBPS/book.opf", book.as_bytes()),
    ];
    files.extend(chapters.iter().map(|(name, page)| (name.as_str(), page.as_bytes())));
    archive(&files, &["mimetype"])
}
