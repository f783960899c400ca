//! What the record gained since a moment.

use std::collections::HashMap;

use entente_model::{Conflict, SourceEntry, SourceId, TimelineEvent};

use crate::{Dossier, DossierError, Filter, LogEntry};

/// What a dossier gained since a moment.
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
    /// Decisions that were made.
    pub decisions: Vec<LogEntry>,
}

impl Dossier {
    /// What the dossier gained at or after `since`, a time in UTC as RFC 3339 or the beginning of one.
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
    }
}
