//! Lines laid on pages from top to bottom.

use super::{
    COLUMN, Colour, HEIGHT, Line, MARGIN, Page, Quote, SOFT, font,
    lines::{self, Dress, Word},
};
use crate::brief::{blocks::Piece, words::Words};

/// The lowest line of the text.
const BOTTOM: f32 = 64.0;

/// Height of a line as a multiple of its size.
const LEADING: f32 = 1.42;

/// Pages under way.
pub(super) struct Flow<'f> {
    readers: &'f [font::Reader<'f>],
    pub(super) pages: Vec<Page>,
    /// The height that is used up to.
    y: f32,
}

impl<'f> Flow<'f> {
    pub(super) fn new(readers: &'f [font::Reader<'f>]) -> Self {
        Self { readers, pages: vec![Page::default()], y: HEIGHT - MARGIN }
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    pub(super) fn next_page(&mut self) {
        self.pages.push(Page::default());
        self.y = HEIGHT - MARGIN;
    }

    fn is_at_the_top(&self) -> bool {
        self.y >= HEIGHT - MARGIN
    }

    /// Goes to the next page where less than this is left.
    pub(super) fn room(&mut self, height: f32) {
        if self.y - height < BOTTOM && !self.is_at_the_top() {
            self.next_page();
        }
    }

    pub(super) fn space(&mut self, height: f32) {
        if !self.is_at_the_top() {
            self.y -= height;
        }
    }

    /// Takes so much of the height; where it ends.
    pub(super) fn take(&mut self, height: f32) -> f32 {
        self.room(height);
        self.y -= height;
        self.y
    }

    pub(super) fn draw(&mut self, area: [f32; 4], colour: Colour) {
        self.page().boxes.push((area, colour));
    }

    /// A line over the whole width.
    pub(super) fn rule(&mut self, thick: f32, colour: Colour) {
        let y = self.take(2.0);
        self.draw([MARGIN, y, COLUMN, thick], colour);
    }

    pub(super) fn heading(&mut self, heading: &str) {
        let y = self.y;
        self.page().headings.push((heading.to_owned(), y));
    }

    /// The place that citations of a quote lead to.
    pub(super) fn quote(&mut self, quote: Quote) {
        self.room(14.0);
        let y = self.y;
        self.page().quotes.push((quote, y));
    }

    pub(super) fn paragraph(&mut self, line: &[Piece], dress: Dress, indent: f32, after: f32) {
        let lines = lines::wrap(self.readers, line, dress, COLUMN - indent);
        self.lay(lines, MARGIN + indent, dress.size);
        self.space(after);
    }

    /// A line of a list behind its mark.
    pub(super) fn item(&mut self, mark: &str, line: &[Piece]) {
        const INDENT: f32 = 16.0;
        let dress = Dress::new(9.5);
        self.room(dress.size * LEADING);
        let (page, y) = (self.pages.len(), self.y);
        let lines = lines::wrap(self.readers, line, dress, COLUMN - INDENT);
        self.lay(lines, MARGIN + INDENT, dress.size);
        let y = y - dress.size * 1.1;
        if let Some(page) = self.pages.get_mut(page - 1) {
            let mark = lines::wrap(self.readers, &[Piece::Dim(mark.to_owned())], dress, INDENT);
            page.words.extend(mark.into_iter().flatten().map(|word| at(word, MARGIN, y)));
        }
        self.space(2.5);
    }

    /// Short words beside a chart, moved left by a share of their width; how wide they are.
    pub(super) fn label(&mut self, words: &str, x: f32, y: f32, share: f32) -> f32 {
        let line = lines::wrap(self.readers, &[Piece::Dim(words.to_owned())], Dress::new(7.0), COLUMN);
        let words = line.into_iter().next().unwrap_or_default();
        let width: f32 = words.iter().map(|word| word.width).sum();
        let moved = x - width * share;
        self.page().words.extend(words.into_iter().map(|word| at(word, moved, y)));
        width
    }

    /// Cells beside each other.
    pub(super) fn row(&mut self, cells: &[Line], columns: &[f32]) {
        let dress = Dress::new(9.0);
        let height = self.height(cells, columns);
        self.room(height.min(HEIGHT / 3.0));
        let (start, page) = (self.y, self.pages.len());
        let (mut lowest, mut last_page) = (start, page);
        let mut left = MARGIN;
        for (cell, width) in cells.iter().zip(columns) {
            // Each cell begins where the row does; one that is longer than the page goes on behind the others.
            if self.pages.len() == page {
                self.y = start;
            }
            let lines = lines::wrap(self.readers, cell, dress, width - 8.0);
            self.lay(lines, left, dress.size);
            if self.pages.len() > last_page {
                (lowest, last_page) = (self.y, self.pages.len());
            } else {
                lowest = lowest.min(self.y);
            }
            left += width;
        }
        self.y = lowest - 2.0;
    }

    /// Whether a row would have to be parted, and does not have to be.
    pub(super) fn row_breaks(&self, cells: &[Line], columns: &[f32]) -> bool {
        let height = self.height(cells, columns);
        self.y - height < BOTTOM && height < HEIGHT / 2.0 && !self.is_at_the_top()
    }

    fn height(&self, cells: &[Line], columns: &[f32]) -> f32 {
        let dress = Dress::new(9.0);
        let tall = |(cell, width): (&Line, &f32)| {
            lines::wrap(self.readers, cell, dress, width - 8.0).len() as f32 * dress.size * LEADING
        };
        cells.iter().zip(columns).map(tall).fold(0.0, f32::max)
    }

    fn lay(&mut self, lines: Vec<Vec<Word>>, left: f32, size: f32) {
        for line in lines {
            let height = size * LEADING;
            self.room(height);
            let y = self.y - size * 1.1;
            self.y -= height;
            let page = self.page();
            for word in line {
                let word = at(word, left, y);
                if let Some(quote) = word.link {
                    let area = [word.x, word.y - 1.0, word.x + word.width, word.y + word.size];
                    page.links.push((area, quote));
                }
                page.words.push(word);
            }
        }
    }

    /// Writes the numbers of the pages at their feet.
    pub(super) fn number(&mut self, words: &Words) {
        let all = self.pages.len().to_string();
        for at in 0..self.pages.len() {
            let said = words.filled("page", &[("page", &(at + 1).to_string()), ("pages", &all)]);
            let line = lines::wrap(self.readers, &[Piece::Dim(said)], Dress::new(8.0), COLUMN);
            let line = line.into_iter().next().unwrap_or_default();
            let width: f32 = line.iter().map(|word| word.width).sum();
            let placed = line.into_iter().map(|word| self::at(word, MARGIN + COLUMN - width, 36.0));
            self.pages[at].words.extend(placed.map(|word| Word { colour: SOFT, ..word }));
        }
    }
}

/// The word at its place on the page.
fn at(word: Word, left: f32, y: f32) -> Word {
    Word { x: word.x + left, y: word.y + y, ..word }
}
