//! Bytes, lines and rows to readings: the rooms of intake and reading behind one call.
//!
//! The program and the Python package read through here, so that a document has the same reading whichever
//! of them reads it.
//!
//! ```
//! use entente_engine::{Engine, one_by_one};
//! use entente_intake::{Hints, Options};
//!
//! let engine = Engine::new(Options::default());
//! let text = b"Russia and Korea signed a treaty in Seoul on 7 July 1884.";
//! let read = engine.read("a.txt", text, &Hints::default(), &one_by_one)?;
//! assert_eq!(read.readings[0].events[0].when.map(|when| when.to_string()).as_deref(), Some("1884-07-07"));
//! # Ok::<(), entente_engine::Refusal>(())
//! ```

mod published;
mod refusal;

use std::panic::{AssertUnwindSafe, catch_unwind};

use entente_columns::{Content, Row};
use entente_intake::{Hints, Intake, IntakeError, Options};
use entente_model::{Document, Language, Reading};
use entente_reading::Reader;

pub use published::{Published, PublishedError, parse_clock};
pub use refusal::{Refusal, Refused};

/// Reads sources; made once, shared by all threads.
#[derive(Debug)]
pub struct Engine {
    intake: Intake,
    reader: Reader,
}

/// How the documents of a source are read: which of them, and on how many threads.
pub type By<'b> = &'b (dyn Fn(&Reader, &[Document]) -> Vec<Reading> + Sync);

/// Every document, one after the other.
pub fn one_by_one(reader: &Reader, documents: &[Document]) -> Vec<Reading> {
    documents.iter().map(|document| reader.read(document)).collect()
}

/// What was read out of one source.
#[derive(Debug, Default)]
pub struct Read {
    /// A reading a document.
    pub readings: Vec<Reading>,
    /// The parts that were left out.
    pub refused: Vec<Refused>,
}

impl Read {
    /// Adds what was read out of a part, or that it was refused.
    pub fn take(&mut self, origin: &str, part: Result<Self, Refusal>) {
        match part {
            Ok(mut part) => {
                self.readings.append(&mut part.readings);
                self.refused.append(&mut part.refused);
            }
            Err(refusal) => self.refused.push(Refused { origin: origin.to_owned(), refusal }),
        }
    }
}

impl Engine {
    /// An engine with the packs that are built in.
    pub fn new(options: Options) -> Self {
        Self { intake: Intake::new(options), reader: Reader::new() }
    }

    /// An engine with a reader of other packs.
    pub fn with_reader(options: Options, reader: Reader) -> Self {
        Self { intake: Intake::new(options), reader }
    }

    /// The same engine within other bounds; its packs are shared.
    #[must_use]
    pub fn within(&self, options: Options) -> Self {
        Self { intake: Intake::new(options), reader: self.reader.clone() }
    }

    /// What turns bytes into documents.
    pub fn intake(&self) -> &Intake {
        &self.intake
    }

    /// The readings of one source of any format.
    ///
    /// # Errors
    /// Where nothing of it can be read: the reason for the source, or for the first of its parts.
    pub fn read(&self, origin: &str, bytes: &[u8], hints: &Hints, by: By<'_>) -> Result<Read, Refusal> {
        guarded(|| {
            let contents = self.intake.open(origin, bytes, hints)?;
            let refused: Vec<Refused> = contents.refused.into_iter().map(Refused::from).collect();
            if contents.documents.is_empty() {
                let first = refused.into_iter().next().map(|part| part.refusal);
                return Err(first.unwrap_or_else(|| IntakeError::Empty.into()));
            }
            Ok(Read { readings: by(&self.reader, &contents.documents), refused })
        })
    }

    /// The reading of one line of a JSON Lines file, its number counted from one.
    ///
    /// # Errors
    /// The reason why the line is refused.
    pub fn read_line(
        &self,
        origin: &str,
        number: usize,
        line: &[u8],
        hints: &Hints,
        by: By<'_>,
    ) -> Result<Read, Refusal> {
        guarded(|| {
            let document = self.intake.read_line(origin, number, line, hints)?;
            Ok(Read { readings: by(&self.reader, &[document]), refused: Vec::new() })
        })
    }

    /// The readings of one row of columns, its number counted from one. What the hints say wins over the row.
    pub fn read_row(&self, origin: &str, number: usize, row: Row<'_>, hints: &Hints, by: By<'_>) -> Read {
        let mut read = Read::default();
        if let Some(line) = row.as_line(number) {
            let one = self.read_line(origin, number, line.as_bytes(), hints, by);
            read.take(&format!("{origin}#{number}"), one);
            return read;
        }
        let origin = format!("{origin}#{}", row.name(number));
        let day = row.published.as_deref().and_then(|date| date.get(..10).unwrap_or(date).parse().ok());
        let hints = Hints {
            published: hints.published.or(day),
            lang: hints.lang.or_else(|| row.lang.as_deref().and_then(Language::new)),
            address: row.url,
            ..hints.clone()
        };
        if let Content::Bytes(bytes) = row.content {
            read.take(&origin, self.read(&origin, &bytes, &hints, by));
        }
        read
    }
}

/// One document that trips over a defect of the program must not lose the others.
fn guarded(read: impl FnOnce() -> Result<Read, Refusal>) -> Result<Read, Refusal> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(Refusal::defect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Russia and Korea signed a treaty in Seoul on 7 July 1884.";

    fn row(content: Content<'_>) -> Row<'_> {
        Row {
            content,
            id: Some("n1".to_owned()),
            title: None,
            published: Some("2021-03-23 14:05:00".to_owned()),
            publisher: None,
            lang: None,
            url: None,
        }
    }

    #[test]
    fn a_row_of_text_is_the_line_that_says_the_same() {
        let engine = Engine::new(Options::default());
        let row = row(Content::Text(TEXT.into()));
        let line = row.as_line(7).unwrap();
        let read = engine.read_row("a.parquet", 7, row, &Hints::default(), &one_by_one);
        let same = engine.read_line("a.parquet", 7, line.as_bytes(), &Hints::default(), &one_by_one).unwrap();
        assert_eq!(read.readings, same.readings);
        assert_eq!(read.readings[0].origin, "a.parquet#n1");
        assert_eq!(read.readings[0].published.map(|day| day.to_string()).as_deref(), Some("2021-03-23"));
    }

    #[test]
    fn a_refused_row_is_named_with_the_reason() {
        let engine = Engine::new(Options::default());
        let read =
            engine.read_row("a", 1, row(Content::Bytes(b"\x7FELF".into())), &Hints::default(), &one_by_one);
        assert!(read.readings.is_empty());
        let [refused] = &read.refused[..] else { unreachable!("{read:?}") };
        assert_eq!((refused.origin.as_str(), refused.refusal.code), ("a#n1", "unsupported-format"));
    }

    #[test]
    fn a_defect_is_a_refusal() {
        let engine = Engine::new(Options::default());
        let broken = |_: &Reader, _: &[Document]| -> Vec<Reading> { std::panic::resume_unwind(Box::new(())) };
        let refused = engine.read("a.txt", TEXT.as_bytes(), &Hints::default(), &broken).unwrap_err();
        assert_eq!(refused.code, "defect");
    }
}
