//! What reports of events are compared by, small enough to look at thousands.

use entente_model::{Day, EventKind, EventStatus, Interval, Language, PartyCode, Precision};
use entente_reference::{NameKind, Reference};
use serde::{Deserialize, Serialize};

use super::Rules;
use crate::{
    lineage::{common_parties, same_line},
    report::EventBody,
    skeleton::skeletons,
    words::{fold, overlap},
};

/// Two reports with this much in common tell of one happening.
pub(super) const ENOUGH: f64 = 4.0;
/// Words of one text that are so much alike tell of one thing twice.
const ALIKE: f64 = 0.6;

/// The features of a report; stored beside it, so that comparing does not need the report itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Face {
    #[serde(rename = "w")]
    pub when: Option<Interval>,
    #[serde(rename = "k")]
    pub kind: EventKind,
    #[serde(rename = "s")]
    pub status: EventStatus,
    #[serde(rename = "p")]
    pub parties: Vec<PartyCode>,
    /// Where its words begin in the text.
    #[serde(rename = "a")]
    pub start: u32,
    #[serde(rename = "l")]
    pub lang: Option<Language>,
    #[serde(rename = "d")]
    pub published: Option<Interval>,
    /// Blocks of the people's names, sorted.
    #[serde(rename = "n")]
    pub people: Vec<String>,
    /// The sounds of the place's name; empty where none is told.
    #[serde(rename = "o")]
    pub place: String,
    /// A digest of the words.
    #[serde(rename = "q")]
    pub words: String,
    #[serde(rename = "t")]
    pub terms: Vec<u32>,
}

impl Face {
    pub(crate) fn of(body: &EventBody) -> Self {
        let event = &body.event;
        let mut people: Vec<String> = body.people.iter().map(|name| crate::block::of_person(name)).collect();
        people.sort_unstable();
        people.dedup();
        Self {
            when: event.when,
            kind: event.kind,
            status: event.status,
            parties: event.parties.clone(),
            start: event.start,
            lang: body.lang,
            published: body.published,
            people,
            place: event.place.as_deref().map(|place| sounds(place, body.lang)).unwrap_or_default(),
            words: crate::block::same_words(&fold(&event.quote)),
            terms: body.terms.clone(),
        }
    }
}

/// A report on its way into an event.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub id: i64,
    /// The number of the source's row.
    pub source: i64,
    /// The entry it backed the last time.
    pub entry: Option<i64>,
    pub face: Face,
    /// First and last day; `None` where undated.
    pub days: Option<(Day, Day)>,
    precision: Precision,
}

impl Seen {
    pub(super) fn new(id: i64, source: i64, entry: Option<i64>, face: Face) -> Self {
        let days = face.when.map(|when| (when.earliest(), when.latest()));
        let precision = face.when.map_or(Precision::Century, Interval::precision);
        Self { id, source, entry, face, days, precision }
    }

    /// The order in which sources told it; what leads a group comes first.
    pub(super) fn told(&self) -> (Day, i64) {
        (self.face.published.map_or(Day::MAX, Interval::earliest), self.id)
    }

    /// Days that it leaves open.
    pub(super) fn length(&self) -> i64 {
        self.face.when.map_or(i64::MAX, |when| when.days().unwrap_or(i64::MAX - 1))
    }

    pub(super) fn is_one_day(&self) -> bool {
        self.days.is_some_and(|(first, last)| first == last)
    }

    /// A writer who tells two acts side by side means two, unless one is the plan of the other.
    fn stands_beside(&self, other: &Self) -> bool {
        const BESIDE: u32 = 400;
        let is_plan = |face: &Face| face.status == EventStatus::Planned;
        self.source == other.source
            && self.face.start.abs_diff(other.face.start) < BESIDE
            && is_plan(&self.face) == is_plan(&other.face)
    }

    /// How much speaks for one happening; `None` where something excludes it.
    pub(super) fn likeness(&self, other: &Self, rules: &Rules) -> Option<f64> {
        if rules.keeps_apart(self.id, other.id) {
            return None;
        }
        if rules.puts_together(self.id, other.id) {
            return Some(f64::INFINITY);
        }
        let (mine, theirs) = (&self.face, &other.face);
        let parties = common_parties(&mine.parties, &theirs.parties);
        if parties == Some(0.0) && self.days.is_some() && other.days.is_some() {
            return None;
        }
        let same_words = mine.words == theirs.words;
        let common = overlap(&mine.terms, &theirs.terms);
        let beside = self.stands_beside(other);
        // Two acts of one day or year side by side are two; a year and a day in it may be one.
        if beside && self.days == other.days && common < ALIKE && !same_words {
            return None;
        }
        let (Some(days), Some(their_days)) = (self.days, other.days) else {
            return same_words.then_some(ENOUGH);
        };
        let mut score = dates(days, self.precision, their_days, other.precision)?;
        score += parties.map_or(0.4, |share| 1.5 * share);
        score += kinds(mine, theirs) - if beside && common < ALIKE { 0.4 } else { 0.0 };
        let shared = mine.people.iter().any(|name| theirs.people.contains(name));
        let strangers = !shared && !mine.people.is_empty() && !theirs.people.is_empty();
        score += if shared {
            1.2
        } else if strangers {
            -0.9
        } else if mine.kind == EventKind::Visit && mine.people.is_empty() != theirs.people.is_empty() {
            -0.3
        } else {
            0.0
        };
        if !mine.place.is_empty() && !theirs.place.is_empty() {
            score += if mine.place == theirs.place { 0.7 } else { -0.9 };
        }
        if mine.lang == theirs.lang {
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

/// A place by its sounds; a capital by its state, whatever language and case it stands in: "Москву", "모스크바".
fn sounds(place: &str, lang: Option<Language>) -> String {
    let hits = lang.map(|lang| Reference::embedded().mentions(place, lang)).unwrap_or_default();
    match &hits[..] {
        [hit] if hit.kind == NameKind::Capital && hit.range == (0..place.len()) => format!("={}", hit.code),
        _ => skeletons(place).concat(),
    }
}

/// How much the kinds speak for one happening.
fn kinds(mine: &Face, theirs: &Face) -> f64 {
    if mine.kind != theirs.kind {
        return 0.3;
    }
    match (mine.kind, mine.parties.first(), theirs.parties.first()) {
        // Ties are established or broken once in a year; visits go both ways.
        (EventKind::Relations, ..) => 1.8,
        (EventKind::Visit, Some(one), Some(other)) if !same_line(*one, *other) => 0.2,
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
pub(super) fn old_style(day: Day) -> Option<Day> {
    let behind = match day.year() {
        1700..=1799 => 11,
        1800..=1899 => 12,
        1900..=1918 => 13,
        _ => return None,
    };
    Some(day.plus_days(behind))
}
