//! The dossier as one JSON text, and back: the record, and everything that it was made of.
//!
//! The lists of the record come first, for whoever wants to read them; then what makes them: the decisions with the
//! words that they hold on to, the readings, and the files byte for byte. [`Dossier::from_whole`] takes only the latter
//! and folds the record again, so the same text comes out of the new dossier.

mod read;
mod write;

use entente_model::SourceId;
use serde::{Deserialize, Serialize};

/// The value of `schema` in a record written as JSON.
pub const RECORD_SCHEMA: &str = "entente.record/1";

/// What was taken out of a whole record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// Documents that were read.
    pub documents: usize,
    /// Decisions of people.
    pub decisions: usize,
}

/// A file as it came in.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    id: SourceId,
    origin: String,
    /// When it was added, RFC 3339 in UTC.
    added: String,
    /// What the person who added it said about it.
    hints: serde_json::Value,
    /// The version of program and packs that made the readings.
    extractor: String,
    /// The documents in it that came with no other file before.
    documents: Vec<FileDocument>,
    #[serde(flatten)]
    content: Content,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct FileDocument {
    id: SourceId,
    bytes: u64,
    added: String,
}

/// The bytes of a file: as text where they are text in UTF-8.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Content {
    Text(String),
    Base64(String),
}

#[cfg(test)]
mod tests;
