//! Years and months later or earlier, and the years between two times.

use super::{
    Interval,
    edtf::Edge,
    point::{PARTS, Point, Precision, checked_year},
};
use crate::Day;

impl Interval {
    /// So many years later (earlier if negative), as exact as it was.
    ///
    /// 29 February becomes the 28th where there is none. `None` beyond the calendar, and for years that a decade or century
    /// cannot be moved by.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Option<Self> {
        self.plus_months(years.checked_mul(12)?)
    }

    /// So many months later (earlier if negative), as exact as it was.
    ///
    /// A day that the month lacks becomes its last. `None` beyond the calendar, and where the length is finer than what is
    /// known: a year has no "six months later", a quarter only three.
    ///
    /// ```
    /// let day: entente_model::Interval = "1988-10-31".parse()?;
    /// assert_eq!(day.plus_months(4).map(|later| later.to_string()).as_deref(), Some("1989-02-28"));
    /// # Ok::<(), entente_model::IntervalError>(())
    /// ```
    #[must_use]
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let edge = |edge: Edge| match edge {
            Edge::Date(point) => point.plus_months(months).map(Edge::Date),
            other => Some(other),
        };
        let end = match self.end {
            None => None,
            Some(end) => Some(edge(end)?),
        };
        let moved = Self { start: edge(self.start)?, end };
        // "31 January to 1 March" less a month must not end before it begins.
        (moved.earliest() <= moved.latest()).then_some(moved)
    }

    /// The fewest and the most whole years from any of its days to any day of a later time; `None` for an open end, and where
    /// the other is over before this begins.
    ///
    /// From 1990 to 2023 it is 32 years at least and 33 at most.
    ///
    /// ```
    /// use entente_model::Interval;
    /// let (since, told): (Interval, Interval) = ("1990".parse()?, "2023".parse()?);
    /// assert_eq!(since.years_to(told), Some((32, 33)));
    /// # Ok::<(), entente_model::IntervalError>(())
    /// ```
    pub fn years_to(self, later: Self) -> Option<(i32, i32)> {
        let (first, last) = (self.first_day()?, self.last_day()?);
        let (later_first, later_last) = (later.first_day()?, later.last_day()?);
        (first <= later_last).then(|| (whole_years(last, later_first).max(0), whole_years(first, later_last)))
    }
}

/// Whole years between two days; negative or 0 where the second lies before the first.
fn whole_years(from: Day, to: Day) -> i32 {
    let short = (to.month(), to.day()) < (from.month(), from.day());
    i32::from(to.year()) - i32::from(from.year()) - i32::from(short)
}

impl Point {
    fn plus_months(self, months: i32) -> Option<Self> {
        let year = i32::from(self.year);
        let cyclic = |index: i32, count: i32, length: i32| {
            let total = year.checked_mul(length)?.checked_add(index)?.checked_add(count)?;
            Some((checked_year(total.div_euclid(length))?, total.rem_euclid(length)))
        };
        let whole = |unit: i32| (months % unit == 0).then_some(months / unit);
        match self.precision {
            Precision::Day | Precision::Month => {
                let (year, month) = cyclic(i32::from(self.month) - 1, months, 12)?;
                let month = month as u8 + 1;
                let length = Day::new(year, month as i8, 1)?.last_of_month().day() as u8;
                Some(Self { year, month, day: self.day.min(length), ..self })
            }
            Precision::Season => {
                let (parts, at) = PARTS
                    .iter()
                    .find_map(|parts| Some((parts, parts.iter().position(|part| *part == self.month)?)))?;
                let count = parts.len() as i32;
                let (year, at) = cyclic(at as i32, whole(12 / count)?, count)?;
                Some(Self { year, month: parts[at as usize], ..self })
            }
            Precision::Year => Some(Self { year: checked_year(year + whole(12)?)?, ..self }),
            Precision::Decade | Precision::Century => {
                let step = if self.precision == Precision::Decade { 10 } else { 100 };
                let year = checked_year(year + whole(12 * step)? * step).filter(|year| *year >= 0)?;
                Some(Self { year, ..self })
            }
        }
    }
}
