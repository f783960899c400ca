//! Numbers with a meaning for the relations.

use serde::{Deserialize, Serialize, Serializer};

use crate::{Interval, Span, code::vocabulary};

vocabulary! {
    /// How the number bounds the thing.
    Bound, "bound" {
        /// As said.
        Exact = "exact",
        /// Near it.
        About = "about",
        /// More than it.
        Over = "over",
        /// Less than it.
        Under = "under",
        /// At the most.
        UpTo = "up-to",
    }
}

vocabulary! {
    /// What the number is said to be.
    QuantityRole, "role of a quantity" {
        /// It was so.
        Observed = "observed",
        /// A goal that was set.
        Target = "target",
        /// It is to be so.
        Planned = "planned",
        /// A growth or difference.
        Change = "change",
    }
}

/// A number of a document with its meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quantity {
    /// Code points before the quote.
    pub start: u32,
    /// End of the quote, exclusive.
    pub end: u32,
    /// The words that say it, verbatim.
    pub quote: String,
    /// The number, scale words multiplied out: 27 billion is 27000000000.
    #[serde(serialize_with = "whole_or_fraction")]
    pub value: f64,
    /// ISO 4217 for money; otherwise the counted thing in the English singular (`person`, `percent`, `times`, `year`).
    pub unit: String,
    /// How the number bounds the thing.
    pub bound: Bound,
    /// What is measured, in the words of the text.
    pub measure: String,
    /// When it was, or is to be, so.
    pub as_of: Option<Interval>,
    /// Observation, target, plan or change.
    pub role: QuantityRole,
}

impl Quantity {
    /// Where its quote stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Writes 27000000000 for 27000000000.0, so that counts read as counts.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub(crate) fn whole_or_fraction<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}
