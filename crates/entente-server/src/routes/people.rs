//! People and their offices.

use axum::{Json, extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::items::{Detail, detail};
use crate::{
    Problem,
    given::Named,
    query::{Asked, Narrowed, Paged},
    state::Shared,
    view::{Drawn, PersonView},
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
    #[serde(flatten)]
    person: PersonView,
    /// How the date of each role is drawn, in the order of the roles.
    terms: Vec<Option<Drawn>>,
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
        let mut people = dossier.people(&filter)?;
        people.retain(|person| {
            let names = std::iter::once(&person.name).chain(&person.also);
            asked.holds(names.chain(person.roles.iter().map(|role| &role.title)).map(String::as_str))
        });
        let (people, next, count) = paged.part(people, |person| person.id.clone())?;
        let items = people.into_iter().map(|person| Holder {
            terms: person.roles.iter().map(|role| role.when.map(Drawn::from)).collect(),
            person: PersonView::new(person, &ruled),
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
