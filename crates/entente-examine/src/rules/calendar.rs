//! `calendar`: two dates that are one day in the Julian and in the Gregorian calendar; an explanation, not an error.

use std::collections::BTreeMap;

use entente_model::{Conflict, ConflictKind, Day, Interval, Precision};

use super::{conflict, say};
use crate::{Claim, Content, certainty, claim::Dated};

/// "Signed on 25 June 1884" and "signed on 7 July 1884": twelve days apart in the nineteenth century.
///
/// Both must tell of one act between the same sides, in two sources, before the last states gave up the old calendar.
pub(crate) fn find(claims: &[Claim]) -> Vec<Conflict> {
    let mut days: BTreeMap<(&str, Day), Vec<Report>> = BTreeMap::new();
    for claim in claims {
        let Content::Dated(dated) = &claim.content else { continue };
        if let Some(day) = single(dated.when) {
            days.entry((&dated.act, day)).or_default().push((claim, dated));
        }
    }
    let mut found = Vec::new();
    for ((act, day), julian) in &days {
        let Some(shift) = shift(*day) else { continue };
        let Some(gregorian) = days.get(&(*act, day.plus_days(shift))) else { continue };
        let (julian, gregorian) = (paired(julian, gregorian), paired(gregorian, julian));
        if julian.is_empty() || one_source_tells_both(&julian, &gregorian) {
            continue;
        }
        let (old, new) = (say(Interval::day(*day)), say(Interval::day(day.plus_days(shift))));
        let why = format!(
            "{old} in the Julian calendar is {new} in the Gregorian: {shift} days apart, one and the same day"
        );
        let claims: Vec<&Claim> = julian.iter().chain(&gregorian).copied().collect();
        found.push(conflict(ConflictKind::Calendar, why, &claims, certainty::LIKELY));
    }
    found
}

/// A claim with its act.
type Report<'a> = (&'a Claim, &'a Dated);

/// The most reports of one day that are looked at.
const MOST_REPORTS: usize = 20;

/// The reports that may tell of the same act as one of the others.
fn paired<'a>(reports: &[Report<'a>], others: &[Report<'a>]) -> Vec<&'a Claim> {
    let fits = |report: &&Report| others.iter().take(MOST_REPORTS).any(|other| one_act(report.1, other.1));
    reports.iter().take(MOST_REPORTS).filter(fits).map(|report| report.0).collect()
}

/// Two sides in common, or one side and a person.
fn one_act(first: &Dated, second: &Dated) -> bool {
    let sides = first.sides.intersection(&second.sides).count();
    let person = first.marks.intersection(&second.marks).any(|mark| mark.starts_with("person:"));
    sides >= 2 || (sides == 1 && person)
}

fn one_source_tells_both(first: &[&Claim], second: &[&Claim]) -> bool {
    first.iter().any(|claim| second.iter().any(|other| other.evidence.source_id == claim.evidence.source_id))
}

/// Whether two days are one in the two calendars, whichever comes first.
pub(super) fn same_day(first: Interval, second: Interval) -> bool {
    let (Some(first), Some(second)) = (single(first), single(second)) else { return false };
    let (old, new) = (first.min(second), first.max(second));
    shift(old).is_some_and(|shift| new.days_since(old) == shift)
}

fn single(when: Interval) -> Option<Day> {
    (when.precision() == Precision::Day && !when.is_range()).then(|| when.first_day())?
}

/// The days by which the Julian calendar was behind; `None` before 1582 and once no state used it any more.
fn shift(julian: Day) -> Option<i64> {
    // The extra day of the Julian calendar is 29 February of 1700, 1800 and 1900.
    let turned = |year| (julian.year(), julian.month(), julian.day()) >= (year, 2, 29);
    match julian.year() {
        ..1582 | 1927.. => None,
        _ => Some(10 + [1700, 1800, 1900].into_iter().filter(|&year| turned(year)).count() as i64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{kinds, page};

    #[test]
    fn old_and_new_style_of_one_day_are_explained() {
        let old = page(
            "en",
            "2015",
            "The treaty of friendship between Russia and Korea was signed on 25 June 1884.",
        );
        let new = page("en", "2023", "On 7 July 1884 Russia and Korea signed the treaty of friendship.");
        assert_eq!(kinds(&[old, new]), ["calendar"]);
    }

    #[test]
    fn other_distances_and_later_centuries_are_no_matter_of_calendars() {
        let first = page("en", "2015", "Russia and Korea signed a protocol on 25 June 1984.");
        let second = page("en", "2023", "Russia and Korea signed a protocol on 8 July 1984.");
        assert_eq!(kinds(&[first, second]), [""; 0]);
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(shift(day("1884-06-25")), Some(12));
        assert_eq!(shift(day("1905-08-23")), Some(13));
        assert_eq!(shift(day("1783-01-01")), Some(11));
        assert_eq!(shift(day("1990-01-01")), None);
    }
}
