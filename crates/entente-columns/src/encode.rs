//! Readings to columns.

use arrow_array::RecordBatch;
use arrow_json::{ReaderBuilder, reader::Decoder};
use entente_model::Reading;

use crate::{ColumnsError, reading_schema};

/// Turns readings into columns; keeps its buffers from batch to batch.
#[derive(Debug)]
pub struct Encoder(Decoder);

impl Encoder {
    /// An encoder.
    ///
    /// # Errors
    /// Never with the schema as it is; Arrow's word is passed on.
    pub fn new() -> Result<Self, ColumnsError> {
        Ok(Self(ReaderBuilder::new(reading_schema()).build_decoder()?))
    }

    /// The columns of these readings, a row each, in their order.
    ///
    /// # Errors
    /// When a reading does not fit the columns.
    pub fn encode(&mut self, readings: &[Reading]) -> Result<RecordBatch, ColumnsError> {
        self.0.serialize(readings)?;
        Ok(self.0.flush()?.unwrap_or_else(|| RecordBatch::new_empty(reading_schema())))
    }
}

/// The columns of these readings, a row each.
///
/// # Errors
/// As [`Encoder::encode`].
pub fn batch(readings: &[Reading]) -> Result<RecordBatch, ColumnsError> {
    Encoder::new()?.encode(readings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{Array as _, cast::AsArray as _};
    use entente_model::{Document, Language};
    use entente_reading::Reader;

    fn reading(text: &str) -> Reading {
        Reader::new().read(&Document {
            published: "2021-03-23".parse().ok(),
            ..Document::of_text("a.txt", Language::new("en"), text)
        })
    }

    #[test]
    fn a_reading_is_a_row_and_reads_back_from_it() {
        let readings = [
            reading(
                "Russia and South Korea signed a treaty on 7 July 1992. Trade reached $5.5 billion in 2019.",
            ),
            reading("Nothing happened."),
        ];
        let batch = batch(&readings).unwrap();
        assert_eq!(batch.num_rows(), 2);
        let events = batch.column_by_name("events").unwrap().as_list::<i32>();
        assert_eq!(events.value_length(0) as usize, readings[0].events.len());
        assert!(events.value_length(0) > 0 && !events.is_null(1));
        // Every field of the JSON has its column.
        let mut lines = Vec::new();
        let mut writer = arrow_json::LineDelimitedWriter::new(&mut lines);
        writer.write(&batch).unwrap();
        writer.finish().unwrap();
        drop(writer);
        let back: Vec<Reading> =
            serde_json::Deserializer::from_slice(&lines).into_iter().collect::<Result<_, _>>().unwrap();
        assert_eq!(back, readings);
    }
}
