//! Learning names from labelled texts.

use crate::analysis::{Analysis, NameKind};
use crate::model::Features;
use crate::names::{LABELS, Lattice, OUTSIDE, Place, Transitions, label};
use crate::pack::Pack;
use crate::train::learner::Learner;
use crate::train::model::Model;
use crate::train::shuffle::Chance;
use crate::words::key;

/// A text with its names.
#[derive(Debug, Clone)]
pub struct NamedText {
    /// The text.
    pub text: String,
    /// Names as ranges of bytes.
    pub names: Vec<(std::ops::Range<usize>, NameKind)>,
    /// Whether people labelled it, by the rules that the model is to follow.
    pub by_hand: bool,
}

/// The features of the units of a sentence, and their labels.
struct Example {
    units: Vec<Option<Vec<u64>>>,
    labels: Vec<usize>,
    by_hand: bool,
}

/// How names are learned, and how much is kept.
#[derive(Debug, Clone, Copy)]
pub struct NameSettings {
    /// Passes over the texts.
    pub rounds: usize,
    /// Learners that meet the texts in other orders and leave out other features, added up: what one learner believes by
    /// chance counts less.
    pub seeds: u64,
    /// Features kept.
    pub features: usize,
    /// Percentage of features left out at chance while learning.
    pub dropped: usize,
    /// How many times an error in a text labelled by hand counts: machines label by rules of their own.
    pub hand_weight: f32,
    /// The margin that every wrong label must be beaten by.
    pub margin: f32,
}

/// Learns names; the pack must be able to tag. The sections are written into `model`.
pub fn train_names(
    pack: &Pack,
    texts: &[NamedText],
    settings: NameSettings,
    model: &mut Model,
    report: &mut dyn FnMut(&str),
) {
    let mut examples: Vec<Example> = texts.iter().flat_map(|text| examples(pack, text)).collect();
    let mut learned = learn(&mut examples, settings, 0, report);
    for seed in 1..settings.seeds {
        learned.absorb(&learn(&mut examples, settings, seed, report));
    }
    let (table, scale) = learned.labels.table_and_scale(settings.features);
    let transitions = learned.transitions(|weight| weight);
    let bytes =
        transitions.iter().flatten().flat_map(|weight| ((weight * scale).round() as i16).to_le_bytes());
    model.set("names", table);
    model.set("nametrans", bytes.collect());
}

/// What one learner learns.
fn learn(
    examples: &mut [Example],
    settings: NameSettings,
    seed: u64,
    report: &mut dyn FnMut(&str),
) -> Learned {
    let mut learned = Learned { labels: Learner::new(LABELS), pairs: Learner::new(LABELS), wrong: 0 };
    let mut chance = Chance::new(31 + 2 * seed);
    for round in 0..settings.rounds {
        chance.shuffle(examples);
        learned.wrong = 0;
        for example in examples.iter() {
            learned.learn(example, settings, &mut chance);
        }
        report(&format!(
            "names, round {}: {} of {} sentences wrong",
            round + 1,
            learned.wrong,
            examples.len()
        ));
    }
    learned
}

/// One example for each sentence that a name can stand in.
fn examples(pack: &Pack, text: &NamedText) -> Vec<Example> {
    let mut found = Vec::new();
    pack.name_units(&text.text, &mut |analysis, sentence, units, features| {
        let mut example = Example {
            units: Vec::with_capacity(units.len()),
            labels: vec![OUTSIDE; units.len()],
            by_hand: text.by_hand,
        };
        let mut scratch = Features::default();
        for unit in 0..units.len() {
            example.units.push(features(unit, &mut scratch).then(|| scratch.keys().to_vec()));
        }
        mark(analysis, sentence, units, text, &mut example);
        if example.units.iter().any(Option::is_some) {
            found.push(example);
        }
    });
    found
}

/// Writes the labels of the names of a sentence; a name with a unit that cannot be named is left out.
fn mark(
    analysis: &Analysis,
    sentence: usize,
    units: &[std::ops::Range<u32>],
    text: &NamedText,
    example: &mut Example,
) {
    let bounds = &analysis.sentences[sentence];
    for (name, kind) in &text.names {
        if name.end <= bounds.start as usize || name.start >= bounds.end as usize {
            continue;
        }
        let first = units.iter().position(|unit| unit.end as usize > name.start);
        let last = units.iter().rposition(|unit| (unit.start as usize) < name.end);
        let (Some(first), Some(last)) = (first, last) else { continue };
        if first > last || example.units[first..=last].iter().any(Option::is_none) {
            continue;
        }
        if example.labels[first..=last].iter().any(|label| *label != OUTSIDE) {
            continue;
        }
        for unit in first..=last {
            let place = match (unit == first, unit == last) {
                (true, true) => Place::Only,
                (true, false) => Place::First,
                (false, false) => Place::Inside,
                (false, true) => Place::Last,
            };
            example.labels[unit] = label(place, *kind);
        }
    }
}

struct Learned {
    labels: Learner,
    pairs: Learner,
    wrong: usize,
}

impl Learned {
    /// Adds what another has learned. Nothing can be learned afterwards.
    fn absorb(&mut self, other: &Self) {
        self.labels.absorb(&other.labels);
        self.pairs.absorb(&other.pairs);
    }

    fn learn(&mut self, example: &Example, settings: NameSettings, chance: &mut Chance) {
        let mut lattice = Lattice::default();
        let thin = |features: &Vec<u64>, chance: &mut Chance| -> Vec<u64> {
            features.iter().copied().filter(|_| !chance.percent(settings.dropped)).collect()
        };
        let units: Vec<Option<Vec<u64>>> =
            example.units.iter().map(|unit| unit.as_ref().map(|features| thin(features, chance))).collect();
        for (unit, features) in units.iter().enumerate() {
            let scores = features.as_ref().map(|features| {
                let mut scores = [0.0; LABELS];
                self.labels.score(features, &mut scores);
                // A wrong label must be beaten by a margin.
                scores.iter_mut().enumerate().for_each(|(label, score)| {
                    *score += if label == example.labels[unit] { 0.0 } else { settings.margin };
                });
                scores
            });
            lattice.scores.push(scores);
        }
        let mut guess = Vec::new();
        lattice.best(&self.current(), &mut guess);
        self.labels.tick();
        self.pairs.tick();
        let guess: Vec<usize> = guess.into_iter().map(usize::from).collect();
        if guess == example.labels {
            return;
        }
        self.wrong += 1;
        let weight = if example.by_hand { settings.hand_weight } else { 1.0 };
        for (unit, features) in units.iter().enumerate() {
            let (right, wrong) = (example.labels[unit], guess[unit]);
            if let Some(features) = features
                && right != wrong
            {
                self.labels.update(features, right, weight);
                self.labels.update(features, wrong, -weight);
            }
        }
        for unit in 1..guess.len() {
            let (right, wrong) =
                ((example.labels[unit - 1], example.labels[unit]), (guess[unit - 1], guess[unit]));
            if right != wrong && example.units[unit].is_some() && example.units[unit - 1].is_some() {
                self.pairs.update(&[pair(right.0)], right.1, weight);
                self.pairs.update(&[pair(wrong.0)], wrong.1, -weight);
            }
        }
    }

    /// The weights of pairs as they are now.
    fn current(&self) -> Transitions<f32> {
        let mut transitions = [[0.0; LABELS]; LABELS];
        for (before, row) in transitions.iter_mut().enumerate() {
            self.pairs.score(&[pair(before)], row);
        }
        transitions
    }

    /// The averaged weights of pairs.
    fn transitions<T: Default + Copy>(&self, convert: impl Fn(f32) -> T) -> Transitions<T> {
        let mut transitions = [[T::default(); LABELS]; LABELS];
        for (before, row) in transitions.iter_mut().enumerate() {
            for (place, weight) in row.iter_mut().zip(self.pairs.average(pair(before))) {
                *place = convert(weight);
            }
        }
        transitions
    }
}

fn pair(before: usize) -> u64 {
    key(0, before as u32, 0, 0)
}
