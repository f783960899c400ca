//! Bytes to readings: the rooms of intake and reading behind one call.

use std::panic::{AssertUnwindSafe, catch_unwind};

use entente_intake::{Hints, Intake, Options};
use entente_model::Reading;
use entente_reading::Reader;

/// Reads sources; shared by all threads.
#[derive(Debug)]
pub(crate) struct Engine {
    intake: Intake,
    reader: Reader,
    hints: Hints,
}

impl Engine {
    /// An engine with the built-in packs; sources with more than `max_bytes` are refused.
    pub(crate) fn new(hints: Hints, max_bytes: u64) -> Self {
        let intake = Intake::new(Options { max_bytes, ..Options::default() });
        Self { intake, reader: Reader::new(), hints }
    }

    /// The version of program and packs that makes the readings.
    pub(crate) fn version() -> &'static str {
        concat!("entente ", env!("CARGO_PKG_VERSION"))
    }

    /// What the person who gave the sources said about them, as JSON, so that they can be read again in the same way.
    pub(crate) fn hints_as_json(&self) -> String {
        let clock = self.hints.published_clock;
        serde_json::json!({
            "published": self.hints.published,
            "clock": clock.map(|(hour, minute, second)| format!("{hour:02}:{minute:02}:{second:02}")),
            "lang": self.hints.lang,
            "clean": self.hints.clean,
        })
        .to_string()
    }

    /// Every document of one source, read.
    ///
    /// # Errors
    /// The reason why the source is refused, in words.
    pub(crate) fn read(&self, origin: &str, bytes: &[u8]) -> Result<Vec<Reading>, String> {
        let read = || {
            let documents = self.intake.read(origin, bytes, &self.hints);
            let documents = documents.map_err(|error| format!("{error}; {}", error.hint()))?;
            Ok(documents.iter().map(|document| self.reader.read(document)).collect())
        };
        // One document that trips over a defect of the program must not lose the others.
        catch_unwind(AssertUnwindSafe(read))
            .unwrap_or_else(|_| Err("the program failed on it; this is a defect of the program".to_owned()))
    }
}
