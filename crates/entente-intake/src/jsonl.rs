//! JSON Lines: a document a line, `{"id", "published", "title", "text"}`.

use serde_json::{Map, Value};

use crate::{Columns, IntakeError, table::Row};

/// The lines of `bytes` that are not blank, with their numbers from one.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    (1..).zip(bytes.split(|&byte| byte == b'\n')).filter_map(|(number, line)| {
        let line = line.trim_ascii();
        (!line.is_empty()).then_some((number, line))
    })
}

/// Reads one line: the fields that the user names, else those of the contract.
///
/// # Errors
///
/// [`IntakeError::Broken`] with the number of the line.
pub(crate) fn record(number: usize, line: &[u8], columns: Option<&Columns>) -> Result<Row, IntakeError> {
    let broken = |reason: String| IntakeError::Broken { format: "JSON Lines", reason };
    let fields: Map<String, Value> =
        serde_json::from_slice(line).map_err(|error| broken(format!("line {number}: {error}")))?;
    let mut row = Row::default();
    let mut has_text = false;
    for (name, value) in &fields {
        let named = columns.and_then(|columns| columns.of(name));
        let own = || {
            FIELDS
                .into_iter()
                .find(|&field| field == name)
                .filter(|field| columns.is_none_or(|columns| !columns.names(field)))
        };
        let Some(meaning) = named.or_else(own) else { continue };
        has_text |= meaning == "text" && value.is_string();
        match value {
            Value::String(text) if meaning == "text" && row.text.is_empty() => row.text.clone_from(text),
            Value::String(text) => row.put(meaning, text),
            Value::Null => {}
            other => row.put(meaning, &other.to_string()),
        }
    }
    if !has_text {
        return Err(broken(format!("line {number}: no `text`")));
    }
    Ok(row)
}

/// The fields of the contract.
const FIELDS: [&str; 7] = ["id", "published", "title", "text", "publisher", "lang", "url"];
