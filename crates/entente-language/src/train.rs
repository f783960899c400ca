//! Learning of models from treebanks and name corpora. Used by `cargo xtask train`, never by the program itself.

mod learner;
mod lemma;
mod model;
mod names;
mod parser;
mod shuffle;
mod tagger;
mod treebank;

pub use model::Model;
pub use names::{NamedText, train_names};
pub use treebank::{Treebank, TreebankError};

use crate::pack::Pack;

/// How long to learn and how much to keep.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Passes over the treebank for the tagger.
    pub tagger_rounds: usize,
    /// Passes over the treebank for the parser.
    pub parser_rounds: usize,
    /// Features kept for parts of speech.
    pub upos_features: usize,
    /// Features kept for feature bundles.
    pub morphology_features: usize,
    /// Features kept for the moves of the parser.
    pub move_features: usize,
    /// Features kept for relations.
    pub relation_features: usize,
}

/// A model of everything but names. `report` is told what is going on.
pub fn train(pack: &Pack, treebank: &Treebank, settings: Settings, report: &mut dyn FnMut(&str)) -> Model {
    let mut model = Model::default();
    let examples = treebank.examples();
    let tagger = tagger::train(examples, settings.tagger_rounds);
    tagger.write(settings, &mut model);
    report("tagger is trained");
    let lemmas = lemma::train(examples);
    lemmas.iter().for_each(|(name, bytes)| model.set(name, bytes.clone()));
    report("lemmas are trained");
    let retagged = tagger::retag(pack, examples, settings, &lemmas);
    report("the treebank is tagged by taggers that have not seen it");
    parser::train(&retagged, settings, &mut model, report);
    model
}
