//! A whole sentence has a finite verb: where none was found, a participle that is written like the past is one.
//!
//! The two are told apart by what stands far from them ("the shelling killed thirty", "the thirty killed in the shelling"), which a
//! tagger that reads from left to right sees little of.

use crate::feats::{Tense, VerbForm};
use crate::rules::Participles;
use crate::tagger::Tag;
use crate::{Feats, Upos};

/// Shorter sentences are headings and the like.
const LEAST: usize = 6;

/// Makes the first participle of a sentence that may be a past form finite, where no word is. `texts` gives the words,
/// `past_endings` how past forms end that are written like participles.
pub(crate) fn settle<'t>(tags: &mut [Tag], past_endings: &[Box<str>], texts: impl Fn(usize) -> &'t str) {
    // An auxiliary in the infinitive makes nothing finite: "asked that the flights *be* resumed".
    let finite = |tag: &Tag| {
        let form = tag.feats.verb_form();
        form == Some(VerbForm::Fin) || tag.upos == Upos::Aux && form.is_none()
    };
    if tags.len() < LEAST || texts(tags.len() - 1) != "." || tags.iter().any(finite) {
        return;
    }
    let written = |word: usize| past_endings.iter().any(|ending| texts(word).ends_with(&**ending));
    let Some(verb) = (1..tags.len() - 1)
        .find(|&word| is_past_participle(tags[word]) && written(word) && follows_subject(tags, word, &texts))
    else {
        return;
    };
    let plural = tags[..verb].iter().rev().find(|tag| matches!(tag.upos, Upos::Noun | Upos::Propn));
    let number = plural.and_then(|tag| tag.feats.number());
    let number = if number == Some(crate::feats::Number::Plur) { "Plur" } else { "Sing" };
    tags[verb].feats = Feats::parse(&format!("Mood=Ind|Number={number}|Person=3|Tense=Past|VerbForm=Fin"));
}

/// Verbs that are written as only participles are.
pub(crate) fn settle_participles<'t>(
    tags: &mut [Tag],
    participles: &Participles,
    texts: impl Fn(usize) -> &'t str,
) {
    for (word, tag) in tags.iter_mut().enumerate() {
        if tag.upos == Upos::Verb
            && tag.feats.verb_form() != Some(VerbForm::Part)
            && let Some(feats) = participles.of(texts(word))
        {
            tag.feats = feats;
        }
    }
}

fn is_past_participle(tag: Tag) -> bool {
    tag.upos == Upos::Verb
        && tag.feats.verb_form() == Some(VerbForm::Part)
        && tag.feats.tense() == Some(Tense::Past)
}

/// Whether a word stands behind what may be its subject and is no part of a word with hyphens. Behind a comma only where that
/// closes something put in: "Ann Lee, the minister, signed it".
fn follows_subject<'t>(tags: &[Tag], word: usize, texts: &impl Fn(usize) -> &'t str) -> bool {
    let Some(before) = (0..word).rev().find(|&other| tags[other].upos != Upos::Adv) else { return false };
    let commas = (0..word).filter(|&other| texts(other) == ",").count();
    let closes = texts(before) == "," && commas >= 2;
    let subject = matches!(tags[before].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det);
    (subject || closes) && texts(word + 1) != "-" && texts(word + 1) != "by"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verbs(sentence: &str) -> Vec<String> {
        let (words, mut tags): (Vec<&str>, Vec<Tag>) = sentence
            .split(' ')
            .map(|pair| {
                let (word, tag) = pair.split_once('/').unwrap_or((pair, "X"));
                let (upos, feats) = match tag {
                    "n" => (Upos::Noun, "Number=Sing"),
                    "p" => (Upos::Verb, "Tense=Past|VerbForm=Part|Voice=Pass"),
                    "f" => (Upos::Verb, "Mood=Ind|Tense=Past|VerbForm=Fin"),
                    "i" => (Upos::Adp, ""),
                    _ => (Upos::X, ""),
                };
                (word, Tag { upos, feats: Feats::parse(feats) })
            })
            .unzip();
        settle(&mut tags, &["ed".into(), "t".into()], |word| words[word]);
        let is_finite = |tag: &Tag| tag.feats.verb_form() == Some(VerbForm::Fin);
        words
            .iter()
            .zip(&tags)
            .filter(|(_, tag)| is_finite(tag))
            .map(|(word, _)| (*word).to_owned())
            .collect()
    }

    #[test]
    fn a_sentence_without_a_finite_verb_gets_one() {
        assert_eq!(verbs("In/i 1985/n the commission/n placed/p 214 markers/n ."), ["placed"]);
        assert_eq!(verbs("Lee/n , the minister/n , signed/p the paper/n ."), ["signed"]);
    }

    #[test]
    fn other_sentences_stay() {
        assert_eq!(verbs("The man/n seized/p on/i Monday/n died/f there/x ."), ["died"]);
        assert!(verbs("A list/n of/i things/n taken/p from/i the house/n .").is_empty());
        assert!(verbs("The list/n , signed/p in/i the house/n , of/i Paris/n .").is_empty());
        assert!(verbs("The pact/n signed/p by/i both ministers/n in/i Paris/n .").is_empty());
        assert!(verbs("Talks/n planned/p for/i May/n").is_empty());
    }
}
