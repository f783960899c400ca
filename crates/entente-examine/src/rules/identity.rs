//! `identity`: two different holders of one unique role, or two things both called the first.

use std::collections::BTreeMap;

use entente_model::{Conflict, ConflictKind, Interval, PartyCode};

use super::{conflict, say};
use crate::{
    Claim, Content,
    bucket::{self, Bucket, Held, Place},
    certainty,
};

/// "The rector of the institute A" and "the rector of the institute B" in one year.
///
/// Posts change hands within a year; one source on one day knows one holder. So the claims of one source are looked at.
pub(crate) fn alone(claims: &[Claim]) -> Vec<Conflict> {
    let mut posts: BTreeMap<(&str, i16), Vec<Holder>> = BTreeMap::new();
    for claim in claims {
        if let Content::Sole { key, who, when: Some(when), first: false } = &claim.content
            && let Some(year) = when.single_year()
        {
            posts.entry((key, year)).or_default().push((claim, who));
        }
    }
    let conflicts = posts.into_iter().filter_map(|((key, year), holders)| {
        differ(&holders, |one, other| format!("two holders of one post ({key}) in {year}: {one} and {other}"))
    });
    conflicts.collect()
}

/// A claim with the holder whom it names.
type Holder<'a> = (&'a Claim, &'a str);

fn differ(holders: &[Holder], why: impl Fn(&str, &str) -> String) -> Option<Conflict> {
    let &(claim, who) = holders.first()?;
    let others: Vec<&Holder> = holders.iter().filter(|(_, other)| !same_person(who, other)).collect();
    let (_, other) = others.first()?;
    let claims: Vec<&Claim> = std::iter::once(claim).chain(others.iter().map(|other| other.0)).collect();
    Some(conflict(ConflictKind::Identity, why(who, other), &claims, certainty::LIKELY))
}

/// First things by what they are the first of, first meetings by their sides.
pub(crate) fn place(claim: &Claim, places: &mut Vec<Place>) {
    match &claim.content {
        Content::Sole { key, who, first: true, .. } => {
            places.push(Place { bucket: Bucket::new(Held::First, key), mark: bucket::mark(who) });
        }
        Content::Dated(dated) if dated.first_ever && dated.act == "summit" && dated.sides.len() == 2 => {
            let sides: Vec<&str> = dated.sides.iter().map(PartyCode::as_str).collect();
            let mark = bucket::mark(&dated.when.to_string());
            places.push(Place { bucket: Bucket::new(Held::FirstMeeting, &sides.join("-")), mark });
        }
        _ => {}
    }
}

/// "The first ambassador was A" and "the first ambassador was B".
pub(crate) fn compare_firsts(claims: &[Claim]) -> Vec<Conflict> {
    let firsts: Vec<(&Claim, &str, &str)> = claims.iter().filter_map(first).collect();
    let Some((_, key, _)) = firsts.first() else { return Vec::new() };
    let holders: Vec<Holder> = firsts.iter().map(|&(claim, _, who)| (claim, who)).collect();
    differ(&holders, |one, other| format!("two are called {key}: {one} and {other}")).into_iter().collect()
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

fn first(claim: &Claim) -> Option<(&Claim, &str, &str)> {
    let Content::Sole { key, who, .. } = &claim.content else { return None };
    Some((claim, key, who))
}

fn meeting(claim: &Claim) -> Option<(&Claim, Interval)> {
    let Content::Dated(dated) = &claim.content else { return None };
    Some((claim, dated.when))
}

/// Two meetings of two sides, each called the first of all.
pub(crate) fn compare_meetings(claims: &[Claim]) -> Vec<Conflict> {
    let meetings: Vec<(&Claim, Interval)> = claims.iter().filter_map(meeting).collect();
    let Some(&(claim, when)) = meetings.first() else { return Vec::new() };
    let others: Vec<&(&Claim, Interval)> =
        meetings.iter().filter(|(_, other)| !other.overlaps(when)).collect();
    let Some((_, other)) = others.first() else { return Vec::new() };
    let why = format!("two meetings are called the first of all: {} and {}", say(when), say(*other));
    let claims: Vec<&Claim> = std::iter::once(claim).chain(others.iter().map(|other| other.0)).collect();
    vec![conflict(ConflictKind::Identity, why, &claims, certainty::LIKELY)]
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
