//! Where things happened.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use entente_model::Day;
use entente_reference::Reference;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Problem,
    query::{Asked, Narrowed},
    state::Shared,
    view::ShortEvent,
};

/// The most events that are sent with one place.
const MOST: usize = 40;

/// Places with what happened there.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Places {
    /// Places whose position is known, those with most events first.
    places: Vec<MapPlace>,
    /// Places of the sources whose position is not known, with how many events.
    unknown: BTreeMap<String, usize>,
}

/// A place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MapPlace {
    /// Its name as the sources have it, the most usual first.
    names: Vec<String>,
    /// Degrees north.
    latitude: f64,
    /// Degrees east.
    longitude: f64,
    /// How many events happened there.
    count: usize,
    /// The first day of the earliest.
    first: Option<Day>,
    /// The first day of the latest.
    last: Option<Day>,
    /// Those that weigh most, at most 40, in order of time; the chronology has all with `q` and the name.
    events: Vec<ShortEvent>,
}

/// Places with what happened there
#[utoipa::path(get, path = "/places", tag = "record", params(Narrowed), responses((status = 200, body = Places)))]
pub(crate) async fn places(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
) -> Result<Json<Places>, Problem> {
    let filter = asked.filter()?;
    let marks = shared.with(move |dossier| Ok(dossier.event_marks(&filter)?)).await?;
    let mut found: BTreeMap<(i64, i64), MapPlace> = BTreeMap::new();
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for mark in marks {
        let Some(name) = mark.event.place.clone() else { continue };
        let Some((longitude, latitude)) = Reference::embedded().place(&name) else {
            *unknown.entry(name).or_default() += 1;
            continue;
        };
        let key = ((latitude * 100.0) as i64, (longitude * 100.0) as i64);
        let place = found.entry(key).or_insert_with(|| MapPlace {
            names: Vec::new(),
            latitude,
            longitude,
            count: 0,
            first: None,
            last: None,
            events: Vec::new(),
        });
        if !place.names.contains(&name) {
            place.names.push(name);
        }
        place.events.push(mark.into());
    }
    let mut places: Vec<MapPlace> = found.into_values().collect();
    for place in &mut places {
        place.count = place.events.len();
        let days = || place.events.iter().filter_map(|event| event.when?.first_day());
        (place.first, place.last) = (days().min(), days().max());
        place.events.sort_by(|left, right| right.weight.total_cmp(&left.weight));
        place.events.truncate(MOST);
        place.events.sort_by(|left, right| (left.when, &left.id).cmp(&(right.when, &right.id)));
    }
    places.sort_by_key(|place| std::cmp::Reverse(place.count));
    Ok(Json(Places { places, unknown }))
}

/// Longitude and latitude of those places that are known.
pub(crate) fn known<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, (f64, f64)> {
    names.filter_map(|name| Some((name.to_owned(), Reference::embedded().place(name)?))).collect()
}
