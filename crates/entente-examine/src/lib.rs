//! Cross-examination: claims out of readings, and the rules that compare them.
//!
//! A *claim* is one checkable thing that one source says, with its words: a dated act, a span of years, a state or an
//! office-holder at a date, a number, an order, a first, a cancellation. [`claims`] finds them in one reading;
//! [`examine`] compares those of many readings inside one document, between documents, and against what is known
//! beforehand, one file a rule in `rules`. Silence is right when unsure: a false alarm costs a reader's trust.
//!
//! Words and patterns of a language are data (`packs/<lang>/examine.toml`); a language without a pack is not examined.
//! Work grows linearly with the number of claims: rules that compare put claims into buckets first.

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

pub use claim::{Claim, Content, Elapsed, Shape};
pub use words::WordsError;

use entente_model::{Conflict, Language, Reading};

/// Every checkable claim of one reading, in the order of the text; a pure function of the reading.
pub fn claims(reading: &Reading) -> Vec<Claim> {
    find::claims(reading)
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
pub fn compare(mut claims: Vec<Claim>) -> Vec<Conflict> {
    claims.sort_by(Claim::order);
    claims.dedup_by(|later, earlier| later.evidence == earlier.evidence && later.content == earlier.content);
    rules::all(&claims)
}
