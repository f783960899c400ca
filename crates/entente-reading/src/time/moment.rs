//! A stretch of the calendar that an expression names: a day, week, month and so on.

use entente_model::{Day, Interval};

use super::{calendar, unit::Unit};

/// A day, week, month, quarter, season, half, year, decade, century.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Day(Day),
    /// By its Monday.
    Week(Day),
    /// By the Monday of its week.
    Weekend(Day),
    Month(i32, i32),
    /// 1 to 4.
    Quarter(i32, i32),
    /// 21 to 24.
    Season(i32, i32),
    /// 1 or 2.
    Half(i32, i32),
    Year(i32),
    /// By its first year.
    Decade(i32),
    /// By its number, the 19th is 19.
    Century(i32),
    /// By its number.
    Millennium(i32),
}

/// Years that an interval can say.
fn sayable(year: i32) -> bool {
    (-9999..=9999).contains(&year)
}

impl Moment {
    /// The stretch of a unit that a day lies in.
    pub(super) fn around(day: Day, unit: Unit) -> Self {
        let (year, month) = (i32::from(day.year()), i32::from(day.month()));
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Week => Self::Week(calendar::monday(day)),
            Unit::Weekend => Self::Weekend(calendar::monday(day)),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month + 2) / 3),
            Unit::Season => Self::season_of(year, month),
            Unit::HalfYear => Self::Half(year, (month + 5) / 6),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year - year.rem_euclid(10)),
            Unit::Century => Self::Century((year - 1).div_euclid(100) + 1),
            Unit::Millennium => Self::Millennium((year - 1).div_euclid(1000) + 1),
        }
    }

    fn season_of(year: i32, month: i32) -> Self {
        match month {
            1 | 2 => Self::Season(year - 1, 24),
            3..=5 => Self::Season(year, 21),
            6..=8 => Self::Season(year, 22),
            9..=11 => Self::Season(year, 23),
            _ => Self::Season(year, 24),
        }
    }

    /// So many of its own units later.
    pub(super) fn plus(self, count: i32) -> Option<Self> {
        let cyclic = |year: i32, index: i32, length: i32| {
            let total = year.checked_mul(length)?.checked_add(index)?.checked_add(count)?;
            Some((total.div_euclid(length), total.rem_euclid(length)))
        };
        let moved = match self {
            Self::Day(day) => Self::Day(calendar::days(day, count)),
            Self::Week(day) => Self::Week(calendar::days(day, count.checked_mul(7)?)),
            Self::Weekend(day) => Self::Weekend(calendar::days(day, count.checked_mul(7)?)),
            Self::Month(year, month) => {
                cyclic(year, month - 1, 12).map(|(year, month)| Self::Month(year, month + 1))?
            }
            Self::Quarter(year, quarter) => {
                cyclic(year, quarter - 1, 4).map(|(year, quarter)| Self::Quarter(year, quarter + 1))?
            }
            Self::Season(year, season) => {
                cyclic(year, season - 21, 4).map(|(year, season)| Self::Season(year, season + 21))?
            }
            Self::Half(year, half) => {
                cyclic(year, half - 1, 2).map(|(year, half)| Self::Half(year, half + 1))?
            }
            Self::Year(year) => Self::Year(year.checked_add(count)?),
            Self::Decade(year) => Self::Decade(year.checked_add(count.checked_mul(10)?)?),
            Self::Century(number) => Self::Century(number.checked_add(count)?),
            Self::Millennium(number) => Self::Millennium(number.checked_add(count)?),
        };
        sayable(moved.year()).then_some(moved)
    }

    /// So many years later.
    pub(super) fn plus_years(self, count: i32) -> Option<Self> {
        Some(match self {
            Self::Day(day) => {
                let (year, month, date) =
                    (i32::from(day.year()).checked_add(count)?, i32::from(day.month()), i32::from(day.day()));
                Self::Day(
                    calendar::gregorian(year, month, date)
                        .or_else(|| calendar::gregorian(year, month, 28))?,
                )
            }
            Self::Week(day) => Self::Week(calendar::monday(calendar::days(day, count.checked_mul(365)?))),
            Self::Weekend(day) => {
                Self::Weekend(calendar::monday(calendar::days(day, count.checked_mul(365)?)))
            }
            Self::Month(year, month) => Self::Month(year.checked_add(count)?, month),
            Self::Quarter(year, quarter) => Self::Quarter(year.checked_add(count)?, quarter),
            Self::Season(year, season) => Self::Season(year.checked_add(count)?, season),
            Self::Half(year, half) => Self::Half(year.checked_add(count)?, half),
            other => Self::Year(other.year().checked_add(count)?),
        })
        .filter(|moved| sayable(moved.year()))
    }

    /// The year that it begins in.
    pub(super) fn year(self) -> i32 {
        match self {
            Self::Day(day) => i32::from(day.year()),
            Self::Week(day) | Self::Weekend(day) => i32::from(calendar::days(day, 3).year()),
            Self::Month(year, _)
            | Self::Quarter(year, _)
            | Self::Season(year, _)
            | Self::Half(year, _)
            | Self::Year(year)
            | Self::Decade(year) => year,
            Self::Century(number) => (number - 1).saturating_mul(100),
            Self::Millennium(number) => (number - 1).saturating_mul(1000),
        }
    }

    /// The month that it lies in, for a day or month.
    pub(super) fn month(self) -> Option<i32> {
        match self {
            Self::Day(day) => Some(i32::from(day.month())),
            Self::Month(_, month) => Some(month),
            _ => None,
        }
    }

    /// Its first day.
    pub(super) fn first_day(self) -> Option<Day> {
        match self {
            Self::Day(day) | Self::Week(day) => Some(day),
            other => other.interval()?.first_day(),
        }
    }

    /// The unit that it is one of.
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(..) => Unit::Month,
            Self::Quarter(..) => Unit::Quarter,
            Self::Season(..) => Unit::Season,
            Self::Half(..) => Unit::HalfYear,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
            Self::Millennium(_) => Unit::Millennium,
        }
    }

    /// As TIMEX3 writes it.
    pub(super) fn value(self) -> String {
        let era = |year: i32| if year <= 0 { format!("BC{:04}", 1 - year) } else { format!("{year:04}") };
        match self {
            Self::Day(day) if day.year() <= 0 => {
                format!("{}-{:02}-{:02}", era(i32::from(day.year())), day.month(), day.day())
            }
            Self::Day(day) => day.to_string(),
            Self::Week(day) => {
                let (year, week) = calendar::iso_week(day);
                format!("{year}-W{week:02}")
            }
            Self::Weekend(day) => {
                let (year, week) = calendar::iso_week(day);
                format!("{year}-W{week:02}-WE")
            }
            Self::Month(year, month) => format!("{}-{month:02}", era(year)),
            Self::Quarter(year, quarter) => format!("{}-Q{quarter}", era(year)),
            Self::Season(year, season) => format!("{}-{}", era(year), season_code(season)),
            Self::Half(year, half) => format!("{}-H{half}", era(year)),
            Self::Year(year) => era(year),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Century(number) if number < 1 => format!("BC{:02}", -number),
            Self::Century(number) => format!("{:02}", number - 1),
            Self::Millennium(number) => format!("{}", (number - 1).max(0)),
        }
    }

    /// The days that it is made of.
    pub(super) fn interval(self) -> Option<Interval> {
        let of_days =
            |first: Day, last: Day| Interval::range(Some(Interval::day(first)), Some(Interval::day(last)));
        match self {
            Self::Day(day) => Some(Interval::day(day)),
            Self::Week(day) => of_days(day, calendar::days(day, 6)),
            Self::Weekend(day) => of_days(calendar::days(day, 5), calendar::days(day, 6)),
            Self::Month(year, month) => Interval::month(year, u8::try_from(month).ok()?),
            Self::Quarter(year, quarter) => Interval::season(year, u8::try_from(32 + quarter).ok()?),
            Self::Season(year, season) => Interval::season(year, u8::try_from(season).ok()?),
            // As a range of months, which more programs read than the numbers of halves.
            Self::Half(year, half) => {
                let month = |month: i32| Interval::month(year, u8::try_from(month).ok()?);
                Interval::range(Some(month(6 * half - 5)?), Some(month(6 * half)?))
            }
            Self::Year(year) => Interval::year(year),
            Self::Decade(year) => Interval::decade(year),
            Self::Century(number) => Interval::century((number - 1).checked_mul(100)?),
            Self::Millennium(number) => {
                let first = (number - 1).checked_mul(1000)?;
                Interval::range(Interval::year(first), Interval::year(first.checked_add(999)?))
            }
        }
    }
}

/// `SP`, `SU`, `FA`, `WI`.
pub(super) fn season_code(season: i32) -> &'static str {
    match season {
        21 => "SP",
        22 => "SU",
        23 => "FA",
        _ => "WI",
    }
}
