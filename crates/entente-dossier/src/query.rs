//! The lines of the record, as the lists show them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entente_model::{
    AgreementEntry, Evidence, PersonEntry, QuantityEntry, Record, SourceId, StatementEntry, TimelineEvent,
};
use rusqlite::{Connection, params, params_from_iter};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    Dossier, DossierError, Filter,
    dossier::Inner,
    fold::{AgreementLine, EventLine, PersonLine, QuantityLine, StatementLine},
    id::written,
    report::{self, Class, Quote},
};

/// Which of the words behind an entry are read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Told {
    /// Those of every report.
    Everywhere,
    /// Those of the leading report alone.
    First,
    /// Those of the leading report and of as many others as make this number; of people no events.
    Few(usize),
}

/// So many reports of one entry are put in the order of their sources to choose the first of them.
const ORDERED: usize = 64;

/// An entry as it is stored.
pub(crate) struct Row<L> {
    pub id: i64,
    pub weight: f64,
    /// How many sources tell of it.
    pub sources: u32,
    pub line: L,
}

impl Dossier {
    /// The chronology: dated events in order of time, undated ones last.
    ///
    /// # Errors
    /// When the database fails.
    pub fn timeline(&mut self, filter: &Filter) -> Result<Vec<TimelineEvent>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        let rows = self.rows::<EventLine>(Class::Event, filter)?;
        let mut names = Names::default();
        rows.into_iter().map(|row| self.timeline_event(row, &marks, &mut names, Told::Everywhere)).collect()
    }

    /// People, most often named first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn people(&mut self, filter: &Filter) -> Result<Vec<PersonEntry>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        self.people_rows(filter)?.into_iter().map(|row| self.person(row, &marks, Told::Everywhere)).collect()
    }

    /// People as they are stored, most often named first.
    pub(crate) fn people_rows(&self, filter: &Filter) -> Result<Vec<Row<PersonLine>>, DossierError> {
        let mut rows = self.rows::<PersonLine>(Class::Person, filter)?;
        rows.sort_by(|left, right| {
            right.line.mentions.cmp(&left.line.mentions).then_with(|| left.line.name.cmp(&right.line.name))
        });
        Ok(rows)
    }

    /// Agreements, in order of signature.
    ///
    /// # Errors
    /// When the database fails.
    pub fn agreements(&mut self, filter: &Filter) -> Result<Vec<AgreementEntry>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        let rows = self.rows(Class::Agreement, filter)?.into_iter();
        rows.map(|row| self.agreement(row, &marks, Told::Everywhere)).collect()
    }

    /// Figures, by unit and measure and then by time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn quantities(&mut self, filter: &Filter) -> Result<Vec<QuantityEntry>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        let mut entries = self
            .rows(Class::Quantity, filter)?
            .into_iter()
            .map(|row| self.quantity(row, &marks, Told::Everywhere))
            .collect::<Result<Vec<_>, _>>()?;
        by_measure(&mut entries);
        Ok(entries)
    }

    /// Statements, in order of time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn statements(&mut self, filter: &Filter) -> Result<Vec<StatementEntry>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        let rows = self.rows(Class::Statement, filter)?.into_iter();
        rows.map(|row| self.statement(row, &marks, Told::Everywhere)).collect()
    }

    /// Everything that passes the filter.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record(&mut self, filter: &Filter) -> Result<Record, DossierError> {
        // First the contradictions, which the lists mark.
        let conflicts = self.conflicts()?;
        Ok(Record {
            parties: self.parties()?,
            events: self.timeline(filter)?,
            people: self.people(filter)?,
            agreements: self.agreements(filter)?,
            quantities: self.quantities(filter)?,
            statements: self.statements(filter)?,
            conflicts,
            sources: self.sources()?,
        })
    }

    pub(crate) fn rows<L: DeserializeOwned>(
        &self,
        class: Class,
        filter: &Filter,
    ) -> Result<Vec<Row<L>>, DossierError> {
        let mut condition = filter.condition(class, &self.parties()?);
        let key = "SELECT id, first, last, weight FROM entries";
        let limit =
            filter.top.map_or(String::new(), |top| format!(" ORDER BY weight DESC, first, id LIMIT {top}"));
        let inner = if filter.in_time(class) {
            // Narrow entries of the time and wide ones, each by the index.
            let text = &condition.text;
            let of = |wide: u8| format!("{key} INDEXED BY entries_in_time WHERE {text} AND wide = {wide}");
            let (narrow, wide) = (of(0).replace("(wide = 1 OR first >= ?)", "first >= ?"), of(1));
            condition.values.extend(condition.values.clone());
            format!("SELECT * FROM ({narrow} UNION ALL {wide}){limit}")
        } else if filter.top.is_some() {
            format!("{key} INDEXED BY entries_by_weight WHERE {}{limit}", condition.text)
        } else {
            format!("{key} INDEXED BY entries_in_time WHERE {}", condition.text)
        };
        let sql = format!(
            "SELECT entries.id, entries.weight, body, sources FROM ({inner}) AS chosen JOIN entries ON entries.id = chosen.id
             ORDER BY chosen.first IS NULL, chosen.first, chosen.last DESC, chosen.weight DESC, chosen.id"
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(condition.values)).map_err(failed)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            all.push(self.row(row)?);
        }
        Ok(all)
    }

    pub(crate) fn row<L: DeserializeOwned>(&self, row: &rusqlite::Row<'_>) -> Result<Row<L>, DossierError> {
        let failed = |error| self.failed(error);
        let id: i64 = row.get(0).map_err(failed)?;
        let body = row.get_ref(2).map_err(failed)?.as_str().map_err(|error| failed(error.into()))?;
        let line = serde_json::from_str(body).map_err(|error| DossierError::Stored {
            what: "entry",
            number: id,
            reason: error.to_string(),
        })?;
        Ok(Row { id, weight: row.get(1).map_err(failed)?, sources: row.get(3).map_err(failed)?, line })
    }

    pub(crate) fn timeline_event(
        &self,
        row: Row<EventLine>,
        marks: &Marks,
        names: &mut Names,
        told: Told,
    ) -> Result<TimelineEvent, DossierError> {
        let line = row.line;
        let reports = self.told(row.id, told)?;
        let mut people: Vec<String> = Vec::new();
        for name in &line.people {
            let known = self.known_as(name, names)?;
            if !people.contains(&known) {
                people.push(known);
            }
        }
        Ok(TimelineEvent {
            id: written(Class::Event, row.id),
            when: line.when,
            sort: line.when.and_then(|when| when.first_day().or(when.last_day())),
            kind: line.kind,
            title: line.title,
            status: line.status,
            parties: line.parties,
            people,
            place: line.place,
            plover: line.plover,
            cameo: line.cameo,
            weight: row.weight,
            conflicts: self.marked(row.id, marks)?,
            reports,
        })
    }

    pub(crate) fn person(
        &self,
        row: Row<PersonLine>,
        marks: &Marks,
        told: Told,
    ) -> Result<PersonEntry, DossierError> {
        let reports = self.told(row.id, told)?;
        let acts = match told {
            Told::Everywhere => self.acts_of(row.id)?,
            Told::First | Told::Few(_) => BTreeSet::new(),
        };
        let mut events: Vec<String> = acts.into_iter().map(|id| written(Class::Event, id)).collect();
        events.sort_unstable();
        Ok(PersonEntry {
            id: written(Class::Person, row.id),
            name: row.line.name,
            also: row.line.also,
            roles: row.line.roles,
            mentions: row.line.mentions,
            events,
            conflicts: self.marked(row.id, marks)?,
            reports,
        })
    }

    pub(crate) fn agreement(
        &self,
        row: Row<AgreementLine>,
        marks: &Marks,
        told: Told,
    ) -> Result<AgreementEntry, DossierError> {
        let reports = self.told(row.id, told)?;
        let event = match row.line.event {
            Some(report) => self.entry_of(report)?.map(|id| written(Class::Event, id)),
            None => None,
        };
        Ok(AgreementEntry {
            id: written(Class::Agreement, row.id),
            name: row.line.name,
            kind: row.line.kind,
            signed: row.line.signed,
            parties: row.line.parties,
            event,
            conflicts: self.marked(row.id, marks)?,
            reports,
        })
    }

    pub(crate) fn quantity(
        &self,
        row: Row<QuantityLine>,
        marks: &Marks,
        told: Told,
    ) -> Result<QuantityEntry, DossierError> {
        let reports = self.told(row.id, told)?;
        Ok(QuantityEntry {
            id: written(Class::Quantity, row.id),
            measure: row.line.measure,
            value: row.line.value,
            unit: row.line.unit,
            bound: row.line.bound,
            role: row.line.role,
            as_of: row.line.as_of,
            conflicts: self.marked(row.id, marks)?,
            reports,
        })
    }

    pub(crate) fn statement(
        &self,
        row: Row<StatementLine>,
        marks: &Marks,
        told: Told,
    ) -> Result<StatementEntry, DossierError> {
        let reports = self.told(row.id, told)?;
        Ok(StatementEntry {
            id: written(Class::Statement, row.id),
            speaker: row.line.speaker,
            party: row.line.party,
            when: row.line.when,
            mode: row.line.mode,
            act: row.line.act,
            topics: row.line.topics,
            about: row.line.about,
            conflicts: self.marked(row.id, marks)?,
            reports,
        })
    }

    fn told(&self, entry: i64, told: Told) -> Result<Vec<Evidence>, DossierError> {
        match told {
            Told::Everywhere => self.evidence(entry),
            Told::First => self.leading(entry),
            Told::Few(most) => self.few(entry, most),
        }
    }

    /// The words of the sources behind an entry, those of the leading report first.
    pub(crate) fn evidence(&self, entry: i64) -> Result<Vec<Evidence>, DossierError> {
        self.words_where(
            entry,
            "SELECT reports.id, sources.origin, sources.id, reports.body FROM reports
             JOIN sources ON sources.number = reports.source WHERE reports.entry = ?1
             ORDER BY reports.id <> ?1, sources.id, reports.id",
        )
    }

    /// Those of `most` reports, that of the leading one first. Of few reports they are the first in the same order; of
    /// many, whose sources would all have to be looked up for it, those that were added first.
    fn few(&self, entry: i64, most: usize) -> Result<Vec<Evidence>, DossierError> {
        let chosen = if self.reports_behind(entry)? <= ORDERED {
            format!(
                "SELECT reports.number AS chosen FROM reports JOIN sources ON sources.number = reports.source
                 WHERE reports.entry = ?1 ORDER BY reports.id <> ?1, sources.id, reports.id LIMIT {most}"
            )
        } else {
            format!(
                "SELECT number AS chosen FROM reports WHERE id = ?1 UNION ALL SELECT * FROM
                 (SELECT number FROM reports INDEXED BY reports_of_entry WHERE entry = ?1 AND id <> ?1
                  ORDER BY source, number LIMIT {})",
                most.saturating_sub(1)
            )
        };
        self.words_where(
            entry,
            &format!(
                "SELECT reports.id, sources.origin, sources.id, reports.body FROM ({chosen})
                 JOIN reports ON reports.number = chosen JOIN sources ON sources.number = reports.source
                 ORDER BY reports.id <> ?1, sources.id, reports.id"
            ),
        )
    }

    /// How many reports back an entry.
    pub(crate) fn reports_behind(&self, entry: i64) -> Result<usize, DossierError> {
        let count: rusqlite::Result<i64> = self
            .connection
            .prepare_cached("SELECT count(*) FROM reports INDEXED BY reports_of_entry WHERE entry = ?1")
            .and_then(|mut statement| statement.query_row([entry], |row| row.get(0)));
        count.map(|count| count as usize).map_err(|error| self.failed(error))
    }

    /// Only those of the leading report, whose id the entry has.
    pub(crate) fn leading(&self, entry: i64) -> Result<Vec<Evidence>, DossierError> {
        self.words_where(
            entry,
            "SELECT reports.id, sources.origin, sources.id, reports.body FROM reports
             JOIN sources ON sources.number = reports.source WHERE reports.id = ?1",
        )
    }

    fn words_where(&self, entry: i64, question: &str) -> Result<Vec<Evidence>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(question).map_err(failed)?;
        let mut rows = statement.query([entry]).map_err(failed)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let id: i64 = row.get(0).map_err(failed)?;
            let body = row.get_ref(3).map_err(failed)?.as_str().map_err(|error| failed(error.into()))?;
            let Quote { start, end, words: quote } = words_of(id, body)?;
            let source_id = SourceId::from_bytes(row.get(2).map_err(failed)?);
            all.push(Evidence { source: row.get(1).map_err(failed)?, source_id, start, end, quote });
        }
        Ok(all)
    }

    /// The entry that a report backs.
    pub(crate) fn entry_of(&self, report: i64) -> Result<Option<i64>, DossierError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT entry FROM reports WHERE id = ?1")
            .map_err(|error| self.failed(error))?;
        let mut rows = statement.query([report]).map_err(|error| self.failed(error))?;
        match rows.next().map_err(|error| self.failed(error))? {
            Some(row) => row.get(0).map_err(|error| self.failed(error)),
            None => Ok(None),
        }
    }

    /// The name under which the record knows a person; the name as given where several people bear it.
    pub(crate) fn known_as(&self, name: &str, names: &mut Names) -> Result<String, DossierError> {
        if let Some(known) = names.0.get(name) {
            return Ok(known.clone());
        }
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT id, weight, body, sources FROM entries WHERE class = ?1 AND block = ?2 AND instr(body, ?3)
                 ORDER BY id",
            )
            .map_err(failed)?;
        // As it stands in the JSON; what does not hold it is not taken apart.
        let written = serde_json::to_string(name).unwrap_or_default();
        let block = crate::block::of_person(name);
        let mut rows = statement.query(params![Class::Person as i64, block, written]).map_err(failed)?;
        let mut bearers = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let line = self.row::<PersonLine>(row)?.line;
            if line.name == name || line.also.iter().any(|form| form == name) {
                bearers.push(line.name);
            }
        }
        let known = if bearers.len() == 1 { bearers.swap_remove(0) } else { name.to_owned() };
        names.0.insert(name.to_owned(), known.clone());
        Ok(known)
    }

    /// The events that a person takes part in, each once.
    pub(crate) fn acts_of(&self, person: i64) -> Result<BTreeSet<i64>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT events.entry FROM reports AS persons INDEXED BY reports_of_entry
                 CROSS JOIN acts ON acts.person = persons.number
                 CROSS JOIN reports AS events ON events.number = acts.event
                 WHERE persons.entry = ?1 AND events.entry IS NOT NULL",
            )
            .map_err(failed)?;
        let events = statement.query_map([person], |row| row.get(0)).map_err(failed)?;
        events.collect::<Result<_, _>>().map_err(failed)
    }
}

/// Puts figures in the order of their list: by measure and unit and then by time.
pub(crate) fn by_measure(entries: &mut [QuantityEntry]) {
    entries.sort_by(|left, right| {
        let key = |entry: &QuantityEntry| (entry.measure.to_lowercase(), entry.unit.clone(), entry.as_of);
        key(left)
            .cmp(&key(right))
            .then_with(|| left.value.total_cmp(&right.value))
            .then_with(|| left.id.cmp(&right.id))
    });
}

/// Names that were looked up.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<String, String>);

/// Contradictions that somebody settled, which are marked no longer.
#[derive(Debug)]
pub(crate) struct Marks(BTreeMap<String, String>);

impl Dossier {
    pub(crate) fn marks(&mut self) -> Result<Marks, DossierError> {
        self.refresh()?;
        Ok(Marks(self.settled()?))
    }

    /// The ids of open contradictions about the words of an entry's reports.
    pub(crate) fn marked(&self, entry: i64, marks: &Marks) -> Result<Vec<String>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT DISTINCT conflict FROM disputes INDEXED BY disputes_of_entry WHERE entry = ?1 ORDER BY conflict",
            )
            .map_err(failed)?;
        let ids = statement.query_map([entry], |row| row.get(0)).map_err(failed)?;
        let mut ids: Vec<String> = ids.collect::<Result<_, _>>().map_err(failed)?;
        ids.retain(|id| !marks.0.contains_key(id));
        Ok(ids)
    }
}

/// A report of a source: its entry, if its block is folded, and its words.
pub(crate) struct Placed {
    pub id: i64,
    pub class: Class,
    pub entry: Option<i64>,
    pub at: Quote,
}

/// Every report of a source.
pub(crate) fn reports_in(connection: &Connection, source: SourceId) -> Result<Vec<Placed>, Inner> {
    let mut statement = connection.prepare_cached(
        "SELECT reports.id, class, entry, body FROM reports
         JOIN sources ON sources.number = reports.source WHERE sources.id = ?1",
    )?;
    let mut rows = statement.query([source.as_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(class) = Class::from_number(row.get(1)?) else { continue };
        let id = row.get(0)?;
        let at = words_of(id, row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?)?;
        found.push(Placed { id, class, entry: row.get(2)?, at });
    }
    Ok(found)
}

/// The words of a report of any class.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
struct Words {
    #[serde(alias = "event", alias = "agreement", alias = "quantity", alias = "statement")]
    at: Quote,
}

/// Where the words of a report stand.
pub(crate) fn words_of(id: i64, body: &str) -> Result<Quote, DossierError> {
    Ok(report::body::<Words>(id, body)?.at)
}
