//! A record that filters went over, freed of what nothing in it leads to any more.

use std::collections::BTreeSet;

use entente_model::{Evidence, Record, SourceId};

/// The record with the people, contradictions and sources only that what is left of it leads to.
///
/// Filters narrow events, agreements, figures and statements by time and party; a person stays where one of the events
/// or statements is theirs, a contradiction where it is about something that stays, a source where it tells of it.
pub fn narrowed(mut record: Record) -> Record {
    let events: BTreeSet<&str> = record.events.iter().map(|event| event.id.as_str()).collect();
    let speakers: BTreeSet<&str> = record.statements.iter().map(|said| said.speaker.as_str()).collect();
    record.people.retain(|person| {
        person.events.iter().any(|id| events.contains(id.as_str()))
            || speakers.contains(person.name.as_str())
            || person.also.iter().any(|name| speakers.contains(name.as_str()))
    });
    let marked = marked(&record);
    record.conflicts.retain(|conflict| marked.contains(&conflict.id));
    let told = sources(&record);
    record
        .sources
        .retain(|source| source.id.is_some_and(|id| told.contains(&id)) && source.refused.is_none());
    record
}

/// Ids of the contradictions that entries are marked with.
fn marked(record: &Record) -> BTreeSet<String> {
    let events = record.events.iter().flat_map(|entry| &entry.conflicts);
    events
        .chain(record.people.iter().flat_map(|entry| &entry.conflicts))
        .chain(record.agreements.iter().flat_map(|entry| &entry.conflicts))
        .chain(record.quantities.iter().flat_map(|entry| &entry.conflicts))
        .chain(record.statements.iter().flat_map(|entry| &entry.conflicts))
        .cloned()
        .collect()
}

/// Every source that something of the record stands on.
fn sources(record: &Record) -> BTreeSet<SourceId> {
    let of = |reports: &[Evidence]| reports.iter().map(|report| report.source_id).collect::<Vec<_>>();
    let events = record.events.iter().flat_map(|entry| of(&entry.reports));
    events
        .chain(record.people.iter().flat_map(|entry| of(&entry.reports)))
        .chain(record.agreements.iter().flat_map(|entry| of(&entry.reports)))
        .chain(record.quantities.iter().flat_map(|entry| of(&entry.reports)))
        .chain(record.statements.iter().flat_map(|entry| of(&entry.reports)))
        .chain(record.conflicts.iter().flat_map(|entry| of(&entry.claims)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn what_nothing_leads_to_goes() {
        let whole = testing::record();
        let mut part = whole.clone();
        part.events.retain(|event| event.id == "ev-1990a");
        part.agreements.clear();
        part.quantities.clear();
        part.statements.clear();
        let part = narrowed(part);
        let names: Vec<&str> = part.people.iter().map(|person| person.name.as_str()).collect();
        assert!(!names.is_empty() && names.len() < whole.people.len());
        assert!(part.conflicts.len() < whole.conflicts.len());
        assert!(!part.sources.is_empty() && part.sources.len() < whole.sources.len());
        let told = sources(&part);
        assert!(part.sources.iter().all(|source| told.contains(&source.id.unwrap())));
    }
}
