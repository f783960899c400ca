//! `GeoJSON` (RFC 7946): a feature for each event with a place; no geometry where the place is not known.

use serde_json::{Value, json};

use super::{Given, pretty};
use crate::PresentError;

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let placed = given.record.events.iter().filter_map(|event| Some((event, event.place.as_ref()?)));
    let features: Vec<Value> = placed
        .map(|(event, place)| {
            let known = given.options.places.get(place);
            let geometry = known.map(|(lon, lat)| json!({ "type": "Point", "coordinates": [lon, lat] }));
            json!({
                "type": "Feature",
                "id": event.id,
                "geometry": geometry,
                "properties": {
                    "name": event.title,
                    "place": place,
                    "when": event.when,
                    "first_day": event.when.and_then(entente_model::Interval::first_day),
                    "last_day": event.when.and_then(entente_model::Interval::last_day),
                    "kind": event.kind,
                    "status": event.status,
                    "parties": event.parties,
                    "people": event.people,
                    "weight": event.weight,
                    "quote": event.reports.first().map(|report| &report.quote),
                    "source": event.reports.first().map(|report| &report.source),
                },
            })
        })
        .collect();
    pretty(&json!({ "type": "FeatureCollection", "features": features }))
}
