//! Dates in words of a language, by the forms of its pack.

use std::collections::BTreeMap;

use entente_model::{Interval, Precision};
use serde::Deserialize;

use super::fill;
use crate::when::Point;

/// How a language writes dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateForms {
    months: Vec<String>,
    /// As they stand after a day.
    months_of: Vec<String>,
    day: String,
    day_of_year: String,
    month: String,
    month_of_year: String,
    year: String,
    all_year: String,
    decade: String,
    century: String,
    before_christ: String,
    range: String,
    since: String,
    until: String,
    about: String,
    perhaps: String,
    part: String,
    seasons: BTreeMap<String, String>,
}

impl DateForms {
    /// The interval in words; under a heading that names `heading` its year is left out.
    pub(super) fn words(&self, when: Interval, heading: Option<i16>) -> String {
        let text = when.to_string();
        let point = |text: &str, heading| Point::read(text).map(|point| self.point(&point, heading));
        let Some((from, to)) = text.split_once('/') else {
            return point(&text, heading).unwrap_or(text);
        };
        match (Point::read(from), Point::read(to)) {
            (Some(first), Some(last)) if first.first == last.first && first.precision == last.precision => {
                self.point(&last, heading)
            }
            (Some(first), Some(last)) => {
                // What both ends share is said once: with the end where the year comes last, else with the start.
                let year = first.first.year();
                let shared = year == last.first.year() && first.precision > Precision::Year;
                let year_leads = self.day.starts_with("{year}");
                let from = self.point(&first, if shared && !year_leads { Some(year) } else { heading });
                let to = self.point(&last, if shared && year_leads { Some(year) } else { heading });
                fill(&self.range, &[("from", &from), ("to", &to)])
            }
            (Some(first), None) => fill(&self.since, &[("from", &self.point(&first, None))]),
            (None, Some(last)) => fill(&self.until, &[("to", &self.point(&last, None))]),
            (None, None) => text,
        }
    }

    /// A year by itself.
    pub(super) fn year(&self, year: i16) -> String {
        fill(&self.year, &[("year", &self.number_of(year))])
    }

    fn number_of(&self, year: i16) -> String {
        if year > 0 {
            year.to_string()
        } else {
            fill(&self.before_christ, &[("year", &(1 - i32::from(year)).to_string())])
        }
    }

    fn point(&self, point: &Point, heading: Option<i16>) -> String {
        let year = point.first.year();
        let known = heading == Some(year);
        let month = usize::from(point.first.month().unsigned_abs()).clamp(1, 12) - 1;
        let at = |list: &[String]| list.get(month).cloned().unwrap_or_default();
        let (month, month_of) = (at(&self.months), at(&self.months_of));
        let (day, number) = (point.first.day().to_string(), self.number_of(year));
        let season = point.season.map(|season| season.to_string());
        let season = season.and_then(|season| self.seasons.get(&season)).cloned().unwrap_or_default();
        let century = (i32::from(year) / 100 + 1).to_string();
        let form = match point.precision {
            Precision::Day if known => &self.day_of_year,
            Precision::Day => &self.day,
            Precision::Month if known => &self.month_of_year,
            Precision::Month => &self.month,
            Precision::Season if known => return season,
            Precision::Season => &self.part,
            Precision::Year if known && !point.approximate && !point.uncertain => &self.all_year,
            Precision::Year => &self.year,
            Precision::Decade => &self.decade,
            Precision::Century => &self.century,
        };
        let number = if point.precision == Precision::Century { century } else { number };
        let body = fill(
            form,
            &[
                ("day", &day),
                ("month", &month),
                ("month_of", &month_of),
                ("year", &number),
                ("season", &season),
            ],
        );
        let body = if point.approximate { fill(&self.about, &[("date", &body)]) } else { body };
        if point.uncertain { fill(&self.perhaps, &[("date", &body)]) } else { body }
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::words::Words;

    #[test]
    fn dates_are_written_as_their_readers_do() {
        let read = |lang: &str, when: &str| Words::of(lang).when(when.parse().ok());
        for (lang, when, words) in [
            ("ru", "1990-09-30", "30 сентября 1990"),
            ("ru", "1990-09", "сентябрь 1990"),
            ("ru", "198X", "1980-е годы"),
            ("ru", "1989-06-02/1989-06-10", "2 июня – 10 июня 1989"),
            ("ru", "1996~", "около 1996"),
            ("ko", "1990-09-30", "1990년 9월 30일"),
            ("ko", "198X", "1980년대"),
            ("ko", "1990/..", "1990년부터"),
            ("ko", "1989-06-02/1989-06-10", "1989년 6월 2일 – 6월 10일"),
            ("ko", "1996~", "1996년경"),
        ] {
            assert_eq!(read(lang, when), words, "{lang} {when}");
        }
        assert_eq!(Words::of("ko").within("1990-09-30".parse().ok(), 1990), "9월 30일");
        assert_eq!(Words::of("ru").heading("198X".parse().ok(), None), "1980-е годы");
    }
}
