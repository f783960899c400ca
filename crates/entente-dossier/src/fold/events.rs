//! Reports of one happening become one event.

use entente_model::{EventKind, EventStatus, Interval, PartyCode, PloverRoot};
use entente_reference::Reference;
use serde::{Deserialize, Serialize};

use super::{Entry, Rules, faces::old_style, most, title, weight};
use crate::{
    lineage::same_line,
    report::{EventBody, Stored},
    words::likeness,
};

/// An event of the record, apart from its reports and conflicts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct EventLine {
    pub when: Option<Interval>,
    pub kind: EventKind,
    pub title: String,
    pub status: EventStatus,
    pub parties: Vec<PartyCode>,
    pub people: Vec<String>,
    pub place: Option<String>,
    pub plover: Option<PloverRoot>,
    pub cameo: Option<String>,
}

type Report = Stored<EventBody>;

/// The entry of a group of reports; the one that leads it comes first.
pub(super) fn entry(group: &[&Report], rules: &Rules) -> Entry<EventLine> {
    let events = || group.iter().map(|report| &report.body.event);
    let when = when(group);
    let kind = most(events().map(|event| event.kind)).unwrap_or(EventKind::Other);
    let status = status(group);
    let best = title::best(group);
    let acting = events().filter(|event| event.kind == kind);
    let line = EventLine {
        when,
        kind,
        title: title::of(best),
        status,
        parties: parties(group, when),
        people: people(group),
        place: most(events().filter_map(|event| event.place.clone())),
        plover: most(acting.clone().filter_map(|event| event.plover)),
        cameo: most(acting.filter_map(|event| event.cameo.clone())),
    };
    let weight = weight::of(&line, group, rules);
    Entry {
        when,
        kind: kind.to_string(),
        status: status.to_string(),
        parties: line.parties.clone(),
        weight,
        lead: group.first().and_then(|first| serde_json::to_string(&first.body.event.parties).ok()),
        line,
    }
}

fn days(when: Option<Interval>) -> i64 {
    when.map_or(i64::MAX, |when| when.days().unwrap_or(i64::MAX - 1))
}

/// The finest date that reports give, the one that most of them give among those; of a day in two calendars today's.
fn when(group: &[&Report]) -> Option<Interval> {
    let finest =
        group.iter().filter_map(|report| report.body.event.when).map(|when| days(Some(when))).min()?;
    let given = || {
        group.iter().filter_map(|report| report.body.event.when).filter(|when| days(Some(*when)) == finest)
    };
    let usual = most(given())?;
    let new_style = usual.first_day().filter(|_| finest == 1).and_then(old_style);
    given().find(|when| new_style.is_some() && when.first_day() == new_style).or(Some(usual))
}

/// How far it has come by the latest source: done stays done.
fn status(group: &[&Report]) -> EventStatus {
    let has = |status| group.iter().any(|report| report.body.event.status == status);
    [
        EventStatus::Occurred,
        EventStatus::Cancelled,
        EventStatus::Ongoing,
        EventStatus::Planned,
        EventStatus::Alleged,
    ]
    .into_iter()
    .find(|&status| has(status))
    .unwrap_or(EventStatus::Denied)
}

/// Parties that at least a third of the reports with parties name, in the order of the report that names most; of one
/// line the state that there was on the day.
fn parties(group: &[&Report], when: Option<Interval>) -> Vec<PartyCode> {
    let naming: Vec<&Vec<PartyCode>> =
        group.iter().map(|report| &report.body.event.parties).filter(|parties| !parties.is_empty()).collect();
    let mut lists = naming.clone();
    lists.sort_by_key(|list| std::cmp::Reverse(list.len()));
    let mut weighed: Vec<PartyCode> = Vec::new();
    let mut all: Vec<PartyCode> = Vec::new();
    for &code in lists.into_iter().flatten() {
        if weighed.contains(&code) {
            continue;
        }
        weighed.push(code);
        if let Some(known) = all.iter_mut().find(|known| same_line(**known, code)) {
            let there = |code| when.is_some_and(|when| Reference::embedded().exists_on(code, when));
            if there(code) && !there(*known) {
                *known = code;
            }
        } else {
            let names_it = |list: &&&Vec<PartyCode>| list.iter().any(|other| same_line(code, *other));
            if naming.iter().filter(names_it).count() * 3 >= naming.len() {
                all.push(code);
            }
        }
    }
    all
}

/// People that the reports name, once each.
fn people(group: &[&Report]) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut known: Vec<&String> = Vec::new();
    for name in group.iter().flat_map(|report| &report.body.people) {
        if known.contains(&name) {
            continue;
        }
        known.push(name);
        let key = crate::block::of_person(name);
        match seen.iter().position(|seen| *seen == key) {
            None => {
                seen.push(key);
                names.push(name.clone());
            }
            // A full name says more than a family name.
            Some(at) if name.split_whitespace().count() > names[at].split_whitespace().count() => {
                names[at].clone_from(name);
            }
            Some(_) => {}
        }
    }
    names
}

/// How many sources tell it in words of their own; a copy is no second witness.
pub(super) fn witnesses(group: &[&Report]) -> usize {
    const COPY: f64 = 0.85;
    let mut witnesses: Vec<&Report> = Vec::new();
    for report in group.iter().take(200) {
        let copied = |witness: &&Report| {
            witness.source == report.source || likeness(&witness.body.terms, &report.body.terms) >= COPY
        };
        if !witnesses.iter().any(copied) {
            witnesses.push(report);
        }
    }
    witnesses.len()
}
