//! The order in which the lines of a page are read: columns told by the gutters between them.

use super::{
    glyphs::Letter,
    lines::{self, Line},
};

/// A column has at least so many lines.
const FEWEST_LINES: usize = 4;

/// The lines of a column have at least so many characters on average; those of a table have fewer.
const SHORTEST: usize = 12;

/// Into how many strips the width of a region is divided.
const STRIPS: usize = 240;

/// Columns within columns.
const DEEPEST: usize = 4;

/// The lines of a page as they are read.
pub(super) fn reading_order(letters: Vec<Letter>) -> Vec<Line> {
    let pieces = lines::pieces(letters);
    let mut ordered = Vec::with_capacity(pieces.len());
    let mut block = 0;
    region(pieces, 0, &mut block, &mut ordered);
    ordered
}

fn region(mut pieces: Vec<Line>, depth: usize, block: &mut usize, ordered: &mut Vec<Line>) {
    pieces.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.left.total_cmp(&other.left)));
    let Some(gutter) = (depth < DEEPEST).then(|| gutter(&pieces)).flatten() else {
        *block += 1;
        let number = *block;
        ordered.extend(joined(pieces).into_iter().map(|line| Line { block: number, ..line }));
        return;
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut across = Vec::new();
    for piece in pieces {
        let crosses = piece.left < gutter && piece.right > gutter;
        if crosses {
            columns(&mut left, &mut right, depth, block, ordered);
            across.push(piece);
            continue;
        }
        if !across.is_empty() {
            region(std::mem::take(&mut across), depth + 1, block, ordered);
        }
        if piece.right <= gutter { left.push(piece) } else { right.push(piece) }
    }
    columns(&mut left, &mut right, depth, block, ordered);
    if !across.is_empty() {
        region(across, depth + 1, block, ordered);
    }
}

/// The left column, then the right one.
fn columns(
    left: &mut Vec<Line>,
    right: &mut Vec<Line>,
    depth: usize,
    block: &mut usize,
    ordered: &mut Vec<Line>,
) {
    for column in [left, right] {
        if !column.is_empty() {
            region(std::mem::take(column), depth + 1, block, ordered);
        }
    }
}

/// Pieces on one baseline become one line again: what was no gutter was a wide blank.
fn joined(pieces: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if (line.y - piece.y).abs() < 0.4 * line.size.min(piece.size) => {
                line.text.push(if piece.left - line.right > 2.0 * line.size { '\t' } else { ' ' });
                line.text.push_str(piece.text.trim_start());
                line.right = line.right.max(piece.right);
            }
            _ => lines.push(piece),
        }
    }
    lines
}

/// The middle of the gutter that parts the region best; `None` where there is one column.
fn gutter(pieces: &[Line]) -> Option<f64> {
    if pieces.len() < 2 * FEWEST_LINES {
        return None;
    }
    let start = pieces.iter().map(|piece| piece.left).fold(f64::INFINITY, f64::min);
    let end = pieces.iter().map(|piece| piece.right).fold(f64::NEG_INFINITY, f64::max);
    let strip = (end - start) / STRIPS as f64;
    if !(strip.is_finite() && strip > 0.0) {
        return None;
    }
    let at = |number: usize| start + strip * (number as f64 + 0.5);
    // The best strip, and how many strips beside it are as good: their middle is the gutter.
    let scores: Vec<Option<i64>> =
        (STRIPS / 8..STRIPS * 7 / 8).map(|number| score(pieces, at(number))).collect();
    let best = scores.iter().flatten().max().copied()?;
    let first = scores.iter().position(|score| *score == Some(best))?;
    let run = scores[first..].iter().take_while(|score| **score == Some(best)).count();
    Some(at(STRIPS / 8 + first + run / 2))
}

/// How well the place parts the lines into two columns; `None` where it does not.
fn score(pieces: &[Line], x: f64) -> Option<i64> {
    let (mut left, mut right) = (Side::default(), Side::default());
    let mut across = 0;
    for piece in pieces {
        if piece.right <= x {
            left.add(piece);
        } else if piece.left >= x {
            right.add(piece);
        } else {
            across += 1;
        }
    }
    let fewest = left.lines.min(right.lines);
    let long = |side: &Side| side.characters >= SHORTEST * side.lines;
    // Columns stand beside each other, not one above the other.
    let beside = left.bottom.min(right.bottom) - left.top.max(right.top);
    let lower = (left.bottom - left.top).min(right.bottom - right.top);
    let parts = fewest >= FEWEST_LINES && long(&left) && long(&right) && beside > 0.5 * lower;
    (parts && across <= left.lines + right.lines).then(|| fewest as i64 - 2 * across as i64)
}

#[derive(Debug)]
struct Side {
    lines: usize,
    characters: usize,
    top: f64,
    bottom: f64,
}

impl Default for Side {
    fn default() -> Self {
        Self { lines: 0, characters: 0, top: f64::INFINITY, bottom: f64::NEG_INFINITY }
    }
}

impl Side {
    fn add(&mut self, piece: &Line) {
        self.lines += 1;
        self.characters += piece.len();
        self.top = self.top.min(piece.y);
        self.bottom = self.bottom.max(piece.y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of a line, each half its size wide.
    fn line(text: &str, x: f64, y: f64) -> Vec<Letter> {
        let letter = |(at, char): (usize, char)| Letter {
            text: char.to_string(),
            x: x + 5.0 * at as f64,
            y,
            width: 5.0,
            size: 10.0,
        };
        text.chars().enumerate().map(letter).collect()
    }

    fn order(letters: Vec<Letter>) -> Vec<String> {
        reading_order(letters).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn two_columns_under_a_title_are_read_one_after_the_other() {
        let mut letters = line("A title that stands over both of the columns of the page", 50.0, 40.0);
        for number in 0..6 {
            let y = 70.0 + 12.0 * f64::from(number);
            // The columns need not stand on the same baselines.
            letters.extend(line(&format!("left line of text {number}"), 50.0, y));
            letters.extend(line(&format!("right line of text {number}"), 190.0, y + 5.0));
        }
        let order = order(letters);
        assert!(order[0].starts_with("A title"), "{order:?}");
        assert_eq!((order[1].as_str(), order[6].as_str()), ("left line of text 0", "left line of text 5"));
        assert_eq!((order[7].as_str(), order[12].as_str()), ("right line of text 0", "right line of text 5"));
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let mut letters = Vec::new();
        for number in 0..8 {
            let y = 70.0 + 12.0 * f64::from(number);
            letters.extend(line(&format!("199{number}"), 50.0, y));
            letters.extend(line(&format!("{number}00"), 150.0, y));
        }
        assert_eq!(order(letters)[..2], ["1990\t000", "1991\t100"]);
    }
}
