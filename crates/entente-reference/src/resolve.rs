//! Which state a lasting name meant on a day.

use entente_model::{Interval, PartyCode};

use crate::Polity;

/// The code that the lasting name of `code` meant in `when`.
///
/// The state itself if it existed then for the most part; otherwise the member of its lineage that did; in a gap (Korea
/// from 1910 to 1948) the state that comes after; with nothing known, `code` again.
pub(crate) fn resolve(polities: &[Polity], code: PartyCode, when: Option<Interval>) -> PartyCode {
    let Some(when) = when else { return code };
    let lineage = primary_lineage(polities, code);
    let members =
        || polities.iter().filter(|polity| polity.code == code || polity.lineage.contains(&lineage));
    let when = closed(when);
    let mut best: Option<(i64, &Polity)> = None;
    for polity in members() {
        let days = polity.days_in(when);
        if days > 0 && best.is_none_or(|(most, kept)| (days, start(polity)) > (most, start(kept))) {
            best = Some((days, polity));
        }
    }
    if let Some((_, polity)) = best {
        return polity.code;
    }
    let over = members()
        .filter(|polity| polity.code == code)
        .all(|polity| polity.span.is_some_and(|span| span.latest() < when.earliest()));
    let next = members()
        .filter(|polity| polity.span.is_some_and(|span| span.earliest() > when.latest()))
        .min_by_key(|polity| start(polity));
    match next {
        Some(next) if over => next.code,
        _ => code,
    }
}

/// The code under which the lasting name is kept: its own where a row says so, else its first lineage.
fn primary_lineage(polities: &[Polity], code: PartyCode) -> PartyCode {
    let own = || polities.iter().filter(|polity| polity.code == code);
    if own().any(|polity| polity.lineage.contains(&code)) {
        return code;
    }
    own().find_map(|polity| polity.lineage.first().copied()).unwrap_or(code)
}

/// An open end says nothing about how much of it was meant: `../1990` is judged by its known end.
fn closed(when: Interval) -> Interval {
    match (when.first_day(), when.last_day()) {
        (None, Some(last)) => Interval::day(last),
        (Some(first), None) => Interval::day(first),
        _ => when,
    }
}

fn start(polity: &Polity) -> entente_model::Day {
    polity.span.map_or(entente_model::Day::MIN, Interval::earliest)
}
