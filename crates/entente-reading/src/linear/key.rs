//! The number that stands for a feature: made from its parts, without writing it out.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// A feature by a hash of its kind and its words; of 2^64, so that no two of a file meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(u64);

/// The number of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordKey(u64);

impl WordKey {
    /// No word.
    pub(crate) const NONE: Self = Self(0);

    /// The number of this word.
    pub(crate) fn of(word: &str) -> Self {
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        Self(hasher.finish())
    }
}

impl Key {
    /// A feature of a kind with one word, or with two.
    pub(crate) const fn new(kind: u8, first: WordKey, second: WordKey) -> Self {
        Self(mix(mix(kind as u64, first.0), second.0))
    }

    /// A number that differs from key to key in its lowest bits already.
    pub(crate) const fn spread(self) -> usize {
        self.0 as usize
    }

    /// A feature as the file writes it: the kind, a colon, a word or two.
    pub(crate) fn of(feature: &str) -> Self {
        let (kind, words) = feature.split_once(':').unwrap_or(("", feature));
        let (first, second) = match words.split_once(' ') {
            Some((first, second)) => (WordKey::of(first), WordKey::of(second)),
            None => (WordKey::of(words), WordKey::NONE),
        };
        Self::new(kind.bytes().next().unwrap_or_default(), first, second)
    }
}

const fn mix(hash: u64, value: u64) -> u64 {
    let product = (hash.rotate_left(23) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 32)
}
