//! What keeps the work on a text of any size in proportion to its size.

use std::ops::Range;

/// The longest stretch that is read as one sentence, in bytes; longer ones are no sentences and come in pieces.
const LONGEST: usize = 6_000;

/// The sentences, those of absurd length cut at blanks.
pub(crate) fn pieces(text: &str, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut start = sentence.start;
        while sentence.end > start && sentence.end - start > LONGEST {
            let limit = floor_char(text, start + LONGEST);
            let Some(part) = text.get(start..limit) else { break };
            let cut = part.rfind(char::is_whitespace).filter(|&at| at > 0).map_or(limit, |at| start + at);
            out.push(start..cut);
            start = cut;
        }
        if text.get(start..sentence.end).is_some() {
            out.push(start..sentence.end);
        }
    }
    out
}

/// The items that begin within a span, of items in the order of their starts.
pub(crate) fn starting_in<T>(
    items: &[T],
    start_of: impl Fn(&T) -> usize,
    span: &Range<usize>,
) -> Range<usize> {
    let first = items.partition_point(|item| start_of(item) < span.start);
    let last = items.partition_point(|item| start_of(item) < span.end);
    first..last.max(first)
}

/// The start of the character that a byte lies in.
pub(crate) fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The start of the line that holds a byte, looked for over so many bytes; `None` where it is further off.
pub(crate) fn line_start(text: &str, at: usize, reach: usize) -> Option<usize> {
    let from = floor_char(text, at.saturating_sub(reach));
    match text[from..at].rfind('\n') {
        Some(found) => Some(from + found + 1),
        None => (from == 0).then_some(0),
    }
}

/// The sentence that holds a byte, of sentences in order.
pub(crate) fn sentence_of(sentences: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let after = sentences.partition_point(|sentence| sentence.start <= at);
    sentences.get(after.checked_sub(1)?).filter(|sentence| sentence.contains(&at))
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_end_comes_in_pieces_that_join() {
        let text = "слово ".repeat(5_000);
        let parts = pieces(&text, &[0..text.len()]);
        assert!(parts.len() > 5);
        assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!(parts.last().map(|last| last.end), Some(text.len()));
        assert_eq!(pieces("short", &[0..5]), [0..5]);
    }

    #[test]
    fn the_sentence_of_a_byte_is_found() {
        let sentences = [0..5, 7..9];
        assert_eq!(sentence_of(&sentences, 4), Some(&(0..5)));
        assert_eq!(sentence_of(&sentences, 6), None);
        assert_eq!(sentence_of(&sentences, 8), Some(&(7..9)));
    }
}
