//! `calendar`: two dates that are one day in the Julian and in the Gregorian calendar; an explanation, not an error.

use entente_model::{Conflict, ConflictKind, Day, Interval, Language, PartyCode, Precision};
use entente_reference::Reference;

use super::{conflict, say};
use crate::{
    Claim, Content,
    bucket::{Bucket, Held, Place},
    certainty,
    claim::Dated,
};

/// "Signed on 25 June 1884" and "signed on 7 July 1884": twelve days apart in the nineteenth century.
///
/// Both must tell of one act between the same sides, in two sources, on a day on which one of the sides, or a country
/// whose press writes in the language of one of the sources, still went by the old calendar
/// (`reference/calendars.tsv`).
pub(crate) fn compare(julian: &[&Claim], gregorian: &[&Claim]) -> Vec<Conflict> {
    let (julian, gregorian) = (reports(julian), reports(gregorian));
    let Some(day) = julian.first().and_then(|(_, dated)| single(dated.when)) else { return Vec::new() };
    let Some(shift) = shift(day) else { return Vec::new() };
    let new = day.plus_days(shift);
    let (julian, gregorian) = (paired(&julian, &gregorian, new), paired(&gregorian, &julian, new));
    if julian.is_empty() || one_source_tells_both(&julian, &gregorian) {
        return Vec::new();
    }
    let (old, new) = (say(Interval::day(day)), say(Interval::day(new)));
    let why = format!(
        "{old} in the Julian calendar is {new} in the Gregorian: {shift} days apart, one and the same day"
    );
    let claims: Vec<&Claim> = julian.iter().chain(&gregorian).copied().collect();
    vec![conflict(ConflictKind::Calendar, why, &claims, certainty::LIKELY)]
}

/// A dated act stands in the bucket of its day, if that is one of the Julian calendar, and in those of the days that it
/// would be if it is one of the Gregorian.
pub(crate) fn place(claim: &Claim, places: &mut Vec<Place>) {
    let Content::Dated(dated) = &claim.content else { return };
    let Some(day) = single(dated.when) else { return };
    let bucket = |julian: Day| Bucket::new(Held::Calendar, &format!("{}|{julian}", dated.act));
    if shift(day).is_some() {
        places.push(Place { bucket: bucket(day), mark: 0 });
    }
    for days in SHIFTS {
        let julian = day.plus_days(-days);
        if shift(julian) == Some(days) {
            places.push(Place { bucket: bucket(julian), mark: 1 });
        }
    }
}

fn reports<'a>(claims: &[&'a Claim]) -> Vec<Report<'a>> {
    let report = |claim: &&'a Claim| match &claim.content {
        Content::Dated(dated) => Some((*claim, dated)),
        _ => None,
    };
    claims.iter().filter_map(report).collect()
}

/// A claim with its act.
type Report<'a> = (&'a Claim, &'a Dated);

/// The most reports of one day that are looked at.
const MOST_REPORTS: usize = 20;

/// The reports that may tell of the same act as one of the others, of a day by the Gregorian calendar on which a country
/// concerned went by the Julian one.
fn paired<'a>(reports: &[Report<'a>], others: &[Report<'a>], day: Day) -> Vec<&'a Claim> {
    let fits = |report: &&Report| {
        others.iter().take(MOST_REPORTS).any(|other| {
            let sides = report.1.sides.union(&other.1.sides).copied();
            one_act(report.1, other.1) && was_julian(day, sides, &[report.0.lang, other.0.lang])
        })
    };
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

/// Whether a state, or one whose press writes in one of the languages, went by the Julian calendar on a Gregorian day.
fn was_julian(day: Day, sides: impl Iterator<Item = PartyCode>, languages: &[Language]) -> bool {
    let reference = Reference::embedded();
    let writing = languages.iter().flat_map(|lang| reference.states_writing(*lang));
    sides.chain(writing).any(|state| reference.julian_until(state).is_some_and(|until| day < until))
}

/// Whether two days that two reports tell of one act are one in the two calendars, whichever comes first.
pub(super) fn same_day(first: Interval, second: Interval, act: &Dated, languages: &[Language]) -> bool {
    let (Some(first), Some(second)) = (single(first), single(second)) else { return false };
    let (old, new) = (first.min(second), first.max(second));
    shift(old).is_some_and(|shift| new.days_since(old) == shift)
        && was_julian(new, act.sides.iter().copied(), languages)
}

fn single(when: Interval) -> Option<Day> {
    (when.precision() == Precision::Day && !when.is_range()).then(|| when.first_day())?
}

/// Every number of days by which the Julian calendar was behind.
const SHIFTS: std::ops::RangeInclusive<i64> = 10..=13;

/// The days by which the Julian calendar was behind; `None` before 1582 and once no state went by it any more.
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
    fn only_countries_of_the_old_calendar_explain_it() {
        let pages = |first: &str, second: &str| [page("en", "2015", first), page("en", "2020", second)];
        // Serbia and Greece kept the old calendar, France and Japan had given it up or never had it.
        let balkan = pages(
            "The treaty of alliance between Serbia and Greece was signed on 19 May 1913.",
            "On 1 June 1913 Serbia and Greece signed the treaty of alliance.",
        );
        assert_eq!(kinds(&balkan), ["calendar"]);
        let western = pages(
            "The treaty of friendship between France and Japan was signed on 9 October 1858.",
            "On 21 October 1858 France and Japan signed the treaty of friendship.",
        );
        assert_ne!(kinds(&western), ["calendar"]);
        // Britain changed in 1752.
        let early = pages(
            "The treaty of alliance between Britain and Prussia was signed on 18 November 1742.",
            "On 29 November 1742 Britain and Prussia signed the treaty of alliance.",
        );
        assert_eq!(kinds(&early), ["calendar"]);
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
