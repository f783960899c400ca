//! Learning where sentences end.

use crate::model::{Container, Features};
use crate::pack::Pack;
use crate::sentences::{Break, Stops, View, Words};
use crate::tokenise::{RawToken, tokenise};
use crate::train::learner::Learner;
use crate::train::model::Model;
use crate::train::shuffle::Chance;
use crate::train::treebank::Treebank;

/// Percentage of features left out at chance while learning.
const DROPPED: usize = 20;

/// How many times a missed end counts: ends are rare, and an average of both kinds of error is wanted.
const END_WEIGHT: f32 = 2.0;

/// Learners that leave out other features, added up.
const SEEDS: u64 = 8;

/// Passes over the text of each.
const ROUNDS: usize = 12;

/// Features kept.
const KEPT: usize = 110_000;

/// Learns from the sentences of a treebank, set one after another without line breaks; the section is written into
/// `model`, whose lexicon and groups of words are looked at.
pub fn train_sentences(pack: &Pack, treebank: &Treebank, model: &mut Model) {
    let bytes = model.to_bytes();
    let Ok(container) = Container::read(&bytes, false) else { return };
    let mut text = String::new();
    let mut ends = Vec::new();
    for sentence in treebank.texts() {
        text.push_str(sentence);
        ends.push(text.trim_end().len() as u32);
        text.push(' ');
    }
    let tokens = tokenise(&text, pack.rules());
    let lesson = Lesson {
        pack,
        words: Words::read(&container),
        stops: Stops::find(&text, &tokens),
        view: View::new(&text, &tokens, pack.rules()),
        text: &text,
        tokens: &tokens,
        ends: &ends,
    };
    let mut learner = lesson.learn(0);
    for seed in 1..SEEDS {
        learner.absorb(&lesson.learn(seed));
    }
    model.set("sentences", learner.table(KEPT));
}

/// What is learned from.
struct Lesson<'a> {
    pack: &'a Pack,
    words: Words<'a>,
    stops: Stops,
    view: View<'a>,
    text: &'a str,
    tokens: &'a [RawToken],
    /// The bytes at which sentences end.
    ends: &'a [u32],
}

impl Lesson<'_> {
    fn learn(&self, seed: u64) -> Learner {
        let mut learner = Learner::new(1);
        let mut features = Features::default();
        let mut buffer = String::new();
        let mut chance = Chance::new(53 + 2 * seed);
        for round in 0..ROUNDS {
            // In every other round a sentence begins where the model believes it does: it learns to go on after its errors.
            let follows_truth = round % 2 == 0;
            let mut start = 0;
            for next in 1..self.tokens.len() {
                let place = Break {
                    text: self.text,
                    tokens: self.tokens,
                    rules: self.pack.rules(),
                    stops: &self.stops,
                    start,
                    next,
                    by_rule: self.view.ends_before(next),
                };
                let truth = self.ends.binary_search(&self.tokens[next - 1].end).is_ok();
                let mut believed = place.by_rule;
                if place.is_open() {
                    let seen = place.seen(&mut buffer);
                    features.clear();
                    place.first_stage(&seen, &mut features);
                    place.second_stage(&seen, &self.words, &mut buffer, &mut features);
                    features.thin_out(|| !chance.percent(DROPPED));
                    believed = step(&mut learner, &features, truth);
                }
                let begins = if follows_truth { truth } else { believed };
                if begins {
                    start = next;
                }
            }
        }
        learner
    }
}

/// Learns from a place; whether the learner would have ended the sentence there.
fn step(learner: &mut Learner, features: &Features, truth: bool) -> bool {
    let mut score = [0.0];
    learner.score(features.keys(), &mut score);
    learner.tick();
    let side = if truth { 1.0 } else { -1.0 };
    if score[0] * side < 1.0 {
        learner.update(features.keys(), 0, if truth { END_WEIGHT } else { side });
    }
    score[0] > 0.0
}
