//! EPUB books: the chapters in the order of the spine, each a place of the text.

use std::collections::HashMap;

use super::{
    OfficeText, Package,
    xml::{Step, walk},
};
use crate::{IntakeError, html};

/// More chapters than any book has.
const MOST_CHAPTERS: usize = 10_000;

pub(super) fn read(mut package: Package<'_>) -> Result<OfficeText, IntakeError> {
    let container = package.needed("META-INF/container.xml")?;
    if package.part("META-INF/rights.xml")?.is_some() {
        return Err(IntakeError::Locked("book"));
    }
    let mut root = None;
    let _ = walk(&container, |step| {
        if let Step::Start(element) = step
            && element.name == "rootfile"
        {
            root = root.take().or_else(|| element.attribute("full-path"));
        }
    });
    let root = root.ok_or_else(|| package.broken("its container names no book"))?;
    let book = package.needed(&root)?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut found, chapters) = contents(&book);
    for (number, chapter) in chapters.iter().take(MOST_CHAPTERS).enumerate() {
        let Some(page) = package.text(&joined(folder, chapter))? else { continue };
        let text = html::flatten(&page);
        if text.trim().is_empty() {
            continue;
        }
        if !found.text.is_empty() {
            found.text.push_str("\n\n");
        }
        found.places.push((found.text.len(), format!("chapter {}", number + 1)));
        found.text.push_str(text.trim());
    }
    Ok(found)
}

/// What the book says of itself, and its chapters in order.
fn contents(book: &str) -> (OfficeText, Vec<String>) {
    let mut found = OfficeText::default();
    let mut items: HashMap<String, String> = HashMap::new();
    let mut chapters = Vec::new();
    let (mut value, mut event) = (String::new(), None);
    let _ = walk(book, |step| match step {
        Step::Start(element) => {
            value.clear();
            event = element.attribute("event");
            match element.name {
                "item" => {
                    let page = element.attribute("media-type").is_none_or(|media| media.contains("html"));
                    if let (Some(id), Some(path), true) =
                        (element.attribute("id"), element.attribute("href"), page)
                    {
                        items.insert(id, path);
                    }
                }
                "itemref" => {
                    chapters.extend(element.attribute("idref").and_then(|id| items.get(&id).cloned()));
                }
                _ => {}
            }
        }
        Step::Words(words) => value.push_str(words),
        Step::End(name) => {
            let value = std::mem::take(&mut value).trim().to_owned();
            let slot = match (name, event.as_deref()) {
                ("title", _) => &mut found.title,
                ("publisher", _) => &mut found.publisher,
                ("language", _) => &mut found.lang,
                ("date", None | Some("publication")) => &mut found.published,
                _ => return,
            };
            if !value.is_empty() {
                slot.get_or_insert(value);
            }
        }
    });
    (found, chapters)
}

/// A path within the package; it is only looked up there, wherever it leads.
fn joined(folder: &str, path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let path = percent_decoded(path);
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code =
            (first == b'%').then(|| after.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
