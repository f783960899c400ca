//! Cross-examination: claims out of readings, and the rules that compare them.
//!
//! A *claim* is one checkable thing that one source says, with its words: a dated act, a span of years, a state or an
//! office-holder at a date, a number, an order, a first, a cancellation. [`claims`] finds them in one reading;
//! [`examine`] compares those of many readings inside one document, between documents, and against what is known
//! beforehand, one file a rule in `rules`. Silence is right when unsure: a false alarm costs a reader's trust.
//!
//! Words and patterns of a language are data (`packs/<lang>/examine.toml`); a language without a pack is not examined.
//! Work grows linearly with the number of claims: what is compared lies in buckets ([`places`]), and a new claim is looked
//! at in its own buckets alone.

mod bucket;
mod certainty;
mod claim;
mod clause;
mod find;
mod known;
mod page;
mod pattern;
mod people;
mod rules;
mod words;

pub use bucket::{Bucket, Place, places};
pub use claim::{Claim, Content, Elapsed, Shape};
pub use words::WordsError;

use std::collections::{BTreeMap, BTreeSet};

use entente_model::{Conflict, Language, Reading};

/// Every checkable claim of one reading, in the order of the text; a pure function of the reading.
pub fn claims(reading: &Reading) -> Vec<Claim> {
    find::claims(reading)
}

/// Makes ready what the claims of a language are found with, which otherwise the first document waits for.
pub fn prepare(lang: Language) {
    if let Some(words) = words::Words::of(lang) {
        words.may("");
        people::named("", lang);
    }
}

/// What a text of a language counts: `trade`, `tourists`, `resettlement`; `None` where its words name none of them.
///
/// Two figures of one measure can be held against each other though their texts name it in other words or languages.
pub fn measure(text: &str, lang: Language) -> Option<&'static str> {
    find::value::measure(text, words::Words::of(lang)?)
}

/// What does not fit together in these readings; the order of the readings does not matter.
pub fn examine(readings: &[&Reading]) -> Vec<Conflict> {
    let all: Vec<Claim> = readings.iter().flat_map(|reading| claims(reading)).collect();
    compare(all)
}

/// What does not fit together in these claims, whatever readings they came from and in whatever order.
///
/// It is what [`alone`] finds in the claims of each source and [`between`] in each bucket, put together by [`join`].
pub fn compare(claims: Vec<Claim>) -> Vec<Conflict> {
    let claims = in_order(claims);
    let mut found = Vec::new();
    for of_source in claims.chunk_by(|a, b| a.evidence.source_id == b.evidence.source_id) {
        found.extend(alone(of_source));
    }
    let mut buckets: BTreeMap<Bucket, (BTreeSet<i64>, Vec<&Claim>)> = BTreeMap::new();
    for claim in &claims {
        for place in places(claim) {
            let (marks, held) = buckets.entry(place.bucket).or_default();
            marks.insert(place.mark);
            held.push(claim);
        }
    }
    for (bucket, (marks, held)) in buckets {
        if bucket.is_worth_a_look(marks.len()) {
            let held: Vec<Claim> = held.into_iter().cloned().collect();
            found.extend(between(bucket, &held));
        }
    }
    join(found)
}

/// Claims in the order in which they are compared, each once.
pub fn in_order(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by(Claim::order);
    claims.dedup_by(|later, earlier| later.evidence == earlier.evidence && later.content == earlier.content);
    claims
}

/// What does not fit together in the claims of one source, which are [`in_order`].
pub fn alone(claims: &[Claim]) -> Vec<Conflict> {
    rules::alone(claims)
}

/// What does not fit together among the claims of one bucket, which are [`in_order`].
pub fn between(bucket: Bucket, claims: &[Claim]) -> Vec<Conflict> {
    bucket.compare(claims)
}

/// Findings of one id put together to one conflict each, in whatever order they come.
pub fn join(findings: Vec<Conflict>) -> Vec<Conflict> {
    rules::one_per_id(findings)
}
