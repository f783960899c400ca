//! The list of people.

use std::collections::BTreeSet;

use entente_model::{Evidence, RoleEntry};
use rusqlite::params;

use super::{Part, Place};
use crate::{
    Dossier, DossierError, Filter, fold::PersonLine, id::written, query::Row, report::Class,
    skeleton::skeleton, words::fold,
};

/// A person in short.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonMark {
    /// The id.
    pub id: String,
    /// The best full form of the name.
    pub name: String,
    /// Other ways in which the sources write it.
    pub also: Vec<String>,
    /// Offices.
    pub roles: Vec<RoleEntry>,
    /// How often the sources name the person.
    pub mentions: u32,
    /// How many sources do.
    pub sources: u32,
    /// Whether an open contradiction is about the person.
    pub disputed: bool,
}

/// A person with how much the sources tell, and the first words of it alone.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonStanding {
    /// The person in short.
    pub person: PersonMark,
    /// In how many events the person takes part.
    pub events: usize,
    /// How many reports name the person.
    pub reports: usize,
    /// The numbers that the dossier has given to their sources, in order.
    pub sources: Vec<i64>,
    /// The words of the report that leads.
    pub first: Option<Evidence>,
    /// Open contradictions about the person.
    pub conflicts: Vec<String>,
}

impl Dossier {
    /// The list of people, those named most often first, without every word that is behind it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn people_standing(&mut self, filter: &Filter) -> Result<Vec<PersonStanding>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        self.people_rows(filter)?
            .into_iter()
            .map(|row| {
                let told = self.sources_of(row.id)?;
                let reports = told.len();
                let sources: BTreeSet<i64> = told.into_iter().collect();
                let conflicts = self.marked(row.id, &marks)?;
                Ok(PersonStanding {
                    events: self.acts_of(row.id)?.len(),
                    reports,
                    sources: sources.into_iter().collect(),
                    first: self.leading(row.id)?.pop(),
                    person: person_mark(row, !conflicts.is_empty()),
                    conflicts,
                })
            })
            .collect()
    }

    /// The source of each report of an entry.
    fn sources_of(&self, entry: i64) -> Result<Vec<i64>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached("SELECT source FROM reports INDEXED BY reports_of_entry WHERE entry = ?1")
            .map_err(failed)?;
        let sources = statement.query_map([entry], |row| row.get(0)).map_err(failed)?;
        sources.collect::<Result<_, _>>().map_err(failed)
    }

    /// A part of the list of people, those named most often first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn people_part(
        &mut self,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<PersonMark>, DossierError> {
        self.refresh()?;
        let disputed = self.disputed()?;
        self.part(Class::Person, filter, place)?.map(|row: Row<PersonLine>| {
            let is_disputed = disputed.contains(&row.id);
            Ok(person_mark(row, is_disputed))
        })
    }

    /// The people whose name, in any of its forms, holds the words or sounds as one of them; at most `most`, those named
    /// most often first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn people_called(&mut self, words: &str, most: usize) -> Result<Vec<PersonMark>, DossierError> {
        self.refresh()?;
        let sought = words.trim().to_lowercase();
        if sought.is_empty() {
            return Ok(Vec::new());
        }
        let failed = |error| self.failed(error);
        let mut ids: BTreeSet<i64> = BTreeSet::new();
        let mut named = self
            .connection
            .prepare_cached("SELECT id, word FROM entries INDEXED BY entries_of_people WHERE class = 5")
            .map_err(failed)?;
        let mut rows = named.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let name =
                row.get_ref(1).map_err(failed)?.as_str_or_null().map_err(|error| failed(error.into()))?;
            if name.is_some_and(|name| name.to_lowercase().contains(&sought)) {
                ids.insert(row.get(0).map_err(failed)?);
            }
        }
        // Other scripts have other letters and the same sounds.
        let sound = skeleton(&fold(words.split_whitespace().last().unwrap_or_default()));
        let mut alike = self
            .connection
            .prepare_cached(
                "SELECT id FROM entries WHERE class = 5 AND block = ?1 ORDER BY weight DESC LIMIT ?2",
            )
            .map_err(failed)?;
        if sound.len() > 2 {
            let found = alike.query_map(params![sound, most as i64], |row| row.get(0)).map_err(failed)?;
            ids.extend(found.collect::<Result<Vec<i64>, _>>().map_err(failed)?);
        }
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT id, weight, body, sources FROM entries
                 WHERE id IN (SELECT value FROM json_each(?1)) AND ruled IS NOT 'rejected'
                 ORDER BY weight DESC, id LIMIT ?2",
            )
            .map_err(failed)?;
        let mut rows =
            statement.query(params![format!("[{}]", ids.join(",")), most as i64]).map_err(failed)?;
        let mut people = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let row = self.row::<PersonLine>(row)?;
            people.push(person_mark(row, false));
        }
        Ok(people)
    }
}

fn person_mark(row: Row<PersonLine>, disputed: bool) -> PersonMark {
    PersonMark {
        id: written(Class::Person, row.id),
        name: row.line.name,
        also: row.line.also,
        roles: row.line.roles,
        mentions: row.line.mentions,
        sources: row.sources,
        disputed,
    }
}
