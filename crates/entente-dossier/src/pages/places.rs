//! Places and parties of events.

use std::collections::BTreeMap;

use entente_model::PartyCode;
use rusqlite::params_from_iter;

use super::entries;
use crate::{Dossier, DossierError, Filter, id::written, report::Class};

/// A state or body with its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyTally {
    /// Its code.
    pub code: PartyCode,
    /// How many events it takes part in.
    pub events: usize,
    /// The first day of the earliest, counted from 1970-01-01.
    pub first: Option<i64>,
    /// The last day of the latest.
    pub last: Option<i64>,
}

/// A place with its events.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceTally {
    /// Its name as the sources have it.
    pub name: String,
    /// How many events happened there.
    pub count: usize,
    /// The first day of the earliest, counted from 1970-01-01.
    pub first: Option<i64>,
    /// The first day of the latest.
    pub last: Option<i64>,
    /// Weights and ids of the greatest, the greatest first.
    pub events: Vec<(f64, String)>,
}

impl Dossier {
    /// Places of events that pass, each with the greatest of its events, no more than `most`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn places(
        &mut self,
        filter: &Filter,
        text: Option<&str>,
        most: usize,
    ) -> Result<Vec<PlaceTally>, DossierError> {
        self.refresh()?;
        let condition = self.narrowed(Class::Event, filter, text)?;
        let sql = format!(
            "SELECT word, id, weight, first, last FROM {}
             WHERE {} AND word IS NOT NULL ORDER BY word, weight DESC, id",
            if condition.few { "entries" } else { "entries INDEXED BY entries_of_places" },
            condition.text
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(condition.values)).map_err(failed)?;
        let mut all: Vec<PlaceTally> = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let name = row.get_ref(0).map_err(failed)?.as_str().map_err(|error| failed(error.into()))?;
            if all.last().is_none_or(|last| last.name != name) {
                let name = name.to_owned();
                all.push(PlaceTally { name, count: 0, first: None, last: None, events: Vec::new() });
            }
            let Some(place) = all.last_mut() else { continue };
            place.count += 1;
            let first: Option<i64> = row.get(3).map_err(failed)?;
            place.first = place.first.into_iter().chain(first).min();
            place.last = place.last.into_iter().chain(first).max();
            if place.events.len() < most {
                let id: i64 = row.get(1).map_err(failed)?;
                place.events.push((row.get(2).map_err(failed)?, written(Class::Event, id)));
            }
        }
        Ok(all)
    }

    /// The states and bodies that take part in events that pass, those with most events first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn bodies(&mut self, filter: &Filter) -> Result<Vec<BodyTally>, DossierError> {
        self.refresh()?;
        let condition = self.narrowed(Class::Event, filter, None)?;
        let sql = format!(
            "SELECT parties, count(*), min(first), max(last) FROM {} WHERE {} GROUP BY parties",
            entries(Class::Event, &condition),
            condition.text
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(condition.values)).map_err(failed)?;
        let mut found: BTreeMap<PartyCode, BodyTally> = BTreeMap::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let list = row.get_ref(0).map_err(failed)?.as_str().map_err(|error| failed(error.into()))?;
            let count: i64 = row.get(1).map_err(failed)?;
            let (first, last): (Option<i64>, Option<i64>) =
                (row.get(2).map_err(failed)?, row.get(3).map_err(failed)?);
            for code in list.split(',').filter_map(|code| code.parse::<PartyCode>().ok()) {
                let body =
                    found.entry(code).or_insert(BodyTally { code, events: 0, first: None, last: None });
                body.events += count as usize;
                body.first = body.first.into_iter().chain(first).min();
                body.last = body.last.into_iter().chain(last).max();
            }
        }
        let mut bodies: Vec<BodyTally> = found.into_values().collect();
        bodies.sort_by_key(|body| (std::cmp::Reverse(body.events), body.code));
        Ok(bodies)
    }
}
