//! Reading: everything is looked at before anything is written, and it is written in one transaction.

use std::{collections::HashMap, path::Path};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use entente_model::{CharIndex, PartyCode, READING_SCHEMA, Reading, SourceEntry, SourceId, Span};
use rusqlite::{Transaction, params};
use serde::Deserialize;

use super::{Content, File, FileDocument, RECORD_SCHEMA, Restored};
use crate::{
    Dossier, DossierError, NewSource,
    decisions::{Kept, apply},
    dossier::Inner,
    search::Unindexed,
    sources::add_documents,
};

/// What a dossier is made of; the lists of the record are passed over, as they are folded again.
#[derive(Debug, Deserialize)]
struct Whole {
    schema: String,
    #[serde(default)]
    complete: bool,
    parties: Vec<PartyCode>,
    #[serde(default)]
    sources: Vec<SourceEntry>,
    #[serde(default)]
    decisions: Vec<Kept>,
    #[serde(default)]
    readings: Vec<Reading>,
    #[serde(default)]
    files: Vec<File>,
}

/// A file that is ready to be written.
struct Ready {
    source: NewSource,
    documents: Vec<FileDocument>,
    hints: String,
    added: String,
}

impl Dossier {
    /// Makes the dossier in a new folder that [`Dossier::write_whole`] wrote as `json`.
    ///
    /// # Errors
    /// When the text is no whole record, a file in it is not the one that its id names, or the folder holds a dossier.
    pub fn from_whole(folder: &Path, json: &[u8]) -> Result<(Self, Restored), DossierError> {
        let whole: Whole = serde_json::from_slice(json).map_err(|error| unfit(&error.to_string()))?;
        let Whole { schema, complete, parties, sources, decisions, readings, files } = whole;
        if schema != RECORD_SCHEMA {
            return Err(unfit(&format!("its schema is `{schema}`, this version reads `{RECORD_SCHEMA}`")));
        }
        if !complete {
            return Err(unfit("it is a part of a record; export it again without filters"));
        }
        let files = ready(files, readings)?;
        let refused: Vec<SourceEntry> =
            sources.into_iter().filter(|source| source.refused.is_some()).collect();
        let mut dossier = Self::create(folder, &parties)?;
        let restored = Restored {
            documents: files.iter().map(|file| file.documents.len()).sum(),
            decisions: decisions.len(),
        };
        let written = dossier.write(|transaction, _| {
            Unindexed::index_after(transaction, |passages| {
                for file in &files {
                    put_file(transaction, file, passages)?;
                }
                for source in &refused {
                    put_refused(transaction, source)?;
                }
                for decision in &decisions {
                    put_decision(transaction, decision)?;
                }
                apply(transaction)
            })
        });
        if let Err(error) = written {
            // Half a dossier would stand in the way of the next attempt.
            let path = dossier.path.clone();
            drop(dossier);
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
            }
            return Err(error);
        }
        dossier.settle()?;
        Ok((dossier, restored))
    }
}

/// The files with their readings, each checked against its id.
fn ready(files: Vec<File>, readings: Vec<Reading>) -> Result<Vec<Ready>, DossierError> {
    let mut by_id: HashMap<SourceId, Reading> = HashMap::with_capacity(readings.len());
    for reading in readings {
        check(&reading)?;
        by_id.insert(reading.id, reading);
    }
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        let bytes = match &file.content {
            Content::Text(text) => text.clone().into_bytes(),
            Content::Base64(text) => BASE64_STANDARD
                .decode(text)
                .map_err(|error| unfit(&format!("the file `{}`: {error}", file.origin)))?,
        };
        if SourceId::of(&bytes) != file.id {
            return Err(unfit(&format!(
                "the file `{}` does not hold the bytes that its id names",
                file.origin
            )));
        }
        let mut own = Vec::new();
        for document in &file.documents {
            own.push(by_id.remove(&document.id).ok_or_else(|| {
                unfit(&format!("the document {} of `{}` has no reading", document.id, file.origin))
            })?);
        }
        let hints = match &file.hints {
            serde_json::Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        all.push(Ready {
            source: NewSource::new(&file.origin, &bytes, &hints, &file.extractor, own),
            documents: file.documents,
            hints,
            added: file.added,
        });
    }
    match by_id.into_keys().next() {
        None => Ok(all),
        Some(id) => Err(unfit(&format!("the reading {id} belongs to no file"))),
    }
}

/// Quotes that are not the words of the text would put words into the mouth of a source.
fn check(reading: &Reading) -> Result<(), DossierError> {
    let wrong = |what: &str| unfit(&format!("the reading of `{}`: {what}", reading.origin));
    if reading.schema != READING_SCHEMA {
        return Err(wrong(&format!("its schema is `{}`", reading.schema)));
    }
    let (text, index) = (&reading.text, CharIndex::new(&reading.text));
    let stands = |start: u32, end: u32, quote: &str| {
        let span = Span::new(start, end);
        text.get(index.bytes(text, span.start)..index.bytes(text, span.end)) == Some(quote)
    };
    let quotes = reading
        .events
        .iter()
        .map(|event| (event.start, event.end, &event.quote))
        .chain(reading.quantities.iter().map(|one| (one.start, one.end, &one.quote)))
        .chain(reading.agreements.iter().map(|one| (one.start, one.end, &one.quote)))
        .chain(reading.statements.iter().map(|one| (one.start, one.end, &one.quote)))
        .chain(reading.times.iter().map(|one| (one.start, one.end, &one.text)));
    for (start, end, quote) in quotes {
        if !stands(start, end, quote) {
            return Err(wrong(&format!("`{quote}` is not what its text has at {start} to {end}")));
        }
    }
    Ok(())
}

fn put_file<'f>(
    transaction: &Transaction<'_>,
    file: &'f Ready,
    passages: &mut Unindexed<'f>,
) -> Result<(), Inner> {
    file.source.put_bytes(transaction, &file.hints, &file.added)?;
    add_documents(transaction, &file.source, &file.added, passages)?;
    for document in &file.documents {
        transaction
            .prepare_cached("UPDATE sources SET size = ?2, added = ?3 WHERE id = ?1")?
            .execute(params![document.id.as_bytes(), document.bytes as i64, document.added])?;
    }
    Ok(())
}

fn put_refused(transaction: &Transaction<'_>, source: &SourceEntry) -> Result<(), Inner> {
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO refused (origin, id, size, reason, added) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            source.origin,
            source.id.as_ref().map(SourceId::as_bytes),
            source.bytes as i64,
            source.refused,
            source.added.as_deref().unwrap_or_default()
        ])?;
    Ok(())
}

fn put_decision(transaction: &Transaction<'_>, kept: &Kept) -> Result<(), Inner> {
    let body = serde_json::to_string(kept).unwrap_or_default();
    let (id, decision) = (kept.decision.id.0, &kept.decision);
    transaction
        .prepare_cached("INSERT INTO decisions (id, made, person, body) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, decision.made, decision.by, body])?;
    Ok(())
}

fn unfit(reason: &str) -> DossierError {
    DossierError::NotWhole(reason.to_owned())
}
