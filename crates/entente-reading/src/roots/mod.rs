//! Which PLOVER root a sentence tells: a linear model over its words, for where a table of acts is silent or split.
//!
//! The table of acts (`events.tsv`) knows what a verb with its object means; what a clause does with it ("is ready
//! to withdraw", "failed to renew", "must release") is said by many small words at once. The model weighs them: the
//! words, their neighbours, what hangs on the predicate, and what the table says of each word. Its weights are a
//! file of the pack, `roots.tsv`; a pack without that file leaves the roots to its table.

use std::ops::Range;

use entente_language::Upos;
use entente_model::PloverRoot;

use crate::{
    annotate::Annotated,
    lexicon::Part,
    linear::{self, Key, Linear, Sink, Word},
};

/// The model of roots.
pub type RootModel = Linear<PloverRoot>;

/// What the model looks at in these words.
///
/// Beside what every model looks at: `g` the root that the table of acts gives a word, `k` a verb with the class of its object.
pub(crate) fn features(text: &Annotated<'_>, tokens: Range<usize>) -> Vec<String> {
    linear::written(|found| look(text, tokens, found))
}

/// The keys of the same features.
pub(crate) fn keys(text: &Annotated<'_>, tokens: Range<usize>) -> Vec<Key> {
    linear::keyed(tokens.len(), |found| look(text, tokens, found))
}

fn look(text: &Annotated<'_>, tokens: Range<usize>, found: &mut impl Sink) {
    linear::words(text, tokens.clone(), found);
    words_of_the_table(text, tokens, found);
}

/// What the table of acts and the classes of words say.
fn words_of_the_table(text: &Annotated<'_>, tokens: Range<usize>, found: &mut impl Sink) {
    let mask = text.mask_of(tokens.clone());
    for token in tokens.clone() {
        let part = match text.analysis.tokens[token].upos {
            Upos::Verb => Part::Verb,
            Upos::Noun => Part::Noun,
            _ => continue,
        };
        let acts = text.may_act(token, part);
        if !acts && part == Part::Noun {
            continue;
        }
        let arguments = text.argument_mask(token);
        let hit = || text.lexicon.events.best(part, mask, arguments, |step| text.forms(token + step));
        if let Some(hit) = acts.then(hit).flatten() {
            let root = hit.rule.plover.as_str();
            found.one('g', Word::new(root));
            if part == Part::Verb {
                found.one('g', Word::new(&format!("V{root}")));
            }
        }
        if part == Part::Verb {
            let lemma = Word::new(text.lemma(token));
            for class in text.lexicon.classes.names_in(arguments) {
                found.two('k', lemma, Word::new(class));
            }
        }
    }
}
