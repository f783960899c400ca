//! Refusals as Python exceptions and warnings.

use std::ffi::CString;

use entente_engine::{Refusal, Refused};
use pyo3::{exceptions::PyValueError, prelude::*};

fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("entente.errors")?.getattr(name)
}

/// The exception for a source that was not read.
pub(crate) fn error(py: Python<'_>, refusal: &Refusal, origin: &str) -> PyErr {
    let made = class(py, "RefusedError")
        .and_then(|class| class.call1((in_words(refusal, origin), refusal.code, refusal.hint, origin)));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// The exception for a source of several documents.
pub(crate) fn several(py: Python<'_>, count: usize, origin: &str) -> PyErr {
    let words = format!("{}it holds {count} documents; read_all reads them", before(origin));
    let made = class(py, "SeveralDocumentsError").and_then(|class| class.call1((words,)));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// Warns of the parts that were left out.
///
/// # Errors
/// Where Python is told to take warnings for errors.
pub(crate) fn warn(py: Python<'_>, refused: &[Refused]) -> PyResult<()> {
    if refused.is_empty() {
        return Ok(());
    }
    let category = class(py, "RefusedWarning")?;
    for part in refused {
        let words = in_words(&part.refusal, &part.origin).replace('\0', " ");
        PyErr::warn(py, &category, &CString::new(words)?, 1)?;
    }
    Ok(())
}

/// A value that cannot be meant.
pub(crate) fn wrong(words: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(words.to_string())
}

fn in_words(refusal: &Refusal, origin: &str) -> String {
    format!("{}{refusal}", before(origin))
}

fn before(origin: &str) -> String {
    if origin.is_empty() { String::new() } else { format!("`{origin}`: ") }
}
