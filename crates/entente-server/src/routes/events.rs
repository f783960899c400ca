//! The chronology, page by page.

use axum::{
    Json,
    extract::{Path, State},
    response::Response,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::items::{Detail, detail};
use crate::{
    Problem,
    query::{Asked, Narrowed, Paged},
    state::Shared,
    view::EventView,
};

/// A page of the chronology.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Events {
    items: Vec<EventView>,
    /// The cursor of the next page; nothing on the last one.
    next: Option<String>,
}

/// The chronology, page by page
#[utoipa::path(get, path = "/events", tag = "record", params(Narrowed, Paged), responses((status = 200, body = Events)))]
pub(crate) async fn events(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
    Asked(paged): Asked<Paged>,
) -> Result<Json<Events>, Problem> {
    let filter = asked.filter()?;
    let page = shared.with(move |dossier| {
        let ruled = dossier.ruled()?;
        let narrow =
            asked.q.as_deref().is_some_and(|sought| !sought.trim().is_empty()) || filter.top.is_some();
        if narrow {
            let mut all = dossier.timeline(&filter)?;
            all.retain(|event| {
                let texts =
                    std::iter::once(event.title.as_str()).chain(event.people.iter().map(String::as_str));
                asked.holds(texts.chain(event.reports.iter().map(|report| report.quote.as_str())))
            });
            let (events, next, _) = paged.part(all, |event| &event.id)?;
            return Ok(Events {
                items: events.into_iter().map(|event| EventView::new(event, &ruled)).collect(),
                next,
            });
        }
        let cursor = paged.cursor.as_deref().filter(|cursor| !cursor.is_empty());
        let page = dossier.timeline_page(&filter, cursor, paged.most());
        let (events, more) = match page {
            Err(entente_dossier::DossierError::UnknownId(cursor)) => {
                return Err(Problem::bad(format!("cursor: `{cursor}` is no event; begin again without it")));
            }
            page => page?,
        };
        let next = events.last().filter(|_| more).map(|last| last.id.clone());
        Ok(Events { items: events.into_iter().map(|event| EventView::new(event, &ruled)).collect(), next })
    });
    Ok(Json(page.await?))
}

/// An event with all its reports in their context
#[utoipa::path(get, path = "/events/{id}", tag = "record", params(("id" = String, Path)),
    responses((status = 200, body = Detail), (status = 404, body = Problem)))]
pub(crate) async fn event(State(shared): State<Shared>, Path(id): Path<String>) -> Result<Response, Problem> {
    detail(&shared, id, Some("event")).await
}
