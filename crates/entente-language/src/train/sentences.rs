//! Learning where sentences end.

use crate::model::Features;
use crate::pack::Pack;
use crate::sentences::{Break, View};
use crate::tokenise::tokenise;
use crate::train::learner::Learner;
use crate::train::model::Model;
use crate::train::shuffle::Chance;
use crate::train::treebank::Treebank;

/// Percentage of features left out at chance while learning.
const DROPPED: usize = 25;

/// How many times a missed end counts: ends are rare, and an average of both kinds of error is wanted.
const END_WEIGHT: f32 = 2.0;

/// Learns from the sentences of a treebank, set one after another without line breaks; the section is written into
/// `model`.
pub fn train_sentences(pack: &Pack, treebank: &Treebank, rounds: usize, keep: usize, model: &mut Model) {
    let mut text = String::new();
    let mut ends = Vec::new();
    for sentence in treebank.texts() {
        text.push_str(sentence);
        ends.push(text.trim_end().len() as u32);
        text.push(' ');
    }
    let tokens = tokenise(&text, pack.rules());
    let view = View::new(&text, &tokens, pack.rules());
    let mut learner = Learner::new(1);
    let mut features = Features::default();
    let mut buffer = String::new();
    let mut chance = Chance::new(53);
    for _ in 0..rounds {
        let mut start = 0;
        for next in 1..tokens.len() {
            let place = Break {
                text: &text,
                tokens: &tokens,
                rules: pack.rules(),
                start,
                next,
                by_rule: view.ends_before(next),
            };
            let truth = ends.binary_search(&tokens[next - 1].end).is_ok();
            if place.is_open() {
                place.look(&mut buffer, &mut features);
                features.thin_out(|| !chance.percent(DROPPED));
                learn(&mut learner, &features, truth);
            }
            if truth {
                start = next;
            }
        }
    }
    model.set("sentences", learner.table(keep));
}

fn learn(learner: &mut Learner, features: &Features, truth: bool) {
    let mut score = [0.0];
    learner.score(features.keys(), &mut score);
    learner.tick();
    let side = if truth { 1.0 } else { -1.0 };
    if score[0] * side < 1.0 {
        learner.update(features.keys(), 0, if truth { END_WEIGHT } else { side });
    }
}
