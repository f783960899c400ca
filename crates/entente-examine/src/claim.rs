//! One checkable thing that one source says.

use std::{cmp::Ordering, collections::BTreeSet};

use entente_model::{Evidence, Interval, Language, PartyCode, QuantityRole};
use serde::{Deserialize, Serialize};

/// A checkable claim with its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Where it stands and in which words.
    pub evidence: Evidence,
    /// The language of the words.
    pub lang: Language,
    /// When the document was published, where known.
    pub told: Option<Interval>,
    /// What is claimed.
    pub content: Content,
}

/// What a claim says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// An act happened at a time.
    Dated(Dated),
    /// So many years lie between two times.
    Elapsed(Elapsed),
    /// A state or body did something at a time.
    Presence {
        /// The state.
        state: PartyCode,
        /// Its name in the text.
        name: String,
        /// When.
        when: Interval,
        /// When the name was in use, where that is shorter than the life of the state.
        name_span: Option<Interval>,
        /// The text itself says that today's state is meant ("modern Russia").
        modern: bool,
    },
    /// A person is called by an office at a time.
    Office {
        /// The person's id in the reference data.
        person: String,
        /// The name as written.
        name: String,
        /// The office: `president`, `foreign-minister`.
        office: String,
        /// When.
        when: Interval,
    },
    /// A number for a year.
    Value {
        /// What is counted, so that two claims of one thing agree.
        key: String,
        /// The year it holds for.
        year: i16,
        /// The number.
        value: f64,
        /// Its unit.
        unit: String,
        /// Observation, goal or plan.
        role: QuantityRole,
        /// Whether the text calls it approximate or a bound.
        loose: bool,
    },
    /// One thing came before or after another.
    Order {
        /// The thing that is told, dated.
        told: Interval,
        /// What it is said to come before or after, dated.
        other: Interval,
        /// `true` for "after".
        after: bool,
        /// What the other time is, where the text gives no date of its own.
        era: Option<String>,
    },
    /// Somebody holds a post that only one can hold, or was the first of a kind.
    Sole {
        /// The post or the first thing, in small letters.
        key: String,
        /// The holder as written.
        who: String,
        /// When it holds: a year for a post, `None` for a first.
        when: Option<Interval>,
        /// Whether it is a "first".
        first: bool,
    },
    /// Something was put off because of a cause, or the cause did not touch it.
    Cause {
        /// Words that name the thing, in small letters without endings.
        words: BTreeSet<String>,
        /// Words that name the cause, likewise.
        cause: BTreeSet<String>,
        /// `true` for cancelled or postponed.
        hindered: bool,
    },
    /// Something that was to be at a time was held or was cancelled.
    Status {
        /// Words that name the thing, in small letters without endings.
        words: BTreeSet<String>,
        /// The names in quotation marks.
        title: Option<String>,
        /// When it was or was to be.
        when: Interval,
        /// `true` for cancelled or postponed.
        cancelled: bool,
    },
}

/// An act with its time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// The act by the word of the packs: `treaty-signed`.
    pub act: String,
    /// Whether it happens once between two sides.
    pub once: bool,
    /// The sides, as the lasting names of their lineages.
    pub sides: BTreeSet<PartyCode>,
    /// The states of the day, as named.
    pub states: BTreeSet<PartyCode>,
    /// Which instrument: words of the packs' list, empty where the text names none of it.
    pub instruments: BTreeSet<String>,
    /// Person, place or other mark that two reports of one act share.
    pub marks: BTreeSet<String>,
    /// When.
    pub when: Interval,
    /// The text calls it the first of all.
    pub first_ever: bool,
}

/// So many years between two times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Elapsed {
    /// How it is said.
    pub shape: Shape,
    /// The number of years said.
    pub years: i16,
    /// Said to be about so many.
    pub about: bool,
    /// Said to be more than so many.
    pub over: bool,
    /// Years from which the count may start; it fits if it fits one of them.
    pub bases: BTreeSet<i16>,
    /// The years to which the count may run.
    pub targets: BTreeSet<i16>,
    /// The act from which it counts where no year is given, with the sides.
    pub act: Option<(String, BTreeSet<PartyCode>)>,
}

/// How a span of years is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// "30 years ago".
    Ago,
    /// "30 years later".
    Later,
    /// "30 years since".
    Since,
    /// "In 2020, 30 years after".
    After,
    /// "the 30th anniversary".
    Anniversary,
    /// "turned 30".
    Age,
    /// "for 30 years", with both ends.
    Lasted,
}

impl Claim {
    /// By source, then by place in the text, then by what is claimed.
    pub fn order(&self, other: &Self) -> Ordering {
        self.evidence
            .source_id
            .cmp(&other.evidence.source_id)
            .then_with(|| self.evidence.source.cmp(&other.evidence.source))
            .then_with(|| self.evidence.span().cmp(&other.evidence.span()))
            .then_with(|| format!("{:?}", self.content).cmp(&format!("{:?}", other.content)))
    }
}
