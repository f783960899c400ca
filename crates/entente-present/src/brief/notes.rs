//! Numbered quotes: `3.2` is the second quote of the third source, wherever it is cited.

use std::collections::BTreeMap;

use entente_model::{Evidence, SourceId};

/// The quotes that a brief cites, numbered in the order in which they first come up.
#[derive(Debug, Default)]
pub(crate) struct Notes<'a> {
    sources: Vec<Source<'a>>,
    by_id: BTreeMap<SourceId, usize>,
}

/// A source that is cited.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) id: SourceId,
    /// Path or address as the first report gives it.
    pub(crate) origin: &'a str,
    pub(crate) quotes: Vec<Quote<'a>>,
}

/// A quote that is cited.
#[derive(Debug)]
pub(crate) struct Quote<'a> {
    pub(crate) evidence: &'a Evidence,
    /// How often it is cited.
    pub(crate) uses: usize,
}

/// One place that cites a quote; numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Citation {
    pub(crate) source: usize,
    pub(crate) quote: usize,
    pub(crate) place: usize,
}

impl<'a> Notes<'a> {
    /// The number of this quote at this place.
    pub(crate) fn cite(&mut self, evidence: &'a Evidence) -> Citation {
        let at = *self.by_id.entry(evidence.source_id).or_insert_with(|| {
            self.sources.push(Source {
                id: evidence.source_id,
                origin: &evidence.source,
                quotes: Vec::new(),
            });
            self.sources.len() - 1
        });
        let quotes = &mut self.sources[at].quotes;
        let same = |quote: &Quote<'_>| {
            quote.evidence.span() == evidence.span() && quote.evidence.quote == evidence.quote
        };
        let number = quotes.iter().position(same).unwrap_or_else(|| {
            quotes.push(Quote { evidence, uses: 0 });
            quotes.len() - 1
        });
        quotes[number].uses += 1;
        Citation { source: at + 1, quote: number + 1, place: quotes[number].uses }
    }

    /// Whether a source is cited so far.
    pub(crate) fn cites(&self, source: SourceId) -> bool {
        self.by_id.contains_key(&source)
    }

    /// The sources cited so far, in the order of their numbers.
    pub(crate) fn sources(&self) -> &[Source<'a>] {
        &self.sources
    }
}

impl Citation {
    /// What is shown: `3.2`.
    pub(crate) fn label(self) -> String {
        format!("{}.{}", self.source, self.quote)
    }

    /// The anchor of the quote in the list of sources.
    pub(crate) fn note_anchor(self) -> String {
        note_anchor(self.source, self.quote)
    }

    /// The anchor of the place that cites it.
    pub(crate) fn place_anchor(self) -> String {
        place_anchor(self.source, self.quote, self.place)
    }
}

/// The anchor of a quote; numbers count from 1.
pub(crate) fn note_anchor(source: usize, quote: usize) -> String {
    format!("q{source}-{quote}")
}

/// The anchor of a place that cites a quote; numbers count from 1.
pub(crate) fn place_anchor(source: usize, quote: usize, place: usize) -> String {
    format!("c{source}-{quote}-{place}")
}
