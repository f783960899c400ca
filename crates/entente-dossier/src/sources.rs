//! Sources: taken in byte for byte, each in a transaction of its own, with all that follows from it.

use std::{collections::HashMap, path::Path};

use entente_model::{Interval, Language, Reading, SourceEntry, SourceId};
use rayon::prelude::*;
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::{
    Dossier, DossierError,
    dossier::Inner,
    examine::{self, Claims},
    fold::day_number,
    mentions::{self, Mention},
    pack::{pack, unpack},
    report::{self, Class, NewReport},
    search::{self, Passage, Unindexed},
    words::Words,
};

/// A source with its readings, made ready on any thread.
#[derive(Debug)]
pub struct NewSource {
    id: SourceId,
    origin: String,
    hints: String,
    size: u64,
    packed: Vec<u8>,
    extractor: String,
    documents: Vec<NewDocument>,
}

#[derive(Debug)]
struct NewDocument {
    id: SourceId,
    origin: String,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<Interval>,
    lang: Option<Language>,
    /// Bytes of its text.
    size: usize,
    events: usize,
    packed: Vec<u8>,
    claims: Claims,
    mentions: Vec<Mention>,
    reports: Vec<NewReport>,
    passages: Vec<Passage>,
}

impl NewSource {
    /// Packs the bytes and takes the reports out of the readings.
    ///
    /// `hints` is kept with the source as it is, so that a later version can read it again in the same way;
    /// `extractor` names the version of program and packs that made the readings.
    pub fn new(origin: &str, bytes: &[u8], hints: &str, extractor: &str, readings: Vec<Reading>) -> Self {
        let document = |words: &mut Words, reading: Reading| NewDocument {
            // A reading is made of text, numbers and lists: it always serialises.
            packed: pack(&serde_json::to_vec(&reading).unwrap_or_default()),
            claims: Claims::of(&reading),
            mentions: mentions::of(&reading),
            reports: report::reports(&reading, words),
            passages: search::passages(&reading, words),
            id: reading.id,
            size: reading.text.len(),
            events: reading.events.len(),
            origin: reading.origin,
            title: reading.title,
            publisher: reading.publisher,
            published: reading.published,
            lang: reading.lang,
        };
        Self {
            id: SourceId::of(bytes),
            origin: origin.to_owned(),
            hints: hints.to_owned(),
            size: bytes.len() as u64,
            packed: pack(bytes),
            extractor: extractor.to_owned(),
            documents: readings.into_par_iter().map_init(Words::default, document).collect(),
        }
    }

    /// Makes ready what sources of a language are taken in with, on any thread, so that the first one need not wait.
    pub fn prepare(lang: Language) {
        entente_examine::prepare(lang);
        crate::block::known_person("");
    }

    /// Path or address as given.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Writes the bytes as they came in.
    pub(crate) fn put_bytes(
        &self,
        transaction: &Transaction<'_>,
        hints: &str,
        added: &str,
    ) -> rusqlite::Result<()> {
        transaction
            .prepare_cached(
                "INSERT INTO blobs (id, origin, hints, size, added, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![self.id.as_bytes(), self.origin, hints, self.size as i64, added, self.packed])?;
        Ok(())
    }
}

/// What became of a source that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new: so many documents came with it.
    New {
        /// Documents that were not there before.
        documents: usize,
    },
    /// The same bytes were there already; nothing changed.
    Known,
}

/// A source that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal<'a> {
    /// Path or address as given.
    pub origin: &'a str,
    /// Its bytes, as far as they could be read.
    pub bytes: Option<&'a [u8]>,
    /// Why, in words.
    pub reason: &'a str,
}

/// Sources that were read, as they are listed.
pub(crate) const LISTED: &str =
    "SELECT id, origin, title, publisher, published, lang, added, size, events, NULL FROM sources";
/// The same for those that were refused.
pub(crate) const REFUSED: &str =
    "SELECT id, origin, NULL, NULL, NULL, NULL, added, size, 0, reason FROM refused";

impl Dossier {
    /// Takes a source in; `now` is the time in UTC, RFC 3339.
    ///
    /// Once this returns, the source survives the end of the program at any moment; before, nothing of it is there.
    ///
    /// # Errors
    /// When the disk is full, another program keeps the dossier locked, or the database fails.
    pub fn add(&mut self, source: &NewSource, now: &str) -> Result<Added, DossierError> {
        self.write(|transaction, _| {
            Unindexed::index_after(transaction, |passages| add_source(transaction, source, now, passages))
        })
    }

    /// Takes sources in together, as [`Dossier::add`] does one: once this returns all of them are safe, before none is
    /// there. Pages that several of them touch are written once.
    ///
    /// # Errors
    /// As [`Dossier::add`].
    pub fn add_all(&mut self, sources: &[NewSource], now: &str) -> Result<Vec<Added>, DossierError> {
        if sources.is_empty() {
            return Ok(Vec::new());
        }
        self.write(|transaction, _| {
            Unindexed::index_after(transaction, |passages| {
                sources.iter().map(|source| add_source(transaction, source, now, passages)).collect()
            })
        })
    }

    /// Whether these bytes are in the dossier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn holds(&self, id: SourceId) -> Result<bool, DossierError> {
        holds(&self.connection, id).map_err(|error| self.failed(error))
    }

    /// The ids of all sources' bytes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn known(&self) -> Result<std::collections::HashSet<SourceId>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare("SELECT id FROM blobs").map_err(failed)?;
        let ids = statement.query_map([], |row| row.get(0).map(SourceId::from_bytes)).map_err(failed)?;
        ids.collect::<Result<_, _>>().map_err(failed)
    }

    /// Puts a refused source on record; `now` as for [`Dossier::add`].
    ///
    /// # Errors
    /// As [`Dossier::add`].
    pub fn refuse(&mut self, refusal: &Refusal<'_>, now: &str) -> Result<(), DossierError> {
        let id = refusal.bytes.map(SourceId::of);
        let size = refusal.bytes.map_or(0, <[u8]>::len) as i64;
        self.write(|transaction, _| {
            transaction.execute(
                "INSERT INTO refused (origin, id, size, reason, added) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET id = ?2, size = ?3, reason = ?4 WHERE reason <> ?4 OR id IS NOT ?2",
                params![refusal.origin, id.as_ref().map(SourceId::as_bytes), size, refusal.reason, now],
            )?;
            Ok(())
        })
    }

    /// The bytes of a source as they came in; `None` where it is not in the dossier.
    ///
    /// # Errors
    /// When the database fails or the bytes are damaged.
    pub fn bytes(&self, id: SourceId) -> Result<Option<Vec<u8>>, DossierError> {
        let packed: Option<Vec<u8>> = self
            .connection
            .query_row(
                "SELECT packed FROM blobs WHERE id = coalesce((SELECT blob FROM sources WHERE id = ?1), ?1)",
                [id.as_bytes()],
                |row| row.get(0),
            )
            .optional()
            .map_err(|error| self.failed(error))?;
        packed.map(|packed| self.unpacked(&packed)).transpose()
    }

    /// The reading of a source; `None` where it is not in the dossier.
    ///
    /// # Errors
    /// When the database fails or the reading is damaged.
    pub fn reading(&self, id: SourceId) -> Result<Option<Reading>, DossierError> {
        let packed: Option<Vec<u8>> = self
            .connection
            .query_row("SELECT reading FROM sources WHERE id = ?1", [id.as_bytes()], |row| row.get(0))
            .optional()
            .map_err(|error| self.failed(error))?;
        packed.map(|packed| self.unpacked_reading(&packed)).transpose()
    }

    /// Every reading, in the order of the sources' ids, whatever order they were added in.
    ///
    /// # Errors
    /// As [`Dossier::reading`].
    pub fn readings(&self) -> Result<Vec<Reading>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement =
            self.connection.prepare("SELECT reading FROM sources ORDER BY id").map_err(failed)?;
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).map_err(failed)?;
        rows.map(|packed| self.unpacked_reading(&packed.map_err(failed)?)).collect()
    }

    /// Every source that was read, then every one that was refused, each in the order of their names.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sources(&self) -> Result<Vec<SourceEntry>, DossierError> {
        let mut all = self.listed(&format!("{LISTED} ORDER BY origin, id"), [])?;
        all.extend(self.refused()?);
        Ok(all)
    }

    /// Every source that was refused, in the order of their names.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn refused(&self) -> Result<Vec<SourceEntry>, DossierError> {
        self.listed(&format!("{REFUSED} ORDER BY origin"), [])
    }

    /// Sources as a question selects them: in the columns of [`LISTED`] or [`REFUSED`].
    pub(crate) fn listed(
        &self,
        question: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<SourceEntry>, DossierError> {
        let parsed = |text: Option<String>| text.and_then(|text| text.parse().ok());
        let entry = |row: &rusqlite::Row<'_>| {
            Ok(SourceEntry {
                id: row.get::<_, Option<[u8; 32]>>(0)?.map(SourceId::from_bytes),
                origin: row.get(1)?,
                title: row.get(2)?,
                publisher: row.get(3)?,
                published: parsed(row.get(4)?),
                lang: row.get::<_, Option<String>>(5)?.and_then(|code| Language::new(&code)),
                added: row.get(6)?,
                bytes: row.get::<_, i64>(7)? as u64,
                events: row.get(8)?,
                refused: row.get(9)?,
            })
        };
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(question).map_err(failed)?;
        let rows = statement.query_map(values, entry).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }

    /// The source of this path or address.
    pub(crate) fn source_named(&self, origin: &str) -> Result<Option<SourceEntry>, DossierError> {
        let read = self.listed(&format!("{LISTED} WHERE origin = ?1 ORDER BY id LIMIT 1"), [origin])?;
        match read.into_iter().next() {
            Some(source) => Ok(Some(source)),
            None => Ok(self.listed(&format!("{REFUSED} WHERE origin = ?1"), [origin])?.pop()),
        }
    }

    /// Sources whose id begins with these digits, in hexadecimal.
    pub(crate) fn sources_from(&self, hex: &str) -> Result<Vec<SourceEntry>, DossierError> {
        if hex.len() > 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        let bound = |fill: &str| {
            let whole = hex.to_owned() + &fill.repeat(64 - hex.len());
            let byte = |at: usize| whole.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
            (0..64).step_by(2).filter_map(byte).collect::<Vec<u8>>()
        };
        let (first, last) = (bound("0"), bound("f"));
        let between = "WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT 9";
        let mut found = self.listed(&format!("{LISTED} {between}"), [&first, &last])?;
        found.extend(self.listed(&format!("{REFUSED} {between}"), [&first, &last])?);
        Ok(found)
    }

    fn unpacked(&self, packed: &[u8]) -> Result<Vec<u8>, DossierError> {
        unpack(packed).map_err(|error| damaged(&self.path, &error))
    }

    pub(crate) fn unpacked_reading(&self, packed: &[u8]) -> Result<Reading, DossierError> {
        unpacked_json(&self.path, packed)
    }
}

/// What was packed as JSON.
pub(crate) fn unpacked_json<T: serde::de::DeserializeOwned>(
    path: &Path,
    packed: &[u8],
) -> Result<T, DossierError> {
    let json = unpack(packed).map_err(|error| damaged(path, &error))?;
    serde_json::from_slice(&json).map_err(|error| damaged(path, &error))
}

fn damaged(path: &Path, reason: &dyn std::error::Error) -> DossierError {
    DossierError::Damaged { path: path.to_owned(), reason: reason.to_string() }
}

fn holds(connection: &rusqlite::Connection, id: SourceId) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM blobs WHERE id = ?1) OR EXISTS (SELECT 1 FROM sources WHERE id = ?1)")?
        .query_row([id.as_bytes()], |row| row.get(0))
}

fn add_source<'s>(
    transaction: &Transaction<'_>,
    source: &'s NewSource,
    now: &str,
    passages: &mut Unindexed<'s>,
) -> Result<Added, Inner> {
    transaction.prepare_cached("DELETE FROM refused WHERE origin = ?1")?.execute([&source.origin])?;
    if holds(transaction, source.id)? {
        return Ok(Added::Known);
    }
    source.put_bytes(transaction, &source.hints, now)?;
    Ok(Added::New { documents: add_documents(transaction, source, now, passages)? })
}

/// Adds the documents of a source, with the passages that are to be put into the index; how many were not there before.
pub(crate) fn add_documents<'s>(
    transaction: &Transaction<'_>,
    source: &'s NewSource,
    now: &str,
    passages: &mut Unindexed<'s>,
) -> Result<usize, Inner> {
    let mut documents = 0;
    for document in &source.documents {
        documents += usize::from(add_document(transaction, source, document, now, passages)?);
    }
    Ok(documents)
}

/// Takes the documents of a source out, with all that follows from them; its bytes stay.
pub(crate) fn forget_documents(
    transaction: &Transaction<'_>,
    path: &Path,
    source: &NewSource,
) -> Result<(), Inner> {
    const OF_SOURCE: &str = "IN (SELECT number FROM sources WHERE blob = ?1)";
    let blob = source.id.as_bytes();
    examine::forget(transaction, path, blob)?;
    transaction.execute(
        &format!(
            "INSERT OR REPLACE INTO stale (class, block) SELECT DISTINCT class, block FROM reports WHERE source {OF_SOURCE}"
        ),
        [blob],
    )?;
    // Events of other blocks that told of them are written again.
    transaction.execute(
        &format!(
            "INSERT OR REPLACE INTO stale (class, block) SELECT DISTINCT 1, '3:' || entry FROM reports
             WHERE class = 1 AND entry IS NOT NULL AND source {OF_SOURCE}"
        ),
        [blob],
    )?;
    transaction.execute(
        &format!("DELETE FROM acts WHERE person IN (SELECT number FROM reports WHERE source {OF_SOURCE})"),
        [blob],
    )?;
    transaction.execute(&format!("DELETE FROM reports WHERE source {OF_SOURCE}"), [blob])?;
    mentions::forget(transaction, OF_SOURCE, blob)?;
    transaction.execute(
        &format!("DELETE FROM words WHERE rowid IN (SELECT number FROM passages WHERE source {OF_SOURCE})"),
        [blob],
    )?;
    transaction.execute(&format!("DELETE FROM passages WHERE source {OF_SOURCE}"), [blob])?;
    transaction.execute("DELETE FROM sources WHERE blob = ?1", [blob])?;
    Ok(())
}

/// `false` where the same document came with another source.
fn add_document<'s>(
    transaction: &Transaction<'_>,
    source: &NewSource,
    document: &'s NewDocument,
    now: &str,
    passages: &mut Unindexed<'s>,
) -> Result<bool, Inner> {
    let size = if source.documents.len() == 1 { source.size as i64 } else { document.size as i64 };
    let added = transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO sources
             (id, blob, origin, title, publisher, published, lang, added, size, events, extractor, claims, reading,
              issued)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            document.id.as_bytes(),
            source.id.as_bytes(),
            document.origin,
            document.title,
            document.publisher,
            document.published.map(|when| when.to_string()),
            document.lang.map(|lang| lang.to_string()),
            now,
            size,
            document.events as i64,
            source.extractor,
            document.claims.packed,
            document.packed,
            document.published.map(|when| day_number(when.earliest()))
        ])?;
    if added == 0 {
        return Ok(false);
    }
    let number = transaction.last_insert_rowid();
    add_reports(transaction, number, &document.reports)?;
    examine::add(transaction, number, &document.claims)?;
    mentions::add(transaction, number, &document.mentions)?;
    passages.add(transaction, number, &document.passages)?;
    Ok(true)
}

fn add_reports(transaction: &Transaction<'_>, source: i64, reports: &[NewReport]) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT OR IGNORE INTO reports (id, class, source, block, face, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut mark = transaction
        .prepare_cached("INSERT OR IGNORE INTO stale (class, block, fresh) VALUES (?1, ?2, ?3)")?;
    let mut people: HashMap<&str, Vec<i64>> = HashMap::new();
    let mut acts: Vec<(&str, i64)> = Vec::new();
    for report in reports {
        let class = report.class as i64;
        let values = params![report.id, class, source, report.block, report.face, report.body];
        if insert.execute(values)? == 0 {
            continue;
        }
        let number = transaction.last_insert_rowid();
        mark.execute(params![class, report.block, number])?;
        for name in &report.names {
            match report.class {
                Class::Person => people.entry(name).or_default().push(number),
                _ => acts.push((name, number)),
            }
        }
    }
    let mut act = transaction.prepare_cached("INSERT OR IGNORE INTO acts (person, event) VALUES (?1, ?2)")?;
    for (name, event) in acts {
        for person in people.get(name).into_iter().flatten() {
            act.execute(params![person, event])?;
        }
    }
    Ok(())
}
