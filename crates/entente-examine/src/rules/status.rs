//! `status`: cancelled or postponed in one source, held in another.

use std::collections::BTreeSet;

use entente_model::{Conflict, ConflictKind, Interval, Precision};

use super::{conflict, date::file_name, say};
use crate::{
    Claim, Content,
    bucket::{Bucket, Held, Place},
    certainty,
};

/// A claim stands in the bucket of each of its words, with the year or as a cause.
pub(crate) fn place(claim: &Claim, places: &mut Vec<Place>) {
    let lang = claim.lang.as_str();
    match &claim.content {
        Content::Status { words, when, cancelled, .. } => {
            let Some(year) = when.single_year() else { return };
            places.extend(words.iter().map(|word| Place {
                bucket: Bucket::new(Held::Status, &format!("{lang}|{word}|{year}")),
                mark: i64::from(*cancelled),
            }));
        }
        Content::Cause { cause, hindered, .. } => {
            places.extend(cause.iter().map(|word| Place {
                bucket: Bucket::new(Held::Cause, &format!("{lang}|{word}")),
                mark: i64::from(*hindered),
            }));
        }
        _ => {}
    }
}

/// "The camp planned for August 2022 was cancelled" and "in August 2022 the camp was held".
///
/// The thing must share its name or most of its words, the time must be that for which it was planned, and the two must
/// be two sources: one that tells of a postponement and of the day on which it was held at last tells a story.
pub(crate) fn compare_held(held: &[&Claim], cancelled: &[&Claim]) -> Vec<Conflict> {
    if held.len() > MOST_CANDIDATES {
        return Vec::new();
    }
    let held: Vec<Report> = held.iter().filter_map(|claim| Report::of(claim)).collect();
    let mut found = Vec::new();
    for report in cancelled.iter().filter_map(|claim| Report::of(claim)) {
        let others = held.iter().filter(|other| report.contradicts(other));
        found.extend(others.map(|other| report.conflict(other)));
    }
    found
}

/// A word that so many things of one year share names none of them.
const MOST_CANDIDATES: usize = 50;

#[derive(Clone, Copy)]
struct Report<'a> {
    claim: &'a Claim,
    words: &'a BTreeSet<String>,
    title: Option<&'a str>,
    when: Interval,
    caseless: bool,
}

impl<'a> Report<'a> {
    fn of(claim: &'a Claim) -> Option<Self> {
        let Content::Status { words, title, when, .. } = &claim.content else { return None };
        let cased = |word: &String| word.chars().any(|letter| letter.is_lowercase() || letter.is_uppercase());
        let caseless = !words.iter().any(cased);
        Some(Self { claim, words, title: title.as_deref(), when: *when, caseless })
    }

    fn contradicts(&self, held: &Self) -> bool {
        if self.claim.evidence.source_id == held.claim.evidence.source_id || !self.when.overlaps(held.when) {
            return false;
        }
        let shared = self.words.intersection(held.words).count();
        let least = self.words.len().min(held.words.len()).max(1);
        match (self.title, held.title) {
            (Some(first), Some(second)) => first == second,
            // A year is a wide net: most words must agree.
            _ if held.when.precision() <= Precision::Year => shared >= 3 && shared * 3 >= least * 2,
            // Words of a script without capitals are cut shorter and fewer, and tell more.
            _ => shared >= (if self.caseless { 2 } else { 3 }) && shared * 2 >= least,
        }
    }

    fn conflict(&self, held: &Self) -> Conflict {
        let why = format!(
            "planned for {} and called off or put off in {}, but held then in {}",
            say(self.when),
            file_name(&self.claim.evidence.source),
            file_name(&held.claim.evidence.source)
        );
        conflict(ConflictKind::Status, why, &[self.claim, held.claim], certainty::LIKELY)
    }
}

/// "Postponed because of the pandemic" and "the pandemic did not interfere with it", of one thing in two sources.
pub(crate) fn compare_causes(untouched: &[&Claim], hindered: &[&Claim]) -> Vec<Conflict> {
    if untouched.len() > MOST_CANDIDATES {
        return Vec::new();
    }
    let mut found = Vec::new();
    for claim in hindered {
        let Content::Cause { words, .. } = &claim.content else { continue };
        for other in untouched {
            let Content::Cause { words: things, .. } = &other.content else { continue };
            let one_source = other.evidence.source_id == claim.evidence.source_id;
            if one_source || words.intersection(things).count() < 2 {
                continue;
            }
            let why = format!(
                "{} says that it was put off, {} that the same cause did not stand in its way",
                file_name(&claim.evidence.source),
                file_name(&other.evidence.source)
            );
            found.push(conflict(ConflictKind::Status, why, &[claim, other], certainty::LOOK));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{kinds, page};

    #[test]
    fn cancelled_here_and_held_there_is_found() {
        let first = page(
            "en",
            "2022",
            "The youth camp \"Two Shores\" on Lake Baikal, planned for August 2022, was cancelled because there were no flights.",
        );
        let second = page(
            "en",
            "2025",
            "In August 2022 the youth camp \"Two Shores\" was held on Lake Baikal, the last of its kind.",
        );
        assert_eq!(kinds(&[first, second]), ["status"]);
        let first = page(
            "ru",
            "2020",
            "Владивостокский фестиваль корейского кино, намеченный на ноябрь 2020 года, отменён.",
        );
        let second = page(
            "ru",
            "2021",
            "В ноябре 2020 года во Владивостоке прошёл фестиваль корейского кино, его посетили 4 тысячи зрителей.",
        );
        assert_eq!(kinds(&[first, second]), ["status"]);
        let first = page(
            "en",
            "2022",
            "The Year of Mutual Exchanges had been planned for 2020. It was postponed because of the pandemic.",
        );
        let second = page(
            "en",
            "2025",
            "In 2020 Russia and South Korea held the Year of Mutual Exchanges as planned.",
        );
        assert_eq!(kinds(&[first, second]), ["status"]);
    }

    #[test]
    fn a_cause_that_did_and_did_not_hinder_is_found() {
        let first = page(
            "en",
            "2021",
            "The Year of Cultural Exchanges is near. We had to postpone this because of the pandemic.",
        );
        let second =
            page("en", "2021", "The pandemic did not interfere with the plans for the Year of Exchanges.");
        let other = page("en", "2021", "The pandemic did not affect the export of cars.");
        assert_eq!(kinds(&[first, second, other]), ["status"]);
    }

    #[test]
    fn postponed_and_then_held_is_let_pass() {
        let first =
            page("en", "2022", "The Year of Mutual Exchanges, planned for 2020, was postponed to 2021.");
        let second = page(
            "en",
            "2025",
            "The Year of Mutual Exchanges was opened on 24 March 2021. In 2020 the film festival was held.",
        );
        assert_eq!(kinds(&[first, second]), [""; 0]);
    }
}
