//! Chronicles whose years or days stand on lines of their own, with what happened then below: what a line heads is of its time.

use std::ops::Range;

use entente_model::Letter as _;

use super::{
    grammar::Make,
    raw::Raw,
    slot::{Slot, Slots},
};
use crate::lines::lines;

/// A line that is a date, over what it dates.
#[derive(Debug)]
pub(super) struct Heading {
    /// The words of the date.
    pub(super) range: Range<usize>,
    /// Where the part ends that it heads.
    pub(super) end: usize,
    /// The year, where the line tells one year and nothing closer.
    pub(super) year: Option<i32>,
    /// Nothing else stands on the line.
    pub(super) alone: bool,
}

/// How many such lines make a chronicle.
const LEAST: usize = 3;

/// The longest date of a line, in bytes.
const LONGEST: usize = 48;

/// The headings of a chronicle, in order, with expressions made of the years that stand by themselves; nothing of a text that is
/// none.
pub(super) fn find(text: &str, raws: &mut Vec<Raw>) -> Vec<Heading> {
    let found: Vec<Range<usize>> = lines(text).filter_map(|(bytes, _)| content(text, &bytes)).collect();
    let mut at = 0;
    let mut told: Vec<(Range<usize>, i32)> = Vec::new();
    for range in found {
        at += raws[at..].partition_point(|raw| raw.range.start < range.start);
        if let Some(year) = dated(text, &range, &raws[at..]).or_else(|| bare_year(&text[range.clone()])) {
            told.push((range, year));
        }
    }
    if told.len() < LEAST || !in_order(told.iter().map(|(_, year)| *year)) || !are_told(text, &told) {
        return Vec::new();
    }
    let ends: Vec<usize> = ends_of(text, &told).collect();
    let mut headings = Vec::new();
    for ((range, year), end) in told.into_iter().zip(ends) {
        let at = raws.partition_point(|raw| raw.range.start < range.start);
        let covered = raws.get(at).is_some_and(|raw| raw.range.start < range.end);
        if !covered {
            let near = raws.get(at).or(at.checked_sub(1).and_then(|before| raws.get(before)));
            let (sentence, paragraph) = near.map_or((0, 0), |raw| (raw.sentence, raw.paragraph));
            raws.insert(at, of_year(range.start..range.start + DIGITS, year, sentence, paragraph));
        }
        let alone = raws.get(at + 1).is_none_or(|next| next.range.start >= range.end);
        let whole = alone && !is_closer(&raws[at].slots);
        headings.push(Heading { range, end, year: whole.then_some(year), alone: true });
    }
    headings
}

/// The lines of a chronicle that begin with a year and a mark behind it, "1992. 30 декабря установлены …", each over itself alone.
pub(super) fn led(text: &str, raws: &[Raw]) -> Vec<Heading> {
    /// Marks behind the year.
    const MARKS: [char; 5] = ['.', ':', '–', '—', '-'];
    let lead = |(bytes, line): (Range<usize>, &str)| {
        let start = bytes.start + line.find(char::is_letter_or_digit)?;
        let at = raws.partition_point(|raw| raw.range.start < start);
        let raw = raws.get(at).filter(|raw| raw.range.start == start && raw.make == Make::Date)?;
        let year =
            raw.slots.get(Slot::Year).filter(|_| !is_closer(&raw.slots) && !raw.slots.has(Slot::Day))?;
        let behind = text.get(raw.range.end..bytes.end)?.trim_start();
        let joined = raws.get(at + 1).is_some_and(|next| next.bond.is_some());
        (behind.starts_with(MARKS) && !joined && behind.len() > LONGEST / 2).then(|| Heading {
            range: raw.range.clone(),
            end: bytes.end,
            year: Some(year),
            alone: false,
        })
    };
    let found: Vec<Heading> = lines(text).filter_map(lead).collect();
    let ordered = in_order(found.iter().filter_map(|heading| heading.year));
    if found.len() >= LEAST && ordered { found } else { Vec::new() }
}

/// Whether a date tells more than its year.
fn is_closer(slots: &Slots) -> bool {
    [Slot::Month, Slot::Season, Slot::Quarter, Slot::Half].into_iter().any(|slot| slots.has(slot))
}

/// Whether years rise, or fall.
fn in_order(years: impl Iterator<Item = i32> + Clone) -> bool {
    years.clone().is_sorted() || years.is_sorted_by(|one, next| one >= next)
}

/// Where the part ends that each of these lines heads: at the next one.
fn ends_of(text: &str, told: &[(Range<usize>, i32)]) -> impl Iterator<Item = usize> {
    told.iter().skip(1).map(|(next, _)| next.start).chain([text.len()])
}

/// A line without the signs around it, where it is short enough to be a date.
fn content(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let sign = |sign: char| !sign.is_letter_or_digit();
    let words = text[line.clone()].trim();
    let bare = words.trim_matches(sign);
    if bare.is_empty() || bare.len() > LONGEST || !bare.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let start = line.start + text[line.clone()].find(bare)?;
    Some(start..start + bare.len())
}

/// The year of a line that is nothing but dates; `raws` begin with its first expression.
fn dated(text: &str, line: &Range<usize>, raws: &[Raw]) -> Option<i32> {
    let mut rest = line.start;
    let mut year = None;
    for raw in raws.iter().take_while(|raw| raw.range.end <= line.end) {
        let between = text.get(rest..raw.range.start)?;
        if raw.make != Make::Date || between.contains(char::is_letter_or_digit) {
            return None;
        }
        year = year.or(raw.slots.get(Slot::Year));
        rest = raw.range.end;
    }
    let behind = text.get(rest..line.end)?;
    year.filter(|_| !behind.contains(char::is_letter_or_digit))
}

/// The digits of a year.
const DIGITS: usize = 4;

/// `1918`, `1918 г`: four digits, and a short word behind them at most.
fn bare_year(line: &str) -> Option<i32> {
    /// Letters of a word for "year".
    const LETTERS: usize = 4;
    let (digits, rest) = line.split_at_checked(DIGITS)?;
    let word = rest.trim_start();
    let short = word.chars().count() <= LETTERS && word.chars().all(char::is_letter);
    let year = digits.parse().ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_digit()) && short)?;
    (1000..=2100).contains(&year).then_some(year)
}

/// Whether most of the lines head something told in words, and no column of figures.
fn are_told(text: &str, told: &[(Range<usize>, i32)]) -> bool {
    /// Words with letters that tell something.
    const WORDS: usize = 3;
    let tells = |((heading, _), end): &(&(Range<usize>, i32), usize)| {
        let body = text.get(heading.end..*end).unwrap_or_default();
        let word = |word: &&str| word.contains(char::is_letter);
        body.split_whitespace().filter(word).nth(WORDS - 1).is_some()
    };
    told.iter().zip(ends_of(text, told)).filter(tells).count() * 3 >= told.len() * 2
}

fn of_year(range: Range<usize>, year: i32, sentence: u32, paragraph: u32) -> Raw {
    let mut slots = Slots::new();
    slots.set(Slot::Year, year);
    Raw {
        range,
        make: Make::Date,
        slots,
        relation: None,
        bond: None,
        tense: 0,
        attribute: false,
        sentence,
        paragraph,
    }
}
