//! Numbers by hashed key, read in place.

use crate::hash::FastMap;

const ENTRY: usize = 8;
/// Entries looked at from the place where a key belongs.
const REACH: usize = 16;

/// A map from hashes of 32 bits to numbers, as an open table of pairs. Zero is no key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dictionary<'m> {
    mask: usize,
    entries: &'m [u8],
}

impl<'m> Dictionary<'m> {
    pub(crate) fn read(bytes: &'m [u8]) -> Option<Self> {
        let (header, entries) = bytes.split_first_chunk::<4>()?;
        let slots = u32::from_le_bytes(*header) as usize;
        let fits = slots.is_power_of_two() && entries.len() == (slots + REACH) * ENTRY;
        fits.then(|| Self { mask: slots - 1, entries })
    }

    /// The number of a key.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<u32> {
        let first = (spread(key) & self.mask) * ENTRY;
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
        let slots = (pairs.len() * 5 / 3).max(4).next_power_of_two();
        let mut entries = vec![(0_u32, 0_u32); slots + REACH];
        let mut sorted: Vec<_> = pairs.iter().filter(|(key, _)| **key != 0).collect();
        sorted.sort_unstable();
        for (key, value) in sorted {
            let first = spread(*key) & (slots - 1);
            if let Some(free) = entries[first..first + REACH].iter_mut().find(|entry| entry.0 == 0) {
                *free = (*key, *value);
            }
        }
        let mut bytes = (slots as u32).to_le_bytes().to_vec();
        for (key, value) in entries {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        bytes
    }
}

const fn spread(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_found() {
        let pairs: FastMap<u32, u32> = (1..1000).map(|key: u32| (key.wrapping_mul(77_777), key)).collect();
        let bytes = Dictionary::write(&pairs);
        let dictionary = Dictionary::read(&bytes).expect("a dictionary");
        assert!(pairs.iter().all(|(key, value)| dictionary.get(*key) == Some(*value)));
        assert_eq!(dictionary.get(12_345), None);
        assert!(Dictionary::read(&bytes[..bytes.len() - 1]).is_none());
    }
}
