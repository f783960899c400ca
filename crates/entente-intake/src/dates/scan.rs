//! Finds dates in a line of a page.

use std::ops::Range;

use entente_model::{Day, Letter as _};

use super::{PageDate, Written};
use crate::furniture::DateWords;

/// A word, a number or a sign of the line.
#[derive(Debug, Clone)]
struct Token<'t> {
    range: Range<usize>,
    kind: Kind<'t>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind<'t> {
    /// A run of digits with its value.
    Number { value: u32, digits: usize },
    /// A run of letters.
    Word(&'t str),
    /// Anything else that is no blank.
    Sign(char),
}

/// The dates of `text` from left to right, none overlapping another.
pub(crate) fn find(text: &str, words: &DateWords) -> Vec<PageDate> {
    let tokens = tokens(text, words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((value, next)) = date_at(&tokens, at, words) {
            let (clock, next) = clock_after(&tokens, next, words);
            found.push(PageDate { range: tokens[at].range.start..tokens[next - 1].range.end, value, clock });
            at = next;
        } else {
            at += 1;
        }
    }
    found
}

fn tokens<'t>(text: &'t str, words: &DateWords) -> Vec<Token<'t>> {
    let mut tokens: Vec<Token<'t>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let same = |char: char| {
            if first.is_ascii_digit() { char.is_ascii_digit() } else { first.is_letter() && char.is_letter() }
        };
        let mut end = start + first.len_utf8();
        while let Some(&(at, char)) = chars.peek() {
            if !same(char) {
                break;
            }
            end = at + char.len_utf8();
            chars.next();
        }
        let piece = &text[start..end];
        if !first.is_ascii_digit() {
            let kind = if first.is_letter() { Kind::Word(piece) } else { Kind::Sign(first) };
            tokens.push(Token { range: start..end, kind });
        } else if let Some(split) = glued_clock(piece, text[end..].starts_with(':'), tokens.last(), words) {
            tokens.push(number(text, start..start + split));
            tokens.push(number(text, start + split..end));
        } else {
            tokens.push(number(text, start..end));
        }
    }
    tokens
}

fn number(text: &str, range: Range<usize>) -> Token<'_> {
    let value = text[range.clone()].parse().unwrap_or(u32::MAX);
    Token { kind: Kind::Number { value, digits: range.len() }, range }
}

/// Where a year runs into a time of day, `23 March 202113:00`: after the four digits of the year.
fn glued_clock(digits: &str, colon: bool, before: Option<&Token<'_>>, words: &DateWords) -> Option<usize> {
    let after_month = matches!(before?.kind, Kind::Word(word) if words.month(word).is_some());
    (colon && after_month && matches!(digits.len(), 5 | 6)).then_some(4)
}

/// A date that starts with the token number `at`, and the token after it.
fn date_at(tokens: &[Token<'_>], at: usize, words: &DateWords) -> Option<(Written, usize)> {
    // A digit that goes on a longer number (`1.2023.08.03` or `12-2023-08`) starts no date.
    year_first(tokens, at, words)
        .or_else(|| marked(tokens, at, words))
        .or_else(|| digits_year_last(tokens, at))
        .or_else(|| named_month(tokens, at, words))
        .filter(|&(_, next)| ends_cleanly(tokens, next))
}

/// Whether no digit is glued to the end of the date.
fn ends_cleanly(tokens: &[Token<'_>], next: usize) -> bool {
    let Some(after) = tokens.get(next) else { return true };
    let glued = tokens[next - 1].range.end == after.range.start;
    !(glued && matches!(after.kind, Kind::Number { digits, .. } if digits != 2 && digits != 1))
}

/// `2023-08-03`, `2023.08.03`, `2023/8/3`, `2018. 6. 22.`
fn year_first(tokens: &[Token<'_>], at: usize, words: &DateWords) -> Option<(Written, usize)> {
    let [year, sign, month, sign_again, day] = tokens.get(at..at + 5)? else { return None };
    let (Kind::Number { value: year, digits: 4 }, Kind::Sign(sign), Kind::Sign(again)) =
        (year.kind, sign.kind, sign_again.kind)
    else {
        return None;
    };
    if sign != again || !matches!(sign, '-' | '.' | '/' | '\u{2010}'..='\u{2013}') {
        return None;
    }
    let month = match month.kind {
        Kind::Number { value, digits: 1 | 2 } => value,
        Kind::Word(word) => u32::from(words.month(word)?),
        _ => return None,
    };
    let Kind::Number { value: day, digits: 1 | 2 } = day.kind else { return None };
    let dot =
        usize::from(sign == '.' && tokens.get(at + 5).is_some_and(|token| token.kind == Kind::Sign('.')));
    Some((Written::Day(day_of(year, month, day)?), at + 5 + dot))
}

/// `2023년 8월 3일`: the pack names what follows year, month and day.
fn marked(tokens: &[Token<'_>], at: usize, words: &DateWords) -> Option<(Written, usize)> {
    let part = |at: usize, marks: &[String]| {
        let (Kind::Number { value, digits: 1..=4 }, Kind::Word(word)) =
            (tokens.get(at)?.kind, tokens.get(at + 1)?.kind)
        else {
            return None;
        };
        marks.iter().any(|mark| word == mark).then_some(value)
    };
    let year = part(at, &words.year_marks)?;
    let month = part(at + 2, &words.month_marks)?;
    match part(at + 4, &words.day_marks) {
        Some(day) => Some((Written::Day(day_of(year, month, day)?), at + 6)),
        None => Some((month_of(year, month)?, at + 4)),
    }
}

/// `07/07/2017`, `3.8.2023`, `03-08-2023`
fn digits_year_last(tokens: &[Token<'_>], at: usize) -> Option<(Written, usize)> {
    let [first, sign, second, sign_again, year] = tokens.get(at..at + 5)? else { return None };
    let (
        Kind::Number { value: first, digits: 1 | 2 },
        Kind::Sign(sign),
        Kind::Number { value: second, digits: 1 | 2 },
        Kind::Sign(again),
        Kind::Number { value: year, digits: 4 },
    ) = (first.kind, sign.kind, second.kind, sign_again.kind, year.kind)
    else {
        return None;
    };
    if sign != again {
        return None;
    }
    let day_first = day_of(year, second, first);
    let month_first = day_of(year, first, second);
    let value = match (sign, day_first, month_first) {
        // Nobody writes the month first between dots.
        ('.', Some(day), _) | ('/' | '-', Some(day), None) | ('/' | '-', None, Some(day)) => {
            Written::Day(day)
        }
        ('/' | '-', Some(day_first), Some(month_first)) => Written::Either { day_first, month_first },
        _ => return None,
    };
    Some((value, at + 5))
}

/// `23 March 2021`, `March 23, 2021`, `1 апреля 2025 года`, `March 2009`
fn named_month(tokens: &[Token<'_>], at: usize, words: &DateWords) -> Option<(Written, usize)> {
    let number = |at: usize| match tokens.get(at)?.kind {
        Kind::Number { value, digits } => Some((value, digits)),
        _ => None,
    };
    let month = |at: usize| match tokens.get(at)?.kind {
        Kind::Word(word) => words.month(word),
        _ => None,
    };
    let skip = |at: usize, signs: &[char]| {
        let sign =
            matches!(tokens.get(at).map(|token| token.kind), Some(Kind::Sign(sign)) if signs.contains(&sign));
        at + usize::from(sign)
    };
    // `3rd`, `1st`: at most two letters glued to the number.
    let skip_ordinal =
        |at: usize| match (tokens.get(at), at.checked_sub(1).and_then(|before| tokens.get(before))) {
            (Some(Token { kind: Kind::Word(word), range }), Some(before))
                if word.len() == 2 && range.start == before.range.end =>
            {
                at + 1
            }
            _ => at,
        };
    let skip_between = |at: usize| match tokens.get(at).map(|token| token.kind) {
        Some(Kind::Word(word)) if words.between.contains(&word.to_lowercase()) => skip(at + 1, &['\'', '’']),
        _ => at,
    };
    let year =
        |at: usize| number(at).filter(|&(value, digits)| digits == 4 && (1000..=2999).contains(&value));
    let after_year = |at: usize| match tokens.get(at).map(|token| token.kind) {
        Some(Kind::Word(word)) if words.is_year_word(word) => skip(at + 1, &['.']),
        _ => at,
    };
    // "№ 7, May 2022": the number of an issue.
    let issue = at.checked_sub(1).is_some_and(|before| matches!(tokens[before].kind, Kind::Sign('№' | '#')));
    if let Some((day, 1 | 2)) = number(at).filter(|_| !issue) {
        let next = skip_between(skip(skip_ordinal(at + 1), &['.', '-', '/', 'º', '°', ',']));
        let month = month(next)?;
        let next = skip_between(skip(next + 1, &['.', ',', '-', '/']));
        let (year, _) = year(next)?;
        return Some((Written::Day(day_of(year, month.into(), day)?), after_year(next + 1)));
    }
    let month = month(at)?;
    let next = skip_between(skip(at + 1, &['.', ',']));
    if let Some((year, _)) = year(next) {
        return Some((month_of(year, month.into())?, after_year(next + 1)));
    }
    let (day, 1 | 2) = number(next)? else { return None };
    let next = skip(skip_ordinal(next + 1), &[',', '.']);
    let (year, _) = year(next)?;
    Some((Written::Day(day_of(year, month.into(), day)?), after_year(next + 1)))
}

/// `30.10.23` at the beginning of a line or after a comma, or alone: only where something else says that it is a date.
pub(crate) fn short_year(text: &str) -> Option<Written> {
    let text = text.trim();
    let start = text.find(|char: char| char.is_ascii_digit()).filter(|&at| at <= 40)?;
    let date = text[start..].split(|char: char| !char.is_ascii_digit() && char != '.').next()?;
    let mut parts = date.trim_end_matches('.').split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 2 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let year: u32 = year.parse().ok()?;
    // The web is younger than 1990.
    let year = if year >= 90 { 1900 + year } else { 2000 + year };
    day_of(year, month.parse().ok()?, day.parse().ok()?).map(Written::Day)
}

/// A time of day right after a date: `10:31`, `T09:29:26`, `, 16:30`, `오후 3:05`, `at 3:05 pm`.
fn clock_after(tokens: &[Token<'_>], at: usize, words: &DateWords) -> (Option<(u8, u8, u8)>, usize) {
    let number = |at: usize| match tokens.get(at)?.kind {
        Kind::Number { value, digits: 1 | 2 } => u8::try_from(value).ok(),
        _ => None,
    };
    let colon = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Sign(':'));
    let half = |at: usize| match tokens.get(at)?.kind {
        Kind::Word(word) => words.half_of_day(word),
        _ => None,
    };
    // At most three tokens may stand between: a comma, a dash, `T`, `at`, a weekday in brackets.
    for start in at..(at + 4).min(tokens.len()) {
        let Some(hour) = number(start).filter(|_| colon(start + 1)) else {
            if number(start).is_some() {
                break;
            }
            continue;
        };
        let Some(minute) = number(start + 2).filter(|&minute| minute < 60) else { break };
        let second = number(start + 4).filter(|&second| colon(start + 3) && second < 60);
        let mut next = if second.is_some() { start + 5 } else { start + 3 };
        let mut afternoon = start.checked_sub(1).and_then(half);
        if let Some(found) = half(next) {
            afternoon = Some(found);
            next += 1;
        }
        let hour = match afternoon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        if hour > 23 {
            break;
        }
        return (Some((hour, minute, second.unwrap_or(0))), next);
    }
    (None, at)
}

/// Years before printing or far ahead are no dates of a page.
fn day_of(year: u32, month: u32, day: u32) -> Option<Day> {
    if !(1500..=2200).contains(&year) {
        return None;
    }
    Day::new(year as i16, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn month_of(year: u32, month: u32) -> Option<Written> {
    day_of(year, month, 1).map(|_| Written::Month(year as i32, month as u8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Furniture;

    fn read(text: &str) -> Vec<String> {
        let furniture = Furniture::embedded();
        find(text, &furniture.dates)
            .into_iter()
            .map(|date| {
                let value = match date.value {
                    Written::Either { day_first, month_first } => format!("{day_first}|{month_first}"),
                    other => other.interval(None).map(|interval| interval.to_string()).unwrap_or_default(),
                };
                match date.clock {
                    Some((hour, minute, second)) => format!("{value} {hour:02}:{minute:02}:{second:02}"),
                    None => value,
                }
            })
            .collect()
    }

    #[test]
    fn dates_of_three_languages_are_read() {
        for (text, expected) in [
            ("승인 2023.08.03 10:31", "2023-08-03 10:31:00"),
            ("23 March 202113:00", "2021-03-23 13:00:00"),
            ("2018. 6. 22.", "2018-06-22"),
            ("2018년 6월 22일 오후 3:05", "2018-06-22 15:05:00"),
            ("2018년 6월 22일(금)", "2018-06-22"),
            ("Дата публикации: 1 апреля 2025 года, 16:30", "2025-04-01 16:30:00"),
            ("3 мая 2019 г.", "2019-05-03"),
            ("Published: Nov. 10, 1988 at 3:05 pm", "1988-11-10 15:05:00"),
            ("Tuesday, 3rd of nothing", ""),
            ("September 3rd, 2019", "2019-09-03"),
            ("Researched and written by A B, March 2009", "2009-03"),
            ("2025-10-29T09:29:26-04:00", "2025-10-29 09:29:26"),
            ("modified: 2025-10-29 09:29:27-04:00", "2025-10-29 09:29:27"),
            ("07/07/2017", "2017-07-07|2017-07-07"),
            ("03/11/2010", "2010-11-03|2010-03-11"),
            ("31/12/2010", "2010-12-31"),
            ("3.8.2023", "2023-08-03"),
            ("18-Apr-2019", "2019-04-18"),
            ("Montag, 1. Oktober 2018 12:30 Uhr", "2018-10-01 12:30:00"),
            ("Publié le 1er août 2017 à 10:05", "2017-08-01 10:05:00"),
            ("12 de marzo de 2018", "2018-03-12"),
            ("3 października 2016 r.", "2016-10-03"),
            ("2019年5月3日", "2019-05-03"),
        ] {
            assert_eq!(read(text).first().map_or("", String::as_str), expected, "{text}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_read_only_when_asked_for() {
        let read =
            |text: &str| short_year(text).and_then(|day| day.interval(None)).map(|day| day.to_string());
        assert_eq!(read("Party, 30.10.23").as_deref(), Some("2023-10-30"));
        assert_eq!(read("8.5.12").as_deref(), Some("2012-05-08"));
        assert_eq!(read("1.5.2 of 12"), None);
        assert_eq!(read("version 10.15.7.1"), None);
    }

    #[test]
    fn no_date_is_read_into_other_numbers() {
        for text in [
            "41045",
            "20150915 - 20180824",
            "1.5.2 of 12",
            "32/13/2010",
            "tel. 02-3703-2114",
            "1990-1991",
            "may 5",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
