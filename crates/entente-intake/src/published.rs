//! The day of publication: what tells of it, and which evidence wins.

use std::cell::Cell;

pub(crate) use entente_model::DateEvidence as Evidence;
use entente_model::{Day, Interval, Letter as _, Warning};

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
    /// Of metadata that may mean another day: what the page shows as its date comes first.
    doubtful: bool,
}

impl Candidate {
    pub(crate) fn new(evidence: Evidence, value: Written, clock: Option<(u8, u8, u8)>, said: &str) -> Self {
        let said = said.trim().to_owned();
        Self { evidence, value, clock, said, order: Cell::new(None), doubtful: false }
    }

    /// Says that it may mean another day than that of publication.
    pub(crate) const fn doubt(&mut self) {
        self.doubtful = true;
    }

    /// The place among the evidence: metadata that is doubtful, or no day, comes after what the page shows.
    fn rank(&self) -> (Evidence, bool) {
        let coarse = matches!(self.value, Written::Month(..) | Written::Season(..) | Written::Year(_));
        if self.doubtful || (self.evidence == Evidence::Metadata && coarse) {
            (Evidence::Element, true)
        } else {
            (self.evidence, false)
        }
    }

    /// The first of January, which systems put where they know no day.
    fn may_be_filler(&self) -> bool {
        let first = self.clear_day().is_some_and(|day| day.month() == 1 && day.day() == 1);
        first && self.evidence == Evidence::Metadata && matches!(self.clock, None | Some((0, 0, 0)))
    }

    /// The interval; `order` is for dates whose order nothing near them tells.
    pub(crate) fn interval(&self, order: Option<Order>) -> Option<Interval> {
        self.value.interval(self.order.get().or(order))
    }

    /// Whether it tells a month and no day.
    pub(crate) const fn is_month(&self) -> bool {
        matches!(self.value, Written::Month(..))
    }

    /// Whether the web was there: what a page marks as a date and is older is something else than its publication.
    pub(crate) fn may_be_of_a_page(&self) -> bool {
        self.evidence <= Evidence::Metadata
            || self.interval(Some(Order::DayFirst)).is_some_and(|day| day.earliest().year() >= 1995)
    }

    fn is_open(&self) -> bool {
        self.interval(None).is_none()
    }

    /// The day, where it is written as no other.
    pub(crate) fn clear_day(&self) -> Option<Day> {
        match self.value {
            Written::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Whether two days lie too far apart to be those of the making and of the publication of one page.
    fn is_far_from(&self, other: &Self) -> bool {
        const DAYS: u64 = 60;
        let days = (self.clear_day(), other.clear_day());
        matches!(days, (Some(one), Some(other)) if one.days_since(other).unsigned_abs() > DAYS)
    }

    /// Whether it gives the time with the offset of a place from UTC: `2020-02-19T18:37:32+01:00`.
    fn is_of_a_place(&self) -> bool {
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let Some(at) = self.said.rfind(['+', '-']).filter(|_| self.clock.is_some()) else { return false };
        let (before, offset) = (&self.said[..at], &self.said[at + 1..]);
        let zero = offset.bytes().all(|byte| matches!(byte, b'0' | b':'));
        before.contains(':') && matches!(digits(offset), 2 | 4) && offset.len() <= 5 && !zero
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
    doubt_fillers(&mut candidates);
    // A stable sort: of two of the same rank the one that stands first.
    candidates.sort_by_key(Candidate::rank);
    let clear: Vec<Day> = candidates.iter().filter_map(Candidate::clear_day).collect();
    for candidate in &candidates {
        candidate.settle_by_days(&clear);
    }
    let open = candidates.iter().any(Candidate::is_open);
    let order = open.then(|| written_order(text, furniture).or(locale)).flatten();
    let known = |candidate: &&Candidate| candidate.interval(order).is_some();
    let best = candidates.iter().find(known).map(|best| {
        // The only mark on the page far from what the metadata say is the day of something else, or today's.
        let doubted = candidates.iter().find(|other| other.doubtful && known(other));
        doubted
            .filter(|doubted| best.evidence == Evidence::Element && best.is_far_from(doubted))
            .unwrap_or(best)
    });
    let Some(best) = best else {
        let warnings = candidates.first().map(|open| {
            let message = format!(
                "`{}` may have the day or the month first; no date of publication is taken from it",
                open.said
            );
            Warning::new("published-unsure", message)
        });
        return Published { warnings: warnings.into_iter().collect(), ..Published::default() };
    };
    let best = prefer_first_day(&candidates, best);
    if let Some(shown) = contradicted(&candidates, best) {
        return disputed(best, shown);
    }
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

/// The first of January is doubted unless something else says the same day.
fn doubt_fillers(candidates: &mut [Candidate]) {
    for at in 0..candidates.len() {
        let day = candidates[at].clear_day();
        let confirmed = candidates.iter().enumerate().any(|(other, candidate)| {
            other != at && !candidate.may_be_filler() && candidate.clear_day() == day
        });
        if candidates[at].may_be_filler() && !confirmed {
            candidates[at].doubt();
        }
    }
}

/// The days that candidates of some kinds give.
fn days(candidates: &[Candidate], of: impl Fn(&Candidate) -> bool) -> Vec<Day> {
    candidates.iter().filter(|candidate| of(candidate)).filter_map(Candidate::clear_day).collect()
}

/// What a page shows to its readers.
const fn is_shown(candidate: &Candidate) -> bool {
    matches!(candidate.evidence, Evidence::Label | Evidence::Line | Evidence::Address | Evidence::Element)
}

/// Metadata that give the day of the last change as that of publication: where other metadata give an earlier one, and
/// the page shows it, that is meant.
fn prefer_first_day<'c>(candidates: &'c [Candidate], best: &'c Candidate) -> &'c Candidate {
    let (Evidence::Metadata, Some(day)) = (best.evidence, best.clear_day()) else { return best };
    if !days(candidates, |one| one.evidence == Evidence::Change).contains(&day) {
        return best;
    }
    let shown = days(candidates, is_shown);
    let earlier = |one: &&Candidate| {
        one.evidence == Evidence::Metadata
            && !one.doubtful
            && one.clear_day().is_some_and(|other| other < day && shown.contains(&other))
    };
    candidates.iter().find(earlier).unwrap_or(best)
}

/// The day that a page shows first, where all its metadata agree on another one that nothing on the page confirms.
fn contradicted(candidates: &[Candidate], best: &Candidate) -> Option<Day> {
    let day = best.clear_day().filter(|_| best.evidence == Evidence::Metadata && !best.doubtful)?;
    let agreed = days(candidates, |one| one.evidence == Evidence::Metadata && !one.doubtful);
    // Only web pages have marked elements and addresses.
    let page = candidates.iter().any(|one| matches!(one.evidence, Evidence::Element | Evidence::Address));
    let shown = days(candidates, is_shown);
    let changed = days(candidates, |one| one.evidence == Evidence::Change);
    let open =
        page && agreed.iter().all(|one| *one == day) && !shown.contains(&day) && !changed.contains(&day);
    shown.first().copied().filter(|_| open)
}

/// Of two days that contradict each other what they have in common: the month, the year, or nothing.
fn disputed(best: &Candidate, shown: Day) -> Published {
    let Some(day) = best.clear_day() else { return Published::default() };
    let month = i32::from(day.year()) == i32::from(shown.year()) && day.month() == shown.month();
    let common = if month {
        Written::Month(i32::from(day.year()), day.month().unsigned_abs()).interval(None)
    } else if day.year() == shown.year() {
        Written::Year(i32::from(day.year())).interval(None)
    } else {
        None
    };
    let message = format!("the metadata of the page give {day} as its day, the page shows {shown}");
    Published {
        day: common,
        clock: None,
        evidence: common.map(|_| Evidence::Metadata),
        warnings: vec![Warning::new("published-unsure", message)],
    }
}

fn shortened(words: &str) -> &str {
    &words[..words.floor_char_boundary(160)]
}

/// `The year 2020 has been marked … This year …`: the year of writing, if the text gives one and only one.
fn told_by_text(text: &str, words: &DateWords) -> Option<Candidate> {
    let sample = text[..text.floor_char_boundary(200_000)].to_lowercase();
    let mut told: Option<(i32, String)> = None;
    for (before, after) in &words.year_now {
        for at in memchr::memmem::find_iter(sample.as_bytes(), before.as_str()) {
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
        for word in sample.split(|char: char| !char.is_letter()).filter(|word| word.len() >= 5) {
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
        if before.is_some_and(char::is_letter) {
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
    if candidates[first].is_of_a_place() {
        return;
    }
    let neighbours = [Some(day.plus_days(1)), Some(day.plus_days(-1))];
    if days(candidates, is_shown).contains(&day) {
        return;
    }
    if let Some(at) = candidates.iter().position(|candidate| {
        is_shown(candidate) && candidate.clear_day().is_some() && neighbours.contains(&candidate.clear_day())
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
    fn metadata_that_the_page_contradicts_give_no_more_than_both_agree_on() {
        use Evidence::{Address, Change, Element, Metadata};
        let told = |lines: &[(Evidence, &str)]| chosen(lines, "");
        assert_eq!(
            told(&[(Metadata, "3 May 2020"), (Element, "9 May 2020")]).as_deref(),
            Some("2020-05"),
            "one month, two days"
        );
        assert_eq!(told(&[(Metadata, "3 May 2020"), (Address, "9 June 2020")]).as_deref(), Some("2020"));
        assert_eq!(told(&[(Metadata, "3 May 2019"), (Element, "9 June 2020")]), None);
        // A mail or a text with front matter has no marks of a page.
        assert_eq!(
            told(&[(Metadata, "3 May 2020"), (Evidence::Line, "1 May 1920")]).as_deref(),
            Some("2020-05-03")
        );
        // Confirmed by one of them, or by the day of the last change.
        let confirmed = [(Metadata, "3 May 2020"), (Element, "9 May 2020"), (Element, "3 May 2020")];
        assert_eq!(told(&confirmed).as_deref(), Some("2020-05-03"));
        let changed = [(Metadata, "3 May 2020"), (Element, "9 May 2020"), (Change, "3 May 2020")];
        assert_eq!(told(&changed).as_deref(), Some("2020-05-03"));
    }

    #[test]
    fn the_day_of_the_last_change_is_not_taken_for_the_first() {
        use Evidence::{Change, Element, Metadata};
        let lines = [
            (Metadata, "12 December 2019"),
            (Metadata, "9 December 2019"),
            (Element, "9 December 2019"),
            (Change, "12 December 2019"),
        ];
        assert_eq!(chosen(&lines, "").as_deref(), Some("2019-12-09"));
    }

    #[test]
    fn a_first_of_january_that_nothing_confirms_comes_last() {
        use Evidence::{Element, Metadata};
        let told = |lines: &[(Evidence, &str)]| chosen(lines, "");
        assert_eq!(
            told(&[(Metadata, "1 January 2004"), (Element, "13 February 2004")]).as_deref(),
            Some("2004-02-13")
        );
        assert_eq!(told(&[(Metadata, "1 January 2004")]).as_deref(), Some("2004-01-01"));
        assert_eq!(
            told(&[(Metadata, "1 January 2004"), (Element, "1 January 2004")]).as_deref(),
            Some("2004-01-01")
        );
    }

    #[test]
    fn doubtful_metadata_yield_to_what_is_shown_unless_it_is_far_away() {
        let furniture = Furniture::embedded();
        let told = |shown: &str| {
            let one = |evidence, line: &str| {
                let date = dates::find(line, &furniture.dates).remove(0);
                Candidate::new(evidence, date.value, date.clock, line)
            };
            let mut vague = one(Evidence::Metadata, "1 May 2017");
            vague.doubt();
            let chosen = choose(vec![vague, one(Evidence::Element, shown)], "", &furniture, None);
            chosen.day.map(|day| day.to_string())
        };
        assert_eq!(told("11 May 2017").as_deref(), Some("2017-05-11"));
        assert_eq!(told("26 February 2020").as_deref(), Some("2017-05-01"));
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
