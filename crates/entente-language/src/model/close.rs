//! Weights of few classes, beside the fingerprints of their features.
//!
//! A row of three weights is small enough to lie in the same block of memory as the fingerprint that leads to it: what
//! is found costs no second look into far memory. Blocks lie in the file as they are used, and the sections of a file
//! begin where lines of near memory do.

use crate::model::table::{BATCH, SLOTS, Scores, Table, TableBytes, bucket_of, find};

/// Fingerprints of a bucket, then the rows of its slots.
type Block = [u8; 32];

/// Where the rows begin in a block.
const ROWS: usize = 2 * SLOTS;

/// A table of at most six classes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CloseTable<'m, const N: usize> {
    bits: u32,
    blocks: &'m [Block],
}

impl<'m, const N: usize> CloseTable<'m, N> {
    /// Reads what [`CloseTable::lay_out`] has written.
    pub(crate) fn read(bytes: &'m [u8]) -> Option<Self> {
        let (head, blocks) = bytes.split_first_chunk::<{ size_of::<Block>() }>()?;
        let (bits, classes) = (u32::from(head[0]), head[1] as usize);
        let (blocks, rest) = blocks.as_chunks();
        let fits = (1..=24).contains(&bits) && classes == N && blocks.len() == 1 << bits && rest.is_empty();
        fits.then_some(Self { bits, blocks })
    }

    /// The bytes of a table with rows and fingerprints side by side: a block that tells its size, then a block a bucket.
    pub(crate) fn lay_out(table: &Table<'_, N>) -> TableBytes {
        const { assert!(ROWS + SLOTS * N <= size_of::<Block>(), "a bucket fits into a block") };
        let mut bytes = vec![0; size_of::<Block>()];
        (bytes[0], bytes[1]) = (table.bits() as u8, N as u8);
        for (prints, rows) in table.buckets() {
            let mut block: Block = [0; 32];
            block[..ROWS].copy_from_slice(&prints);
            let places = block[ROWS..].chunks_exact_mut(N.max(1));
            places.zip(rows).for_each(|(place, row)| place.copy_from_slice(row));
            bytes.extend_from_slice(&block);
        }
        bytes
    }

    /// Adds the weights of all features to `scores`, as [`Table::score`] does.
    #[inline]
    pub(crate) fn score(&self, features: &[u64], scores: &mut Scores<N>) {
        let mut sums = *scores;
        for features in features.chunks(BATCH) {
            let mut prints = [0_u64; BATCH];
            let mut slots = [0_u32; BATCH];
            for (place, &feature) in prints.iter_mut().zip(features) {
                let block = self.blocks.get(bucket_of(feature, self.bits));
                let first = block.and_then(|block| block.first_chunk());
                *place = first.map_or(0, |prints| u64::from_le_bytes(*prints));
            }
            let mut hits = 0;
            for (&found, &feature) in prints.iter().zip(features) {
                let (place, hit) = find(found, feature);
                // There are no more hits than features; the remainder only shows it to the compiler.
                slots[hits % BATCH] = (bucket_of(feature, self.bits) * SLOTS) as u32 + place % SLOTS as u32;
                hits += usize::from(hit);
            }
            for &slot in slots.get(..hits).unwrap_or(&slots) {
                let (bucket, place) = (slot as usize / SLOTS, slot as usize % SLOTS);
                let Some(block) = self.blocks.get(bucket) else { continue };
                let row = &block[ROWS + place * N..][..N];
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
                }
            }
        }
        *scores = sums;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::train::learner::Learner;
    use crate::words::key;

    proptest! {
        #[test]
        fn both_layouts_score_alike(values in prop::collection::vec((0..96_u32, 0..18_u32, 0..18_u32, 0..18_u32), 0..90)) {
            let mut learner = Learner::new(3);
            for template in 0..96 {
                for value in 0..18 {
                    learner.tick();
                    learner.update(&[key(template, value, template % 18, 0)], (value % 3) as usize, 1.0);
                    learner.update(&[key(template, value, 0, value)], (template % 3) as usize, -2.0);
                }
            }
            let bytes = learner.table(5000);
            let table = Table::<3>::read(&bytes).expect("a table");
            let blocks = CloseTable::lay_out(&table);
            let close = CloseTable::<3>::read(&blocks).expect("a table");
            prop_assert!(CloseTable::<3>::read(&blocks[..blocks.len() - 1]).is_none());
            let features: Vec<u64> =
                values.iter().map(|&(template, first, second, third)| key(template, first, second, third)).collect();
            let (mut one, mut other) = ([1; 3], [1; 3]);
            table.score(&features, &mut one);
            close.score(&features, &mut other);
            prop_assert_eq!(one, other);
        }
    }
}
