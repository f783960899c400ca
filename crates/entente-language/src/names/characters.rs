//! What the name model looks at, character by character: for languages that glue particles to names.

use std::ops::Range;

use crate::analysis::{Analysis, Sentence};
use crate::hash::{hash_bytes, mix};
use crate::model::{Dictionary, Features};
use crate::names::Stage;
use crate::tokenise::{Class, class_of};
use crate::words::short;

/// A sentence as characters.
#[derive(Debug, Default)]
pub(crate) struct CharacterContext {
    pub(crate) units: Vec<Range<u32>>,
    characters: Vec<char>,
    places: Vec<Place>,
    words: Vec<WordHashes>,
}

/// Where a character stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The word, as a place in the sentence.
    word: u32,
    /// Characters of the word before it and after it.
    before: u32,
    after: u32,
    /// Whether white space stands before it.
    space: bool,
    /// The lists that the longest listed beginning of the word stands on, and where in it the character is; zero for none.
    listed: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct WordHashes {
    form: u32,
    stem: u32,
    particle: u32,
    upos: u32,
}

impl CharacterContext {
    /// Takes a sentence in.
    pub(crate) fn fill(&mut self, analysis: &Analysis, sentence: &Sentence, groups: Option<&Dictionary<'_>>) {
        self.units.clear();
        self.characters.clear();
        self.places.clear();
        self.words.clear();
        for (word, index) in sentence.tokens.clone().enumerate() {
            let token = &analysis.tokens[index as usize];
            let text = analysis.text(index as usize);
            let (stem, particle) = text.split_at((token.stem_end - token.start) as usize);
            let hash = |text: &str| short(hash_bytes(text.as_bytes()));
            self.words.push(WordHashes {
                form: hash(text),
                stem: hash(stem),
                particle: hash(particle),
                upos: token.upos as u32 + 1,
            });
            let (listed, lists) = groups.map_or((0, 0), |groups| listed(text, groups));
            let count = text.chars().count() as u32;
            for (before, (at, character)) in text.char_indices().enumerate() {
                let start = token.start + at as u32;
                self.units.push(start..start + character.len_utf8() as u32);
                self.characters.push(character);
                let before = before as u32;
                let space = before == 0 && token.space_before;
                let listed = match before {
                    _ if before >= listed => 0,
                    0 => (lists << 2) | 1,
                    _ => (lists << 2) | (2 + u32::from(before + 1 == listed)),
                };
                let after = count - before - 1;
                self.places.push(Place { word: word as u32, before, after, space, listed });
            }
        }
    }

    /// The word that a character stands in, as a place in the sentence.
    pub(crate) fn word_of(&self, unit: usize) -> u32 {
        self.places[unit].word
    }

    fn character(&self, index: usize, offset: isize) -> u32 {
        index
            .checked_add_signed(offset)
            .and_then(|index| self.characters.get(index))
            .map_or(1, |one| *one as u32)
    }

    fn kind(&self, index: usize, offset: isize) -> u32 {
        let character = index.checked_add_signed(offset).and_then(|index| self.characters.get(index));
        character.map_or(9, |one| match class_of(*one) {
            Class::Digit => 1,
            Class::Upper => 2,
            Class::Lower => 3,
            Class::Letter if ('\u{4E00}'..='\u{9FFF}').contains(one) => 4,
            Class::Letter => 5,
            _ => 6,
        })
    }

    /// Whether a word begins at this character.
    fn begins(&self, index: usize, offset: isize) -> u32 {
        let place = index.checked_add_signed(offset).and_then(|index| self.places.get(index));
        place.map_or(3, |place| u32::from(place.before == 0) + u32::from(place.space))
    }

    fn word(&self, word: u32, offset: i32) -> WordHashes {
        word.checked_add_signed(offset)
            .and_then(|word| self.words.get(word as usize))
            .copied()
            .unwrap_or_default()
    }

    /// Fills in all features of a character; false when it cannot be part of a name.
    pub(crate) fn look(&self, index: usize, out: &mut Features) -> bool {
        out.clear();
        self.stage(index, Stage::First, out) && self.stage(index, Stage::Second, out)
    }

    /// Adds the features of a stage of a character; false when it cannot be part of a name.
    pub(crate) fn stage(&self, index: usize, stage: Stage, out: &mut Features) -> bool {
        let place = self.places[index];
        let c = |offset| self.character(index, offset);
        let b = |offset| self.begins(index, offset);
        let word = self.word(place.word, 0);
        let (last, next) = (self.word(place.word, -1), self.word(place.word, 1));
        let at = place.before.min(4) << 4 | place.after.min(5);

        if stage == Stage::First {
            out.put(0, 0, 0, 0);
            out.put(1, c(0), b(0), 0);
            out.put(6, c(-1), c(0), b(0));
            out.put(7, c(0), c(1), b(1));
            out.put(8, c(-2), c(-1), b(0) << 4 | b(-1));
            out.put(9, c(1), c(2), b(1) << 4 | b(2));
            out.put(10, mixed(c(-1), c(0)), c(1), b(0) << 4 | b(1));
            out.put(16, self.kind(index, -1), self.kind(index, 0), self.kind(index, 1));
            out.put(18, at, self.kind(index, 0), 0);
            out.put(19, word.form, place.before, 0);
            out.put(20, word.stem, place.before, 0);
            out.put(21, word.particle, at, 0);
            out.put(22, word.upos, at, 0);
            out.put(23, word.stem, 0, 0);
            out.put(24, last.stem, place.before.min(2), 0);
            out.put(26, next.stem, place.after.min(2), 0);
            out.put(34, c(0), at, 0);
            out.put(35, last.upos, word.upos, next.upos);
            out.put_if(38, place.listed != 0, place.listed, place.before, 0);
            out.put_if(39, place.listed != 0, place.listed, place.after.min(5), word.particle);
            return true;
        }
        out.put(2, c(-1), b(0), 0);
        out.put(3, c(1), b(1), 0);
        out.put(4, c(-2), b(-1), b(0));
        out.put(5, c(2), b(1), b(2));
        out.put(11, mixed(c(-2), c(-1)), c(0), b(-1) << 4 | b(0));
        out.put(12, mixed(c(0), c(1)), c(2), b(1) << 4 | b(2));
        out.put(13, mixed(c(-2), c(-1)), mixed(c(0), c(1)), 0);
        out.put(14, mixed(c(-1), c(0)), mixed(c(1), c(2)), 0);
        out.put(15, c(-1), c(1), b(0) << 4 | b(1));
        out.put(
            17,
            self.kind(index, -2) << 8 | self.kind(index, -1),
            self.kind(index, 0) << 8 | self.kind(index, 1),
            self.kind(index, 2),
        );
        out.put(25, last.form, place.before.min(2), 0);
        out.put(27, next.form, place.after.min(2), 0);
        out.put(28, last.stem, word.stem, at);
        out.put(29, word.stem, next.stem, at);
        out.put(30, word.particle, next.stem, at);
        out.put(31, last.particle, word.particle, at);
        out.put(32, self.word(place.word, -2).stem, place.before.min(2), 0);
        out.put(33, self.word(place.word, 2).stem, place.after.min(2), 0);
        out.put(36, c(-3), c(-2), c(-1));
        out.put(37, c(1), c(2), c(3));
        let next_listed = self.places.get(index + 1).map_or(0, |place| place.listed);
        out.put_if(40, place.listed | next_listed != 0, place.listed, next_listed, next.stem);
        out.put_if(41, place.listed != 0, place.listed, last.stem, place.before.min(2));
        true
    }
}

/// The longest beginning of a word that stands on lists: its characters, and the lists.
fn listed(word: &str, groups: &Dictionary<'_>) -> (u32, u32) {
    const LONGEST: usize = 7;
    let ends = word.char_indices().skip(1).map(|(at, _)| at).chain([word.len()]);
    let mut longest = (0, 0);
    for (len, end) in (1..).zip(ends.take(LONGEST)) {
        let form = short(hash_bytes(&word.as_bytes()[..end]));
        if let Some(lists) = groups.get(form).map(|groups| groups >> 16).filter(|lists| *lists != 0) {
            longest = (len, lists);
        }
    }
    longest
}

const fn mixed(first: u32, second: u32) -> u32 {
    short(mix(first as u64 | (second as u64) << 32, 5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::FastMap;

    #[test]
    fn the_longest_listed_beginning_of_a_word_counts() {
        let form = |word: &str| short(hash_bytes(word.as_bytes()));
        let pairs: FastMap<u32, u32> =
            [(form("서울"), 4 << 16), (form("서울시"), 2 << 16), (form("서"), 77)].into_iter().collect();
        let bytes = Dictionary::write(&pairs);
        let groups = Dictionary::read(&bytes).expect("a dictionary");
        assert_eq!(listed("서울은", &groups), (2, 4));
        assert_eq!(listed("서울시가", &groups), (3, 2));
        assert_eq!(listed("서로", &groups), (0, 0));
    }
}
