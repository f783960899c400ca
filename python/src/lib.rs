//! Entente's reading as a Python package.
//!
//! The lock of the interpreter is given back while documents are read. They are read on threads of their own with a deep
//! stack, started for each call: nothing outlives it, so that a process may fork at any time.

mod arrow;
mod call;
mod read;
mod refusal;
mod threads;

use pyo3::prelude::*;

/// Reads documents about the relations of states.
#[pymodule(gil_used = false)]
mod _entente {
    #[pymodule_export]
    use super::arrow::{Readings, Schema, read_arrow, schema};
    #[pymodule_export]
    use super::read::{read, read_all, read_json};

    use super::{Bound, PyModule, PyModuleMethods as _, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
