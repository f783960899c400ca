//! What the models see of a word: hashes of its form and its parts, computed once.

use crate::hash::{hash_bytes, mix};
use crate::tokenise::{Class, class_of};

/// Longest suffix that features look at, in characters.
pub(crate) const SUFFIXES: usize = 5;
/// Longest prefix that features look at, in characters.
pub(crate) const PREFIXES: usize = 3;

/// A word as hashes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct WordView {
    /// The word in small letters, digits as `0`.
    pub(crate) form: u32,
    /// Endings of one to five characters; longer than the word means zero.
    pub(crate) suffixes: [u32; SUFFIXES],
    /// Beginnings of one to three characters.
    pub(crate) prefixes: [u32; PREFIXES],
    /// Case, digits and hyphens.
    pub(crate) shape: Shape,
    /// The group of words that are used alike, zero for none.
    pub(crate) cluster: u32,
    /// The lists of names that it stands in, a bit each.
    pub(crate) lists: u32,
}

impl WordView {
    /// Beyond the ends of a sentence.
    pub(crate) const OUTSIDE: Self = Self {
        form: 1,
        suffixes: [1; SUFFIXES],
        prefixes: [1; PREFIXES],
        shape: Shape::OUTSIDE,
        cluster: 0,
        lists: 0,
    };

    /// Notes what the table of groups and lists says of the word: the group in the lower half, lists in the upper one.
    pub(crate) const fn set_groups(&mut self, groups: u32) {
        self.cluster = groups & 0xFFFF;
        self.lists = groups >> 16;
    }
}

/// The look of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Shape(u16);

impl Shape {
    const FIRST_UPPER: u16 = 1;
    const ALL_UPPER: u16 = 2;
    const LATER_UPPER: u16 = 4;
    const DIGIT: u16 = 8;
    const ALL_DIGITS: u16 = 16;
    const HYPHEN: u16 = 32;
    const STOP: u16 = 64;
    const SYMBOLS: u16 = 128;
    const NO_CASE: u16 = 256;
    const ONE: u16 = 512;
    /// Beyond the ends of a sentence.
    pub(crate) const OUTSIDE: Self = Self(1024);

    pub(crate) const fn bits(self) -> u32 {
        self.0 as u32
    }

    pub(crate) const fn starts_upper(self) -> bool {
        self.0 & Self::FIRST_UPPER != 0
    }

    pub(crate) const fn has_upper(self) -> bool {
        self.0 & (Self::FIRST_UPPER | Self::LATER_UPPER) != 0
    }

    pub(crate) const fn has_digit(self) -> bool {
        self.0 & Self::DIGIT != 0
    }

    fn of(word: &str) -> Self {
        let mut bits = 0;
        let (mut letters, mut upper, mut digits, mut all) = (0, 0, 0, 0_usize);
        for (index, character) in word.chars().enumerate() {
            all += 1;
            match class_of(character) {
                Class::Upper => {
                    letters += 1;
                    upper += 1;
                    bits |= if index == 0 { Self::FIRST_UPPER } else { Self::LATER_UPPER };
                }
                Class::Lower => letters += 1,
                Class::Letter => {
                    letters += 1;
                    bits |= Self::NO_CASE;
                }
                Class::Digit => digits += 1,
                _ if character == '-' => bits |= Self::HYPHEN,
                _ if character == '.' => bits |= Self::STOP,
                _ => {}
            }
        }
        let flags = [
            (letters > 0 && upper == letters, Self::ALL_UPPER),
            (digits > 0, Self::DIGIT),
            (digits > 0 && letters == 0, Self::ALL_DIGITS),
            (letters + digits == 0, Self::SYMBOLS),
            (all == 1, Self::ONE),
        ];
        Self(flags.into_iter().filter(|(set, _)| *set).fold(bits, |bits, (_, flag)| bits | flag))
    }
}

impl WordView {
    /// Looks at a word; `buffer` is scratch space.
    pub(crate) fn new(word: &str, buffer: &mut String) -> Self {
        normalise(word, buffer);
        let mut view =
            Self { form: short(hash_bytes(buffer.as_bytes())), shape: Shape::of(word), ..Self::default() };
        let mut ends = buffer.char_indices().rev();
        for suffix in &mut view.suffixes {
            let Some((at, _)) = ends.next() else { break };
            *suffix = short(hash_bytes(&buffer.as_bytes()[at..]));
        }
        let mut starts = buffer.char_indices().skip(1).map(|(at, _)| at).chain([buffer.len()]);
        for prefix in &mut view.prefixes {
            let Some(end) = starts.next() else { break };
            *prefix = short(hash_bytes(&buffer.as_bytes()[..end]));
        }
        view
    }
}

/// Small letters, every digit `0`, typographic apostrophes straight. Only the ends of very long words count.
pub(crate) fn normalise(word: &str, buffer: &mut String) {
    buffer.clear();
    let word = if word.len() > 256 { shorten(word) } else { word };
    for character in word.chars() {
        match character {
            '0'..='9' => buffer.push('0'),
            '’' | '‘' | '`' => buffer.push('\''),
            'a'..='z' => buffer.push(character),
            'A'..='Z' => buffer.push(character.to_ascii_lowercase()),
            '\u{AD}' => {}
            _ => buffer.extend(character.to_lowercase()),
        }
    }
}

fn shorten(word: &str) -> &str {
    let end = (0..=256).rev().find(|&at| word.is_char_boundary(at)).unwrap_or(0);
    &word[..end]
}

/// The half of a hash that features keep.
pub(crate) const fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The key of a feature: its template and up to three values.
#[inline]
pub(crate) const fn key(template: u32, first: u32, second: u32, third: u32) -> u64 {
    let values = first as u64 | (second as u64) << 32;
    // Templates must not differ by a few low bits only: small values would then collide.
    mix(mix(values, (template as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93)), third as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_do_not_see_case_but_shape_does() {
        let mut buffer = String::new();
        let (upper, lower) = (WordView::new("Moscow", &mut buffer), WordView::new("moscow", &mut buffer));
        assert_eq!(upper.form, lower.form);
        assert_eq!(upper.suffixes, lower.suffixes);
        assert_ne!(upper.shape, lower.shape);
        assert!(upper.shape.starts_upper());
        assert_eq!(WordView::new("3.5", &mut buffer).form, WordView::new("7.1", &mut buffer).form);
    }

    #[test]
    fn short_words_have_few_parts() {
        let view = WordView::new("at", &mut String::new());
        assert_eq!(view.suffixes[2..], [0, 0, 0]);
        assert_ne!(view.suffixes[0], 0);
        assert_eq!(view.suffixes[1], view.form);
        assert_eq!(view.prefixes[2], 0);
    }

    #[test]
    fn keys_of_different_templates_and_values_differ() {
        let keys = [key(0, 1, 2, 3), key(1, 1, 2, 3), key(0, 2, 1, 3), key(0, 1, 3, 2), key(0, 1, 2, 0)];
        for (index, one) in keys.iter().enumerate() {
            assert!(keys[index + 1..].iter().all(|other| one != other));
        }
    }
}
