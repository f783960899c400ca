//! The record as it is: JSON, JSON Lines, CSV.

use entente_model::Record;
use serde::Serialize;

use super::{Given, ListFile};
use crate::{PresentError, format, lists::Listed};

/// The value of `schema` in a record.
const SCHEMA: &str = "entente.record/1";

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    /// Only the dossier itself can write everything that it is made of.
    complete: bool,
    #[serde(flatten)]
    record: &'a Record,
}

/// The record as one object, `schema` first.
pub(super) fn json(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    Ok(format::json(&Whole { schema: SCHEMA, complete: false, record: given.record })?.into_bytes())
}

#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(rename = "type")]
    sort: &'static str,
    #[serde(flatten)]
    entry: &'a T,
}

/// Every entry on a line, in the order of the record, with what it is in `type`.
pub(super) fn json_lines(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let record = given.record;
    let mut text = lines("source", &record.sources)?;
    text += &lines("event", &record.events)?;
    text += &lines("person", &record.people)?;
    text += &lines("agreement", &record.agreements)?;
    text += &lines("quantity", &record.quantities)?;
    text += &lines("statement", &record.statements)?;
    text += &lines("conflict", &record.conflicts)?;
    Ok(text.into_bytes())
}

fn lines<T: Serialize>(sort: &'static str, entries: &[T]) -> Result<String, PresentError> {
    let lines: Vec<Line<'_, T>> = entries.iter().map(|entry| Line { sort, entry }).collect();
    format::json_lines(&lines)
}

/// Every list as comma-separated values.
pub(super) fn csv_lists(record: &Record) -> Result<Vec<ListFile>, PresentError> {
    fn list<T: Listed>(entries: &[T]) -> Result<ListFile, PresentError> {
        Ok((T::NAME, format::csv_text(entries)?.into_bytes()))
    }
    Ok(vec![
        list(&record.events)?,
        list(&record.people)?,
        list(&record.agreements)?,
        list(&record.quantities)?,
        list(&record.statements)?,
        list(&record.conflicts)?,
        list(&record.sources)?,
    ])
}

/// The chronology; other lists are a command away.
pub(super) fn csv(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    Ok(format::csv_text(&given.record.events)?.into_bytes())
}
