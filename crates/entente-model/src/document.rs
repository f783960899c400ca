//! A source after intake.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Interval, SourceId, Span, Warning};

/// A language by its ISO 639 code of two or three letters, `en`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language([u8; 3]);

impl Language {
    /// The code of two or three ASCII letters, in any case; `None` for anything else (a region after `-` is dropped).
    pub fn new(code: &str) -> Option<Self> {
        let code = code.trim().split(['-', '_']).next().unwrap_or_default();
        let mut letters = [0; 3];
        if !(2..=3).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        for (letter, byte) in letters.iter_mut().zip(code.bytes()) {
            *letter = byte.to_ascii_lowercase();
        }
        Some(Self(letters))
    }

    /// The code in small letters.
    pub fn as_str(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..len]).unwrap_or("und")
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::new(&code).ok_or_else(|| format!("`{code}` is no language code"))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.as_str().to_owned()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The clean text of a source with what is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The SHA-256 of the bytes that it was made of.
    pub id: SourceId,
    /// Path or address as given.
    pub origin: String,
    /// The language of the text; `None` where it cannot be told.
    pub lang: Option<Language>,
    /// Title of the page or document.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published: a day, or a month or year where no more is known.
    pub published: Option<Interval>,
    /// Hour, minute and second of publication, where known.
    pub published_clock: Option<(u8, u8, u8)>,
    /// What tells the day of publication; `None` where there is none.
    pub published_by: Option<DateEvidence>,
    /// When a web archive or the program fetched it, RFC 3339; `None` where nothing tells.
    pub captured: Option<String>,
    /// Where the parts of the text stood in the source: pages, chapters, slides; in order, empty where it has none.
    pub places: Vec<Place>,
    /// The main text; every offset counts code points of it.
    pub text: String,
    /// What was left out as page furniture, in order.
    pub cuts: Vec<Cut>,
    /// What a reader should know about how it was read in.
    pub warnings: Vec<Warning>,
}

/// What tells the day of publication, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateEvidence {
    /// The person who gave the source, or its carrier.
    Given,
    /// Front matter, `<meta>`, JSON-LD, the head of an e-mail.
    Metadata,
    /// A line with a label: `승인 2023.08.03`, `Published: …`.
    Label,
    /// A line of a date alone, above or below the text.
    Line,
    /// The address of the page: `/2025/10/29/`.
    Address,
    /// An element of the page that is marked as a date.
    Element,
    /// What the text says: its own year, or the only day that stands on the page.
    Text,
    /// The last change, where nothing tells of publication.
    Change,
}

impl Document {
    /// A text of which nothing is known but where it came from and its language; the id is that of its own bytes.
    #[must_use]
    pub fn of_text(origin: impl Into<String>, lang: Option<Language>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            id: SourceId::of(text.as_bytes()),
            origin: origin.into(),
            lang,
            title: None,
            publisher: None,
            published: None,
            published_clock: None,
            published_by: None,
            captured: None,
            places: Vec::new(),
            text,
            cuts: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

impl DateEvidence {
    /// The word that stands in JSON: `metadata`, `label`, `line`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Metadata => "metadata",
            Self::Label => "label",
            Self::Line => "line",
            Self::Address => "address",
            Self::Element => "element",
            Self::Text => "text",
            Self::Change => "change",
        }
    }

    /// The same for people: `a labelled line`, `the address`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Given => "what was said when it was added",
            Self::Metadata => "metadata",
            Self::Label => "a labelled line",
            Self::Line => "a line of a date",
            Self::Address => "the address",
            Self::Element => "an element marked as a date",
            Self::Text => "the text",
            Self::Change => "the date of the last change",
        }
    }
}

impl fmt::Display for DateEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A stretch of the text, up to the next place, and where it stood in the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// Code points of the text before it.
    pub at: u32,
    /// `page 3`, `chapter 2`.
    pub name: String,
    /// How sure text recognition is of its words, 0 to 1; `None` for text that needed no recognition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

/// A piece of page furniture that was left out of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cut {
    /// The offset in the clean text, in code points, at which it stood.
    pub at: u32,
    /// The words that were left out.
    pub text: String,
    /// Why: `menu`, `comment form`, `teaser`.
    pub reason: String,
}

impl Cut {
    /// The empty span in the clean text at which the words stood.
    pub fn span(&self) -> Span {
        Span::new(self.at, self.at)
    }
}
