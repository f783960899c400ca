//! How much an event matters in a chronology of the parties, between 0 and 1.

use entente_model::{EventKind, EventStatus, Precision};

use super::{
    Rules,
    events::{EventLine, witnesses},
};
use crate::{
    lineage::same_line,
    report::{EventBody, Stored},
};

/// Weighs sources, exactness, kind and parties.
pub(super) fn of(line: &EventLine, group: &[&Stored<EventBody>], rules: &Rules) -> f64 {
    let told = 1.0 - 0.62_f64.powi(witnesses(group) as i32);
    let weight = (0.45 * told + 0.25 * kind(line.kind) + 0.15 * exactness(line) + 0.15 * fullness(line))
        * parties(line, rules)
        * status(line.status)
        * confidence(group);
    (weight * 1000.0).round() / 1000.0
}

/// What a historian keeps first.
const fn kind(kind: EventKind) -> f64 {
    match kind {
        EventKind::Relations | EventKind::Conflict | EventKind::State => 1.0,
        EventKind::Agreement => 0.9,
        EventKind::Mission | EventKind::Sanction | EventKind::Military => 0.8,
        EventKind::Visit => 0.7,
        EventKind::Meeting | EventKind::Migration => 0.6,
        EventKind::Trade | EventKind::Aid => 0.5,
        EventKind::Exchange => 0.4,
        EventKind::Statement => 0.3,
        EventKind::Other => 0.2,
    }
}

fn exactness(line: &EventLine) -> f64 {
    match line.when.map(entente_model::Interval::precision) {
        Some(Precision::Day) => 1.0,
        Some(Precision::Month) => 0.7,
        Some(Precision::Season | Precision::Year) => 0.5,
        Some(_) => 0.2,
        None => 0.0,
    }
}

/// People and places make an event one of its own.
fn fullness(line: &EventLine) -> f64 {
    f64::from(u8::from(!line.people.is_empty())) * 0.6 + f64::from(u8::from(line.place.is_some())) * 0.4
}

fn parties(line: &EventLine, rules: &Rules) -> f64 {
    if rules.parties.is_empty() {
        return 1.0;
    }
    let there = rules
        .parties
        .iter()
        .filter(|party| line.parties.iter().any(|code| same_line(**party, *code)))
        .count();
    match there {
        0 if line.parties.is_empty() => 0.5,
        0 => 0.25,
        1 if rules.parties.len() > 1 => 0.65,
        _ => 1.0,
    }
}

const fn status(status: EventStatus) -> f64 {
    match status {
        EventStatus::Occurred | EventStatus::Ongoing => 1.0,
        EventStatus::Cancelled | EventStatus::Denied => 0.8,
        EventStatus::Planned | EventStatus::Alleged => 0.7,
    }
}

fn confidence(group: &[&Stored<EventBody>]) -> f64 {
    let best = group.iter().map(|report| report.body.event.confidence).fold(0.0, f64::max);
    0.5 + 0.5 * best.clamp(0.0, 1.0)
}
