//! The whole chronology in short, to be drawn.

use axum::{Json, extract::State};
use entente_model::Day;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Problem,
    query::{Asked, Narrowed},
    state::Shared,
};

/// The chronology in columns: entry `n` of each list is of one event. So many thousand events stay small.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct Timeline {
    /// Ids.
    id: Vec<String>,
    /// The dates as EDTF.
    when: Vec<Option<String>>,
    /// First days, counted from 1970-01-01; nothing where the start is open.
    first: Vec<Option<i64>>,
    /// Last days, counted from 1970-01-01; nothing where the end is open.
    last: Vec<Option<i64>>,
    /// 1 about, 2 perhaps, 4 disputed, 8 not exact to the day.
    flags: Vec<u8>,
    kind: Vec<&'static str>,
    status: Vec<&'static str>,
    /// Parties with commas between.
    parties: Vec<String>,
    title: Vec<String>,
    /// How much it matters, 0 to 1000.
    weight: Vec<u16>,
    /// How many sources tell of it.
    sources: Vec<u32>,
    /// How many events there are in all; where there are more than 30,000, those are sent that weigh most.
    count: usize,
}

/// The most events that are sent at once; a narrower time shows more of it.
const MOST: usize = 30_000;

/// The chronology in short, to be drawn
#[utoipa::path(get, path = "/timeline", tag = "record", params(Narrowed), responses((status = 200, body = Timeline)))]
pub(crate) async fn timeline(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
) -> Result<Json<Timeline>, Problem> {
    let filter = asked.filter()?;
    let sought = asked.q.clone();
    let (marks, count) =
        shared.with(move |dossier| Ok(dossier.event_marks(&filter, sought.as_deref(), MOST)?)).await?;
    let epoch = Day::new(1970, 1, 1).unwrap_or(Day::MIN);
    let number = |day: Option<Day>| day.map(|day| day.days_since(epoch));
    let mut timeline = Timeline { count, ..Timeline::default() };
    for mark in marks {
        let event = mark.event;
        let flag = |set: bool, bit: u8| if set { bit } else { 0 };
        let when = event.when;
        timeline.first.push(when.and_then(|when| number(when.first_day())));
        timeline.last.push(when.and_then(|when| number(when.last_day())));
        timeline.flags.push(
            flag(when.is_some_and(entente_model::Interval::is_approximate), 1)
                | flag(when.is_some_and(entente_model::Interval::is_uncertain), 2)
                | flag(mark.disputed, 4)
                | flag(when.is_some_and(|when| when.precision() != entente_model::Precision::Day), 8),
        );
        timeline.when.push(when.map(|when| when.to_string()));
        timeline.kind.push(event.kind.as_str());
        timeline.status.push(event.status.as_str());
        let parties: Vec<&str> = event.parties.iter().map(entente_model::PartyCode::as_str).collect();
        timeline.parties.push(parties.join(","));
        timeline.title.push(event.title);
        timeline.weight.push((event.weight.clamp(0.0, 1.0) * 1000.0).round() as u16);
        timeline.sources.push(mark.sources);
        timeline.id.push(event.id);
    }
    Ok(Json(timeline))
}
