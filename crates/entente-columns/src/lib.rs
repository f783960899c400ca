//! Readings as Arrow columns, and documents out of columns and Parquet files.
//!
//! A reading is a row; its lists are nested columns with the names and the meaning of the public JSON
//! ([`reading_schema`]). The schema only ever grows at the ends of its structs. Nothing here reads texts or knows of
//! files beyond Parquet: what reads many documents at once shares it.

mod documents;
mod encode;
mod error;
mod schema;
mod write;

/// Rows of columns.
pub use arrow_array::RecordBatch as Batch;
pub use documents::{BatchRows, Content, Documents, Names, Row};
pub use encode::{Encoder, batch};
pub use error::ColumnsError;
pub use schema::{reading_fields, reading_schema};
pub use write::{ReadingFile, written};
