//! What the pages are shown: entries of the record with how they are drawn and what was ruled.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry};

use entente_dossier::{Dossier, EventMark, LogEntry};
use entente_model::{
    AgreementEntry, CharIndex, Conflict, Day, Decision, EventKind, EventStatus, Evidence, Interval, Language,
    PartyCode, PersonEntry, Precision, QuantityEntry, Reading, SourceId, StatementEntry, TimelineEvent,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Problem;

/// Code points of context on each side of a quote.
const CONTEXT: u32 = 240;

/// How a date is drawn: its days, how exactly it is said, and what is unsure about it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Drawn {
    /// The first day; nothing where the start is open.
    pub first: Option<Day>,
    /// The last day; nothing where the end is open.
    pub last: Option<Day>,
    /// `day`, `month`, `season`, `year`, `decade`, `century`.
    pub precision: &'static str,
    /// "About".
    pub approximate: bool,
    /// "Perhaps".
    pub uncertain: bool,
}

impl From<Interval> for Drawn {
    fn from(when: Interval) -> Self {
        Self {
            first: when.first_day(),
            last: when.last_day(),
            precision: match when.precision() {
                Precision::Century => "century",
                Precision::Decade => "decade",
                Precision::Year => "year",
                Precision::Season => "season",
                Precision::Month => "month",
                Precision::Day => "day",
            },
            approximate: when.is_approximate(),
            uncertain: when.is_uncertain(),
        }
    }
}

/// An event in short.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct ShortEvent {
    pub id: String,
    pub when: Option<Interval>,
    pub drawn: Option<Drawn>,
    pub kind: EventKind,
    pub status: EventStatus,
    pub title: String,
    pub parties: Vec<PartyCode>,
    pub people: Vec<String>,
    pub place: Option<String>,
    /// Between 0 and 1: how much it matters in a chronology.
    pub weight: f64,
    /// How many sources tell of it.
    pub sources: u32,
    /// Whether an open contradiction is about it.
    pub disputed: bool,
}

impl From<EventMark> for ShortEvent {
    fn from(mark: EventMark) -> Self {
        let event = mark.event;
        Self {
            id: event.id,
            when: event.when,
            drawn: event.when.map(Drawn::from),
            kind: event.kind,
            status: event.status,
            title: event.title,
            parties: event.parties,
            people: event.people,
            place: event.place,
            weight: event.weight,
            sources: mark.sources,
            disputed: mark.disputed,
        }
    }
}

/// Wraps an entry of the record with how its date is drawn and what was ruled.
macro_rules! views {
    ($($(#[$meta:meta])* $name:ident of $entry:ty, $when:expr;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
        pub(crate) struct $name {
            #[serde(flatten)]
            pub entry: $entry,
            /// How its date is drawn.
            pub drawn: Option<Drawn>,
            /// `accepted` or `rejected`, where a person ruled so.
            pub ruled: Option<String>,
        }

        impl $name {
            pub(crate) fn new(entry: $entry, ruled: &Ruled) -> Self {
                let when: fn(&$entry) -> Option<Interval> = $when;
                Self { drawn: when(&entry).map(Drawn::from), ruled: ruled.get(&entry.id).cloned(), entry }
            }
        }
    )+};
}

/// Rulings by id of the entry.
pub(crate) type Ruled = BTreeMap<String, String>;

views! {
    /// An event of the record.
    EventView of TimelineEvent, |event| event.when;
    /// A person of the record.
    PersonView of PersonEntry, |_| None;
    /// An agreement of the record.
    AgreementView of AgreementEntry, |agreement| agreement.signed;
    /// A figure of the record.
    QuantityView of QuantityEntry, |quantity| quantity.as_of;
    /// A statement of the record.
    StatementView of StatementEntry, |statement| statement.when;
}

/// A contradiction with what was ruled about it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct ConflictView {
    #[serde(flatten)]
    pub conflict: Conflict,
    /// `first`, `second`, `both` or `dismissed`, where it is settled.
    pub settled: Option<String>,
    /// The decision that settled it.
    pub decision: Option<String>,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct LogView {
    #[serde(flatten)]
    pub decision: Decision,
    /// The words of the source that it holds on to.
    pub words: Option<String>,
    /// A later decision undid it.
    pub undone: bool,
    /// Its words are no longer found in what is read out of the sources.
    pub orphaned: bool,
}

impl From<LogEntry> for LogView {
    fn from(entry: LogEntry) -> Self {
        let LogEntry { decision, words, undone, orphaned } = entry;
        Self { decision, words, undone, orphaned }
    }
}

/// Words of a source in their context.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Told {
    #[serde(flatten)]
    pub evidence: Evidence,
    /// What stands before the words.
    pub before: String,
    /// What stands behind them.
    pub after: String,
    /// Title of the source.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Interval>,
    /// Language of the source.
    pub lang: Option<Language>,
}

/// Puts words into their context; each source is unpacked once.
pub(crate) fn told(
    dossier: &Dossier,
    evidence: impl IntoIterator<Item = Evidence>,
) -> Result<Vec<Told>, Problem> {
    let mut readings: HashMap<SourceId, Option<(Reading, CharIndex)>> = HashMap::new();
    let mut all = Vec::new();
    for evidence in evidence {
        let id = evidence.source_id;
        if let Entry::Vacant(place) = readings.entry(id) {
            let reading = dossier.reading(id)?;
            place.insert(reading.map(|reading| {
                let index = CharIndex::new(&reading.text);
                (reading, index)
            }));
        }
        let known = readings.get(&id).and_then(Option::as_ref);
        all.push(match known {
            Some((reading, index)) => {
                let cut = |from: u32, to: u32| {
                    let bytes = index.bytes(&reading.text, from)..index.bytes(&reading.text, to);
                    reading.text.get(bytes).unwrap_or_default().to_owned()
                };
                Told {
                    before: cut(evidence.start.saturating_sub(CONTEXT), evidence.start),
                    after: cut(evidence.end, evidence.end.saturating_add(CONTEXT)),
                    title: reading.title.clone(),
                    publisher: reading.publisher.clone(),
                    published: reading.published,
                    lang: reading.lang,
                    evidence,
                }
            }
            None => Told {
                before: String::new(),
                after: String::new(),
                title: None,
                publisher: None,
                published: None,
                lang: None,
                evidence,
            },
        });
    }
    Ok(all)
}

/// Contradictions with what was ruled about them.
pub(crate) fn conflicts(dossier: &Dossier, conflicts: Vec<Conflict>) -> Result<Vec<ConflictView>, Problem> {
    let settled = dossier.settled()?;
    let log = dossier.log()?;
    let decision_of = |id: &str| {
        let about = |entry: &&LogEntry| {
            !entry.undone
                && matches!(&entry.decision.target, entente_model::Target::Conflict { id: conflict } if conflict == id)
        };
        log.iter().rev().find(about).map(|entry| entry.decision.id.to_string())
    };
    Ok(conflicts
        .into_iter()
        .map(|conflict| ConflictView {
            settled: settled.get(&conflict.id).cloned(),
            decision: settled.contains_key(&conflict.id).then(|| decision_of(&conflict.id)).flatten(),
            conflict,
        })
        .collect())
}

/// The contradictions of these ids with what was ruled.
pub(crate) fn conflicts_of(dossier: &Dossier, ids: &[String]) -> Result<Vec<ConflictView>, Problem> {
    let ids: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    conflicts(dossier, dossier.conflicts_of(&ids)?)
}
