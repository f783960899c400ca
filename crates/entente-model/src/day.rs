//! A day of the proleptic Gregorian calendar.

use std::{fmt, str::FromStr};

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the proleptic Gregorian calendar, from the year -9999 to 9999 (0 is 1 BC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(Date);

/// A day that does not exist or cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no day of the calendar")]
pub struct DayError(pub String);

impl Day {
    /// The earliest day that can be said.
    pub const MIN: Self = Self(Date::MIN);
    /// The latest day that can be said.
    pub const MAX: Self = Self(Date::MAX);

    /// The day, or `None` where there is no such day (31 June, month 13).
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// The astronomical year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The last day of the month that it lies in.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// So many days later (earlier if negative), held within the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.0
            .checked_add(days.clamp(-7_000_000, 7_000_000).days())
            .map_or(if days < 0 { Self::MIN } else { Self::MAX }, Self)
    }

    /// Days from `earlier` to this day; negative if `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }

    /// The same day as a jiff date, for calendar arithmetic.
    pub fn as_date(self) -> Date {
        self.0
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year();
        let sign = if year < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{:04}-{:02}-{:02}", year.unsigned_abs(), self.month(), self.day()))
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || DayError(text.to_owned());
        let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let mut parts = rest.splitn(3, '-');
        let mut part = |len: usize| {
            let digits = parts.next().filter(|digits| digits.len() == len).ok_or_else(wrong)?;
            if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(wrong());
            }
            digits.parse::<i16>().map_err(|_| wrong())
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        Self::new(sign * year, month as i8, day as i8).ok_or_else(wrong)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_none() {
        assert_eq!(Day::new(1990, 6, 31), None);
        assert_eq!(Day::new(1900, 2, 29), None);
        assert!(Day::new(2000, 2, 29).is_some());
        assert!("1990-13-01".parse::<Day>().is_err());
    }
}
