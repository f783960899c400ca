//! A list in one of the formats of the commands.

use serde::Serialize;

use crate::{
    context::Context,
    escape,
    lists::Listed,
    page,
    run::{Paint, Run},
    sheet::{Fit, Row, Sheet},
    table::{Style, table},
};

/// The formats of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal.
    Table,
    /// A Markdown table.
    Markdown,
    /// A self-contained page.
    Html,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// Comma-separated values with a heading line; dates in EDTF.
    Csv,
}

impl Format {
    /// Every format by the name that the commands use.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("table", Self::Table),
        ("md", Self::Markdown),
        ("html", Self::Html),
        ("json", Self::Json),
        ("jsonl", Self::JsonLines),
        ("csv", Self::Csv),
    ];
}

/// A name that is no format of lists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no format; one of: table, md, html, json, jsonl, csv")]
pub struct UnknownFormat(String);

impl std::str::FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|&(_, format)| format).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// What can go wrong while something is written out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PresentError {
    /// An entry has no JSON form, such as a number that is none.
    #[error("an entry of the record cannot be written as JSON")]
    Json(#[from] serde_json::Error),
    /// A row could not be written as CSV.
    #[error("a row cannot be written as CSV")]
    Csv(#[from] csv::Error),
    /// A workbook could not be written.
    #[error("the workbook cannot be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A table could not be written as Parquet.
    #[error("the table cannot be written as Parquet")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// A document could not be put together.
    #[error("the document cannot be written: {0}")]
    Document(String),
}

/// The list in the format, ended by a line break; `style` matters for [`Format::Table`] only.
///
/// # Errors
/// When an entry has no form in JSON or CSV; records that were read from a dossier always have.
pub fn list<T: Listed>(
    entries: &[T],
    format: Format,
    context: &Context<'_>,
    style: Style,
) -> Result<String, PresentError> {
    Ok(match format {
        Format::Table => table(&T::sheet(entries, context), style),
        Format::Markdown => markdown(&T::sheet(entries, context)),
        Format::Html => html(&T::sheet(entries, context)),
        Format::Json => json(&entries)?,
        Format::JsonLines => json_lines(entries)?,
        Format::Csv => csv_text(entries)?,
    })
}

/// Pretty JSON with a line break at the end.
pub(crate) fn json(value: &impl Serialize) -> Result<String, PresentError> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}

/// One line of JSON an entry.
pub(crate) fn json_lines<T: Serialize>(entries: &[T]) -> Result<String, PresentError> {
    let mut text = String::new();
    for entry in entries {
        text.push_str(&serde_json::to_string(entry)?);
        text.push('\n');
    }
    Ok(text)
}

/// Comma-separated values; text that a spreadsheet would run as a formula gets an apostrophe in front.
pub(crate) fn csv_text<T: Listed>(entries: &[T]) -> Result<String, PresentError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(T::FIELDS)?;
    for entry in entries {
        let values: Vec<String> = entry
            .values()
            .iter()
            .map(|value| match value {
                crate::lists::Value::Text(text) | crate::lists::Value::Address(text) => {
                    escape::cell(text).into_owned()
                }
                other => other.text(),
            })
            .collect();
        writer.write_record(&values)?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn markdown(sheet: &Sheet) -> String {
    let mut text = format!("# {}\n\n", escape::markdown(&sheet.title));
    if !sheet.rows.is_empty() {
        let heads: Vec<&str> = sheet.columns.iter().map(|column| column.head).collect();
        put!(text, "| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(heads.len()));
        let mut group = "";
        for row in &sheet.rows {
            if row.group != group {
                group = &row.group;
                let rest = " |".repeat(heads.len() - 1);
                put!(text, "| **{}** |{rest}\n", escape::markdown(group));
            }
            text.push_str(&markdown_row(row, sheet));
        }
        text.push('\n');
    }
    text.push_str(&escape::markdown(&sheet.summary));
    text.push('\n');
    text
}

fn markdown_row(row: &Row, sheet: &Sheet) -> String {
    let wide = sheet.columns.iter().position(|column| column.fit == Fit::Wide);
    let cells: Vec<String> = row
        .cells
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let mut text = markdown_cell(cell);
            if Some(at) == wide {
                for note in &row.notes {
                    put!(text, "<br>{}", markdown_cell(std::slice::from_ref(note)));
                }
            }
            text
        })
        .collect();
    format!("| {} |\n", cells.join(" | "))
}

fn markdown_cell(cell: &[Run]) -> String {
    let runs = cell.iter().filter(|run| !run.text.is_empty()).map(|run| {
        let text = escape::markdown(&run.text);
        match run.paint {
            Paint::Strong | Paint::Alert => format!("**{text}**"),
            Paint::Hint => format!("*{text}*"),
            _ => text,
        }
    });
    runs.collect::<Vec<_>>().join(" ")
}

fn html(sheet: &Sheet) -> String {
    let mut body = format!("<h1>{}</h1>\n", escape::html(&sheet.title));
    if !sheet.rows.is_empty() {
        body.push_str("<table class=\"list\">\n<thead><tr>");
        for column in &sheet.columns {
            put!(body, "<th scope=\"col\">{}</th>", escape::html(column.head));
        }
        body.push_str("</tr></thead>\n<tbody>\n");
        let mut group = "";
        for row in &sheet.rows {
            if row.group != group {
                group = &row.group;
                let span = sheet.columns.len();
                put!(
                    body,
                    "<tr class=\"group\"><th colspan=\"{span}\" scope=\"rowgroup\">{}</th></tr>\n",
                    escape::html(group)
                );
            }
            html_row(row, sheet, &mut body);
        }
        body.push_str("</tbody>\n</table>\n");
    }
    put!(body, "<p class=\"dim\">{}</p>\n", escape::html(&sheet.summary));
    page::page(&sheet.title, "en", &body)
}

fn html_row(row: &Row, sheet: &Sheet, body: &mut String) {
    let wide = sheet.columns.iter().position(|column| column.fit == Fit::Wide);
    body.push_str("<tr>");
    for (at, (cell, column)) in row.cells.iter().zip(&sheet.columns).enumerate() {
        let class = if matches!(column.fit, Fit::Number(_)) { " class=\"number\"" } else { "" };
        put!(body, "<td{class} dir=\"auto\">{}", html_cell(cell));
        if Some(at) == wide {
            for note in &row.notes {
                put!(body, "<div class=\"note\">{}</div>", html_cell(std::slice::from_ref(note)));
            }
        }
        body.push_str("</td>");
    }
    body.push_str("</tr>\n");
}

fn html_cell(cell: &[Run]) -> String {
    let runs = cell.iter().filter(|run| !run.text.is_empty()).map(|run| {
        let text = escape::html(&run.text);
        match run.paint {
            Paint::Plain => text.into_owned(),
            Paint::Strong => format!("<strong>{text}</strong>"),
            Paint::Dim => format!("<span class=\"dim\">{text}</span>"),
            Paint::Date => format!("<span class=\"date\">{text}</span>"),
            Paint::Alert => format!("<span class=\"alert\">{text}</span>"),
            Paint::Hint => format!("<span class=\"hint\">{text}</span>"),
        }
    });
    runs.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PartyNames, testing};

    fn render(format: Format) -> String {
        let record = testing::record();
        list(&record.events, format, &Context::of(&record, PartyNames::new()), Style::default()).unwrap()
    }

    #[test]
    fn every_name_has_its_format() {
        for &(name, format) in Format::NAMES {
            assert_eq!(name.parse(), Ok(format));
            assert!(render(format).ends_with('\n'), "{name}");
        }
        assert!("yaml".parse::<Format>().unwrap_err().to_string().contains("jsonl"));
    }

    #[test]
    fn a_markdown_chronology() {
        insta::assert_snapshot!(render(Format::Markdown));
    }

    #[test]
    fn a_page_runs_nothing_that_a_source_says() {
        let page = render(Format::Html);
        assert!(!page.contains("<script"));
        assert!(!page.contains("<img"));
        assert!(page.contains("&lt;script&gt;alert(&#39;title&#39;)"));
    }

    #[test]
    fn json_reads_back() {
        let events = testing::record().events;
        let back: Vec<entente_model::TimelineEvent> = serde_json::from_str(&render(Format::Json)).unwrap();
        assert_eq!(back, events);
        let lines = render(Format::JsonLines);
        assert_eq!(lines.lines().count(), events.len());
        for (line, event) in lines.lines().zip(&events) {
            assert_eq!(&serde_json::from_str::<entente_model::TimelineEvent>(line).unwrap(), event);
        }
    }

    #[test]
    fn csv_has_a_row_an_event_and_no_formula() {
        let text = render(Format::Csv);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(
            reader.headers().unwrap().iter().collect::<Vec<_>>(),
            entente_model::TimelineEvent::FIELDS
        );
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), testing::record().events.len());
        assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
        assert_eq!(&rows[0][1], "1884-07-07");
    }
}
