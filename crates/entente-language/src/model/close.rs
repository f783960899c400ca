//! Weights of few classes, beside the fingerprints of their features.
//!
//! A row of three weights is small enough to lie in the same block of memory as the fingerprint that leads to it: what
//! is found costs no second look into far memory. Blocks are laid out when a model is loaded, in less than a
//! millisecond, since a file cannot promise that they begin where lines of near memory do.

use std::sync::Arc;

use crate::model::table::{BATCH, SLOTS, Scores, Table, bucket_of, find};

/// Fingerprints of a bucket, then the rows of its slots.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Block([u8; 32]);

/// Where the rows begin in a block.
const ROWS: usize = 2 * SLOTS;

/// A table of at most six classes.
#[derive(Debug, Clone)]
pub(crate) struct CloseTable<const N: usize> {
    bits: u32,
    blocks: Arc<[Block]>,
}

impl<const N: usize> CloseTable<N> {
    /// Lays out a table of a model.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        const { assert!(ROWS + SLOTS * N <= size_of::<Block>(), "a bucket fits into a block") };
        let table = Table::<N>::read(bytes)?;
        let block = |(prints, rows): ([u8; ROWS], &[[u8; N]])| {
            let mut block = Block([0; 32]);
            block.0[..ROWS].copy_from_slice(&prints);
            let places = block.0[ROWS..].chunks_exact_mut(N.max(1));
            places.zip(rows).for_each(|(place, row)| place.copy_from_slice(row));
            block
        };
        Some(Self { bits: table.bits(), blocks: table.buckets().map(block).collect() })
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
                let first = block.and_then(|block| block.0.first_chunk());
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
                let row = &block.0[ROWS + place * N..][..N];
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
    use crate::model::Container;
    use crate::words::key;

    proptest! {
        #[test]
        fn both_layouts_score_alike(values in prop::collection::vec((0..96_u32, 0..18_u32, 0..18_u32, 0..18_u32), 0..90)) {
            let bytes = include_bytes!("../../../../models/en.bin");
            let model = Container::read(bytes, false).expect("the model that ships");
            let moves = model.get("moves").expect("moves");
            let table = Table::<3>::read(moves).expect("a table");
            let close = CloseTable::<3>::read(moves).expect("a table");
            let features: Vec<u64> =
                values.iter().map(|&(template, first, second, third)| key(template, first, second, third)).collect();
            let (mut one, mut other) = ([1; 3], [1; 3]);
            table.score(&features, &mut one);
            close.score(&features, &mut other);
            prop_assert_eq!(one, other);
        }
    }
}
