//! Word classes: which lemmas and phrases speak of agreements, arms, visits.

use rustc_hash::FxHashMap;

use super::error::{PackError, rows};

/// A set of word classes, a bit each.
pub(crate) type ClassMask = u128;

/// A word or phrase of a lexicon: lemmas in small letters, the words of a phrase in order.
pub(crate) type WordKey = Box<str>;

/// The classes of one language.
#[derive(Debug, Default)]
pub struct Classes {
    names: Vec<Box<str>>,
    /// The bit of each name.
    bits: FxHashMap<Box<str>, ClassMask>,
    words: FxHashMap<WordKey, ClassMask>,
    /// First word of each phrase, with the rest and the classes.
    phrases: FxHashMap<WordKey, Vec<(Vec<WordKey>, ClassMask)>>,
}

impl Classes {
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let mut classes = Self::default();
        for (line, row) in rows(text) {
            let Some((name, words)) = row.split_once('\t') else {
                return Err(PackError::new(file, line, "expected a class name, a tab, and its words"));
            };
            let bit = classes
                .bit_or_add(name)
                .ok_or_else(|| PackError::new(file, line, "more than 128 classes"))?;
            for word in words.split_whitespace() {
                classes.add(word, bit);
            }
        }
        Ok(classes)
    }

    fn bit_or_add(&mut self, name: &str) -> Option<ClassMask> {
        if let Some(bit) = self.bit(name) {
            return Some(bit);
        }
        let bit = 1_u128.checked_shl(self.names.len() as u32)?;
        self.names.push(name.into());
        self.bits.insert(name.into(), bit);
        Some(bit)
    }

    fn add(&mut self, word: &str, bit: ClassMask) {
        let word = word.to_lowercase();
        let mut parts = word.split('_');
        let first = parts.next().unwrap_or_default();
        let rest: Vec<WordKey> = parts.map(Into::into).collect();
        if rest.is_empty() {
            *self.words.entry(first.into()).or_default() |= bit;
            return;
        }
        let phrases = self.phrases.entry(first.into()).or_default();
        match phrases.iter_mut().find(|(words, _)| *words == rest) {
            Some((_, mask)) => *mask |= bit,
            None => phrases.push((rest, bit)),
        }
    }

    /// The bit of a class by its name.
    pub fn bit(&self, name: &str) -> Option<ClassMask> {
        self.bits.get(name).copied()
    }

    /// The bits of all these classes.
    pub(crate) fn bits(&self, names: &[&str]) -> ClassMask {
        names.iter().filter_map(|name| self.bit(name)).fold(0, |all, bit| all | bit)
    }

    /// The names of the classes of a set.
    pub(crate) fn names_in(&self, mut mask: ClassMask) -> impl Iterator<Item = &str> {
        std::iter::from_fn(move || {
            // One bit after the other: there are a hundred classes, and a word is of one or two.
            let name = self.names.get(mask.trailing_zeros() as usize)?;
            mask &= mask - 1;
            Some(&**name)
        })
    }

    /// The word as the class table has it.
    pub(crate) fn word(&self, word: &str) -> Option<&str> {
        self.words.get_key_value(word).map(|(key, _)| &**key)
    }

    /// Whether a phrase begins with a word.
    pub(crate) fn begins_phrase(&self, word: &str) -> bool {
        self.phrases.contains_key(word)
    }

    /// The words that are no phrases.
    pub(crate) fn single_words(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(|word| &**word)
    }

    /// The classes of one word.
    pub(crate) fn mask_of(&self, word: &str) -> ClassMask {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// All words, and the words of phrases one by one.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let rest = self.phrases.values().flatten().flat_map(|(words, _)| words);
        self.words.keys().chain(self.phrases.keys()).chain(rest).map(|word| &**word)
    }

    /// The classes of the word that starts here: `forms(k)` gives the lemma and the small-letter form of the k-th word from it on.
    pub fn at<'w>(&self, forms: impl Fn(usize) -> Option<(&'w str, &'w str)>) -> ClassMask {
        let Some((lemma, form)) = forms(0) else { return 0 };
        let mut mask =
            self.words.get(lemma).copied().unwrap_or(0) | self.words.get(form).copied().unwrap_or(0);
        for first in [lemma, form] {
            for (rest, bits) in self.phrases.get(first).into_iter().flatten() {
                if phrase_fits(rest, &forms) {
                    mask |= bits;
                }
            }
            if lemma == form {
                break;
            }
        }
        mask
    }
}

/// Whether the words after the first are these.
pub(crate) fn phrase_fits<'w>(
    rest: &[WordKey],
    forms: &impl Fn(usize) -> Option<(&'w str, &'w str)>,
) -> bool {
    rest.iter()
        .enumerate()
        .all(|(at, word)| forms(at + 1).is_some_and(|(lemma, form)| &**word == lemma || &**word == form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_have_their_classes() {
        let classes = Classes::parse("c", "mission\tembassy trade_office\ntrade\ttrade\n").unwrap();
        let words = ["trade", "office"];
        let forms = |at: usize| words.get(at).map(|word| (*word, *word));
        assert_eq!(classes.at(forms), classes.bit("mission").unwrap() | classes.bit("trade").unwrap());
        assert_eq!(classes.at(|at| forms(at + 1)), 0);
    }

    #[test]
    fn a_line_without_a_tab_is_named() {
        assert_eq!(Classes::parse("c", "ok\tword\nbroken").unwrap_err().line, 2);
    }
}
