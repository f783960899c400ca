//! How two intervals lie to each other, by the thirteen relations of Allen (1983), "Maintaining knowledge about temporal
//! intervals", for intervals of whole days.

use std::cmp::Ordering;

use super::Interval;

/// One of the thirteen ways in which an interval can lie to another; exactly one holds of any two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AllenRelation {
    /// It ends before the other begins, with a day between.
    Before,
    /// The other begins on the day after it ends.
    Meets,
    /// It begins first, and ends inside the other.
    Overlaps,
    /// It begins with the other and ends first.
    Starts,
    /// It lies within the other, touching neither end.
    During,
    /// It begins later and ends with the other.
    Finishes,
    /// The days are the same.
    Equals,
    /// The other finishes it.
    FinishedBy,
    /// The other lies within it.
    Contains,
    /// The other starts it.
    StartedBy,
    /// The other overlaps it.
    OverlappedBy,
    /// The other meets it.
    MetBy,
    /// It begins after the other has ended, with a day between.
    After,
}

impl AllenRelation {
    /// The relation of the other to this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::Meets => Self::MetBy,
            Self::Overlaps => Self::OverlappedBy,
            Self::Starts => Self::StartedBy,
            Self::During => Self::Contains,
            Self::Finishes => Self::FinishedBy,
            Self::Equals => Self::Equals,
            Self::FinishedBy => Self::Finishes,
            Self::Contains => Self::During,
            Self::StartedBy => Self::Starts,
            Self::OverlappedBy => Self::Overlaps,
            Self::MetBy => Self::Meets,
            Self::After => Self::Before,
        }
    }
}

impl Interval {
    /// How it lies to another; an open end reaches to the end of the calendar.
    ///
    /// ```
    /// use entente_model::{AllenRelation, Interval};
    /// let (visit, year): (Interval, Interval) = ("1988-11-10".parse()?, "1988".parse()?);
    /// assert_eq!(visit.relation_to(year), AllenRelation::During);
    /// # Ok::<(), entente_model::IntervalError>(())
    /// ```
    pub fn relation_to(self, other: Self) -> AllenRelation {
        let (from, to) = (self.earliest(), self.latest());
        let (other_from, other_to) = (other.earliest(), other.latest());
        if to < other_from {
            return if to.plus_days(1) == other_from { AllenRelation::Meets } else { AllenRelation::Before };
        }
        if other_to < from {
            return if other_to.plus_days(1) == from { AllenRelation::MetBy } else { AllenRelation::After };
        }
        match (from.cmp(&other_from), to.cmp(&other_to)) {
            (Ordering::Equal, Ordering::Equal) => AllenRelation::Equals,
            (Ordering::Equal, Ordering::Less) => AllenRelation::Starts,
            (Ordering::Equal, Ordering::Greater) => AllenRelation::StartedBy,
            (Ordering::Greater, Ordering::Equal) => AllenRelation::Finishes,
            (Ordering::Less, Ordering::Equal) => AllenRelation::FinishedBy,
            (Ordering::Greater, Ordering::Less) => AllenRelation::During,
            (Ordering::Less, Ordering::Greater) => AllenRelation::Contains,
            (Ordering::Less, Ordering::Less) => AllenRelation::Overlaps,
            (Ordering::Greater, Ordering::Greater) => AllenRelation::OverlappedBy,
        }
    }
}
