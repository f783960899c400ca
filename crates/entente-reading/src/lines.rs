//! The lines of a text with their places.

use std::ops::Range;

/// Each line with its bytes, its line end among them.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let bytes = start..start + line.len();
        start = bytes.end;
        (bytes, line)
    })
}
