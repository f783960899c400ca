//! Who held which office when, and by what titles offices are called.

use entente_model::{Interval, Language, PartyCode};

use crate::table;

/// One person's time in one office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// The office: `president`, `foreign-minister`, `ambassador`; the full list stands in `reference/offices.tsv`.
    pub office: &'static str,
    /// The state or body.
    pub of: PartyCode,
    /// Where an envoy is sent.
    pub at: Option<PartyCode>,
    /// First to last day, as exact as known; an open end means still in office at the end of 2025.
    pub span: Interval,
    /// The name as in the table of people, or the usual English one.
    pub person: &'static str,
    /// Where the dates are from.
    pub source: &'static str,
}

impl Tenure {
    /// Whether the person may have held the office on at least one day of `when`.
    pub fn covers(&self, when: Interval) -> bool {
        self.span.overlaps(when)
    }
}

/// A title by which an office is called in a language.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    office: &'static str,
    /// The states that call it so; empty for all.
    of: Vec<PartyCode>,
    lang: Language,
    forms: &'static str,
}

impl Title {
    /// Whether it is called so, for the states it is meant for or for all.
    pub(crate) fn fits(&self, title: &str, of: Option<PartyCode>, lang: Language) -> bool {
        let meant = self.of.is_empty() || of.is_some_and(|of| self.of.contains(&of));
        meant && self.lang == lang && self.forms.split('|').any(|form| form == title)
    }

    pub(crate) fn is_of_one_state(&self) -> bool {
        !self.of.is_empty()
    }

    #[cfg(test)]
    pub(crate) fn lang(&self) -> Language {
        self.lang
    }

    pub(crate) fn office(&self) -> &'static str {
        self.office
    }
}

/// Reads the table of offices; the second part are lines that cannot be read.
pub(crate) fn tenures(text: &'static str) -> (Vec<Tenure>, Vec<usize>) {
    table::read(text, |fields| {
        let [office, of, at, from, to, person, source] = *fields else { return None };
        Some(Tenure {
            office,
            of: of.parse().ok()?,
            at: if at.is_empty() { None } else { Some(at.parse().ok()?) },
            span: table::lifespan(from, to).ok()??,
            person,
            source,
        })
    })
}

/// Reads the table of titles; the second part are lines that cannot be read.
pub(crate) fn titles(text: &'static str) -> (Vec<Title>, Vec<usize>) {
    table::read(text, |fields| {
        let [office, of, lang, forms] = *fields else { return None };
        Some(Title { office, of: table::codes(of), lang: Language::new(lang)?, forms })
    })
}
