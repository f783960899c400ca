//! One thing by its id.

use std::collections::BTreeSet;

use entente_model::{
    AgreementEntry, Conflict, PersonEntry, QuantityEntry, SourceEntry, StatementEntry, TimelineEvent,
};
use rusqlite::params;
use serde::de::DeserializeOwned;

use crate::{
    Dossier, DossierError,
    id::{read, written},
    query::{Names, Row, Told},
    report::Class,
};

/// One thing of the dossier.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Item {
    /// An event.
    Event(TimelineEvent),
    /// A person.
    Person(PersonEntry),
    /// An agreement.
    Agreement(AgreementEntry),
    /// A figure.
    Quantity(QuantityEntry),
    /// A statement.
    Statement(StatementEntry),
    /// A contradiction.
    Conflict(Conflict),
    /// A source.
    Source(SourceEntry),
}

impl Dossier {
    /// What has the id, or the only thing whose id begins so.
    ///
    /// The id of a report leads to the entry that it backs, so that an id keeps its meaning when its event was joined
    /// to another.
    ///
    /// # Errors
    /// When nothing or more than one thing has it, or the database fails.
    pub fn item(&mut self, id: &str) -> Result<Item, DossierError> {
        self.refresh()?;
        if let Some(conflict) = self.conflict(id)? {
            return Ok(Item::Conflict(conflict));
        }
        let marks = self.marks()?;
        if let Some((class, entry)) = self.entry(id)? {
            return Ok(match class {
                Class::Event => Item::Event(self.timeline_event(
                    self.stored(entry)?,
                    &marks,
                    &mut Names::default(),
                    Told::Everywhere,
                )?),
                Class::Person => Item::Person(self.person(self.stored(entry)?, &marks, Told::Everywhere)?),
                Class::Agreement => {
                    Item::Agreement(self.agreement(self.stored(entry)?, &marks, Told::Everywhere)?)
                }
                Class::Quantity => {
                    Item::Quantity(self.quantity(self.stored(entry)?, &marks, Told::Everywhere)?)
                }
                Class::Statement => {
                    Item::Statement(self.statement(self.stored(entry)?, &marks, Told::Everywhere)?)
                }
            });
        }
        let hex = id.strip_prefix("sha256:").unwrap_or(id).to_ascii_lowercase();
        let found = match self.source_named(id)? {
            Some(source) => Some(source),
            None if hex.len() < 6 => None,
            None => one_of(&hex, self.sources_from(&hex)?, |source| {
                source.id.map(|id| id.to_hex()).unwrap_or_default()
            })?,
        };
        found.map(Item::Source).ok_or_else(|| DossierError::UnknownId(id.to_owned()))
    }

    /// The contradiction of an id, or the only one whose id begins so.
    fn conflict(&mut self, id: &str) -> Result<Option<Conflict>, DossierError> {
        if !id.starts_with('c') || id.len() < 2 {
            return Ok(None);
        }
        self.refresh()?;
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM conflicts WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT 9")
            .map_err(failed)?;
        let ids = statement.query_map([id], |row| row.get::<_, String>(0)).map_err(failed)?;
        let ids = ids.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let Some(found) = one_of(id, ids, Clone::clone)? else { return Ok(None) };
        Ok(self.conflicts_of(&BTreeSet::from([found.as_str()]))?.pop())
    }

    /// The entry that an id of an entry or of a report means.
    pub(crate) fn entry(&self, id: &str) -> Result<Option<(Class, i64)>, DossierError> {
        let Some((class, range)) = read(id) else { return Ok(None) };
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT DISTINCT entry FROM reports WHERE id BETWEEN ?1 AND ?2 AND class = ?3 AND entry IS NOT NULL LIMIT 9",
            )
            .map_err(failed)?;
        let found = statement
            .query_map(params![range.start(), range.end(), class as i64], |row| row.get::<_, i64>(0))
            .map_err(failed)?
            .collect::<Result<Vec<_>, _>>()
            .map_err(failed)?;
        match found.as_slice() {
            [] => Ok(None),
            [entry] => Ok(Some((class, *entry))),
            several => Err(DossierError::AmbiguousId {
                id: id.to_owned(),
                candidates: several.iter().map(|entry| written(class, *entry)).collect::<Vec<_>>().join(", "),
            }),
        }
    }

    pub(crate) fn stored<L: DeserializeOwned>(&self, entry: i64) -> Result<Row<L>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, weight, body, sources FROM entries WHERE id = ?1")
            .map_err(failed)?;
        let mut rows = statement.query([entry]).map_err(failed)?;
        match rows.next().map_err(failed)? {
            Some(row) => self.row(row),
            None => Err(DossierError::UnknownId(entry.to_string())),
        }
    }
}

/// Of those whose id begins so the one whose id is this, else the only one.
fn one_of<T>(id: &str, mut begin: Vec<T>, id_of: impl Fn(&T) -> String) -> Result<Option<T>, DossierError> {
    match begin.iter().position(|one| id_of(one) == id) {
        Some(exact) => Ok(Some(begin.swap_remove(exact))),
        None if begin.len() < 2 => Ok(begin.pop()),
        None => Err(DossierError::AmbiguousId {
            id: id.to_owned(),
            candidates: begin.iter().map(id_of).collect::<Vec<_>>().join(", "),
        }),
    }
}
