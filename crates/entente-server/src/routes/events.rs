//! The chronology, page by page.

use axum::{Json, extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::items::{Detail, detail};
use crate::{
    Problem,
    given::Named,
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
    /// How many there are in all.
    count: usize,
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
        let part = dossier.events_part(&filter, paged.place(asked.q.as_deref())?)?;
        let next = paged.next(&part, part.items.last().map(|event| event.id.as_str()));
        let count = part.count;
        let items = part.items.into_iter().map(|event| EventView::new(event, &ruled)).collect();
        Ok(Events { items, next, count })
    });
    Ok(Json(page.await?))
}

/// An event with all its reports in their context
#[utoipa::path(get, path = "/events/{id}", tag = "record", params(("id" = String, Path)),
    responses((status = 200, body = Detail), (status = 404, body = Problem)))]
pub(crate) async fn event(State(shared): State<Shared>, Named(id): Named) -> Result<Response, Problem> {
    detail(&shared, id, Some("event")).await
}
