//! What does not fit together.

use serde::{Deserialize, Serialize};

use crate::{SourceId, Span, code::vocabulary};

vocabulary! {
    /// In which way claims do not fit.
    ConflictKind, "kind of conflict" {
        /// The same event dated differently.
        Date = "date",
        /// The same measure for the same time with different numbers.
        Value = "value",
        /// An anniversary, age or "N years later" that does not add up.
        ElapsedTime = "elapsed-time",
        /// A state, body or office that did not exist, or a person not in that office, at that date.
        Anachronism = "anachronism",
        /// Two holders of one unique role, or two things both called the first.
        Identity = "identity",
        /// Before and after reversed.
        Order = "order",
        /// Planned in one source, done or cancelled in another.
        Status = "status",
        /// Two dates that are one day in two calendars: an explanation, not an error.
        Calendar = "calendar",
    }
}

/// Two or more claims that do not fit together, or one that does not fit what is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conflict {
    /// Stable while its claims stand.
    pub id: String,
    /// In which way.
    pub kind: ConflictKind,
    /// One sentence with the arithmetic or the known fact in it.
    pub why: String,
    /// The claims, each with its words.
    pub claims: Vec<Evidence>,
    /// Between 0 and 1.
    pub certainty: f64,
}

/// Words of a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// Path or address of the source as given.
    pub source: String,
    /// The source.
    pub source_id: SourceId,
    /// Code points before the quote.
    pub start: u32,
    /// End of the quote, exclusive.
    pub end: u32,
    /// The words, verbatim.
    pub quote: String,
}

impl Evidence {
    /// Where the quote stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}
