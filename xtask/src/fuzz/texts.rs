//! Broken texts for the reading: the project's own ones, changed.

use std::fs;

use anyhow::{Context as _, Result};
use entente_intake::{Hints, Intake};
use entente_reading::Reader;
use serde_json::Value;

use crate::evaluate;

/// The texts to begin with.
pub(super) fn seeds() -> Result<Vec<Vec<u8>>> {
    let (_, folder) = evaluate::readings::own();
    let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().map(|path| Ok(fs::read(path)?)).collect()
}

/// Reads a text; each quote must be what stands at its offsets.
pub(super) fn check(intake: &Intake, reader: &Reader, input: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(input);
    let hints = Hints { published: "2024-05-05".parse().ok(), ..Hints::default() };
    let Ok(documents) = intake.read("input.txt", text.as_bytes(), &hints) else {
        return Ok(());
    };
    for document in &documents {
        let chars: Vec<char> = document.text.chars().collect();
        let reading = serde_json::to_value(reader.read(document)).map_err(|error| error.to_string())?;
        quotes_hold(&reading, &chars)?;
    }
    Ok(())
}

/// Whether every `quote` or `text` beside a `start` and an `end` is what the text has there, all the way down.
fn quotes_hold(value: &Value, chars: &[char]) -> Result<(), String> {
    match value {
        Value::Array(values) => values.iter().try_for_each(|value| quotes_hold(value, chars)),
        Value::Object(fields) => {
            let number = |name| fields.get(name).and_then(Value::as_u64).map(|number| number as usize);
            let words = fields.get("quote").or_else(|| fields.get("text")).and_then(Value::as_str);
            if let (Some(start), Some(end), Some(words)) = (number("start"), number("end"), words) {
                let there = chars.get(start..end).map(|chars| chars.iter().collect::<String>());
                if there.as_deref() != Some(words) {
                    return Err(format!("{start}..{end} is {there:?} and not {words:?}"));
                }
            }
            fields.values().try_for_each(|value| quotes_hold(value, chars))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_quote_beside_its_place_is_told() {
        let chars: Vec<char> = "Ties began.".chars().collect();
        assert_eq!(
            quotes_hold(&json!({"events": [{"start": 0, "end": 4, "quote": "Ties"}]}), &chars),
            Ok(())
        );
        assert!(quotes_hold(&json!({"events": [{"start": 1, "end": 5, "quote": "Ties"}]}), &chars).is_err());
        assert!(quotes_hold(&json!({"events": [{"start": 9, "end": 50, "quote": "n."}]}), &chars).is_err());
    }
}
