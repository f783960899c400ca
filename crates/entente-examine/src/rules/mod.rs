//! The rules: one file each, with what it holds against a claim or a pair of claims, and counter-examples as tests.

mod anachronism;
mod calendar;
mod date;
mod elapsed_time;
mod identity;
mod order;
mod status;
mod value;

#[cfg(test)]
pub(crate) mod testing;

use std::collections::BTreeMap;

use entente_model::{Conflict, ConflictKind, Day, Evidence, Interval, Precision};
use sha2::{Digest, Sha256};

use crate::Claim;

/// Every conflict of these claims, which are sorted, in a fixed order.
pub(crate) fn all(claims: &[Claim]) -> Vec<Conflict> {
    let mut found = Vec::new();
    found.extend(date::find(claims));
    found.extend(value::find(claims));
    found.extend(elapsed_time::find(claims));
    found.extend(anachronism::find(claims));
    found.extend(identity::find(claims));
    found.extend(order::find(claims));
    found.extend(status::find(claims));
    found.extend(calendar::find(claims));
    one_per_id(found)
}

/// The most claims of one conflict; more would not be read.
const MOST_CLAIMS: usize = 40;

/// A conflict of these claims, of which the most that a reader wants to see are kept.
pub(crate) fn conflict(kind: ConflictKind, why: String, claims: &[&Claim], certainty: f64) -> Conflict {
    let mut evidence: Vec<Evidence> =
        claims.iter().take(MOST_CLAIMS).map(|claim| claim.evidence.clone()).collect();
    evidence.sort_by_key(|claim| (claim.source_id, claim.start, claim.end));
    evidence.dedup();
    let id = evidence.first().map_or_else(String::new, |first| id(kind, first));
    Conflict { id, kind, why, claims: evidence, certainty }
}

/// Stable while the earliest claim stands: the first digits of a hash of the kind and that claim's source and words.
fn id(kind: ConflictKind, first: &Evidence) -> String {
    let mut hash = Sha256::new();
    hash.update(kind.as_str());
    hash.update(first.source_id.as_bytes());
    hash.update(&first.quote);
    let digest = hash.finalize();
    let number = digest.iter().take(6).fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    format!("c{number:012x}")
}

/// Two findings of one kind that begin with one claim are one conflict.
fn one_per_id(found: Vec<Conflict>) -> Vec<Conflict> {
    let mut by_id: BTreeMap<String, Conflict> = BTreeMap::new();
    for conflict in found {
        match by_id.entry(conflict.id.clone()) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(conflict);
            }
            std::collections::btree_map::Entry::Occupied(mut entry) => {
                let kept = entry.get_mut();
                if kept.why != conflict.why {
                    kept.why = format!("{}; {}", kept.why, conflict.why);
                }
                kept.claims.extend(conflict.claims);
                kept.claims.sort();
                kept.claims.dedup();
                kept.certainty = kept.certainty.max(conflict.certainty);
            }
        }
    }
    let mut conflicts: Vec<Conflict> = by_id.into_values().collect();
    conflicts.sort_by(|a, b| {
        let place =
            |conflict: &Conflict| conflict.claims.first().map(|claim| (claim.source.clone(), claim.start));
        place(a).cmp(&place(b)).then_with(|| a.kind.cmp(&b.kind)).then_with(|| a.id.cmp(&b.id))
    });
    conflicts
}

/// A time in the words of a reason: "30 September 1990", "June 1989", "1884".
pub(crate) fn say(when: Interval) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = |day: Day| MONTHS.get(day.month() as usize - 1).copied().unwrap_or_default();
    match (when.first_day(), when.precision()) {
        (Some(day), Precision::Day) if !when.is_range() => {
            format!("{} {} {}", day.day(), name(day), day.year())
        }
        (Some(day), Precision::Month) if !when.is_range() => format!("{} {}", name(day), day.year()),
        _ => when.to_string(),
    }
}

/// The same with its preposition: "on 5 May 1910", "in June 1989".
pub(crate) fn say_when(when: Interval) -> String {
    let preposition = if when.precision() == Precision::Day { "on" } else { "in" };
    format!("{preposition} {}", say(when))
}
