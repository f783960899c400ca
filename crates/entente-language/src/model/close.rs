//! Weights of few classes, beside the fingerprints of their features.
//!
//! A row of three weights is small enough to lie in the same block of memory as the fingerprint that leads to it: what
//! is found costs no second look into far memory. Blocks lie in the file as they are used, and the sections of a file
//! begin where lines of near memory do.

use crate::model::table::{SLOTS, Scores, Table, TableBytes, bucket_of, find};

/// Fingerprints of a bucket, then the rows of its slots.
type Block = [u8; 32];

/// Where the rows begin in a block.
const ROWS: usize = 2 * SLOTS;

/// A table of at most four classes.
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
    ///
    /// There is no jump that could be guessed wrongly: what is not there is added as nothing. The weights of a row are
    /// added at once, each in sixteen bits of a number of its own, moved up by [`BIAS`] so that none is below zero.
    #[inline]
    pub(crate) fn score(&self, features: &[u64], scores: &mut Scores<N>) {
        const { assert!(N <= LANES, "a row fits into the lanes") };
        let (mut even, mut odd, mut hits) = (0_u64, 0_u64, 0_u32);
        // Sums of more rows could run over into the next lane.
        for features in features.chunks(MOST_ROWS) {
            let (mut near, mut far) = (0_u32, 0_u32);
            for &feature in features {
                let Some(block) = self.blocks.get(bucket_of(feature, self.bits)) else { continue };
                let (prints, rows) = block.split_at(ROWS);
                let prints = prints.first_chunk().map_or(0, |prints| u64::from_le_bytes(*prints));
                let (place, hit) = find(prints, feature);
                let place = place as usize * N;
                let row = rows.get(place..place + LANES).and_then(<[u8]>::first_chunk);
                let row = row.map_or(0, |row| u32::from_le_bytes(*row)) ^ 0x8080_8080;
                let row = row & u32::from(hit).wrapping_neg();
                near += row & 0x00FF_00FF;
                far += row >> 8 & 0x00FF_00FF;
                hits += u32::from(hit);
            }
            even += widen(near);
            odd += widen(far);
        }
        for (class, score) in scores.iter_mut().enumerate() {
            let lanes = if class % 2 == 0 { even } else { odd };
            let sum = (lanes >> (class / 2 * 32)) as u32;
            *score = score.wrapping_add(sum.wrapping_sub(hits * BIAS) as i16);
        }
    }
}

/// What is added to a weight of eight bits so that it is not below zero.
const BIAS: u32 = 128;

/// Weights that are added at once.
const LANES: usize = 4;

/// So many rows of weights below 256 sum up to less than two to the sixteenth.
const MOST_ROWS: usize = 256;

/// Two sums of sixteen bits as two of thirty-two.
const fn widen(sums: u32) -> u64 {
    (sums & 0xFFFF) as u64 | ((sums >> 16) as u64) << 32
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
