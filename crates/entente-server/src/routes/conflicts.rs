//! What does not fit together.

use axum::{Json, extract::State, response::Response};
use entente_dossier::ConflictFilter;
use entente_model::ConflictKind;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::items::{Detail, detail};
use crate::{
    Problem,
    given::Named,
    query::{Asked, Paged},
    state::Shared,
    view::{self, ConflictView, Told},
};

/// Which contradictions.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Which {
    /// Only these kinds: `date,value`.
    kind: Option<String>,
    /// `open` (without a word), `settled` or `all`.
    state: Option<String>,
    /// Only those with a claim of a source whose path or address contains this.
    source: Option<String>,
}

/// A contradiction with its claims in their context.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QueuedConflict {
    #[serde(flatten)]
    conflict: ConflictView,
    /// The claims in their context.
    told: Vec<Told>,
}

/// A page of contradictions, the most certain first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Conflicts {
    items: Vec<QueuedConflict>,
    /// The cursor of the next page; nothing on the last one.
    next: Option<String>,
    /// How many there are in all.
    count: usize,
}

/// What does not fit together, the most certain first
#[utoipa::path(get, path = "/conflicts", tag = "record", params(Which, Paged), responses((status = 200, body = Conflicts)))]
pub(crate) async fn conflicts(
    State(shared): State<Shared>,
    Asked(which): Asked<Which>,
    Asked(paged): Asked<Paged>,
) -> Result<Json<Conflicts>, Problem> {
    let kinds: Vec<ConflictKind> = which
        .kind
        .as_deref()
        .unwrap_or_default()
        .split(',')
        .filter(|word| !word.is_empty())
        .map(|word| word.trim().parse().map_err(|error| Problem::bad(format!("kind: {error}"))))
        .collect::<Result<_, _>>()?;
    let state = which.state.unwrap_or_else(|| "open".to_owned());
    if !["open", "settled", "all"].contains(&state.as_str()) {
        return Err(Problem::bad(format!("state: `{state}` is none of open, settled, all")));
    }
    let filter = ConflictFilter {
        kinds,
        settled: match state.as_str() {
            "open" => Some(false),
            "settled" => Some(true),
            _ => None,
        },
        source: which.source.filter(|source| !source.is_empty()),
    };
    let page = shared.with(move |dossier| {
        let part = dossier.conflicts_part(&filter, paged.place(None)?)?;
        let next = paged.next(&part, part.items.last().map(|conflict| conflict.id.as_str()));
        let count = part.count;
        let items = view::conflicts(dossier, part.items)?.into_iter().map(|conflict| {
            let told = view::told(dossier, conflict.conflict.claims.clone())?;
            Ok(QueuedConflict { conflict, told })
        });
        Ok(Conflicts { items: items.collect::<Result<_, Problem>>()?, next, count })
    });
    Ok(Json(page.await?))
}

/// A contradiction with its claims in their context
#[utoipa::path(get, path = "/conflicts/{id}", tag = "record", params(("id" = String, Path)),
    responses((status = 200, body = Detail), (status = 404, body = Problem)))]
pub(crate) async fn conflict(State(shared): State<Shared>, Named(id): Named) -> Result<Response, Problem> {
    detail(&shared, id, Some("conflict")).await
}
