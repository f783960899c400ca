//! Weights of hashed features.
//!
//! A table is an array of buckets with four slots each. A slot holds a fingerprint of 16 bits and a row of weights of
//! eight bits, one for each class. Fingerprints lie apart from the rows, so that a feature that is not in the model
//! (most are not) costs one look into a small block of memory. A foreign feature hits a slot by chance once in sixteen
//! thousand looks, which training does not notice.

/// Slots of a bucket.
pub(crate) const SLOTS: usize = 4;

/// Sums of weights, one for each class.
pub(crate) type Scores<const N: usize> = [i32; N];

/// A table that lies in the bytes of a model.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'m> {
    /// Number of buckets, a power of two, as its logarithm.
    bits: u32,
    classes: usize,
    fingerprints: &'m [u8],
    rows: &'m [u8],
}

/// The bytes that a [`Table`] is made over.
pub(crate) type TableBytes = Vec<u8>;

/// The bucket of a feature.
pub(crate) const fn bucket_of(hash: u64, bits: u32) -> usize {
    (hash >> (64 - bits)) as usize
}

/// What tells features of a bucket apart; zero marks an empty slot.
pub(crate) const fn fingerprint_of(hash: u64) -> u16 {
    ((hash >> 20) as u16) | 1
}

impl<'m> Table<'m> {
    /// Reads the header: logarithm of the number of buckets, number of classes.
    pub(crate) fn read(bytes: &'m [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at_checked(2)?;
        let (bits, classes) = (u32::from(header[0]), header[1] as usize);
        if !(1..=24).contains(&bits) {
            return None;
        }
        let slots = SLOTS << bits;
        let (fingerprints, rows) = rest.split_at_checked(slots * 2)?;
        (rows.len() == slots * classes).then_some(Self { bits, classes, fingerprints, rows })
    }

    /// The weights of a feature.
    #[inline]
    fn row(&self, hash: u64) -> Option<&'m [u8]> {
        let bucket = bucket_of(hash, self.bits);
        let prints = self.fingerprints.get(bucket * 2 * SLOTS..)?.first_chunk::<8>()?;
        let wanted = u64::from(fingerprint_of(hash)) * 0x0001_0001_0001_0001;
        let differences = u64::from_le_bytes(*prints) ^ wanted;
        // A lane of sixteen bits that is zero sets the top bit of its lane.
        let zeroes = differences.wrapping_sub(0x0001_0001_0001_0001) & !differences & 0x8000_8000_8000_8000;
        if zeroes == 0 {
            return None;
        }
        let slot = bucket * SLOTS + (zeroes.trailing_zeros() / 16) as usize;
        self.rows.get(slot * self.classes..(slot + 1) * self.classes)
    }

    /// Adds the weights of all features to `scores`.
    #[inline]
    pub(crate) fn score<const N: usize>(&self, features: &[u64], scores: &mut Scores<N>) {
        for &feature in features {
            if let Some(row) = self.row(feature) {
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += i32::from(weight.cast_signed());
                }
            }
        }
    }
}
