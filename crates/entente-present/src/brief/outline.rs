//! What a brief says, before it is set in HTML or Markdown.

use std::collections::BTreeMap;

use entente_model::{
    Conflict, Day, EventKind, EventStatus, PartyCode, Record, StatementEntry, TimelineEvent,
};

use super::{BriefOptions, figures::Figures};
use crate::{Context, when};

/// How many events stand under "turning points", "latest" and "coming".
const FEW: usize = 6;

/// A brief in its order.
pub(crate) struct Outline<'a> {
    pub(crate) record: &'a Record,
    pub(crate) context: Context<'a>,
    pub(crate) title: String,
    pub(crate) today: Option<Day>,
    pub(crate) made_with: &'a str,
    /// Headings with their events.
    pub(crate) chronology: Vec<(String, Vec<&'a TimelineEvent>)>,
    /// What weighs most, in order of time.
    pub(crate) turning_points: Vec<&'a TimelineEvent>,
    /// What happened last, the latest first.
    pub(crate) latest: Vec<&'a TimelineEvent>,
    /// What is planned for today or later, the nearest first.
    pub(crate) coming: Vec<&'a TimelineEvent>,
    /// What was planned for a day that has passed, the latest first.
    pub(crate) overdue: Vec<&'a TimelineEvent>,
    pub(crate) figures: Figures<'a>,
    /// Speakers with what they said, those who said most first.
    pub(crate) speakers: Vec<Speaker<'a>>,
    conflicts: BTreeMap<&'a str, &'a Conflict>,
}

/// A speaker with what the sources say that they said.
pub(crate) struct Speaker<'a> {
    pub(crate) name: &'a str,
    pub(crate) party: Option<PartyCode>,
    pub(crate) statements: Vec<&'a StatementEntry>,
}

impl<'a> Outline<'a> {
    pub(crate) fn new(record: &'a Record, options: &'a BriefOptions) -> Self {
        let context = Context::of(record, options.names.clone());
        let published = record.sources.iter().filter_map(|source| source.published?.last_day()).max();
        let today = options.today.or(published);
        let title = options.title.clone().unwrap_or_else(|| {
            let names: Vec<String> = record.parties.iter().map(|&party| context.party(party)).collect();
            match names.split_last() {
                Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
                Some((only, _)) => only.clone(),
                None => "The relationship".to_owned(),
            }
        });
        Self {
            record,
            title,
            today,
            made_with: &options.made_with,
            chronology: chronology(&record.events),
            turning_points: turning_points(&record.events, today),
            latest: latest(&record.events, today),
            coming: coming(&record.events, today),
            overdue: overdue(&record.events, today),
            figures: Figures::new(&record.quantities),
            speakers: speakers(&record.statements),
            conflicts: record.conflicts.iter().map(|conflict| (conflict.id.as_str(), conflict)).collect(),
            context,
        }
    }

    /// The conflict of this id, where the record has it.
    pub(crate) fn conflict(&self, id: &str) -> Option<&'a Conflict> {
        self.conflicts.get(id).copied()
    }

    /// Names of parties with a dash between.
    pub(crate) fn parties(&self, parties: &[PartyCode]) -> String {
        parties.iter().map(|&party| self.context.party(party)).collect::<Vec<_>>().join(" – ")
    }

    /// "1884–2023", from the first day that is told to the last that has passed.
    pub(crate) fn span(&self) -> Option<String> {
        let today = self.today.unwrap_or(Day::MAX);
        let days = || {
            self.record.events.iter().filter(|event| has_been(event, today)).filter_map(|event| event.sort)
        };
        let (first, last) = (days().min()?.year(), days().max()?.year());
        Some(if first == last { first.to_string() } else { format!("{first}–{last}") })
    }
}

fn chronology(events: &[TimelineEvent]) -> Vec<(String, Vec<&TimelineEvent>)> {
    let mut groups: Vec<(String, Vec<&TimelineEvent>)> = Vec::new();
    for event in events {
        let heading = when::heading(event.when, event.sort);
        match groups.last_mut() {
            Some((last, group)) if *last == heading => group.push(event),
            _ => groups.push((heading, vec![event])),
        }
    }
    groups
}

/// Whether the sources tell it as something that took place, by this day.
fn has_been(event: &TimelineEvent, today: Day) -> bool {
    matches!(event.status, EventStatus::Occurred | EventStatus::Ongoing)
        && event.sort.is_some_and(|sort| sort <= today)
}

fn turning_points(events: &[TimelineEvent], today: Option<Day>) -> Vec<&TimelineEvent> {
    let mut points: Vec<&TimelineEvent> =
        events.iter().filter(|event| has_been(event, today.unwrap_or(Day::MAX))).collect();
    points.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.sort.cmp(&b.sort)));
    points.truncate(FEW);
    points.sort_by_key(|event| event.sort);
    points
}

fn latest(events: &[TimelineEvent], today: Option<Day>) -> Vec<&TimelineEvent> {
    let mut latest: Vec<&TimelineEvent> =
        events.iter().filter(|event| has_been(event, today.unwrap_or(Day::MAX))).collect();
    latest.sort_by_key(|event| std::cmp::Reverse(event.sort));
    latest.truncate(FEW);
    latest
}

fn coming(events: &[TimelineEvent], today: Option<Day>) -> Vec<&TimelineEvent> {
    let Some(today) = today else { return Vec::new() };
    let mut coming: Vec<&TimelineEvent> = events
        .iter()
        .filter(|event| event.status == EventStatus::Planned)
        .filter(|event| event.when.is_some_and(|when| when.latest() >= today))
        .collect();
    coming.sort_by_key(|event| event.sort);
    coming.truncate(FEW);
    coming
}

fn overdue(events: &[TimelineEvent], today: Option<Day>) -> Vec<&TimelineEvent> {
    let Some(today) = today else { return Vec::new() };
    let mut overdue: Vec<&TimelineEvent> = events
        .iter()
        .filter(|event| event.status == EventStatus::Planned)
        .filter(|event| event.when.is_some_and(|when| when.latest() < today))
        .collect();
    overdue.sort_by_key(|event| std::cmp::Reverse(event.sort));
    overdue.truncate(FEW);
    overdue
}

fn speakers(statements: &[StatementEntry]) -> Vec<Speaker<'_>> {
    let mut speakers: Vec<Speaker<'_>> = Vec::new();
    for statement in statements {
        match speakers.iter_mut().find(|speaker| speaker.name == statement.speaker) {
            Some(speaker) => {
                speaker.party = speaker.party.or(statement.party);
                speaker.statements.push(statement);
            }
            None => speakers.push(Speaker {
                name: &statement.speaker,
                party: statement.party,
                statements: vec![statement],
            }),
        }
    }
    speakers.sort_by_key(|speaker| std::cmp::Reverse(speaker.statements.len()));
    speakers
}

/// Kinds of events that are drawn in one colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Family(pub(crate) usize);

impl Family {
    /// Names of the families, in the order in which they are drawn.
    pub(crate) const NAMES: [&'static str; 7] = [
        "Diplomatic ties",
        "Visits and talks",
        "Agreements",
        "Economy and aid",
        "People and culture",
        "Security and sanctions",
        "Other",
    ];

    /// The family of a kind.
    pub(crate) fn of(kind: EventKind) -> Self {
        Self(match kind {
            EventKind::Relations | EventKind::Mission | EventKind::State => 0,
            EventKind::Visit | EventKind::Meeting | EventKind::Statement => 1,
            EventKind::Agreement => 2,
            EventKind::Trade | EventKind::Aid => 3,
            EventKind::Exchange | EventKind::Migration => 4,
            EventKind::Military | EventKind::Conflict | EventKind::Sanction => 5,
            EventKind::Other => 6,
        })
    }

    /// The class of its colour in the style of the page.
    pub(crate) fn class(self) -> String {
        format!("k{}", self.0 + 1)
    }
}
