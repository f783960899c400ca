//! The country brief: a fact sheet that stands on numbered quotes.
//!
//! One self-contained page or one Markdown text: the relationship at a glance, the chronology, people, agreements,
//! figures against targets, who said what, contradictions, and every quote with its source.

mod blocks;
mod chart;
mod docx;
mod figures;
mod html;
mod markdown;
mod notes;
mod outline;
mod pdf;
mod plan;
mod words;

pub use pdf::{Fonts, PdfError};
pub use plan::{BriefPlan, BriefSection, BriefSections, PlanError, UnknownSection};
pub use words::BRIEF_LANGUAGES;

use std::collections::BTreeMap;

use entente_model::{Conflict, Day, Interval, Record, SourceEntry, TimelineEvent};

use crate::{PartyNames, PresentError};
use outline::Outline;

/// What a brief is given beside the record.
#[derive(Debug, Clone, Default)]
pub struct BriefOptions {
    /// Its title; the names of the parties where there is none.
    pub title: Option<String>,
    /// The day it is made on, which parts what has been from what is to come. Where there is none, the day of the
    /// latest publication takes its place.
    pub today: Option<Day>,
    /// Names of parties for people.
    pub names: PartyNames,
    /// What made it, for the last line: `Entente 0.1.0`.
    pub made_with: String,
    /// The language of what stands around the quotes, one of [`BRIEF_LANGUAGES`]; English where it is none of them.
    pub lang: String,
    /// The sections in their order, all of them where there are none; the sources come last whether named or not.
    pub sections: Vec<BriefSection>,
    /// What the record gained since the last brief.
    pub since: Option<Gained>,
    /// What the record was cut out of, where it holds only what matters most.
    pub whole: Option<Whole>,
}

/// What a record was cut out of.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// How many there are of what each section lists, left out or not; of the sources those that were read.
    pub counts: Vec<(BriefSections, usize)>,
    /// Where each section's list is whole.
    pub lists: Vec<(BriefSections, String)>,
    /// How many reports of an entry, or claims of a contradiction, were left out, by its id.
    pub left: BTreeMap<String, usize>,
    /// Contradictions that entries are marked with and that are none of the record's own.
    pub marked: Vec<Conflict>,
}

/// What a record gained since a day.
#[derive(Debug, Clone, Default)]
pub struct Gained {
    /// The day.
    pub since: Option<Interval>,
    /// Sources that came in.
    pub sources: Vec<SourceEntry>,
    /// Events that only these tell.
    pub new_events: Vec<TimelineEvent>,
    /// Events that were known and that these tell as well.
    pub told_again: Vec<TimelineEvent>,
    /// Contradictions with one of their claims.
    pub conflicts: Vec<Conflict>,
}

/// The formats of a brief that are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BriefFormat {
    /// One self-contained page, made to be read on a screen and on paper.
    Html,
    /// Markdown with HTML anchors.
    Markdown,
}

/// The brief of a record.
pub fn brief(record: &Record, options: &BriefOptions, format: BriefFormat) -> String {
    let outline = Outline::new(record, options);
    match format {
        BriefFormat::Html => html::page(&outline),
        BriefFormat::Markdown => markdown::text(&outline),
    }
}

/// The brief as a Word document, every quote a footnote, figures with charts as Word draws them.
///
/// # Errors
/// When the package cannot be put together, which a sound record never causes.
pub fn brief_docx(record: &Record, options: &BriefOptions) -> Result<Vec<u8>, PresentError> {
    docx::document(&Outline::new(record, options))
}

/// The brief as a PDF of A4 pages, and the letters that none of the fonts has, which are left out.
///
/// # Errors
/// [`PdfError`] without a font, or with one that cannot be taken apart.
pub fn brief_pdf(
    record: &Record,
    options: &BriefOptions,
    fonts: &Fonts,
) -> Result<(Vec<u8>, std::collections::BTreeSet<char>), PdfError> {
    pdf::document(&Outline::new(record, options), fonts)
}

#[cfg(test)]
mod tests;
