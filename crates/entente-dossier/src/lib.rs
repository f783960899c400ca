//! The record: one `SQLite` file with sources, reports, events, people and decisions.
//!
//! A [`Dossier`] takes sources with their readings and keeps both: the bytes as they came, the reading as the
//! extractor made it. Out of the readings it folds the record: reports of one happening become one event, names
//! become people. The fold is a function of the set of sources and decisions, whatever the order they came in, and
//! it is done piece by piece: a new source touches only the blocks that its reports fall into.
//!
//! The crate asks for no clock and knows of no network and no screen: the time of day of a write is passed in.

mod as_of;
mod block;
mod changes;
mod conflicts;
mod copies;
mod decisions;
mod desk;
mod dossier;
mod error;
mod examine;
mod excerpt;
mod explain;
mod filter;
mod fold;
mod id;
mod lineage;
mod lookup;
mod mentions;
mod near;
mod outcomes;
mod pack;
mod pages;
mod perspective;
mod query;
mod rebuild;
mod report;
mod rules;
mod schema;
mod search;
mod skeleton;
mod sources;
#[cfg(test)]
mod testing;
mod whole;
mod words;

pub use as_of::{PartyOn, in_office, signed_by};
pub use changes::Changes;
pub use conflicts::ConflictFilter;
pub use copies::Copies;
pub use decisions::{LogEntry, Request};
pub use desk::{EventMark, Glance, Standing};
pub use dossier::{Dossier, FILE_NAME};
pub use error::DossierError;
pub use excerpt::{Excerpt, Most};
pub use explain::{Explanation, Joined, Step};
pub use filter::{Filter, Only};
pub use lookup::Item;
pub use outcomes::{Outcome, Standing as TargetStanding};
pub use pages::{BodyTally, Part, PersonMark, PersonStanding, Place, PlaceTally, SpeechWords, Tally};
pub use perspective::side_of;
pub use rebuild::{RawSource, Rescue};
pub use search::{Hit, SearchFilter};
pub use sources::{Added, NewSource, Refusal};
pub use whole::{RECORD_SCHEMA, Restored};
