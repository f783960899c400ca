//! Lemmas by rules on the ends of words.
//!
//! A rule cuts characters off the end of a word and puts others there. Which rule a word takes is read off the
//! longest of its endings (the whole word first) that the table knows for its tag, then for its part of speech.

use crate::hash::{hash_bytes, mix};
use crate::model::{Container, Cursor, Dictionary};
use crate::tagger::Tag;
use crate::words::{Shape, normalise, short};

/// Longest ending in the table, in characters.
pub(crate) const LONGEST: usize = 7;

/// How a word becomes its lemma.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Rule<S> {
    /// Characters taken off the end.
    pub(crate) strip: u8,
    /// Whether what is left is written small.
    pub(crate) lower: bool,
    /// What is put at the end.
    pub(crate) append: S,
}

impl<S: AsRef<str>> Rule<S> {
    /// Whether something stands before the first particle: "…산업이" is `+산업+이` behind another noun, not by itself.
    pub(crate) fn leaves_a_stem(&self, word: &str) -> bool {
        !self.append.as_ref().starts_with('+') || word.chars().nth(self.strip as usize).is_some()
    }

    /// Writes the lemma of a word.
    pub(crate) fn apply(&self, word: &str, out: &mut String) {
        let strip = self.strip as usize;
        let stem = match strip {
            0 => word,
            _ => word.char_indices().rev().nth(strip - 1).map_or("", |(at, _)| &word[..at]),
        };
        if self.lower {
            out.extend(stem.chars().flat_map(char::to_lowercase));
        } else {
            out.push_str(stem);
        }
        out.push_str(self.append.as_ref());
    }
}

/// The lemmatiser of a language.
#[derive(Debug, Clone)]
pub(crate) struct Lemmatiser<'m> {
    rules: Vec<Rule<&'m str>>,
    endings: Dictionary<'m>,
}

impl<'m> Lemmatiser<'m> {
    pub(crate) fn read(model: &Container<'m>) -> Option<Self> {
        let mut cursor = Cursor(model.get("lemmas")?);
        let count = cursor.short()?;
        let mut rules = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let (strip, lower, len) = (cursor.byte()?, cursor.byte()? != 0, cursor.byte()?);
            rules.push(Rule { strip, lower, append: cursor.text(len as usize)? });
        }
        Some(Self { rules, endings: Dictionary::read(model.get("endings")?)? })
    }

    /// Writes the lemma of a word.
    pub(crate) fn lemma(&self, word: &str, shape: Shape, tag: Tag, buffer: &mut String, out: &mut String) {
        match self.find(word, shape, tag, buffer) {
            Some(rule) => rule.apply(word, out),
            None => out.push_str(word),
        }
    }

    fn find(&self, word: &str, shape: Shape, tag: Tag, buffer: &mut String) -> Option<&Rule<&'m str>> {
        let [full, coarse] = groups(tag, shape);
        let mut keys = [0_u32; LONGEST + 2];
        let count = ending_hashes(word, buffer, &mut keys);
        let look = |group: u32| {
            let rules = keys[..count]
                .iter()
                .rev()
                .filter_map(|ending| self.rules.get(self.endings.get(ending_key(group, *ending))? as usize));
            rules.into_iter().find(|rule| rule.leaves_a_stem(word))
        };
        look(full).or_else(|| look(coarse))
    }
}

/// What a rule depends on besides the ending: the whole tag, or the part of speech alone; and whether the word is
/// capitalised.
pub(crate) const fn groups(tag: Tag, shape: Shape) -> [u32; 2] {
    let upper = shape.starts_upper() as u32;
    [tag.code() ^ upper.wrapping_mul(0x85eb_ca6b), (tag.upos as u32 + 1) * 2 + upper]
}

/// The key of an ending in a group.
pub(crate) const fn ending_key(group: u32, ending: u32) -> u32 {
    short(mix(group as u64 | (ending as u64) << 32, 11))
}

/// Hashes of the endings of a word, from the empty one up, the whole word last; returns how many there are.
pub(crate) fn ending_hashes(word: &str, buffer: &mut String, keys: &mut [u32; LONGEST + 2]) -> usize {
    normalise(word, buffer);
    keys[0] = 7;
    let mut count = 1;
    for (at, _) in buffer.char_indices().rev().take(LONGEST) {
        keys[count] = short(hash_bytes(&buffer.as_bytes()[at..]));
        count += 1;
    }
    keys[count] = short(mix(hash_bytes(buffer.as_bytes()), 13));
    count + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_cut_and_append() {
        let mut out = String::new();
        Rule { strip: 3, lower: true, append: "y" }.apply("Countries", &mut out);
        assert_eq!(out, "country");
        out.clear();
        Rule { strip: 9, lower: false, append: "x" }.apply("ab", &mut out);
        assert_eq!(out, "x");
        out.clear();
        Rule { strip: 1, lower: false, append: "+은" }.apply("고향은", &mut out);
        assert_eq!(out, "고향+은");
    }

    #[test]
    fn a_rule_for_the_end_of_a_compound_is_none_for_the_word_alone() {
        let rule = Rule { strip: 3, lower: false, append: "+산업+이" };
        assert!(rule.leaves_a_stem("자동차산업이"));
        assert!(!rule.leaves_a_stem("산업이"));
        assert!(Rule { strip: 1, lower: false, append: "+" }.leaves_a_stem("1+"));
    }

    #[test]
    fn endings_run_from_short_to_whole() {
        let (mut one, mut other) = ([0; LONGEST + 2], [0; LONGEST + 2]);
        let mut buffer = String::new();
        assert_eq!(ending_hashes("ran", &mut buffer, &mut one), 5);
        assert_eq!(ending_hashes("Iran", &mut buffer, &mut other), 6);
        assert_eq!(one[..4], other[..4]);
        assert_ne!(one[4], other[5]);
    }
}
