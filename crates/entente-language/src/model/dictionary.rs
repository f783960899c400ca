//! Numbers by hashed key, read in place.

use crate::hash::FastMap;

const ENTRY: usize = 8;
/// Entries looked at from the place where a key belongs.
const REACH: usize = 128;

/// A map from hashes of 32 bits to numbers, as an open table of pairs, two thirds of it taken. Zero is no key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dictionary<'m> {
    slots: u32,
    entries: &'m [u8],
}

impl<'m> Dictionary<'m> {
    pub(crate) fn read(bytes: &'m [u8]) -> Option<Self> {
        let (header, entries) = bytes.split_first_chunk::<4>()?;
        let slots = u32::from_le_bytes(*header);
        let fits = slots > 0 && entries.len() == (slots as usize + REACH) * ENTRY;
        fits.then_some(Self { slots, entries })
    }

    /// The number of a key.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<u32> {
        let first = place(key, self.slots) * ENTRY;
        for entry in self.entries.get(first..first + REACH * ENTRY)?.chunks_exact(ENTRY) {
            let found = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
            if found == key {
                return Some(u32::from_le_bytes([entry[4], entry[5], entry[6], entry[7]]));
            }
            if found == 0 {
                return None;
            }
        }
        None
    }

    /// The table of some pairs; of keys that find no place the last ones are dropped.
    pub(crate) fn write(pairs: &FastMap<u32, u32>) -> Vec<u8> {
        let slots = (pairs.len() * 3 / 2).max(4) as u32;
        let mut entries = vec![(0_u32, 0_u32); slots as usize + REACH];
        let mut sorted: Vec<_> = pairs.iter().filter(|(key, _)| **key != 0).collect();
        sorted.sort_unstable();
        for (key, value) in sorted {
            let first = place(*key, slots);
            if let Some(free) = entries[first..first + REACH].iter_mut().find(|entry| entry.0 == 0) {
                *free = (*key, *value);
            }
        }
        let mut bytes = slots.to_le_bytes().to_vec();
        for (key, value) in entries {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        bytes
    }
}

/// Where a key belongs among so many places.
const fn place(key: u32, slots: u32) -> usize {
    let spread = key.wrapping_mul(0x9E37_79B1) as u64;
    ((spread * slots as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_found() {
        let pairs: FastMap<u32, u32> = (1..10_000).map(|key: u32| (key.wrapping_mul(77_777), key)).collect();
        let bytes = Dictionary::write(&pairs);
        let dictionary = Dictionary::read(&bytes).expect("a dictionary");
        assert!(pairs.iter().all(|(key, value)| dictionary.get(*key) == Some(*value)));
        assert_eq!(dictionary.get(12_345), None);
        assert!(bytes.len() < 10_000 * ENTRY * 8 / 5, "{}", bytes.len());
        assert!(Dictionary::read(&bytes[..bytes.len() - 1]).is_none());
    }
}
