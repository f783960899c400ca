//! DOCX: the body of the document with its tables, notes and lists; no headers, comments or deleted words.

use super::{
    OfficeText, Package,
    xml::{Step, Text, walk},
};
use crate::IntakeError;

pub(super) fn read(mut package: Package<'_>) -> Result<OfficeText, IntakeError> {
    let name = main_part(&mut package)?;
    let body = package.needed(&name)?;
    let mut found = OfficeText::default();
    let mut text = Text::default();
    words(&body, &mut text).map_err(|reason| package.broken(reason))?;
    for notes in ["footnotes.xml", "endnotes.xml"] {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        if let Some(notes) = package.text(&format!("{folder}/{notes}"))? {
            text.paragraph();
            // Notes that are broken do not lose the text.
            let _ = words(&notes, &mut text);
        }
    }
    found.text = text.text;
    if let Some(core) = package.text("docProps/core.xml")? {
        properties(&core, &mut found);
    }
    Ok(found)
}

/// The part that holds the text, as the package names it.
fn main_part(package: &mut Package<'_>) -> Result<String, IntakeError> {
    let mut named = None;
    if let Some(relations) = package.text("_rels/.rels")? {
        let _ = walk(&relations, |step| {
            if let Step::Start(element) = step
                && element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                named = named.take().or_else(|| element.attribute("Target"));
            }
        });
    }
    Ok(named.map_or_else(|| "word/document.xml".to_owned(), |name| name.trim_start_matches('/').to_owned()))
}

/// The words of a part of `WordprocessingML`.
fn words(xml: &str, text: &mut Text) -> Result<(), String> {
    let (mut within_text, mut hidden, mut row_open) = (false, 0usize, false);
    walk(xml, |step| match step {
        Step::Start(element) => match element.name {
            // Deleted words, the second form of a drawing, and the codes of fields are no text.
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => hidden += 1,
            "t" => within_text = true,
            "tab" if !within_text && hidden == 0 => text.push("\t"),
            "br" | "cr" if hidden == 0 => text.line(),
            "noBreakHyphen" if hidden == 0 => text.push("-"),
            "tc" => text.cell(std::mem::replace(&mut row_open, true)),
            _ => {}
        },
        Step::End(name) => match name {
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => hidden = hidden.saturating_sub(1),
            "t" => within_text = false,
            "p" if row_open => text.line(),
            "p" | "tbl" => text.paragraph(),
            "tr" => {
                row_open = false;
                text.line();
            }
            _ => {}
        },
        Step::Words(words) if within_text && hidden == 0 => text.push(words),
        Step::Words(_) => {}
    })
}

/// Title and dates of the document's properties.
pub(super) fn properties(xml: &str, found: &mut OfficeText) {
    let mut value = String::new();
    let _ = walk(xml, |step| match step {
        Step::Start(_) => value.clear(),
        Step::Words(words) => value.push_str(words),
        Step::End(name) => {
            let value = std::mem::take(&mut value).trim().to_owned();
            if value.is_empty() {
                return;
            }
            match name {
                "title" => found.title = Some(value),
                "language" => found.lang = Some(value),
                "publisher" => found.publisher = Some(value),
                "issued" => found.published = Some(value),
                "modified" | "date" => found.modified = Some(value),
                "created" | "creation-date" => found.modified = found.modified.take().or(Some(value)),
                _ => {}
            }
        }
    });
}
