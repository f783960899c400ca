//! What a desk asks beyond the lists: the whole chronology in short, a page of it, what stands in one source, what was
//! ruled about one thing, and whether anything changed.

use std::collections::{BTreeMap, HashMap, HashSet};

use entente_model::{Conflict, Ruling, SourceId, Target, TimelineEvent};
use rusqlite::{params, params_from_iter, types::Value};

use crate::{
    Dossier, DossierError, Filter, Item, LogEntry,
    decisions::{find, undone},
    fold::{EventLine, day_number},
    id::{read, written},
    query::{Names, Row, words_of},
    report::{Class, Quote},
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

impl Dossier {
    /// A word that changes whenever the record, the sources or the decisions change, or many sources were
    /// cross-examined anew (few always are before anything is shown).
    ///
    /// # Errors
    /// When the database fails.
    pub fn revision(&self) -> Result<String, DossierError> {
        const STATE: &str = "SELECT (SELECT count(*) FROM blobs), (SELECT coalesce(max(number), 0) FROM sources),
            (SELECT coalesce(max(id), 0) FROM decisions), (SELECT count(*) FROM refused),
            (SELECT (SELECT count(*) FROM sources) > 1000 AND EXISTS (SELECT 1 FROM stale WHERE class = 0)),
            (SELECT coalesce(max(added), '') FROM refused), (SELECT coalesce(max(extractor), '') FROM sources)";
        let row = |row: &rusqlite::Row<'_>| {
            let numbers: Vec<i64> = (0..5).map(|at| row.get(at)).collect::<Result<_, _>>()?;
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            let (refused, extractor): (String, String) = (row.get(5)?, row.get(6)?);
            let digest = SourceId::of(format!("{refused} {extractor}").as_bytes()).to_hex();
            Ok(format!("{}-{}", numbers.join("-"), &digest[..8]))
        };
        self.connection.query_row(STATE, [], row).map_err(|error| self.failed(error))
    }

    /// The chronology in short, in order of time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_marks(&mut self, filter: &Filter) -> Result<Vec<EventMark>, DossierError> {
        self.refresh()?;
        let sources = self.sources_by_entry()?;
        let disputed = self.disputed()?;
        let rows = self.rows::<EventLine>(Class::Event, filter)?;
        Ok(rows
            .into_iter()
            .map(|row| EventMark {
                sources: sources.get(&row.id).copied().unwrap_or(1),
                disputed: disputed.contains(&row.id),
                event: short(row),
            })
            .collect())
    }

    fn sources_by_entry(&self) -> Result<HashMap<i64, u32>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT entry, count(DISTINCT source) FROM reports WHERE class = 1 AND entry IS NOT NULL
                 GROUP BY entry HAVING count(*) > 1",
            )
            .map_err(failed)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }

    /// Entries that an open contradiction is about.
    fn disputed(&mut self) -> Result<HashSet<i64>, DossierError> {
        self.examine_if_small()?;
        let settled = self.settled()?;
        let failed = |error| self.failed(error);
        let mut claims = self
            .connection
            .prepare_cached("SELECT source, start, \"end\", conflict FROM claims")
            .map_err(failed)?;
        let mut claimed: BTreeMap<[u8; 32], Vec<(u32, u32)>> = BTreeMap::new();
        let mut rows = claims.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let conflict: String = row.get(3).map_err(failed)?;
            if !settled.contains_key(&conflict) {
                let span = (row.get(1).map_err(failed)?, row.get(2).map_err(failed)?);
                claimed.entry(row.get(0).map_err(failed)?).or_default().push(span);
            }
        }
        let mut entries = HashSet::new();
        for (source, spans) in claimed {
            for (entry, _, at) in self.reports_in(SourceId::from_bytes(source))? {
                if spans.iter().any(|&(start, end)| at.start < end && start < at.end) {
                    entries.insert(entry);
                }
            }
        }
        Ok(entries)
    }

    /// A page of the chronology behind the event of the id `after`, and whether more follows.
    ///
    /// # Errors
    /// When nothing has the id, or the database fails.
    pub fn timeline_page(
        &mut self,
        filter: &Filter,
        after: Option<&str>,
        most: usize,
    ) -> Result<(Vec<TimelineEvent>, bool), DossierError> {
        // As the whole chronology is ordered.
        const ORDER: &str = "coalesce(first, 9000000000), coalesce(-last, 9000000000), -weight, id";
        self.refresh()?;
        let marks = self.marks()?;
        let mut condition = filter.condition(Class::Event, &self.parties()?);
        if let Some(after) = after {
            let exact =
                read(after).filter(|(class, range)| *class == Class::Event && range.start() == range.end());
            let (_, range) = exact.ok_or_else(|| DossierError::UnknownId(after.to_owned()))?;
            let behind = format!(" AND ({ORDER}) > (SELECT {ORDER} FROM entries WHERE id = ?)");
            condition.text.push_str(&behind);
            condition.values.push(Value::Integer(*range.start()));
        }
        // The page is found in the index; only its lines are read.
        let sql = format!(
            "SELECT entries.id, entries.weight, entries.body FROM
             (SELECT id FROM entries INDEXED BY entries_in_time WHERE {} ORDER BY {ORDER} LIMIT {}) AS chosen
             JOIN entries ON entries.id = chosen.id
             ORDER BY coalesce(entries.first, 9000000000), coalesce(-entries.last, 9000000000), -entries.weight, entries.id",
            condition.text,
            most.saturating_add(1)
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(condition.values)).map_err(failed)?;
        let mut names = Names::default();
        let mut events = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            if events.len() == most {
                return Ok((events, true));
            }
            events.push(self.timeline_event(self.row(row)?, &marks, &mut names)?);
        }
        Ok((events, false))
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
        let mut all: Vec<Standing> = self
            .reports_in(source)?
            .into_iter()
            .map(|(entry, class, at)| Standing { id: written(class, entry), start: at.start, end: at.end })
            .collect();
        all.sort_by(|left, right| (left.start, left.end, &left.id).cmp(&(right.start, right.end, &right.id)));
        all.dedup();
        Ok(all)
    }

    fn reports_in(&self, source: SourceId) -> Result<Vec<(i64, Class, Quote)>, DossierError> {
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT reports.id, class, entry, body FROM reports
                 JOIN sources ON sources.number = reports.source WHERE sources.id = ?1 AND entry IS NOT NULL",
            )
            .map_err(failed)?;
        let mut rows = statement.query([source.as_bytes()]).map_err(failed)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let Some(class) = Class::from_number(row.get(1).map_err(failed)?) else { continue };
            let body = row.get_ref(3).map_err(failed)?.as_str().map_err(|error| failed(error.into()))?;
            let at = words_of(row.get(0).map_err(failed)?, body)?;
            found.push((row.get(2).map_err(failed)?, class, at));
        }
        Ok(found)
    }

    /// Contradictions that have a claim in this source, settled or not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn conflicts_in(&mut self, source: SourceId) -> Result<Vec<Conflict>, DossierError> {
        let mut conflicts = self.all_conflicts()?;
        conflicts.retain(|conflict| conflict.claims.iter().any(|claim| claim.source_id == source));
        Ok(conflicts)
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

    /// How many events begin in each year, by kind.
    ///
    /// # Errors
    /// When the database fails.
    pub fn years(&mut self, filter: &Filter) -> Result<Vec<(i32, String, u32)>, DossierError> {
        self.refresh()?;
        let condition = filter.condition(Class::Event, &self.parties()?);
        let year = "CAST(strftime('%Y', first * 86400, 'unixepoch') AS INTEGER)";
        let sql = format!(
            "SELECT {year}, kind, count(*) FROM entries WHERE {} AND first > {} AND first IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
            condition.text,
            // SQLite counts years from 0 on.
            entente_model::Day::new(1, 1, 1).map_or(0, day_number)
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let rows = statement
            .query_map(params_from_iter(condition.values), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
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
    fn pages_follow_each_other_and_marks_tell_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = two(folder.path());
        let filter = Filter::default();
        let (first, more) = dossier.timeline_page(&filter, None, 1).unwrap();
        assert!(more && first.len() == 1);
        let (second, more) = dossier.timeline_page(&filter, Some(&first[0].id), 1).unwrap();
        assert!(!more && second.len() == 1);
        let marks = dossier.event_marks(&filter).unwrap();
        let ids: Vec<&str> = marks.iter().map(|mark| mark.event.id.as_str()).collect();
        assert_eq!(ids, [first[0].id.as_str(), second[0].id.as_str()]);
        assert_eq!(
            dossier.years(&filter).unwrap(),
            [(1990, "relations".to_owned(), 1), (1992, "agreement".to_owned(), 1)]
        );
        assert!(dossier.timeline_page(&filter, Some("nonsense"), 1).is_err());
    }

    #[test]
    fn a_ruling_changes_the_version_of_its_thing_alone_and_the_revision() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = two(folder.path());
        let ids: Vec<String> =
            dossier.event_marks(&Filter::default()).unwrap().into_iter().map(|mark| mark.event.id).collect();
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
