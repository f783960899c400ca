//! The chronology.

use entente_model::{EventStatus, TimelineEvent};

use super::{Listed, Value, date, evidence, joined, optional, text, with_evidence};
use crate::{
    context::{Context, codes, count, from_sources, source_run},
    run::{Paint, Run},
    sheet::{Cell, Column, Fit, Row, Sheet, painted},
    when,
};

impl Listed for TimelineEvent {
    const NAME: &'static str = "timeline";
    const FIELDS: &'static [&'static str] = with_evidence![
        "id",
        "when",
        "first_day",
        "last_day",
        "kind",
        "status",
        "title",
        "parties",
        "people",
        "place",
        "plover",
        "cameo",
        "weight",
        "conflicts",
    ];

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            text(&self.id),
            date(self.when),
            self.when.and_then(entente_model::Interval::first_day).map_or(Value::Empty, Value::Day),
            self.when.and_then(entente_model::Interval::last_day).map_or(Value::Empty, Value::Day),
            text(self.kind),
            text(self.status),
            text(&self.title),
            joined(&self.parties),
            joined(&self.people),
            optional(self.place.as_ref()),
            optional(self.plover),
            optional(self.cameo.as_ref()),
            Value::Number(self.weight),
            joined(&self.conflicts),
        ];
        values.extend(evidence(&self.reports));
        values
    }

    fn sheet(entries: &[Self], context: &Context<'_>) -> Sheet {
        let rows = entries.iter().map(|event| row(event, context)).collect();
        Sheet {
            title: "Chronology".to_owned(),
            columns: vec![
                Column { head: "When", fit: Fit::Narrow(17) },
                Column { head: "Kind", fit: Fit::Narrow(10) },
                Column { head: "Who", fit: Fit::Narrow(7) },
                Column { head: "What", fit: Fit::Wide },
                Column { head: "Id", fit: Fit::Narrow(12) },
            ],
            rows,
            summary: summary(entries),
        }
    }
}

fn row(event: &TimelineEvent, context: &Context<'_>) -> Row {
    let day = match (event.when, event.sort) {
        (Some(_), Some(sort)) => when::within(event.when, sort.year()),
        (Some(_), None) => when::human(event.when),
        (None, _) => String::new(),
    };
    Row {
        group: when::heading(event.when, event.sort),
        cells: vec![
            painted(&day, Paint::Date),
            painted(event.kind.as_str(), Paint::Plain),
            painted(&codes(&event.parties), Paint::Dim),
            what(event),
            painted(&event.id, Paint::Dim),
        ],
        notes: context.notes(&event.conflicts),
    }
}

fn what(event: &TimelineEvent) -> Cell {
    let mut cell = Vec::new();
    if event.status != EventStatus::Occurred {
        cell.push(Run::new(&format!("({})", event.status), Paint::Hint));
    }
    cell.push(Run::new(&event.title, Paint::Plain));
    cell.extend(source_run(&event.reports));
    cell
}

fn summary(entries: &[TimelineEvent]) -> String {
    if entries.is_empty() {
        return "No events.".to_owned();
    }
    let days = || entries.iter().filter_map(|event| event.sort);
    let span = match (days().min(), days().max()) {
        (Some(first), Some(last)) if first.year() == last.year() => format!(", {}", first.year()),
        (Some(first), Some(last)) => format!(", {}–{}", first.year(), last.year()),
        _ => String::new(),
    };
    let disputed = entries.iter().filter(|event| !event.conflicts.is_empty()).count();
    let disputed = match disputed {
        0 => String::new(),
        1 => "; 1 does not fit with other sources".to_owned(),
        many => format!("; {many} do not fit with other sources"),
    };
    format!(
        "{}{span}, from {}{disputed}",
        count(entries.len(), "event", "events"),
        from_sources(entries.iter().flat_map(|event| &event.reports))
    )
}
