//! The tools: what they take, and what they answer.

use std::sync::Arc;

use entente_dossier::{Dossier, DossierError, Filter, SearchFilter, in_office, signed_by};
use entente_model::{ConflictKind, EventKind, EventStatus, Interval, PartyCode};
use rmcp::model::{Tool, ToolAnnotations};
use serde::Deserialize;
use serde_json::{Value, json};

/// How many entries an answer has unless more are asked for, and at most.
const USUAL: usize = 50;
const MOST: usize = 500;

/// A call that has no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum ToolError {
    /// There is no such tool.
    #[error("there is no tool `{0}`")]
    Unknown(String),
    /// Arguments that cannot be understood.
    #[error("the arguments are wrong: {0}")]
    Arguments(#[from] serde_json::Error),
    /// The dossier has no answer.
    #[error("{0}")]
    Dossier(#[from] DossierError),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Timeline {
    from: Option<Interval>,
    to: Option<Interval>,
    parties: Vec<PartyCode>,
    kinds: Vec<EventKind>,
    statuses: Vec<EventStatus>,
    source: Option<String>,
    undated: bool,
    limit: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    query: String,
    #[serde(default)]
    from: Option<Interval>,
    #[serde(default)]
    to: Option<Interval>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    limit: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Show {
    id: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Conflicts {
    kinds: Vec<ConflictKind>,
    limit: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AsOf {
    date: Interval,
    #[serde(default)]
    limit: Option<usize>,
}

/// Every tool.
pub(super) fn all() -> Vec<Tool> {
    let date = |what: &str| json!({ "type": "string", "description": format!("{what}: an EDTF date such as 1990-09-30, 1990-09, 1990 or 198X") });
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": MOST, "description": format!("how many at most; {USUAL} unless told") });
    let source = json!({ "type": "string", "description": "only what a source tells whose path or address contains this" });
    let words =
        |members: Vec<&str>| json!({ "type": "array", "items": { "type": "string", "enum": members } });
    let kinds = words(EventKind::ALL.iter().map(|kind| kind.as_str()).collect());
    let statuses = words(EventStatus::ALL.iter().map(|status| status.as_str()).collect());
    let conflicts = words(ConflictKind::ALL.iter().map(|kind| kind.as_str()).collect());
    let parties = json!({ "type": "array", "items": { "type": "string" }, "description": "ISO 3166-1 alpha-3 codes, RUS, KOR; all of them take part" });
    vec![
        tool(
            "timeline",
            "Events of the record in order of time, those that matter most where there are more than the limit. Each has its reports: quotes with their sources.",
            &json!({ "from": date("not before"), "to": date("not after"), "parties": parties, "kinds": kinds, "statuses": statuses, "source": source,
                "undated": { "type": "boolean", "description": "events without a date as well" }, "limit": limit }),
            &[],
        ),
        tool(
            "search",
            "Passages of the sources that hold every word of the query, in any form; names are found in any script.",
            &json!({ "query": { "type": "string" }, "from": date("published not before"), "to": date("published not after"), "source": source, "limit": limit }),
            &["query"],
        ),
        tool(
            "show",
            "One event, person, agreement, figure, statement, contradiction or source with all its evidence.",
            &json!({ "id": { "type": "string", "description": "an id from another answer, or its beginning" } }),
            &["id"],
        ),
        tool(
            "conflicts",
            "Where sources contradict each other, themselves, or what is known: the reason in words, and the quotes.",
            &json!({ "kinds": conflicts, "limit": limit }),
            &[],
        ),
        tool(
            "as_of",
            "How things stood on a day: who held which office, which agreements had been signed, and the latest events by then.",
            &json!({ "date": date("the day"), "limit": limit }),
            &["date"],
        ),
    ]
}

fn tool(name: &'static str, description: &'static str, properties: &Value, required: &[&str]) -> Tool {
    let schema = json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    let schema = schema.as_object().cloned().unwrap_or_default();
    Tool::new(name, description, Arc::new(schema)).with_annotations(ToolAnnotations::new().read_only(true))
}

/// The answer of a tool.
///
/// # Errors
/// [`ToolError`] where there is no such tool, its arguments are wrong, or the dossier has no answer.
pub(super) fn call(dossier: &mut Dossier, name: &str, arguments: Value) -> Result<Value, ToolError> {
    match name {
        "timeline" => timeline(dossier, serde_json::from_value(arguments)?),
        "search" => search(dossier, serde_json::from_value(arguments)?),
        "show" => {
            let Show { id } = serde_json::from_value(arguments)?;
            Ok(serde_json::to_value(dossier.item(&id)?)?)
        }
        "conflicts" => conflicts(dossier, &serde_json::from_value(arguments)?),
        "as_of" => as_of(dossier, &serde_json::from_value(arguments)?),
        _ => Err(ToolError::Unknown(name.to_owned())),
    }
}

fn most(limit: Option<usize>) -> usize {
    limit.unwrap_or(USUAL).clamp(1, MOST)
}

fn timeline(dossier: &mut Dossier, asked: Timeline) -> Result<Value, ToolError> {
    let filter = Filter {
        from: asked.from,
        to: asked.to,
        parties: asked.parties,
        kinds: asked.kinds,
        statuses: asked.statuses,
        source: asked.source,
        undated: asked.undated,
        top: Some(most(asked.limit)),
        ..Filter::default()
    };
    Ok(json!({ "events": dossier.timeline(&filter)? }))
}

fn search(dossier: &Dossier, asked: Search) -> Result<Value, ToolError> {
    let filter = SearchFilter { source: asked.source, from: asked.from, to: asked.to };
    Ok(json!({ "passages": dossier.search(&asked.query, &filter, most(asked.limit))? }))
}

fn conflicts(dossier: &mut Dossier, asked: &Conflicts) -> Result<Value, ToolError> {
    let mut conflicts = dossier.conflicts()?;
    conflicts.retain(|conflict| asked.kinds.is_empty() || asked.kinds.contains(&conflict.kind));
    let all = conflicts.len();
    conflicts.truncate(most(asked.limit));
    Ok(json!({ "conflicts": conflicts, "all": all }))
}

fn as_of(dossier: &mut Dossier, asked: &AsOf) -> Result<Value, ToolError> {
    let filter = Filter::default();
    let people = in_office(dossier.people(&filter)?, asked.date);
    let agreements = signed_by(dossier.agreements(&filter)?, asked.date);
    let by_then = Filter { to: Some(asked.date), ..Filter::default() };
    let mut events = dossier.timeline(&by_then)?;
    let latest = events.split_off(events.len().saturating_sub(most(asked.limit)));
    Ok(json!({ "date": asked.date, "people": people, "agreements": agreements, "latest_events": latest }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_answered_or_says_why_not() {
        let folder = tempfile::tempdir().unwrap();
        let parties = ["RUS".parse().unwrap(), "KOR".parse().unwrap()];
        let mut dossier = Dossier::create(folder.path(), &parties).unwrap();
        assert_eq!(call(&mut dossier, "timeline", json!({})).unwrap(), json!({ "events": [] }));
        let stood = call(&mut dossier, "as_of", json!({ "date": "1990-09" })).unwrap();
        assert_eq!(stood["people"], json!([]));
        let told = |result: Result<Value, ToolError>| result.unwrap_err().to_string();
        assert!(told(call(&mut dossier, "weather", json!({}))).contains("weather"));
        assert!(told(call(&mut dossier, "timeline", json!({ "when": 1 }))).contains("when"));
        assert!(told(call(&mut dossier, "show", json!({ "id": "e0000" }))).contains("e0000"));
        assert!(
            all().iter().all(|tool| tool
                .annotations
                .as_ref()
                .is_some_and(|known| known.read_only_hint == Some(true)))
        );
    }
}
