//! Bytes to readings: the rooms of intake and reading behind one call.

use std::panic::{AssertUnwindSafe, catch_unwind};

use entente_dossier::{NewSource, RawSource};
use entente_intake::{Hints, Intake, Options};
use entente_model::{Cut, Language, Reading};
use entente_reading::Reader;
use rayon::prelude::*;

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
        hints_as_json(&self.hints)
    }

    /// Every document of one source, read.
    ///
    /// # Errors
    /// The reason why the source is refused, in words.
    pub(crate) fn read(&self, origin: &str, bytes: &[u8]) -> Result<Vec<Reading>, String> {
        self.read_with(origin, bytes, &self.hints)
    }

    /// Reads a source again in the way in which it was read before.
    ///
    /// # Errors
    /// As [`Engine::read`].
    pub(crate) fn read_again(&self, source: &RawSource) -> Result<NewSource, String> {
        let readings = self.read_with(&source.origin, &source.bytes, &hints_of(&source.hints))?;
        Ok(NewSource::new(&source.origin, &source.bytes, &source.hints, Self::version(), readings))
    }

    /// Reads a source about which a person said something of its own.
    ///
    /// # Errors
    /// As [`Engine::read`].
    pub(crate) fn read_as_said(&self, origin: &str, bytes: &[u8], said: &Hints) -> Result<NewSource, String> {
        let readings = self.read_with(origin, bytes, said)?;
        Ok(NewSource::new(origin, bytes, &hints_as_json(said), Self::version(), readings))
    }

    /// What is cut out of a source as page furniture; nothing where it holds several documents or cannot be read.
    pub(crate) fn cuts(&self, origin: &str, bytes: &[u8], hints: &str) -> Vec<Cut> {
        let read = || self.intake.read(origin, bytes, &hints_of(hints)).unwrap_or_default();
        match catch_unwind(AssertUnwindSafe(read)).unwrap_or_default().as_mut_slice() {
            [only] => std::mem::take(&mut only.cuts),
            _ => Vec::new(),
        }
    }

    fn read_with(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, String> {
        let read = || {
            let documents = self.intake.read(origin, bytes, hints);
            let documents = documents.map_err(|error| format!("{error}; {}", error.hint()))?;
            // A file of many documents is read on all processors.
            Ok(documents.par_iter().map(|document| self.reader.read(document)).collect())
        };
        // One document that trips over a defect of the program must not lose the others.
        catch_unwind(AssertUnwindSafe(read))
            .unwrap_or_else(|_| Err("the program failed on it; this is a defect of the program".to_owned()))
    }
}

fn hints_as_json(hints: &Hints) -> String {
    let clock = hints.published_clock;
    serde_json::json!({
        "published": hints.published,
        "clock": clock.map(|(hour, minute, second)| format!("{hour:02}:{minute:02}:{second:02}")),
        "lang": hints.lang,
        "clean": hints.clean,
    })
    .to_string()
}

/// What [`Engine::hints_as_json`] wrote; what does not read back is left out.
fn hints_of(json: &str) -> Hints {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let text = |name: &str| value.get(name).and_then(serde_json::Value::as_str);
    Hints {
        published: text("published").and_then(|date| date.parse().ok()),
        published_clock: text("clock").and_then(crate::arguments::parse_clock),
        lang: text("lang").and_then(Language::new),
        clean: value.get("clean").and_then(serde_json::Value::as_bool).unwrap_or(true),
        ..Hints::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_read_back() {
        let hints = Hints {
            published: "2021-03-23".parse().ok(),
            published_clock: Some((14, 5, 0)),
            lang: Language::new("ko"),
            clean: false,
            ..Hints::default()
        };
        let back = hints_of(&Engine::new(hints.clone(), 1).hints_as_json());
        assert_eq!(
            (back.published, back.published_clock, back.lang, back.clean),
            (hints.published, hints.published_clock, hints.lang, hints.clean)
        );
        assert!(hints_of("damaged").clean);
    }
}
