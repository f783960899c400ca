//! Linear models over words: what a run of words tells, of a closed list of answers.
//!
//! A model is a file of the pack that people can read: a line a feature, with what it speaks for and against. Packs
//! without such a file go by their tables alone.

mod features;
mod key;
mod train;

use std::marker::PhantomData;

use entente_model::{EventKind, PloverRoot};
use rustc_hash::FxHashMap;

use crate::lexicon::{PackError, rows};

pub(crate) use features::{Sink, Word, keyed, word, words, written};
pub(crate) use key::Key;
pub use train::{Example, Settings, train};

/// How many answers a model can tell apart.
const MOST: usize = 16;

/// The weights of a feature, an answer each, in the order of [`Answer::ALL`]; nothing behind them.
type Weights = [f32; MOST];

/// The same in hundredths: whole numbers, so that the order of adding does not matter.
type Row = [i16; MOST];

/// What one unit of the file's whole numbers stands for.
const UNIT: f32 = 0.01;

/// What a model tells apart.
pub trait Answer: Copy + Eq + 'static {
    /// All answers, sixteen at most.
    const ALL: &'static [Self];

    /// The answer as the file writes it.
    fn name(self) -> &'static str;
}

impl Answer for PloverRoot {
    const ALL: &'static [Self] = Self::ALL;

    fn name(self) -> &'static str {
        self.as_str()
    }
}

impl Answer for EventKind {
    const ALL: &'static [Self] = Self::ALL;

    fn name(self) -> &'static str {
        self.as_str()
    }
}

/// A linear model.
#[derive(Debug, Clone)]
pub struct Linear<A> {
    /// The weights by the keys of their features.
    weights: FxHashMap<Key, Row>,
    /// The features as the file writes them, where the model is to be written.
    names: Vec<Box<str>>,
    answers: PhantomData<A>,
}

impl<A> Default for Linear<A> {
    fn default() -> Self {
        Self { weights: FxHashMap::default(), names: Vec::new(), answers: PhantomData }
    }
}

/// How likely each answer is; the shares add up to one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Likelihood<A> {
    shares: Weights,
    answers: PhantomData<A>,
}

impl<A: Answer> Likelihood<A> {
    /// The likeliest answer, with its share.
    pub(crate) fn best(&self) -> (A, f32) {
        let mut best = (A::ALL[0], 0.0);
        for (&answer, &share) in A::ALL.iter().zip(&self.shares) {
            if share > best.1 {
                best = (answer, share);
            }
        }
        best
    }

    /// The share of one answer.
    pub(crate) fn of(&self, answer: A) -> f32 {
        A::ALL.iter().position(|&known| known == answer).map_or(0.0, |at| self.shares[at])
    }
}

impl<A: Answer> Linear<A> {
    /// Whether the pack has no model.
    pub(crate) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Reads a file of lines: a feature, a tab, and the answers that it speaks for or against (`YIELD+31 AID-12`, in
    /// hundredths).
    ///
    /// # Errors
    /// A line that cannot be read.
    pub fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let mut model = Self::default();
        let places: FxHashMap<&str, usize> =
            A::ALL.iter().enumerate().map(|(at, answer)| (answer.name(), at)).collect();
        for (line, row) in rows(text) {
            let wrong = |reason: String| PackError::new(file, line, reason);
            let (feature, list) = row
                .split_once('\t')
                .ok_or_else(|| wrong("expected a feature, a tab, and weights".to_owned()))?;
            let mut weights = [0; MOST];
            for entry in list.split(' ') {
                let sign = entry.find(['+', '-']).ok_or_else(|| wrong(format!("`{entry}` has no sign")))?;
                let (answer, number) = entry.split_at(sign);
                let known = places.get(answer);
                let &at = known.ok_or_else(|| wrong(format!("`{answer}` is none of the answers")))?;
                weights[at] = number.parse().map_err(|_| wrong(format!("`{number}` is no whole number")))?;
            }
            model.weights.insert(Key::of(feature), weights);
        }
        Ok(model)
    }

    /// A model that was just learned, to be tried and written.
    fn learned(features: impl Iterator<Item = (Box<str>, Weights)>) -> Self {
        let mut model = Self::default();
        for (name, weights) in features {
            model.weights.insert(Key::of(&name), weights.map(|weight| (weight / UNIT).round() as i16));
            model.names.push(name);
        }
        model.names.sort_unstable();
        model
    }

    /// A learned model as its file has it, the features in the order of the alphabet; weights that round to nothing are
    /// left out.
    pub fn to_tsv(&self) -> String {
        let lines = self.names.iter().filter_map(|feature| {
            let weights = self.weights.get(&Key::of(feature))?;
            let list: Vec<String> = A::ALL
                .iter()
                .zip(weights)
                .filter(|(_, number)| **number != 0)
                .map(|(answer, number)| format!("{}{number:+}", answer.name()))
                .collect();
            (!list.is_empty()).then(|| format!("{feature}\t{}\n", list.join(" ")))
        });
        lines.collect()
    }

    /// The likeliest answer for these features.
    pub fn answer(&self, features: &[String]) -> A {
        self.likelihood(features.iter().map(|feature| Key::of(feature))).best().0
    }

    /// How likely each answer is for these features.
    pub(crate) fn likelihood(&self, features: impl Iterator<Item = Key>) -> Likelihood<A> {
        let mut sums = [0_i32; MOST];
        let mut count = 0.0_f32;
        for weights in features.filter_map(|feature| self.weights.get(&feature)) {
            count += 1.0;
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(*weight);
            }
        }
        let sums = sums.map(|sum| sum as f32 * UNIT);
        Likelihood { shares: shares(&sums, A::ALL.len(), count), answers: PhantomData }
    }
}

/// Sums of weights as shares that add up to one; many features count no more than few.
fn shares(sums: &Weights, answers: usize, features: f32) -> Weights {
    let scale = 1.0 / features.max(1.0).sqrt();
    let highest = sums[..answers].iter().copied().fold(f32::MIN, f32::max);
    let mut shares = [0.0; MOST];
    for (share, sum) in shares[..answers].iter_mut().zip(sums) {
        *share = ((sum - highest) * scale).exp();
    }
    let total: f32 = shares.iter().sum();
    for share in &mut shares {
        *share /= total;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_reads_what_it_wrote() {
        let text = "u:arrest\tYIELD-12 COERCE+50\nu:free\tYIELD+40\n";
        let model = Linear::<PloverRoot>::parse("roots.tsv", text).unwrap();
        assert_eq!(model.likelihood([Key::of("u:arrest")].into_iter()).best().0, PloverRoot::Coerce);
        assert_eq!(model.likelihood([Key::of("u:free")].into_iter()).best().0, PloverRoot::Yield);
        let rows = [("u:free", [0.0; MOST]), ("u:arrest", [0.0; MOST])].map(|(name, mut weights)| {
            weights[if name == "u:free" { 5 } else { 13 }] = 0.403;
            (name.into(), weights)
        });
        let (first, second) = (PloverRoot::ALL[13], PloverRoot::ALL[5]);
        let written = Linear::<PloverRoot>::learned(rows.into_iter()).to_tsv();
        assert_eq!(written, format!("u:arrest\t{first}+40\nu:free\t{second}+40\n"));
    }

    #[test]
    fn a_weight_of_no_answer_is_named_with_its_line() {
        let wrong = Linear::<PloverRoot>::parse("roots.tsv", "u:a\tYIELD+1\nu:b\tPEACE+1\n").unwrap_err();
        assert_eq!(wrong.line, 2);
    }

    #[test]
    fn there_is_room_for_every_answer() {
        assert!(PloverRoot::ALL.len() <= MOST && EventKind::ALL.len() <= MOST);
    }
}
