//! A dossier on disk: made, found, opened.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use entente_model::PartyCode;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

use crate::{DossierError, schema, words::Words};

/// The name of the database in the folder of a dossier.
pub const FILE_NAME: &str = "dossier.sqlite";

/// One dossier, open.
#[derive(Debug)]
pub struct Dossier {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) words: Words,
}

impl Dossier {
    /// Makes a dossier in a folder, which is made too where it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made or already holds a dossier.
    pub fn create(folder: &Path, parties: &[PartyCode]) -> Result<Self, DossierError> {
        let path = folder.join(FILE_NAME);
        fs::create_dir_all(folder)
            .map_err(|source| DossierError::Folder { path: folder.to_owned(), source })?;
        let dossier = Self::open_file(path)?;
        // A dossier whose making was cut short has no parties yet.
        if dossier.setting("parties")?.is_some() {
            return Err(DossierError::Exists(folder.to_owned()));
        }
        let codes: Vec<&str> = parties.iter().map(PartyCode::as_str).collect();
        dossier.set("parties", &codes.join(","))?;
        Ok(dossier)
    }

    /// Opens the dossier of a folder.
    ///
    /// # Errors
    /// When there is none, or the file is damaged, of another program, or of a newer version.
    pub fn open(folder: &Path) -> Result<Self, DossierError> {
        let path = folder.join(FILE_NAME);
        if path.is_file() { Self::open_file(path) } else { Err(DossierError::NotFound(folder.to_owned())) }
    }

    /// Opens the dossier of a folder or of the nearest folder above it that has one.
    ///
    /// # Errors
    /// As [`Dossier::open`].
    pub fn find(folder: &Path) -> Result<Self, DossierError> {
        let start = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let holds = |folder: &&Path| folder.join(FILE_NAME).is_file();
        let found = start.ancestors().find(holds).ok_or_else(|| DossierError::NotFound(folder.to_owned()))?;
        Self::open(found)
    }

    fn open_file(path: PathBuf) -> Result<Self, DossierError> {
        let mut connection = Connection::open(&path).map_err(|error| DossierError::of(&path, error))?;
        connection.set_prepared_statement_cache_capacity(256);
        schema::prepare(&mut connection, &path)?;
        Ok(Self { connection, path, words: Words::default() })
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// The parties that it is about.
    ///
    /// # Errors
    /// When the database fails.
    pub fn parties(&self) -> Result<Vec<PartyCode>, DossierError> {
        let text = self.setting("parties")?.unwrap_or_default();
        Ok(text.split(',').filter_map(|code| code.parse().ok()).collect())
    }

    /// Writes what was added out of the log into the file itself, down to the disk.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub fn settle(&self) -> Result<(), DossierError> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
            .map_err(|error| self.failed(error))
    }

    pub(crate) fn setting(&self, name: &str) -> Result<Option<String>, DossierError> {
        self.connection
            .query_row("SELECT value FROM settings WHERE name = ?1", [name], |row| row.get(0))
            .optional()
            .map_err(|error| self.failed(error))
    }

    pub(crate) fn set(&self, name: &str, value: &str) -> Result<(), DossierError> {
        self.connection
            .execute(
                "INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2",
                [name, value],
            )
            .map(drop)
            .map_err(|error| self.failed(error))
    }

    pub(crate) fn failed(&self, error: rusqlite::Error) -> DossierError {
        DossierError::of(&self.path, error)
    }

    pub(crate) fn inner(&self, error: Inner) -> DossierError {
        match error {
            Inner::Sql(error) => self.failed(error),
            Inner::Dossier(error) => error,
        }
    }

    /// Does the work in one transaction: all of it or nothing.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>, &Words) -> Result<T, Inner>,
    ) -> Result<T, DossierError> {
        let Self { connection, path, words } = self;
        let attempt = move || -> Result<T, Inner> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction, words)?;
            transaction.commit()?;
            Ok(done)
        };
        match attempt() {
            Ok(done) => Ok(done),
            Err(Inner::Sql(error)) => Err(DossierError::of(path, error)),
            Err(Inner::Dossier(error)) => Err(error),
        }
    }

    /// How many rows each table of the record has, for `doctor` and tests.
    ///
    /// # Errors
    /// When the database fails.
    pub fn counts(&self) -> Result<BTreeMap<&'static str, u64>, DossierError> {
        ["blobs", "sources", "refused", "reports", "entries", "decisions", "passages", "stale"]
            .into_iter()
            .map(|table| {
                let count =
                    self.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
                count.map(|count: i64| (table, count as u64)).map_err(|error| self.failed(error))
            })
            .collect()
    }
}

/// An error inside a transaction.
#[derive(Debug)]
pub(crate) enum Inner {
    Sql(rusqlite::Error),
    Dossier(DossierError),
}

impl From<rusqlite::Error> for Inner {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<DossierError> for Inner {
    fn from(error: DossierError) -> Self {
        Self::Dossier(error)
    }
}
