//! What people rule.

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use entente_dossier::Request;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Live, Problem, state::Shared, view::LogView};

/// What is ruled.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "ruling", rename_all = "kebab-case")]
pub(crate) enum Asked {
    /// It is right.
    Accept,
    /// It is wrong; lists leave it out, the record keeps it.
    Reject,
    /// A field has another value.
    Correct {
        /// The field by its name in the JSON: `when`, `title`, `kind`, `status`, `parties`, `place`, `name`, `signed`, `value`.
        field: String,
        /// Its value; empty for none.
        value: String,
    },
    /// Two are one.
    Merge {
        /// The id of the other.
        with: String,
    },
    /// What one source tells is something else.
    Split {
        /// A part of the source's path or address.
        source: String,
    },
    /// A contradiction is settled.
    Resolve {
        /// `first`, `second`, `both` or `dismissed`.
        outcome: String,
    },
}

impl From<Asked> for Request {
    fn from(asked: Asked) -> Self {
        match asked {
            Asked::Accept => Self::Accept,
            Asked::Reject => Self::Reject,
            Asked::Correct { field, value } => Self::Correct { field, value },
            Asked::Merge { with } => Self::Merge(with),
            Asked::Split { source } => Self::Split(source),
            Asked::Resolve { outcome } => Self::Resolve(outcome),
        }
    }
}

/// A ruling about a thing of the record.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub(crate) struct NewDecision {
    /// The id of the thing.
    id: String,
    /// Who rules.
    by: String,
    /// Why.
    note: Option<String>,
    #[serde(flatten)]
    ruling: Asked,
}

/// Who undoes a decision, and why.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub(crate) struct Undoing {
    /// Who undoes it.
    by: String,
    /// Why.
    note: Option<String>,
}

/// A decision that was written.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Decided {
    /// Its number in the log, `d3`.
    decision: String,
    /// The id that the thing has now.
    id: String,
    /// The version of the thing now; nothing where it is gone from the record.
    version: Option<String>,
}

/// Rules on a thing of the record. `If-Match` names the version that was looked at; if somebody ruled since, nothing
/// is written and the answer is 412
#[utoipa::path(post, path = "/decisions", tag = "review", request_body = NewDecision,
    params(("If-Match" = Option<String>, Header, description = "The `version` of the thing as it was looked at")),
    responses((status = 201, body = Decided), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem)))]
pub(crate) async fn decide(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Result<Json<NewDecision>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(asked) = body.map_err(|rejection| Problem::bad(rejection.body_text()))?;
    let by = named(&asked.by)?;
    let seen = headers
        .get(header::IF_MATCH)
        .and_then(|seen| seen.to_str().ok())
        .map(|seen| seen.trim().trim_start_matches("W/").trim_matches('"').to_owned());
    let now = shared.desk().now();
    let one_at_a_time = shared.ruling().await;
    let decided = shared.with(move |dossier| {
        if let Some(seen) = seen.filter(|seen| seen != "*") {
            let version = dossier.version_of(&asked.id)?;
            if version != seen {
                return Err(Problem::changed(version));
            }
        }
        let note = asked.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let decision = dossier.decide(&asked.id, asked.ruling.into(), &by, note, &now)?;
        let version = dossier.version_of(&asked.id).ok();
        Ok((Decided { decision: decision.to_string(), id: asked.id, version }, dossier.revision()?))
    });
    let (decided, revision) = decided.await?;
    drop(one_at_a_time);
    shared.tell(Live::Record { revision, id: Some(decided.id.clone()) });
    Ok((StatusCode::CREATED, Json(decided)).into_response())
}

/// Undoes a decision; the undoing is a decision too and can be undone
#[utoipa::path(post, path = "/decisions/{decision}/undo", tag = "review", request_body = Undoing,
    params(("decision" = String, Path, description = "`d3`")),
    responses((status = 201, body = Decided), (status = 404, body = Problem)))]
pub(crate) async fn undo(
    State(shared): State<Shared>,
    Path(decision): Path<String>,
    body: Result<Json<Undoing>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(asked) = body.map_err(|rejection| Problem::bad(rejection.body_text()))?;
    let by = named(&asked.by)?;
    let now = shared.desk().now();
    let one_at_a_time = shared.ruling().await;
    let undone = shared.with(move |dossier| {
        let note = asked.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let written = dossier.decide(&decision, Request::Undo, &by, note, &now)?;
        Ok((Decided { decision: written.to_string(), id: decision, version: None }, dossier.revision()?))
    });
    let (undone, revision) = undone.await?;
    drop(one_at_a_time);
    shared.tell(Live::Record { revision, id: None });
    Ok((StatusCode::CREATED, Json(undone)).into_response())
}

fn named(by: &str) -> Result<String, Problem> {
    let by = by.trim();
    if by.is_empty() || by.chars().count() > 200 {
        return Err(Problem::bad("by: a decision has a name under it, of at most 200 characters"));
    }
    Ok(by.to_owned())
}

/// Every decision, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Log {
    items: Vec<LogView>,
}

/// Every decision, the latest first
#[utoipa::path(get, path = "/log", tag = "review", responses((status = 200, body = Log)))]
pub(crate) async fn log(State(shared): State<Shared>) -> Result<Json<Log>, Problem> {
    let items =
        shared.with(|dossier| Ok(dossier.log()?.into_iter().rev().map(LogView::from).collect())).await?;
    Ok(Json(Log { items }))
}
