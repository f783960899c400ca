//! An event told twice is listed once, at its fullest mention.

use entente_model::{EventKind, Interval};

use super::FoundEvent;
use crate::actors::Target;

/// Drops what only says again what another event of the document says better.
pub(super) fn once(events: Vec<FoundEvent>) -> Vec<FoundEvent> {
    let mut kept: Vec<FoundEvent> = Vec::with_capacity(events.len());
    for event in events {
        if let Some(twin) = kept.iter_mut().find(|other| same(other, &event)) {
            if fuller(&event, twin) {
                *twin = event;
            }
        } else {
            kept.push(event);
        }
    }
    kept.sort_by_key(|event| (event.range.start, event.range.end));
    kept
}

/// Whether two events of one document are one happening.
fn same(a: &FoundEvent, b: &FoundEvent) -> bool {
    let (Some(when), Some(other)) = (a.when, b.when) else { return false };
    // A line of a list says again what the text tells: the same people or the same sides, in that year.
    if a.listed != b.listed
        && (when.contains(other) || other.contains(when))
        && (share_person(a, b) || (a.kind == b.kind && same_parties(a, b)))
    {
        return true;
    }
    if a.kind != b.kind || !(when.contains(other) || other.contains(when)) {
        return false;
    }
    let nested = (a.range.start <= b.range.start && b.range.end <= a.range.end)
        || (b.range.start <= a.range.start && a.range.end <= b.range.end);
    if when == other {
        return nested || (is_day(when) && same_parties(a, b) && a.kind == EventKind::Relations);
    }
    // The founding of relations told again by its year alone; a visit named again.
    let year = |interval: Interval| interval.days().is_some_and(|days| days > 300);
    let vague = year(when) != year(other);
    match a.kind {
        EventKind::Visit => vague && share_person(a, b),
        EventKind::Relations => vague && same_parties(a, b),
        _ => false,
    }
}

fn is_day(when: Interval) -> bool {
    when.days() == Some(1)
}

fn same_parties(a: &FoundEvent, b: &FoundEvent) -> bool {
    a.parties.iter().filter(|party| b.parties.contains(party)).count() >= 2
}

fn share_person(a: &FoundEvent, b: &FoundEvent) -> bool {
    let people = |event: &FoundEvent| -> Vec<Target> {
        event
            .participants
            .iter()
            .map(|(target, _)| *target)
            .filter(|target| matches!(target, Target::Person(_)))
            .collect()
    };
    let others = people(b);
    people(a).iter().any(|person| others.contains(person))
}

/// The more exact date, then the surer finding.
fn fuller(a: &FoundEvent, b: &FoundEvent) -> bool {
    let days =
        |event: &FoundEvent| std::cmp::Reverse(event.when.and_then(Interval::days).unwrap_or(i64::MAX));
    let rank = |event: &FoundEvent| (days(event), !event.listed, (event.confidence * 100.0) as i64);
    rank(a) > rank(b)
}
