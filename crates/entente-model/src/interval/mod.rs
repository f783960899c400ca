//! Time as an interval of days, written in EDTF (ISO 8601-2).

mod allen;
mod arithmetic;
mod edtf;
#[cfg(test)]
mod laws;
mod point;

use std::cmp::Ordering;

use crate::Day;

pub use allen::AllenRelation;
pub use edtf::IntervalError;
pub use point::Precision;

use edtf::Edge;
use point::{Point, checked_year, season_months};

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
            Edge::Date(point) => Some(point.first()),
            Edge::Open | Edge::Unknown => None,
        }
    }

    /// The last day it may mean; `None` for an open end.
    pub fn last_day(self) -> Option<Day> {
        match self.end.unwrap_or(self.start) {
            Edge::Date(point) => Some(point.last()),
            Edge::Open | Edge::Unknown => None,
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

    /// Whether an end is open or not known.
    pub fn is_open(self) -> bool {
        self.first_day().is_none() || self.last_day().is_none()
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
            Edge::Date(point) => Some(point),
            Edge::Open | Edge::Unknown => None,
        })
    }

    fn map(self, change: impl Fn(Point) -> Point) -> Self {
        let edge = |edge| match edge {
            Edge::Date(point) => Edge::Date(change(point)),
            other => other,
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
            .then_with(|| (self.start, self.end).cmp(&(other.start, other.end)))
    }
}

impl PartialOrd for Interval {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_stands_before_its_months() {
        let mut times: Vec<Interval> =
            ["1990-09-30", "1990-01", "1990", "198X", "1990-01-01"].map(|text| text.parse().unwrap()).into();
        times.sort();
        let sorted: Vec<_> = times.iter().map(Interval::to_string).collect();
        assert_eq!(sorted, ["198X", "1990", "1990-01", "1990-01-01", "1990-09-30"]);
    }
}
