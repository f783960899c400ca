//! What does not fit together, as it is asked for.

use std::collections::{BTreeMap, BTreeSet};

use entente_model::{Conflict, ConflictKind};
use rusqlite::{OptionalExtension as _, params_from_iter, types::Value};

use crate::{Dossier, DossierError, Part, Place, filter::Condition};

/// Which contradictions; the default lets all pass.
#[derive(Debug, Clone, Default)]
pub struct ConflictFilter {
    /// Only these kinds.
    pub kinds: Vec<ConflictKind>,
    /// Only those that a person settled, or only those that nobody did.
    pub settled: Option<bool>,
    /// Only those with a claim of a source whose path or address contains this.
    pub source: Option<String>,
}

/// The most certain first; every contradiction has a place of its own.
const ORDER: &str = "certainty DESC, kind, id";

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
        self.refresh()?;
        self.stored_conflicts(&format!("SELECT body FROM conflicts ORDER BY {ORDER}"), Vec::new())
    }

    /// A part of the list of contradictions, the most certain first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn conflicts_part(
        &mut self,
        which: &ConflictFilter,
        place: Place<'_>,
    ) -> Result<Part<Conflict>, DossierError> {
        self.refresh()?;
        let mut condition = which.condition(&self.settled()?);
        let count = self.conflict_count(&condition)?;
        let mut skipped = 0;
        if let Some((after, shown)) = place.after {
            match self.place_of(after)? {
                Some((certainty, kind)) => condition.and(
                    "(certainty < ? OR (certainty = ? AND (kind, id) > (?, ?)))",
                    [
                        Value::Real(certainty),
                        Value::Real(certainty),
                        Value::Text(kind),
                        Value::Text(after.to_owned()),
                    ],
                ),
                // It is no contradiction any more: the part begins where it stood.
                None => skipped = shown.saturating_sub(1),
            }
        }
        let sql = format!(
            "SELECT body FROM conflicts WHERE {} ORDER BY {ORDER} LIMIT {} OFFSET {skipped}",
            condition.text,
            place.most.saturating_add(1)
        );
        let mut items = self.stored_conflicts(&sql, condition.values)?;
        let more = items.len() > place.most;
        items.truncate(place.most);
        Ok(Part { items, count, more })
    }

    /// How many contradictions there are.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_conflicts(&mut self, which: &ConflictFilter) -> Result<usize, DossierError> {
        self.refresh()?;
        self.conflict_count(&which.condition(&self.settled()?))
    }

    fn conflict_count(&self, condition: &Condition) -> Result<usize, DossierError> {
        let sql = format!("SELECT count(*) FROM conflicts WHERE {}", condition.text);
        let count: i64 = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut statement| {
                statement.query_row(params_from_iter(&condition.values), |row| row.get(0))
            })
            .map_err(|error| self.failed(error))?;
        Ok(count as usize)
    }

    fn place_of(&self, id: &str) -> Result<Option<(f64, String)>, DossierError> {
        self.connection
            .query_row("SELECT certainty, kind FROM conflicts WHERE id = ?1", [id], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
            .map_err(|error| self.failed(error))
    }

    fn stored_conflicts(&self, sql: &str, values: Vec<Value>) -> Result<Vec<Conflict>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let bodies =
            statement.query_map(params_from_iter(values), |row| row.get::<_, String>(0)).map_err(failed)?;
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
}

impl ConflictFilter {
    fn condition(&self, settled: &BTreeMap<String, String>) -> Condition {
        let mut condition = Condition { text: "1".to_owned(), ..Condition::default() };
        if !self.kinds.is_empty() {
            let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.as_str()).collect();
            condition.and("kind IN (SELECT value FROM json_each(?))", [json(&kinds)]);
        }
        if let Some(wanted) = self.settled {
            let ids: Vec<&String> = settled.keys().collect();
            let test = if wanted { "IN" } else { "NOT IN" };
            condition.and(&format!("id {test} (SELECT value FROM json_each(?))"), [json(&ids)]);
        }
        if let Some(source) = &self.source {
            condition.and(
                "id IN (SELECT conflict FROM claims WHERE source IN
                  (SELECT id FROM sources INDEXED BY sources_in_list WHERE instr(origin, ?)))",
                [Value::Text(source.clone())],
            );
        }
        condition
    }
}

fn json<T: serde::Serialize>(list: &[T]) -> Value {
    Value::Text(serde_json::to_string(list).unwrap_or_default())
}

/// A contradiction out of its JSON.
pub(crate) fn stored_conflict(body: &str) -> Result<Conflict, DossierError> {
    serde_json::from_str(body).map_err(|error| DossierError::Stored {
        what: "conflict",
        number: 0,
        reason: error.to_string(),
    })
}
