//! Puts the kept lines and stretches together, and notes where the others stood.

use std::ops::Range;

use entente_model::Cut;

use super::{Cleaned, Page, Reason};

/// The clean text: what is kept in its order, at most one blank line between paragraphs, none around the whole.
pub(super) fn weave(page: Page<'_>) -> Cleaned {
    let mut cuts: Vec<(Range<usize>, Reason)> = page.stretches;
    for line in &page.lines {
        if let Some(reason) = line.cut {
            // The line end goes with the line.
            let end = (line.range.end + 1).min(page.text.len());
            cuts.push((line.range.start..end, reason));
        }
    }
    cuts.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut breaks = page.breaks;
    breaks.sort_unstable();

    let mut cloth = Cloth::default();
    let mut from = 0;
    let mut breaks = breaks.into_iter().peekable();
    for (range, reason) in cuts {
        if range.end <= from {
            continue;
        }
        let start = range.start.max(from);
        keep(&mut cloth, page.text, from..start, &mut breaks);
        cloth.cut(&page.text[start..range.end], reason);
        from = range.end;
    }
    keep(&mut cloth, page.text, from..page.text.len(), &mut breaks);
    cloth.finish(page.title, page.dates)
}

fn keep(
    cloth: &mut Cloth,
    text: &str,
    range: Range<usize>,
    breaks: &mut std::iter::Peekable<std::vec::IntoIter<usize>>,
) {
    let mut from = range.start;
    while let Some(at) = breaks.next_if(|&at| at <= range.end) {
        if at >= from {
            cloth.keep(&text[from..at]);
            from = at;
        }
        cloth.paragraph();
    }
    cloth.keep(&text[from..range.end]);
}

/// A text that grows.
#[derive(Debug, Default)]
struct Cloth {
    text: String,
    /// Code points of it.
    chars: u32,
    /// Blanks seen and not yet written: they are written, tidied, before the next word.
    pending: String,
    /// Whether a paragraph begins that the source does not have: blanks before it are no indent.
    broken: bool,
    cuts: Vec<Cut>,
    /// Cuts whose place is only known when the next word is written.
    open: usize,
}

impl Cloth {
    fn keep(&mut self, piece: &str) {
        let mut rest = piece;
        while !rest.is_empty() {
            let words = rest.trim_start();
            self.pending.push_str(&rest[..rest.len() - words.len()]);
            if words.is_empty() {
                return;
            }
            let end = words[..words.find('\n').unwrap_or(words.len())].trim_end().len();
            self.write_blanks(words.starts_with([',', '.', ';', ':', '?', '!', ')']));
            self.write(&words[..end]);
            rest = &words[end..];
        }
    }

    fn paragraph(&mut self) {
        self.pending.push_str("\n\n");
        self.broken = true;
    }

    fn cut(&mut self, piece: &str, reason: Reason) {
        let words = piece.trim();
        if words.is_empty() {
            self.pending.push_str(piece);
            return;
        }
        if piece.ends_with('\n') {
            self.pending.push('\n');
        }
        match self.cuts.last_mut() {
            Some(last) if self.open > 0 && last.reason == reason.as_str() => {
                last.text.push('\n');
                last.text.push_str(words);
            }
            _ => {
                self.cuts.push(Cut { at: 0, text: words.to_owned(), reason: reason.as_str().to_owned() });
                self.open += 1;
            }
        }
    }

    /// Writes the blanks between two words: line ends as at most one blank line, else one blank if there was a cut
    /// between, else as they were.
    fn write_blanks(&mut self, before_sign: bool) {
        let ends = self.pending.matches('\n').count();
        let blanks = std::mem::take(&mut self.pending);
        let broken = std::mem::take(&mut self.broken);
        if self.text.is_empty() {
        } else if ends > 0 {
            let indent = blanks.rsplit('\n').next().filter(|_| !broken).unwrap_or_default();
            self.write(if ends == 1 { "\n" } else { "\n\n" });
            self.write(indent);
        } else if self.open > 0 && blanks.len() > 1 {
            self.write(if before_sign { "" } else { " " });
        } else {
            self.write(&blanks);
        }
        self.settle();
    }

    fn settle(&mut self) {
        let from = self.cuts.len() - self.open;
        for cut in &mut self.cuts[from..] {
            cut.at = self.chars;
        }
        self.open = 0;
    }

    fn write(&mut self, piece: &str) {
        self.text.push_str(piece);
        self.chars += piece.chars().count() as u32;
    }

    fn finish(mut self, title: Option<String>, dates: Vec<crate::published::Candidate>) -> Cleaned {
        self.settle();
        Cleaned { text: self.text, cuts: self.cuts, title, dates }
    }
}
