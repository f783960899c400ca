//! What stands next to a thing, found without a look at the rest of the record.

use std::collections::{BTreeMap, BTreeSet};

use entente_model::{Evidence, SourceId, TimelineEvent};
use rusqlite::{params, types::Value};

use crate::{
    Dossier, DossierError, EventMark,
    block::of_person,
    fold::{EventLine, PersonLine},
    id::{read, written},
    query::{Names, words_of},
    report::Class,
};

impl Dossier {
    /// The events of these ids in short, in order of time; ids that mean no event are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn marks_of<'i>(
        &mut self,
        ids: impl IntoIterator<Item = &'i str>,
    ) -> Result<Vec<EventMark>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, weight, body, sources FROM entries WHERE id = ?1 AND class = ?2")
            .map_err(failed)?;
        let mut names = Names::default();
        let mut found = Vec::new();
        for id in ids.into_iter().collect::<BTreeSet<_>>() {
            let Some((Class::Event, range)) = read(id) else { continue };
            let mut rows = statement.query(params![range.start(), Class::Event as i64]).map_err(failed)?;
            if let Some(row) = rows.next().map_err(failed)? {
                found.push(self.event_mark(self.row::<EventLine>(row)?, &marks, &mut names)?);
            }
        }
        let place = |event: &TimelineEvent| (event.sort.is_none(), event.sort, event.id.clone());
        found.sort_by_cached_key(|mark| place(&mark.event));
        Ok(found)
    }

    /// The events of these ids in short, in order of time, with people as the sources name them; ids that mean no event
    /// are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn short_events<'i>(
        &mut self,
        ids: impl IntoIterator<Item = &'i str>,
    ) -> Result<Vec<EventMark>, DossierError> {
        self.refresh()?;
        let disputed = self.disputed()?;
        let numbers = ids.into_iter().filter_map(read).filter(|(class, _)| *class == Class::Event);
        let numbers: Vec<String> = numbers.map(|(_, range)| range.start().to_string()).collect();
        let sql = "SELECT id, weight, body, sources FROM entries
            WHERE class = 1 AND id IN (SELECT value FROM json_each(?)) ORDER BY first IS NULL, first, last DESC, id";
        self.marks_where(sql, vec![Value::Text(format!("[{}]", numbers.join(",")))], &disputed)
    }

    /// The people of these names, by name: id and name under which the record knows them. A name that several bear
    /// leads to all of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn bearers<'n>(
        &mut self,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Result<BTreeMap<String, Vec<(String, String)>>, DossierError> {
        self.refresh()?;
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT id, weight, body, sources FROM entries WHERE class = ?1 AND block = ?2 AND ruled IS NOT 'rejected'
                 ORDER BY id",
            )
            .map_err(failed)?;
        let mut found: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for name in names {
            if found.contains_key(name) {
                continue;
            }
            let mut rows = statement.query(params![Class::Person as i64, of_person(name)]).map_err(failed)?;
            let bearers = found.entry(name.to_owned()).or_default();
            while let Some(row) = rows.next().map_err(failed)? {
                let person = self.row::<PersonLine>(row)?;
                if person.line.name == name || person.line.also.iter().any(|form| form == name) {
                    bearers.push((written(Class::Person, person.id), person.line.name));
                }
            }
        }
        Ok(found)
    }

    /// The ids of the events that are told in these words or in a part of them, for each of the lists.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_on(&mut self, lists: &[&[Evidence]]) -> Result<Vec<Vec<String>>, DossierError> {
        self.refresh()?;
        let mut told: BTreeMap<SourceId, Vec<(i64, u32, u32)>> = BTreeMap::new();
        let mut all = Vec::new();
        for words in lists {
            let mut ids = BTreeSet::new();
            for word in *words {
                let reports = match told.get(&word.source_id) {
                    Some(reports) => reports,
                    None => told.entry(word.source_id).or_insert(self.events_in(word.source_id)?),
                };
                let inside = reports.iter().filter(|(_, start, end)| *start < word.end && word.start < *end);
                ids.extend(inside.map(|(entry, ..)| written(Class::Event, *entry)));
            }
            all.push(ids.into_iter().collect());
        }
        Ok(all)
    }

    fn events_in(&self, source: SourceId) -> Result<Vec<(i64, u32, u32)>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT reports.id, entry, body FROM reports JOIN sources ON sources.number = reports.source
                 WHERE sources.id = ?1 AND class = ?2 AND entry IS NOT NULL",
            )
            .map_err(failed)?;
        let mut rows = statement.query(params![source.as_bytes(), Class::Event as i64]).map_err(failed)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let body = row.get_ref(2).map_err(failed)?.as_str().map_err(|error| failed(error.into()))?;
            let at = words_of(row.get(0).map_err(failed)?, body)?;
            found.push((row.get(1).map_err(failed)?, at.start, at.end));
        }
        Ok(found)
    }
}
