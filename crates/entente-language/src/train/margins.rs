//! Finding out how clear a decision must be before the rest of its features may be left out.

use crate::Depth;
use crate::analysis::Analysis;
use crate::model::{Margin, Margins};
use crate::pack::Pack;
use crate::train::model::Model;

/// No margin is sought above this.
const HIGHEST: i16 = 4000;

/// The share of words (of names, of sentences) that a margin may change, `parser` for those of the parser.
const fn tolerance(margin: Margin, parser: f64) -> f64 {
    match margin {
        Margin::Upos | Margin::Morphology => 0.0005,
        Margin::Name | Margin::Sentence => 0.001,
        Margin::Move | Margin::MoveLater | Margin::MoveLast | Margin::Relation | Margin::RelationLater => {
            parser
        }
    }
}

/// How many times the margin of names found out is taken: names are learned from some of the texts, and of those a model
/// is surer than it is of others.
const NAME_CAUTION: i16 = 2;

/// How many halves of the margin of sentences found out are taken: the texts are news, written with more care than letters
/// and notes are.
const SENTENCE_HALVES: i16 = 3;

/// Chooses the margins of a model: for each the smallest that changes hardly anything on `texts`, which tags and trees
/// should not have been learned from; each margin of the parser may change the share `parser_tolerance` of the words. The
/// section is written into `model`, which `pack` must use.
pub fn train_margins(
    pack: &Pack,
    texts: &[String],
    parser_tolerance: f64,
    model: &mut Model,
    report: &mut dyn FnMut(&str),
) {
    let mut chosen = Margins::NEVER;
    let full = pack.with_margins(Margins::NEVER);
    let truth: Vec<Analysis> = texts.iter().map(|text| full.analyse(text)).collect();
    for margin in Margin::ALL {
        let (mut low, mut high) = (0, HIGHEST);
        while low < high {
            let lead = low + (high - low) / 2;
            let hasty = pack.with_margins(Margins::NEVER.with(margin, lead));
            if changed(&hasty, texts, &truth, margin) <= tolerance(margin, parser_tolerance) {
                high = lead;
            } else {
                low = lead + 1;
            }
        }
        let low = match margin {
            Margin::Name => low * NAME_CAUTION,
            Margin::Sentence => low * SENTENCE_HALVES / 2,
            _ => low,
        };
        report(&format!("margin {margin:?}: {low}"));
        chosen = chosen.with(margin, low);
    }
    model.set(Margins::SECTION, chosen.to_bytes());
}

/// The share of what a margin concerns that comes out differently.
fn changed(pack: &Pack, texts: &[String], truth: &[Analysis], margin: Margin) -> f64 {
    let depth = match margin {
        Margin::Upos | Margin::Morphology | Margin::Name | Margin::Sentence => Depth::Tags,
        Margin::Move | Margin::MoveLater | Margin::MoveLast | Margin::Relation | Margin::RelationLater => {
            Depth::Tree
        }
    };
    let (mut different, mut all) = (0_usize, 0_usize);
    for (text, truth) in texts.iter().zip(truth) {
        let found = pack.analyse_with(text, |_| depth);
        if margin == Margin::Name {
            different += unlike(&found.names, &truth.names);
            all += truth.names.len();
            continue;
        }
        if margin == Margin::Sentence {
            let starts = |of: &Analysis| -> Vec<u32> { of.sentences.iter().map(|one| one.start).collect() };
            different += unlike(&starts(&found), &starts(truth));
            all += truth.sentences.len();
            continue;
        }
        all += truth.tokens.len();
        different += found
            .tokens
            .iter()
            .zip(&truth.tokens)
            .filter(|(one, other)| match margin {
                Margin::Upos => one.upos != other.upos,
                Margin::Morphology | Margin::Name | Margin::Sentence => one.feats != other.feats,
                Margin::Move | Margin::MoveLater | Margin::MoveLast => one.head != other.head,
                Margin::Relation | Margin::RelationLater => one.deprel != other.deprel,
            })
            .count();
    }
    different as f64 / all.max(1) as f64
}

/// How many of either stand in one of them alone.
fn unlike<T: PartialEq>(found: &[T], truth: &[T]) -> usize {
    let alone = |one: &[T], other: &[T]| one.iter().filter(|item| !other.contains(item)).count();
    alone(found, truth) + alone(truth, found)
}
