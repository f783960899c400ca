//! Days of the Korean lunar calendar.
//!
//! From 1900 on by the tables of ICU4X (those of the Korean almanac office, and of the Qing before 1912), before by the rule
//! that both countries went by since the reform of 1645: the moon and the true sun as seen in Beijing.

use calendrical_calculations::{
    chinese_based::{Chinese, YearBounds, month_structure_for_year},
    gregorian::fixed_from_gregorian,
};
use entente_model::Day;
use icu_calendar::{Date, Iso, types::Month};

use super::calendar;

/// The first year of the tables.
const TABLES: i32 = 1900;
/// The first year of the rule.
const RULE: i32 = 1645;

/// The Gregorian day of a lunar one; `None` where the month or the day does not exist in that year, and before 1645.
///
/// `year` is the Gregorian year in which the lunar one begins; `leap` is the second month of the same number.
pub(super) fn day(year: i32, month: i32, day: i32, leap: bool) -> Option<Day> {
    let number = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let day = u8::try_from(day).ok()?;
    if year < TABLES {
        return by_rule(year, number, day, leap);
    }
    let month = if leap { Month::leap(number) } else { Month::new(number) };
    calendar::from_icu(Date::try_new_korean_traditional(year, month, day).ok()?.to_calendar(Iso))
}

fn by_rule(year: i32, month: u8, day: u8, leap: bool) -> Option<Day> {
    if year < RULE {
        return None;
    }
    // Summer lies in the lunar year of the same number.
    let bounds = YearBounds::compute::<Chinese>(fixed_from_gregorian(year, 7, 1));
    let (long, leap_place) = month_structure_for_year::<Chinese>(bounds.new_year, bounds.next_new_year);
    let place = match leap_place {
        _ if leap => leap_place.filter(|place| *place == month + 1)?,
        Some(first) if month >= first => month + 1,
        _ => month,
    };
    let length = |at: u8| if long[usize::from(at) - 1] { 30 } else { 29 };
    if !(1..=length(place)).contains(&day) {
        return None;
    }
    let before: i64 = (1..place).map(|at| i64::from(length(at))).sum();
    let new_year = bounds.new_year.to_i64_date() - fixed_from_gregorian(1, 1, 1).to_i64_date();
    Some(calendar::gregorian(1, 1, 1)?.plus_days(new_year + before + i64::from(day) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(year: i32, month: i32, date: i32, leap: bool) -> String {
        day(year, month, date, leap).map_or("-".to_owned(), |day| day.to_string())
    }

    #[test]
    fn feasts_fall_where_the_almanacs_say() {
        assert_eq!(said(1995, 1, 1, false), "1995-01-31");
        assert_eq!(said(2015, 8, 15, false), "2015-09-27");
        assert_eq!(said(2024, 5, 5, false), "2024-06-10");
        assert_eq!(said(2012, 3, 1, true), "2012-04-21");
    }

    #[test]
    fn days_before_the_reform_are_those_of_the_chronicles() {
        // The treaty of Russia and Korea; the death of the queen.
        assert_eq!(said(1884, 5, 15, true), "1884-07-07");
        assert_eq!(said(1895, 8, 20, false), "1895-10-08");
    }

    #[test]
    fn what_the_year_lacks_is_none() {
        assert_eq!(said(2023, 5, 1, true), "-");
        assert_eq!(said(2024, 13, 1, false), "-");
        assert_eq!(said(2024, 1, 31, false), "-");
        assert_eq!(said(1884, 4, 1, true), "-");
        assert_eq!(said(1592, 4, 13, false), "-");
    }
}
