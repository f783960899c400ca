//! A date of some precision: one end of an interval, or the whole of a single date.

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
    /// `2021-23`: a season (21 to 32), quarter (33 to 36), third (37 to 39) or half (40, 41).
    Season,
    /// `1990-09`.
    Month,
    /// `1988-11-10`.
    Day,
}

/// A date of some precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Point {
    pub(super) year: i16,
    /// 1 to 12, or the EDTF number of a season, quarter, third or half.
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) precision: Precision,
    pub(super) approximate: bool,
    pub(super) uncertain: bool,
    /// How many finer parts are said to be not known: 1 for `1990-XX` and `1990-09-XX`, 2 for `1990-XX-XX`.
    pub(super) unspecified: u8,
}

impl Point {
    pub(super) const fn year(year: i16) -> Self {
        Self {
            year,
            month: 0,
            day: 0,
            precision: Precision::Year,
            approximate: false,
            uncertain: false,
            unspecified: 0,
        }
    }

    pub(super) const fn with(self, precision: Precision) -> Self {
        Self { precision, ..self }
    }

    /// Every point is checked when it is made; the calendar's ends stand in for what lies beyond it.
    pub(super) fn first(self) -> Day {
        let (month, day) = match self.precision {
            Precision::Day => (self.month, self.day),
            Precision::Month => (self.month, 1),
            Precision::Season => (season_months(self.month).map_or(1, |(first, _)| first), 1),
            Precision::Year | Precision::Decade | Precision::Century => (1, 1),
        };
        Day::new(self.year, month as i8, day as i8).unwrap_or(Day::MIN)
    }

    pub(super) fn last(self) -> Day {
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

/// Years that can be said.
pub(super) fn checked_year(year: i32) -> Option<i16> {
    (-9999..=9999).contains(&year).then_some(year as i16)
}

/// The parts that a year is cut into, each kind in the order in which it begins.
///
/// Seasons of no hemisphere are those of the north, as EDTF's own examples use them.
pub(super) const PARTS: [&[u8]; 6] =
    [&[21, 22, 23, 24], &[25, 26, 27, 28], &[31, 32, 29, 30], &[33, 34, 35, 36], &[37, 38, 39], &[40, 41]];

/// First and last month of an EDTF season, quarter, third or half; the last season of a year begins in December.
pub(super) fn season_months(season: u8) -> Option<(u8, u8)> {
    PARTS.iter().enumerate().find_map(|(kind, parts)| {
        let at = parts.iter().position(|part| *part == season)? as u8;
        let length = 12 / parts.len() as u8;
        // Three kinds of seasons begin in March, the other parts in January.
        let first = at * length + if kind < 3 { 3 } else { 1 };
        Some((first, (first + length - 2) % 12 + 1))
    })
}
