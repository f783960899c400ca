//! `read_arrow`: Arrow columns in and out, handed over by address through the Arrow `PyCapsule` interface.

use std::{collections::HashMap, num::NonZeroUsize, sync::Arc, thread};

use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{Field, FieldRef};
use entente_columns::BatchRows;
use entente_engine::{Read, one_by_one};
use pyo3::{
    exceptions::PyOSError,
    prelude::*,
    types::{PyCapsule, PyTuple},
};
use pyo3_arrow::{
    ffi::{ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule},
    input::AnyRecordBatch,
};

use crate::{
    call,
    refusal::{self, wrong},
    threads,
};

/// What a column can hold.
const MEANINGS: [&str; 7] = ["text", "id", "title", "published", "publisher", "lang", "url"];

/// Readings as Arrow columns; pyarrow, Polars, DuckDB and others take it where they take Arrow.
#[pyclass(frozen, module = "entente")]
pub(crate) struct Readings {
    batch: RecordBatch,
    rows: Vec<usize>,
    refused: Vec<(usize, entente_engine::Refused)>,
}

#[pymethods]
impl Readings {
    /// For each reading the row that it came from; a row of an archive may give several, a refused one gives none.
    #[getter]
    fn rows(&self) -> Vec<usize> {
        self.rows.clone()
    }

    /// The rows, or parts of rows, that were not read.
    #[getter]
    fn refused<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let class = py.import("entente.types")?.getattr("Refused")?;
        let one = |(row, part): &(usize, entente_engine::Refused)| {
            class.call1((*row, &part.origin, part.refusal.code, part.refusal.to_string()))
        };
        self.refused.iter().map(one).collect()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<entente.Readings: {} read, {} refused>", self.batch.num_rows(), self.refused.len())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        Ok(to_array_pycapsules(py, self.field(), &self.columns(), requested_schema)?)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.field().as_ref())?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let once = std::iter::once(Ok(self.columns()));
        Ok(to_stream_pycapsule(py, Box::new(ArrayIterator::new(once, self.field())), requested_schema)?)
    }
}

impl Readings {
    fn field(&self) -> FieldRef {
        Arc::new(Field::new_struct("", self.batch.schema_ref().fields().clone(), false))
    }

    fn columns(&self) -> ArrayRef {
        Arc::new(StructArray::from(self.batch.clone()))
    }
}

/// The columns of readings.
#[pyclass(frozen, module = "entente")]
pub(crate) struct Schema;

#[pymethods]
impl Schema {
    #[expect(clippy::unused_self, reason = "a method of the protocol")]
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, row_field().as_ref())?)
    }
}

fn row_field() -> FieldRef {
    Arc::new(Field::new_struct("", entente_columns::reading_fields(), false))
}

/// The columns that read_arrow gives, the same as in a Parquet file of readings.
#[pyfunction]
pub(crate) fn schema() -> Schema {
    Schema
}

/// Read a batch of documents, a row each, into columns.
///
/// batch: anything with __arrow_c_array__ or __arrow_c_stream__: a batch or table of pyarrow, a data frame of Polars.
///   A column of text or bytes ("text", "bytes", "content", "body", "html", "payload"), and beside it as far as they
///   are there "id", "url", "title", "published", "publisher", "lang".
/// columns: other names for them, {"text": "story", "published": "day"}.
/// origin: stands before the name of the row in the origin of its reading, "ORIGIN#NAME".
/// published, lang: of all rows; win over the columns.
/// jobs: on how many threads; 0 for one a processor.
///
/// Rows that cannot be read are left out and listed in the result's refused.
#[pyfunction]
#[pyo3(signature = (batch, *, columns=None, origin=None, published=None, lang=None, clean=true, max_size=50, jobs=1))]
pub(crate) fn read_arrow(
    py: Python<'_>,
    batch: AnyRecordBatch,
    columns: Option<HashMap<String, String>>,
    origin: Option<&str>,
    published: Option<&Bound<'_, PyAny>>,
    lang: Option<&str>,
    clean: bool,
    max_size: u64,
    jobs: usize,
) -> PyResult<Readings> {
    let hints = call::hints(published, lang, clean)?;
    let named = columns.unwrap_or_default();
    if let Some(wrong_one) = named.keys().find(|name| !MEANINGS.contains(&name.as_str())) {
        return Err(wrong(format!("columns: `{wrong_one}` is none of {}", MEANINGS.join(", "))));
    }
    let names = |column: &str| {
        let holds = |meaning: &&&str| named.get(**meaning).is_some_and(|name| name == column);
        MEANINGS.iter().find(holds).copied()
    };
    let batches: Vec<RecordBatch> = batch
        .into_reader()?
        .collect::<Result<_, _>>()
        .map_err(|error| wrong(format!("the batch is broken: {error}")))?;
    if let Some((meaning, name)) = named.iter().find(|(_, name)| {
        batches.first().is_some_and(|batch| batch.schema_ref().column_with_name(name).is_none())
    }) {
        return Err(wrong(format!("columns: there is no column `{name}` for {meaning}")));
    }
    let tables: Vec<BatchRows<'_>> =
        batches.iter().map(|batch| BatchRows::of(batch, &names)).collect::<Result<_, _>>().map_err(wrong)?;
    let places: Vec<(usize, usize)> = batches
        .iter()
        .enumerate()
        .flat_map(|(table, batch)| (0..batch.num_rows()).map(move |row| (table, row)))
        .collect();
    let jobs = match jobs {
        0 => thread::available_parallelism().map_or(1, NonZeroUsize::get),
        jobs => jobs,
    };
    let mut broken_off = None;
    let mut go_on = || {
        broken_off = threads::signals();
        broken_off.is_none()
    };
    let read = py.detach(|| {
        let engine = call::engine(max_size);
        let one = |number: usize| {
            let (table, row) = places[number];
            let Some(row) = tables[table].get(row) else { return Read::default() };
            let mut read = engine.read_row(origin.unwrap_or_default(), number + 1, row, &hints, &one_by_one);
            if origin.is_none() {
                without_origin(&mut read);
            }
            read
        };
        threads::in_order(places.len(), jobs, one, &mut go_on)
    });
    if let Some(error) = broken_off {
        return Err(error);
    }
    let read = read.map_err(PyOSError::new_err)?.unwrap_or_default();
    let (mut readings, mut rows, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for (row, read) in read.into_iter().enumerate() {
        rows.extend(read.readings.iter().map(|_| row));
        readings.extend(read.readings);
        refused.extend(read.refused.into_iter().map(|part| (row, part)));
    }
    let batch = py.detach(|| entente_columns::batch(&readings)).map_err(refusal::wrong)?;
    Ok(Readings { batch, rows, refused })
}

/// Rows of a batch that came from nowhere are called by their names alone.
fn without_origin(read: &mut Read) {
    let origins = read.readings.iter_mut().map(|reading| &mut reading.origin);
    for origin in origins.chain(read.refused.iter_mut().map(|part| &mut part.origin)) {
        if origin.starts_with('#') {
            origin.remove(0);
        }
    }
}
