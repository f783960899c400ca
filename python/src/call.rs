//! What a call says: the source, and what is known of it.

use std::sync::LazyLock;

use entente_engine::{Engine, Published};
use entente_intake::{Hints, Options};
use entente_model::Language;
use pyo3::{
    exceptions::PyTypeError,
    prelude::*,
    types::{PyByteArray, PyBytes, PyString},
};

use crate::refusal::wrong;

/// The packs of this process; its models are made ready when a language is first met.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Options::default()));

/// An engine that refuses sources of more megabytes; all share their packs.
pub(crate) fn engine(max_size: u64) -> Engine {
    ENGINE.within(Options { max_bytes: max_size.saturating_mul(1_000_000), ..Options::default() })
}

/// The bytes of a source: those of `str` and `bytes` themselves, a copy of what may change under the reading.
pub(crate) enum Content<'c> {
    /// Held by the object.
    Held(&'c [u8]),
    /// Copied.
    Copied(Vec<u8>),
}

impl<'c> Content<'c> {
    /// The bytes of an object.
    ///
    /// # Errors
    /// `TypeError` for what holds none, `UnicodeEncodeError` for half characters.
    pub(crate) fn of(object: &'c Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = object.cast::<PyString>() {
            return Ok(Self::Held(text.to_str()?.as_bytes()));
        }
        if let Ok(bytes) = object.cast::<PyBytes>() {
            return Ok(Self::Held(bytes.as_bytes()));
        }
        if let Ok(bytes) = object.cast::<PyByteArray>() {
            return Ok(Self::Copied(bytes.to_vec()));
        }
        let is_view = object.get_type().name()? == "memoryview";
        if !is_view {
            let given = object.get_type().name()?.to_string();
            return Err(PyTypeError::new_err(format!("content must be str or bytes, not {given}")));
        }
        Ok(Self::Copied(object.call_method0("tobytes")?.cast::<PyBytes>()?.as_bytes().to_vec()))
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Held(bytes) => bytes,
            Self::Copied(bytes) => bytes,
        }
    }
}

/// What is known of a source.
///
/// # Errors
/// `ValueError` for a day or a language that is none.
pub(crate) fn hints(
    published: Option<&Bound<'_, PyAny>>,
    lang: Option<&str>,
    clean: bool,
) -> PyResult<Hints> {
    let published = published.map(day).transpose()?;
    let lang = lang
        .map(|code| {
            let wrong = || wrong(format!("`{code}` is no language code of two or three letters, such as en"));
            Language::new(code).ok_or_else(wrong)
        })
        .transpose()?;
    Ok(Hints {
        published: published.map(|published| published.date),
        published_clock: published.and_then(|published| published.clock),
        lang,
        clean,
        ..Hints::default()
    })
}

/// A day as words, or as `datetime.date`, `datetime.datetime` and what else writes itself as such.
fn day(given: &Bound<'_, PyAny>) -> PyResult<Published> {
    let written = match given.cast::<PyString>() {
        Ok(text) => text.to_str()?.to_owned(),
        Err(_) => match given.call_method0("isoformat") {
            Ok(text) => text.extract::<String>()?,
            Err(_) => return Err(PyTypeError::new_err("published must be str, date or datetime")),
        },
    };
    written.parse().map_err(wrong)
}
