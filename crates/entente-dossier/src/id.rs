//! Ids of entries as people see them: a letter for the class and eleven characters, `e0k3v9c2m4x1`.
//!
//! A part from the front will do where it means one entry only.

use std::ops::RangeInclusive;

use crate::report::Class;

/// Bits of an id.
pub(crate) const BITS: u32 = 55;
/// Characters behind the letter; five bits each.
const LENGTH: usize = 11;
/// Digits and letters that are not mistaken for each other.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The first 64 bits of a digest.
pub(crate) fn leading(digest: &[u8; 32]) -> u64 {
    digest.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// The id as people see it.
pub(crate) fn written(class: Class, id: i64) -> String {
    let digit = |at: usize| ALPHABET[(id >> (5 * (LENGTH - 1 - at)) & 31) as usize] as char;
    std::iter::once(class.letter()).chain((0..LENGTH).map(digit)).collect()
}

/// The class and the ids that a written id, or the beginning of one, may mean; `None` where it is none.
pub(crate) fn read(text: &str) -> Option<(Class, RangeInclusive<i64>)> {
    let mut letters = text.chars();
    let class = Class::from_letter(letters.next()?.to_ascii_lowercase())?;
    let (mut id, mut length) = (0i64, 0);
    for letter in letters {
        let digit = ALPHABET.iter().position(|&known| known as char == letter.to_ascii_lowercase())?;
        id = id << 5 | digit as i64;
        length += 1;
    }
    let open = 5 * LENGTH.checked_sub(length)? as u32;
    (length > 0).then(|| (class, id << open..=(id << open | ((1i64 << open) - 1))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_reads_back(id in 0i64..(1 << BITS)) {
            let text = written(Class::Person, id);
            prop_assert_eq!(text.len(), 12);
            prop_assert_eq!(read(&text), Some((Class::Person, id..=id)));
            for length in 2..12 {
                let (_, range) = read(&text[..length]).unwrap();
                prop_assert!(range.contains(&id));
            }
        }
    }

    #[test]
    fn other_texts_are_no_ids() {
        for text in ["", "e", "x123", "e12!", "e0123456789ab"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
