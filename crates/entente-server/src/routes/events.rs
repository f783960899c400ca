//! The chronology, page by page.

use axum::{Json, extract::State, response::Response};
use entente_dossier::{Dossier, Filter, Item};
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
            let (events, next, _) = paged.part(all, |event| event.id.clone())?;
            return Ok(Events {
                items: events.into_iter().map(|event| EventView::new(event, &ruled)).collect(),
                next,
            });
        }
        let (after, sent) = match paged.cursor()? {
            Some((id, sent)) => (standing(dossier, &filter, id, sent)?, sent),
            None => (None, 0),
        };
        let (events, more) = dossier.timeline_page(&filter, after.as_deref(), paged.most())?;
        let sent = sent.saturating_add(events.len());
        let next = events.last().filter(|_| more).map(|last| format!("{}~{sent}", last.id));
        Ok(Events { items: events.into_iter().map(|event| EventView::new(event, &ruled)).collect(), next })
    });
    Ok(Json(page.await?))
}

/// The event behind which a page begins: that of the cursor, or, where it was joined to another meanwhile, the one that
/// now stands before its place.
fn standing(
    dossier: &mut Dossier,
    filter: &Filter,
    id: &str,
    sent: usize,
) -> Result<Option<String>, Problem> {
    if let Ok(Item::Event(event)) = dossier.item(id)
        && event.id == id
    {
        return Ok(Some(event.id));
    }
    let marks = dossier.event_marks(filter)?;
    let before = sent.saturating_sub(1).min(marks.len());
    Ok(before.checked_sub(1).map(|at| marks[at].event.id.clone()))
}

/// An event with all its reports in their context
#[utoipa::path(get, path = "/events/{id}", tag = "record", params(("id" = String, Path)),
    responses((status = 200, body = Detail), (status = 404, body = Problem)))]
pub(crate) async fn event(State(shared): State<Shared>, Named(id): Named) -> Result<Response, Problem> {
    detail(&shared, id, Some("event")).await
}
