//! Words wrapped to lines of a width.

use super::{ALERT, Colour, INK, LINK, Quote, SOFT, font};
use crate::brief::blocks::Piece;

/// How words look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dress {
    pub(super) size: f32,
    bold: bool,
    colour: Colour,
    /// Points above the line.
    rise: f32,
    link: Option<Quote>,
}

impl Dress {
    pub(super) fn new(size: f32) -> Self {
        Self { size, bold: false, colour: INK, rise: 0.0, link: None }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    fn cited(self, quote: Quote) -> Self {
        let size = self.size * 0.7;
        Self { size, rise: self.size * 0.33, colour: LINK, link: Some(quote), ..self }
    }
}

/// Letters of one font and dress that follow each other.
#[derive(Debug, Clone)]
pub(in crate::brief::pdf) struct Word {
    pub(in crate::brief::pdf) x: f32,
    /// The height of its line, once it is on a page.
    pub(in crate::brief::pdf) y: f32,
    pub(in crate::brief::pdf) size: f32,
    pub(in crate::brief::pdf) colour: Colour,
    pub(in crate::brief::pdf) glyphs: Vec<(font::Glyph, char)>,
    /// Letters that no font has.
    pub(in crate::brief::pdf) missing: Vec<char>,
    pub(in crate::brief::pdf) width: f32,
    pub(in crate::brief::pdf) link: Option<Quote>,
}

/// The lines of these words, each word at its place from the left.
pub(super) fn wrap(readers: &[font::Reader<'_>], line: &[Piece], dress: Dress, width: f32) -> Vec<Vec<Word>> {
    let mut wrapped = Wrapped { lines: vec![Vec::new()], x: 0.0, width };
    for piece in line {
        let (words, dress) = match piece {
            Piece::Text(words) => (words.clone(), dress),
            Piece::Strong(words) => (words.clone(), dress.bold()),
            Piece::Dim(words) => (words.clone(), dress.coloured(SOFT)),
            Piece::Mark(words) => (words.clone(), dress.coloured(ALERT)),
            Piece::Cite(citation) => {
                (format!(" {}", citation.label()), dress.cited((citation.source, citation.quote)))
            }
        };
        for word in split(&words) {
            wrapped.push(measured(readers, word, dress));
        }
    }
    wrapped.lines
}

struct Wrapped {
    lines: Vec<Vec<Word>>,
    x: f32,
    width: f32,
}

impl Wrapped {
    fn push(&mut self, mut word: Word) {
        let blank = word.glyphs.iter().all(|(_, letter)| *letter == ' ');
        // A blank ends a line without beginning the next.
        if blank && self.x == 0.0 {
            return;
        }
        let bare = word.width - trailing(&word);
        if self.x > 0.0 && self.x + bare > self.width {
            self.next_line();
            if blank {
                return;
            }
        }
        while word.width - trailing(&word) > self.width && word.glyphs.len() > 1 {
            let rest = cut(&mut word, self.width);
            self.place(word);
            self.next_line();
            word = rest;
        }
        self.place(word);
    }

    fn place(&mut self, mut word: Word) {
        word.x = self.x;
        self.x += word.width;
        if let Some(line) = self.lines.last_mut() {
            line.push(word);
        }
    }

    fn next_line(&mut self) {
        self.lines.push(Vec::new());
        self.x = 0.0;
    }
}

/// The width of the blanks at its end.
fn trailing(word: &Word) -> f32 {
    word.glyphs
        .iter()
        .rev()
        .take_while(|(_, letter)| *letter == ' ')
        .map(|(glyph, _)| glyph.width * word.size)
        .sum()
}

/// Cuts a word that is too long for a line; what does not fit comes back.
fn cut(word: &mut Word, width: f32) -> Word {
    let (mut x, mut at) = (0.0, 0);
    for (glyph, _) in &word.glyphs {
        x += glyph.width * word.size;
        if x > width && at > 0 {
            break;
        }
        at += 1;
    }
    let rest = word.glyphs.split_off(at.min(word.glyphs.len()));
    let wide =
        |glyphs: &[(font::Glyph, char)]| glyphs.iter().map(|(glyph, _)| glyph.width * word.size).sum::<f32>();
    let (first, second) = (wide(&word.glyphs), wide(&rest));
    word.width = first;
    Word { glyphs: rest, missing: Vec::new(), width: second, ..word.clone() }
}

/// Words with the blanks behind them; between ideographs a line may break anywhere.
fn split(text: &str) -> Vec<&str> {
    let ideograph = |char: char| matches!(char, '\u{2E80}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}');
    let mut words = Vec::new();
    let (mut from, mut before) = (0, None);
    for (at, char) in text.char_indices() {
        let breaks = match before {
            Some(' ') => char != ' ',
            Some(before) => ideograph(before) && char != ' ' && !"、。，．）」』".contains(char),
            None => false,
        };
        if breaks {
            words.push(&text[from..at]);
            from = at;
        }
        before = Some(char);
    }
    words.push(&text[from..]);
    words.retain(|word| !word.is_empty());
    words
}

fn measured(readers: &[font::Reader<'_>], word: &str, dress: Dress) -> Word {
    let mut glyphs = Vec::new();
    let mut missing = Vec::new();
    for letter in word.chars() {
        let letter = if letter == '\u{A0}' { ' ' } else { letter };
        match font::glyph(readers, letter, dress.bold) {
            Some(glyph) => glyphs.push((glyph, letter)),
            None => missing.push(letter),
        }
    }
    let width = glyphs.iter().map(|(glyph, _)| glyph.width * dress.size).sum();
    Word {
        x: 0.0,
        y: dress.rise,
        size: dress.size,
        colour: dress.colour,
        glyphs,
        missing,
        width,
        link: dress.link,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_between_ideographs() {
        assert_eq!(split("two words, "), ["two ", "words, "]);
        assert_eq!(split("조약을 맺다"), ["조약을 ", "맺다"]);
        assert_eq!(split("條約。條"), ["條", "約。", "條"]);
    }
}
