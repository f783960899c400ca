//! Which PLOVER root a sentence tells: a linear model over its words, for where a table of acts is silent or split.
//!
//! The table of acts (`events.tsv`) knows what a verb with its object means; what a clause does with it ("is ready
//! to withdraw", "failed to renew", "must release") is said by many small words at once. The model weighs them: the
//! words, their neighbours, what hangs on the predicate, and what the table says of each word. Its weights are a
//! file of the pack, `roots.tsv`; a pack without that file leaves the roots to its table.

mod features;
mod key;
mod train;

use entente_model::PloverRoot;
use rustc_hash::FxHashMap;

use crate::lexicon::{PackError, rows};

pub(crate) use features::{features, keys};
pub(crate) use key::Key;
pub use train::{Example, Settings, train};

/// How many roots there are.
const ROOTS: usize = PloverRoot::ALL.len();

/// The weights of a feature, a root each, in the order of [`PloverRoot::ALL`].
type Weights = [f32; ROOTS];

/// What one unit of the file's whole numbers stands for.
const UNIT: f32 = 0.01;

/// A linear model of roots.
#[derive(Debug, Clone, Default)]
pub struct RootModel {
    /// The weights in hundredths by the keys of their features.
    weights: FxHashMap<Key, Row>,
    /// The features as the file writes them, where the model is to be written.
    names: Vec<Box<str>>,
}

/// The weights of a feature in hundredths: whole numbers, so that the order of adding does not matter.
type Row = [i16; ROOTS];

/// How likely each root is, in the order of [`PloverRoot::ALL`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Likelihood(pub Weights);

impl Likelihood {
    /// The likeliest root, with its share.
    pub(crate) fn best(&self) -> (PloverRoot, f32) {
        let mut best = (PloverRoot::ALL[0], 0.0);
        for (&root, &share) in PloverRoot::ALL.iter().zip(&self.0) {
            if share > best.1 {
                best = (root, share);
            }
        }
        best
    }

    /// The share of one root.
    pub(crate) fn of(&self, root: PloverRoot) -> f32 {
        PloverRoot::ALL.iter().position(|&known| known == root).map_or(0.0, |at| self.0[at])
    }
}

impl RootModel {
    /// Whether the pack has no model.
    pub(crate) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Reads `roots.tsv`: a feature, a tab, and the roots that it speaks for or against (`YIELD+31 AID-12`, in
    /// hundredths).
    ///
    /// # Errors
    /// A line that cannot be read.
    pub fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let mut model = Self::default();
        let places: FxHashMap<String, usize> =
            PloverRoot::ALL.iter().enumerate().map(|(at, root)| (root.to_string(), at)).collect();
        for (line, row) in rows(text) {
            let wrong = |reason: String| PackError::new(file, line, reason);
            let (feature, list) = row
                .split_once('\t')
                .ok_or_else(|| wrong("expected a feature, a tab, and weights".to_owned()))?;
            let mut weights = [0; ROOTS];
            for entry in list.split(' ') {
                let sign = entry.find(['+', '-']).ok_or_else(|| wrong(format!("`{entry}` has no sign")))?;
                let (root, number) = entry.split_at(sign);
                let &at = places.get(root).ok_or_else(|| wrong(format!("`{root}` is no PLOVER root")))?;
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

    /// A learned model as `roots.tsv` has it, the features in the order of the alphabet; weights that round to nothing
    /// are left out.
    pub fn to_tsv(&self) -> String {
        let lines = self.names.iter().filter_map(|feature| {
            let weights = self.weights.get(&Key::of(feature))?;
            let list: Vec<String> = PloverRoot::ALL
                .iter()
                .zip(weights)
                .filter(|(_, number)| **number != 0)
                .map(|(root, number)| format!("{root}{number:+}"))
                .collect();
            (!list.is_empty()).then(|| format!("{feature}\t{}\n", list.join(" ")))
        });
        lines.collect()
    }

    /// The likeliest root of a sentence with these features.
    pub fn root(&self, features: &[String]) -> PloverRoot {
        self.likelihood(features.iter().map(|feature| Key::of(feature))).best().0
    }

    /// How likely each root is for a sentence with these features.
    pub(crate) fn likelihood(&self, features: impl Iterator<Item = Key>) -> Likelihood {
        let mut sums = [0_i32; ROOTS];
        let mut count = 0.0_f32;
        for weights in features.filter_map(|feature| self.weights.get(&feature)) {
            count += 1.0;
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(*weight);
            }
        }
        Likelihood(shares(&sums.map(|sum| sum as f32 * UNIT), count))
    }
}

/// Sums of weights as shares that add up to one; long sentences count no more than short ones.
fn shares(sums: &Weights, features: f32) -> Weights {
    let scale = 1.0 / features.max(1.0).sqrt();
    let highest = sums.iter().copied().fold(f32::MIN, f32::max);
    let mut shares = sums.map(|sum| ((sum - highest) * scale).exp());
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
        let model = RootModel::parse("roots.tsv", text).unwrap();
        assert_eq!(model.likelihood([Key::of("u:arrest")].into_iter()).best().0, PloverRoot::Coerce);
        assert_eq!(model.likelihood([Key::of("u:free")].into_iter()).best().0, PloverRoot::Yield);
        let rows = [("u:free", [0.0; ROOTS]), ("u:arrest", [0.0; ROOTS])].map(|(name, mut weights)| {
            weights[if name == "u:free" { 5 } else { 13 }] = 0.403;
            (name.into(), weights)
        });
        let (first, second) = (PloverRoot::ALL[13], PloverRoot::ALL[5]);
        let written = RootModel::learned(rows.into_iter()).to_tsv();
        assert_eq!(written, format!("u:arrest\t{first}+40\nu:free\t{second}+40\n"));
    }

    #[test]
    fn a_weight_of_no_root_is_named_with_its_line() {
        assert_eq!(RootModel::parse("roots.tsv", "u:a\tYIELD+1\nu:b\tPEACE+1\n").unwrap_err().line, 2);
    }
}
