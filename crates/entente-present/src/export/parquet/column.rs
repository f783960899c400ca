//! One column: its type in the schema, and its values with the levels that say where one is missing or repeated.

use std::{io::Write, ops::Range};

use parquet::{
    data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::writer::SerializedRowGroupWriter,
};

/// The values of a column, one a row.
pub(super) enum Column {
    /// Text that is always there.
    Id(Vec<String>),
    Text(Vec<Option<String>>),
    /// Days since 1970-01-01.
    Day(Vec<Option<i32>>),
    Count(Vec<i64>),
    Number(Vec<f64>),
    /// A list of texts, which may be empty.
    Texts(Vec<Vec<String>>),
}

impl Column {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Id(values) => values.len(),
            Self::Text(values) => values.len(),
            Self::Day(values) => values.len(),
            Self::Count(values) => values.len(),
            Self::Number(values) => values.len(),
            Self::Texts(values) => values.len(),
        }
    }

    /// The line of the schema.
    pub(super) fn field(&self, name: &str) -> String {
        match self {
            Self::Id(_) => format!("required binary {name} (STRING);\n"),
            Self::Text(_) => format!("optional binary {name} (STRING);\n"),
            Self::Day(_) => format!("optional int32 {name} (DATE);\n"),
            Self::Count(_) => format!("required int64 {name};\n"),
            Self::Number(_) => format!("required double {name};\n"),
            Self::Texts(_) => format!(
                "required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}\n"
            ),
        }
    }

    /// Writes the next column of the group.
    pub(super) fn put<W: Write + Send>(
        &self,
        group: &mut SerializedRowGroupWriter<'_, W>,
        rows: Range<usize>,
    ) -> Result<(), ParquetError> {
        match self {
            Self::Id(values) => {
                let values: Vec<ByteArray> = values[rows].iter().map(|text| text.as_str().into()).collect();
                put::<ByteArrayType, W>(group, &values, None, None)
            }
            Self::Text(values) => put_optional::<ByteArrayType, _, W>(group, &values[rows], |text| {
                ByteArray::from(text.as_str())
            }),
            Self::Day(values) => put_optional::<Int32Type, _, W>(group, &values[rows], |day| *day),
            Self::Count(values) => put::<Int64Type, W>(group, &values[rows], None, None),
            Self::Number(values) => put::<DoubleType, W>(group, &values[rows], None, None),
            Self::Texts(values) => {
                let lists: Vec<&[String]> = values[rows].iter().map(Vec::as_slice).collect();
                put_lists(group, &lists, |text| ByteArray::from(text.as_str()))
            }
        }
    }
}

/// The type of a column by the type of its values.
pub(super) trait Stored: Sized {
    type Type: DataType<T = Self>;
}

impl Stored for ByteArray {
    type Type = ByteArrayType;
}

impl Stored for i32 {
    type Type = Int32Type;
}

/// Writes a column within a list: level 1 is an item, level 0 the one line of an empty list.
pub(super) fn put_lists<T, V: Stored, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    lists: &[&[T]],
    value: impl Fn(&T) -> V,
) -> Result<(), ParquetError> {
    let (mut values, mut there, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for list in lists {
        if list.is_empty() {
            there.push(0);
            again.push(0);
        }
        for (at, item) in list.iter().enumerate() {
            values.push(value(item));
            there.push(1);
            again.push(i16::from(at > 0));
        }
    }
    put::<V::Type, W>(group, &values, Some(&there), Some(&again))
}

fn put_optional<D: DataType, T, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[Option<T>],
    value: impl Fn(&T) -> D::T,
) -> Result<(), ParquetError> {
    let there: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<D::T> = values.iter().flatten().map(value).collect();
    put::<D, W>(group, &values, Some(&there), None)
}

fn put<D: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[D::T],
    there: Option<&[i16]>,
    again: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let mut column = group
        .next_column()?
        .ok_or_else(|| ParquetError::General("the schema has fewer columns than the table".to_owned()))?;
    column.typed::<D>().write_batch(values, there, again)?;
    column.close()
}
