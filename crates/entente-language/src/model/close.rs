//! Weights of three classes, beside the fingerprints of their features.
//!
//! The rows of a bucket are small enough to lie in the same block of memory as the fingerprints that lead to them: what
//! is found costs no second look into far memory. A block is two vectors of eight numbers of sixteen bits: four
//! fingerprints and the weights of their slots for the first class, then those for the second and for the third. So a
//! feature is looked for in all four slots at a time, and what is not there adds zeroes, without a jump. Blocks lie in
//! the file as they are used, and the sections of a file begin where lines of near memory do.

use wide::{i16x8, u64x2};

use crate::model::table::{SLOTS, Scores, Table, TableBytes, bucket_of, fingerprint_of};

/// Classes of a table.
const CLASSES: usize = 3;

/// Fingerprints of a bucket, then the weights of its slots, class by class, the lower byte of each number first.
type Block = [u8; 2 * SLOTS * (1 + CLASSES)];

/// A table of three classes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CloseTable<'m> {
    bits: u32,
    blocks: &'m [Block],
}

/// Eight numbers of sixteen bits as they lie in a file.
#[inline]
fn numbers(bytes: [u8; 16]) -> i16x8 {
    let numbers: i16x8 = bytemuck::cast(bytes);
    if cfg!(target_endian = "little") { numbers } else { i16x8::new(numbers.to_array().map(i16::from_le)) }
}

impl<'m> CloseTable<'m> {
    /// Reads what [`CloseTable::lay_out`] has written.
    pub(crate) fn read(bytes: &'m [u8]) -> Option<Self> {
        let (head, blocks) = bytes.split_first_chunk::<{ size_of::<Block>() }>()?;
        let (bits, classes) = (u32::from(head[0]), head[1] as usize);
        let (blocks, rest) = blocks.as_chunks();
        let fits =
            (1..=24).contains(&bits) && classes == CLASSES && blocks.len() == 1 << bits && rest.is_empty();
        fits.then_some(Self { bits, blocks })
    }

    /// The bytes of a table with rows and fingerprints side by side: a block that tells its size, then a block a bucket.
    pub(crate) fn lay_out(table: &Table<'_, CLASSES>) -> TableBytes {
        let mut bytes = vec![0; size_of::<Block>()];
        (bytes[0], bytes[1]) = (table.bits() as u8, CLASSES as u8);
        for (prints, rows) in table.buckets() {
            bytes.extend_from_slice(&prints);
            let (numbers, _) = prints.as_chunks::<2>();
            for class in 0..CLASSES {
                for (slot, row) in rows.iter().enumerate() {
                    // A slot behind one with the same fingerprint is never reached.
                    let first = numbers.iter().position(|print| *print == numbers[slot]) == Some(slot);
                    let weight = if first { i16::from(row[class].cast_signed()) } else { 0 };
                    bytes.extend_from_slice(&weight.to_le_bytes());
                }
            }
        }
        bytes
    }

    /// Adds the weights of all features to `scores`, as [`Table::score`] does.
    #[inline]
    pub(crate) fn score(&self, features: &[u64], scores: &mut Scores<CLASSES>) {
        // The lower half of `low` sums up fingerprints, which nobody asks for.
        let (mut low, mut high) = (i16x8::ZERO, i16x8::ZERO);
        for &feature in features {
            let Some(block) = self.blocks.get(bucket_of(feature, self.bits)) else { continue };
            let [first, second]: [[u8; 16]; 2] = bytemuck::cast(*block);
            let (first, second) = (numbers(first), numbers(second));
            let [prints, _]: [u64; 2] = bytemuck::cast(first);
            let prints: i16x8 = bytemuck::cast(u64x2::splat(prints));
            let found = prints.simd_eq(i16x8::splat(fingerprint_of(feature).cast_signed()));
            low += first & found;
            high += second & found;
        }
        let sum = |slots: &[i16]| slots.iter().fold(0_i16, |sum, weight| sum.wrapping_add(*weight));
        let ([.., first], [second, third]): ([[i16; SLOTS]; 2], [[i16; SLOTS]; 2]) =
            (bytemuck::cast(low), bytemuck::cast(high));
        for (score, slots) in scores.iter_mut().zip([first, second, third]) {
            *score = score.wrapping_add(sum(&slots));
        }
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
            let close = CloseTable::read(&blocks).expect("a table");
            prop_assert!(CloseTable::read(&blocks[..blocks.len() - 1]).is_none());
            let features: Vec<u64> =
                values.iter().map(|&(template, first, second, third)| key(template, first, second, third)).collect();
            let (mut one, mut other) = ([1; 3], [1; 3]);
            table.score(&features, &mut one);
            close.score(&features, &mut other);
            prop_assert_eq!(one, other);
        }
    }
}
