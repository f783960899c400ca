//! Rows of the embedded tab-separated tables.

use entente_model::{Interval, PartyCode};

/// The rows of a table without comments and blank lines, each with its line number (from 1) and fields.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    text.lines().enumerate().filter_map(|(index, line)| {
        let row = line.trim_end_matches(['\r', ' ']);
        (!row.is_empty() && !row.starts_with('#')).then(|| (index + 1, row.split('\t').collect()))
    })
}

/// The rows of a table as `row` reads them, and the lines that it cannot read.
pub(crate) fn read<T>(
    text: &'static str,
    row: impl Fn(&[&'static str]) -> Option<T>,
) -> (Vec<T>, Vec<usize>) {
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for (line, fields) in rows(text) {
        match row(&fields) {
            Some(item) => read.push(item),
            None => wrong.push(line),
        }
    }
    (read, wrong)
}

/// The codes of a comma-separated field; empty for an empty one.
pub(crate) fn codes(field: &str) -> Vec<PartyCode> {
    field.split(',').filter_map(|code| code.parse().ok()).collect()
}

/// The interval from one EDTF field to another, `..` being open; both open is all of time, `None`.
///
/// # Errors
/// The field that is no EDTF.
pub(crate) fn lifespan<'a>(from: &'a str, to: &'a str) -> Result<Option<Interval>, &'a str> {
    let edge = |field: &'a str| match field {
        ".." | "" => Ok(None),
        _ => field.parse::<Interval>().map(Some).map_err(|_| field),
    };
    let (from_day, to_day) = (edge(from)?, edge(to)?);
    if from_day.is_none() && to_day.is_none() {
        return Ok(None);
    }
    Interval::range(from_day, to_day).map(Some).ok_or(to)
}
