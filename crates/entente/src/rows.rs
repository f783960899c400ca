//! A Parquet file some rows at a time, so that its size does not matter.

use std::{fs::File, path::Path};

use entente_columns::{Content, Documents, Row};
use entente_intake::Columns;

use crate::inputs::Input;

/// How many bytes of documents are handed over at once.
const BATCH: u64 = 128 << 10;

/// Some rows that follow each other.
#[derive(Debug)]
pub(crate) struct Rows {
    /// The path of the file.
    pub origin: String,
    /// The number of the first row, from one.
    pub first: usize,
    /// The rows.
    pub documents: Vec<Row<'static>>,
    /// Bytes of their texts.
    pub bytes: u64,
}

/// An open Parquet file of documents.
pub(crate) struct RowFile {
    origin: String,
    documents: Documents,
    row: usize,
    ended: bool,
    /// What is wrong with the file, told behind the rows before it.
    wrong: Option<String>,
}

impl RowFile {
    /// Whether the name is that of such a file.
    pub(crate) fn is_one(path: &Path) -> bool {
        path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"))
    }

    /// Opens the file.
    ///
    /// # Errors
    /// The reason why it cannot be read, in words.
    pub(crate) fn open(path: &Path, columns: Option<&Columns>) -> Result<Self, String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let named = |name: &str| columns.and_then(|columns| columns.of(name));
        let documents = Documents::open(file, &named).map_err(|error| in_words(&error))?;
        Ok(Self { origin: path.to_string_lossy().into_owned(), documents, row: 0, ended: false, wrong: None })
    }

    /// The next rows, or what is wrong with the file from there on.
    pub(crate) fn next(&mut self) -> Option<Input> {
        if let Some(why) = self.wrong.take() {
            return Some(Input::Unreadable(self.origin.clone().into(), why));
        }
        if self.ended {
            return None;
        }
        let (first, mut rows, mut bytes) = (self.row + 1, Vec::new(), 0);
        while bytes < BATCH {
            match self.documents.next() {
                Some(Ok(row)) => {
                    self.row += 1;
                    bytes += 64
                        + match &row.content {
                            Content::Text(text) => text.len() as u64,
                            Content::Bytes(content) => content.len() as u64,
                        };
                    rows.push(row);
                }
                Some(Err(error)) => {
                    self.ended = true;
                    self.wrong = Some(format!("behind row {}: {}", self.row, in_words(&error)));
                    if rows.is_empty() {
                        return self.next();
                    }
                    break;
                }
                None => {
                    self.ended = true;
                    break;
                }
            }
        }
        let origin = self.origin.clone();
        (!rows.is_empty()).then(|| Input::Rows(Box::new(Rows { origin, first, documents: rows, bytes })))
    }
}

/// The error with its causes.
fn in_words(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        words = format!("{words}: {next}");
        cause = next.source();
    }
    words
}
