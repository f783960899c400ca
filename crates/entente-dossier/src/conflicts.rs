//! Cross-examination of the sources, kept until they change.

use entente_model::{Conflict, Reading};
use rusqlite::params;

use crate::{Dossier, DossierError};

impl Dossier {
    /// What does not fit together and nobody has settled yet, the most certain first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn conflicts(&mut self) -> Result<Vec<Conflict>, DossierError> {
        let settled = self.settled()?;
        let mut conflicts = self.all_conflicts()?;
        conflicts.retain(|conflict| !settled.contains_key(&conflict.id));
        Ok(conflicts)
    }

    /// What does not fit together, settled or not, the most certain first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn all_conflicts(&mut self) -> Result<Vec<Conflict>, DossierError> {
        let stale = "SELECT EXISTS (SELECT 1 FROM stale WHERE class = 0)";
        if self.connection.query_row(stale, [], |row| row.get(0)).map_err(|error| self.failed(error))? {
            self.examine()?;
        }
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached("SELECT body FROM conflicts ORDER BY certainty DESC, kind, id")
            .map_err(failed)?;
        let bodies = statement.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        bodies
            .enumerate()
            .map(|(number, body)| {
                serde_json::from_str(&body.map_err(failed)?).map_err(|error| DossierError::Stored {
                    what: "conflict",
                    number: number as i64,
                    reason: error.to_string(),
                })
            })
            .collect()
    }

    fn examine(&mut self) -> Result<(), DossierError> {
        let readings = self.readings()?;
        let conflicts = entente_examine::examine(&readings.iter().collect::<Vec<&Reading>>());
        self.write(|transaction, _| {
            transaction.execute("DELETE FROM conflicts", [])?;
            let mut insert = transaction.prepare_cached(
                "INSERT OR REPLACE INTO conflicts (id, kind, certainty, body) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for conflict in &conflicts {
                let body = serde_json::to_string(conflict).unwrap_or_default();
                insert.execute(params![conflict.id, conflict.kind.as_str(), conflict.certainty, body])?;
            }
            drop(insert);
            transaction.execute("DELETE FROM stale WHERE class = 0", [])?;
            Ok(())
        })
    }
}
