//! What the tagger is told and what it finds.

use std::ops::Range;

use entente_model::{Interval, TimexType};

/// Hour, minute and second of the day.
pub type Clock = (u8, u8, u8);

/// What is known about a text before it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TimeContext {
    /// The day of publication (a month or a year where no more is known); relative dates count from its first day.
    pub published: Option<Interval>,
    /// The time of day of publication.
    pub clock: Option<Clock>,
}

/// A temporal expression of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTime {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The TIMEX3 type.
    pub timex_type: TimexType,
    /// The TIMEX3 value; `None` for a text that looks like a date that does not exist.
    pub value: Option<String>,
    /// The days that it means, where EDTF can say them.
    pub edtf: Option<Interval>,
    /// For a relative expression, what it was counted from.
    pub anchor: Option<Anchor>,
    /// How the words around place something in time by it.
    pub relation: Option<Relation>,
    /// The whole range where it is one end of it (`from 21 to 23 June`, `since 1990`).
    pub whole: Option<Interval>,
    /// The same day as it was written in the other calendar (`25 June (7 July) 1884`).
    pub julian: Option<Interval>,
}

/// What a relative expression was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The day of publication.
    Published,
    /// Another time of the same text.
    Told(Interval),
}

/// How something is placed in time by an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `since 1990`: from it on.
    Since,
    /// `until 2015`: up to it.
    Until,
    /// `from 21 to 23 June`: the first of two ends.
    From,
    /// `from 21 to 23 June`: the second of two ends.
    To,
    /// `before 1917`.
    Before,
    /// `after 1945`.
    After,
}

/// An anniversary with the date that it implies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anniversary {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// How many years it counts.
    pub years: u16,
    /// When the act was, where the text or its publication says when the celebration is: its year, or its day where the years
    /// are counted to the day.
    pub implied: Option<Interval>,
    /// When it is celebrated.
    pub celebrated: Option<Interval>,
    /// The years are counted from an act that the words behind tell ("it will be ten years since the Court ruled").
    pub counts: bool,
    /// Its words tell that the day is kept ("we will celebrate seventy years since"), an event of its own.
    pub kept: bool,
}

/// What a line heads that is nothing but a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The bytes below the line, up to the next such line.
    pub body: Range<usize>,
    /// The date, as an index into the times.
    pub time: usize,
}

/// What a text says of times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scanned {
    /// The temporal expressions, in order, without overlaps.
    pub times: Vec<FoundTime>,
    /// The anniversaries, in order.
    pub anniversaries: Vec<Anniversary>,
    /// The parts of a chronicle whose dates stand on lines of their own, in order.
    pub sections: Vec<Section>,
    /// The text says that its days are by the Julian calendar ("dates are given in the Old Style"); they stand as they are
    /// written until [`to_new_style`](super::to_new_style) is told the country.
    pub old_style: bool,
}

impl std::fmt::Display for Anchor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Published => f.write_str("published"),
            Self::Told(interval) => interval.fmt(f),
        }
    }
}
