//! Of what kind an act is by all its words: a linear model, for where the table of acts is silent or unsure.
//!
//! A table knows "sign" and "treaty"; whether "the first turbine turned in May" is trade is said by the turbine. The
//! model weighs the words of the clause, the classes they are of, and the kinds that the table gives them. Its weights
//! are a file of the pack, `kinds.tsv`; a pack without that file leaves the kinds to its table.

use std::ops::Range;

use entente_language::Upos;
use entente_model::EventKind;

use crate::{
    annotate::Annotated,
    lexicon::Part,
    linear::{self, Key, Linear, Sink, Word},
};

/// The model of kinds.
pub type KindModel = Linear<EventKind>;

/// What the model looks at in these words.
///
/// `u` a word that is more than a mark or a pronoun, `s` two that follow each other, `p` the beginning of a long one, `h`
/// the predicate of the whole, `c` a class that a word is of, `g` the kind that the table of acts gives a word, `k` the one
/// that it gives the predicate. Names and numbers count as such, whichever they are.
pub(crate) fn features(text: &Annotated<'_>, tokens: Range<usize>) -> Vec<String> {
    linear::written(|found| look(text, tokens, found))
}

/// The keys of the same features.
pub(crate) fn keys(text: &Annotated<'_>, tokens: Range<usize>) -> Vec<Key> {
    linear::keyed(tokens.len(), |found| look(text, tokens, found))
}

fn look(text: &Annotated<'_>, tokens: Range<usize>, found: &mut impl Sink) {
    let glued = text.lexicon.endings.is_glued();
    let mut last: Option<Word<'_>> = None;
    for token in tokens.clone() {
        let upos = text.analysis.tokens[token].upos;
        if matches!(upos, Upos::Det | Upos::Punct | Upos::Pron) {
            continue;
        }
        let word = linear::word(text, token);
        // Of words with their endings the stem counts.
        let word = Word::new(if glued { stem(word) } else { word });
        if last.is_some_and(|last| last.letters == word.letters) {
            continue;
        }
        found.one('u', word);
        if let Some(last) = last {
            found.two('s', last, word);
        }
        last = Some(word);
        if !matches!(upos, Upos::Propn | Upos::Num) {
            let letters = if glued { 2 } else { 5 };
            if let Some((end, _)) = word.letters.char_indices().nth(letters) {
                found.one('p', Word::new(&word.letters[..end]));
            }
        }
    }
    words_of_the_table(text, tokens, found);
}

/// A Korean word without what is glued to it.
fn stem(word: &str) -> &str {
    word.split_once('+').map_or(word, |(stem, _)| stem)
}

/// What the table of acts and the classes of words say.
fn words_of_the_table(text: &Annotated<'_>, tokens: Range<usize>, found: &mut impl Sink) {
    let mask = text.mask_of(tokens.clone());
    for class in text.lexicon.classes.names_in(mask) {
        found.one('c', Word::new(class));
    }
    let inside = |token: usize| text.analysis.head(token).is_some_and(|head| tokens.contains(&head));
    let top = tokens.clone().find(|&token| !inside(token));
    if let Some(top) = top {
        found.one('h', Word::new(linear::word(text, top)));
    }
    for token in tokens.clone() {
        let part = match text.analysis.tokens[token].upos {
            Upos::Verb => Part::Verb,
            Upos::Noun => Part::Noun,
            _ => continue,
        };
        if !text.may_act(token, part) {
            continue;
        }
        let arguments = text.argument_mask(token);
        if let Some(hit) = text.lexicon.events.best(part, mask, arguments, |step| text.forms(token + step)) {
            let kind = Word::new(hit.rule.kind.as_str());
            found.one('g', kind);
            if top == Some(token) {
                found.one('k', kind);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use entente_model::{Document, EventKind, Language};

    use std::ops::Range;

    use crate::{Reader, kinds::KindModel};

    fn document(text: &str) -> Document {
        Document::of_text("test.txt", Language::new("en"), text)
    }

    #[test]
    fn the_words_of_an_act_tell_its_kind_where_the_table_is_silent() {
        let text = "In May 1974 Chile refitted the turbines of the Bolivian dam.\n";
        let kind = |weights: &str| {
            let model = KindModel::parse("kinds.tsv", weights).unwrap();
            Reader::new().with_kinds(model).read(&document(text)).events[0].kind
        };
        assert_eq!(kind("u:turbine\taid+300\n"), EventKind::Aid);
        assert_eq!(kind("u:turbine\ttrade+300\n"), EventKind::Trade);
    }

    #[test]
    fn features_tell_words_neighbours_and_the_predicate() {
        let text = "In May 1974 Chile refitted the turbines of the Bolivian dam.\n";
        let features = Reader::new().kind_features(&document(text), &[Range { start: 12, end: 40 }]);
        for feature in ["u:turbine", "s:NAME refit", "h:refit", "p:turbi"] {
            assert!(features[0].iter().any(|known| known == feature), "{feature} in {features:?}");
        }
    }
}
