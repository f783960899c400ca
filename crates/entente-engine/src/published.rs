//! A day of publication as people write it on a command line or in a call.

use std::str::FromStr;

use entente_model::Interval;

/// A publication date with or without a time of day.
///
/// ```
/// let published: entente_engine::Published = "2021-03-23T14:05".parse()?;
/// assert_eq!((published.date.to_string().as_str(), published.clock), ("2021-03-23", Some((14, 5, 0))));
/// # Ok::<(), entente_engine::PublishedError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The day, or the month or year where no more is known.
    pub date: Interval,
    /// Hour, minute, second.
    pub clock: Option<(u8, u8, u8)>,
}

/// Words that are no such date, with what is wrong with them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PublishedError(String);

impl FromStr for Published {
    type Err = PublishedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (date, clock) = match text.split_once(['T', ' ']) {
            Some((date, clock)) => {
                let time = parse_clock(clock);
                let wrong = || PublishedError(format!("`{clock}` is no time of day such as 14:05"));
                (date, Some(time.ok_or_else(wrong)?))
            }
            None => (text, None),
        };
        let date = date.parse::<Interval>().map_err(|error| PublishedError(error.to_string()))?;
        Ok(Self { date, clock })
    }
}

/// `14:05` or `14:05:30`; a zone behind it is left out, the source's own day counts.
pub fn parse_clock(text: &str) -> Option<(u8, u8, u8)> {
    let local = text.split(['Z', '+', '-']).next()?;
    // A fraction of a second tells no more.
    let local = local.split('.').next()?;
    let mut parts = local.split(':').map(|part| part.parse::<u8>().ok());
    let clock = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    (parts.next().is_none() && clock.0 < 24 && clock.1 < 60 && clock.2 <= 60).then_some(clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_date_may_have_a_time_of_day() {
        assert_eq!("2021-03".parse::<Published>().unwrap().clock, None);
        assert_eq!("2021-03-23T23:59:59+09:00".parse::<Published>().unwrap().clock, Some((23, 59, 59)));
        assert_eq!("2021-03-23 08:01:02.500".parse::<Published>().unwrap().clock, Some((8, 1, 2)));
        assert!("2021-03-23T25:00".parse::<Published>().is_err());
        assert!("23 March".parse::<Published>().is_err());
    }
}
