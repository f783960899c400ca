//! Two mentions of one instrument become one entry, at the fuller of them.

use std::ops::Range;

use entente_model::Interval;

use super::{FoundAgreement, Step, name::Mention};
use crate::quantities::{quote, reach::sentence_of};

/// How many entries back a mention may join; more than any text has that people write.
const REMEMBERED: usize = 400;

/// The instruments of a text as they are told.
#[derive(Debug, Default)]
pub(crate) struct Told {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    best: Mention,
    steps: Vec<Step>,
}

impl Told {
    /// Adds a mention: to an entry of the same instrument, or as a new one.
    pub(crate) fn add(&mut self, mention: Mention) {
        if mention.bare {
            self.add_bare(mention);
            return;
        }
        let from = self.entries.len().saturating_sub(REMEMBERED);
        match self.entries[from..].iter_mut().find(|entry| same(&entry.best, &mention)) {
            Some(entry) => entry.take(mention),
            None => self.entries.push(Entry::new(mention)),
        }
    }

    /// "The agreement was signed in 1992": dates the last one of its kind that has no date yet.
    fn add_bare(&mut self, mention: Mention) {
        let last = self.entries.iter_mut().rev().find(|entry| entry.best.kind == mention.kind);
        match last {
            Some(entry) => {
                if entry.best.signed.is_none() && mention.signed.is_some() && !is_signed(entry) {
                    entry.best.signed = mention.signed;
                }
                entry.steps.extend(mention.step);
            }
            None if mention.signed.is_some() => self.entries.push(Entry::new(mention)),
            None => {}
        }
    }

    /// The entries in the order of their quotes, each quote once.
    pub(crate) fn finish(self, text: &str, sentences: &[Range<usize>]) -> Vec<FoundAgreement> {
        let mut out: Vec<FoundAgreement> = self
            .entries
            .into_iter()
            .map(|entry| {
                let best = entry.best;
                let sentence = sentence_of(sentences, best.head.start).cloned().unwrap_or(best.range.clone());
                let (range, _) = quote::widen_until_unique(text, &sentence, best.range);
                FoundAgreement {
                    range,
                    head: best.head,
                    name: best.name,
                    kind: best.kind,
                    signed: best.signed,
                    parties: best.parties,
                    steps: entry.steps,
                }
            })
            .collect();
        out.sort_by_key(|found| (found.range.start, found.head.start));
        out
    }
}

impl Entry {
    fn new(mention: Mention) -> Self {
        let steps = mention.step.into_iter().collect();
        Self { best: mention, steps }
    }

    fn take(&mut self, mention: Mention) {
        if let Some(step) = mention.step
            && !self.steps.contains(&step)
        {
            self.steps.push(step);
        }
        if weight(&mention) > weight(&self.best) {
            let signed = mention.signed.or(self.best.signed);
            self.best = Mention { signed, ..mention };
        } else if self.best.signed.is_none() {
            self.best.signed = mention.signed;
        }
    }
}

fn is_signed(entry: &Entry) -> bool {
    entry.steps.iter().any(|step| step.kind == super::StepKind::Signed && step.when.is_some())
}

/// How much a mention tells: an exact date first, then an act, then a name.
fn weight(mention: &Mention) -> (i64, bool, usize) {
    let exact = mention.signed.map_or(i64::MIN, |when| -when.days().unwrap_or(i64::from(i32::MAX)));
    (exact, mention.acted, mention.key.len().min(3))
}

/// Whether two mentions are of one instrument.
fn same(a: &Mention, b: &Mention) -> bool {
    if !kinds_fit(&a.kind, &b.kind) {
        return false;
    }
    let shared = a.key.iter().filter(|stem| b.key.contains(stem)).count();
    let smaller = a.key.len().min(b.key.len());
    let larger = a.key.len().max(b.key.len());
    let known = (a.key.is_empty() && a.definite) || (b.key.is_empty() && b.definite);
    match (a.signed, b.signed) {
        (Some(first), Some(second)) => {
            fits(first, second) && (known || (shared > 0 && shared * 2 >= smaller))
        }
        (None, None) => {
            larger == 0 && a.kind == b.kind && same_parties(a, b) || smaller > 0 && shared * 2 >= larger
        }
        _ => smaller > 0 && shared * 3 >= smaller * 2 && a.kind == b.kind,
    }
}

/// The same parties in any order.
fn same_parties(a: &Mention, b: &Mention) -> bool {
    a.parties.len() == b.parties.len() && a.parties.iter().all(|party| b.parties.contains(party))
}

/// One date lies in the other.
fn fits(a: Interval, b: Interval) -> bool {
    a.contains(b) || b.contains(a)
}

/// The same noun, or two that texts use for one instrument.
fn kinds_fit(a: &str, b: &str) -> bool {
    const LOOSE: [&str; 4] = ["treaty", "agreement", "accord", "pact"];
    a == b || (LOOSE.contains(&a) && LOOSE.contains(&b))
}
