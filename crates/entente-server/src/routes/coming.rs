//! What is to come: planned events and anniversaries.

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use entente_model::{Day, EventKind, EventStatus, Interval, Precision};
use entente_present::ExportFormat;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::brief::exported;
use crate::{
    Problem,
    query::{Asked, Narrowed},
    state::Shared,
    view::ShortEvent,
};

/// From this weight on an event of any kind has an anniversary.
const WEIGHTY: f64 = 0.6;

/// The most events of either sort that are looked at, the greatest first.
const MOST: usize = 2000;

/// Which days.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct CalendarQuery {
    /// The first day; today where nothing is said.
    from: Option<String>,
    /// How many months; 12 where nothing is said, at most 120.
    months: Option<u16>,
}

/// What is to come.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Calendar {
    /// The first day looked at.
    from: Day,
    /// The last day looked at.
    to: Day,
    /// Anniversaries and planned events, in order of time.
    days: Vec<Coming>,
}

/// A day to come.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Coming {
    /// The day, or the first of several.
    day: Day,
    /// How many years since, for an anniversary; nothing for what is planned.
    years: Option<i16>,
    /// Whether the number is a round one, of five or ten years.
    round: bool,
    event: ShortEvent,
}

/// Anniversaries and planned events to come
#[utoipa::path(get, path = "/calendar", tag = "present", params(CalendarQuery), responses((status = 200, body = Calendar)))]
pub(crate) async fn calendar(
    State(shared): State<Shared>,
    Asked(asked): Asked<CalendarQuery>,
) -> Result<Json<Calendar>, Problem> {
    let from = match asked.from.as_deref().filter(|from| !from.is_empty()) {
        Some(text) => text.parse().map_err(|error| Problem::bad(format!("from: {error}")))?,
        None => shared.desk().today().or_else(|| Day::new(2000, 1, 1)).unwrap_or(Day::MIN),
    };
    let to = from.plus_days(i64::from(asked.months.unwrap_or(12).clamp(1, 120)) * 61 / 2);
    let marks = shared.with(move |dossier| Ok(dossier.to_come(from, to, WEIGHTY, MOST)?)).await?;
    let mut days = Vec::new();
    for mark in marks {
        let Some(when) = mark.event.when else { continue };
        let event = ShortEvent::from(mark);
        if event.status == EventStatus::Planned {
            if let Some(day) = when.first_day().filter(|_| when.overlaps(between(from, to))) {
                days.push(Coming { day, years: None, round: false, event });
            }
        } else if has_anniversary(&event, when) {
            let Some(day) = when.first_day() else { continue };
            for year in from.year()..=to.year() {
                let years = year - day.year();
                // Who marks the 29th of February does so on the 28th in other years.
                let on = Day::new(year, day.month(), day.day()).or_else(|| Day::new(year, day.month(), 28));
                if let Some(on) = on.filter(|&on| years > 0 && from <= on && on <= to) {
                    days.push(Coming {
                        day: on,
                        years: Some(years),
                        round: years % 5 == 0,
                        event: event.clone(),
                    });
                }
            }
        }
    }
    days.sort_by(|left, right| (left.day, &left.event.id).cmp(&(right.day, &right.event.id)));
    Ok(Json(Calendar { from, to, days }))
}

fn between(from: Day, to: Day) -> Interval {
    Interval::range(Some(Interval::day(from)), Some(Interval::day(to))).unwrap_or_else(|| Interval::day(from))
}

fn has_anniversary(event: &ShortEvent, when: Interval) -> bool {
    let founding = matches!(
        event.kind,
        EventKind::Relations | EventKind::Agreement | EventKind::Mission | EventKind::State
    );
    let exact = when.precision() == Precision::Day
        && !when.is_approximate()
        && !when.is_uncertain()
        && !when.is_range();
    event.status == EventStatus::Occurred && exact && (founding || event.weight >= WEIGHTY)
}

/// Planned events and anniversaries as an iCalendar address to subscribe to
#[utoipa::path(get, path = "/calendar.ics", tag = "present", params(Narrowed),
    responses((status = 200, body = String, content_type = "text/calendar")))]
pub(crate) async fn ics(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
) -> Result<Response, Problem> {
    let bytes = exported(&shared, ExportFormat::Ics, &asked).await?;
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], bytes).into_response())
}
