//! What a desk asks beyond the lists: the whole chronology in short, what stands in one source, what was
//! ruled about one thing, and whether anything changed.

use std::collections::{BTreeMap, HashSet};

use entente_model::{Conflict, Day, Ruling, SourceId, Target, TimelineEvent};
use rusqlite::{params, params_from_iter, types::Value};

use crate::{
    Dossier, DossierError, Filter, Item, LogEntry,
    conflicts::stored_conflict,
    decisions::{find, undone},
    fold::{EventLine, day_number, day_of},
    id::written,
    pages::entries,
    query::{Marks, Names, Placed, Row, reports_in},
    report::Class,
};

/// An event in short: enough to draw it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventMark {
    /// The event without its reports and contradictions.
    pub event: TimelineEvent,
    /// How many sources tell of it.
    pub sources: u32,
    /// Whether an open contradiction is about it.
    pub disputed: bool,
}

/// The chronology at a glance: a few events under each heading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Glance {
    /// What weighs most of what has been, in order of time.
    pub turning_points: Vec<EventMark>,
    /// What happened last, the latest first.
    pub latest: Vec<EventMark>,
    /// What is planned for the day or later, the nearest first.
    pub coming: Vec<EventMark>,
    /// What was planned for a time that has passed, the latest first.
    pub overdue: Vec<EventMark>,
    /// What was cancelled or denied, the latest first.
    pub failed: Vec<EventMark>,
}

/// What is neither past nor going on, as the index of it says.
const OTHER: &str = "status NOT IN ('occurred', 'ongoing')";

/// Where an entry of the record stands in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The id of the entry.
    pub id: String,
    /// Code points before its words.
    pub start: u32,
    /// Their end, exclusive.
    pub end: u32,
}

/// How many events of a kind begin in a year: year, kind, number.
pub(crate) type YearCounts = Vec<(i32, String, u32)>;

impl Dossier {
    /// A word that changes whenever the record, the sources or the decisions change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn revision(&self) -> Result<String, DossierError> {
        // Sources are never taken out: the last row tells how many there are, without counting them.
        const STATE: &str = "SELECT (SELECT coalesce(max(rowid), 0) FROM blobs),
            (SELECT coalesce(max(number), 0) FROM sources),
            (SELECT coalesce(max(id), 0) FROM decisions), (SELECT count(*) FROM refused),
            (SELECT coalesce(max(added), '') FROM refused), (SELECT coalesce(max(extractor), '') FROM sources)";
        let row = |row: &rusqlite::Row<'_>| {
            let numbers: Vec<i64> = (0..4).map(|at| row.get(at)).collect::<Result<_, _>>()?;
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            let (refused, extractor): (String, String) = (row.get(4)?, row.get(5)?);
            let digest = SourceId::of(format!("{refused} {extractor}").as_bytes()).to_hex();
            Ok(format!("{}-{}", numbers.join("-"), &digest[..8]))
        };
        self.connection.query_row(STATE, [], row).map_err(|error| self.failed(error))
    }

    /// The chronology in short, in order of time: no more than `most` events, those that weigh most, and how many there
    /// are in all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_marks(
        &mut self,
        filter: &Filter,
        text: Option<&str>,
        most: usize,
    ) -> Result<(Vec<EventMark>, usize), DossierError> {
        self.refresh()?;
        let disputed = self.disputed()?;
        let condition = self.narrowed(Class::Event, filter, text)?;
        // One walk counts them and finds out which weigh most.
        let sql = format!(
            "SELECT id, weight, first FROM {} WHERE {}",
            entries(Class::Event, &condition),
            condition.text
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let rows = statement.query_map(params_from_iter(condition.values), row).map_err(failed)?;
        let mut all: Vec<(i64, f64, Option<i64>)> = rows.collect::<Result<_, _>>().map_err(failed)?;
        let count = all.len();
        if count > most {
            all.select_nth_unstable_by(most, |left, right| {
                right.1.total_cmp(&left.1).then(left.2.cmp(&right.2)).then(left.0.cmp(&right.0))
            });
            all.truncate(most);
        }
        let ids: Vec<i64> = all.into_iter().map(|(id, ..)| id).collect();
        let ids = Value::Text(serde_json::to_string(&ids).unwrap_or_default());
        let sql = "SELECT id, weight, body, sources FROM entries WHERE id IN (SELECT value FROM json_each(?))
             ORDER BY first IS NULL, first, last DESC, weight DESC, id";
        Ok((self.marks_where(sql, vec![ids], &disputed)?, count))
    }

    /// What has been and what is to come, as seen from a day; `few` events under each heading.
    ///
    /// # Errors
    /// When the database fails.
    pub fn glance(&mut self, today: Option<Day>, few: usize) -> Result<Glance, DossierError> {
        self.glance_of(&Filter::default(), today, few)
    }

    /// The same of what passes a filter without a `top`.
    pub(crate) fn glance_of(
        &mut self,
        all: &Filter,
        today: Option<Day>,
        few: usize,
    ) -> Result<Glance, DossierError> {
        const BEEN: &str = "status IN ('occurred', 'ongoing') AND first IS NOT NULL";
        const LATEST: &str = "first DESC, last, weight DESC, id";
        self.refresh()?;
        let disputed = self.disputed()?;
        let today = today.map_or(i64::MAX / 2, day_number);
        let been = format!("{BEEN} AND first <= {today}");
        let other = |condition: &str, order| {
            let condition = format!("{OTHER} AND {condition}");
            self.some_marks(all, ("entries_by_status", &condition, order), few, &disputed)
        };
        let greatest = ("entries_by_weight", been.as_str(), "weight DESC, first, id");
        let mut turning_points = self.some_marks(all, greatest, few, &disputed)?;
        turning_points.sort_by_key(|mark| mark.event.sort);
        // By their first day, of those that are wide and of the others, each in the order of the index.
        let mut latest = Vec::new();
        for wide in 0..2 {
            let of = format!("wide = {wide} AND {been}");
            latest.extend(self.some_marks(all, ("entries_in_time", &of, LATEST), few, &disputed)?);
        }
        latest.sort_by_cached_key(|mark| {
            let when = mark.event.when;
            let first = when.and_then(|when| when.first_day().or(when.last_day()));
            let last = when.and_then(|when| when.last_day().or(when.first_day()));
            let weight = (mark.event.weight * 1e6).round() as i64;
            (std::cmp::Reverse(first), last, std::cmp::Reverse(weight), mark.event.id.clone())
        });
        latest.truncate(few);
        Ok(Glance {
            turning_points,
            latest,
            coming: other(&format!("status = 'planned' AND last >= {today}"), "first, -last, -weight, id")?,
            overdue: other(&format!("status = 'planned' AND last < {today}"), LATEST)?,
            failed: other("status IN ('cancelled', 'denied')", LATEST)?,
        })
    }

    /// Planned events that touch these days, and past ones that have an anniversary: exact to the day, of a founding kind
    /// or of at least this weight. Of each the greatest, `most` at the most.
    ///
    /// # Errors
    /// When the database fails.
    pub fn to_come(
        &mut self,
        from: Day,
        to: Day,
        weighty: f64,
        most: usize,
    ) -> Result<Vec<EventMark>, DossierError> {
        self.refresh()?;
        let disputed = self.disputed()?;
        let all = Filter::default();
        let planned = format!(
            "{OTHER} AND status = 'planned' AND last >= {} AND first <= {}",
            day_number(from),
            day_number(to)
        );
        let past = format!(
            "status = 'occurred' AND first = last
             AND (kind IN ('relations', 'agreement', 'mission', 'state') OR weight >= {weighty})"
        );
        let order = "weight DESC, first, id";
        let mut marks = self.some_marks(&all, ("entries_by_status", &planned, order), most, &disputed)?;
        marks.extend(self.some_marks(&all, ("entries_by_weight", &past, order), most, &disputed)?);
        Ok(marks)
    }

    /// The first `most` events in short that pass the filter and this condition, found in this index, in this order.
    pub(crate) fn some_marks(
        &self,
        filter: &Filter,
        (index, condition, order): (&str, &str, &str),
        most: usize,
        disputed: &HashSet<i64>,
    ) -> Result<Vec<EventMark>, DossierError> {
        let narrowed = self.narrowed(Class::Event, filter, None)?;
        let sql = format!(
            "SELECT entries.id, entries.weight, body, sources FROM
             (SELECT id AS chosen FROM entries INDEXED BY {index} WHERE {} AND {condition} ORDER BY {order} LIMIT {most})
             JOIN entries ON entries.id = chosen ORDER BY {order}",
            narrowed.text
        );
        self.marks_where(&sql, narrowed.values, disputed)
    }

    pub(crate) fn marks_where(
        &self,
        sql: &str,
        values: Vec<Value>,
        disputed: &HashSet<i64>,
    ) -> Result<Vec<EventMark>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(failed)?;
        let mut marks = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let row = self.row::<EventLine>(row)?;
            marks.push(EventMark {
                sources: row.sources,
                disputed: disputed.contains(&row.id),
                event: short(row),
            });
        }
        Ok(marks)
    }

    /// An event in short, with people as the record knows them.
    pub(crate) fn event_mark(
        &self,
        row: Row<EventLine>,
        marks: &Marks,
        names: &mut Names,
    ) -> Result<EventMark, DossierError> {
        let (sources, disputed) = (row.sources, !self.marked(row.id, marks)?.is_empty());
        let mut event = short(row);
        for name in &mut event.people {
            *name = self.known_as(name, names)?;
        }
        Ok(EventMark { event, sources, disputed })
    }

    /// Entries that an open contradiction is about.
    pub(crate) fn disputed(&mut self) -> Result<HashSet<i64>, DossierError> {
        self.refresh()?;
        let settled: Vec<String> = self.settled()?.into_keys().collect();
        let settled = serde_json::to_string(&settled).unwrap_or_default();
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT DISTINCT entry FROM disputes INDEXED BY disputes_of_entry
                 WHERE entry IS NOT NULL AND conflict NOT IN (SELECT value FROM json_each(?1))",
            )
            .map_err(failed)?;
        let entries = statement.query_map([settled], |row| row.get(0)).map_err(failed)?;
        entries.collect::<Result<_, _>>().map_err(failed)
    }

    /// What people ruled `accepted` or `rejected`, by id of the entry.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ruled(&mut self) -> Result<BTreeMap<String, String>, DossierError> {
        self.refresh()?;
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached("SELECT class, id, ruled FROM entries WHERE ruled IS NOT NULL")
            .map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let mut ruled = BTreeMap::new();
        while let Some(row) = rows.next().map_err(failed)? {
            if let Some(class) = Class::from_number(row.get(0).map_err(failed)?) {
                ruled.insert(written(class, row.get(1).map_err(failed)?), row.get(2).map_err(failed)?);
            }
        }
        Ok(ruled)
    }

    /// The entries of the record that stand on words of this source, in the order of the words.
    ///
    /// # Errors
    /// When the database fails.
    pub fn standing_on(&mut self, source: SourceId) -> Result<Vec<Standing>, DossierError> {
        self.refresh()?;
        let reports = reports_in(&self.connection, source).map_err(|error| self.inner(error))?;
        let standing = |report: Placed| {
            let id = written(report.class, report.entry?);
            Some(Standing { id, start: report.at.start, end: report.at.end })
        };
        let mut all: Vec<Standing> = reports.into_iter().filter_map(standing).collect();
        all.sort_by(|left, right| (left.start, left.end, &left.id).cmp(&(right.start, right.end, &right.id)));
        all.dedup();
        Ok(all)
    }

    /// Contradictions that have a claim in this source, settled or not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn conflicts_in(&mut self, source: SourceId) -> Result<Vec<Conflict>, DossierError> {
        self.refresh()?;
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT body FROM conflicts WHERE id IN (SELECT conflict FROM claims WHERE source = ?1)
                 ORDER BY certainty DESC, kind, id",
            )
            .map_err(failed)?;
        let bodies = statement.query_map([source.as_bytes()], |row| row.get(0)).map_err(failed)?;
        let bodies = bodies.collect::<Result<Vec<String>, _>>().map_err(failed)?;
        bodies.iter().map(|body| stored_conflict(body)).collect()
    }

    /// What was ruled about a thing, in order, with what undid it.
    ///
    /// # Errors
    /// When nothing has the id, or the database fails.
    pub fn history(&mut self, id: &str) -> Result<Vec<LogEntry>, DossierError> {
        self.refresh()?;
        let entry = self.entry(id)?;
        let all = self.kept()?;
        let gone = undone(&all);
        let mut about: Vec<LogEntry> = Vec::new();
        for kept in all {
            let concerns = match &kept.decision.target {
                Target::Conflict { id: conflict } => conflict == id,
                Target::Decision { id } => about.iter().any(|known| known.decision.id == *id),
                _ => false,
            };
            let mut stands = false;
            if let Some((_, entry)) = entry {
                for anchor in kept.mine.iter().chain(&kept.others) {
                    let report = find(&self.connection, anchor).map_err(|error| self.inner(error))?;
                    if let Some((_, report)) = report {
                        stands |= self.entry_of(report)? == Some(entry);
                    }
                }
            }
            if concerns || stands {
                about.push(LogEntry {
                    undone: gone.contains(&kept.decision.id),
                    words: kept.mine.first().map(|anchor| anchor.selector.exact.clone()),
                    orphaned: entry.is_some() && !stands && kept.decision.ruling != Ruling::Undo,
                    decision: kept.decision,
                });
            }
        }
        Ok(about)
    }

    /// A short digest of a thing and of what was ruled about it: whoever rules tells which version was looked at.
    ///
    /// # Errors
    /// As [`Dossier::item`].
    pub fn version_of(&mut self, id: &str) -> Result<String, DossierError> {
        let item: Item = self.item(id)?;
        let history = self.history(id)?;
        let text = format!("{}{}", serde_json::to_string(&item).unwrap_or_default(), history.len());
        Ok(SourceId::of(text.as_bytes()).to_hex()[..16].to_owned())
    }

    /// How many events begin in each year, by kind, with the number of all events that pass.
    pub(crate) fn years_and_count(&mut self, filter: &Filter) -> Result<(YearCounts, usize), DossierError> {
        self.refresh()?;
        let condition = self.narrowed(Class::Event, filter, None)?;
        let sql =
            format!("SELECT first, kind FROM {} WHERE {}", entries(Class::Event, &condition), condition.text);
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(condition.values)).map_err(failed)?;
        let mut years: BTreeMap<i32, BTreeMap<String, u32>> = BTreeMap::new();
        let mut count = 0;
        // They come day after day.
        let mut last = (i64::MIN, 0);
        while let Some(row) = rows.next().map_err(failed)? {
            count += 1;
            let Some(first) = row.get::<_, Option<i64>>(0).map_err(failed)? else { continue };
            if last.0 != first {
                last = (first, day_of(first).year().into());
            }
            if last.1 <= 0 {
                continue;
            }
            let kind = row.get_ref(1).map_err(failed)?.as_str().map_err(|error| failed(error.into()))?;
            let kinds = years.entry(last.1).or_default();
            match kinds.get_mut(kind) {
                Some(number) => *number += 1,
                None => drop(kinds.insert(kind.to_owned(), 1)),
            }
        }
        let flat = years
            .into_iter()
            .flat_map(|(year, kinds)| kinds.into_iter().map(move |(kind, number)| (year, kind, number)));
        Ok((flat.collect(), count))
    }

    /// The document of a source as it was given: path or address, and what was said about it, as JSON.
    ///
    /// # Errors
    /// When the database fails.
    pub fn given(&self, source: SourceId) -> Result<Option<(String, String)>, DossierError> {
        use rusqlite::OptionalExtension as _;
        self.connection
            .query_row(
                "SELECT origin, hints FROM blobs WHERE id = coalesce((SELECT blob FROM sources WHERE id = ?1), ?1)",
                params![source.as_bytes()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()
            .map_err(|error| self.failed(error))
    }
}

fn short(row: Row<EventLine>) -> TimelineEvent {
    let line = row.line;
    TimelineEvent {
        id: written(Class::Event, row.id),
        when: line.when,
        sort: line.when.and_then(|when| when.first_day().or(when.last_day())),
        kind: line.kind,
        title: line.title,
        status: line.status,
        parties: line.parties,
        people: line.people,
        place: line.place,
        plover: line.plover,
        cameo: line.cameo,
        weight: row.weight,
        reports: Vec::new(),
        conflicts: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use entente_model::EventKind;

    use super::*;
    use crate::{
        Request,
        testing::{add, dossier, told},
    };

    fn two(folder: &std::path::Path) -> Dossier {
        let first = told(
            "a.txt",
            "en",
            "1991-01-01",
            "Russia and South Korea established ties on 30 September 1990.",
        )
        .event(
            "Russia and South Korea established ties",
            "1990-09-30",
            EventKind::Relations,
            "RUS KOR",
        );
        let second = told("b.txt", "en", "1993-01-01", "They signed a treaty in Seoul in November 1992.")
            .event("They signed a treaty in Seoul", "1992-11", EventKind::Agreement, "RUS KOR");
        dossier(folder, &[&first, &second])
    }

    #[test]
    fn marks_tell_the_same_as_the_list() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = two(folder.path());
        let filter = Filter::default();
        let all: Vec<String> = dossier.timeline(&filter).unwrap().into_iter().map(|event| event.id).collect();
        let (marks, count) = dossier.event_marks(&filter, None, 9).unwrap();
        let ids: Vec<&str> = marks.iter().map(|mark| mark.event.id.as_str()).collect();
        assert_eq!((ids, count), (all.iter().map(String::as_str).collect(), 2));
        assert_eq!(marks[0].sources, 1);
        let (greatest, count) = dossier.event_marks(&filter, None, 1).unwrap();
        assert_eq!((greatest.len(), count), (1, 2));
        assert_eq!(
            dossier.years_and_count(&filter).unwrap().0,
            [(1990, "relations".to_owned(), 1), (1992, "agreement".to_owned(), 1)]
        );
    }

    #[test]
    fn a_ruling_changes_the_version_of_its_thing_alone_and_the_revision() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = two(folder.path());
        let ids: Vec<String> =
            dossier.timeline(&Filter::default()).unwrap().into_iter().map(|event| event.id).collect();
        let before = (dossier.version_of(&ids[0]).unwrap(), dossier.version_of(&ids[1]).unwrap());
        let revision = dossier.revision().unwrap();
        dossier.decide(&ids[0], Request::Accept, "A", None, "2026-01-02T00:00:00Z").unwrap();
        assert_ne!(dossier.version_of(&ids[0]).unwrap(), before.0);
        assert_eq!(dossier.version_of(&ids[1]).unwrap(), before.1);
        assert_ne!(dossier.revision().unwrap(), revision);
        assert_eq!(dossier.ruled().unwrap().get(&ids[0]).map(String::as_str), Some("accepted"));
        dossier.decide("d1", Request::Undo, "A", None, "2026-01-03T00:00:00Z").unwrap();
        let history = dossier.history(&ids[0]).unwrap();
        assert_eq!(history.iter().map(|entry| entry.undone).collect::<Vec<_>>(), [true, false]);
        assert!(dossier.history(&ids[1]).unwrap().is_empty());
    }

    #[test]
    fn a_source_knows_what_stands_on_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = two(folder.path());
        let source = dossier.sources().unwrap()[0].id.unwrap();
        let standing = dossier.standing_on(source).unwrap();
        assert_eq!(standing.len(), 1);
        assert_eq!((standing[0].start, standing[0].end), (0, 39));
        let revision = dossier.revision().unwrap();
        add(&mut dossier, &told("c.txt", "en", "1994-01-01", "Nothing."));
        assert_ne!(dossier.revision().unwrap(), revision);
        assert!(dossier.given(source).unwrap().is_some());
    }
}
