//! One document, read from end to end.

use entente_model::{Document, READING_SCHEMA, Reading};

/// Reads documents; made once, shared by all threads.
#[derive(Debug, Clone, Default)]
pub struct Reader {}

impl Reader {
    /// A reader with the packs and the reference that are built in.
    pub fn new() -> Self {
        Self {}
    }

    /// Everything found in one document: a pure function of the document and of this reader's packs.
    pub fn read(&self, document: &Document) -> Reading {
        Reading {
            schema: READING_SCHEMA.to_owned(),
            id: document.id,
            origin: document.origin.clone(),
            lang: document.lang,
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            published: document.published,
            text: document.text.clone(),
            times: Vec::new(),
            actors: Vec::new(),
            events: Vec::new(),
            quantities: Vec::new(),
            agreements: Vec::new(),
            statements: Vec::new(),
            warnings: document.warnings.clone(),
        }
    }
}
