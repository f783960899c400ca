//! Time as an interval of days, written in EDTF (ISO 8601-2).

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Day;

/// How exactly a date is said, from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// `18XX`.
    Century,
    /// `198X`.
    Decade,
    /// `1988`.
    Year,
    /// `2021-23`: a season (21 to 24), quarter (33 to 36), third or half (40, 41).
    Season,
    /// `1990-09`.
    Month,
    /// `1988-11-10`.
    Day,
}

/// The days that a date expression may mean.
///
/// Years are astronomical (0 is 1 BC), days are of the proleptic Gregorian calendar. What is not said is not
/// invented: a decade stays a decade, an open end stays open.
///
/// ```
/// let decade: entente_model::Interval = "198X".parse()?;
/// assert_eq!(decade.last_day().map(|day| day.to_string()).as_deref(), Some("1989-12-31"));
/// # Ok::<(), entente_model::IntervalError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    start: Edge,
    /// `None` for a single date.
    end: Option<Edge>,
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    /// `..`
    Open,
    /// A date.
    Date(Point),
}

/// A date of some precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Point {
    year: i16,
    month: u8,
    day: u8,
    precision: Precision,
    approximate: bool,
    uncertain: bool,
}

/// A text that is no interval of days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no EDTF date or interval, such as 1988-11-10, 1990-09, 198X, 1996~ or 1988/1990")]
pub struct IntervalError(pub String);

impl Interval {
    /// One day.
    pub fn day(day: Day) -> Self {
        Self::single(
            Point {
                year: day.year(),
                month: day.month() as u8,
                day: day.day() as u8,
                ..Point::year(day.year())
            }
            .with(Precision::Day),
        )
    }

    /// One month; `None` where there is no such month or year.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let point = Point { month, ..Point::year(checked_year(year)?) }.with(Precision::Month);
        (1..=12).contains(&month).then_some(Self::single(point))
    }

    /// A season, quarter or half by its EDTF number (21 to 41).
    pub fn season(year: i32, season: u8) -> Option<Self> {
        season_months(season)?;
        Some(Self::single(
            Point { month: season, ..Point::year(checked_year(year)?) }.with(Precision::Season),
        ))
    }

    /// One year.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self::single(Point::year(checked_year(year)?)))
    }

    /// The ten years that begin with `year` rounded down: 1984 and 1980 give `198X`.
    pub fn decade(year: i32) -> Option<Self> {
        let year = checked_year(year)?;
        (year >= 0).then(|| Self::single(Point::year(year - year % 10).with(Precision::Decade)))
    }

    /// The hundred years that begin with `year` rounded down: 1884 gives `18XX`, the 19th century.
    pub fn century(year: i32) -> Option<Self> {
        let year = checked_year(year)?;
        (year >= 0).then(|| Self::single(Point::year(year - year % 100).with(Precision::Century)))
    }

    /// From the start of one to the end of the other; `None` as an end is open. `None` if both are open or the end is before the start.
    pub fn range(from: Option<Self>, to: Option<Self>) -> Option<Self> {
        let start = from.map_or(Edge::Open, |from| from.start);
        let end = to.map_or(Edge::Open, |to| to.end.unwrap_or(to.start));
        if start == Edge::Open && end == Edge::Open {
            return None;
        }
        let range = Self { start, end: Some(end) };
        (range.earliest() <= range.latest()).then_some(range)
    }

    fn single(point: Point) -> Self {
        Self { start: Edge::Date(point), end: None }
    }

    /// The first day it may mean; `None` for an open start.
    pub fn first_day(self) -> Option<Day> {
        match self.start {
            Edge::Open => None,
            Edge::Date(point) => Some(point.first()),
        }
    }

    /// The last day it may mean; `None` for an open end.
    pub fn last_day(self) -> Option<Day> {
        match self.end.unwrap_or(self.start) {
            Edge::Open => None,
            Edge::Date(point) => Some(point.last()),
        }
    }

    /// The first day, the earliest of the calendar for an open start.
    pub fn earliest(self) -> Day {
        self.first_day().unwrap_or(Day::MIN)
    }

    /// The last day, the latest of the calendar for an open end.
    pub fn latest(self) -> Day {
        self.last_day().unwrap_or(Day::MAX)
    }

    /// The coarsest precision of its ends.
    pub fn precision(self) -> Precision {
        self.points().map(|point| point.precision).min().unwrap_or(Precision::Year)
    }

    /// Whether it is said to be approximate (`~`).
    pub fn is_approximate(self) -> bool {
        self.points().any(|point| point.approximate)
    }

    /// Whether it is said to be uncertain (`?`).
    pub fn is_uncertain(self) -> bool {
        self.points().any(|point| point.uncertain)
    }

    /// Whether it is written as a range.
    pub fn is_range(self) -> bool {
        self.end.is_some()
    }

    /// Whether an end is open.
    pub fn is_open(self) -> bool {
        self.start == Edge::Open || self.end == Some(Edge::Open)
    }

    /// The same, approximate.
    #[must_use]
    pub fn approximately(self) -> Self {
        self.map(|point| Point { approximate: true, ..point })
    }

    /// The same, uncertain.
    #[must_use]
    pub fn uncertainly(self) -> Self {
        self.map(|point| Point { uncertain: true, ..point })
    }

    /// Whether at least one day lies in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// Whether every day of `other` lies in it.
    pub fn contains(self, other: Self) -> bool {
        self.earliest() <= other.earliest() && other.latest() <= self.latest()
    }

    /// The calendar year, where it lies within one.
    pub fn single_year(self) -> Option<i16> {
        let (first, last) = (self.first_day()?.year(), self.last_day()?.year());
        (first == last).then_some(first)
    }

    /// Days between the first and the last, both counted; `None` for an open end.
    pub fn days(self) -> Option<i64> {
        Some(self.last_day()?.days_since(self.first_day()?) + 1)
    }

    fn points(self) -> impl Iterator<Item = Point> {
        [Some(self.start), self.end].into_iter().flatten().filter_map(|edge| match edge {
            Edge::Open => None,
            Edge::Date(point) => Some(point),
        })
    }

    fn map(self, change: impl Fn(Point) -> Point) -> Self {
        let edge = |edge| match edge {
            Edge::Open => Edge::Open,
            Edge::Date(point) => Edge::Date(change(point)),
        };
        Self { start: edge(self.start), end: self.end.map(edge) }
    }
}

/// Earliest first; of two that start together the longer first, so that a year stands before its months.
impl Ord for Interval {
    fn cmp(&self, other: &Self) -> Ordering {
        self.earliest()
            .cmp(&other.earliest())
            .then_with(|| other.latest().cmp(&self.latest()))
            .then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for Interval {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Point {
    const fn year(year: i16) -> Self {
        Self { year, month: 0, day: 0, precision: Precision::Year, approximate: false, uncertain: false }
    }

    const fn with(self, precision: Precision) -> Self {
        Self { precision, ..self }
    }

    /// Every point is checked when it is made; the calendar's ends stand in for what lies beyond it.
    fn first(self) -> Day {
        let (month, day) = match self.precision {
            Precision::Day => (self.month, self.day),
            Precision::Month => (self.month, 1),
            Precision::Season => (season_months(self.month).map_or(1, |(first, _)| first), 1),
            Precision::Year | Precision::Decade | Precision::Century => (1, 1),
        };
        Day::new(self.year, month as i8, day as i8).unwrap_or(Day::MIN)
    }

    fn last(self) -> Day {
        let end_of =
            |year: i16, month: u8| Day::new(year, month as i8, 1).map_or(Day::MAX, Day::last_of_month);
        match self.precision {
            Precision::Day => self.first(),
            Precision::Month => end_of(self.year, self.month),
            Precision::Season => match season_months(self.month) {
                Some((first, last)) if last < first => end_of(self.year + 1, last),
                Some((_, last)) => end_of(self.year, last),
                None => end_of(self.year, 12),
            },
            Precision::Year => end_of(self.year, 12),
            Precision::Decade => end_of(self.year + 9, 12),
            Precision::Century => end_of(self.year + 99, 12),
        }
    }
}

fn checked_year(year: i32) -> Option<i16> {
    (-9999..=9999).contains(&year).then_some(year as i16)
}

/// First and last month of an EDTF season, quarter or half; winter begins in December.
fn season_months(season: u8) -> Option<(u8, u8)> {
    Some(match season {
        21 => (3, 5),
        22 => (6, 8),
        23 => (9, 11),
        24 => (12, 2),
        33 => (1, 3),
        34 => (4, 6),
        35 => (7, 9),
        36 => (10, 12),
        40 => (1, 6),
        41 => (7, 12),
        _ => return None,
    })
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let year = self.year.unsigned_abs();
        match self.precision {
            Precision::Century => write!(f, "{:02}XX", year / 100)?,
            Precision::Decade => write!(f, "{:03}X", year / 10)?,
            Precision::Year => write!(f, "{sign}{year:04}")?,
            Precision::Season | Precision::Month => write!(f, "{sign}{year:04}-{:02}", self.month)?,
            Precision::Day => write!(f, "{sign}{year:04}-{:02}-{:02}", self.month, self.day)?,
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        })
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edge = |edge: Edge| match edge {
            Edge::Open => "..".to_owned(),
            Edge::Date(point) => point.to_string(),
        };
        match self.end {
            None => f.pad(&edge(self.start)),
            Some(end) => f.pad(&format!("{}/{}", edge(self.start), edge(end))),
        }
    }
}

impl FromStr for Point {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (text, approximate, uncertain) = match text.as_bytes().last() {
            Some(b'~') => (&text[..text.len() - 1], true, false),
            Some(b'?') => (&text[..text.len() - 1], false, true),
            Some(b'%') => (&text[..text.len() - 1], true, true),
            _ => (text, false, false),
        };
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let mut parts = digits.split('-');
        let year = parts.next().filter(|year| year.len() == 4 && year.is_ascii()).ok_or(())?;
        let number = |text: &str| {
            if text.bytes().all(|byte| byte.is_ascii_digit()) {
                text.parse::<i16>().map_err(|_| ())
            } else {
                Err(())
            }
        };
        let (year, precision) = if let Some(century) = year.strip_suffix("XX") {
            (number(century)? * 100, Precision::Century)
        } else if let Some(decade) = year.strip_suffix('X') {
            (number(decade)? * 10, Precision::Decade)
        } else {
            (number(year)? * sign, Precision::Year)
        };
        let mut point = Self { approximate, uncertain, ..Self::year(year) }.with(precision);
        let two = |part: &str| if part.len() == 2 { number(part).map(|n| n as u8) } else { Err(()) };
        let (month, day) =
            (parts.next().filter(|&part| part != "XX"), parts.next().filter(|&part| part != "XX"));
        if parts.next().is_some()
            || (month.is_some() && precision != Precision::Year)
            || (day.is_some() && month.is_none())
        {
            return Err(());
        }
        if let Some(month) = month {
            point.month = two(month)?;
            point.precision = match point.month {
                1..=12 => Precision::Month,
                season if season_months(season).is_some() => Precision::Season,
                _ => return Err(()),
            };
        }
        if let Some(day) = day {
            point.day = two(day)?;
            Day::new(point.year, point.month as i8, point.day as i8).ok_or(())?;
            point.precision = Precision::Day;
        }
        Ok(point)
    }
}

impl FromStr for Interval {
    type Err = IntervalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = |()| IntervalError(text.to_owned());
        let text = text.trim();
        let Some((from, to)) = text.split_once('/') else {
            return Ok(Self::single(text.parse().map_err(wrong)?));
        };
        let edge = |part: &str| {
            if part.is_empty() || part == ".." { Ok(Edge::Open) } else { part.parse().map(Edge::Date) }
        };
        let interval = Self { start: edge(from).map_err(wrong)?, end: Some(edge(to).map_err(wrong)?) };
        let both_open = interval.start == Edge::Open && interval.end == Some(Edge::Open);
        if both_open || interval.earliest() > interval.latest() { Err(wrong(())) } else { Ok(interval) }
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
        ] {
            let interval: Interval = text.parse().unwrap();
            assert_eq!(interval.to_string(), text);
        }
    }

    #[test]
    fn what_does_not_exist_is_an_error() {
        for text in ["1990-06-31", "1990-13", "19", "199-01", "../..", "1991/1990", "", "abcd"] {
            assert!(text.parse::<Interval>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_year_stands_before_its_months() {
        let mut times: Vec<Interval> =
            ["1990-09-30", "1990-01", "1990", "198X", "1990-01-01"].map(|text| text.parse().unwrap()).into();
        times.sort();
        let sorted: Vec<_> = times.iter().map(Interval::to_string).collect();
        assert_eq!(sorted, ["198X", "1990", "1990-01", "1990-01-01", "1990-09-30"]);
    }
}
