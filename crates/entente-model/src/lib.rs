//! The words of the field as types, and the public JSON they are written in.
//!
//! Everything that crosses a room of the project is defined here: a [`Document`] is what intake makes of
//! bytes, a [`Reading`] what is found in one document, a [`Conflict`] what cross-examination says.
//! The crate knows nothing of languages, storage or screens.

mod actor;
mod code;
mod conflict;
mod day;
mod decision;
mod document;
mod event;
mod interval;
mod letters;
#[cfg(feature = "openapi")]
mod openapi;
mod party;
mod quantity;
mod reading;
mod record;
mod source;
mod span;
mod statement;
mod time;

pub use actor::{Actor, ActorId, ActorKind, Mention, Role};
pub use code::UnknownCode;
pub use conflict::{Conflict, ConflictKind, Evidence};
pub use day::{Day, DayError};
pub use decision::{Decision, DecisionId, Ruling, Selector, Target};
pub use document::{Cut, DateEvidence, Document, Language, Place};
pub use event::{Event, EventId, EventKind, EventStatus, Participant, ParticipantRole, PloverRoot};
pub use interval::{AllenRelation, Interval, IntervalError, Precision};
pub use letters::Letter;
pub use party::{PartyCode, PartyCodeError};
pub use quantity::{Bound, Quantity, QuantityRole};
pub use reading::{Agreement, READING_SCHEMA, Reading, Warning};
pub use record::{
    AgreementEntry, PersonEntry, QuantityEntry, Record, RoleEntry, SourceEntry, StatementEntry, TimelineEvent,
};
pub use source::{SourceId, SourceIdError};
pub use span::{CharIndex, Span};
pub use statement::{Mode, SpeechAct, Statement, Topic};
pub use time::{TimeExpression, TimexType};
