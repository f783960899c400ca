//! JSON Lines: a document a line, `{"id", "published", "title", "text"}`.

use serde::Deserialize;

use crate::IntakeError;

/// One line.
#[derive(Debug, Deserialize)]
pub(crate) struct Record {
    #[serde(default)]
    pub(crate) id: Option<serde_json::Value>,
    #[serde(default)]
    pub(crate) published: Option<String>,
    #[serde(default)]
    pub(crate) title: Option<String>,
    #[serde(default)]
    pub(crate) text: Option<String>,
    #[serde(default)]
    pub(crate) publisher: Option<String>,
    #[serde(default)]
    pub(crate) lang: Option<String>,
    #[serde(default)]
    pub(crate) url: Option<String>,
}

impl Record {
    /// The id as text; the number of the line where there is none.
    pub(crate) fn name(&self, line: usize) -> String {
        match &self.id {
            Some(serde_json::Value::String(id)) => id.clone(),
            Some(serde_json::Value::Null) | None => line.to_string(),
            Some(other) => other.to_string(),
        }
    }
}

/// The lines of `bytes` that are not blank, with their numbers from one.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    (1..).zip(bytes.split(|&byte| byte == b'\n')).filter_map(|(number, line)| {
        let line = line.trim_ascii();
        (!line.is_empty()).then_some((number, line))
    })
}

/// Reads one line.
///
/// # Errors
///
/// [`IntakeError::Broken`] with the number of the line.
pub(crate) fn record(number: usize, line: &[u8]) -> Result<Record, IntakeError> {
    let broken = |reason: String| IntakeError::Broken { format: "JSON Lines", reason };
    let record: Record =
        serde_json::from_slice(line).map_err(|error| broken(format!("line {number}: {error}")))?;
    if record.text.is_none() {
        return Err(broken(format!("line {number}: no `text`")));
    }
    Ok(record)
}
