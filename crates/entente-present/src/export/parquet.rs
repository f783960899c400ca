//! Parquet: each list of the record as a table with typed columns, the reports of an entry as a list within it.
//!
//! The columns bear the names of the public JSON; `docs/src/exports.md` lists them. Dates stay EDTF, with their first and
//! last day as `DATE` beside them. Nothing here depends on the clock: the same record gives the same bytes.

mod column;
mod tables;

use std::sync::Arc;

use entente_model::{Evidence, Record};
use parquet::{
    basic::Compression,
    data_type::ByteArray,
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};

use super::{Given, ListFile};
use crate::PresentError;
use column::{Column, put_lists};

/// How many entries share a group of rows.
const GROUP: usize = 20_000;

/// A list of the record as columns.
struct Table<'a> {
    name: &'static str,
    columns: Vec<(&'static str, Column)>,
    /// The words behind each entry; a list of sources has none.
    reports: Option<Vec<&'a [Evidence]>>,
}

/// The chronology.
pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    Ok(tables::events(&given.record.events).file()?)
}

/// Every list.
pub(super) fn lists(record: &Record) -> Result<Vec<ListFile>, PresentError> {
    tables::all(record).into_iter().map(|table| Ok((table.name, table.file()?))).collect()
}

impl Table<'_> {
    fn file(&self) -> Result<Vec<u8>, ParquetError> {
        let schema = Arc::new(parse_message_type(&self.schema())?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("Entente".to_owned())
            .set_key_value_metadata(Some(vec![KeyValue::new(
                "schema".to_owned(),
                "entente.record/1".to_owned(),
            )]))
            .build();
        let mut bytes = Vec::new();
        let mut file = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties))?;
        let rows = self.columns.first().map_or(0, |(_, column)| column.len());
        for start in (0..rows).step_by(GROUP) {
            let mut group = file.next_row_group()?;
            self.rows(&mut group, start..(start + GROUP).min(rows))?;
            group.close()?;
        }
        file.close()?;
        Ok(bytes)
    }

    fn schema(&self) -> String {
        let mut text = format!("message {} {{\n", self.name);
        for (name, column) in &self.columns {
            text.push_str(&column.field(name));
        }
        if self.reports.is_some() {
            text.push_str(
                "required group reports (LIST) { repeated group list { required group element {\n\
                 required binary source (STRING); required binary source_id (STRING);\n\
                 required int32 start; required int32 end; required binary quote (STRING);\n} } }\n",
            );
        }
        text + "}"
    }

    fn rows<W: std::io::Write + Send>(
        &self,
        group: &mut SerializedRowGroupWriter<'_, W>,
        rows: std::ops::Range<usize>,
    ) -> Result<(), ParquetError> {
        for (_, column) in &self.columns {
            column.put(group, rows.clone())?;
        }
        let Some(reports) = &self.reports else { return Ok(()) };
        let reports = &reports[rows];
        put_lists(group, reports, |report| ByteArray::from(report.source.as_str()))?;
        put_lists(group, reports, |report| ByteArray::from(report.source_id.to_string().into_bytes()))?;
        put_lists(group, reports, |report| report.start as i32)?;
        put_lists(group, reports, |report| report.end as i32)?;
        put_lists(group, reports, |report| ByteArray::from(report.quote.as_str()))
    }
}
