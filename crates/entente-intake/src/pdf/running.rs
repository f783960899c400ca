//! Lines to paragraphs, pages to one text; heads and feet that run over the pages are left out.

use std::collections::HashMap;

use entente_model::Letter as _;

use super::{PdfText, lines::Line};

/// A head or foot stands on at least so many pages.
const FEWEST_PAGES: usize = 3;

/// How many lines at each end of a page may be a head or foot.
const EDGE: usize = 3;

/// Puts the pages together.
pub(super) fn put_together(pages: Vec<Vec<Line>>, found: &mut PdfText) {
    let running = running(&pages);
    for (number, mut lines) in pages.into_iter().enumerate() {
        let mut left_out = Vec::new();
        let ends = edges(&lines);
        let mut at = 0;
        lines.retain(|line| {
            let edge = ends.contains(&at);
            at += 1;
            let runs = edge
                && (running.get(&shape(line)).is_some_and(|&pages| pages >= FEWEST_PAGES)
                    || is_number(&line.text));
            if runs {
                left_out.push(line.text.trim().to_owned());
            }
            !runs
        });
        page(number + 1, &lines, found);
        let end = found.text.len();
        found.running.extend(left_out.into_iter().map(|words| (end, words)));
    }
}

/// The numbers of the lines that stand highest and lowest.
fn edges(lines: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&one, &other| lines[one].y.total_cmp(&lines[other].y));
    let last = order.len().saturating_sub(EDGE).max(EDGE.min(order.len()));
    let mut edges: Vec<usize> = order.iter().take(EDGE).chain(&order[last..]).copied().collect();
    edges.sort_unstable();
    edges
}

/// On how many pages each line at an edge stands, numbers aside.
fn running(pages: &[Vec<Line>]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for lines in pages {
        let mut shapes: Vec<String> = edges(lines).into_iter().map(|at| shape(&lines[at])).collect();
        shapes.sort_unstable();
        shapes.dedup();
        for shape in shapes {
            *counts.entry(shape).or_default() += 1;
        }
    }
    counts
}

/// A line with its numbers made alike, and its size: the title of a document may run over the pages in small letters.
fn shape(line: &Line) -> String {
    let mut shape = format!("{:.0}:", line.size);
    for char in line.text.trim().chars() {
        match (char.is_ascii_digit(), shape.ends_with('#')) {
            (true, true) => {}
            (true, false) => shape.push('#'),
            (false, _) => shape.push(char),
        }
    }
    shape
}

/// The number of a page alone, `12`, `- 12 -`, `12/40`.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.chars().all(|char| {
        char.is_ascii_digit() || char.is_whitespace() || matches!(char, '-' | '–' | '—' | '/' | '|')
    });
    rest && (1..=3).contains(&digits) || rest && text.contains('/') && digits <= 8 && digits > 0
}

/// Adds the paragraphs of a page.
fn page(number: usize, lines: &[Line], found: &mut PdfText) {
    if lines.is_empty() {
        return;
    }
    let text = &mut found.text;
    let runs_on = lines[0].text.trim_start().starts_with(char::is_lowercase)
        && text
            .trim_end()
            .ends_with(|char: char| char.is_letter_or_digit() || matches!(char, ',' | '-' | '\u{AD}'));
    if !text.is_empty() {
        if runs_on { join(text, &lines[0].text) } else { text.push_str("\n\n") }
    }
    found.places.push((text.len(), format!("page {number}")));
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            let before = &lines[at - 1];
            if begins_paragraph(lines, at) {
                let end = text.trim_end().len();
                text.truncate(end);
                text.push_str("\n\n");
            } else if is_row(before) || is_row(line) {
                text.push('\n');
            } else {
                join(text, &line.text);
            }
        }
        text.push_str(line.text.trim());
    }
}

/// Whether a line is the row of a table or of a table of contents.
fn is_row(line: &Line) -> bool {
    line.text.contains('\t') || line.text.contains(".....") || line.text.contains(". . . .")
}

/// Whether a line begins a paragraph: by the space above it, its indent, its size, or the short line before it.
fn begins_paragraph(lines: &[Line], at: usize) -> bool {
    let (before, line) = (&lines[at - 1], &lines[at]);
    if line.block != before.block {
        return !(line.text.trim_start().starts_with(char::is_lowercase)
            && before
                .text
                .trim_end()
                .ends_with(|char: char| char.is_letter_or_digit() || matches!(char, ',' | '-')));
    }
    let size = line.size.max(before.size);
    if (line.size - before.size).abs() > 0.15 * size {
        return true;
    }
    let block = lines.iter().filter(|other| other.block == line.block);
    let (left, right) = block.fold((f64::INFINITY, f64::NEG_INFINITY), |(left, right), other| {
        (left.min(other.left), right.max(other.right))
    });
    let usual = usual_step(lines, line.block).unwrap_or(1.2 * size);
    if line.y - before.y > 1.35 * usual {
        return true;
    }
    let ends = before.text.trim_end().ends_with(['.', '!', '?', ':', ';', '”', '»', '"', '…', '。']);
    let indented = line.left - before.left > 0.8 * size && before.left - left < 0.8 * size;
    let short = before.right < right - 0.2 * (right - left);
    indented && (ends || short) || short && ends
}

/// The usual distance of two lines in a block.
fn usual_step(lines: &[Line], block: usize) -> Option<f64> {
    let mut steps: Vec<f64> = lines
        .windows(2)
        .filter(|pair| pair[0].block == block && pair[1].block == block && pair[1].y > pair[0].y)
        .map(|pair| pair[1].y - pair[0].y)
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied()
}

/// Ends a line within a paragraph: a word that was parted is put together, signs that need no blank get none.
fn join(text: &mut String, next: &str) {
    let end = text.trim_end().len();
    text.truncate(end);
    let next = next.trim_start();
    if text.ends_with('\u{AD}') {
        text.pop();
    } else if text.ends_with(['-', '\u{2010}']) && next.starts_with(char::is_lowercase) {
        if text.chars().nth_back(1).is_some_and(char::is_letter) {
            text.pop();
        }
    } else if !(text.ends_with('-') || text.ends_with(is_han) && next.starts_with(is_han)) {
        text.push(' ');
    }
}

/// Chinese and Japanese are written without blanks.
fn is_han(char: char) -> bool {
    matches!(char, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '、' | '。')
}
