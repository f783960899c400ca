//! Where something stands in a text.

/// A stretch of text: code points (not bytes) from `start` to `end`, `end` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Code points before the first character.
    pub start: u32,
    /// Code points before the first character that is no longer in it.
    pub end: u32,
}

impl Span {
    /// A span; an `end` before `start` is taken as empty.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Length in code points.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing lies in it.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether at least one code point lies in both.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The words of the span in `text`, or `None` where the text is too short.
    ///
    /// Walks the text from its start; use a [`CharIndex`] for many spans of one text.
    pub fn of(self, text: &str) -> Option<&str> {
        let mut offsets = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len()));
        let from = offsets.nth(self.start as usize)?;
        let to = if self.is_empty() { from } else { offsets.nth(self.len() as usize - 1)? };
        text.get(from..to)
    }
}

/// Turns byte offsets of one text into code points and back, in constant time for a short stretch.
#[derive(Debug, Clone)]
pub struct CharIndex {
    /// For each `STEP` bytes: code points that start before it. Empty for an ASCII text.
    chars_before: Vec<u32>,
    ascii: bool,
}

/// Bytes between two marks of a [`CharIndex`].
const STEP: usize = 64;

impl CharIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { chars_before: Vec::new(), ascii: true };
        }
        let mut chars_before = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(STEP) {
            chars_before.push(count);
            count += starts(chunk);
        }
        chars_before.push(count);
        Self { chars_before, ascii: false }
    }

    /// Code points before the byte offset `at`; `text` must be the text that the index was made of.
    pub fn chars(&self, text: &str, at: usize) -> u32 {
        if self.ascii {
            return at.min(text.len()) as u32;
        }
        let at = at.min(text.len());
        let mark = at / STEP;
        let before = self.chars_before.get(mark).copied().unwrap_or(0);
        before + starts(&text.as_bytes()[mark * STEP..at])
    }

    /// The span in code points of a range of bytes.
    pub fn span(&self, text: &str, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.chars(text, bytes.start), self.chars(text, bytes.end))
    }

    /// The byte offset of the code point number `chars`, the length of the text where it is shorter.
    pub fn bytes(&self, text: &str, chars: u32) -> usize {
        if self.ascii {
            return (chars as usize).min(text.len());
        }
        let mark = self.chars_before.partition_point(|&before| before <= chars).saturating_sub(1);
        let mut left = chars - self.chars_before.get(mark).copied().unwrap_or(0);
        let from = mark * STEP;
        for (at, &byte) in text.as_bytes().iter().enumerate().skip(from) {
            if byte & 0xC0 != 0x80 {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
        }
        text.len()
    }
}

/// How many code points start in these bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_counts_code_points() {
        assert_eq!(Span::new(0, 6).of("Россия и Корея"), Some("Россия"));
        assert_eq!(Span::new(9, 14).of("Россия и Корея"), Some("Корея"));
        assert_eq!(Span::new(9, 15).of("Россия и Корея"), None);
    }

    proptest! {
        #[test]
        fn bytes_and_code_points_agree(text in "\\PC{0,300}") {
            let index = CharIndex::new(&text);
            for (chars, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.chars(&text, at), chars as u32);
                prop_assert_eq!(index.bytes(&text, chars as u32), at);
            }
            prop_assert_eq!(index.chars(&text, text.len()) as usize, text.chars().count());
        }
    }
}
