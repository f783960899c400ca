//! `elapsed-time`: an anniversary, an age or "N years later" that does not add up.

use std::collections::{BTreeMap, BTreeSet};

use entente_model::{Conflict, ConflictKind, PartyCode};

use super::conflict;
use crate::{
    Claim, Content, Elapsed, Shape,
    bucket::{Bucket, Held, Place},
    certainty,
    claim::Dated,
};

/// Years of acts by the act and its sides.
type Starts<'a> = BTreeMap<(&'a str, &'a BTreeSet<PartyCode>), BTreeSet<i16>>;

/// "31 years since 1990", told in 2023: 33, or 32 before the day itself.
///
/// One year more or less is let pass: sources count running years and full years. "About" allows a tenth more, "more
/// than" anything above. A count from an act whose year the text does not give is checked against every year that any
/// source gives for the act, and fits if it fits one.
pub(crate) fn alone(claims: &[Claim]) -> Vec<Conflict> {
    let given = |claim: &&Claim| matches!(&claim.content, Content::Elapsed(elapsed) if elapsed.act.is_none());
    claims.iter().filter(given).filter_map(|claim| check(claim, &Starts::new())).collect()
}

/// Acts of once are held against counts from them.
pub(crate) fn place(claim: &Claim, places: &mut Vec<Place>) {
    let (act, sides, mark) = match &claim.content {
        Content::Dated(Dated { act, sides, when, once: true, .. }) if when.single_year().is_some() => {
            (act, sides, 0)
        }
        Content::Elapsed(Elapsed { act: Some((act, sides)), .. }) => (act, sides, 1),
        _ => return,
    };
    let sides: Vec<&str> = sides.iter().map(PartyCode::as_str).collect();
    let bucket = Bucket::new(Held::Elapsed, &format!("{act}|{}", sides.join("-")));
    places.push(Place { bucket, mark });
}

/// Conflicts of counts with the years of the act that they count from.
pub(crate) fn compare(claims: &[Claim]) -> Vec<Conflict> {
    let mut starts: Starts = BTreeMap::new();
    for claim in claims {
        if let Content::Dated(Dated { act, sides, when, once: true, .. }) = &claim.content
            && let Some(year) = when.single_year()
        {
            starts.entry((act, sides)).or_default().insert(year);
        }
    }
    claims.iter().filter_map(|claim| check(claim, &starts)).collect()
}

fn check(claim: &Claim, starts: &Starts) -> Option<Conflict> {
    let Content::Elapsed(elapsed) = &claim.content else { return None };
    let mut bases = elapsed.bases.clone();
    let mut certain = certainty::PLAIN;
    if let Some((act, sides)) = &elapsed.act {
        let known = starts.get(&(act.as_str(), sides))?;
        bases.extend(known.iter().filter(|year| elapsed.targets.iter().any(|target| *year < target)));
        certain = certainty::LIKELY;
    }
    let (base, counted) = nearest(elapsed, &bases)?;
    let target = base + counted;
    if fits(elapsed, counted) || implausible(elapsed, counted) {
        return None;
    }
    let said = elapsed.years;
    let what = match elapsed.shape {
        Shape::Anniversary => format!("the {} anniversary", ordinal(said)),
        Shape::Age => format!("the age of {said}"),
        Shape::Ago | Shape::Later | Shape::Since | Shape::After | Shape::Lasted => format!("{said} years"),
    };
    let why = format!(
        "counts {what}, but from {base} to {target} it is {counted} years ({base} + {said} = {})",
        base + said
    );
    Some(conflict(ConflictKind::ElapsedTime, why, &[claim], certain))
}

/// "140th", "21st".
fn ordinal(number: i16) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The start from which the count comes nearest to what is said, and the years counted from it.
fn nearest(elapsed: &Elapsed, bases: &BTreeSet<i16>) -> Option<(i16, i16)> {
    let pairs =
        bases.iter().flat_map(|&base| elapsed.targets.iter().map(move |&target| (base, target - base)));
    pairs
        .filter(|(_, counted)| *counted > 0)
        .min_by_key(|(base, counted)| ((counted - elapsed.years).abs(), *base))
}

fn fits(elapsed: &Elapsed, counted: i16) -> bool {
    let said = elapsed.years;
    if elapsed.over && counted >= said - 1 {
        return true;
    }
    let slack = if elapsed.about { (said / 10).max(2) } else { 1 };
    (counted - said).abs() <= slack
}

/// So far off that something else is counted.
fn implausible(elapsed: &Elapsed, counted: i16) -> bool {
    let distance = (counted - elapsed.years).abs();
    distance > 60 || (elapsed.act.is_some() && distance > 25)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{kinds, page};

    #[test]
    fn a_count_that_does_not_add_up_is_found() {
        for (lang, published, text) in [
            (
                "en",
                "2023-08-03",
                "Ties grew over the past 31 years since the establishment of relations in 1990.",
            ),
            ("en", "2020", "This year marks the 140th anniversary of the treaty of 1884."),
            ("en", "2021", "The cruiser was sunk in February 1904, 107 years ago."),
            ("en", "2019", "In 1905 Korea became a protectorate. 30 years later, in 1945, it was liberated."),
            ("ru", "2014", "Через 20 лет после договора 1884 года, в 1910 году, Корея была присоединена."),
            ("ru", "2017", "Он был посвящён 70-летию переселения корейцев в Среднюю Азию в 1937 году."),
            ("ru", "2010", "Я родился в 1950 году. В сентябре 1990 года мне исполнилось 35 лет."),
            ("ko", "2021", "1905년 외교권을 잃었다. 25년 후인 1945년에 해방되었다."),
        ] {
            assert_eq!(kinds(&[page(lang, published, text)]), ["elapsed-time"], "{text}");
        }
    }

    #[test]
    fn a_count_that_adds_up_is_let_pass() {
        for (lang, published, text) in [
            ("en", "2021-03-23", "Relations were established in 1990, only 30 years ago."),
            ("en", "2023-08-03", "More than 25 years have passed since 1990, or 33 years since 1990."),
            ("en", "2022", "In 2010 they celebrated the 20th anniversary of the treaty of 1990."),
            ("en", "2023", "The 30th anniversary of relations was celebrated in 2010."),
            ("en", "2018", "Five years ago the parties revived a project that was drawn up in 1992."),
            (
                "ru",
                "1998",
                "В 1937 году их переселили. В 1997 году, через 60 лет после переселения, поставили камень.",
            ),
            ("ko", "2018", "5년 전인 2013년에 합의했다."),
            ("ko", "2018", "1953년생으로 올해 65세인 대통령은 격려했다."),
        ] {
            assert_eq!(kinds(&[page(lang, published, text)]), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_count_from_an_act_takes_its_year_from_any_source() {
        let column = page(
            "ko",
            "2022-09-30",
            "오늘은 한국과 러시아가 수교한 지 35주년이 되는 날이다. 1990년 9월 30일 한국과 소련이 수교했다.",
        );
        assert_eq!(kinds(&[column]), ["elapsed-time"]);
    }

    #[test]
    fn a_feast_told_on_its_day_is_counted_from_that_day() {
        let told = |year: &str, text: &str| kinds(&[page("en", year, text)]);
        let signed =
            "The agreement was signed on 30 October 1961, so that it marks its 55th anniversary today.";
        assert_eq!(told("2021-10-30", signed), ["elapsed-time"]);
        assert_eq!(told("2016-10-30", signed), [""; 0]);
        let free = "Kenya became independent on 12 December 1963; today it celebrates the 40th anniversary of its \
                    independence.";
        assert_eq!(told("2013-12-12", free), ["elapsed-time"]);
        assert_eq!(told("2003-12-12", free), [""; 0]);
        // Told on another day, the feast may be that of something else.
        assert_eq!(told("2013-06-01", free), [""; 0]);
    }
}
