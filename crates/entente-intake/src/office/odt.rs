//! `OpenDocument` texts, in a package or in one file.

use super::{
    OfficeText, Package, docx,
    xml::{Step, Text, walk},
};
use crate::IntakeError;

pub(super) fn read(mut package: Package<'_>) -> Result<OfficeText, IntakeError> {
    if package.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(IntakeError::Locked("OpenDocument text"));
    }
    let content = package.needed("content.xml")?;
    let mut found = flat(&content)?;
    if let Some(meta) = package.text("meta.xml")? {
        docx::properties(&meta, &mut found);
    }
    Ok(found)
}

/// A text in one XML file.
pub(crate) fn flat(xml: &str) -> Result<OfficeText, IntakeError> {
    let mut text = Text::default();
    let (mut body, mut hidden) = (false, 0usize);
    let (mut row_open, mut paragraphs) = (false, 0usize);
    walk(xml, |step| match step {
        Step::Start(element) => match element.name {
            "body" => body = true,
            "tracked-changes" | "annotation" | "note-citation" | "sequence-decls" | "binary-data" => {
                hidden += 1;
            }
            "p" | "h" => paragraphs += 1,
            "tab" if body && hidden == 0 => text.push("\t"),
            "line-break" if body && hidden == 0 => text.line(),
            "s" if body && hidden == 0 => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1usize);
                text.push(&" ".repeat(count.min(100)));
            }
            "table-cell" => text.cell(std::mem::replace(&mut row_open, true)),
            _ => {}
        },
        Step::End(name) => match name {
            "body" => body = false,
            "tracked-changes" | "annotation" | "note-citation" | "sequence-decls" | "binary-data" => {
                hidden = hidden.saturating_sub(1);
            }
            "p" | "h" => {
                paragraphs = paragraphs.saturating_sub(1);
                if row_open { text.line() } else { text.paragraph() }
            }
            "table-row" => {
                row_open = false;
                text.line();
            }
            "table" => text.paragraph(),
            _ => {}
        },
        Step::Words(words) if body && hidden == 0 && paragraphs > 0 => text.push_folded(words),
        Step::Words(_) => {}
    })
    .map_err(|reason| IntakeError::Broken { format: "OpenDocument text", reason })?;
    let mut found = OfficeText { text: text.text.trim_end().to_owned(), ..OfficeText::default() };
    if let Some(start) = xml.find("<office:meta")
        && let Some(end) = xml[start..].find("</office:meta>")
    {
        docx::properties(&xml[start..start + end], &mut found);
    }
    Ok(found)
}
