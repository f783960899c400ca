//! The record made again from what cannot be made again: the bytes of the sources and the decisions.

use std::path::Path;

use entente_model::SourceId;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, params};

use crate::{
    Dossier, DossierError, NewSource,
    decisions::{Kept, apply, kept},
    examine,
    pack::unpack,
    search::Unindexed,
    sources::{add_documents, forget_documents},
};

/// A source as it came in, with what was said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawSource {
    /// The SHA-256 of its bytes.
    pub id: SourceId,
    /// Path or address as given.
    pub origin: String,
    /// The hints that were kept with it.
    pub hints: String,
    /// When it was added.
    pub added: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Dossier {
    /// The ids of the sources' bytes, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn raw_ids(&self) -> Result<Vec<SourceId>, DossierError> {
        let mut ids: Vec<SourceId> = self.known()?.into_iter().collect();
        ids.sort_unstable();
        Ok(ids)
    }

    /// A source as it came in; `None` where it is not in the dossier.
    ///
    /// # Errors
    /// When the database fails or the bytes are damaged.
    pub fn raw(&self, id: SourceId) -> Result<Option<RawSource>, DossierError> {
        let question = format!("{RAW} WHERE blobs.id = ?1");
        let found = self
            .connection
            .query_row(&question, [id.as_bytes()], raw)
            .optional()
            .map_err(|error| self.failed(error))?;
        found.map(|(source, packed)| self.whole(source, &packed)).transpose()
    }

    fn whole(&self, source: RawSource, packed: &[u8]) -> Result<RawSource, DossierError> {
        checked(source, packed).ok_or_else(|| DossierError::Damaged {
            path: self.path.clone(),
            reason: "the bytes of a source are not those that came in".to_owned(),
        })
    }

    /// Puts new readings in the place of those of a source that is there.
    ///
    /// # Errors
    /// As [`Dossier::add`].
    pub fn read_again(&mut self, source: &NewSource, added: &str) -> Result<(), DossierError> {
        let path = self.path.clone();
        self.write(|transaction, _| {
            forget_documents(transaction, &path, source)?;
            Unindexed::index_after(transaction, |passages| {
                add_documents(transaction, source, added, passages)?;
                apply(transaction)
            })
        })
    }

    /// Throws the record away, so that the next look makes all of it again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_record(&mut self) -> Result<(), DossierError> {
        self.write(|transaction, _| {
            transaction.execute("DELETE FROM entries", [])?;
            transaction.execute("UPDATE reports SET entry = NULL", [])?;
            transaction
                .execute("INSERT OR REPLACE INTO stale (class, block) SELECT DISTINCT class, block FROM reports", [])?;
            transaction.execute(
                "INSERT OR REPLACE INTO stale (class, block) SELECT DISTINCT 6, CAST(day AS TEXT) FROM mentions",
                [],
            )?;
            examine::forget_all(transaction)?;
            apply(transaction)
        })
    }

    /// Takes the decisions of another dossier into this one, which has none.
    ///
    /// # Errors
    /// When this dossier has decisions, or a database fails.
    pub fn take_decisions(&mut self, from: &Self) -> Result<usize, DossierError> {
        let rows = decisions(&from.connection).map_err(|error| from.failed(error))?;
        self.write(|transaction, _| {
            let mut insert = transaction
                .prepare("INSERT INTO decisions (id, made, person, body) VALUES (?1, ?2, ?3, ?4)")?;
            for (id, made, person, body) in &rows {
                insert.execute(params![id, made, person, body])?;
            }
            drop(insert);
            apply(transaction)?;
            Ok(rows.len())
        })
    }

    /// Everything that speaks against the soundness of the file, in words; nothing where it is sound.
    ///
    /// # Errors
    /// When the database does not answer at all.
    pub fn problems(&self) -> Result<Vec<String>, DossierError> {
        let failed = |error| self.failed(error);
        let mut problems = Vec::new();
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)").map_err(failed)?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        for line in lines {
            match line {
                Ok(line) if line == "ok" => {}
                Ok(line) => problems.push(line),
                Err(error) => problems.push(error.to_string()),
            }
        }
        for id in self.raw_ids()? {
            if let Err(error) = self.raw(id) {
                problems.push(format!("source {id}: {error}"));
            }
        }
        if let Err(error) = kept(&self.connection) {
            problems.push(format!("decisions: {}", self.inner(error)));
        }
        Ok(problems)
    }
}

/// What can be read out of a damaged file.
#[derive(Debug, Default)]
pub struct Rescue {
    /// The parties, where they can be read.
    pub parties: Vec<entente_model::PartyCode>,
    /// Sources whose bytes are still those that came in.
    pub sources: Vec<RawSource>,
    /// Sources that are there and damaged.
    pub lost: usize,
    /// Decisions that are there and damaged.
    pub lost_decisions: usize,
    decisions: Vec<DecisionRow>,
}

type DecisionRow = (i64, String, String, String);

impl Rescue {
    /// Reads row by row what the file in `folder` still gives, passing over what is damaged.
    ///
    /// # Errors
    /// When the file cannot be opened at all.
    pub fn from_folder(folder: &Path) -> Result<Self, DossierError> {
        let path = folder.join(crate::FILE_NAME);
        let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .map_err(|error| DossierError::of(&path, error))?;
        let mut rescue = Self::default();
        let parties = "SELECT value FROM settings WHERE name = 'parties'";
        if let Ok(text) = connection.query_row(parties, [], |row| row.get::<_, String>(0)) {
            rescue.parties = text.split(',').filter_map(|code| code.parse().ok()).collect();
        }
        let one = format!("{RAW} WHERE blobs.rowid = ?1");
        rows_until_silence(|number| match connection.query_row(&one, [number], raw) {
            Ok((source, packed)) => {
                match checked(source, &packed) {
                    Some(source) => rescue.sources.push(source),
                    None => rescue.lost += 1,
                }
                true
            }
            Err(rusqlite::Error::QueryReturnedNoRows) => false,
            Err(_) => {
                rescue.lost += 1;
                false
            }
        });
        let decision = "SELECT id, made, person, body FROM decisions WHERE id = ?1";
        rows_until_silence(|number| {
            match connection.query_row(decision, [number], decision_row) {
                // A log that was cut in the middle of an entry keeps the others.
                Ok(row) if serde_json::from_str::<Kept>(&row.3).is_ok() => rescue.decisions.push(row),
                Ok(_) => rescue.lost_decisions += 1,
                Err(_) => return false,
            }
            true
        });
        Ok(rescue)
    }

    /// How many decisions were read.
    pub fn decisions(&self) -> usize {
        self.decisions.len()
    }

    /// Puts the decisions into a new dossier.
    ///
    /// # Errors
    /// When the dossier has decisions already, or its database fails.
    pub fn put_decisions(&self, dossier: &mut Dossier) -> Result<(), DossierError> {
        dossier.write(|transaction, _| {
            for (id, made, person, body) in &self.decisions {
                let insert = "INSERT INTO decisions (id, made, person, body) VALUES (?1, ?2, ?3, ?4)";
                transaction.execute(insert, params![id, made, person, body])?;
            }
            apply(transaction)
        })
    }
}

/// Asks for row after row until so many numbers in a row have none.
fn rows_until_silence(mut there: impl FnMut(i64) -> bool) {
    const SILENCE: i64 = 2000;
    let (mut number, mut last) = (0, 0);
    while number - last < SILENCE {
        number += 1;
        if there(number) {
            last = number;
        }
    }
}

const RAW: &str = "SELECT blobs.id, blobs.origin, blobs.hints, blobs.added, blobs.packed FROM blobs";

fn raw(row: &Row<'_>) -> rusqlite::Result<(RawSource, Vec<u8>)> {
    let id = SourceId::from_bytes(row.get(0)?);
    let source =
        RawSource { id, origin: row.get(1)?, hints: row.get(2)?, added: row.get(3)?, bytes: Vec::new() };
    Ok((source, row.get(4)?))
}

/// The source with its bytes, if they are those that its id names.
fn checked(source: RawSource, packed: &[u8]) -> Option<RawSource> {
    let bytes = unpack(packed).ok()?;
    (SourceId::of(&bytes) == source.id).then_some(RawSource { bytes, ..source })
}

fn decision_row(row: &Row<'_>) -> rusqlite::Result<DecisionRow> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn decisions(connection: &Connection) -> rusqlite::Result<Vec<DecisionRow>> {
    connection
        .prepare("SELECT id, made, person, body FROM decisions ORDER BY id")?
        .query_map([], decision_row)?
        .collect()
}
