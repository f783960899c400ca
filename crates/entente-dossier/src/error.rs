//! What can go wrong with a dossier.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// A dossier that cannot do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DossierError {
    /// Neither the folder nor one above it holds a dossier.
    #[error("no dossier in `{0}` or a folder above it; `entente init` makes one")]
    NotFound(PathBuf),
    /// The folder already holds one.
    #[error("`{0}` already holds a dossier")]
    Exists(PathBuf),
    /// The folder cannot be made or looked at.
    #[error("cannot make a dossier in `{path}`")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is a database of another program, or none.
    #[error("`{0}` is not the database of a dossier")]
    Foreign(PathBuf),
    /// The file was written by a later version of the program.
    #[error(
        "`{path}` was written by a newer version of entente: its schema is {found}, this version knows up to {known}"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The latest schema that this version knows.
        known: i64,
    },
    /// The file is damaged.
    #[error("the database `{path}` is damaged: {reason}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the database says.
        reason: String,
    },
    /// No room on the disk, or the limit of the file's size is reached.
    #[error("the disk is full: nothing of this source was written to `{0}`")]
    Full(PathBuf),
    /// Another program keeps the dossier locked.
    #[error("`{0}` is in use by another program; try again when it has finished")]
    Busy(PathBuf),
    /// The file cannot be written.
    #[error("`{0}` cannot be written: it is read-only")]
    ReadOnly(PathBuf),
    /// Nothing has this id.
    #[error("nothing in the dossier has the id `{0}`")]
    UnknownId(String),
    /// More than one thing has an id that begins so.
    #[error("`{id}` is the beginning of several ids: {candidates}")]
    AmbiguousId {
        /// The id as given.
        id: String,
        /// Some of the ids meant.
        candidates: String,
    },
    /// A decision that does not fit the thing it is about.
    #[error("`{id}`: {reason}")]
    Unfit {
        /// The id as given.
        id: String,
        /// Why not.
        reason: String,
    },
    /// A stored value does not read back.
    #[error("{what} number {number} of the database cannot be read back: {reason}")]
    Stored {
        /// What sort of row.
        what: &'static str,
        /// Its number.
        number: i64,
        /// Why.
        reason: String,
    },
    /// A text that a dossier cannot be made of.
    #[error("not the whole record of a dossier: {0}")]
    NotWhole(String),
    /// The record could not be written out.
    #[error("the record could not be written")]
    Write(#[source] std::io::Error),
    /// Anything else the database says.
    #[error("the database `{path}` failed")]
    Database {
        /// The file.
        path: PathBuf,
        /// What it says.
        source: rusqlite::Error,
    },
}

impl DossierError {
    /// What an error of the database at `path` means.
    pub(crate) fn of(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull | ErrorCode::TooBig) => Self::Full(path),
            Some(ErrorCode::SystemIoFailure) if is_write(&error) => Self::Full(path),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(path),
            Some(ErrorCode::NotADatabase) => Self::Foreign(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, reason: error.to_string() },
            _ => Self::Database { path, source: error },
        }
    }
}

/// A write that the system cut short: a file at its size limit says so with an input/output error.
fn is_write(error: &rusqlite::Error) -> bool {
    const WRITES: [std::ffi::c_int; 4] = [
        rusqlite::ffi::SQLITE_IOERR_WRITE,
        rusqlite::ffi::SQLITE_IOERR_TRUNCATE,
        rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
        rusqlite::ffi::SQLITE_IOERR_FSYNC,
    ];
    matches!(error, rusqlite::Error::SqliteFailure(failure, _) if WRITES.contains(&failure.extended_code))
}
