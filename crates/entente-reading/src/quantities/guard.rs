//! What looks like a quantity and is none.

use std::ops::Range;

use entente_model::{Letter as _, TimexType};

use super::{
    Scene,
    lexicon::{skip_blanks, word_before, word_end},
    number::Number,
    reach::line_start,
};

/// Whether a sentence is a note of a list of references: its line begins with a mark such as "[12]".
pub(crate) fn is_note(text: &str, sentence: &Range<usize>) -> bool {
    const REACH: usize = 2_000;
    let Some(line_start) = line_start(text, sentence.start, REACH) else { return false };
    let line = text[line_start..].trim_start();
    line.strip_prefix('[').and_then(|rest| rest.split_once(']')).is_some_and(|(mark, _)| {
        !mark.is_empty() && mark.len() <= 4 && mark.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether the signs and words around a number make it a label, a part of a name, a mark or an ordinal.
pub(crate) fn is_label(scene: &Scene, number: &Number) -> bool {
    let text = scene.text;
    let head = &text[scene.sentence.start..number.range.start];
    let tail = &text[number.range.end..scene.sentence.end.max(number.range.end)];
    let mut back = head.chars().rev();
    let (last, but_last) = (back.next().unwrap_or(' '), back.next().unwrap_or(' '));
    let glued_sign = matches!(last, '-' | '–') && but_last.is_letter_or_digit();
    // "COP27", "G20": a number written on to capitals is a part of a name.
    let glued_capital = last.is_ascii_uppercase() && (but_last.is_ascii_uppercase() || !but_last.is_letter());
    if glued_sign
        || glued_capital
        || matches!(last, '/' | '#' | '№' | '+' | '=' | '_' | '&' | '~' | '\\' | '@')
    {
        return true;
    }
    if last == '[' && tail.starts_with(']') {
        return true;
    }
    // The name of a work or an exhibition: "Two Shores".
    let capital = text[number.range.clone()].starts_with(char::is_uppercase);
    if matches!(last, '"' | '“' | '«' | '‘') && capital && !head.trim_end_matches(last).trim().is_empty()
    {
        return true;
    }
    is_ordinal(scene, number) || follows_label(scene, number) || is_name(scene, number, head)
}

/// 19th, 21-го, 2위.
fn is_ordinal(scene: &Scene, number: &Number) -> bool {
    let end = number.range.end;
    let rest = &scene.text[end..];
    number.digits
        && scene.pack.ordinal_endings.iter().any(|ending| {
            rest.get(..ending.len()).is_some_and(|start| start.eq_ignore_ascii_case(ending))
                && !rest[ending.len()..].starts_with(char::is_letter)
        })
}

/// Article 5, Group of 77, one of the four.
fn follows_label(scene: &Scene, number: &Number) -> bool {
    const LONGEST: usize = 3;
    let head = scene.text[scene.sentence.start..number.range.start].trim_end_matches(['.', ' ', '\u{a0}']);
    let end = scene.sentence.start + head.len();
    scene.pack.labels.ending_at(scene.text, scene.sentence.start, end, LONGEST).is_some()
}

/// A number word with a capital letter inside a sentence before another capital: Nine Bridges, Big Four.
fn is_name(scene: &Scene, number: &Number, head: &str) -> bool {
    let text = scene.text;
    if number.digits || !text[number.range.clone()].starts_with(char::is_uppercase) {
        return false;
    }
    let after = text[number.range.end..].trim_start_matches([' ', '-', '\u{a0}']);
    let begins = head.trim_matches([' ', '"', '“', '\'', '‘', '*', '-', '•', '\n']).is_empty();
    after.starts_with(char::is_uppercase) && !begins
}

/// Whether a month or weekday stands beside it, so that it is a day of the month.
pub(crate) fn beside_month(scene: &Scene, number: &Number) -> bool {
    let text = scene.text;
    let after = skip_blanks(text, number.range.end);
    if number.value > 31.0 && !number.plain {
        return false;
    }
    scene.pack.months.at(text, after).is_some_and(|(end, ())| end <= scene.sentence.end)
        || (number.plain
            && scene.pack.months.ending_at(text, scene.sentence.start, number.range.start, 1).is_some())
}

/// Whether four digits alone are a year here.
pub(crate) fn is_year(scene: &Scene, number: &Number, bounded: bool) -> bool {
    const YEARS: std::ops::RangeInclusive<f64> = 1200.0..=2100.0;
    if !number.plain || !YEARS.contains(&number.value) {
        return false;
    }
    let text = scene.text;
    let before = word_before(text, scene.sentence.start, number.range.start);
    let starts = before.is_none();
    let after_year_word =
        scene.pack.years_after.ending_at(text, scene.sentence.start, number.range.start, 2).is_some();
    let next = skip_blanks(text, number.range.end);
    let capital = text[next..].starts_with(char::is_uppercase);
    starts || after_year_word || capital || !bounded && scene.in_date(number)
}

impl Scene<'_> {
    /// Whether the number lies in a date or time of day that was found.
    pub(crate) fn in_date(&self, number: &Number) -> bool {
        self.times.iter().any(|time| {
            matches!(time.timex, TimexType::Date | TimexType::Time)
                && time.range.start < number.range.end
                && number.range.start < time.range.end
        })
    }

    /// Whether other figures of the same date stand before the number: the day of "2024년 5월 13일" is no length of time.
    pub(crate) fn ends_date(&self, number: &Number) -> bool {
        self.times.iter().any(|time| {
            let within = time.range.start < number.range.start && number.range.end <= time.range.end;
            let before = || &self.text[time.range.start..number.range.start];
            time.timex == TimexType::Date && within && before().contains(|c: char| c.is_ascii_digit())
        })
    }

    /// The word that starts at a place.
    pub(crate) fn word_at(&self, at: usize) -> &str {
        let end = word_end(self.text, at).min(self.sentence.end).max(at);
        &self.text[at..end]
    }
}
