//! What the record gained and lost since a moment.

use std::collections::{BTreeSet, HashMap};

use entente_model::{Conflict, Ruling, SourceEntry, SourceId, Target, TimelineEvent};

use crate::{Dossier, DossierError, Filter, LogEntry};

/// What a dossier gained and lost since a moment.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Changes {
    /// Sources that were added or refused.
    pub sources: Vec<SourceEntry>,
    /// Events that only these sources tell.
    pub new_events: Vec<TimelineEvent>,
    /// Events that were known and that these sources tell as well.
    pub confirmed_events: Vec<TimelineEvent>,
    /// Contradictions with a claim of these sources.
    pub conflicts: Vec<Conflict>,
    /// Events that a person rejected, which the record lost.
    pub lost_events: Vec<TimelineEvent>,
    /// Contradictions that a person settled.
    pub settled: Vec<Conflict>,
    /// Decisions that were made.
    pub decisions: Vec<LogEntry>,
}

impl Dossier {
    /// What the dossier gained and lost at or after `since`, a time in UTC as RFC 3339 or the beginning of one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn changes(&mut self, since: &str) -> Result<Changes, DossierError> {
        let conflicts = self.conflicts()?;
        let events = self.timeline(&Filter { undated: true, ..Filter::default() })?;
        let all = self.sources()?;
        let added: HashMap<SourceId, bool> = all
            .iter()
            .filter_map(|source| {
                Some((source.id?, source.added.as_deref().is_some_and(|added| added >= since)))
            })
            .collect();
        let is_new = |id: SourceId| added.get(&id).copied().unwrap_or(false);
        let mut changes = Changes {
            sources: all
                .into_iter()
                .filter(|source| source.added.as_deref().is_some_and(|added| added >= since))
                .collect(),
            conflicts: conflicts
                .into_iter()
                .filter(|conflict| conflict.claims.iter().any(|claim| is_new(claim.source_id)))
                .collect(),
            decisions: self
                .log()?
                .into_iter()
                .filter(|entry| entry.decision.made.as_str() >= since)
                .collect(),
            ..Changes::default()
        };
        changes.lost_events = self.rejected_since(&changes.decisions)?;
        let settled: BTreeSet<String> = changes
            .decisions
            .iter()
            .filter(|entry| !entry.undone)
            .filter_map(|entry| match &entry.decision.target {
                Target::Conflict { id } => Some(id.clone()),
                _ => None,
            })
            .collect();
        changes.settled = self.conflicts_of(&settled.iter().map(String::as_str).collect())?;
        for event in events {
            let new = event.reports.iter().filter(|report| is_new(report.source_id)).count();
            if new == event.reports.len() {
                changes.new_events.push(event);
            } else if new > 0 {
                changes.confirmed_events.push(event);
            }
        }
        Ok(changes)
    }

    /// The events that these decisions reject and nothing undid.
    fn rejected_since(&mut self, decisions: &[LogEntry]) -> Result<Vec<TimelineEvent>, DossierError> {
        let rejects: Vec<u32> = decisions
            .iter()
            .filter(|entry| !entry.undone && entry.decision.ruling == Ruling::Reject)
            .map(|entry| entry.decision.id.0)
            .collect();
        if rejects.is_empty() {
            return Ok(Vec::new());
        }
        let all = Filter { undated: true, others: true, rejected: true, ..Filter::default() };
        let rejected: BTreeSet<String> =
            self.ruled()?.into_iter().filter(|(_, ruling)| ruling == "rejected").map(|(id, _)| id).collect();
        let mut lost = self.timeline(&all)?;
        lost.retain(|event| rejected.contains(&event.id));
        let mut since = Vec::new();
        for event in lost {
            let ruled = self.history(&event.id)?.iter().any(|entry| rejects.contains(&entry.decision.id.0));
            since.extend(ruled.then_some(event));
        }
        Ok(since)
    }
}

#[cfg(test)]
mod tests {
    use entente_model::EventKind;

    use crate::{
        NewSource,
        testing::{Told, dossier, told},
    };

    fn ties(origin: &str, words: &str) -> Told {
        told(origin, "en", "2000-01-01", words).event(words, "1990-09-30", EventKind::Relations, "SUN KOR")
    }

    #[test]
    fn what_came_later_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier =
            dossier(folder.path(), &[&ties("a.txt", "Relations were established on 30 September 1990.")]);
        let later = ties("b.txt", "On 30 September 1990 the two established relations.");
        let other = told("c.txt", "en", "2000-01-01", "In 1992 a treaty was signed.").event(
            "In 1992 a treaty was signed",
            "1992",
            EventKind::Agreement,
            "RUS KOR",
        );
        for document in [later, other] {
            let source = NewSource::new(
                &document.0.origin,
                document.0.origin.as_bytes(),
                "{}",
                "test",
                vec![document.0.clone()],
            );
            dossier.add(&source, "2026-03-01T00:00:00Z").unwrap();
        }
        let changes = dossier.changes("2026-02").unwrap();
        assert_eq!(changes.sources.len(), 2);
        let titles = |events: &[entente_model::TimelineEvent]| {
            events.iter().map(|event| event.reports.len()).collect::<Vec<_>>()
        };
        assert_eq!((titles(&changes.new_events), titles(&changes.confirmed_events)), (vec![1], vec![2]));
        assert_eq!(dossier.changes("2026-04").unwrap().sources.len(), 0);
        let gone = changes.new_events[0].id.clone();
        dossier.decide(&gone, crate::Request::Reject, "A", None, "2026-05-01T00:00:00Z").unwrap();
        let lost = dossier.changes("2026-05").unwrap().lost_events;
        assert_eq!(lost.iter().map(|event| &event.id).collect::<Vec<_>>(), [&gone]);
        dossier.decide("d1", crate::Request::Undo, "A", None, "2026-05-02T00:00:00Z").unwrap();
        assert!(dossier.changes("2026-05").unwrap().lost_events.is_empty());
    }
}
