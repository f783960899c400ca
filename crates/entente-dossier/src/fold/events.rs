//! Reports of one happening become one event.

use std::collections::HashMap;

use entente_model::{Day, Event, EventKind, EventStatus, Interval, PartyCode, PloverRoot, Precision};
use entente_reference::Reference;
use serde::{Deserialize, Serialize};

use super::{Entry, Fold, Rules, most, title, weight};
use crate::{
    lineage::{common_parties, same_line},
    report::{EventBody, Stored},
    skeleton::skeletons,
    words::{fold, likeness, overlap},
};

/// Members of a group that a report is compared with.
const COMPARED: usize = 5;
/// Groups of one day that a report is compared with; the bound holds for a million reports of one day.
const GROUPS: usize = 128;
/// Two reports with this much in common tell of one happening.
const ENOUGH: f64 = 4.0;
/// Words of one text that are so much alike tell of one thing twice.
const ALIKE: f64 = 0.6;
/// A coarse report joins the best of several finer ones only where the second is this much worse.
const CLEAR: f64 = 0.6;

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

/// The fold of events.
pub(super) struct Events;

type Report = Stored<EventBody>;

impl Fold for Events {
    type Body = EventBody;
    type Line = EventLine;

    fn gather(reports: &[Report], rules: &Rules) -> Vec<Vec<usize>> {
        let features: Vec<Features<'_>> = reports.iter().map(Features::of).collect();
        let mut order: Vec<usize> = (0..reports.len()).collect();
        // Fine dates first: coarse ones then look for the happening that they mean.
        order.sort_by_key(|&at| (days(reports[at].body.event.when), published(&reports[at]), reports[at].id));
        let mut groups = Groups::default();
        for at in order {
            match groups.home(at, &features, rules) {
                Some(group) => groups.all[group].push(at),
                None => groups.open(at, &features),
            }
        }
        groups
            .all
            .iter_mut()
            .for_each(|group| group.sort_by_key(|&at| (published(&reports[at]), reports[at].id)));
        groups.all
    }

    fn entry(group: &[&Report], rules: &Rules) -> Entry<EventLine> {
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
            line,
        }
    }
}

/// What reports are compared by.
struct Features<'a> {
    report: &'a Report,
    /// First and last day; `None` where undated.
    days: Option<(Day, Day)>,
    precision: Precision,
    /// Skeletons of the last words of the people's names.
    people: Vec<String>,
    place: String,
}

impl<'a> Features<'a> {
    fn of(report: &'a Report) -> Self {
        let event = &report.body.event;
        let mut people: Vec<String> =
            report.body.people.iter().map(|name| crate::block::of_person(name)).collect();
        people.sort_unstable();
        people.dedup();
        Self {
            report,
            days: event.when.map(|when| (when.earliest(), when.latest())),
            precision: event.when.map_or(Precision::Century, Interval::precision),
            people,
            place: event.place.as_deref().map(|place| skeletons(place).concat()).unwrap_or_default(),
        }
    }

    fn event(&self) -> &Event {
        &self.report.body.event
    }

    /// A writer who tells two acts side by side means two, unless one is the plan of the other.
    fn stands_beside(&self, other: &Self) -> bool {
        const BESIDE: u32 = 400;
        let (mine, theirs) = (self.event(), other.event());
        let is_plan = |event: &Event| event.status == EventStatus::Planned;
        mine.start.abs_diff(theirs.start) < BESIDE && is_plan(mine) == is_plan(theirs)
    }

    /// How much speaks for one happening; `None` where something excludes it.
    fn likeness(&self, other: &Self, rules: &Rules) -> Option<f64> {
        if rules.keeps_apart(self.report.id, other.report.id) {
            return None;
        }
        if rules.puts_together(self.report.id, other.report.id) {
            return Some(f64::INFINITY);
        }
        let (mine, theirs) = (self.event(), other.event());
        let same_words = fold(&mine.quote) == fold(&theirs.quote);
        let common = overlap(&self.report.body.terms, &other.report.body.terms);
        let beside = self.report.source == other.report.source && self.stands_beside(other);
        // Two acts of one day or year side by side are two; a year and a day in it may be one.
        if beside && self.days == other.days && common < ALIKE && !same_words {
            return None;
        }
        let (Some(days), Some(their_days)) = (self.days, other.days) else {
            return same_words.then_some(ENOUGH);
        };
        let mut score = dates(days, self.precision, their_days, other.precision)?;
        score += match common_parties(&mine.parties, &theirs.parties) {
            Some(0.0) => return None,
            Some(share) => 1.5 * share,
            None => 0.4,
        };
        score += kinds(mine, theirs) - if beside && common < ALIKE { 0.4 } else { 0.0 };
        let shared = self.people.iter().any(|name| other.people.contains(name));
        let strangers = !shared && !self.people.is_empty() && !other.people.is_empty();
        score += if shared {
            1.2
        } else if strangers {
            -0.9
        } else if mine.kind == EventKind::Visit && self.people.is_empty() != other.people.is_empty() {
            -0.3
        } else {
            0.0
        };
        if !self.place.is_empty() && !other.place.is_empty() {
            score += if self.place == other.place { 0.7 } else { -0.9 };
        }
        if self.report.body.lang == other.report.body.lang {
            // Two languages share no words, which says nothing; one language does.
            score += 3.0 * common - 1.1;
        } else {
            score += 1.5 * common;
        }
        // What is said is a happening of its own, known by its words.
        if mine.kind == EventKind::Statement && common < 0.3 && !(shared && days == their_days) {
            score -= 1.0;
        }
        Some(score)
    }
}

/// How much the kinds speak for one happening.
fn kinds(mine: &Event, theirs: &Event) -> f64 {
    if mine.kind != theirs.kind {
        return 0.3;
    }
    let first = |event: &Event| event.parties.first().copied();
    match (mine.kind, first(mine), first(theirs)) {
        // Ties are established or broken once in a year; visits go both ways.
        (EventKind::Relations, ..) => 1.8,
        (EventKind::Visit, Some(one), Some(other)) if !same_line(one, other) => 0.2,
        _ => 1.0,
    }
}

/// How much the dates speak for one happening; `None` where they exclude it.
fn dates(
    left: (Day, Day),
    left_precision: Precision,
    right: (Day, Day),
    right_precision: Precision,
) -> Option<f64> {
    if left.0 > right.1 || right.0 > left.1 {
        let single = left.0 == left.1 && right.0 == right.1;
        return (single && old_style(left.0.min(right.0)) == Some(left.0.max(right.0))).then_some(2.2);
    }
    let length = |days: (Day, Day)| (days.1.days_since(days.0) + 1) as f64;
    let (finer, coarser) = (left_precision.max(right_precision), left_precision.min(right_precision));
    let longest = length(left).max(length(right));
    let base = match (coarser, finer) {
        (Precision::Day, Precision::Day) if longest <= 1.0 => 3.0,
        (Precision::Day, Precision::Day) if longest <= 14.0 => 2.2,
        (Precision::Day | Precision::Month, _) => 1.5,
        (Precision::Season | Precision::Year, _) => 1.0,
        (Precision::Century | Precision::Decade, _) => 0.2,
    };
    Some(base)
}

/// The same day of the other calendar, for a day of the Julian calendar of the last centuries of its use.
fn old_style(day: Day) -> Option<Day> {
    let behind = match day.year() {
        1700..=1799 => 11,
        1800..=1899 => 12,
        1900..=1918 => 13,
        _ => return None,
    };
    Some(day.plus_days(behind))
}

/// Groups under way.
#[derive(Default)]
struct Groups {
    all: Vec<Vec<usize>>,
    by_day: HashMap<Day, Vec<usize>>,
    /// Groups that no single day holds.
    wide: Vec<usize>,
}

impl Groups {
    fn open(&mut self, at: usize, features: &[Features<'_>]) {
        let number = self.all.len();
        self.all.push(vec![at]);
        match features[at].days {
            Some((first, last)) if first == last => self.by_day.entry(first).or_default().push(number),
            _ => self.wide.push(number),
        }
    }

    /// The group that the report belongs to.
    fn home(&self, at: usize, features: &[Features<'_>], rules: &Rules) -> Option<usize> {
        let report = &features[at];
        if rules.is_put_together(report.report.id) {
            let with = |&member: &usize| rules.puts_together(report.report.id, features[member].report.id);
            if let Some(group) = self.all.iter().position(|group| group.iter().any(with)) {
                return Some(group);
            }
        }
        let mut scores: Vec<(f64, usize)> = Vec::new();
        for group in self.near(report) {
            if let Some(score) = self.score(group, at, features, rules) {
                scores.push((score, group));
            }
        }
        scores.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        let &(best, group) = scores.first()?;
        let single = report.days.is_some_and(|(first, last)| first == last);
        let clear = single || scores.get(1).is_none_or(|second| best - second.0 >= CLEAR);
        (best >= ENOUGH && clear).then_some(group)
    }

    /// Groups whose days the report touches.
    fn near(&self, report: &Features<'_>) -> Vec<usize> {
        let mut near: Vec<usize> = match report.days {
            Some((first, last)) if first == last => {
                let earlier =
                    (11..=13).map(|days| first.plus_days(-days)).filter(|day| old_style(*day) == Some(first));
                let days = std::iter::once(first).chain(old_style(first)).chain(earlier);
                days.filter_map(|day| self.by_day.get(&day)).flatten().copied().collect()
            }
            Some((first, last)) if last.days_since(first) <= 62 => (0..=last.days_since(first))
                .filter_map(|days| self.by_day.get(&first.plus_days(days)))
                .flatten()
                .copied()
                .collect(),
            Some((first, last)) => {
                let mut within: Vec<usize> = self
                    .by_day
                    .iter()
                    .filter(|(day, _)| (first..=last).contains(*day))
                    .flat_map(|(_, groups)| groups)
                    .copied()
                    .collect();
                within.sort_unstable();
                within
            }
            None => Vec::new(),
        };
        near.truncate(GROUPS);
        near.extend(self.wide.iter().copied().take(GROUPS));
        near
    }

    fn score(&self, group: usize, at: usize, features: &[Features<'_>], rules: &Rules) -> Option<f64> {
        let members = &self.all[group];
        let mut sum = 0.0;
        let compared = members.len().min(COMPARED);
        let mut best = f64::NEG_INFINITY;
        for &member in &members[..compared] {
            let score = features[at].likeness(&features[member], rules)?;
            best = best.max(score);
            sum += score;
        }
        // The closest member counts most, but the whole group has a say.
        Some(0.85 * best + 0.15 * sum / compared as f64)
    }
}

fn days(when: Option<Interval>) -> i64 {
    when.map_or(i64::MAX, |when| when.days().unwrap_or(i64::MAX - 1))
}

fn published(report: &Report) -> Day {
    report.body.published.map_or(Day::MAX, Interval::earliest)
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
    let mut all: Vec<PartyCode> = Vec::new();
    for &code in lists.into_iter().flatten() {
        let share = naming.iter().filter(|list| list.iter().any(|other| same_line(code, *other))).count();
        match all.iter_mut().find(|known| same_line(**known, code)) {
            Some(known) => {
                let there = |code| when.is_some_and(|when| Reference::embedded().exists_on(code, when));
                if there(code) && !there(*known) {
                    *known = code;
                }
            }
            None if share * 3 >= naming.len() => all.push(code),
            None => {}
        }
    }
    all
}

/// People that the reports name, once each.
fn people(group: &[&Report]) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for name in group.iter().flat_map(|report| &report.body.people) {
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
