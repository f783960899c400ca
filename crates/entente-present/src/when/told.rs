//! Dates in the language of a reader, by the words of `packs/xx/dates.toml`.

use std::sync::OnceLock;

use entente_model::{Interval, Language, Precision};
use serde::Deserialize;

use super::Point;

/// How a language says dates; what stands in braces is put in.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct DateWords {
    months_with_day: [String; 12],
    months: [String; 12],
    day: String,
    month: String,
    year: String,
    before_christ: String,
    decade: String,
    century: String,
    season: String,
    season_over_new_year: String,
    part: String,
    about: String,
    perhaps: String,
    since: String,
    until: String,
    range: String,
    undated: String,
    seasons: [String; 4],
    quarters: [String; 4],
    thirds: [String; 3],
    halves: [String; 2],
}

macro_rules! words {
    ($($code:literal),* $(,)?) => {
        [$(($code, include_str!(concat!("../../../../packs/", $code, "/dates.toml")))),*]
    };
}

const PACKS: &[(&str, &str)] = &words!["en", "ru", "ko", "de"];
static WORDS: [OnceLock<Option<DateWords>>; PACKS.len()] = [const { OnceLock::new() }; PACKS.len()];

/// The words of a language; a test makes sure that every pack can be read.
fn words(language: Language) -> Option<&'static DateWords> {
    let index = PACKS.iter().position(|(code, _)| *code == language.as_str())?;
    WORDS[index].get_or_init(|| toml::from_str(PACKS[index].1).ok()).as_ref()
}

/// The interval in the words of a language: "30 сентября 1990 г.", "1980년대"; in English where the language has no words.
///
/// ```
/// use entente_model::{Interval, Language};
/// let day: Interval = "1990-09-30".parse()?;
/// let korean = Language::new("ko").expect("a code");
/// assert_eq!(entente_present::when::in_language(Some(day), korean), "1990년 9월 30일");
/// # Ok::<(), entente_model::IntervalError>(())
/// ```
pub fn in_language(when: Option<Interval>, language: Language) -> String {
    let Some(words) = words(language) else { return super::human(when) };
    when.map_or_else(|| words.undated.clone(), |when| words.interval(when))
}

impl DateWords {
    fn interval(&self, when: Interval) -> String {
        let text = when.to_string();
        let Some((from, to)) = text.split_once('/') else {
            return Point::read(&text).map_or(text, |point| self.point(&point));
        };
        match (Point::read(from), Point::read(to)) {
            (Some(from), Some(to)) => {
                self.range.replace("{from}", &self.point(&from)).replace("{to}", &self.point(&to))
            }
            (Some(from), None) => self.since.replace("{}", &self.point(&from)),
            (None, Some(to)) => self.until.replace("{}", &self.point(&to)),
            (None, None) => text,
        }
    }

    fn point(&self, point: &Point) -> String {
        let (year, first) = (point.first.year(), point.first);
        let month =
            |names: &[String; 12]| names[usize::from(first.month().unsigned_abs()).clamp(1, 12) - 1].clone();
        let said = match point.precision {
            Precision::Day => (self.day.replace("{day}", &first.day().to_string()))
                .replace("{month}", &month(&self.months_with_day))
                .replace("{year}", &self.year(year)),
            Precision::Month => {
                self.month.replace("{month}", &month(&self.months)).replace("{year}", &self.year(year))
            }
            Precision::Season => self.part_of_year(point.season.unwrap_or(0), year),
            Precision::Year => self.year(year),
            Precision::Decade => self.decade.replace("{year}", &year.to_string()),
            Precision::Century => {
                let number = year / 100 + 1;
                (self.century.replace("{ordinal}", &super::ordinal(number)))
                    .replace("{roman}", &roman(number))
                    .replace("{number}", &number.to_string())
            }
        };
        let said = if point.approximate { self.about.replace("{}", &said) } else { said };
        if point.uncertain { self.perhaps.replace("{}", &said) } else { said }
    }

    /// Astronomical years before 1 are years before Christ.
    fn year(&self, year: i16) -> String {
        if year > 0 {
            self.year.replace("{year}", &year.to_string())
        } else {
            self.before_christ.replace("{year}", &(1 - i32::from(year)).to_string())
        }
    }

    fn part_of_year(&self, part: u8, year: i16) -> String {
        let (name, pattern) = match part {
            24 | 28 | 30 => (&self.seasons[if part == 30 { 1 } else { 3 }], &self.season_over_new_year),
            21..=28 => (&self.seasons[usize::from((part - 21) % 4)], &self.season),
            29..=32 => (&self.seasons[usize::from(part - 29)], &self.season),
            33..=36 => (&self.quarters[usize::from(part - 33)], &self.part),
            37..=39 => (&self.thirds[usize::from(part - 37)], &self.part),
            _ => (&self.halves[usize::from(part != 40)], &self.part),
        };
        let bare = pattern.contains("{next}");
        let year_said = if bare { year.to_string() } else { self.year(year) };
        (pattern.replace("{part}", name))
            .replace("{year}", &year_said)
            .replace("{next}", &format!("{:02}", (year + 1).rem_euclid(100)))
    }
}

/// A century in Roman figures.
fn roman(number: i16) -> String {
    const FIGURES: [(i16, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, figure) in FIGURES {
        while rest >= value {
            text.push_str(figure);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let when = text.parse().ok();
        PACKS.iter().map(|(code, _)| in_language(when, Language::new(code).unwrap())).collect()
    }

    #[test]
    fn every_pack_can_be_read() {
        for (code, text) in PACKS {
            let read: Result<DateWords, _> = toml::from_str(text);
            assert!(read.is_ok(), "{code}: {read:?}");
        }
    }

    #[test]
    fn dates_are_said_in_every_language() {
        let cases = [
            (
                "1990-09-30",
                ["30 September 1990", "30 сентября 1990 г.", "1990년 9월 30일", "30. September 1990"],
            ),
            ("1990-09", ["September 1990", "сентябрь 1990 г.", "1990년 9월", "September 1990"]),
            ("1990", ["1990", "1990 г.", "1990년", "1990"]),
            ("198X", ["1980s", "1980-е гг.", "1980년대", "1980er Jahre"]),
            ("18XX", ["19th century", "XIX в.", "19세기", "19. Jahrhundert"]),
            ("1996~", ["about 1996", "около: 1996 г.", "1996년경", "etwa 1996"]),
            ("1996?", ["perhaps 1996", "возможно, 1996 г.", "1996년(추정)", "vielleicht 1996"]),
            ("1990/..", ["since 1990", "1990 г. и позже", "1990년부터", "ab 1990"]),
            ("../2019-03", ["until March 2019", "март 2019 г. и раньше", "2019년 3월까지", "bis März 2019"]),
            ("1904/1905", ["1904 – 1905", "1904 г. — 1905 г.", "1904년 ~ 1905년", "1904 – 1905"]),
            ("2021-23", ["autumn 2021", "осень 2021 г.", "2021년 가을", "Herbst 2021"]),
            ("2021-24", ["winter 2021/22", "зима 2021/22 гг.", "2021~22년 겨울", "Winter 2021/22"]),
            ("2021-33", ["first quarter of 2021", "I квартал 2021 г.", "2021년 1분기", "1. Quartal 2021"]),
            (
                "2021-41",
                ["second half of 2021", "второе полугодие 2021 г.", "2021년 하반기", "2. Halbjahr 2021"],
            ),
            (
                "-0043-03-15",
                ["15 March 44 BC", "15 марта 44 г. до н. э.", "기원전 44년 3월 15일", "15. März 44 v. Chr."],
            ),
        ];
        for (edtf, words) in cases {
            assert_eq!(said(edtf), words, "{edtf}");
        }
        assert_eq!(in_language(None, Language::new("ru").unwrap()), "без даты");
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_left_open(year in -9000_i32..9000, part in 21_u8..=41, month in 1_u8..=12) {
            for when in [Interval::season(year, part), Interval::month(year, month), Interval::decade(year), Interval::year(year)] {
                for text in when.map(|when| said(&when.to_string())).into_iter().flatten() {
                    proptest::prop_assert!(!text.contains(['{', '}', 'X']) || text.contains("в."), "{}", text);
                }
            }
        }
    }
}
