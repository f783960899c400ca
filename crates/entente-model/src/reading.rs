//! Everything found in one document.

use serde::{Deserialize, Serialize};

use crate::{
    Actor, DateEvidence, Event, EventId, Interval, Language, PartyCode, Place, Quantity, SourceId, Span,
    Statement, TimeExpression,
};

/// The value of `schema` in a reading.
pub const READING_SCHEMA: &str = "entente.reading/1";

/// One document, read: a pure function of its bytes, the publication date given, and the extractor's version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// Always [`READING_SCHEMA`].
    pub schema: String,
    /// The SHA-256 of the source.
    pub id: SourceId,
    /// Path or address as given.
    pub origin: String,
    /// Language of the text.
    pub lang: Option<Language>,
    /// Title of the page or document.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Interval>,
    /// What tells the day of publication; `None` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(ignore))]
    pub published_by: Option<DateEvidence>,
    /// When a web archive or the program fetched it, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<String>,
    /// Where the parts of the text stood in the source: pages, chapters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// The clean text; every offset counts code points of it.
    pub text: String,
    /// Temporal expressions, in order.
    pub times: Vec<TimeExpression>,
    /// Actors, in order of their first mention.
    pub actors: Vec<Actor>,
    /// Events, in order of their quotes.
    pub events: Vec<Event>,
    /// Quantities, in order of their quotes.
    pub quantities: Vec<Quantity>,
    /// Agreements, in order of their quotes.
    pub agreements: Vec<Agreement>,
    /// Statements, in order of their quotes.
    pub statements: Vec<Statement>,
    /// What a reader of the reading should know.
    pub warnings: Vec<Warning>,
}

/// A treaty, protocol, communique, memorandum or the like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agreement {
    /// Code points before the quote.
    pub start: u32,
    /// End of the quote, exclusive.
    pub end: u32,
    /// The words that say it, verbatim.
    pub quote: String,
    /// Its name in the words of the text.
    pub name: String,
    /// `treaty`, `protocol`, `memorandum` and so on.
    pub kind: String,
    /// When it was signed; `None` for one that is proposed, negotiated or undated.
    pub signed: Option<Interval>,
    /// States and bodies that made it.
    pub parties: Vec<PartyCode>,
    /// The event of the same reading that tells of it.
    pub event: Option<EventId>,
}

impl Agreement {
    /// Where its quote stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Something that went less than well, and did not stop the reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Warning {
    /// A short stable word: `language-unknown`, `charset-guessed`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

impl Warning {
    /// A warning.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}
