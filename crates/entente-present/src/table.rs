//! A sheet as text for a terminal: aligned, wrapped, readable without colour.
//!
//! No frames: columns stand two spaces apart under one rule, so that lines can be copied. Where the width is too
//! small for columns, each row becomes a short paragraph.

use crate::{
    run::{self, Paint, Run},
    sheet::{Fit, Row, Sheet},
    width,
};

/// How a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the screen.
    pub width: usize,
    /// Whether to use ANSI colours.
    pub colour: bool,
    /// Whether rules and dots keep to ASCII.
    pub ascii: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 100, colour: false, ascii: false }
    }
}

/// Spaces between columns.
const GAP: usize = 2;
/// A narrower screen is taken as this wide.
const LEAST_WIDTH: usize = 20;
/// Below this width a text column is not worth its name.
const LEAST_TEXT: usize = 26;

/// The sheet as text, each line ended by a line break.
pub fn table(sheet: &Sheet, style: Style) -> String {
    let style = Style { width: style.width.max(LEAST_WIDTH), ..style };
    let plain = style.ascii.then(|| in_ascii(sheet));
    let sheet = plain.as_ref().unwrap_or(sheet);
    let mut out = Output { text: String::new(), style };
    if let Some(widths) = share(sheet, style.width) {
        columns(sheet, &widths, &mut out);
    } else {
        stacked(sheet, &mut out);
    }
    if !sheet.rows.is_empty() {
        out.end_line();
    }
    for line in run::wrap(&[Run::new(&sheet.summary, Paint::Dim)], style.width) {
        out.line(&line);
    }
    out.text
}

/// The same with the typography that is ours in ASCII; letters of other scripts stay.
fn in_ascii(sheet: &Sheet) -> Sheet {
    let plain = |text: &str| {
        text.replace('–', "-")
            .replace('—', "--")
            .replace('…', "...")
            .replace(['“', '”'], "\"")
            .replace(['’', '‘'], "'")
    };
    let mut sheet = sheet.clone();
    sheet.summary = plain(&sheet.summary);
    for row in &mut sheet.rows {
        for run in row.cells.iter_mut().flatten().chain(&mut row.notes) {
            run.text = plain(&run.text);
        }
    }
    sheet
}

/// The width of each column; `None` where they do not fit.
fn share(sheet: &Sheet, total: usize) -> Option<Vec<usize>> {
    let natural = |at: usize, head: &str| {
        sheet
            .rows
            .iter()
            .filter_map(|row| row.cells.get(at))
            .map(|cell| run::columns(cell) + cell.len().saturating_sub(1))
            .chain([width::columns(head)])
            .max()
            .unwrap_or(0)
    };
    let naturals: Vec<usize> =
        sheet.columns.iter().enumerate().map(|(at, column)| natural(at, column.head)).collect();
    let mut widths: Vec<usize> = sheet
        .columns
        .iter()
        .zip(&naturals)
        .map(|(column, &natural)| match column.fit {
            Fit::Narrow(most) | Fit::Number(most) => natural.min(most),
            Fit::Wide => 0,
        })
        .collect();
    let gaps = GAP * sheet.columns.len().saturating_sub(1);
    let mut left = total.checked_sub(widths.iter().sum::<usize>() + gaps)?;
    let mut wide: Vec<usize> = (0..widths.len()).filter(|&at| sheet.columns[at].fit == Fit::Wide).collect();
    // The less a column needs, the earlier it gets it; the last one has all that is left.
    wide.sort_by_key(|&at| naturals[at]);
    for (done, &at) in wide.iter().enumerate() {
        let fair = left / (wide.len() - done);
        widths[at] = naturals[at].min(fair);
        if widths[at] < naturals[at] && widths[at] < LEAST_TEXT {
            return None;
        }
        left -= widths[at];
    }
    Some(widths)
}

fn columns(sheet: &Sheet, widths: &[usize], out: &mut Output) {
    if sheet.rows.is_empty() {
        return;
    }
    let heads: Vec<Vec<Run>> =
        sheet.columns.iter().map(|column| vec![Run::new(column.head, Paint::Strong)]).collect();
    out.columns(sheet, widths, &heads);
    let used = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    out.line(&[Run { text: if out.style.ascii { "-" } else { "─" }.repeat(used), paint: Paint::Dim }]);
    let mut group = "";
    for (at, row) in sheet.rows.iter().enumerate() {
        if row.group != group {
            out.heading(&row.group, at > 0);
            group = &row.group;
        }
        row_in_columns(sheet, row, widths, out);
    }
}

fn row_in_columns(sheet: &Sheet, row: &Row, widths: &[usize], out: &mut Output) {
    let wide = sheet.columns.iter().position(|column| column.fit == Fit::Wide);
    let mut cells: Vec<Vec<Vec<Run>>> =
        row.cells.iter().zip(widths).map(|(cell, &width)| run::wrap(cell, width)).collect();
    if let Some(at) = wide {
        for note in &row.notes {
            cells[at].extend(run::wrap(std::slice::from_ref(note), widths[at]));
        }
    }
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let line: Vec<Vec<Run>> =
            cells.iter().map(|cell| cell.get(line).cloned().unwrap_or_default()).collect();
        out.columns(sheet, widths, &line);
    }
}

/// Each row a paragraph: the narrow cells on the first line, the text indented below.
fn stacked(sheet: &Sheet, out: &mut Output) {
    let width = out.style.width;
    let indent = 2.min(width.saturating_sub(4));
    let mut group = "";
    for (at, row) in sheet.rows.iter().enumerate() {
        if row.group != group {
            out.heading(&row.group, at > 0);
            group = &row.group;
        }
        for line in run::wrap(&narrow_cells(sheet, row, out.style.ascii), width) {
            if !line.is_empty() {
                out.line(&line);
            }
        }
        let wide = row
            .cells
            .iter()
            .zip(&sheet.columns)
            .filter(|(_, column)| column.fit == Fit::Wide)
            .map(|(cell, _)| cell);
        for cell in wide.filter(|cell| cell.iter().any(|run| !run.text.is_empty())) {
            out.indented(cell, indent);
        }
        for note in &row.notes {
            out.indented(std::slice::from_ref(note), indent);
        }
    }
}

/// The narrow cells of a row in one line, a dot between.
fn narrow_cells(sheet: &Sheet, row: &Row, ascii: bool) -> Vec<Run> {
    let dot = Run { text: if ascii { "-" } else { "·" }.to_owned(), paint: Paint::Dim };
    let mut line = Vec::new();
    for (cell, column) in row.cells.iter().zip(&sheet.columns) {
        let has_text = cell.iter().any(|run| !run.text.is_empty());
        if column.fit != Fit::Wide && has_text {
            if !line.is_empty() {
                line.push(dot.clone());
            }
            line.extend(cell.iter().cloned());
        }
    }
    line
}

struct Output {
    text: String,
    style: Style,
}

impl Output {
    fn end_line(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.text.push('\n');
    }

    fn run(&mut self, run: &Run) {
        match run.paint.code() {
            Some(code) if self.style.colour && !run.text.is_empty() => {
                let words = run.text.trim_end();
                put!(self.text, "\u{1b}[{code}m{words}\u{1b}[0m");
                self.text.push_str(&run.text[words.len()..]);
            }
            _ => self.text.push_str(&run.text),
        }
    }

    fn line(&mut self, line: &[Run]) {
        for run in line {
            self.run(run);
        }
        self.end_line();
    }

    fn heading(&mut self, group: &str, space: bool) {
        if space {
            self.end_line();
        }
        if !group.is_empty() {
            for line in run::wrap(&[Run::new(group, Paint::Strong)], self.style.width) {
                self.line(&line);
            }
        }
    }

    fn indented(&mut self, cell: &[Run], indent: usize) {
        for line in run::wrap(cell, self.style.width - indent) {
            self.text.push_str(&" ".repeat(indent));
            self.line(&line);
        }
    }

    /// One line of cells side by side.
    fn columns(&mut self, sheet: &Sheet, widths: &[usize], cells: &[Vec<Run>]) {
        for (at, ((cell, &width), column)) in cells.iter().zip(widths).zip(&sheet.columns).enumerate() {
            let fill = " ".repeat(width.saturating_sub(run::columns(cell)));
            let (before, after) = match column.fit {
                Fit::Number(_) => (fill.as_str(), ""),
                _ => ("", fill.as_str()),
            };
            self.text.push_str(before);
            for run in cell {
                self.run(run);
            }
            if at + 1 < cells.len() {
                self.text.push_str(after);
                self.text.push_str(&" ".repeat(GAP));
            }
        }
        self.end_line();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Listed, PartyNames, testing};
    use entente_model::{PersonEntry, QuantityEntry, SourceEntry, StatementEntry, TimelineEvent};
    use proptest::prelude::*;

    fn render<T: Listed>(entries: &[T], style: Style) -> String {
        let record = testing::record();
        table(&T::sheet(entries, &Context::of(&record, PartyNames::new())), style)
    }

    #[test]
    fn a_chronology_in_columns() {
        insta::assert_snapshot!(render(&testing::record().events, Style::default()));
    }

    #[test]
    fn a_chronology_on_a_narrow_screen() {
        let style = Style { width: 44, ..Style::default() };
        insta::assert_snapshot!(render(&testing::record().events[..8], style));
    }

    #[test]
    fn every_other_list() {
        let (record, style) = (testing::record(), Style { width: 90, ..Style::default() });
        let text = [
            render(&record.conflicts, style),
            render(&record.people, style),
            render(&record.agreements, style),
            render(&record.quantities, style),
            render(&record.statements, style),
            render(&record.sources, style),
        ];
        insta::assert_snapshot!(text.join("\n"));
    }

    #[test]
    fn an_empty_list_says_so() {
        assert_eq!(render::<TimelineEvent>(&[], Style::default()), "No events.\n");
    }

    #[test]
    fn colour_changes_no_letter() {
        let events = testing::record().events;
        let plain = render(&events, Style::default());
        let coloured = render(&events, Style { colour: true, ..Style::default() });
        let mut bare = String::new();
        for (at, part) in coloured.split('\u{1b}').enumerate() {
            bare.push_str(if at == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        assert_ne!(plain, coloured);
        assert_eq!(plain, bare);
    }

    #[test]
    fn ascii_keeps_to_ascii() {
        let record = testing::record();
        let style = Style { ascii: true, ..Style::default() };
        let english: Vec<_> = record.events.into_iter().filter(|event| event.title.is_ascii()).collect();
        assert!(render(&english, style).is_ascii());
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_screen(width in 20usize..140, ascii in any::<bool>(), colour in any::<bool>()) {
            let record = testing::record();
            let style = Style { width, colour: false, ascii };
            let text = [
                render::<TimelineEvent>(&record.events, style),
                render::<PersonEntry>(&record.people, style),
                render::<QuantityEntry>(&record.quantities, style),
                render::<StatementEntry>(&record.statements, style),
                render::<SourceEntry>(&record.sources, style),
                render(&record.conflicts, style),
                render(&record.agreements, style),
            ].concat();
            for line in text.lines() {
                prop_assert!(width::columns(line) <= width, "{}", line);
                prop_assert_eq!(line.trim_end(), line);
            }
            let coloured = render(&record.events, Style { colour, ..style });
            let injected = coloured.contains("\u{1b}[31mred");
            prop_assert!(!injected);
        }
    }
}
