//! What the server needs of the world and of the rooms that read.

use entente_dossier::NewSource;
use entente_model::{Cut, Day};
use entente_present::Fonts;

/// What a person says about a source that is added.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// When it was published, a date with or without a time of day.
    pub published: Option<String>,
    /// Its language.
    pub lang: Option<String>,
}

/// A source that was read, or the reason why it is refused.
pub type ReadSource = Result<NewSource, String>;

/// The world as the server sees it; every call may come from any thread and may take its time.
pub trait Desk: Send + Sync + 'static {
    /// Now in UTC, RFC 3339.
    fn now(&self) -> String;

    /// Today.
    fn today(&self) -> Option<Day> {
        self.now().get(..10).and_then(|day| day.parse().ok())
    }

    /// The program and its version, `Entente 0.1.0`.
    fn made_with(&self) -> String;

    /// Reads a source.
    ///
    /// # Errors
    /// The reason why it is refused, in words.
    fn read(&self, origin: &str, bytes: &[u8], said: &Said) -> ReadSource;

    /// What was cut out of a source as page furniture; `hints` as they are kept with it.
    fn cuts(&self, origin: &str, bytes: &[u8], hints: &str) -> Vec<Cut>;

    /// The bytes behind an address of the web.
    ///
    /// # Errors
    /// The reason why they cannot be had, in words.
    fn fetch(&self, address: &str, max_bytes: usize) -> Result<Vec<u8>, String>;

    /// The fonts that a PDF is set in.
    fn fonts(&self) -> Fonts {
        Fonts::embedded()
    }

    /// Notes the inner cause of a failure for whoever runs the server.
    fn note(&self, cause: &str);
}
