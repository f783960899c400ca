//! The tables, and the steps from one version of them to the next.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, TransactionBehavior, config::DbConfig};

use crate::DossierError;

/// Marks the file as a dossier: `ENTE` in ASCII.
const APPLICATION: i64 = 0x454E_5445;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_mins(1);

/// One step a version; a released step is never changed, only followed by another.
const STEPS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
];

/// Makes the connection ready and brings the tables up to date.
pub(crate) fn prepare(connection: &mut Connection, path: &Path) -> Result<(), DossierError> {
    let failed = |error| DossierError::of(path, error);
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    let application = pragma(connection, "application_id").map_err(failed)?;
    let version = pragma(connection, "user_version").map_err(failed)?;
    let known = STEPS.len() as i64;
    if application != APPLICATION
        && (application != 0 || version != 0 || !is_empty(connection).map_err(failed)?)
    {
        return Err(DossierError::Foreign(path.to_owned()));
    }
    if version > known {
        return Err(DossierError::Newer { path: path.to_owned(), found: version, known });
    }
    // A crash of the program loses nothing in this mode; a power cut may lose the last sources, never the file.
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")
        .map_err(failed)?;
    // A statement is planned once, and not again for each value of its question marks.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
    connection
        .execute_batch(
            "PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 8000;",
        )
        .map_err(failed)?;
    crate::filter::learn(connection).map_err(failed)?;
    if version < known {
        migrate(connection).map_err(failed)?;
    }
    Ok(())
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have done it while this one waited.
    let version = pragma(&transaction, "user_version")?;
    for step in &STEPS[(version.max(0) as usize).min(STEPS.len())..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", STEPS.len() as i64)?;
    transaction.commit()
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
}
