//! Intervals as EDTF writes them: level 1 of ISO 8601-2, and of level 2 the parts of a year (25 to 41).
//!
//! Left out are years beyond four digits (`Y170000002`: no calendar day can be given for them), sets (`[1667, 1668]`) and
//! qualifiers inside a date (`2004-06~-11`): no reading needs them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Interval,
    point::{Point, Precision, season_months},
};
use crate::Day;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Edge {
    /// `..`: it goes on.
    Open,
    /// Nothing: where it ends is not known.
    Unknown,
    /// A date.
    Date(Point),
}

/// A text that is no interval of days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no EDTF date or interval, such as 1988-11-10, 1990-09, 198X, 1996~ or 1988/1990")]
pub struct IntervalError(pub String);

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year.unsigned_abs();
        if self.year < 0 && self.precision >= Precision::Year {
            f.write_str("-")?;
        }
        match self.precision {
            Precision::Century => write!(f, "{:02}XX", year / 100)?,
            Precision::Decade => write!(f, "{:03}X", year / 10)?,
            Precision::Year => write!(f, "{year:04}")?,
            Precision::Season | Precision::Month => write_date(f, year, &[self.month])?,
            Precision::Day => write_date(f, year, &[self.month, self.day])?,
        }
        for _ in 0..self.unspecified {
            f.write_str("-XX")?;
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        })
    }
}

/// A year of four digits, with its month, or its month and day: dates are written so often that they are put together before.
fn write_date(f: &mut fmt::Formatter<'_>, year: u16, parts: &[u8]) -> fmt::Result {
    let mut text = *b"0000-00-00";
    let digit = |number: u16| b'0' + (number % 10) as u8;
    for (place, power) in text.iter_mut().zip([1000, 100, 10, 1]) {
        *place = digit(year / power);
    }
    for (places, &part) in text[4..].chunks_exact_mut(3).zip(parts) {
        places[1..].copy_from_slice(&[digit(u16::from(part / 10)), digit(u16::from(part))]);
    }
    // Digits and hyphens are text.
    f.write_str(std::str::from_utf8(&text[..4 + 3 * parts.len().min(2)]).unwrap_or_default())
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
            Self::Date(point) => point.fmt(f),
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end {
            None if f.width().is_none() && f.precision().is_none() => self.start.fmt(f),
            None => f.pad(&self.start.to_string()),
            Some(end) => f.pad(&format!("{}/{end}", self.start)),
        }
    }
}

/// The number of a part that is written with so many digits.
fn digits(text: &str, count: usize) -> Option<i16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl Point {
    fn read(text: &str) -> Option<Self> {
        let (text, approximate, uncertain) = match text.as_bytes().last()? {
            b'~' => (&text[..text.len() - 1], true, false),
            b'?' => (&text[..text.len() - 1], false, true),
            b'%' => (&text[..text.len() - 1], true, true),
            _ => (text, false, false),
        };
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let mut parts = unsigned.split('-');
        let year = parts.next().filter(|year| year.len() == 4 && year.is_ascii())?;
        let mut point = if let Some(century) = year.strip_suffix("XX") {
            Self::year(digits(century, 2)? * 100).with(Precision::Century)
        } else if let Some(decade) = year.strip_suffix('X') {
            Self::year(digits(decade, 3)? * 10).with(Precision::Decade)
        } else {
            Self::year(digits(year, 4)? * if negative { -1 } else { 1 })
        };
        // There is no year -0, and no decade before Christ can be said with an X.
        if negative && (point.precision < Precision::Year || point.year == 0) {
            return None;
        }
        (point.approximate, point.uncertain) = (approximate, uncertain);
        let rest: Vec<&str> = parts.collect();
        if !rest.is_empty() && point.precision < Precision::Year {
            return None;
        }
        point.unspecified = rest.iter().filter(|part| **part == "XX").count() as u8;
        match rest[..] {
            [] | ["XX"] | ["XX", "XX"] => {}
            [month] => point = point.in_month(month)?,
            [month, "XX"] => {
                point = point.in_month(month).filter(|point| point.precision == Precision::Month)?;
            }
            [month, day] => {
                point = point.in_month(month)?;
                point.day = digits(day, 2)? as u8;
                Day::new(point.year, point.month as i8, point.day as i8)?;
                point.precision = Precision::Day;
            }
            _ => return None,
        }
        Some(point)
    }

    fn in_month(self, text: &str) -> Option<Self> {
        let month = digits(text, 2)? as u8;
        let precision = match month {
            1..=12 => Precision::Month,
            season if season_months(season).is_some() => Precision::Season,
            _ => return None,
        };
        Some(Self { month, ..self }.with(precision))
    }
}

impl FromStr for Interval {
    type Err = IntervalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || IntervalError(text.to_owned());
        let text = text.trim();
        let Some((from, to)) = text.split_once('/') else {
            return Point::read(text).map(Self::single).ok_or_else(wrong);
        };
        let edge = |part: &str| match part {
            "" => Some(Edge::Unknown),
            ".." => Some(Edge::Open),
            date => Point::read(date).map(Edge::Date),
        };
        let interval = Self { start: edge(from).ok_or_else(wrong)?, end: Some(edge(to).ok_or_else(wrong)?) };
        let dated = interval.points().next().is_some();
        if dated && interval.earliest() <= interval.latest() { Ok(interval) } else { Err(wrong()) }
    }
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_guide_writes_reads_back() {
        for text in [
            "1988-11-10",
            "1990-09",
            "1884",
            "198X",
            "18XX/19XX",
            "1988-11-10/1988-11-12",
            "1996~",
            "../2019",
            "2021-23",
            "1990/..",
            "-0044-03-15",
            "0000",
            "2004-06/2006-08",
            "1984?",
            "2004-06~/2004-06-11%",
            "2004-XX",
            "1985-04-XX",
            "1985-XX-XX",
            "1985-XX?",
            "1985-04-12/",
            "/1985",
            "2022-30",
            "2022-38",
            "2022-41/2023-33",
            "-9999",
            "9999-12-31",
        ] {
            let interval: Interval = text.parse().unwrap();
            assert_eq!(interval.to_string(), text);
        }
    }

    #[test]
    fn what_does_not_exist_is_an_error() {
        for text in [
            "1990-06-31",
            "1990-13",
            "19",
            "199-01",
            "../..",
            "1991/1990",
            "",
            "abcd",
            "/",
            "../",
            "/..",
            "-0000",
            "-198X",
            "198X-05",
            "1990-00",
            "1990-20",
            "1990-42",
            "1990-XX-05",
            "1990-21-XX",
            "1990-1-1",
            "~",
            "1990-09-30-01",
            "Y17000",
            "1990/1991/1992",
            "+1990",
            "１９９０",
            "19９0",
        ] {
            assert!(text.parse::<Interval>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_not_known_within_a_date_may_be_any_of_its_days() {
        for (text, first, last) in [
            ("2004-XX", "2004-01-01", "2004-12-31"),
            ("1985-04-XX", "1985-04-01", "1985-04-30"),
            ("2022-24", "2022-12-01", "2023-02-28"),
            ("2022-32", "2022-06-01", "2022-08-31"),
            ("2022-39", "2022-09-01", "2022-12-31"),
        ] {
            let when: Interval = text.parse().unwrap();
            assert_eq!(
                (when.earliest().to_string(), when.latest().to_string()),
                (first.to_owned(), last.to_owned())
            );
        }
    }
}
