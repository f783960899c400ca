//! Bytes to readings: the rooms of intake and reading behind one call.

use std::panic::{AssertUnwindSafe, catch_unwind};

use entente_model::{Document, Interval, Language, READING_SCHEMA, Reading, SourceId};

/// What the command line says about the sources.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hints {
    /// When they were published.
    pub published: Option<Interval>,
    /// At what time of day.
    pub published_clock: Option<(u8, u8, u8)>,
    /// In which language they are.
    pub lang: Option<Language>,
    /// Whether page furniture is taken out.
    pub clean: bool,
}

/// Reads sources.
#[derive(Debug)]
pub(crate) struct Engine {
    hints: Hints,
}

impl Engine {
    /// An engine with the built-in packs.
    pub(crate) fn new(hints: Hints) -> Self {
        Self { hints }
    }

    /// Every document of one source, read.
    ///
    /// # Errors
    /// The reason why the source is refused, in words.
    pub(crate) fn read(&self, origin: &str, bytes: &[u8]) -> Result<Vec<Reading>, String> {
        // One document that trips over a defect of the program must not lose the others.
        catch_unwind(AssertUnwindSafe(|| {
            self.documents(origin, bytes).map(|all| all.iter().map(Self::reading).collect())
        }))
        .unwrap_or_else(|_| Err("the program failed on it; this is a defect of the program".to_owned()))
    }

    fn documents(&self, origin: &str, bytes: &[u8]) -> Result<Vec<Document>, String> {
        let text = std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8: {error}"))?;
        if text.trim().is_empty() {
            return Err("empty".to_owned());
        }
        Ok(vec![Document {
            id: SourceId::of(bytes),
            origin: origin.to_owned(),
            lang: self.hints.lang,
            title: None,
            publisher: None,
            published: self.hints.published,
            published_clock: self.hints.published_clock,
            text: text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
            cuts: Vec::new(),
            warnings: Vec::new(),
        }])
    }

    fn reading(document: &Document) -> Reading {
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
