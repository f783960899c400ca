//! What people rule.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use entente_dossier::{LogEntry, Request};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Live, Problem,
    given::{Body, Named},
    query::{Asked as Question, Paged},
    state::{Shared, to_the_end},
    view::LogView,
};

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
    Body(asked): Body<NewDecision>,
) -> Result<Response, Problem> {
    let by = named(&asked.by)?;
    let seen = seen(&headers);
    let now = shared.desk().now();
    let decided = to_the_end(async move {
        let one_at_a_time = shared.ruling().await;
        let decided = shared.with(move |dossier| {
            if let Some(seen) = seen {
                let version = dossier.version_of(&asked.id)?;
                if !seen.contains(&version) {
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
        Ok(decided)
    });
    Ok((StatusCode::CREATED, Json(decided.await?)).into_response())
}

/// The versions that `If-Match` names; nothing where any will do.
fn seen(headers: &HeaderMap) -> Option<Vec<String>> {
    let lines: Vec<_> = headers.get_all(header::IF_MATCH).iter().collect();
    // What is no text names no version, and so fits none.
    let words = lines.iter().flat_map(|line| line.to_str().unwrap_or_default().split(','));
    let bare = words.map(|word| word.trim().trim_start_matches("W/").trim_matches('"'));
    let versions: Vec<String> = bare.map(str::to_owned).collect();
    (!lines.is_empty() && !versions.iter().any(|version| version == "*")).then_some(versions)
}

/// Undoes a decision; the undoing is a decision too and can be undone
#[utoipa::path(post, path = "/decisions/{decision}/undo", tag = "review", request_body = Undoing,
    params(("decision" = String, Path, description = "`d3`")),
    responses((status = 201, body = Decided), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(crate) async fn undo(
    State(shared): State<Shared>,
    Named(decision): Named,
    Body(asked): Body<Undoing>,
) -> Result<Response, Problem> {
    let by = named(&asked.by)?;
    let now = shared.desk().now();
    let undone = to_the_end(async move {
        let one_at_a_time = shared.ruling().await;
        let undone = shared.with(move |dossier| {
            let gone = |entry: &LogEntry| entry.undone && entry.decision.id.to_string() == decision;
            if dossier.log()?.iter().any(gone) {
                return Err(Problem::unfit(format!("`{decision}` is undone already")));
            }
            let note = asked.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
            let written = dossier.decide(&decision, Request::Undo, &by, note, &now)?;
            Ok((Decided { decision: written.to_string(), id: decision, version: None }, dossier.revision()?))
        });
        let (undone, revision) = undone.await?;
        drop(one_at_a_time);
        shared.tell(Live::Record { revision, id: None });
        Ok(undone)
    });
    Ok((StatusCode::CREATED, Json(undone.await?)).into_response())
}

fn named(by: &str) -> Result<String, Problem> {
    let by = by.trim();
    if by.is_empty() || by.chars().count() > 200 {
        return Err(Problem::bad("by: a decision has a name under it, of at most 200 characters"));
    }
    Ok(by.to_owned())
}

/// A page of the decisions, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Log {
    items: Vec<LogView>,
    /// The cursor of the next page; nothing on the last one.
    next: Option<String>,
    /// How many there are in all.
    count: usize,
}

/// Every decision, the latest first
#[utoipa::path(get, path = "/log", tag = "review", params(Paged), responses((status = 200, body = Log)))]
pub(crate) async fn log(
    State(shared): State<Shared>,
    Question(paged): Question<Paged>,
) -> Result<Json<Log>, Problem> {
    let page = shared.with(move |dossier| {
        let all: Vec<LogEntry> = dossier.log()?.into_iter().rev().collect();
        let (items, next, count) = paged.part(all, |entry| entry.decision.id.to_string())?;
        Ok(Log { items: items.into_iter().map(LogView::from).collect(), next, count })
    });
    Ok(Json(page.await?))
}
