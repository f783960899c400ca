//! Sources as CSL-JSON, for Zotero, Pandoc and every CSL processor.

use entente_model::{Interval, Precision, SourceEntry};
use serde_json::{Value, json};

use super::{Given, pretty, vocabulary};
use crate::{PresentError, escape};

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let read = given.record.sources.iter().filter(|source| source.refused.is_none());
    pretty(&Value::Array(read.enumerate().map(|(at, source)| item(at, source)).collect()))
}

fn item(at: usize, source: &SourceEntry) -> Value {
    let address = escape::link(&source.origin);
    let mut item = json!({
        "id": vocabulary::citation_key(at, source),
        "type": if address.is_some() { "webpage" } else { "document" },
        "title": source.title.as_deref().unwrap_or(&source.origin),
    });
    if let Some(publisher) = &source.publisher {
        item["publisher"] = json!(publisher);
    }
    if let Some(issued) = source.published.and_then(issued) {
        item["issued"] = issued;
    }
    if let Some(lang) = source.lang {
        item["language"] = json!(lang.as_str());
    }
    match address {
        Some(address) => item["URL"] = json!(address),
        None => item["source"] = json!(source.origin),
    }
    if let Some(id) = source.id {
        item["note"] = json!(id.to_string());
    }
    item
}

/// Year, month and day, as far as they are known; the first of a range.
fn issued(published: Interval) -> Option<Value> {
    let day = published.first_day()?;
    let mut parts = vec![i64::from(day.year())];
    if published.precision() >= Precision::Month {
        parts.push(i64::from(day.month()));
    }
    if published.precision() == Precision::Day {
        parts.push(i64::from(day.day()));
    }
    Some(json!({ "date-parts": [parts] }))
}
