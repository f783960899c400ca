//! Writing, entry by entry: neither the readings nor the files need to fit into memory.

use std::io::{self, Write};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use entente_model::{Record, SourceId};
use rusqlite::params;
use serde::Serialize;

use super::{Content, File, FileDocument, RECORD_SCHEMA};
use crate::{Dossier, DossierError, Filter};

impl Dossier {
    /// Writes the record with everything that it was made of, an entry a line.
    ///
    /// # Errors
    /// When the database or the writing fails.
    pub fn write_whole(&mut self, out: &mut dyn Write) -> Result<(), DossierError> {
        let mut record = self.record(&Filter { undated: true, others: true, ..Filter::default() })?;
        record.conflicts = self.all_conflicts()?;
        let mut text = Text { out };
        text.head(&record)?;
        text.list("events", record.events.iter().map(Ok))?;
        text.list("people", record.people.iter().map(Ok))?;
        text.list("agreements", record.agreements.iter().map(Ok))?;
        text.list("quantities", record.quantities.iter().map(Ok))?;
        text.list("statements", record.statements.iter().map(Ok))?;
        text.list("conflicts", record.conflicts.iter().map(Ok))?;
        text.list("sources", record.sources.iter().map(Ok))?;
        text.list("decisions", self.kept()?.iter().map(Ok))?;
        let mut documents = self.documents()?;
        documents.sort_unstable();
        text.list("readings", documents.into_iter().filter_map(|id| self.reading(id).transpose()))?;
        let ids = self.raw_ids()?;
        text.list("files", ids.into_iter().filter_map(|id| self.file(id).transpose()))?;
        text.put("\n}\n")
    }

    /// The ids of all documents.
    fn documents(&self) -> Result<Vec<SourceId>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare("SELECT id FROM sources").map_err(failed)?;
        let ids = statement.query_map([], |row| row.get(0).map(SourceId::from_bytes)).map_err(failed)?;
        ids.collect::<Result<_, _>>().map_err(failed)
    }

    fn file(&self, id: SourceId) -> Result<Option<File>, DossierError> {
        let Some(raw) = self.raw(id)? else { return Ok(None) };
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, size, added, extractor FROM sources WHERE blob = ?1 ORDER BY id")
            .map_err(failed)?;
        let rows = statement
            .query_map(params![id.as_bytes()], |row| {
                let document = FileDocument {
                    id: SourceId::from_bytes(row.get(0)?),
                    bytes: row.get::<_, i64>(1)? as u64,
                    added: row.get(2)?,
                };
                Ok((document, row.get::<_, String>(3)?))
            })
            .map_err(failed)?;
        let (documents, extractors): (Vec<_>, Vec<_>) =
            rows.collect::<Result<Vec<_>, _>>().map_err(failed)?.into_iter().unzip();
        let content = match String::from_utf8(raw.bytes) {
            Ok(text) => Content::Text(text),
            Err(error) => Content::Base64(BASE64_STANDARD.encode(error.as_bytes())),
        };
        Ok(Some(File {
            id,
            origin: raw.origin,
            added: raw.added,
            hints: serde_json::from_str(&raw.hints).unwrap_or(serde_json::Value::String(raw.hints)),
            extractor: extractors.into_iter().next().unwrap_or_default(),
            documents,
            content,
        }))
    }
}

struct Text<'o> {
    out: &'o mut dyn Write,
}

impl Text<'_> {
    fn put(&mut self, text: &str) -> Result<(), DossierError> {
        self.out.write_all(text.as_bytes()).map_err(DossierError::Write)
    }

    fn head(&mut self, record: &Record) -> Result<(), DossierError> {
        self.put(&format!("{{\n\"schema\": \"{RECORD_SCHEMA}\",\n\"complete\": true,\n\"parties\": "))?;
        self.entry(&record.parties)
    }

    fn list<T: Serialize>(
        &mut self,
        name: &str,
        entries: impl Iterator<Item = Result<T, DossierError>>,
    ) -> Result<(), DossierError> {
        self.put(&format!(",\n\"{name}\": ["))?;
        for (at, entry) in entries.enumerate() {
            self.put(if at == 0 { "\n" } else { ",\n" })?;
            self.entry(&entry?)?;
        }
        self.put("\n]")
    }

    fn entry(&mut self, entry: &impl Serialize) -> Result<(), DossierError> {
        serde_json::to_writer(&mut self.out, entry)
            .map_err(|error| DossierError::Write(io::Error::from(error)))
    }
}
