//! Documents out of a Parquet file: a column of bytes or text, with what is known of each beside it.

use arrow_array::{Array, RecordBatch, cast::AsArray as _};
use arrow_schema::{DataType, Schema, SchemaRef};
use parquet::arrow::{
    ProjectionMask,
    arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder},
};
use parquet::file::reader::ChunkReader;

use crate::ColumnsError;

/// Which column is taken for which meaning, where the caller names one: the name of a column to `text`, `id`, `title`,
/// `published`, `publisher`, `lang` or `url`.
pub type Names<'n> = &'n dyn Fn(&str) -> Option<&'static str>;

/// What a document consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Clean text.
    Text(String),
    /// A file of any format.
    Bytes(Vec<u8>),
}

/// One row: a document with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Text or bytes.
    pub content: Content,
    /// The name of the document in the file.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// Where it came from.
    pub url: Option<String>,
}

/// Columns that hold what their names say where the caller names none: the first that a file has counts.
const OWN_NAMES: [(&str, &[&str]); 7] = [
    ("text", &["text", "bytes", "content", "body", "html", "payload"]),
    ("id", &["id", "origin", "name", "path"]),
    ("title", &["title", "headline"]),
    ("published", &["published", "date"]),
    ("publisher", &["publisher", "source"]),
    ("lang", &["lang", "language"]),
    ("url", &["url", "address", "uri"]),
];

/// Rows that are decoded at once.
const BATCH: usize = 64;

/// The documents of a Parquet file, in its order, a few rows at a time.
#[derive(Debug)]
pub struct Documents {
    reader: ParquetRecordBatchReader,
    columns: Columns,
    batch: Option<RecordBatch>,
    row: usize,
}

/// Where in a batch each meaning stands.
#[derive(Debug, Clone, Copy)]
struct Columns([Option<usize>; 7]);

impl Documents {
    /// Opens a file; only the columns that are needed are read.
    ///
    /// # Errors
    /// When it is no Parquet file, or has no column of text or bytes.
    pub fn open(file: impl ChunkReader + 'static, names: Names<'_>) -> Result<Self, ColumnsError> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
        let wanted = Columns::of(builder.schema(), names);
        if wanted.0[0].is_none() {
            let found: Vec<&str> =
                builder.schema().fields().iter().map(|field| field.name().as_str()).collect();
            return Err(ColumnsError::NoContent {
                looked_for: OWN_NAMES[0].1.join(", "),
                found: found.join(", "),
            });
        }
        let roots: Vec<usize> = wanted.0.iter().copied().flatten().collect();
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots.iter().copied());
        let kept: Vec<usize> = (0..builder.schema().fields().len()).filter(|at| roots.contains(at)).collect();
        let columns = Columns(wanted.0.map(|root| kept.iter().position(|&known| Some(known) == root)));
        let reader = builder.with_projection(mask).with_batch_size(BATCH).build()?;
        Ok(Self { reader, columns, batch: None, row: 0 })
    }

    fn next_row(&mut self) -> Result<Option<Row>, ColumnsError> {
        loop {
            if let Some(batch) = self.batch.as_ref().filter(|batch| self.row < batch.num_rows()) {
                self.row += 1;
                return Ok(Some(self.columns.row(batch, self.row - 1)));
            }
            match self.reader.next().transpose()? {
                Some(batch) => (self.batch, self.row) = (Some(batch), 0),
                None => return Ok(None),
            }
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Row, ColumnsError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_row().transpose()
    }
}

impl Columns {
    fn of(schema: &SchemaRef, names: Names<'_>) -> Self {
        Self(std::array::from_fn(|at| {
            let (meaning, own) = OWN_NAMES[at];
            let named = schema.fields().iter().position(|field| names(field.name()) == Some(meaning));
            named.or_else(|| own.iter().find_map(|name| find(schema, name))).filter(|&column| {
                let kind = schema.field(column).data_type();
                is_text(kind)
                    || (meaning == "text" && is_bytes(kind))
                    || (meaning == "published" && is_day(kind))
            })
        }))
    }

    fn row(self, batch: &RecordBatch, row: usize) -> Row {
        let [text, id, title, published, publisher, lang, url] =
            self.0.map(|column| column.map(|column| batch.column(column).as_ref()));
        let words = |column: Option<&dyn Array>| column.and_then(|column| words(column, row));
        let content = match text.filter(|column| column.is_valid(row)) {
            Some(column) if is_bytes(column.data_type()) => Content::Bytes(bytes(column, row)),
            column => Content::Text(words(column).unwrap_or_default()),
        };
        Row {
            content,
            id: words(id),
            title: words(title),
            published: words(published),
            publisher: words(publisher),
            lang: words(lang),
            url: words(url),
        }
    }
}

fn find(schema: &Schema, name: &str) -> Option<usize> {
    schema.fields().iter().position(|field| field.name().eq_ignore_ascii_case(name))
}

fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn is_bytes(kind: &DataType) -> bool {
    matches!(kind, DataType::Binary | DataType::LargeBinary | DataType::BinaryView)
}

fn is_day(kind: &DataType) -> bool {
    matches!(kind, DataType::Date32)
}

fn words(column: &dyn Array, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).to_owned(),
        DataType::Utf8View => column.as_string_view().value(row).to_owned(),
        DataType::Date32 => {
            let day = column.as_primitive::<arrow_array::types::Date32Type>().value_as_date(row)?;
            day.to_string()
        }
        _ => return None,
    })
}

fn bytes(column: &dyn Array, row: usize) -> Vec<u8> {
    match column.data_type() {
        DataType::Binary => column.as_binary::<i32>().value(row).to_vec(),
        DataType::LargeBinary => column.as_binary::<i64>().value(row).to_vec(),
        _ => column.as_binary_view().value(row).to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs::File, sync::Arc};

    use arrow_array::{ArrayRef, BinaryArray, Date32Array, StringArray};
    use parquet::arrow::ArrowWriter;

    fn file(columns: Vec<(&str, ArrayRef)>) -> File {
        let batch = RecordBatch::try_from_iter_with_nullable(
            columns.into_iter().map(|(name, column)| (name, column, true)),
        )
        .unwrap();
        let file = tempfile::tempfile().unwrap();
        let mut writer = ArrowWriter::try_new(file.try_clone().unwrap(), batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        file
    }

    #[test]
    fn bytes_and_what_is_known_of_them_are_read() {
        let file = file(vec![
            ("date", Arc::new(Date32Array::from(vec![Some(19_000), None]))),
            ("other", Arc::new(Date32Array::from(vec![1, 2]))),
            ("url", Arc::new(StringArray::from(vec![Some("https://a.org/x"), None]))),
            ("html", Arc::new(BinaryArray::from_vec(vec![b"<p>one", b"<p>two"]))),
        ]);
        let rows: Vec<Row> = Documents::open(file, &|_| None).unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows[0].content, Content::Bytes(b"<p>one".to_vec()));
        assert_eq!(rows[0].url.as_deref(), Some("https://a.org/x"));
        assert_eq!(rows[0].published.as_deref(), Some("2022-01-08"));
        assert_eq!((rows[1].url.as_ref(), rows[1].published.as_ref()), (None, None));
    }

    #[test]
    fn a_column_that_the_caller_names_goes_first() {
        let file = file(vec![
            ("text", Arc::new(StringArray::from(vec!["summary"]))),
            ("story", Arc::new(StringArray::from(vec!["whole"]))),
        ]);
        let names = |name: &str| (name == "story").then_some("text");
        let rows: Vec<Row> = Documents::open(file, &names).unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows[0].content, Content::Text("whole".to_owned()));
    }

    #[test]
    fn a_file_without_texts_names_its_columns() {
        let file = file(vec![("number", Arc::new(Date32Array::from(vec![1])))]);
        let error = Documents::open(file, &|_| None).unwrap_err();
        assert!(error.to_string().ends_with("the file has number"), "{error}");
    }
}
