//! Learning of models from treebanks and name corpora. Used by `cargo xtask train`, never by the program itself.

mod learner;
mod lemma;
mod margins;
mod model;
mod names;
mod parser;
mod punctuation;
mod sentences;
mod shuffle;
mod tagger;
mod treebank;

pub use margins::train_margins;
pub use model::Model;
pub use names::{NamedText, train_names};
pub use sentences::train_sentences;
pub use treebank::{Treebank, TreebankError};

use crate::hash::FastMap;
use crate::model::Dictionary;
use crate::pack::Pack;
use crate::words::WordView;

/// How long to learn and how much to keep.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Passes over the treebank for the tagger.
    pub tagger_rounds: usize,
    /// Passes over the treebank for the parser.
    pub parser_rounds: usize,
    /// Parsers that are trained in different orders and added up.
    pub parser_seeds: usize,
    /// Percentage of features left out at chance while the parser learns.
    pub parser_dropped: usize,
    /// The same for the tagger.
    pub tagger_dropped: usize,
    /// Features kept for parts of speech.
    pub upos_features: usize,
    /// Features kept for feature bundles.
    pub morphology_features: usize,
    /// Features kept for the moves of the parser.
    pub move_features: usize,
    /// Features kept for the heads of punctuation.
    pub punctuation_features: usize,
    /// Features kept for relations.
    pub relation_features: usize,
}

/// A model of everything but names. `report` is told what is going on.
///
/// Lemmas are learned from `more_lemmas` too: a treebank that tags and parses by other rules may still have good lemmas.
/// `clusters` are groups of words that are used alike: a word, a tab and the number of its group, line by line.
pub fn train(
    pack: &Pack,
    treebank: &Treebank,
    more_lemmas: &Treebank,
    clusters: &str,
    settings: Settings,
    report: &mut dyn FnMut(&str),
) -> Model {
    let mut model = Model::default();
    let mut treebank = treebank.clone();
    if !clusters.is_empty() {
        let clusters = read_clusters(clusters);
        treebank.group(&clusters);
        model.set("clusters", Dictionary::write(&clusters));
    }
    let examples = treebank.examples();
    let tagger = tagger::train(examples, settings.tagger_rounds, settings.tagger_dropped);
    tagger.write(settings, &mut model);
    report("tagger is trained");
    let all = [examples, more_lemmas.examples()].concat();
    for (name, bytes) in lemma::train(&all) {
        model.set(name, bytes);
    }
    report("lemmas are trained");
    let retagged = tagger::retag(examples, more_lemmas.examples(), model.get("clusters"), settings);
    report("the treebank is tagged by taggers that have not seen it");
    punctuation::train(&retagged, settings.tagger_rounds, settings.punctuation_features, &mut model);
    parser::train(&retagged, settings, !pack.rules().particles.is_empty(), &mut model, report);
    model
}

fn read_clusters(text: &str) -> FastMap<u32, u32> {
    let mut buffer = String::new();
    let rows = text.lines().filter_map(|line| line.split_once('\t'));
    let pairs = rows
        .filter_map(|(word, cluster)| Some((WordView::new(word, &mut buffer).form, cluster.parse().ok()?)));
    pairs.collect()
}
