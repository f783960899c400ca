//! Lines and pages: words wrapped to the width of a column, columns to the height of a page.

mod flow;
mod lines;

use super::{Fonts, font};
use crate::brief::{
    blocks::{Block, Line, Piece},
    chart::Bars,
    words::Words,
};
use flow::Flow;
use lines::Dress;
pub(super) use lines::Word;

/// A4, in points.
pub(super) const WIDTH: f32 = 595.0;
pub(super) const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 62.0;
const COLUMN: f32 = WIDTH - 2.0 * MARGIN;

/// A colour.
pub(super) type Colour = [f32; 3];

const INK: Colour = [0.11, 0.13, 0.15];
const SOFT: Colour = [0.36, 0.40, 0.44];
const ALERT: Colour = [0.64, 0.20, 0.12];
const LINK: Colour = [0.10, 0.32, 0.46];
const RULE: Colour = [0.86, 0.85, 0.81];

/// Colours of the series of charts, those of the page.
const SERIES: [Colour; 7] = [
    [0.18, 0.36, 0.54],
    [0.50, 0.65, 0.79],
    [0.78, 0.59, 0.24],
    [0.30, 0.55, 0.44],
    [0.60, 0.50, 0.72],
    [0.71, 0.33, 0.24],
    [0.66, 0.66, 0.64],
];

/// A page with what is drawn on it.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) words: Vec<Word>,
    /// Left, bottom, width, height.
    pub(super) boxes: Vec<([f32; 4], Colour)>,
    /// Areas that lead to a quote: left, bottom, right, top.
    pub(super) links: Vec<([f32; 4], Quote)>,
    /// Quotes that stand here, with their heights.
    pub(super) quotes: Vec<(Quote, f32)>,
    /// Headings of sections, with their heights.
    pub(super) headings: Vec<(String, f32)>,
}

/// The numbers of a source and a quote of it.
pub(super) type Quote = (usize, usize);

/// The pages of a brief.
pub(super) fn pages(blocks: &[Block], fonts: &Fonts, words: &Words) -> Vec<Page> {
    let readers = fonts.readers();
    let mut flow = Flow::new(&readers);
    for block in blocks {
        set(&mut flow, block);
    }
    flow.number(words);
    flow.pages
}

fn set(flow: &mut Flow<'_>, block: &Block) {
    match block {
        Block::Title(title) => flow.paragraph(&[plain(title)], Dress::new(20.0).bold(), 0.0, 4.0),
        Block::Heading(1, heading) => {
            flow.room(90.0);
            flow.space(16.0);
            flow.heading(heading);
            flow.paragraph(&[plain(heading)], Dress::new(13.5).bold(), 0.0, 2.0);
            flow.rule(0.9, INK);
            flow.space(6.0);
        }
        Block::Heading(_, heading) => {
            flow.room(48.0);
            flow.space(7.0);
            flow.paragraph(&[plain(heading)], Dress::new(10.5).bold(), 0.0, 3.0);
        }
        Block::Paragraph(line) => flow.paragraph(line, Dress::new(9.5), 0.0, 4.0),
        Block::Item(line) => flow.item("•", line),
        Block::Quote(line) => flow.paragraph(line, Dress::new(9.0), 18.0, 3.0),
        Block::Table(heads, widths, rows) => table(flow, heads, widths, rows),
        Block::Chart(bars) => chart(flow, bars),
        Block::Source(number, line) => {
            flow.room(36.0);
            flow.space(4.0);
            flow.item(&number.to_string(), line);
        }
        Block::Cited(source, quote, words) => {
            flow.quote((*source, *quote));
            let line = [Piece::Dim(format!("{source}.{quote}  ")), plain(&format!("“{words}”"))];
            flow.paragraph(&line, Dress::new(8.5), 18.0, 2.0);
        }
    }
}

fn plain(words: &str) -> Piece {
    Piece::Text(words.to_owned())
}

/// Rows that are not parted over pages unless one is longer than a page; the headings stand on every page.
fn table(flow: &mut Flow<'_>, heads: &[String], widths: &[u8], rows: &[Vec<Line>]) {
    let columns: Vec<f32> = widths.iter().map(|share| COLUMN * f32::from(*share) / 100.0).collect();
    let head: Vec<Line> = heads.iter().map(|head| vec![Piece::Strong(head.clone())]).collect();
    flow.room(52.0);
    flow.rule(0.9, INK);
    flow.row(&head, &columns);
    flow.rule(0.5, INK);
    for row in rows {
        if flow.row_breaks(row, &columns) {
            flow.next_page();
            flow.row(&head, &columns);
            flow.rule(0.5, INK);
        }
        flow.row(row, &columns);
        flow.rule(0.4, RULE);
    }
    flow.space(8.0);
}

/// Bars with their labels, the scale at the left, the names of the series below.
fn chart(flow: &mut Flow<'_>, bars: &Bars) {
    const TALL: f32 = 110.0;
    const LEFT: f32 = 52.0;
    flow.room(TALL + 62.0);
    flow.paragraph(&[Piece::Dim(bars.title.clone())], Dress::new(8.5), 0.0, 6.0);
    let most = highest(bars);
    let foot = flow.take(TALL + 4.0);
    let (left, width) = (MARGIN + LEFT, COLUMN - LEFT);
    for level in [0.0_f32, 0.5, 1.0] {
        let y = foot + TALL * level;
        flow.draw([left, y, width, 0.4], RULE);
        let value = crate::lists::number(most * f64::from(level));
        flow.label(&value, left - 6.0, y - 2.5, 1.0);
    }
    let count = bars.labels.len().max(1);
    let slot = width / count as f32;
    let beside = if bars.stacked { 1 } else { bars.series.len().max(1) };
    let every = (count / 10).max(1);
    for at in 0..bars.labels.len() {
        let mut below = 0.0;
        for (number, (_, colour, values)) in bars.series.iter().enumerate() {
            let Some(value) = values.get(at).copied().flatten().filter(|value| *value > 0.0) else {
                continue;
            };
            let tall = (value / most) as f32 * TALL;
            let each = slot * 0.76 / beside as f32;
            let x = left + slot * (at as f32 + 0.12) + if bars.stacked { 0.0 } else { each * number as f32 };
            flow.draw([x, foot + below, each, tall], SERIES[colour % SERIES.len()]);
            if bars.stacked {
                below += tall;
            }
        }
        if at % every == 0 {
            flow.label(&bars.labels[at], left + slot * (at as f32 + 0.5), foot - 9.0, 0.5);
        }
    }
    let y = flow.take(22.0);
    let mut x = left;
    for (name, colour, _) in &bars.series {
        flow.draw([x, y, 6.0, 6.0], SERIES[colour % SERIES.len()]);
        x += 9.0 + flow.label(name, x + 9.0, y, 0.0) + 12.0;
        if x > MARGIN + COLUMN - 60.0 {
            break;
        }
    }
    flow.space(6.0);
}

/// The value at the top of the scale.
fn highest(bars: &Bars) -> f64 {
    let values =
        |at: usize| bars.series.iter().filter_map(move |(_, _, values)| values.get(at).copied().flatten());
    let tall = (0..bars.labels.len())
        .map(|at| if bars.stacked { values(at).sum::<f64>() } else { values(at).fold(0.0, f64::max) });
    crate::brief::chart::nice_ceiling(tall.fold(0.0, f64::max)).max(1e-9)
}
