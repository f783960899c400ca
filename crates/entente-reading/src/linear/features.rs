//! What the models look at in a run of words.

use std::ops::Range;

use entente_language::{Deprel, Upos};

use super::key::{Key, WordKey};
use crate::{annotate::Annotated, lexicon::List};

/// The features that a function finds, each once, in the order of the alphabet.
pub(crate) fn written(look: impl FnOnce(&mut Vec<String>)) -> Vec<String> {
    let mut written = Vec::new();
    look(&mut written);
    written.sort_unstable();
    written.dedup();
    written
}

/// The keys of the features that a function finds, each once, as they were found.
pub(crate) fn keyed(words: usize, look: impl FnOnce(&mut Vec<Key>)) -> Vec<Key> {
    let mut keys = Vec::with_capacity(words * 8);
    look(&mut keys);
    once_each(&mut keys);
    keys
}

/// Leaves each key where it stands first.
fn once_each(keys: &mut Vec<Key>) {
    // A table twice as large as what it holds, of places among the keys that are kept, counted from one.
    let mut places = vec![0_u32; (2 * keys.len()).next_power_of_two()];
    let mut kept = 0;
    for at in 0..keys.len() {
        let key = keys[at];
        let mut slot = key.spread() % places.len();
        while places[slot] != 0 && keys[places[slot] as usize - 1] != key {
            slot = (slot + 1) % places.len();
        }
        if places[slot] == 0 {
            keys[kept] = key;
            kept += 1;
            places[slot] = kept as u32;
        }
    }
    keys.truncate(kept);
}

/// The words of a run, their neighbours, and what hangs on what.
///
/// `u` a word, `b` two neighbours, `s` two neighbours when small words are skipped, `o` a verb with its object, `r` the
/// predicate of the run and what hangs on it, `p` the beginning of a long word. Names and numbers count as such,
/// whichever they are.
pub(crate) fn words(text: &Annotated<'_>, tokens: Range<usize>, found: &mut impl Sink) {
    let words: Vec<Word<'_>> = tokens.clone().map(|token| Word::new(word(text, token))).collect();
    neighbours(text, tokens.clone(), &words, found);
    relations(text, tokens, &words, found);
}

/// What takes features as they are found.
pub(crate) trait Sink {
    /// A feature of one word.
    fn one(&mut self, kind: char, word: Word<'_>);

    /// A feature of two words.
    fn two(&mut self, kind: char, first: Word<'_>, second: Word<'_>);
}

/// A word with its number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'t> {
    pub(crate) letters: &'t str,
    key: WordKey,
}

impl<'t> Word<'t> {
    pub(crate) fn new(letters: &'t str) -> Self {
        Self { letters, key: WordKey::of(letters) }
    }
}

impl Sink for Vec<String> {
    fn one(&mut self, kind: char, word: Word<'_>) {
        self.push(format!("{kind}:{}", word.letters));
    }

    fn two(&mut self, kind: char, first: Word<'_>, second: Word<'_>) {
        self.push(format!("{kind}:{} {}", first.letters, second.letters));
    }
}

impl Sink for Vec<Key> {
    fn one(&mut self, kind: char, word: Word<'_>) {
        self.push(Key::new(kind as u8, word.key, WordKey::NONE));
    }

    fn two(&mut self, kind: char, first: Word<'_>, second: Word<'_>) {
        self.push(Key::new(kind as u8, first.key, second.key));
    }
}

/// A word as the model sees it.
pub(crate) fn word<'t>(text: &'t Annotated<'_>, token: usize) -> &'t str {
    match text.analysis.tokens[token].upos {
        Upos::Propn => "NAME",
        Upos::Num => "NUM",
        Upos::Punct => text.form(token),
        _ => text.lemma(token),
    }
}

fn neighbours(text: &Annotated<'_>, tokens: Range<usize>, words: &[Word<'_>], found: &mut impl Sink) {
    let mut last: Option<Word<'_>> = None;
    let mut last_content: Option<Word<'_>> = None;
    for (token, &word) in tokens.zip(words) {
        if word.letters == "NAME" && last.is_some_and(|last| last.letters == "NAME") {
            continue;
        }
        found.one('u', word);
        if let Some(last) = last.filter(|last| !last.letters.is_empty()) {
            found.two('b', last, word);
        }
        last = Some(word);
        let upos = text.analysis.tokens[token].upos;
        if word.letters.len() > 5 && upos != Upos::Propn {
            let end = word.letters.char_indices().nth(5).map_or(word.letters.len(), |(at, _)| at);
            found.one('p', Word::new(&word.letters[..end]));
        }
        let small = matches!(upos, Upos::Propn | Upos::Num | Upos::Det | Upos::Punct | Upos::Pron)
            || text.listed(token).lemma.holds(List::Article);
        if !small {
            if let Some(last) = last_content.filter(|last| !last.letters.is_empty()) {
                found.two('s', last, word);
            }
            last_content = Some(word);
        }
    }
}

/// Verbs with their objects, and the predicate of the whole with its helpers.
fn relations(text: &Annotated<'_>, tokens: Range<usize>, words: &[Word<'_>], found: &mut impl Sink) {
    let analysis = &text.analysis;
    let mut top: Option<usize> = None;
    for token in tokens.clone() {
        let head = analysis.tokens[token].head as usize;
        let inside = tokens.contains(&head) && head != token;
        let relation = analysis.tokens[token].deprel;
        if inside && is_argument(relation) {
            found.two('o', words[head - tokens.start], words[token - tokens.start]);
        }
        if !inside && top.is_none() {
            top = Some(token);
        }
    }
    let Some(top) = top else { return };
    let head = words[top - tokens.start];
    found.one('r', head);
    let mut feature = String::with_capacity(64);
    for child in analysis.children(top).filter(|child| tokens.contains(child)) {
        if let Some(relation) = helper(analysis.tokens[child].deprel) {
            feature.clear();
            for part in [head.letters, "+", relation, "+", words[child - tokens.start].letters] {
                feature.push_str(part);
            }
            found.one('r', Word::new(&feature));
        }
    }
}

/// The name, in the files of the models, of a relation by which a word helps a predicate to tell what it does.
const fn helper(relation: Deprel) -> Option<&'static str> {
    Some(match relation {
        Deprel::Aux => "Aux",
        Deprel::AuxPass => "AuxPass",
        Deprel::Advmod => "Advmod",
        Deprel::Mark => "Mark",
        Deprel::Cop => "Cop",
        Deprel::Xcomp => "Xcomp",
        Deprel::Obj => "Obj",
        Deprel::Ccomp => "Ccomp",
        Deprel::Nsubj => "Nsubj",
        _ => return None,
    })
}

const fn is_argument(relation: Deprel) -> bool {
    matches!(relation, Deprel::Obj | Deprel::Xcomp | Deprel::Obl | Deprel::NsubjPass | Deprel::Ccomp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_once_each_in_the_order_found() {
        let key = |word: &str| Key::new(b'u', WordKey::of(word), WordKey::NONE);
        let mut keys = ["sign", "treaty", "sign", "in", "treaty", "may"].map(key).to_vec();
        once_each(&mut keys);
        assert_eq!(keys, ["sign", "treaty", "in", "may"].map(key));
        let mut none = Vec::new();
        once_each(&mut none);
        assert!(none.is_empty());
    }

    #[test]
    fn a_written_feature_has_the_key_of_its_parts() {
        let (first, second) = (Word::new("sign"), Word::new("соглашение"));
        let (mut written, mut keys): (Vec<String>, Vec<Key>) = (Vec::new(), Vec::new());
        written.one('u', first);
        written.two('b', first, second);
        written.one('r', Word::new("sign+Obj+treaty"));
        keys.one('u', first);
        keys.two('b', first, second);
        keys.one('r', Word::new("sign+Obj+treaty"));
        assert_eq!(written.iter().map(|feature| Key::of(feature)).collect::<Vec<_>>(), keys);
    }
}
