//! Learning a linear model: a multinomial logistic regression, by stochastic descent with a step per weight.

use std::collections::HashMap;

use super::{Answer, Linear, MOST, Weights, shares};

/// A run of words to learn from.
#[derive(Debug, Clone)]
pub struct Example<A> {
    /// What [`crate::Reader::root_features`] or [`crate::Reader::kind_features`] gives for it.
    pub features: Vec<String>,
    /// What it tells.
    pub answer: A,
}

/// How the model is learned.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How often the examples are gone through.
    pub rounds: usize,
    /// How strongly weights are drawn to nothing.
    pub decay: f32,
    /// In how many examples a feature must stand.
    pub least: usize,
    /// Weights below this are left out of the file.
    pub small: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rounds: 14, decay: 3e-3, least: 2, small: 0.25 }
    }
}

/// The length of a first step.
const STEP: f32 = 0.5;

/// Learns a model; the same examples in the same order give the same model.
pub fn train<A: Answer>(examples: &[Example<A>], settings: Settings) -> Linear<A> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        *counts.entry(feature).or_default() += 1;
    }
    let mut names: Vec<&str> =
        counts.into_iter().filter(|(_, count)| *count >= settings.least).map(|(name, _)| name).collect();
    names.sort_unstable();
    let numbers: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let data: Vec<(Vec<usize>, A)> = examples
        .iter()
        .map(|example| {
            let known = example.features.iter().filter_map(|feature| numbers.get(feature.as_str()));
            (known.copied().collect(), example.answer)
        })
        .collect();
    let weights = descend(&data, names.len(), settings);
    let sparse = weights.into_iter().map(|weights| without_the_even(weights, A::ALL.len(), settings.small));
    Linear::learned(names.into_iter().map(Into::into).zip(sparse))
}

/// What a feature says for all answers alike says nothing: the middle weight is taken off, and small rests too.
fn without_the_even(mut weights: Weights, answers: usize, small: f32) -> Weights {
    let mut sorted = weights;
    let sorted = &mut sorted[..answers];
    sorted.sort_unstable_by(f32::total_cmp);
    let middle = sorted[answers / 2];
    for weight in &mut weights[..answers] {
        *weight = if (*weight - middle).abs() < small { 0.0 } else { *weight - middle };
    }
    weights
}

fn descend<A: Answer>(data: &[(Vec<usize>, A)], features: usize, settings: Settings) -> Vec<Weights> {
    let mut weights: Vec<Weights> = vec![[0.0; MOST]; features];
    let mut squares: Vec<Weights> = vec![[1e-8; MOST]; features];
    let mut order: Vec<usize> = (0..data.len()).collect();
    shuffle(&mut order);
    for _ in 0..settings.rounds {
        for &at in &order {
            let (known, answer) = &data[at];
            let mut sums = [0.0; MOST];
            for &feature in known {
                for (sum, weight) in sums.iter_mut().zip(&weights[feature]) {
                    *sum += weight;
                }
            }
            let count = known.len() as f32;
            let mut slopes = shares(&sums, A::ALL.len(), count);
            for (slope, other) in slopes.iter_mut().zip(A::ALL) {
                *slope = (*slope - f32::from(u8::from(other == answer))) / count.max(1.0).sqrt();
            }
            for &feature in known {
                let row = weights[feature].iter_mut().zip(&mut squares[feature]);
                for ((weight, square), slope) in row.zip(&slopes) {
                    let slope = slope + settings.decay * *weight;
                    *square += slope * slope;
                    *weight -= STEP * slope / square.sqrt();
                }
            }
        }
    }
    weights
}

/// A fixed disorder, so that examples of one answer do not follow each other.
fn shuffle(order: &mut [usize]) {
    let mut state: u64 = 12_345;
    for last in (1..order.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(last, (state % (last as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use entente_model::PloverRoot;

    use super::*;

    #[test]
    fn what_was_learned_is_told_again() {
        let example =
            |words: &str, answer| Example { features: words.split(' ').map(str::to_owned).collect(), answer };
        let examples = [
            example("police arrest", PloverRoot::Coerce),
            example("police free", PloverRoot::Yield),
            example("court arrest", PloverRoot::Coerce),
            example("court free", PloverRoot::Yield),
        ];
        let model = train(&examples, Settings::default());
        let root = |words: [&str; 2]| model.answer(&words.map(str::to_owned));
        assert_eq!(root(["court", "free"]), PloverRoot::Yield);
        assert_eq!(root(["police", "arrest"]), PloverRoot::Coerce);
    }
}
