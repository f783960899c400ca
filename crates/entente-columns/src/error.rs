//! What can go wrong with columns.

/// Why columns could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnsError {
    /// Arrow refused.
    #[error("the columns do not fit")]
    Arrow(#[from] arrow_schema::ArrowError),
    /// The file is no Parquet file, or is damaged.
    #[error("the Parquet file cannot be read or written")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// There is nothing to read in it.
    #[error("no column of text or bytes: looked for {looked_for}; the file has {found}")]
    NoContent {
        /// The names that were looked for.
        looked_for: String,
        /// The columns of the file.
        found: String,
    },
}
