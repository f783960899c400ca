//! People and their offices.

use axum::{Json, extract::State, response::Response};
use entente_model::RoleEntry;
use serde::Serialize;
use utoipa::ToSchema;

use super::items::{Detail, detail};
use crate::{
    Problem,
    given::Named,
    query::{Asked, Narrowed, Paged},
    state::Shared,
    view::Drawn,
};

/// A page of people, those named most often first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct People {
    items: Vec<Holder>,
    next: Option<String>,
    /// How many there are in all.
    count: usize,
}

/// A person with terms of office, to be drawn.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Holder {
    id: String,
    /// The best full form of the name.
    name: String,
    /// Other ways in which the sources write it.
    also: Vec<String>,
    roles: Vec<RoleEntry>,
    /// How the date of each role is drawn, in the order of the roles.
    terms: Vec<Option<Drawn>>,
    /// How often the sources name the person.
    mentions: u32,
    /// How many sources do.
    sources: u32,
    /// Whether an open contradiction is about the person.
    disputed: bool,
    /// `accepted` or `rejected`, where a person ruled so.
    ruled: Option<String>,
}

/// People and their offices, those named most often first
#[utoipa::path(get, path = "/people", tag = "record", params(Narrowed, Paged), responses((status = 200, body = People)))]
pub(crate) async fn people(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
    Asked(paged): Asked<Paged>,
) -> Result<Json<People>, Problem> {
    let filter = asked.without_kind()?;
    let page = shared.with(move |dossier| {
        let ruled = dossier.ruled()?;
        let part = dossier.people_part(&filter, paged.place(asked.q.as_deref())?)?;
        let next = paged.next(&part, part.items.last().map(|person| person.id.as_str()));
        let count = part.count;
        let items = part.items.into_iter().map(|person| Holder {
            terms: person.roles.iter().map(|role| role.when.map(Drawn::from)).collect(),
            ruled: ruled.get(&person.id).cloned(),
            id: person.id,
            name: person.name,
            also: person.also,
            roles: person.roles,
            mentions: person.mentions,
            sources: person.sources,
            disputed: person.disputed,
        });
        Ok(People { items: items.collect(), next, count })
    });
    Ok(Json(page.await?))
}

/// A person with all roles, names, events and who was met
#[utoipa::path(get, path = "/people/{id}", tag = "record", params(("id" = String, Path)),
    responses((status = 200, body = Detail), (status = 404, body = Problem)))]
pub(crate) async fn person(State(shared): State<Shared>, Named(id): Named) -> Result<Response, Problem> {
    detail(&shared, id, Some("person")).await
}
