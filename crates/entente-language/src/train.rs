//! Learning of models from treebanks and name corpora. Used by `cargo xtask train`, never by the program itself.

mod council;
pub(crate) mod learner;
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
pub use names::{NameSettings, NamedText, train_names};
pub use sentences::train_sentences;
pub use treebank::{Treebank, TreebankError};

use crate::hash::FastMap;
use crate::model::Dictionary;
use crate::pack::Pack;
use crate::tagger::Tag;
use crate::train::treebank::Example;
use crate::words::WordView;
use crate::{Deprel, Depth};

/// How long to learn and how much to keep.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Passes over the treebank for the tagger.
    pub tagger_rounds: usize,
    /// Passes over the treebank for the parser.
    pub parser_rounds: usize,
    /// Parsers that are trained in different orders and added up.
    pub parser_seeds: usize,
    /// Whether the parser reads from the last word to the first, which suits languages whose heads come last.
    pub backward: bool,
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
    /// Parsers for each direction that label plain text for the parser to learn from; zero for none.
    pub council_seats: usize,
    /// How often the treebank is gone through for every time that the labelled texts are.
    pub treebank_weight: usize,
    /// The share of words whose head (or relation) each of the parser's margins may change.
    pub parser_tolerance: f64,
}

/// What a model is learned from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// Sentences whose tags, lemmas and trees people have drawn.
    pub treebank: &'a Treebank,
    /// Lemmas are learned from these too: a treebank that tags and parses by other rules may still have good lemmas.
    pub more_lemmas: &'a Treebank,
    /// Groups of words that are used alike and lists of names: a word, a tab and a number, line by line, which holds the
    /// number of the group in its lower half and the lists in its upper one, a bit each.
    pub groups: &'a str,
    /// Texts that several parsers label for the parser to learn from.
    pub plain: &'a [String],
    /// Sentences whose trees a stronger open parser has drawn; their tags and lemmas are those of the model itself.
    pub taught: &'a Treebank,
}

/// A model of everything but names. `report` is told what is going on.
pub fn train(pack: &Pack, material: Material<'_>, settings: Settings, report: &mut dyn FnMut(&str)) -> Model {
    let Material { more_lemmas, groups, plain, .. } = material;
    let mut model = Model::default();
    let (mut treebank, mut taught) = (material.treebank.clone(), material.taught.clone());
    if !groups.is_empty() {
        let groups = read_groups(groups);
        treebank.group(&groups);
        taught.group(&groups);
        model.set("clusters", Dictionary::write(&groups));
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
    let glued = !pack.rules().particles.is_empty();
    let mut labelled = taught.into_examples();
    tagger::tag(&mut labelled, &model);
    if settings.council_seats > 0 && !(plain.is_empty() && labelled.is_empty()) {
        let council = council::Council::train(&retagged, settings.council_seats, settings, glued, report);
        let mut sentences = plain_sentences(pack, plain, &model);
        let seen = sentences.len() + labelled.len();
        let sure = |agreed: Option<f64>| agreed.is_some_and(|agreed| agreed >= SURE_ENOUGH);
        labelled.retain_mut(|example| sure(council.label(example, true)));
        sentences.retain_mut(|example| sure(council.label(example, false)));
        labelled.append(&mut sentences);
        report(&format!("{} of {seen} sentences are labelled", labelled.len()));
    }
    let weight = if labelled.is_empty() { 1 } else { settings.treebank_weight };
    let weighted = std::iter::repeat_n(&retagged, weight).flatten();
    let all: Vec<Example> = weighted.chain(&labelled).cloned().collect();
    parser::train(&all, settings, glued, &mut model, report);
    model
}

/// The share of words of a sentence whose head most parsers must agree about.
const SURE_ENOUGH: f64 = 0.7;

/// The sentences of plain texts, tagged by a model without a parser.
fn plain_sentences(pack: &Pack, texts: &[String], model: &Model) -> Vec<Example> {
    // A model lives as long as the program; one in a training run does no harm.
    let Ok(tagging) = pack.with_model("the model so far", model.to_bytes().leak()) else { return Vec::new() };
    let groups = model.get("clusters").and_then(Dictionary::read);
    let mut buffer = String::new();
    let mut examples = Vec::new();
    for text in texts {
        let analysis = tagging.analyse_with(text, |_| Depth::Tags);
        for sentence in &analysis.sentences {
            let mut example = Example::default();
            for index in sentence.tokens.clone().map(|index| index as usize) {
                let token = &analysis.tokens[index];
                let mut word = WordView::new(analysis.text(index), &mut buffer);
                word.set_groups(groups.and_then(|groups| groups.get(word.form)).unwrap_or_default());
                example.words.push(word);
                example.forms.push(analysis.text(index).to_owned());
                example.lemmas.push(analysis.lemma(index).to_owned());
                example.tags.push(Tag { upos: token.upos, feats: token.feats });
                example.heads.push(example.heads.len());
                example.relations.push(Deprel::Dep);
            }
            examples.push(example);
        }
    }
    examples
}

fn read_groups(text: &str) -> FastMap<u32, u32> {
    let mut buffer = String::new();
    let rows = text.lines().filter_map(|line| line.split_once('\t'));
    let pairs =
        rows.filter_map(|(word, group)| Some((WordView::new(word, &mut buffer).form, group.parse().ok()?)));
    pairs.collect()
}
