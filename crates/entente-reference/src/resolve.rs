//! Which state a lasting name meant on a day.

use entente_model::{Interval, PartyCode};
use rustc_hash::FxHashMap;

use crate::Polity;

/// Who shares a lasting name with whom, worked out once.
#[derive(Debug, Default)]
pub(crate) struct Lineages {
    /// The periods of a code, as indices.
    own: FxHashMap<PartyCode, Vec<u32>>,
    /// The periods of a code and of all that its lasting name ever meant.
    members: FxHashMap<PartyCode, Vec<u32>>,
}

impl Lineages {
    pub(crate) fn of(polities: &[Polity]) -> Self {
        let (mut own, mut by_lineage): (FxHashMap<_, Vec<u32>>, FxHashMap<_, Vec<u32>>) = Default::default();
        for (number, polity) in polities.iter().enumerate() {
            own.entry(polity.code).or_default().push(number as u32);
            for &lineage in &polity.lineage {
                by_lineage.entry(lineage).or_default().push(number as u32);
            }
        }
        let mut members = by_lineage.clone();
        for (&code, periods) in &own {
            let lineage = primary_lineage(periods.iter().map(|&at| &polities[at as usize]), code);
            let mut all = by_lineage.get(&lineage).cloned().unwrap_or_default();
            all.extend(periods);
            all.sort_unstable();
            all.dedup();
            members.insert(code, all);
        }
        Self { own, members }
    }

    /// Every period of a state or body, earliest first.
    pub(crate) fn periods(&self, code: PartyCode) -> &[u32] {
        self.own.get(&code).map(Vec::as_slice).unwrap_or_default()
    }

    fn members(&self, code: PartyCode) -> &[u32] {
        self.members.get(&code).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The code that the lasting name of `code` meant in `when`.
///
/// The state itself if it existed then for the most part; otherwise the member of its lineage that did; in a gap (Korea
/// from 1910 to 1948) the state that comes after; with nothing known, `code` again.
pub(crate) fn resolve(
    polities: &[Polity],
    lineages: &Lineages,
    code: PartyCode,
    when: Option<Interval>,
) -> PartyCode {
    let Some(when) = when else { return code };
    let members = || lineages.members(code).iter().map(|&at| &polities[at as usize]);
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
fn primary_lineage<'p>(mut own: impl Iterator<Item = &'p Polity> + Clone, code: PartyCode) -> PartyCode {
    if own.clone().any(|polity| polity.lineage.contains(&code)) {
        return code;
    }
    own.find_map(|polity| polity.lineage.first().copied()).unwrap_or(code)
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
