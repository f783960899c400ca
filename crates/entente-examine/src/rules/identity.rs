//! `identity`: two different holders of one unique role, or two things both called the first.

use std::collections::BTreeMap;

use entente_model::{Conflict, ConflictKind, Interval, PartyCode, SourceId};

use super::{conflict, say};
use crate::{Claim, Content, certainty};

/// Holders by the post, the year and the source, or by the first thing alone.
type Holders<'a> = BTreeMap<(&'a str, Option<i16>, Option<SourceId>), Vec<(&'a Claim, &'a str)>>;

/// "The rector of the institute A" and "the rector of the institute B" in one year; "the first ambassador was A" and "B".
pub(crate) fn find(claims: &[Claim]) -> Vec<Conflict> {
    let mut found = posts_and_firsts(claims);
    found.extend(first_meetings(claims));
    found
}

fn posts_and_firsts(claims: &[Claim]) -> Vec<Conflict> {
    let mut buckets = Holders::new();
    for claim in claims {
        let Content::Sole { key, who, when, first } = &claim.content else { continue };
        let year = when.and_then(Interval::single_year);
        // Posts change hands within a year; one source on one day knows one holder.
        let source = (!first).then_some(claim.evidence.source_id);
        if *first || year.is_some() {
            buckets.entry((key, year, source)).or_default().push((claim, who));
        }
    }
    let mut found = Vec::new();
    for ((key, year, _), holders) in buckets {
        let (claim, who) = holders[0];
        let others: Vec<&(&Claim, &str)> =
            holders.iter().filter(|(_, other)| !same_person(who, other)).collect();
        let Some((_, other)) = others.first() else { continue };
        let why = match year {
            Some(year) => format!("two holders of one post ({key}) in {year}: {who} and {other}"),
            None => format!("two are called {key}: {who} and {other}"),
        };
        let claims: Vec<&Claim> = std::iter::once(claim).chain(others.iter().map(|other| other.0)).collect();
        found.push(conflict(ConflictKind::Identity, why, &claims, certainty::LIKELY));
    }
    found
}

/// One name may carry a particle, a patronymic or initials; a shared start of a word is enough to be silent.
fn same_person(first: &str, second: &str) -> bool {
    let start = |word: &str| -> String { word.to_lowercase().chars().take(4).collect() };
    let words: Vec<String> = first.split_whitespace().map(start).collect();
    second
        .split_whitespace()
        .map(start)
        .any(|word| words.iter().any(|other| other.starts_with(&word) || word.starts_with(other.as_str())))
}

/// Two meetings of two sides, each called the first of all.
fn first_meetings(claims: &[Claim]) -> Vec<Conflict> {
    let mut buckets: BTreeMap<Vec<PartyCode>, Vec<(&Claim, Interval)>> = BTreeMap::new();
    for claim in claims {
        if let Content::Dated(dated) = &claim.content
            && dated.first_ever
            && dated.act == "summit"
            && dated.sides.len() == 2
        {
            buckets.entry(dated.sides.iter().copied().collect()).or_default().push((claim, dated.when));
        }
    }
    let mut found = Vec::new();
    for meetings in buckets.into_values() {
        let (claim, when) = meetings[0];
        let others: Vec<&(&Claim, Interval)> =
            meetings.iter().filter(|(_, other)| !other.overlaps(when)).collect();
        let Some((_, other)) = others.first() else { continue };
        let why = format!("two meetings are called the first of all: {} and {}", say(when), say(*other));
        let claims: Vec<&Claim> = std::iter::once(claim).chain(others.iter().map(|other| other.0)).collect();
        found.push(conflict(ConflictKind::Identity, why, &claims, certainty::LIKELY));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{kinds, page};

    #[test]
    fn two_holders_of_one_post_are_found() {
        let text = "The forum was opened by the Rector of the Primorye Institute of Oriental Studies Vadim Lugovoy. \
                    The Rector of the Primorye Institute of Oriental Studies Tatyana Brusnika handed out the prizes.";
        assert_eq!(kinds(&[page("en", "2020", text)]), ["identity"]);
        let first = page(
            "ru",
            "2010",
            "Первым послом СССР в Республике Корея стал Олег Соколов, человек немногословный.",
        );
        let second = page("ru", "2021", "Первым послом СССР в Республике Корея стал Георгий Кунадзе.");
        assert_eq!(kinds(&[first, second]), ["identity"]);
        let first = page("ko", "2019", "전시장에는 한국 최초의 우주인 고산의 훈련복이 걸려 있다.");
        let second = page("ko", "2021", "우주로 떠난 한국 최초의 우주인 이소연이다.");
        assert_eq!(kinds(&[first, second]), ["identity"]);
    }

    #[test]
    fn former_holders_other_posts_and_one_name_are_let_pass() {
        let text = "The Rector of the Primorye Institute of Oriental Studies Vadim Lugovoy spoke. The former Rector of the \
                    Primorye Institute of Oriental Studies Tatyana Brusnika listened. The Rector of the Amur Institute of \
                    Foreign Languages Pavel Ilyin came. The Rector of the Primorye Institute of Oriental Studies Vadim \
                    Lugovoy closed the forum.";
        assert_eq!(kinds(&[page("en", "2020", text)]), [""; 0]);
    }
}
