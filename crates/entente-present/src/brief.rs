//! The country brief: a fact sheet that stands on numbered quotes.
//!
//! One self-contained page or one Markdown text: the relationship at a glance, the chronology, people, agreements,
//! figures against targets, who said what, contradictions, and every quote with its source.

mod chart;
mod figures;
mod html;
mod markdown;
mod notes;
mod outline;

use entente_model::{Day, Record};

use crate::PartyNames;
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
}

/// The formats of a brief.
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

#[cfg(test)]
mod tests;
