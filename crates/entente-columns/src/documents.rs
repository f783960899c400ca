//! Documents out of columns: a column of bytes or text, with what is known of each document beside it.

use std::borrow::Cow;

use arrow_array::{
    Array, RecordBatch,
    cast::AsArray as _,
    types::{
        Date32Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
        TimestampSecondType,
    },
};
use arrow_schema::{DataType, Schema, SchemaRef, TimeUnit};
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
pub enum Content<'c> {
    /// Clean text.
    Text(Cow<'c, str>),
    /// A file of any format.
    Bytes(Cow<'c, [u8]>),
}

/// One row: a document with what is known of it. Its text or bytes may be those of the columns themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'c> {
    /// Text or bytes.
    pub content: Content<'c>,
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

impl Row<'_> {
    /// Its name among the rows: its id, else its address, else its number.
    pub fn name(&self, number: usize) -> String {
        self.id.clone().or_else(|| self.url.clone()).unwrap_or_else(|| number.to_string())
    }

    /// The line of JSON Lines that says the same as a row of text; nothing for one of bytes.
    ///
    /// A row of text is read as that line, so that it is one document with one id in both kinds of file.
    pub fn as_line(&self, number: usize) -> Option<String> {
        let Content::Text(text) = &self.content else { return None };
        let line = serde_json::json!({
            "id": self.name(number), "title": self.title, "published": self.published,
            "publisher": self.publisher, "lang": self.lang, "url": self.url, "text": text,
        });
        Some(line.to_string())
    }

    /// The same, holding its own text or bytes.
    pub fn into_owned(self) -> Row<'static> {
        let content = match self.content {
            Content::Text(text) => Content::Text(Cow::Owned(text.into_owned())),
            Content::Bytes(bytes) => Content::Bytes(Cow::Owned(bytes.into_owned())),
        };
        Row {
            content,
            id: self.id,
            title: self.title,
            published: self.published,
            publisher: self.publisher,
            lang: self.lang,
            url: self.url,
        }
    }
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
        let wanted = Columns::of(builder.schema(), names)?;
        let roots: Vec<usize> = wanted.0.iter().copied().flatten().collect();
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots.iter().copied());
        let kept: Vec<usize> = (0..builder.schema().fields().len()).filter(|at| roots.contains(at)).collect();
        let columns = Columns(wanted.0.map(|root| kept.iter().position(|&known| Some(known) == root)));
        let reader = builder.with_projection(mask).with_batch_size(BATCH).build()?;
        Ok(Self { reader, columns, batch: None, row: 0 })
    }

    fn next_row(&mut self) -> Result<Option<Row<'static>>, ColumnsError> {
        loop {
            if let Some(batch) = self.batch.as_ref().filter(|batch| self.row < batch.num_rows()) {
                self.row += 1;
                return Ok(Some(self.columns.row(batch, self.row - 1).into_owned()));
            }
            match self.reader.next().transpose()? {
                Some(batch) => (self.batch, self.row) = (Some(batch), 0),
                None => return Ok(None),
            }
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Row<'static>, ColumnsError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_row().transpose()
    }
}

/// The documents of a batch that is held already; nothing of their texts is copied.
#[derive(Debug)]
pub struct BatchRows<'b> {
    batch: &'b RecordBatch,
    columns: Columns,
}

impl<'b> BatchRows<'b> {
    /// Looks which columns hold what.
    ///
    /// # Errors
    /// When there is no column of text or bytes.
    pub fn of(batch: &'b RecordBatch, names: Names<'_>) -> Result<Self, ColumnsError> {
        Ok(Self { batch, columns: Columns::of(batch.schema_ref(), names)? })
    }

    /// One of them, counted from nought.
    pub fn get(&self, row: usize) -> Option<Row<'b>> {
        (row < self.batch.num_rows()).then(|| self.columns.row(self.batch, row))
    }
}

impl Columns {
    fn of(schema: &SchemaRef, names: Names<'_>) -> Result<Self, ColumnsError> {
        let columns = Self(std::array::from_fn(|at| {
            let (meaning, own) = OWN_NAMES[at];
            let named = schema.fields().iter().position(|field| names(field.name()) == Some(meaning));
            named.or_else(|| own.iter().find_map(|name| find(schema, name))).filter(|&column| {
                let kind = schema.field(column).data_type();
                is_text(kind)
                    || (meaning == "text" && is_bytes(kind))
                    || (meaning == "published" && is_time(kind))
            })
        }));
        if columns.0[0].is_some() {
            return Ok(columns);
        }
        let found: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        Err(ColumnsError::NoContent { looked_for: OWN_NAMES[0].1.join(", "), found: found.join(", ") })
    }

    fn row(self, batch: &RecordBatch, row: usize) -> Row<'_> {
        let [text, id, title, published, publisher, lang, url] =
            self.0.map(|column| column.map(|column| batch.column(column).as_ref()));
        let words = |column: Option<&dyn Array>| column.and_then(|column| words(column, row));
        let content = match text.filter(|column| column.is_valid(row)) {
            Some(column) if is_bytes(column.data_type()) => Content::Bytes(bytes(column, row).into()),
            Some(column) => Content::Text(characters(column, row).unwrap_or_default().into()),
            None => Content::Text(Cow::Borrowed("")),
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

fn is_time(kind: &DataType) -> bool {
    matches!(kind, DataType::Date32 | DataType::Timestamp(..))
}

fn characters(column: &dyn Array, row: usize) -> Option<&str> {
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row),
        DataType::Utf8View => column.as_string_view().value(row),
        _ => return None,
    })
}

fn words(column: &dyn Array, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Date32 => Some(column.as_primitive::<Date32Type>().value_as_date(row)?.to_string()),
        DataType::Timestamp(unit, _) => {
            let time = match unit {
                TimeUnit::Second => column.as_primitive::<TimestampSecondType>().value_as_datetime(row),
                TimeUnit::Millisecond => {
                    column.as_primitive::<TimestampMillisecondType>().value_as_datetime(row)
                }
                TimeUnit::Microsecond => {
                    column.as_primitive::<TimestampMicrosecondType>().value_as_datetime(row)
                }
                TimeUnit::Nanosecond => {
                    column.as_primitive::<TimestampNanosecondType>().value_as_datetime(row)
                }
            };
            // A day that went through a table of times is a day still.
            let time = time?.to_string();
            Some(time.strip_suffix(" 00:00:00").map(str::to_owned).unwrap_or(time))
        }
        _ => characters(column, row).map(str::to_owned),
    }
}

fn bytes(column: &dyn Array, row: usize) -> &[u8] {
    match column.data_type() {
        DataType::Binary => column.as_binary::<i32>().value(row),
        DataType::LargeBinary => column.as_binary::<i64>().value(row),
        _ => column.as_binary_view().value(row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs::File, sync::Arc};

    use arrow_array::{ArrayRef, BinaryArray, Date32Array, StringArray, TimestampMillisecondArray};
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
        let rows: Vec<Row<'_>> = Documents::open(file, &|_| None).unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows[0].content, Content::Bytes(b"<p>one".into()));
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
        let rows: Vec<Row<'_>> = Documents::open(file, &names).unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows[0].content, Content::Text("whole".into()));
    }

    #[test]
    fn a_file_without_texts_names_its_columns() {
        let file = file(vec![("number", Arc::new(Date32Array::from(vec![1])))]);
        let error = Documents::open(file, &|_| None).unwrap_err();
        assert!(error.to_string().ends_with("the file has number"), "{error}");
    }

    #[test]
    fn rows_of_a_batch_are_its_own_text_and_times_are_days_where_they_are_days() {
        let times = vec![Some(1_616_457_600_000), Some(1_616_508_300_000), None];
        let columns: [(&str, ArrayRef); 2] = [
            ("text", Arc::new(StringArray::from(vec![Some("one"), None, Some("three")]))),
            ("published", Arc::new(TimestampMillisecondArray::from(times))),
        ];
        let batch = RecordBatch::try_from_iter_with_nullable(
            columns.into_iter().map(|(name, column)| (name, column, true)),
        )
        .unwrap();
        let rows = BatchRows::of(&batch, &|_| None).unwrap();
        let all: Vec<Row<'_>> = (0..).map_while(|row| rows.get(row)).collect();
        assert!(matches!(all[0].content, Content::Text(Cow::Borrowed("one"))));
        assert!(matches!(all[1].content, Content::Text(Cow::Borrowed(""))));
        let published: Vec<_> = all.iter().map(|row| row.published.as_deref()).collect();
        assert_eq!(published, [Some("2021-03-23"), Some("2021-03-23 14:05:00"), None]);
        let line = all[2].as_line(3).unwrap();
        assert_eq!(
            line,
            r#"{"id":"3","lang":null,"published":null,"publisher":null,"text":"three","title":null,"url":null}"#
        );
    }
}
