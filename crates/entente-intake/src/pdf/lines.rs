//! Letters to pieces of a line, with the blanks between words.

use super::glyphs::Letter;

/// A gap wider than this part of the font's size is a blank.
const BLANK: f64 = 0.18;

/// A gap wider than this part of the font's size may lie between two columns.
const WIDE: f64 = 0.9;

/// Words on one baseline without a wide gap between them.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The baseline.
    pub(super) y: f64,
    pub(super) size: f64,
    /// Which block of its page it belongs to; blocks are never one paragraph.
    pub(super) block: usize,
}

impl Line {
    fn of(letter: &Letter) -> Self {
        Self {
            text: letter.text.clone(),
            left: letter.x,
            right: letter.x + letter.width,
            y: letter.y,
            size: letter.size,
            block: 0,
        }
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.text.chars().count()
    }

    fn push(&mut self, letter: &Letter) {
        let gap = letter.x - self.right;
        let blank = self.text.ends_with(char::is_whitespace) || letter.text.starts_with(char::is_whitespace);
        if gap > BLANK * letter.size.min(self.size) && !blank {
            self.text.push(' ');
        }
        self.text.push_str(&letter.text);
        self.right = self.right.max(letter.x + letter.width);
        self.size = self.size.max(letter.size);
    }
}

/// Puts letters together to pieces of lines.
pub(super) fn pieces(mut letters: Vec<Letter>) -> Vec<Line> {
    letters.retain(|letter| letter.size > 0.5 && !letter.text.is_empty());
    // Rows first: the letters sorted by their baselines, a new row where the next baseline is too far.
    letters.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut pieces: Vec<Line> = Vec::new();
    let mut row: Vec<Letter> = Vec::new();
    for letter in letters {
        if row.last().is_some_and(|last| letter.y - last.y > 0.35 * letter.size.min(last.size)) {
            split_row(std::mem::take(&mut row), &mut pieces);
        }
        row.push(letter);
    }
    split_row(row, &mut pieces);
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces
}

/// The pieces of one row, from left to right.
fn split_row(mut row: Vec<Letter>, pieces: &mut Vec<Line>) {
    row.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut open: Option<Line> = None;
    let mut last: Option<(f64, String)> = None;
    for letter in row {
        // Bold letters are drawn twice by some programs, a hair apart.
        let again = last
            .as_ref()
            .is_some_and(|(x, text)| (letter.x - x).abs() < 0.1 * letter.size && *text == letter.text);
        if again && !letter.text.trim().is_empty() {
            continue;
        }
        last = Some((letter.x, letter.text.clone()));
        let is_blank = letter.text.trim().is_empty();
        match &mut open {
            Some(piece) if letter.x - piece.right <= WIDE * letter.size.max(piece.size) => {
                // A blank that a program stretches over the gap between columns is no bridge.
                if is_blank && letter.width > 2.0 * letter.size {
                    continue;
                }
                piece.push(&letter);
            }
            _ if is_blank => {}
            _ => pieces.extend(open.replace(Line::of(&letter))),
        }
    }
    pieces.extend(open);
}
