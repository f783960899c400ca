//! Parts of the lists: found in an index, so that only the lines that are shown are read.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{params, params_from_iter, types::Value};
use serde::{Deserialize, de::DeserializeOwned};

use entente_model::{
    AgreementEntry, PartyCode, QuantityEntry, RoleEntry, SourceEntry, SourceId, StatementEntry, TimelineEvent,
};

use crate::{
    Dossier, DossierError, Filter,
    filter::Condition,
    fold::PersonLine,
    id::{read, written},
    query::{Names, Row, Told},
    report::{Class, Quote},
    skeleton::skeleton,
    sources::LISTED,
    words::fold,
};

/// Which part of a list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'p> {
    /// The id of the last entry that was shown, and how many had been shown up to it.
    pub after: Option<(&'p str, usize)>,
    /// How many entries at most.
    pub most: usize,
    /// Only what holds this text, in any case, in its title, name, place or first quote.
    pub text: Option<&'p str>,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<T> {
    /// Its entries.
    pub items: Vec<T>,
    /// How many entries the whole list has.
    pub count: usize,
    /// Whether more follow.
    pub more: bool,
}

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

/// How often something stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The unit of a figure, the act of a statement.
    pub kind: String,
    /// What is measured, who speaks.
    pub word: String,
    /// Topics of a statement, as a JSON list.
    pub topics: String,
    /// How many entries.
    pub count: usize,
    /// How many of them have a date of their own.
    pub dated: usize,
}

/// The order of a list of each class, smallest first; every entry has a place of its own in it.
const fn order(class: Class) -> &'static str {
    match class {
        Class::Event | Class::Agreement | Class::Statement => {
            "coalesce(first, 9000000000), coalesce(-last, 9000000000), -weight, id"
        }
        Class::Quantity => "kind, word, coalesce(first, 9000000000), id",
        Class::Person => "-weight, word, id",
    }
}

/// The index that has everything that a list of the class is narrowed by and ordered by.
const fn index(class: Class) -> &'static str {
    match class {
        Class::Event | Class::Agreement => "entries_in_time",
        Class::Quantity => "entries_of_figures",
        Class::Statement => "entries_of_statements",
        Class::Person => "entries_of_people",
    }
}

impl Dossier {
    /// A part of the chronology.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_part(
        &mut self,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<TimelineEvent>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        let mut names = Names::default();
        self.part(Class::Event, filter, place)?.map(|row| self.timeline_event(row, &marks, &mut names))
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

    /// A part of the list of agreements, in order of signature.
    ///
    /// # Errors
    /// When the database fails.
    pub fn agreements_part(
        &mut self,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<AgreementEntry>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        self.part(Class::Agreement, filter, place)?.map(|row| self.agreement(row, &marks))
    }

    /// A part of the list of figures, by unit and measure and then by time, each with the words of its leading report
    /// and how many sources tell of it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn quantities_part(
        &mut self,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<(QuantityEntry, u32)>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        self.part(Class::Quantity, filter, place)?.map(|row| {
            let sources = row.sources;
            Ok((self.quantity(row, &marks, Told::First)?, sources))
        })
    }

    /// A part of the list of statements, in order of time, each with the words of its leading report and how many
    /// sources tell of it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn statements_part(
        &mut self,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<(StatementEntry, u32)>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        self.part(Class::Statement, filter, place)?.map(|row| {
            let sources = row.sources;
            Ok((self.statement(row, &marks, Told::First)?, sources))
        })
    }

    /// Units and measures of the figures that pass.
    ///
    /// # Errors
    /// When the database fails.
    pub fn measures(&mut self, filter: &Filter, text: Option<&str>) -> Result<Vec<Tally>, DossierError> {
        self.tallies(Class::Quantity, filter, text, "kind, word", "kind, coalesce(word, ''), '', sum(dated)")
    }

    /// Speakers, acts and topics of the statements that pass: each list by itself.
    ///
    /// # Errors
    /// When the database fails.
    pub fn speech(&mut self, filter: &Filter, text: Option<&str>) -> Result<[Vec<Tally>; 3], DossierError> {
        let mut of = |by: &str, columns: &str| self.tallies(Class::Statement, filter, text, by, columns);
        Ok([
            of("word", "'', coalesce(word, ''), '', 0")?,
            of("kind", "kind, '', '', 0")?,
            of("topics", "'', '', coalesce(topics, '[]'), 0")?,
        ])
    }

    fn tallies(
        &mut self,
        class: Class,
        filter: &Filter,
        text: Option<&str>,
        by: &str,
        columns: &str,
    ) -> Result<Vec<Tally>, DossierError> {
        self.refresh()?;
        let condition = self.narrowed(class, filter, text)?;
        let sql = format!(
            "SELECT {columns}, count(*) FROM entries INDEXED BY {} WHERE {} GROUP BY {by}",
            index(class),
            condition.text
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let tally = |row: &rusqlite::Row<'_>| {
            Ok(Tally {
                kind: row.get(0)?,
                word: row.get(1)?,
                topics: row.get(2)?,
                dated: row.get::<_, Option<i64>>(3)?.unwrap_or(0) as usize,
                count: row.get::<_, i64>(4)? as usize,
            })
        };
        let rows = statement.query_map(params_from_iter(condition.values), tally).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }

    /// How many entries of the class pass.
    pub(crate) fn count(&self, class: Class, condition: &Condition) -> Result<usize, DossierError> {
        let failed = |error| self.failed(error);
        let sql =
            format!("SELECT count(*) FROM entries INDEXED BY {} WHERE {}", index(class), condition.text);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let count: i64 =
            statement.query_row(params_from_iter(&condition.values), |row| row.get(0)).map_err(failed)?;
        Ok(count as usize)
    }

    fn part<L: DeserializeOwned>(
        &self,
        class: Class,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<Row<L>>, DossierError> {
        let mut condition = self.narrowed(class, filter, place.text)?;
        let count = self.count(class, &condition)?;
        let order = order(class);
        let mut skipped = 0;
        if let Some((after, shown)) = place.after {
            let exact = read(after).filter(|(of, ids)| *of == class && ids.start() == ids.end());
            match exact.map(|(_, ids)| *ids.start()).filter(|&id| self.has_entry(id)) {
                Some(id) => {
                    let behind = format!("({order}) > (SELECT {order} FROM entries WHERE id = ?)");
                    condition.and(&behind, [Value::Integer(id)]);
                }
                // It was joined to another meanwhile: the part begins where it stood.
                None => skipped = shown.saturating_sub(1),
            }
        }
        let sql = format!(
            "SELECT entries.id, weight, body, sources FROM
             (SELECT id AS chosen FROM entries INDEXED BY {} WHERE {} ORDER BY {order} LIMIT {} OFFSET {skipped})
             JOIN entries ON entries.id = chosen ORDER BY {order}",
            index(class),
            condition.text,
            place.most.saturating_add(1)
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(condition.values)).map_err(failed)?;
        let mut items = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            if items.len() == place.most {
                return Ok(Part { items, count, more: true });
            }
            items.push(self.row(row)?);
        }
        Ok(Part { items, count, more: false })
    }

    fn has_entry(&self, id: i64) -> bool {
        let there = "SELECT EXISTS (SELECT 1 FROM entries WHERE id = ?1)";
        self.connection.query_row(there, [id], |row| row.get(0)).unwrap_or(false)
    }

    /// The condition of a filter, with the greatest alone where it says how many, and of those what holds the text.
    pub(crate) fn narrowed(
        &self,
        class: Class,
        filter: &Filter,
        text: Option<&str>,
    ) -> Result<Condition, DossierError> {
        let mut condition = filter.condition(class, &self.parties()?);
        if let Some(top) = filter.top {
            let of = &condition.text;
            let text = format!(
                "class = {} AND id IN (SELECT id FROM entries INDEXED BY entries_by_weight WHERE {of}
                 ORDER BY weight DESC, first, id LIMIT {top})",
                class as i64
            );
            condition.text = text;
        }
        let sought = text.map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty());
        if let Some(sought) = sought {
            let ids: Vec<String> =
                self.holding(class, &condition, &sought)?.iter().map(ToString::to_string).collect();
            condition = Condition {
                text: format!("class = {} AND id IN (SELECT value FROM json_each(?))", class as i64),
                values: vec![Value::Text(format!("[{}]", ids.join(",")))],
            };
        }
        Ok(condition)
    }

    /// The entries that hold a text, given in small letters.
    fn holding(&self, class: Class, condition: &Condition, sought: &str) -> Result<Vec<i64>, DossierError> {
        // The words of a statement stand in its leading report, which has the id of the entry.
        let (words, reports) = match class {
            Class::Statement => ("reports.body", "JOIN reports ON reports.id = entries.id"),
            _ => ("NULL", ""),
        };
        let sql = format!(
            "SELECT entries.id, entries.body, {words} FROM
             (SELECT id AS chosen FROM entries INDEXED BY {} WHERE {})
             JOIN entries ON entries.id = chosen {reports}",
            index(class),
            condition.text
        );
        // JSON writes most texts as they are: what does not stand in it need not be taken apart.
        let plain = !sought.contains(['"', '\\']);
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(&condition.values)).map_err(failed)?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let mut texts = [1, 2].into_iter().filter_map(|at| {
                let text = row.get_ref(at).ok()?.as_str().ok()?;
                Some(text).filter(|text| !plain || text.to_lowercase().contains(sought))
            });
            if texts.any(|text| Shown::of(text).holds(sought)) {
                ids.push(row.get(0).map_err(failed)?);
            }
        }
        Ok(ids)
    }

    /// A part of the list of the sources that were read, in the order of their names, behind the one of the id that is
    /// given: only those of the language and those that hold the text in path, address, title or publisher.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sources_part(
        &self,
        lang: Option<&str>,
        place: Place<'_>,
    ) -> Result<Part<SourceEntry>, DossierError> {
        let sought = place.text.map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty());
        let which = "INDEXED BY sources_in_list WHERE (?1 IS NULL OR lang = ?1)";
        let after: Option<SourceId> = place.after.and_then(|(id, _)| id.parse().ok());
        let shown = place.after.map_or(0, |(_, shown)| shown);
        if let Some(sought) = sought {
            let mut all = self.listed(&format!("{LISTED} {which} ORDER BY origin, id"), [lang])?;
            all.retain(|source| {
                let texts = [Some(&source.origin), source.title.as_ref(), source.publisher.as_ref()];
                texts.into_iter().flatten().any(|text| text.to_lowercase().contains(&sought))
            });
            let count = all.len();
            let at = all.iter().position(|source| source.id == after && after.is_some());
            let from = at.map_or(shown.min(count), |at| at + 1);
            let items: Vec<SourceEntry> = all.into_iter().skip(from).take(place.most).collect();
            return Ok(Part { more: from + items.len() < count, items, count });
        }
        let count = format!("SELECT count(*) FROM sources {which}");
        let count: i64 = self
            .connection
            .query_row(&count, [lang], |row| row.get(0))
            .map_err(|error| self.failed(error))?;
        let mut items = self.listed(
            &format!(
                "{LISTED} {which} AND (?3 IS NULL OR (origin, id) > (SELECT origin, id FROM sources WHERE id = ?3))
                 ORDER BY origin, id LIMIT ?2"
            ),
            params![lang, place.most.saturating_add(1) as i64, after.as_ref().map(SourceId::as_bytes)],
        )?;
        let more = items.len() > place.most;
        items.truncate(place.most);
        Ok(Part { more, items, count: count as usize })
    }

    /// Every source that was refused, in the order of their names.
    ///
    /// # Errors
    /// When the database fails.
    pub fn refused_sources(&self) -> Result<Vec<SourceEntry>, DossierError> {
        self.refused()
    }

    /// How many things of each class pass the filter, with sources, refusals and decisions.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tally(&mut self, filter: &Filter) -> Result<BTreeMap<&'static str, usize>, DossierError> {
        self.refresh()?;
        let mut counts = BTreeMap::new();
        for (name, class) in [
            ("events", Class::Event),
            ("people", Class::Person),
            ("agreements", Class::Agreement),
            ("quantities", Class::Quantity),
            ("statements", Class::Statement),
        ] {
            let condition = self.narrowed(class, filter, None)?;
            counts.insert(name, self.count(class, &condition)?);
        }
        for (name, question) in [
            ("sources", "SELECT count(*) FROM sources INDEXED BY sources_by_extractor"),
            ("refused", "SELECT count(*) FROM refused"),
            ("decisions", "SELECT count(*) FROM decisions"),
        ] {
            let count: i64 = self
                .connection
                .query_row(question, [], |row| row.get(0))
                .map_err(|error| self.failed(error))?;
            counts.insert(name, count as usize);
        }
        Ok(counts)
    }

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
            "SELECT word, id, weight, first, last FROM entries INDEXED BY entries_of_places
             WHERE {} AND word IS NOT NULL ORDER BY word, weight DESC, id",
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
            "SELECT parties, count(*), min(first), max(last) FROM entries INDEXED BY entries_in_time WHERE {}
             GROUP BY parties",
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

impl<T> Part<T> {
    /// The same part with each of its entries made into something else.
    ///
    /// # Errors
    /// The first that the making returns.
    pub fn map<U, E>(self, make: impl FnMut(T) -> Result<U, E>) -> Result<Part<U>, E> {
        let items = self.items.into_iter().map(make).collect::<Result<_, _>>()?;
        Ok(Part { items, count: self.count, more: self.more })
    }
}

/// What is looked at when a text is sought in an entry or in the report that leads it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shown {
    title: Option<String>,
    name: Option<String>,
    also: Vec<String>,
    people: Vec<String>,
    place: Option<String>,
    measure: Option<String>,
    unit: Option<String>,
    speaker: Option<String>,
    roles: Vec<RoleEntry>,
    statement: Option<Quote>,
}

impl Shown {
    fn of(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    fn holds(&self, sought: &str) -> bool {
        let named = [&self.title, &self.name, &self.place, &self.measure, &self.unit, &self.speaker];
        let mut texts = named
            .into_iter()
            .flatten()
            .chain(&self.also)
            .chain(&self.people)
            .chain(self.roles.iter().map(|role| &role.title))
            .chain(self.statement.as_ref().map(|quote| &quote.words));
        texts.any(|text| text.to_lowercase().contains(sought))
    }
}

#[cfg(test)]
mod tests {
    use entente_model::EventKind;

    use super::*;
    use crate::testing::{add, dossier, told};

    fn many(folder: &std::path::Path) -> Dossier {
        let mut all = dossier(folder, &[]);
        for year in 1990..1996 {
            let text =
                format!("In {year} Minister Ivan Petrov met Kim in Seoul, and Anna Volkova came in {year}.");
            let met = format!("In {year} Minister Ivan Petrov met Kim in Seoul");
            let mut told = told(&format!("{year}.txt"), "en", "1999-01-01", &text)
                .person("Ivan Petrov", "Minister/RUS")
                .event(&met, &year.to_string(), EventKind::Meeting, "RUS KOR");
            if year % 2 == 0 {
                told = told.person("Anna Volkova", "Envoy/RUS");
            }
            add(&mut all, &told);
        }
        all
    }

    fn place<'p>(after: Option<(&'p str, usize)>, most: usize, text: Option<&'p str>) -> Place<'p> {
        Place { after, most, text }
    }

    #[test]
    fn parts_follow_each_other_and_are_the_whole_list() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = many(folder.path());
        let filter = Filter::default();
        let whole: Vec<String> =
            dossier.timeline(&filter).unwrap().into_iter().map(|event| event.id).collect();
        assert_eq!(whole.len(), 6);
        let (mut seen, mut after): (Vec<String>, Option<String>) = (Vec::new(), None);
        loop {
            let at = after.as_deref().map(|id| (id, seen.len()));
            let part = dossier.events_part(&filter, place(at, 4, None)).unwrap();
            assert_eq!(part.count, 6);
            seen.extend(part.items.into_iter().map(|event| event.id));
            after = seen.last().cloned();
            if !part.more {
                break;
            }
        }
        assert_eq!(seen, whole);
        // What the cursor names is gone: the part begins where it stood, and nothing is left out.
        let gone = dossier.events_part(&filter, place(Some(("e00000000001", 3)), 9, None)).unwrap();
        assert_eq!(gone.items.len(), 4);
    }

    #[test]
    fn a_text_and_the_greatest_narrow_a_list() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = many(folder.path());
        let people = dossier.people_part(&Filter::default(), place(None, 9, None)).unwrap();
        assert_eq!((people.count, people.items[0].name.as_str()), (2, "Ivan Petrov"));
        assert_eq!((people.items[0].sources, people.items[1].sources), (6, 3));
        let sought = |dossier: &mut Dossier, text| {
            dossier.people_part(&Filter::default(), place(None, 9, Some(text))).unwrap().count
        };
        assert_eq!(sought(&mut dossier, "VOLK"), 1);
        assert_eq!(sought(&mut dossier, "envoy"), 1);
        // A word of the JSON is no word of the record.
        assert_eq!(sought(&mut dossier, "mentions"), 0);
        let top = Filter { top: Some(2), ..Filter::default() };
        assert_eq!(dossier.events_part(&top, place(None, 9, None)).unwrap().count, 2);
        let of_1992 = Filter { from: "1992".parse().ok(), to: "1992".parse().ok(), ..Filter::default() };
        assert_eq!(dossier.events_part(&of_1992, place(None, 9, Some("petrov"))).unwrap().count, 1);
        let of_source = Filter { source: Some("1993".to_owned()), ..Filter::default() };
        assert_eq!(dossier.events_part(&of_source, place(None, 9, None)).unwrap().count, 1);
    }

    #[test]
    fn sources_are_listed_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let dossier = many(folder.path());
        let first = dossier.sources_part(None, place(None, 2, None)).unwrap();
        let last = first.items[1].id.unwrap().to_string();
        let part = dossier.sources_part(None, place(Some((&last, 2)), 3, None)).unwrap();
        let names: Vec<&str> = part.items.iter().map(|source| source.origin.as_str()).collect();
        assert_eq!((names, part.count, part.more), (vec!["1992.txt", "1993.txt", "1994.txt"], 6, true));
        assert_eq!(dossier.sources_part(Some("ru"), place(None, 9, None)).unwrap().count, 0);
        assert_eq!(dossier.sources_part(Some("en"), place(None, 9, Some("1995"))).unwrap().count, 1);
    }
}
