//! What listeners are told as it happens.

use serde::Serialize;
use utoipa::ToSchema;

/// How far a source that is added has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Its bytes are here; it waits for its turn.
    Waiting,
    /// The host behind its address is being asked.
    Fetching,
    /// It is being read.
    Reading,
    /// It is being written into the record.
    Writing,
    /// It is safely in the record.
    Added,
    /// The same bytes were there already.
    Known,
    /// It was refused.
    Refused,
}

/// One message of the live stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Live {
    /// A source is on its way.
    Source {
        /// The word that the sender gave to tell its sources apart.
        job: String,
        /// Path or address as given.
        origin: String,
        /// How far it has come.
        stage: Stage,
        /// Why it was refused.
        reason: Option<String>,
    },
    /// The record changed.
    Record {
        /// The revision of the record now.
        revision: String,
        /// The thing that was ruled on, if that was the change.
        id: Option<String>,
    },
    /// The listener was too slow and missed messages: what it shows may be old.
    Missed,
}
