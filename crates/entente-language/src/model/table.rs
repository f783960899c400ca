//! Weights of hashed features.
//!
//! A table is an array of buckets with four slots each. A slot holds a fingerprint of 16 bits and a row of weights of
//! eight bits, one for each class. Fingerprints lie apart from the rows, so that a feature that is not in the model
//! (most are not) costs one look into a small block of memory. A foreign feature hits a slot by chance once in sixteen
//! thousand looks, which training does not notice.

/// Slots of a bucket.
pub(crate) const SLOTS: usize = 4;

/// Features that are looked up together.
pub(crate) const BATCH: usize = 32;

/// The most classes: a row is one or two lines of near memory.
const MOST_CLASSES: usize = 64;

/// Sums of weights, one for each class. A decision has at most 256 features, so sixteen bits hold their sum.
pub(crate) type Scores<const N: usize> = [i16; N];

/// A table that lies in the bytes of a model.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'m, const N: usize> {
    /// Number of buckets, a power of two, as its logarithm.
    bits: u32,
    /// The fingerprints of each bucket.
    fingerprints: &'m [[u8; 2 * SLOTS]],
    rows: &'m [[u8; N]],
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

impl<'m, const N: usize> Table<'m, N> {
    /// Reads the header: logarithm of the number of buckets, number of classes, which must be `N`.
    pub(crate) fn read(bytes: &'m [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at_checked(2)?;
        let (bits, classes) = (u32::from(header[0]), header[1] as usize);
        if !(1..=24).contains(&bits) || classes != N || N > MOST_CLASSES {
            return None;
        }
        let slots = SLOTS << bits;
        let (fingerprints, rows) = rest.split_at_checked(slots * 2)?;
        let (fingerprints, _) = fingerprints.as_chunks();
        let (rows, rest) = rows.as_chunks();
        (rows.len() == slots && rest.is_empty()).then_some(Self { bits, fingerprints, rows })
    }

    /// The logarithm of the number of buckets.
    pub(crate) const fn bits(&self) -> u32 {
        self.bits
    }

    /// The fingerprints and the rows of each bucket.
    pub(crate) fn buckets(&self) -> impl Iterator<Item = ([u8; 2 * SLOTS], &'m [[u8; N]])> + use<'m, N> {
        self.fingerprints.iter().copied().zip(self.rows.chunks(SLOTS))
    }

    /// Adds the weights of all features to `scores`.
    ///
    /// A model is larger than the near memory of a processor, most features are not in it, and which are cannot be
    /// foreseen. So the work is done in rounds without a jump that could be guessed wrongly, each of them so short that
    /// many loads are under way at a time: the slots that hit are written one after another, then their rows are added.
    #[inline]
    pub(crate) fn score(&self, features: &[u64], scores: &mut Scores<N>) {
        let mut sums = *scores;
        let mut slots = [0_u32; BATCH];
        for features in features.chunks(BATCH) {
            let mut hits = 0;
            for &feature in features {
                let bucket = bucket_of(feature, self.bits);
                let prints = self.fingerprints.get(bucket).copied().unwrap_or_default();
                let (place, hit) = find(u64::from_le_bytes(prints), feature);
                // There are no more hits than features; the remainder only shows it to the compiler.
                slots[hits % BATCH] = (bucket * SLOTS) as u32 + place;
                hits += usize::from(hit);
            }
            for &slot in slots.get(..hits).unwrap_or(&slots) {
                let Some(row) = self.rows.get(slot as usize) else { continue };
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
                }
            }
        }
        *scores = sums;
    }
}

/// Looks for a feature among the fingerprints of its bucket: its place, and whether it is there at all.
#[inline]
pub(crate) const fn find(prints: u64, feature: u64) -> (u32, bool) {
    let wanted = fingerprint_of(feature) as u64 * 0x0001_0001_0001_0001;
    let differences = prints ^ wanted;
    // A lane of sixteen bits that is zero sets the top bit of its lane.
    let zeroes = differences.wrapping_sub(0x0001_0001_0001_0001) & !differences & 0x8000_8000_8000_8000;
    (zeroes.trailing_zeros() / 16, zeroes != 0)
}
