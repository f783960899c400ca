//! When the countries took up the Gregorian calendar.

use entente_model::{Day, Interval, PartyCode};

use crate::table;

/// The calendar that a country went by before the Gregorian one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormerCalendar {
    /// The calendar of Julius Caesar, ten days behind in 1582 and thirteen in 1918.
    Julian,
    /// Months of the moon, years of the sun: China, Korea, Japan, Siam.
    Lunisolar,
    /// Months and years of the moon.
    Islamic,
    /// The calendar of the Egyptian church and of the fields.
    Coptic,
}

/// A country, or a part of it, that took up the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarChange {
    /// The lasting code of the country: `RUS` for the Russian Empire, too.
    pub state: PartyCode,
    /// The first Gregorian day; a year where the day differs by what it was for.
    pub first: Interval,
    /// What it went by before.
    pub before: FormerCalendar,
    /// The part of the country; `None` for the whole.
    pub part: Option<&'static str>,
}

/// The rows of the table, and the lines that cannot be read.
pub(crate) fn changes(text: &'static str) -> (Vec<CalendarChange>, Vec<usize>) {
    table::read(text, |fields| match fields {
        [state, first, before, part, source] if !source.is_empty() => Some(CalendarChange {
            state: state.parse().ok()?,
            first: first.parse().ok()?,
            before: match *before {
                "julian" => FormerCalendar::Julian,
                "lunisolar" => FormerCalendar::Lunisolar,
                "islamic" => FormerCalendar::Islamic,
                "coptic" => FormerCalendar::Coptic,
                _ => return None,
            },
            part: Some(*part).filter(|part| !part.is_empty()),
        }),
        _ => None,
    })
}

/// The day from which no part of a state went by the Julian calendar any more; `None` for a state that never did.
pub(crate) fn julian_until(changes: &[CalendarChange], state: PartyCode) -> Option<Day> {
    changes
        .iter()
        .filter(|change| change.state == state && change.before == FormerCalendar::Julian)
        .filter_map(|change| change.first.last_day())
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reference;

    fn until(code: &str) -> Option<String> {
        let state = code.parse().unwrap();
        Reference::embedded().julian_until(state).map(|day| day.to_string())
    }

    #[test]
    fn countries_change_on_the_days_of_their_laws() {
        assert_eq!(until("RUS").as_deref(), Some("1918-02-14"));
        assert_eq!(until("GBR").as_deref(), Some("1752-09-14"));
        assert_eq!(until("BGR").as_deref(), Some("1916-04-14"));
        assert_eq!(until("GRC").as_deref(), Some("1923-03-01"));
        assert_eq!(until("FRA").as_deref(), Some("1682-02-16"));
        assert_eq!(until("NLD").as_deref(), Some("1701-05-12"));
    }

    #[test]
    fn the_far_east_had_no_julian_days() {
        assert_eq!(until("KOR"), None);
        assert_eq!(until("JPN"), None);
        let korea = "KOR".parse().unwrap();
        let change = Reference::embedded().calendar_changes(korea).next().unwrap();
        assert_eq!(
            (change.before, change.first.to_string().as_str()),
            (FormerCalendar::Lunisolar, "1896-01-01")
        );
    }

    #[test]
    fn every_row_is_of_a_known_state_and_after_the_reform() {
        let reference = Reference::embedded();
        let reform: Day = "1582-10-15".parse().unwrap();
        let mut count = 0;
        for change in reference.polities().iter().flat_map(|polity| reference.calendar_changes(polity.code)) {
            assert!(change.first.earliest() >= reform, "{change:?}");
            count += 1;
        }
        assert!(count > 60);
    }
}
