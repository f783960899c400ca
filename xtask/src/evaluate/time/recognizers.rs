//! The cases of Recognizers-Text that speak of dates in running text: which are read as they should be.
//!
//! A case names the expressions of a sentence with their TIMEX. It is right where each of them is found with that meaning
//! and nothing else is found. Values are compared by what they mean: a length by its seconds, a range by its days, what the
//! case leaves open (`XXXX-05-09`) by the pattern.

use entente_model::{Interval, TimexType};
use entente_reading::time::{FoundTime, Relation, TimeContext, TimeGrammar, find};
use serde_json::Value;

/// What the cases came to.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) right: usize,
    pub(crate) all: usize,
    pub(crate) left_out: usize,
    /// A line for each case that is read otherwise.
    pub(crate) failing: Vec<String>,
    /// Lines of the list that fit no case.
    pub(crate) stale: Vec<String>,
}

/// Reads the cases, those aside whose index and length stand in the list of those left out.
///
/// # Errors
/// When the file is not the cases' JSON.
pub(crate) fn check(
    cases: &str,
    left_out: &str,
    grammar: &TimeGrammar,
) -> Result<Outcome, serde_json::Error> {
    let cases: Vec<Value> = serde_json::from_str(cases)?;
    let mut outcome = Outcome::default();
    let mut aside = vec![false; cases.len()];
    for line in left_out.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut fields = line.split('\t');
        let index = fields.next().and_then(|index| index.parse::<usize>().ok());
        let length = fields.next().and_then(|length| length.parse::<usize>().ok());
        match index.and_then(|index| cases.get(index).map(|case| (index, case))) {
            Some((index, case)) if Some(input(case).chars().count()) == length => aside[index] = true,
            _ => outcome.stale.push(line.to_owned()),
        }
    }
    for (index, case) in cases.iter().enumerate() {
        if aside[index] {
            outcome.left_out += 1;
            continue;
        }
        outcome.all += 1;
        let text = input(case);
        let found = times(text, case, grammar);
        if is_right(text, case, &found) {
            outcome.right += 1;
        } else {
            outcome.failing.push(format!(
                "{index}\t{}\n    wants {}\n    reads {}",
                text.replace('\n', " "),
                wanted(case),
                said(text, &found)
            ));
        }
    }
    Ok(outcome)
}

fn input(case: &Value) -> &str {
    case["Input"].as_str().unwrap_or_default()
}

/// The times of a case, but for the words of past and present that the cases do not mark.
fn times(text: &str, case: &Value, grammar: &TimeGrammar) -> Vec<FoundTime> {
    let told = case["Context"]["ReferenceDateTime"].as_str();
    let published = told.and_then(|told| told.get(..10)).and_then(|day| day.parse().ok());
    let mut found = find(text, grammar, &TimeContext { published, clock: None });
    found.retain(|time| !matches!(time.value.as_deref(), Some("PAST_REF" | "FUTURE_REF")));
    found
}

fn said(text: &str, found: &[FoundTime]) -> String {
    let one = |time: &FoundTime| {
        let words = text.get(time.range.clone()).unwrap_or_default();
        format!("[{words}] {}", time.value.as_deref().unwrap_or("-"))
    };
    found.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn wanted(case: &Value) -> String {
    let one = |result: &Value| {
        let timex = &result["Resolution"]["values"][0]["timex"];
        format!("[{}] {}", result["Text"].as_str().unwrap_or_default(), timex.as_str().unwrap_or("-"))
    };
    case["Results"].as_array().into_iter().flatten().map(one).collect::<Vec<_>>().join(", ")
}

fn is_right(text: &str, case: &Value, found: &[FoundTime]) -> bool {
    let mut left: Vec<&FoundTime> = found.iter().collect();
    for result in case["Results"].as_array().into_iter().flatten() {
        let Some((from, to)) = place(text, result) else { return false };
        let (here, other): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|time| time.range.start < to && from < time.range.end);
        left = other;
        let values = result["Resolution"]["values"].as_array();
        if here.is_empty() || !values.into_iter().flatten().any(|value| means(&here, value)) {
            return false;
        }
    }
    left.iter().all(|time| time.value.as_deref() == Some("PRESENT_REF"))
}

/// The bytes of a result; its places are counted in UTF-16 in the file.
fn place(text: &str, result: &Value) -> Option<(usize, usize)> {
    let (start, end) = (result["Start"].as_u64()?, result["End"].as_u64()? + 1);
    let byte = |units: u64| {
        let mut at = 0;
        for (index, next) in text.char_indices() {
            if at >= units {
                return index;
            }
            at += next.len_utf16() as u64;
        }
        text.len()
    };
    Some((byte(start), byte(end)))
}

/// Whether the expressions found in one place mean one of the values that the case allows.
fn means(found: &[&FoundTime], value: &Value) -> bool {
    let text = |name: &str| value[name].as_str().unwrap_or_default();
    let (timex, kind) = (text("timex"), text("type"));
    let Some(first) = found.first() else { return false };
    match kind {
        "duration" => {
            found.len() == 1
                && (seconds(first.value.as_deref()) == text("value").parse().ok()
                    || first.value.as_deref() == Some(timex))
        }
        "set" => found.iter().any(|time| {
            time.timex_type == TimexType::Set
                && time.value.as_deref().is_some_and(|value| fits(value, timex) || recurs(value, timex))
        }),
        "daterange" => {
            in_range(found, value)
                || found.iter().any(|time| has_value(time, timex))
                // "the last two quarters": a length of time, where the case counts it back from the day.
                || found.len() == 1 && seconds(first.value.as_deref()).is_some_and(|own| {
                    seconds(timex.rsplit(',').next().and_then(|last| last.strip_suffix(')'))) == Some(own)
                })
        }
        "date" => {
            let day = text("value");
            found.iter().any(|time| {
                time.value.as_deref().is_some_and(|value| value == day && day.len() == 10)
                    || has_value(time, timex)
            })
        }
        _ => found.iter().any(|time| has_value(time, timex)),
    }
}

fn has_value(time: &FoundTime, timex: &str) -> bool {
    match &time.value {
        Some(value) => fits(value, timex) || weekday_fits(time, timex),
        // A day that does not exist has no value here; the cases repeat what is written.
        None => timex.ends_with("-02-30"),
    }
}

/// Whether a value is what a TIMEX with open places says; `2016-11-08T08` is 8 o'clock.
fn fits(value: &str, timex: &str) -> bool {
    let full = |text: &str| match text.split_once('T') {
        Some((day, clock)) if clock.len() == 2 && clock.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{day}T{clock}:00")
        }
        _ => text.to_owned(),
    };
    let (value, timex) = (full(value), full(timex));
    // A time of day is wanted without its day.
    let value = match (timex.starts_with('T'), value.split_once('T')) {
        (true, Some((_, clock))) => format!("T{clock}"),
        _ => value,
    };
    value.len() == timex.len()
        && value.chars().zip(timex.chars()).all(|(one, open)| one == open || open == 'X')
}

/// `XXXX-WXX-5`: a Friday, whichever.
fn weekday_fits(time: &FoundTime, timex: &str) -> bool {
    let Some(rest) = timex.strip_prefix("XXXX-WXX-") else { return false };
    let (weekday, clock) = rest.split_at(rest.len().min(1));
    let day = time.edtf.and_then(Interval::first_day).filter(|_| time.timex_type != TimexType::Set);
    let clock_fits = clock.is_empty()
        || time
            .value
            .as_deref()
            .and_then(|value| value.split_once('T'))
            .is_some_and(|(_, own)| fits(&format!("T{own}"), clock));
    day.is_some_and(|day| day.as_date().weekday().to_monday_one_offset().to_string() == weekday) && clock_fits
}

/// `P2D` and `XXXX-WXX-4T17:30` against the same day without its clock time.
fn recurs(value: &str, timex: &str) -> bool {
    seconds(Some(value)).is_some() && seconds(Some(value)) == seconds(Some(timex))
}

/// Whether what was found begins and ends where the case says (its ends are exclusive, or the start of the last unit).
fn in_range(found: &[&FoundTime], value: &Value) -> bool {
    let day = |name: &str| {
        value[name].as_str().and_then(|day| day.parse::<Interval>().ok()).and_then(Interval::first_day)
    };
    let (start, end) = (day("start"), day("end"));
    let spans = found.iter().flat_map(|time| {
        let told = match time.relation {
            Some(Relation::Before | Relation::Until) => (None, time.edtf),
            Some(Relation::After | Relation::Since) => (time.edtf, None),
            _ => (time.edtf, time.edtf),
        };
        [(time.whole, time.whole), (time.edtf, time.edtf), told]
    });
    let begins = |when: Option<Interval>| match start {
        None => when.is_none_or(|when| when.first_day().is_none()) || value["Mod"].is_string(),
        Some(start) => when.is_some_and(|when| {
            when.first_day() == Some(start) || when.last_day().is_some_and(|last| last.plus_days(1) == start)
        }),
    };
    let ends = |when: Option<Interval>| match end {
        None => when.is_none_or(|when| when.last_day().is_none()) || value["Mod"].is_string(),
        Some(end) => when.is_some_and(|when| {
            let last_starts =
                || when.to_string().rsplit('/').next().and_then(|last| last.parse::<Interval>().ok());
            when.last_day().is_some_and(|last| last == end || last.plus_days(1) == end)
                || last_starts().and_then(Interval::first_day) == Some(end)
        }),
    };
    (start.is_some() || end.is_some()) && spans.into_iter().any(|(from, to)| begins(from) && ends(to))
}

/// A length of time in seconds, a year of 365 days and a month of 30.
fn seconds(period: Option<&str>) -> Option<i64> {
    let rest = period?.strip_prefix('P')?;
    let (mut total, mut number, mut clock) = (0.0, String::new(), false);
    for sign in rest.chars() {
        let unit = match sign {
            '0'..='9' | '.' => {
                number.push(sign);
                continue;
            }
            'T' => {
                clock = true;
                continue;
            }
            'Y' => 31_536_000.0,
            'M' if clock => 60.0,
            'M' => 2_592_000.0,
            'W' => 604_800.0,
            'D' => 86_400.0,
            'H' => 3_600.0,
            'S' => 1.0,
            _ => return None,
        };
        total += unit * number.parse::<f64>().ok()?;
        number.clear();
    }
    Some(total.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_case_leaves_open_fits_any() {
        assert!(fits("2018-05-09", "XXXX-05-09"));
        assert!(!fits("2018-06-09", "XXXX-05-09"));
        assert!(fits("2016-11-08T08:00", "2016-11-08T08"));
        assert!(fits("2016-11-08T07:30", "T07:30"));
    }

    #[test]
    fn lengths_are_compared_by_their_seconds() {
        assert_eq!(seconds(Some("PT1H30M")), seconds(Some("PT1.5H")));
        assert_eq!(seconds(Some("PXM")), None);
    }
}
