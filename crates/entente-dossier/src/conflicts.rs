//! Cross-examination of the sources, kept until they change.

use std::collections::{BTreeMap, BTreeSet};

use entente_examine::Claim;
use entente_model::{Conflict, SourceId};
use rayon::prelude::*;
use rusqlite::{OptionalExtension as _, params};

use crate::{Dossier, DossierError, query::reports_in, sources::unpacked_json};

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
        self.examine_if_stale()?;
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached("SELECT body FROM conflicts ORDER BY certainty DESC, kind, id")
            .map_err(failed)?;
        let bodies = statement.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        bodies.map(|body| stored_conflict(&body.map_err(failed)?)).collect()
    }

    /// Those of these ids, settled or not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn conflicts_of(&self, ids: &BTreeSet<&str>) -> Result<Vec<Conflict>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement =
            self.connection.prepare_cached("SELECT body FROM conflicts WHERE id = ?1").map_err(failed)?;
        let mut found = Vec::new();
        for id in ids {
            let body = statement.query_row([id], |row| row.get::<_, String>(0)).optional().map_err(failed)?;
            found.extend(body.and_then(|body| serde_json::from_str(&body).ok()));
        }
        Ok(found)
    }

    /// Has the sources cross-examined if they changed, unless there are so many that a look at the chronology should
    /// not wait for it; then what was found the last time is shown until the contradictions themselves are asked for.
    pub(crate) fn examine_if_small(&mut self) -> Result<(), DossierError> {
        const MANY: &str = "SELECT EXISTS (SELECT 1 FROM sources LIMIT 1 OFFSET 1000)";
        let many: bool =
            self.connection.query_row(MANY, [], |row| row.get(0)).map_err(|error| self.failed(error))?;
        if many { Ok(()) } else { self.examine_if_stale() }
    }

    pub(crate) fn examine_if_stale(&mut self) -> Result<(), DossierError> {
        let stale = "SELECT EXISTS (SELECT 1 FROM stale WHERE class = 0)";
        if self.connection.query_row(stale, [], |row| row.get(0)).map_err(|error| self.failed(error))? {
            self.examine()?;
        }
        Ok(())
    }

    /// Every checkable claim of every source, as it was found when the source was added.
    fn claims(&self) -> Result<Vec<Claim>, DossierError> {
        const AT_ONCE: usize = 4096;
        let failed = |error| self.failed(error);
        let mut statement =
            self.connection.prepare("SELECT claims FROM sources ORDER BY id").map_err(failed)?;
        let mut rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).map_err(failed)?;
        let path = self.path.as_path();
        let mut claims = Vec::new();
        loop {
            let packed = rows.by_ref().take(AT_ONCE).collect::<Result<Vec<_>, _>>().map_err(failed)?;
            if packed.is_empty() {
                return Ok(claims);
            }
            let found = packed
                .par_iter()
                .map(|packed| -> Result<Vec<Claim>, DossierError> { unpacked_json(path, packed) });
            for of_source in found.collect::<Vec<_>>() {
                claims.extend(of_source?);
            }
        }
    }

    fn examine(&mut self) -> Result<(), DossierError> {
        let conflicts = entente_examine::compare(self.claims()?);
        self.write(|transaction, _| {
            transaction.execute("DELETE FROM claims", [])?;
            transaction.execute("DELETE FROM conflicts", [])?;
            let mut insert = transaction.prepare_cached(
                "INSERT OR REPLACE INTO conflicts (id, kind, certainty, body) VALUES (?1, ?2, ?3, ?4)",
            )?;
            let mut spans: BTreeMap<SourceId, Vec<(u32, u32, &str)>> = BTreeMap::new();
            let mut claims = transaction.prepare_cached(
                "INSERT INTO claims (source, start, \"end\", conflict) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for conflict in &conflicts {
                let body = serde_json::to_string(conflict).unwrap_or_default();
                insert.execute(params![conflict.id, conflict.kind.as_str(), conflict.certainty, body])?;
                for claim in &conflict.claims {
                    claims.execute(params![
                        claim.source_id.as_bytes(),
                        claim.start,
                        claim.end,
                        conflict.id
                    ])?;
                    let of_source = spans.entry(claim.source_id).or_default();
                    of_source.push((claim.start, claim.end, conflict.id.as_str()));
                }
            }
            drop((insert, claims));
            let mut disputes = transaction
                .prepare_cached("INSERT OR IGNORE INTO disputes (report, conflict) VALUES (?1, ?2)")?;
            for (source, spans) in spans {
                for report in reports_in(transaction, source)? {
                    let at = &report.at;
                    for &(start, end, conflict) in &spans {
                        if at.start < end && start < at.end {
                            disputes.execute(params![report.id, conflict])?;
                        }
                    }
                }
            }
            drop(disputes);
            transaction.execute("DELETE FROM stale WHERE class = 0", [])?;
            Ok(())
        })
    }
}

/// A contradiction out of its JSON.
pub(crate) fn stored_conflict(body: &str) -> Result<Conflict, DossierError> {
    serde_json::from_str(body).map_err(|error| DossierError::Stored {
        what: "conflict",
        number: 0,
        reason: error.to_string(),
    })
}
