//! Calendar arithmetic beyond the civil calendar: Easter, Julian days, ISO weeks.

use entente_model::Day;
use icu_calendar::{Date, Iso, cal::Julian};

/// The day so many days from another.
pub(super) fn days(day: Day, count: i32) -> Day {
    day.plus_days(i64::from(count))
}

/// The Monday of the week of a day.
pub(super) fn monday(day: Day) -> Day {
    days(day, 1 - weekday(day))
}

/// 1 (Monday) to 7.
pub(super) fn weekday(day: Day) -> i32 {
    i32::from(day.as_date().weekday().to_monday_one_offset())
}

/// The ISO year and week of a day.
pub(super) fn iso_week(day: Day) -> (i32, i32) {
    let week = day.as_date().iso_week_date();
    (i32::from(week.year()), i32::from(week.week()))
}

/// The Monday of an ISO week.
pub(super) fn week_monday(year: i32, week: i32) -> Option<Day> {
    if !(1..=53).contains(&week) {
        return None;
    }
    let first = monday(Day::new(i16::try_from(year).ok()?, 1, 4)?);
    Some(days(first, 7 * (week - 1)))
}

/// A day of the Gregorian calendar.
pub(super) fn gregorian(year: i32, month: i32, day: i32) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The same day as a day of the Julian calendar; `None` where there is no such day, and before Christ.
pub(super) fn from_julian(year: i32, month: i32, day: i32) -> Option<Day> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let date = Date::try_new_julian(year, month, day).ok().filter(|_| (1..=9998).contains(&year))?;
    from_icu(date.to_calendar(Iso))
}

/// A day as ICU4X has it.
pub(super) fn from_icu(date: Date<Iso>) -> Option<Day> {
    gregorian(date.year().extended_year(), i32::from(date.month().ordinal), i32::from(date.day_of_month().0))
}

/// Easter Sunday of the Western churches (the anonymous Gregorian rule).
#[allow(clippy::many_single_char_names, reason = "the rule is written with these letters everywhere")]
pub(super) fn easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    gregorian(year, n / 31, n % 31 + 1)
}

/// Easter Sunday of the Orthodox churches, as a Gregorian day.
pub(super) fn pascha(year: i32) -> Option<Day> {
    (1..=9998).contains(&year).then(|| from_icu(Julian::easter(year).to_calendar(Iso)))?
}

/// The nth such weekday of a month, counted from its end for -1.
pub(super) fn nth_weekday(year: i32, month: i32, weekday_number: i32, nth: i32) -> Option<Day> {
    let first = gregorian(year, month, 1)?;
    let offset = (weekday_number - weekday(first)).rem_euclid(7);
    if nth > 0 {
        let day = days(first, offset + 7 * (nth - 1));
        return (i32::from(day.month()) == month).then_some(day);
    }
    let last = first.last_of_month();
    Some(days(last, -(weekday(last) - weekday_number).rem_euclid(7)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn julian_days_are_the_days_of_the_books() {
        let day = |y, m, d| from_julian(y, m, d).unwrap().to_string();
        assert_eq!(day(1917, 10, 25), "1917-11-07");
        assert_eq!(day(1884, 6, 25), "1884-07-07");
        assert_eq!(day(1700, 2, 29), "1700-03-11");
        assert_eq!(day(1582, 10, 5), "1582-10-15");
        assert_eq!(from_julian(1901, 2, 29), None);
    }

    #[test]
    fn easter_falls_where_the_tables_say() {
        assert_eq!(easter(2000).unwrap().to_string(), "2000-04-23");
        assert_eq!(easter(2019).unwrap().to_string(), "2019-04-21");
        assert_eq!(pascha(2021).unwrap().to_string(), "2021-05-02");
        assert_eq!(pascha(2024).unwrap().to_string(), "2024-05-05");
    }

    #[test]
    fn weekdays_are_counted_from_both_ends() {
        assert_eq!(nth_weekday(1999, 11, 4, 4).unwrap().to_string(), "1999-11-25");
        assert_eq!(nth_weekday(2021, 5, 1, -1).unwrap().to_string(), "2021-05-31");
        assert_eq!(nth_weekday(2021, 2, 1, 5), None);
    }
}
