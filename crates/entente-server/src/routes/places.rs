//! Where things happened.

use std::collections::{BTreeMap, HashMap};

use axum::{Json, extract::State};
use entente_dossier::PlaceTally;
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
    let found = shared.with(move |dossier| {
        let mut known: BTreeMap<(i64, i64), Known> = BTreeMap::new();
        let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
        for tally in dossier.places(&filter, asked.q.as_deref(), MOST)? {
            let Some((longitude, latitude)) = Reference::embedded().place(&tally.name) else {
                unknown.insert(tally.name, tally.count);
                continue;
            };
            let key = ((latitude * 100.0) as i64, (longitude * 100.0) as i64);
            let place =
                known.entry(key).or_insert_with(|| Known { latitude, longitude, tallies: Vec::new() });
            place.tallies.push(tally);
        }
        let mut places: Vec<Known> = known.into_values().collect();
        let greatest: Vec<Vec<String>> = places.iter_mut().map(Known::greatest).collect();
        let events = dossier.short_events(greatest.iter().flatten().map(String::as_str))?;
        let events: HashMap<String, ShortEvent> =
            events.into_iter().map(|mark| (mark.event.id.clone(), ShortEvent::from(mark))).collect();
        let shown = places.into_iter().zip(greatest).map(|(place, ids)| place.shown(&ids, &events));
        Ok((shown.collect::<Vec<_>>(), unknown))
    });
    let (mut places, unknown) = found.await?;
    places.sort_by_key(|place| std::cmp::Reverse(place.count));
    Ok(Json(Places { places, unknown }))
}

/// A place whose position is known, by all its names.
struct Known {
    latitude: f64,
    longitude: f64,
    tallies: Vec<PlaceTally>,
}

impl Known {
    /// The ids of its greatest events.
    fn greatest(&mut self) -> Vec<String> {
        self.tallies.sort_by_key(|tally| std::cmp::Reverse(tally.count));
        let mut all: Vec<&(f64, String)> = self.tallies.iter().flat_map(|tally| &tally.events).collect();
        all.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
        all.into_iter().take(MOST).map(|(_, id)| id.clone()).collect()
    }

    fn shown(self, ids: &[String], events: &HashMap<String, ShortEvent>) -> MapPlace {
        let day = |number: i64| Day::new(1970, 1, 1).map(|epoch| epoch.plus_days(number));
        let mut events: Vec<ShortEvent> = ids.iter().filter_map(|id| events.get(id).cloned()).collect();
        events.sort_by(|left, right| (left.when, &left.id).cmp(&(right.when, &right.id)));
        MapPlace {
            count: self.tallies.iter().map(|tally| tally.count).sum(),
            first: self.tallies.iter().filter_map(|tally| tally.first).min().and_then(day),
            last: self.tallies.iter().filter_map(|tally| tally.last).max().and_then(day),
            names: self.tallies.into_iter().map(|tally| tally.name).collect(),
            latitude: self.latitude,
            longitude: self.longitude,
            events,
        }
    }
}

/// Longitude and latitude of those places that are known.
pub(crate) fn known<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, (f64, f64)> {
    names.filter_map(|name| Some((name.to_owned(), Reference::embedded().place(name)?))).collect()
}
