//! Readings into a Parquet file.

use std::io::Write;

use arrow_array::{RecordBatch, cast::AsArray as _};
use parquet::{
    arrow::{ArrowWriter, ProjectionMask, arrow_reader::ParquetRecordBatchReaderBuilder},
    basic::Compression,
    file::{metadata::KeyValue, properties::WriterProperties, reader::ChunkReader},
};

use crate::{ColumnsError, reading_schema};

/// Bytes of a group of rows before it is compressed: large enough to be scanned in one go, small enough to be held.
const GROUP: usize = 32 << 20;

/// The most rows of a group.
const GROUP_ROWS: usize = 100_000;

/// A Parquet file of readings as it is written. Nothing in it depends on the clock: the same readings in the same
/// order give the same bytes, however they were batched.
pub struct ReadingFile<W: Write + Send> {
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> ReadingFile<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(output: W) -> Result<Self, ColumnsError> {
        let schema = KeyValue::new("schema".to_owned(), entente_model::READING_SCHEMA.to_owned());
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("Entente".to_owned())
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_key_value_metadata(Some(vec![schema]))
            .build();
        Ok(Self { writer: ArrowWriter::try_new(output, reading_schema(), Some(properties))? })
    }

    /// Adds rows; a group is ended when it is large enough.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&mut self, rows: &RecordBatch) -> Result<(), ColumnsError> {
        // One row after the other, so that groups end at the same rows whatever the batches are.
        for row in 0..rows.num_rows() {
            self.writer.write(&rows.slice(row, 1))?;
            if self.writer.in_progress_size() >= GROUP {
                self.writer.flush()?;
            }
        }
        Ok(())
    }

    /// Adds the rows of a file that was written before.
    ///
    /// # Errors
    /// When it is no such file, or cannot be read or written.
    pub fn copy(&mut self, file: impl ChunkReader + 'static) -> Result<(), ColumnsError> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
        for rows in builder.with_batch_size(256).build()? {
            self.write(&rows?.with_schema(reading_schema())?)?;
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn close(self) -> Result<W, ColumnsError> {
        Ok(self.writer.into_inner()?)
    }
}

impl<W: Write + Send> std::fmt::Debug for ReadingFile<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadingFile").field("in_progress", &self.writer.in_progress_size()).finish()
    }
}

/// The id and the origin of each reading in a file.
///
/// # Errors
/// When it is no Parquet file.
pub fn written(
    file: impl ChunkReader + 'static,
) -> Result<impl Iterator<Item = Result<(String, String), ColumnsError>>, ColumnsError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), ["id", "origin"]);
    let reader = builder.with_projection(mask).build()?;
    Ok(reader.flat_map(|batch| match batch {
        Err(error) => vec![Err(error.into())],
        Ok(batch) if batch.num_columns() != 2 => Vec::new(),
        Ok(batch) => {
            let (ids, origins) = (batch.column(0).as_string::<i32>(), batch.column(1).as_string::<i32>());
            (0..batch.num_rows())
                .map(|row| Ok((ids.value(row).to_owned(), origins.value(row).to_owned())))
                .collect()
        }
    }))
}
