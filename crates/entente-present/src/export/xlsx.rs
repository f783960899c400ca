//! A workbook: a sheet for each list, typed cells, links to addresses, the quote in its own column.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::Given;
use crate::{
    PresentError, escape,
    lists::{Listed, Value},
};

/// The most letters that a cell can hold.
const MOST_LETTERS: usize = 32_767;
/// The longest address that a cell can link to.
const MOST_ADDRESS: usize = 2_000;
/// The first year of the calendar of spreadsheets.
const FIRST_YEAR: i16 = 1900;

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let record = given.record;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(given)?);
    sheet(workbook.add_worksheet(), "Chronology", &record.events)?;
    sheet(workbook.add_worksheet(), "People", &record.people)?;
    sheet(workbook.add_worksheet(), "Agreements", &record.agreements)?;
    sheet(workbook.add_worksheet(), "Figures", &record.quantities)?;
    sheet(workbook.add_worksheet(), "Statements", &record.statements)?;
    sheet(workbook.add_worksheet(), "Contradictions", &record.conflicts)?;
    sheet(workbook.add_worksheet(), "Sources", &record.sources)?;
    Ok(workbook.save_to_buffer()?)
}

/// Title and day of making, which the library would otherwise take from the clock.
fn properties(given: &Given<'_>) -> Result<rust_xlsxwriter::DocProperties, XlsxError> {
    let made = given.options.made.as_deref().and_then(|made| made.get(..10)).unwrap_or("1970-01-01");
    let made = ExcelDateTime::parse_from_str(made)?;
    Ok(rust_xlsxwriter::DocProperties::new().set_title(&given.options.title).set_creation_datetime(&made))
}

fn sheet<T: Listed>(sheet: &mut Worksheet, name: &str, entries: &[T]) -> Result<(), XlsxError> {
    let head = Format::new().set_bold();
    let formats = Formats {
        wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        plain: Format::new().set_align(FormatAlign::Top),
        day: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
    };
    sheet.set_name(name)?;
    for (column, field) in T::FIELDS.iter().enumerate() {
        let column = column as u16;
        sheet.write_string_with_format(0, column, *field, &head)?;
        sheet.set_column_width(column, width(field))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, entry) in entries.iter().enumerate() {
        let row = row as u32 + 1;
        for (column, value) in entry.values().iter().enumerate() {
            write_value(sheet, row, column as u16, value, &formats)?;
        }
    }
    if !entries.is_empty() {
        sheet.autofilter(0, 0, entries.len() as u32, T::FIELDS.len() as u16 - 1)?;
    }
    Ok(())
}

struct Formats {
    wrapped: Format,
    plain: Format,
    day: Format,
}

/// Dates stay EDTF text: a spreadsheet has no decade and no "about". Days are dates of the spreadsheet from 1900 on,
/// where its calendar begins, and text before.
fn write_value(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Number(number) => {
            sheet.write_number_with_format(row, column, *number, &formats.plain)?;
        }
        Value::Day(day) if day.year() >= FIRST_YEAR => {
            let date = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
            sheet.write_datetime_with_format(row, column, date, &formats.day)?;
        }
        Value::Address(address) if escape::link(address).is_some() && address.len() < MOST_ADDRESS => {
            sheet.write_url(row, column, address.as_str())?;
        }
        other => {
            let text: String = other.text().chars().take(MOST_LETTERS).collect();
            sheet.write_string_with_format(row, column, text, &formats.wrapped)?;
        }
    }
    Ok(())
}

/// In letters.
fn width(field: &str) -> f64 {
    match field {
        "quote" | "other_quote" | "why" | "title" => 60.0,
        "name" | "measure" | "origin" | "source" | "roles" | "also" => 32.0,
        "source_id" => 14.0,
        _ => 13.0,
    }
}
