//! Text by the columns that it takes on a screen: a Hangul syllable takes two.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that a line takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `width` columns, broken between words; a word that is too long is broken
/// between its characters. At least one line; a `width` below 2 counts as 2, so that every character fits.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut taken = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let needed = columns(word);
        if taken > 0 && taken + 1 + needed > width {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        if taken > 0 {
            line.push(' ');
            taken += 1;
        }
        if needed <= width {
            line.push_str(word);
            taken += needed;
            continue;
        }
        for piece in word.graphemes(true) {
            let needed = columns(piece);
            if taken > 0 && taken + needed > width {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            line.push_str(piece);
            taken += needed;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text cut to `width` columns, with `…` (or `...`) where something is missing.
pub fn shorten(text: &str, width: usize, ascii: bool) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let dots = if ascii { "..." } else { "…" };
    let room = width.saturating_sub(columns(dots));
    let mut short = String::new();
    let mut taken = 0;
    for piece in text.graphemes(true) {
        taken += columns(piece);
        if taken > room {
            break;
        }
        short.push_str(piece);
    }
    short.truncate(short.trim_end().len());
    short.push_str(dots);
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hangul_takes_two_columns() {
        assert_eq!(columns("한국"), 4);
        assert_eq!(wrap("한국과 러시아", 6), ["한국과", "러시아"]);
        assert_eq!(wrap("한국과러시아", 5), ["한국", "과러", "시아"]);
        assert_eq!(shorten("한국과러시아", 5, false), "한국…");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(text in "[a-zа-я가-힣 ]{0,80}", width in 2usize..40) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|line| columns(line) <= width));
            let joined: String = lines.concat().split(' ').collect();
            let words: String = text.split(' ').collect();
            prop_assert_eq!(joined, words);
            prop_assert!(columns(&shorten(&text, width, false)) <= width);
        }
    }
}
