//! An event told twice is listed once, at its fullest mention.

use std::collections::BTreeSet;

use entente_model::{EventKind, Interval, PartyCode};
use rustc_hash::FxHashMap;

use super::FoundEvent;
use crate::actors::Target;

/// Drops what only says again what another event of the document says better.
pub(super) fn once(events: Vec<FoundEvent>) -> Vec<FoundEvent> {
    let mut kept: Vec<FoundEvent> = Vec::with_capacity(events.len());
    let mut places = Places::default();
    for event in events {
        let twin = places.near(&event).find(|&place| same(&kept[place], &event));
        if let Some(place) = twin {
            if fuller(&event, &kept[place]) {
                places.put(place, &event);
                kept[place] = event;
            }
        } else {
            places.put(kept.len(), &event);
            kept.push(event);
        }
    }
    kept.sort_by_key(|event| (event.range.start, event.range.end));
    kept
}

/// What two tellings of one happening have in common, one of these at least: without it they are not compared, so that a book of
/// events is not compared with itself.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Common {
    /// A person, by number.
    Person(usize),
    /// Two of the parties.
    Sides(PartyCode, PartyCode),
    /// Words of the same stretch of the text, so many bytes long.
    Stretch(usize),
}

/// Bytes of a stretch: quotes are shorter as a rule, so that most reach into one or two.
const STRETCH: usize = 512;

/// Of the events that have one thing in common so many are compared, the last ones.
const COMPARED: usize = 512;

/// Where events lie in the list of those kept, by what they may have in common with others.
#[derive(Debug, Default)]
struct Places(FxHashMap<Common, Vec<usize>>);

impl Places {
    /// The places of the events that may be the same as this one, in the order of the list.
    fn near(&self, event: &FoundEvent) -> impl Iterator<Item = usize> + use<> {
        let lists = commons(event).filter_map(|common| self.0.get(&common));
        let last = lists.flat_map(|places| &places[places.len().saturating_sub(COMPARED)..]);
        let places: BTreeSet<usize> = last.copied().collect();
        places.into_iter()
    }

    fn put(&mut self, place: usize, event: &FoundEvent) {
        for common in commons(event) {
            self.0.entry(common).or_default().push(place);
        }
    }
}

fn commons(event: &FoundEvent) -> impl Iterator<Item = Common> + '_ {
    let people = people(event).map(Common::Person);
    let sides = event.parties.iter().enumerate().flat_map(|(at, &one)| {
        event.parties[at + 1..].iter().map(move |&other| Common::Sides(one.min(other), one.max(other)))
    });
    let stretches = event.range.start / STRETCH..=event.range.end / STRETCH;
    people.chain(sides).chain(stretches.map(Common::Stretch))
}

/// The people who take part in an event, by number.
fn people(event: &FoundEvent) -> impl Iterator<Item = usize> + '_ {
    event.participants.iter().filter_map(|(target, _)| match target {
        Target::Person(number) => Some(*number),
        _ => None,
    })
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
    people(a).any(|person| people(b).any(|other| other == person))
}

/// The more exact date, then the surer finding.
fn fuller(a: &FoundEvent, b: &FoundEvent) -> bool {
    let days =
        |event: &FoundEvent| std::cmp::Reverse(event.when.and_then(Interval::days).unwrap_or(i64::MAX));
    let rank = |event: &FoundEvent| (days(event), !event.listed, (event.confidence * 100.0) as i64);
    rank(a) > rank(b)
}
