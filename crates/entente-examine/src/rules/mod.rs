//! The rules: one file each, with what it holds against a claim or a pair of claims, and counter-examples as tests.

mod anachronism;
pub(crate) mod calendar;
pub(crate) mod date;
pub(crate) mod elapsed_time;
pub(crate) mod identity;
mod order;
pub(crate) mod status;
pub(crate) mod value;

#[cfg(test)]
pub(crate) mod testing;

use std::collections::BTreeMap;

use entente_model::{Conflict, ConflictKind, Day, Evidence, Interval, Precision};
use sha2::{Digest, Sha256};

use crate::Claim;

/// What does not fit together in the claims of one source, seen by themselves and against what is known beforehand.
pub(crate) fn alone(claims: &[Claim]) -> Vec<Conflict> {
    let mut found = elapsed_time::alone(claims);
    found.extend(anachronism::alone(claims));
    found.extend(identity::alone(claims));
    found.extend(order::alone(claims));
    found
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

/// Two findings of one kind that begin with one claim are one conflict, whatever order they come in.
pub(crate) fn one_per_id(found: Vec<Conflict>) -> Vec<Conflict> {
    let mut by_id: BTreeMap<String, Vec<Conflict>> = BTreeMap::new();
    for conflict in found {
        by_id.entry(conflict.id.clone()).or_default().push(conflict);
    }
    let mut conflicts: Vec<Conflict> = by_id.into_values().filter_map(joined).collect();
    conflicts.sort_by(|a, b| {
        let place =
            |conflict: &Conflict| conflict.claims.first().map(|claim| (claim.source.clone(), claim.start));
        place(a).cmp(&place(b)).then_with(|| a.kind.cmp(&b.kind)).then_with(|| a.id.cmp(&b.id))
    });
    conflicts
}

fn joined(mut findings: Vec<Conflict>) -> Option<Conflict> {
    findings.sort_by(|a, b| a.claims.cmp(&b.claims).then_with(|| a.why.cmp(&b.why)));
    let mut reasons: Vec<String> = Vec::new();
    let mut findings = findings.into_iter();
    let mut whole = findings.next()?;
    for finding in findings {
        if finding.why != whole.why && !reasons.contains(&finding.why) {
            reasons.push(finding.why);
        }
        whole.claims.extend(finding.claims);
        whole.certainty = whole.certainty.max(finding.certainty);
    }
    for reason in reasons.iter().take(MOST_REASONS) {
        whole.why = format!("{}; {reason}", whole.why);
    }
    whole.claims.sort();
    whole.claims.dedup();
    Some(whole)
}

/// The most reasons more that one conflict is given.
const MOST_REASONS: usize = 8;

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
