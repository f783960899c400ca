//! A small fast hash for feature keys and lexicons. Its values are part of the model files: changing it makes
//! every trained model worthless.

use std::hash::{BuildHasherDefault, Hasher};

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes a value into a hash.
#[inline]
pub(crate) const fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash ^ value).wrapping_mul(MULTIPLIER);
    mixed ^ (mixed >> 29)
}

/// The hash of some bytes, eight at a time.
#[inline]
pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    let rest = chunks.remainder();
    let mut word = 0_u64;
    for (place, byte) in rest.iter().enumerate() {
        word |= u64::from(*byte) << (8 * place);
    }
    mix(hash, word)
}

/// [`hash_bytes`] as a hasher of the standard collections.
#[derive(Default)]
pub(crate) struct FastHasher(u64);

impl Hasher for FastHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, hash_bytes(bytes));
    }

    fn write_u8(&mut self, value: u8) {
        self.0 = mix(self.0, u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = mix(self.0, u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = mix(self.0, value);
    }
}

/// A map on [`FastHasher`].
pub(crate) type FastMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<FastHasher>>;

/// A set on [`FastHasher`].
pub(crate) type FastSet<K> = std::collections::HashSet<K, BuildHasherDefault<FastHasher>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_fixed_because_models_hold_them() {
        assert_eq!(hash_bytes(b"minister"), 0x5FB0_49F5_8689_796F);
        assert_eq!(hash_bytes("정상회담을".as_bytes()), 0x780E_1D9E_3919_9068);
    }

    #[test]
    fn length_counts_where_the_rest_is_zero() {
        assert_ne!(hash_bytes(b"a"), hash_bytes(b"a\0"));
    }
}
