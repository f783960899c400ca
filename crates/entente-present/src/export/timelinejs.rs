//! `TimelineJS`: one slide an event. Its texts are HTML, so all of ours is escaped.

use entente_model::{Day, Precision, TimelineEvent};
use serde_json::{Value, json};

use super::{Given, pretty};
use crate::{PresentError, context::short_source, escape::html, when};

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let events: Vec<Value> = given.record.events.iter().filter_map(slide).collect();
    pretty(&json!({
        "title": { "text": { "headline": html(&given.options.title), "text": "" } },
        "events": events,
    }))
}

/// Undated events and open ends have no place on a line of time.
fn slide(event: &TimelineEvent) -> Option<Value> {
    let interval = event.when?;
    let first = interval.first_day().or(interval.last_day())?;
    let precision = interval.precision();
    let mut quotes = String::new();
    for report in &event.reports {
        put!(
            quotes,
            "<blockquote>{}<footer>{}</footer></blockquote>",
            html(&report.quote),
            html(&short_source(&report.source))
        );
    }
    let mut slide = json!({
        "unique_id": event.id,
        "start_date": date(first, precision),
        "display_date": when::human(event.when),
        "group": event.kind.as_str(),
        "text": { "headline": html(&event.title), "text": quotes },
    });
    let last = interval.last_day().unwrap_or(first);
    if interval.is_range() || precision < Precision::Month {
        slide["end_date"] = date(last, precision);
    }
    Some(slide)
}

fn date(day: Day, precision: Precision) -> Value {
    let mut date = json!({ "year": day.year() });
    if precision >= Precision::Season {
        date["month"] = json!(day.month());
    }
    if precision == Precision::Day {
        date["day"] = json!(day.day());
    }
    date
}
