//! A small hash for short words: the tagger looks up every word of a text.

use std::hash::{BuildHasherDefault, Hasher};

/// Hash state; multiplies and rotates eight bytes at a time.
///
/// Packs are trusted data and texts are only looked up, never inserted, so no text can make collisions pile up.
#[derive(Default, Clone, Copy)]
pub(super) struct WordHasher(u64);

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl WordHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    }
}

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(u64::from_le_bytes([
                chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7],
            ]));
        }
        let mut rest = bytes.len() as u64;
        for &byte in chunks.remainder() {
            rest = rest << 8 | u64::from(byte);
        }
        self.add(rest);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }
}

/// A map from words.
pub(super) type WordMap<V> = std::collections::HashMap<Box<str>, V, BuildHasherDefault<WordHasher>>;
