//! What a dossier holds: the lines of its lists, as `timeline`, `who` and the others show them.
//!
//! A reading is what one document says; these are what the record says after many documents were put together.
//! Every entry stands on [`Evidence`]: words of a source, one click away.

use serde::{Deserialize, Serialize};

use crate::{
    Bound, Conflict, Day, EventKind, EventStatus, Evidence, Interval, Language, Mode, PartyCode, PloverRoot,
    QuantityRole, SourceId, SpeechAct, Topic, quantity::whole_or_fraction,
};

/// Everything that a dossier holds, or the part of it that passed the filters.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Record {
    /// The parties the dossier is about.
    pub parties: Vec<PartyCode>,
    /// The chronology, in order of `sort`, undated events last.
    pub events: Vec<TimelineEvent>,
    /// People, most often named first.
    pub people: Vec<PersonEntry>,
    /// Treaties, protocols, memoranda, in order of signature.
    pub agreements: Vec<AgreementEntry>,
    /// Figures, by measure and then by time.
    pub quantities: Vec<QuantityEntry>,
    /// Who said what, in order of time.
    pub statements: Vec<StatementEntry>,
    /// What does not fit together, the most certain first.
    pub conflicts: Vec<Conflict>,
    /// What was read, and what was refused.
    pub sources: Vec<SourceEntry>,
}

/// One event of the record, backed by one or more reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEvent {
    /// Stable while its earliest report stands.
    pub id: String,
    /// When; `None` where no report tells.
    pub when: Option<Interval>,
    /// The first day it may have happened on, for sorting.
    pub sort: Option<Day>,
    /// What sort of event.
    pub kind: EventKind,
    /// One line that says what happened.
    pub title: String,
    /// How far it has come.
    pub status: EventStatus,
    /// States and bodies that take part; where one acts on another, the acting one first.
    pub parties: Vec<PartyCode>,
    /// Names of people who take part.
    pub people: Vec<String>,
    /// Where, as the sources have it.
    #[serde(default)]
    pub place: Option<String>,
    /// The PLOVER root, where one fits.
    #[serde(default)]
    pub plover: Option<PloverRoot>,
    /// The CAMEO code, as specific as the texts allow.
    #[serde(default)]
    pub cameo: Option<String>,
    /// Between 0 and 1: how much it matters in a chronology.
    pub weight: f64,
    /// The words that tell of it, one entry a report.
    pub reports: Vec<Evidence>,
    /// Ids of conflicts that one of its reports is part of.
    pub conflicts: Vec<String>,
}

/// One person of the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonEntry {
    /// Stable id.
    pub id: String,
    /// The best full form of the name.
    pub name: String,
    /// Other ways in which the sources write the name.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub also: Vec<String>,
    /// Offices and functions, in order of time.
    pub roles: Vec<RoleEntry>,
    /// How often the sources name the person.
    pub mentions: u32,
    /// Ids of the events that the person takes part in.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub events: Vec<String>,
    /// Words of the sources: the first mention in each.
    pub reports: Vec<Evidence>,
    /// Ids of conflicts about the person.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub conflicts: Vec<String>,
}

/// An office or function that sources give a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleEntry {
    /// The title as the text has it.
    pub title: String,
    /// The state or body it is an office of.
    pub of: Option<PartyCode>,
    /// When sources show the person in it: from the earliest to the latest.
    pub when: Option<Interval>,
}

/// One treaty, protocol, communique or memorandum of the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementEntry {
    /// Stable id.
    pub id: String,
    /// Its name in the words of a source.
    pub name: String,
    /// `treaty`, `protocol`, `memorandum` and so on.
    pub kind: String,
    /// When it was signed; `None` for one that is proposed, negotiated or undated.
    pub signed: Option<Interval>,
    /// States and bodies that made it.
    pub parties: Vec<PartyCode>,
    /// The event of the record that tells of its signature.
    #[serde(default)]
    pub event: Option<String>,
    /// The words that tell of it.
    pub reports: Vec<Evidence>,
    /// Ids of conflicts about it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub conflicts: Vec<String>,
}

/// One figure of the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuantityEntry {
    /// Stable id.
    pub id: String,
    /// What is measured.
    pub measure: String,
    /// The number, scale words multiplied out.
    #[serde(serialize_with = "whole_or_fraction")]
    pub value: f64,
    /// ISO 4217 for money; otherwise the counted thing in the English singular.
    pub unit: String,
    /// How the number bounds the thing.
    pub bound: Bound,
    /// Observation, target, plan or change.
    pub role: QuantityRole,
    /// When it was, or is to be, so.
    pub as_of: Option<Interval>,
    /// The words that say it.
    pub reports: Vec<Evidence>,
    /// Ids of conflicts about it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub conflicts: Vec<String>,
}

/// One statement of the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementEntry {
    /// Stable id.
    pub id: String,
    /// Name of the person, body or state that speaks.
    pub speaker: String,
    /// The state or body that the speaker speaks for, where it is known.
    #[serde(default)]
    pub party: Option<PartyCode>,
    /// The day of the statement, else of the publication.
    pub when: Option<Interval>,
    /// Direct or reported.
    pub mode: Mode,
    /// What the speaker does with the words.
    pub act: SpeechAct,
    /// One to three topics.
    pub topics: Vec<Topic>,
    /// States and bodies it is about.
    pub about: Vec<PartyCode>,
    /// The words.
    pub reports: Vec<Evidence>,
    /// Ids of conflicts about it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub conflicts: Vec<String>,
}

/// One source of the dossier, read or refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceEntry {
    /// The SHA-256 of its bytes; `None` for one that could not be read at all.
    pub id: Option<SourceId>,
    /// Path or address as given.
    pub origin: String,
    /// Title of the page or document.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Interval>,
    /// Language of its text.
    pub lang: Option<Language>,
    /// When it was added, RFC 3339 in UTC.
    #[serde(default)]
    pub added: Option<String>,
    /// Size of the source in bytes.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub bytes: u64,
    /// How many reports of events it holds.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub events: u32,
    /// Why it was refused; `None` for one that was read.
    #[serde(default)]
    pub refused: Option<String>,
}
