//! What matters most of a record, and how much was left out: what can be shown of a record of any size.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use entente_model::{Conflict, Day, Evidence, Record, SourceId, TimelineEvent};

use crate::{
    ConflictFilter, Dossier, DossierError, Filter, Place,
    id::read,
    query::{Names, Told, by_measure},
    report::Class,
    sources::{LISTED, REFUSED},
};

/// How much an excerpt holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Most {
    /// Entries of each class, contradictions and refused sources.
    pub entries: usize,
    /// Reports of one entry, claims of one contradiction and contradictions that one entry is marked with.
    pub reports: usize,
    /// Events that are last, coming or overdue, which are there whatever they weigh.
    pub few: usize,
}

/// The part of a record that matters most.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Excerpt {
    /// Its entries with their first reports, people without their events; of the sources those of these reports, and
    /// those that were refused.
    pub record: Record,
    /// How many there are in all, left out or not: `events`, `people`, `agreements`, `quantities`, `statements`,
    /// `conflicts`, `sources`, `refused`.
    pub counts: BTreeMap<&'static str, usize>,
    /// How many reports of an entry, or claims of a contradiction, were left out, by its id.
    pub left: BTreeMap<String, usize>,
    /// Contradictions that entries are marked with and that are none of the record's own.
    pub marked: Vec<Conflict>,
}

impl Dossier {
    /// The part of what passes the filter that matters most: of events, people and the like those that weigh most, of
    /// contradictions the most certain. Without a `top` in the filter the events that are last, coming and overdue as
    /// seen from `today` are there as well.
    ///
    /// # Errors
    /// When the database fails.
    pub fn excerpt(
        &mut self,
        filter: &Filter,
        today: Option<Day>,
        most: Most,
    ) -> Result<Excerpt, DossierError> {
        self.refresh()?;
        let mut counts = self.tally(&Filter { top: None, ..filter.clone() })?;
        counts.remove("decisions");
        let open = ConflictFilter { settled: Some(false), ..ConflictFilter::default() };
        let open = self.conflicts_part(&open, Place { most: most.entries, ..Place::default() })?;
        counts.insert("conflicts", open.count);
        let chosen =
            Filter { top: Some(filter.top.unwrap_or(most.entries).min(most.entries)), ..filter.clone() };
        let (marks, told) = (self.marks()?, Told::Few(most.reports));
        let mut events = self.weightiest_events(&chosen, told)?;
        if filter.top.is_none() {
            self.add_few(&mut events, filter, today, (most.few, told))?;
        }
        let people = self.people_rows(&chosen)?.into_iter().map(|row| self.person(row, &marks, told));
        let people = people.collect::<Result<Vec<_>, _>>()?;
        let agreements = self.rows(Class::Agreement, &chosen)?.into_iter();
        let agreements: Vec<_> =
            agreements.map(|row| self.agreement(row, &marks, told)).collect::<Result<_, _>>()?;
        let quantities = self.rows(Class::Quantity, &chosen)?.into_iter();
        let mut quantities: Vec<_> =
            quantities.map(|row| self.quantity(row, &marks, told)).collect::<Result<_, _>>()?;
        by_measure(&mut quantities);
        let statements = self.rows(Class::Statement, &chosen)?.into_iter();
        let statements = statements.map(|row| self.statement(row, &marks, told)).collect::<Result<_, _>>()?;
        let record = Record {
            parties: self.parties()?,
            events,
            people,
            agreements,
            quantities,
            statements,
            conflicts: open.items,
            sources: Vec::new(),
        };
        let mut excerpt = Excerpt { record, counts, ..Excerpt::default() };
        self.shorten(&mut excerpt, most)?;
        Ok(excerpt)
    }

    fn weightiest_events(&mut self, chosen: &Filter, told: Told) -> Result<Vec<TimelineEvent>, DossierError> {
        let (marks, mut names) = (self.marks()?, Names::default());
        let rows = self.rows(Class::Event, chosen)?;
        rows.into_iter().map(|row| self.timeline_event(row, &marks, &mut names, told)).collect()
    }

    /// Adds the events that are last, coming and overdue, and puts all in order of time.
    fn add_few(
        &mut self,
        events: &mut Vec<TimelineEvent>,
        filter: &Filter,
        today: Option<Day>,
        (few, told): (usize, Told),
    ) -> Result<(), DossierError> {
        let glance = self.glance_of(filter, today, few)?;
        let mut there: HashSet<String> = events.iter().map(|event| event.id.clone()).collect();
        let (marks, mut names, before) = (self.marks()?, Names::default(), events.len());
        for mark in [glance.latest, glance.coming, glance.overdue].into_iter().flatten() {
            if there.insert(mark.event.id.clone())
                && let Some((_, ids)) = read(&mark.event.id)
            {
                let row = self.stored(*ids.start())?;
                events.push(self.timeline_event(row, &marks, &mut names, told)?);
            }
        }
        if events.len() > before {
            events.sort_by_key(|event| (event.sort.is_none(), event.sort));
        }
        Ok(())
    }

    /// Leaves out reports and claims beyond the bound, counts them, and adds the sources of what is left.
    fn shorten(&self, excerpt: &mut Excerpt, most: Most) -> Result<(), DossierError> {
        let record = &mut excerpt.record;
        for conflict in &mut record.conflicts {
            if let Some(left @ 1..) = conflict.claims.len().checked_sub(most.reports) {
                conflict.claims.truncate(most.reports);
                excerpt.left.insert(conflict.id.clone(), left);
            }
        }
        let mut entries: Vec<(&str, &[Evidence], &mut Vec<String>)> = Vec::new();
        let events = record.events.iter_mut();
        entries.extend(events.map(|entry| (entry.id.as_str(), &*entry.reports, &mut entry.conflicts)));
        let people = record.people.iter_mut();
        entries.extend(people.map(|entry| (entry.id.as_str(), &*entry.reports, &mut entry.conflicts)));
        let agreements = record.agreements.iter_mut();
        entries.extend(agreements.map(|entry| (entry.id.as_str(), &*entry.reports, &mut entry.conflicts)));
        let quantities = record.quantities.iter_mut();
        entries.extend(quantities.map(|entry| (entry.id.as_str(), &*entry.reports, &mut entry.conflicts)));
        let statements = record.statements.iter_mut();
        entries.extend(statements.map(|entry| (entry.id.as_str(), &*entry.reports, &mut entry.conflicts)));
        let own: BTreeSet<&str> = record.conflicts.iter().map(|conflict| conflict.id.as_str()).collect();
        let mut marked: BTreeSet<String> = BTreeSet::new();
        let claims = record.conflicts.iter().flat_map(|conflict| &conflict.claims);
        let mut cited: BTreeSet<SourceId> = claims.map(|claim| claim.source_id).collect();
        for (id, reports, conflicts) in entries {
            // Those that the excerpt shows come first; the order is otherwise that of the ids.
            conflicts.sort_by_key(|id| !own.contains(id.as_str()));
            conflicts.truncate(most.reports);
            marked.extend(conflicts.iter().filter(|id| !own.contains(id.as_str())).cloned());
            cited.extend(reports.iter().map(|report| report.source_id));
            if reports.len() == most.reports
                && let Some((_, ids)) = read(id)
                && let Some(left @ 1..) = self.reports_behind(*ids.start())?.checked_sub(reports.len())
            {
                excerpt.left.insert(id.to_owned(), left);
            }
        }
        excerpt.marked = self.conflicts_of(&marked.iter().map(String::as_str).collect())?;
        for source in cited {
            record.sources.extend(self.listed(&format!("{LISTED} WHERE id = ?1"), [source.as_bytes()])?);
        }
        record.sources.sort_by(|left, right| (&left.origin, left.id).cmp(&(&right.origin, right.id)));
        let refused = format!("{REFUSED} ORDER BY origin LIMIT {}", most.entries);
        record.sources.extend(self.listed(&refused, [])?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use entente_model::EventKind;

    use super::*;
    use crate::testing::{add, dossier, told};

    const ALL: Most = Most { entries: 100, reports: 100, few: 6 };

    /// Ten sources: each tells of a meeting in its own year, and all of one beginning.
    fn ten(folder: &std::path::Path) -> Dossier {
        many(folder, 10)
    }

    fn many(folder: &std::path::Path, count: i32) -> Dossier {
        let mut ten = dossier(folder, &[]);
        for year in 1991..1991 + count {
            let met = format!("The ministers of Russia and Korea met on 5 May {year}");
            let told = told(
                &format!("{year}.txt"),
                "en",
                "2101-06-01",
                &format!("Relations began on 30 September 1990. {met}."),
            )
            .event("Relations began on 30 September 1990", "1990-09-30", EventKind::Relations, "RUS KOR")
            .event(&met, &format!("{year}-05-05"), EventKind::Meeting, "RUS KOR");
            add(&mut ten, &told);
        }
        ten
    }

    #[test]
    fn an_excerpt_of_a_small_record_is_the_record() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = ten(folder.path());
        let whole = dossier.record(&Filter::default()).unwrap();
        let excerpt = dossier.excerpt(&Filter::default(), None, ALL).unwrap();
        assert_eq!(excerpt.record, whole);
        assert_eq!((excerpt.counts["events"], excerpt.counts["sources"]), (11, 10));
        assert!(excerpt.left.is_empty() && excerpt.marked.is_empty());
    }

    #[test]
    fn what_is_left_out_is_counted_and_the_latest_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = ten(folder.path());
        let whole = dossier.record(&Filter::default()).unwrap();
        let most = Most { entries: 1, reports: 3, few: 1 };
        let excerpt = dossier.excerpt(&Filter::default(), None, most).unwrap();
        let record = &excerpt.record;
        let began = &record.events[0];
        assert_eq!((began.reports.len(), excerpt.left[&began.id]), (3, 7));
        let in_whole = whole.events.iter().find(|event| event.id == began.id).unwrap();
        assert_eq!(began.reports, in_whole.reports[..3]);
        // The latest is there whatever it weighs.
        assert_eq!(record.events.len(), 2);
        assert_eq!(record.events.last().map(|event| &event.id), whole.events.last().map(|event| &event.id));
        assert_eq!((excerpt.counts["events"], excerpt.counts["sources"]), (11, 10));
        let reports = record.events.iter().flat_map(|event| &event.reports);
        let cited: BTreeSet<_> = reports.map(|report| report.source_id).collect();
        assert_eq!(record.sources.len(), cited.len());
        // Who asks for so many gets so many.
        let asked = Filter { top: Some(1), ..Filter::default() };
        assert_eq!(dossier.excerpt(&asked, None, most).unwrap().record.events.len(), 1);
    }

    #[test]
    fn of_very_many_reports_the_leading_one_is_first() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = many(folder.path(), 70);
        let whole = dossier.record(&Filter::default()).unwrap();
        let most = Most { entries: 1, reports: 3, few: 0 };
        let excerpt = dossier.excerpt(&Filter::default(), None, most).unwrap();
        let began = &excerpt.record.events[0];
        let in_whole = whole.events.iter().find(|event| event.id == began.id).unwrap();
        assert_eq!((began.reports.len(), excerpt.left[&began.id]), (3, 67));
        assert_eq!(began.reports[0], in_whole.reports[0]);
        assert!(began.reports.iter().all(|report| in_whole.reports.contains(report)));
    }
}
