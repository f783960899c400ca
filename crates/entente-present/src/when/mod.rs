//! Dates for people: "30 September 1990", "the 1980s", "about 1996", "2–10 June 1989".
//!
//! EDTF stays in the formats for machines; here it is read aloud, and by [`in_language`] in the language of the reader.

mod told;

use entente_model::{Day, Interval, Precision};

pub use told::in_language;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How an undated thing is shown.
pub const UNDATED: &str = "undated";

/// The interval in words; [`UNDATED`] for none.
///
/// ```
/// let visit: entente_model::Interval = "1989-06-02/1989-06-10".parse()?;
/// assert_eq!(entente_present::when::human(Some(visit)), "2–10 June 1989");
/// # Ok::<(), entente_model::IntervalError>(())
/// ```
pub fn human(when: Option<Interval>) -> String {
    when.map_or_else(|| UNDATED.to_owned(), |when| words(when, None))
}

/// The interval in words under a heading that already names `year`: "30 September", "all year".
pub fn within(when: Option<Interval>, year: i16) -> String {
    when.map_or_else(|| UNDATED.to_owned(), |when| words(when, Some(year)))
}

/// The heading under which a chronology lists it: its year, its decade, "Undated".
pub fn heading(when: Option<Interval>, sort: Option<Day>) -> String {
    match (when, sort) {
        (Some(when), _) if is_coarse(when) => words(plain(when), None),
        (_, Some(day)) => year_name(day.year()),
        (Some(when), None) => {
            when.first_day().or(when.last_day()).map_or("Undated".to_owned(), |day| year_name(day.year()))
        }
        (None, None) => "Undated".to_owned(),
    }
}

/// Whether it stands under a heading of its own, wider than a year.
pub(crate) fn is_coarse(when: Interval) -> bool {
    !when.is_range() && when.precision() < Precision::Year
}

/// Without `~` and `?`.
pub(crate) fn plain(when: Interval) -> Interval {
    let text = when.to_string();
    text.trim_end_matches(['~', '?', '%']).parse().unwrap_or(when)
}

/// One end of an interval, as it is written.
pub(crate) struct Point {
    pub(crate) first: Day,
    pub(crate) precision: Precision,
    /// The EDTF number of a season, quarter or half.
    pub(crate) season: Option<u8>,
    pub(crate) approximate: bool,
    pub(crate) uncertain: bool,
}

impl Point {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let when: Interval = text.parse().ok()?;
        let precision = when.precision();
        let bare = text.trim_end_matches(['~', '?', '%']);
        let season = (precision == Precision::Season).then(|| bare[bare.len() - 2..].parse().ok()).flatten();
        Some(Self {
            first: when.first_day()?,
            precision,
            season,
            approximate: when.is_approximate(),
            uncertain: when.is_uncertain(),
        })
    }

    fn words(&self, heading: Option<i16>) -> String {
        let year = self.first.year();
        let with_year = |name: String| {
            if heading == Some(year) { name } else { format!("{name} {}", year_name(year)) }
        };
        let month = MONTHS[usize::from(self.first.month().unsigned_abs()).clamp(1, 12) - 1];
        let body = match self.precision {
            Precision::Day => with_year(format!("{} {month}", self.first.day())),
            Precision::Month => with_year(month.to_owned()),
            Precision::Season => with_season(self.season.unwrap_or(0), year, heading),
            Precision::Year if heading == Some(year) && !self.approximate && !self.uncertain => {
                "all year".to_owned()
            }
            Precision::Year => year_name(year),
            Precision::Decade => format!("{year}s"),
            Precision::Century => format!("{} century", ordinal(year / 100 + 1)),
        };
        let the = self.article();
        match (self.uncertain, self.approximate) {
            (true, true) => format!("perhaps about {the}{body}"),
            (true, false) => format!("perhaps {the}{body}"),
            (false, true) => format!("about {the}{body}"),
            (false, false) => body,
        }
    }

    /// "since the 1980s", but "since 1990".
    fn article(&self) -> &'static str {
        if self.precision < Precision::Year { "the " } else { "" }
    }

    /// The words after "since" and "until".
    fn after_preposition(&self) -> String {
        if self.is_sure() { format!("{}{}", self.article(), self.words(None)) } else { self.words(None) }
    }

    fn is_sure(&self) -> bool {
        !self.approximate && !self.uncertain
    }
}

fn words(when: Interval, heading: Option<i16>) -> String {
    let text = when.to_string();
    let Some((from, to)) = text.split_once('/') else {
        return Point::read(&text).map_or(text, |point| point.words(heading));
    };
    match (Point::read(from), Point::read(to)) {
        (Some(from), Some(to)) => range(&from, &to, heading),
        (Some(from), None) => format!("since {}", from.after_preposition()),
        (None, Some(to)) => format!("until {}", to.after_preposition()),
        (None, None) => text,
    }
}

/// Says once what both ends share.
fn range(from: &Point, to: &Point, heading: Option<i16>) -> String {
    let same_year = from.first.year() == to.first.year();
    let same_month = same_year && from.first.month() == to.first.month();
    let alike = from.precision == to.precision && from.is_sure() && to.is_sure();
    let last = to.words(heading);
    match to.precision {
        Precision::Day if alike && same_month && from.first == to.first => last,
        Precision::Day if alike && same_month => format!("{}–{last}", from.first.day()),
        Precision::Day if alike && same_year => {
            format!("{} – {last}", from.words(Some(to.first.year())))
        }
        Precision::Month if alike && same_year => format!("{}–{last}", from.words(Some(to.first.year()))),
        Precision::Year if alike && same_year => last,
        Precision::Year if alike => {
            format!("{}–{}", year_name(from.first.year()), year_name(to.first.year()))
        }
        _ => format!("{} – {}", from.words(None), to.words(None)),
    }
}

fn with_season(season: u8, year: i16, heading: Option<i16>) -> String {
    let (name, of) = match season {
        21 | 25 | 29 => ("spring", false),
        22 | 26 | 30 => ("summer", false),
        23 | 27 | 31 => ("autumn", false),
        24 | 28 | 32 => ("winter", false),
        33 => ("first quarter", true),
        34 => ("second quarter", true),
        35 => ("third quarter", true),
        36 => ("fourth quarter", true),
        37 => ("first third", true),
        38 => ("second third", true),
        39 => ("last third", true),
        40 => ("first half", true),
        41 => ("second half", true),
        _ => ("part", true),
    };
    match (heading == Some(year), of) {
        (true, _) => name.to_owned(),
        (false, true) => format!("{name} of {}", year_name(year)),
        // December of one year to February of the next.
        (false, false) if matches!(season, 24 | 28 | 30) => {
            format!("{name} {year}/{:02}", (year + 1).rem_euclid(100))
        }
        (false, false) => format!("{name} {}", year_name(year)),
    }
}

/// Astronomical years before 1 are years BC.
fn year_name(year: i16) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - i32::from(year)) }
}

fn ordinal(number: i16) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(text: &str) -> String {
        human(Some(text.parse().unwrap()))
    }

    #[test]
    fn dates_are_said_as_people_say_them() {
        let cases = [
            ("1990-09-30", "30 September 1990"),
            ("1990-09", "September 1990"),
            ("1990", "1990"),
            ("198X", "1980s"),
            ("18XX", "19th century"),
            ("20XX", "21st century"),
            ("1996~", "about 1996"),
            ("1996?", "perhaps 1996"),
            ("1996%", "perhaps about 1996"),
            ("1989-06-02/1989-06-10", "2–10 June 1989"),
            ("1989-05-28/1989-06-03", "28 May – 3 June 1989"),
            ("1989-12-28/1990-01-03", "28 December 1989 – 3 January 1990"),
            ("1989-05/1989-06", "May–June 1989"),
            ("1989-11/1990-02", "November 1989 – February 1990"),
            ("1904/1905", "1904–1905"),
            ("198X~", "about the 1980s"),
            ("198X/..", "since the 1980s"),
            ("1990/..", "since 1990"),
            ("../2019-03", "until March 2019"),
            ("2021-23", "autumn 2021"),
            ("2021-24", "winter 2021/22"),
            ("2021-33", "first quarter of 2021"),
            ("-0043-03-15", "15 March 44 BC"),
            ("1990-09-30/1990-09-30", "30 September 1990"),
        ];
        for (edtf, words) in cases {
            assert_eq!(say(edtf), words, "{edtf}");
        }
        assert_eq!(human(None), "undated");
    }

    #[test]
    fn a_heading_spares_the_year() {
        let under = |text: &str, year| within(Some(text.parse().unwrap()), year);
        assert_eq!(under("1990-09-30", 1990), "30 September");
        assert_eq!(under("1990-06-02/1990-06-10", 1990), "2–10 June");
        assert_eq!(under("1990", 1990), "all year");
        assert_eq!(under("1990~", 1990), "about 1990");
        assert_eq!(under("1990-12-30/1991-01-02", 1990), "30 December 1990 – 2 January 1991");
    }

    #[test]
    fn coarse_dates_have_their_own_heading() {
        let under = |text: &str| {
            let when: Interval = text.parse().unwrap();
            heading(Some(when), when.first_day())
        };
        assert_eq!(under("198X~"), "1980s");
        assert_eq!(under("1990-09"), "1990");
        assert_eq!(under("1988/1992"), "1988");
        assert_eq!(heading(None, None), "Undated");
    }

    proptest::proptest! {
        #[test]
        fn every_interval_can_be_said(a in -9000i32..9000, length in 0i32..900, open in 0u8..3) {
            let (from, to) = (Interval::year(a), Interval::year(a + length));
            let when = match open {
                0 => Interval::range(from, to),
                1 => Interval::range(from, None),
                _ => Interval::range(None, to),
            };
            proptest::prop_assert!(!human(when).is_empty());
            proptest::prop_assert!(!human(when).contains(['X', '/', '~']));
        }
    }
}
