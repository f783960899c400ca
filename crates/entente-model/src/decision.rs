//! What people ruled.

use serde::{Deserialize, Serialize};

use crate::{SourceId, code::numbered_id};

numbered_id! {
    /// A decision by its place in the log, `d1` and so on.
    DecisionId, "d"
}

/// A ruling of a person about something of the record; appended to the log, never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    /// Its place in the log.
    pub id: DecisionId,
    /// When it was made, RFC 3339 in UTC.
    pub made: String,
    /// Who made it.
    pub by: String,
    /// Why, in that person's words.
    pub note: Option<String>,
    /// About what.
    pub target: Target,
    /// What was ruled.
    pub ruling: Ruling,
}

/// What a decision is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Target {
    /// A report, found again by its words.
    Report {
        /// Where its words stand.
        selector: Selector,
        /// Its kind of item: `event`, `quantity`, `agreement`, `statement`.
        item: String,
    },
    /// An event of the record by id.
    Event {
        /// The id.
        id: String,
    },
    /// An actor of the record by id.
    Actor {
        /// The id.
        id: String,
    },
    /// A conflict by id.
    Conflict {
        /// The id.
        id: String,
    },
    /// An earlier decision.
    Decision {
        /// The id.
        id: DecisionId,
    },
}

/// Words with what stands around them: a Text Quote Selector of the W3C Web Annotation model.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Selector {
    /// The source.
    pub source: SourceId,
    /// The words.
    pub exact: String,
    /// Up to 32 code points before them.
    pub prefix: String,
    /// Up to 32 code points after them.
    pub suffix: String,
}

/// What was ruled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "ruling", rename_all = "kebab-case")]
pub enum Ruling {
    /// It is right.
    Accept,
    /// It is wrong; it stays on record and is shown as rejected.
    Reject,
    /// One field has another value.
    Correct {
        /// The field, by its name in the public JSON.
        field: String,
        /// Its value.
        value: String,
    },
    /// It is the same as another.
    Merge {
        /// The id of the other.
        with: String,
    },
    /// It is not the same as another.
    Split {
        /// The id of the other.
        from: String,
    },
    /// A conflict is settled.
    Resolve {
        /// `first`, `second`, `both`, `dismissed`.
        outcome: String,
    },
    /// An earlier decision no longer holds.
    Undo,
}
