//! `read`, `read_all`, `read_json`: one source.

use entente_engine::{Read, one_by_one};
use entente_intake::Hints;
use entente_model::Reading;
use pyo3::{exceptions::PyOSError, prelude::*, types::PyList};

use crate::{
    call::{self, Content},
    refusal, threads,
};

/// What the caller said of a source.
struct Said<'s> {
    origin: &'s str,
    hints: Hints,
    max_size: u64,
}

impl<'s> Said<'s> {
    fn new(
        (origin, url): (Option<&'s str>, Option<&'s str>),
        published: Option<&Bound<'_, PyAny>>,
        lang: Option<&str>,
        media_type: Option<String>,
        (clean, max_size): (bool, u64),
    ) -> PyResult<Self> {
        let known = call::hints(published, lang, clean)?;
        let hints = Hints { address: url.map(str::to_owned), media_type, ..known };
        Ok(Self { origin: origin.or(url).unwrap_or_default(), hints, max_size })
    }

    /// Reads the source without the lock of the interpreter, and warns of the parts that were left out.
    fn read(&self, content: &Bound<'_, PyAny>) -> PyResult<Vec<Reading>> {
        let py = content.py();
        let content = Content::of(content)?;
        let bytes = content.bytes();
        let mut broken_off = None;
        let mut go_on = || {
            broken_off = threads::signals();
            broken_off.is_none()
        };
        let read = py.detach(|| {
            let engine = call::engine(self.max_size);
            let read = |_| engine.read(self.origin, bytes, &self.hints, &one_by_one);
            threads::in_order(1, 1, read, &mut go_on)
        });
        if let Some(error) = broken_off {
            return Err(error);
        }
        let Read { readings, refused } = match read.map_err(PyOSError::new_err)?.and_then(|mut all| all.pop())
        {
            Some(Ok(read)) => read,
            Some(Err(refusal)) => return Err(refusal::error(py, &refusal, self.origin)),
            None => return Err(PyOSError::new_err("the reading was broken off")),
        };
        refusal::warn(py, &refused)?;
        Ok(readings)
    }
}

fn line(reading: &Reading) -> PyResult<String> {
    serde_json::to_string(reading).map_err(refusal::wrong)
}

/// Dictionaries come out of the public JSON by Python's own reader, so that they hold what `json.loads` finds in a line
/// of the program.
fn dictionary<'py>(loads: &Bound<'py, PyAny>, reading: &Reading) -> PyResult<Bound<'py, PyAny>> {
    loads.call1((line(reading)?,))
}

fn loads(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    py.import("json")?.getattr("loads")
}

/// Read one document, text or a file of any format, and return what is found in it.
///
/// origin: path or address of the document, kept in the reading; its ending helps to tell the format.
/// url: the address of a page, where the origin does not say it.
/// published: the day of publication (str, date or datetime); looked for in the document unless given.
/// lang: the language, "en", "ru", "ko"; told from the text unless given.
/// media_type: what the carrier said, "text/html; charset=euc-kr".
/// clean: leave out menus and other page furniture.
/// max_size: refuse sources above so many megabytes.
///
/// Raises RefusedError for what cannot be read, SeveralDocumentsError where there are several.
#[pyfunction]
#[pyo3(signature = (content, *, origin=None, url=None, published=None, lang=None, media_type=None, clean=true, max_size=50))]
pub(crate) fn read<'py>(
    content: &Bound<'py, PyAny>,
    origin: Option<&str>,
    url: Option<&str>,
    published: Option<&Bound<'py, PyAny>>,
    lang: Option<&str>,
    media_type: Option<String>,
    clean: bool,
    max_size: u64,
) -> PyResult<Bound<'py, PyAny>> {
    let said = Said::new((origin, url), published, lang, media_type, (clean, max_size))?;
    match &said.read(content)?[..] {
        [reading] => dictionary(&loads(content.py())?, reading),
        several => Err(refusal::several(content.py(), several.len(), said.origin)),
    }
}

/// Read every document of a source: an archive, a feed, a mailbox, a table, JSON Lines, or a single document.
///
/// Arguments as for read. Warns with RefusedWarning of parts that are left out; raises RefusedError where nothing is left.
#[pyfunction]
#[pyo3(signature = (content, *, origin=None, url=None, published=None, lang=None, media_type=None, clean=true, max_size=50))]
pub(crate) fn read_all<'py>(
    content: &Bound<'py, PyAny>,
    origin: Option<&str>,
    url: Option<&str>,
    published: Option<&Bound<'py, PyAny>>,
    lang: Option<&str>,
    media_type: Option<String>,
    clean: bool,
    max_size: u64,
) -> PyResult<Bound<'py, PyList>> {
    let said = Said::new((origin, url), published, lang, media_type, (clean, max_size))?;
    let (readings, loads) = (said.read(content)?, loads(content.py())?);
    let all = readings.iter().map(|reading| dictionary(&loads, reading)).collect::<PyResult<Vec<_>>>()?;
    PyList::new(content.py(), all)
}

/// Read every document of a source and return the lines that `entente extract` writes for it, to the byte.
///
/// Arguments and errors as for read_all.
#[pyfunction]
#[pyo3(signature = (content, *, origin=None, url=None, published=None, lang=None, media_type=None, clean=true, max_size=50))]
pub(crate) fn read_json(
    content: &Bound<'_, PyAny>,
    origin: Option<&str>,
    url: Option<&str>,
    published: Option<&Bound<'_, PyAny>>,
    lang: Option<&str>,
    media_type: Option<String>,
    clean: bool,
    max_size: u64,
) -> PyResult<String> {
    let said = Said::new((origin, url), published, lang, media_type, (clean, max_size))?;
    let mut lines = String::new();
    for reading in said.read(content)? {
        lines.push_str(&line(&reading)?);
        lines.push('\n');
    }
    Ok(lines)
}
