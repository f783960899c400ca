//! `entente_read(content [, origin [, published [, lang]]])`: the readings of a document, text or bytes, as a list of structs.
//!
//! What cannot be read gives an empty list, so that one bad document fails no query.

use std::{sync::Arc, thread};

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray as _, ListArray, StructArray},
        buffer::OffsetBuffer,
        compute::cast,
        datatypes::{DataType, Field},
    },
    common::{DataFusionError, exec_err},
    logical_expr::{
        ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, TypeSignature, Volatility,
    },
};
use entente_columns::reading_fields;
use entente_engine::Published;
use entente_intake::Hints;
use entente_model::{Language, Reading};

use crate::{files, splits::Done};

/// Every function.
pub(crate) fn all() -> Vec<Arc<ScalarUDF>> {
    vec![Arc::new(ScalarUDF::from(Read::new()))]
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Read {
    signature: Signature,
}

impl Read {
    fn new() -> Self {
        let counts = (1..=4).map(TypeSignature::Any).collect();
        Self { signature: Signature::one_of(counts, Volatility::Immutable) }
    }
}

fn item() -> Arc<Field> {
    Arc::new(Field::new("element", DataType::Struct(reading_fields()), false))
}

impl ScalarUDFImpl for Read {
    fn name(&self) -> &'static str {
        "entente_read"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, arguments: &[DataType]) -> Result<DataType, DataFusionError> {
        use DataType::{Binary, BinaryView, LargeBinary, LargeUtf8, Utf8, Utf8View};
        match arguments.first() {
            Some(Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView) => {
                Ok(DataType::List(item()))
            }
            other => exec_err!("entente_read reads text or bytes, not {other:?}"),
        }
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let columns = ColumnarValue::values_to_arrays(&arguments.args)?;
        let content = cast(&columns[0], &DataType::Binary)?;
        let words: Vec<ArrayRef> =
            columns[1..].iter().map(|column| cast(column, &DataType::Utf8)).collect::<Result<_, _>>()?;
        // Hostile pages want a deeper stack than the engine's threads have.
        let read = thread::scope(|scope| {
            let deep = thread::Builder::new().name("entente".to_owned()).stack_size(32 << 20);
            let read = deep.spawn_scoped(scope, || readings(content.as_ref(), &words))?;
            read.join().unwrap_or_else(|_| exec_err!("the program failed; this is a defect of it"))
        });
        let (all, lengths) = read?;
        let batch = entente_columns::batch(&all).map_err(|error| DataFusionError::External(error.into()))?;
        let values: ArrayRef = Arc::new(StructArray::from(batch));
        let lists = ListArray::try_new(item(), OffsetBuffer::from_lengths(lengths), values, None)?;
        Ok(ColumnarValue::Array(Arc::new(lists)))
    }
}

/// The readings of all rows, and how many are of each.
fn readings(content: &dyn Array, words: &[ArrayRef]) -> Result<(Vec<Reading>, Vec<usize>), DataFusionError> {
    let word = |column: usize, row: usize| {
        let column = words.get(column)?.as_string::<i32>();
        column.is_valid(row).then(|| column.value(row))
    };
    let (mut all, mut lengths) = (Vec::new(), Vec::new());
    let content = content.as_binary::<i32>();
    for row in 0..content.len() {
        let before = all.len();
        if content.is_valid(row) {
            let published: Option<Published> = word(1, row).and_then(|date| date.parse().ok());
            let hints = Hints {
                published: published.map(|published| published.date),
                published_clock: published.and_then(|published| published.clock),
                lang: word(2, row).and_then(Language::new),
                ..Hints::default()
            };
            let origin = word(0, row).unwrap_or_default();
            let mut take = |reading| {
                all.push(reading);
                Ok(())
            };
            files::bytes(origin, content.value(row), &hints, &mut take, &mut Done::default())
                .map_err(|error| DataFusionError::External(error.into()))?;
        }
        lengths.push(all.len() - before);
    }
    Ok((all, lengths))
}
