//! The day of publication: what tells of it, and which evidence wins.

use std::cell::Cell;

pub(crate) use entente_model::DateEvidence as Evidence;
use entente_model::{Day, Interval, Warning};

use crate::{
    dates::{Order, Written},
    furniture::{DateWords, Furniture},
};

/// A date that may be the day of publication.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) evidence: Evidence,
    value: Written,
    pub(crate) clock: Option<(u8, u8, u8)>,
    /// The words that say it.
    said: String,
    /// The order of day and month, once something tells it.
    order: Cell<Option<Order>>,
}

impl Candidate {
    pub(crate) fn new(evidence: Evidence, value: Written, clock: Option<(u8, u8, u8)>, said: &str) -> Self {
        Self { evidence, value, clock, said: said.trim().to_owned(), order: Cell::new(None) }
    }

    /// The interval; `order` is for dates whose order nothing near them tells.
    pub(crate) fn interval(&self, order: Option<Order>) -> Option<Interval> {
        self.value.interval(self.order.get().or(order))
    }

    /// Whether the web was there: what a page marks as a date and is older is something else than its publication.
    pub(crate) fn may_be_of_a_page(&self) -> bool {
        self.evidence <= Evidence::Metadata
            || self.interval(Some(Order::DayFirst)).is_some_and(|day| day.earliest().year() >= 1995)
    }

    fn is_open(&self) -> bool {
        self.interval(None).is_none()
    }

    fn clear_day(&self) -> Option<Day> {
        match self.value {
            Written::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Another date of the same source, its order clear, that is one of the two readings tells which is meant.
    fn settle_by_days(&self, clear: &[Day]) {
        let Written::Either { day_first, month_first } = self.value else { return };
        if self.order.get().is_none() && day_first != month_first {
            match (clear.contains(&day_first), clear.contains(&month_first)) {
                (true, false) => self.order.set(Some(Order::DayFirst)),
                (false, true) => self.order.set(Some(Order::MonthFirst)),
                _ => {}
            }
        }
    }

    /// A range of days beside the date, a term of office, holds only one of the two readings.
    pub(crate) fn settle_by_ranges(&mut self, ranges: &[(Day, Day)]) {
        let Written::Either { day_first, month_first } = self.value else { return };
        for &(from, to) in ranges {
            match ((from..=to).contains(&day_first), (from..=to).contains(&month_first)) {
                (true, false) => self.order.set(Some(Order::DayFirst)),
                (false, true) => self.order.set(Some(Order::MonthFirst)),
                _ => {}
            }
        }
    }
}

/// The day of publication with its time of day.
#[derive(Debug, Default)]
pub(crate) struct Published {
    pub(crate) day: Option<Interval>,
    pub(crate) clock: Option<(u8, u8, u8)>,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) warnings: Vec<Warning>,
}

/// Chooses among the candidates. The order of day and month is taken from the other dates of the text and from its
/// spelling; where it stays open the date is left out.
///
/// `locale` is the order of the readers that the source declares, where it declares any.
pub(crate) fn choose(
    mut candidates: Vec<Candidate>,
    text: &str,
    furniture: &Furniture,
    locale: Option<Order>,
) -> Published {
    candidates.extend(told_by_text(text, &furniture.dates));
    // A stable sort: of two of the same rank the one that stands first.
    candidates.sort_by_key(|candidate| candidate.evidence);
    let clear: Vec<Day> = candidates.iter().filter_map(Candidate::clear_day).collect();
    for candidate in &candidates {
        candidate.settle_by_days(&clear);
    }
    let open = candidates.iter().any(Candidate::is_open);
    let order = open.then(|| written_order(text, furniture).or(locale)).flatten();
    let Some(best) = candidates.iter().find(|candidate| candidate.interval(order).is_some()) else {
        let warnings = candidates.first().map(|open| {
            let message = format!(
                "`{}` may have the day or the month first; no date of publication is taken from it",
                open.said
            );
            Warning::new("published-unsure", message)
        });
        return Published { warnings: warnings.into_iter().collect(), ..Published::default() };
    };
    let day = best.interval(order);
    // A date from the text alone, or one whose order was inferred, is worth a word.
    let mut warnings = Vec::new();
    let inferred = best.evidence >= Evidence::Address || best.is_open();
    if let Some(day) = day.filter(|_| inferred) {
        let message = format!("published {day}, from {}: `{}`", best.evidence.words(), shortened(&best.said));
        warnings.push(Warning::new("published-inferred", message));
    }
    Published { day, clock: best.clock, evidence: Some(best.evidence), warnings }
}

fn shortened(words: &str) -> &str {
    &words[..words.floor_char_boundary(160)]
}

/// `The year 2020 has been marked … This year …`: the year of writing, if the text gives one and only one.
fn told_by_text(text: &str, words: &DateWords) -> Option<Candidate> {
    let sample = text[..text.floor_char_boundary(200_000)].to_lowercase();
    let mut told: Option<(i32, String)> = None;
    for (before, after) in &words.year_now {
        for (at, _) in sample.match_indices(before.as_str()) {
            let rest = &sample[at + before.len()..];
            let Some(year) = rest.get(..4).and_then(|digits| digits.parse::<i32>().ok()) else { continue };
            if !rest[4..].starts_with(after.as_str()) {
                continue;
            }
            if told.as_ref().is_some_and(|&(other, _)| other != year) {
                return None;
            }
            told.get_or_insert((year, sample[at..at + before.len() + 4 + after.len()].to_owned()));
        }
    }
    let (year, said) = told.filter(|&(year, _)| (1800..=2200).contains(&year))?;
    // The pattern of English wants `this year` beside it; a pattern that says it itself has it.
    let confirmed = words.this_year.iter().any(|word| sample.contains(word.as_str())) || !said.is_ascii();
    let value = Written::Year(year);
    confirmed.then(|| Candidate::new(Evidence::Text, value, None, &said))
}

/// In which order the writer puts day and month: by other dates of digits in the text, else by spelling.
fn written_order(text: &str, furniture: &Furniture) -> Option<Order> {
    let sample = &text[..text.floor_char_boundary(200_000)];
    let (mut day_first, mut month_first) = (0usize, 0usize);
    for word in sample.split(|char: char| char.is_whitespace() || matches!(char, ',' | ';' | '(' | ')')) {
        match clear_order(word.trim_end_matches('.')) {
            Some(Order::DayFirst) => day_first += 1,
            Some(Order::MonthFirst) => month_first += 1,
            None => {}
        }
    }
    if day_first == 0 && month_first == 0 {
        for word in sample.split(|char: char| !char.is_alphabetic()).filter(|word| word.len() >= 5) {
            let word = word.to_lowercase();
            day_first += usize::from(furniture.dates.day_first.contains(&word));
            month_first += usize::from(furniture.dates.month_first.contains(&word));
        }
    }
    match (day_first, month_first) {
        (day, month) if day > 2 * month => Some(Order::DayFirst),
        (day, month) if month > 2 * day => Some(Order::MonthFirst),
        _ => None,
    }
}

/// The order of `31/12/2020` or `12/31/2020`; `None` for anything else.
fn clear_order(word: &str) -> Option<Order> {
    let mut parts = word.split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    if parts.next().is_some() || !matches!(year.len(), 2 | 4) || year.parse::<u16>().is_err() {
        return None;
    }
    match (first, second) {
        (13..=31, 1..=12) => Some(Order::DayFirst),
        (1..=12, 13..=31) => Some(Order::MonthFirst),
        _ => None,
    }
}

/// A date in the address of a page: `/2025/10/29/`, `/2025-10-29-`, `/20251029`; a year and month only where both
/// are steps of the path.
pub(crate) fn of_address(address: &str) -> Option<Candidate> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let numbers: Vec<(usize, &str)> = runs_of_digits(path);
    for (number, &(at, digits)) in numbers.iter().enumerate() {
        let before = path[..at].chars().next_back();
        if before.is_some_and(char::is_alphabetic) {
            continue;
        }
        if digits.len() == 8
            && let Some(day) = day_of(&digits[..4], &digits[4..6], &digits[6..])
        {
            return Some(Candidate::new(Evidence::Address, Written::Day(day), None, address));
        }
        let (Some(&(month_at, month)), Some(&(day_at, day))) =
            (numbers.get(number + 1), numbers.get(number + 2))
        else {
            continue;
        };
        let joined = |from: usize, to: usize| matches!(&path[from..to], "/" | "-" | "_" | ".");
        // `/29-10-2021`, `_22.04.2020_`: the day first, and only where it cannot be the month.
        if digits.len() == 2
            && day.len() == 4
            && digits.parse().is_ok_and(|number: u8| number > 12)
            && joined(at + 2, month_at)
            && joined(month_at + month.len(), day_at)
            && let Some(day) = day_of(day, month, digits)
        {
            return Some(Candidate::new(Evidence::Address, Written::Day(day), None, address));
        }
        if digits.len() == 4
            && joined(at + 4, month_at)
            && joined(month_at + month.len(), day_at)
            && let Some(day) = day_of(digits, month, day)
        {
            return Some(Candidate::new(Evidence::Address, Written::Day(day), None, address));
        }
    }
    None
}

/// A day in the address of the picture that stands for a page: `/2016/05/04/`. Weak: the picture may be older.
pub(crate) fn of_picture(address: &str) -> Option<Candidate> {
    of_address(address).map(|found| Candidate { evidence: Evidence::Text, ..found })
}

/// Metadata in UTC may name the day before or after that on which the page was published at its place: the day that the
/// page itself shows, or its address, wins where it is the neighbour.
pub(crate) fn prefer_the_days_of_the_place(candidates: &mut Vec<Candidate>) {
    let Some(first) = candidates.iter().position(|candidate| candidate.evidence == Evidence::Metadata) else {
        return;
    };
    let (Some(day), true) = (candidates[first].clear_day(), candidates[first].clock.is_some()) else {
        return;
    };
    let neighbours = [Some(day.plus_days(1)), Some(day.plus_days(-1))];
    let shown = |candidate: &&Candidate| {
        matches!(candidate.evidence, Evidence::Label | Evidence::Line | Evidence::Address | Evidence::Element)
    };
    let days: Vec<Option<Day>> = candidates.iter().filter(shown).map(Candidate::clear_day).collect();
    if days.contains(&Some(day)) {
        return;
    }
    if let Some(at) = candidates.iter().position(|candidate| {
        shown(&candidate) && candidate.clear_day().is_some() && neighbours.contains(&candidate.clear_day())
    }) {
        let neighbour = Candidate { evidence: Evidence::Metadata, ..candidates[at].clone() };
        candidates.insert(first, neighbour);
    }
}

fn runs_of_digits(text: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|char: char| char.is_ascii_digit()).map(|at| from + at) {
        let end = text[start..].find(|char: char| !char.is_ascii_digit()).map_or(text.len(), |at| start + at);
        runs.push((start, &text[start..end]));
        from = end;
    }
    runs
}

/// The day of these digits, of the years in which there were pages.
pub(crate) fn day_of(year: &str, month: &str, day: &str) -> Option<Day> {
    let year: i16 = year.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    let two = |digits: &str| (digits.len() <= 2).then(|| digits.parse::<i8>().ok()).flatten();
    Day::new(year, two(month)?, two(day)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates;

    fn chosen(lines: &[(Evidence, &str)], text: &str) -> Option<String> {
        let furniture = Furniture::embedded();
        let candidates = lines
            .iter()
            .map(|&(evidence, line)| {
                let date = dates::find(line, &furniture.dates).remove(0);
                Candidate::new(evidence, date.value, date.clock, line)
            })
            .collect();
        choose(candidates, text, &furniture, None).day.map(|day| day.to_string())
    }

    #[test]
    fn better_evidence_wins() {
        let lines = [
            (Evidence::Change, "5 May 2020"),
            (Evidence::Label, "3 May 2020"),
            (Evidence::Line, "4 May 2020"),
        ];
        assert_eq!(chosen(&lines, "").as_deref(), Some("2020-05-03"));
    }

    #[test]
    fn the_order_of_digits_comes_from_the_text() {
        let line = [(Evidence::Line, "03/11/2010")];
        assert_eq!(chosen(&line, "The meeting of 25/10/2010 went well.").as_deref(), Some("2010-11-03"));
        assert_eq!(chosen(&line, "The meeting of 10/25/2010 went well.").as_deref(), Some("2010-03-11"));
        assert_eq!(chosen(&line, "They discussed defence and labour.").as_deref(), Some("2010-11-03"));
        assert_eq!(chosen(&line, "They discussed defense and labor.").as_deref(), Some("2010-03-11"));
        assert_eq!(chosen(&line, "They discussed trade."), None);
    }

    #[test]
    fn a_text_may_tell_its_year() {
        let told = "The year 2020 has been marked by talks. This year the two states celebrate.";
        assert_eq!(chosen(&[], told).as_deref(), Some("2020"));
        assert_eq!(chosen(&[], "The year 2020 has been a turning point in their ties."), None);
        assert_eq!(chosen(&[], "In 2020 the year of exchanges was opened. This year they turned 30."), None);
    }

    #[test]
    fn an_address_may_hold_a_day() {
        let read =
            |address: &str| of_address(address).and_then(|c| c.interval(None)).map(|day| day.to_string());
        assert_eq!(read("https://a.org/2025/10/29/story").as_deref(), Some("2025-10-29"));
        assert_eq!(read("https://a.org/news/20210323-visit.html").as_deref(), Some("2021-03-23"));
        assert_eq!(read("https://a.org/meldungen/29-10-2021").as_deref(), Some("2021-10-29"));
        assert_eq!(read("https://a.org/meldungen/09-10-2021"), None);
        assert_eq!(read("https://a.org/news/76606"), None);
        assert_eq!(read("https://a.org/d/12345678"), None);
    }
}
