//! Dates as pages print them: in mastheads, labels, addresses and metadata.
//!
//! Small on purpose. It knows days, months with a year, and times of day, in digits or with the names of months from
//! the packs; what dates in running text mean is told by the reading.

mod scan;

pub(crate) use scan::{find, short_year};

use entente_model::{Day, Interval};

/// A date found on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageDate {
    /// Bytes of the text looked at, the time of day included.
    pub(crate) range: std::ops::Range<usize>,
    /// What it may mean.
    pub(crate) value: Written,
    /// Hour, minute, second.
    pub(crate) clock: Option<(u8, u8, u8)>,
}

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// Year, month and day are clear.
    Day(Day),
    /// `07/06/2017`: either order is possible.
    Either {
        /// Read with the day first.
        day_first: Day,
        /// Read with the month first.
        month_first: Day,
    },
    /// A month of a year.
    Month(i32, u8),
    /// A season of a year, by its number in EDTF: 21 is spring.
    Season(i32, u8),
    /// A year.
    Year(i32),
}

/// In which order day and month stand in a date of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// `31/12/2020`
    DayFirst,
    /// `12/31/2020`
    MonthFirst,
}

impl Written {
    /// The interval; `None` where the order of day and month matters and is not known.
    pub(crate) fn interval(self, order: Option<Order>) -> Option<Interval> {
        match (self, order) {
            (Self::Day(day), _) => Some(Interval::day(day)),
            (Self::Either { day_first, .. }, Some(Order::DayFirst)) => Some(Interval::day(day_first)),
            (Self::Either { month_first, .. }, Some(Order::MonthFirst)) => Some(Interval::day(month_first)),
            (Self::Either { day_first, month_first }, None) => {
                (day_first == month_first).then(|| Interval::day(day_first))
            }
            (Self::Month(year, month), _) => Interval::month(year, month),
            (Self::Season(year, season), _) => Interval::season(year, season),
            (Self::Year(year), _) => Interval::year(year),
        }
    }
}
