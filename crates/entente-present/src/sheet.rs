//! A list made ready for people: headed columns, grouped rows, a line that sums it up.

use crate::run::{Paint, Run};

/// How a column shares the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// As wide as its content, up to so many columns.
    Narrow(usize),
    /// Takes what is left.
    Wide,
    /// As wide as its content, set to the right: numbers.
    Number(usize),
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub head: &'static str,
    /// Its share of the width.
    pub fit: Fit,
}

/// A cell: runs that are wrapped together.
pub type Cell = Vec<Run>;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The heading it stands under; rows of one heading follow each other. Empty for none.
    pub group: String,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Lines that belong below the text, such as a conflict that it is part of.
    pub notes: Vec<Run>,
}

/// A list made ready for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it lists: "Chronology".
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// What to say below: "12 events, 1884–2023, from 3 sources".
    pub summary: String,
}

/// A cell of plain text.
pub(crate) fn plain(text: &str) -> Cell {
    vec![Run::new(text, Paint::Plain)]
}

/// A cell of one paint.
pub(crate) fn painted(text: &str, paint: Paint) -> Cell {
    vec![Run::new(text, paint)]
}
