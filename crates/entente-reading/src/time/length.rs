//! Lengths of time and recurring times.

use std::fmt::Write;

use entente_model::TimexType;

use super::{
    clock,
    moment::season_code,
    raw::Raw,
    slot::{Slot, VAGUE},
    story::{Outcome, Story},
    unit::{DayPart, Unit},
};

/// A length of time; where it recurs (`every two years`) a set.
pub(super) fn duration(raw: &Raw) -> Option<Outcome> {
    let unit = Unit::numbered(raw.slots.get(Slot::Unit)?)?;
    let amount = raw.slots.get(Slot::Num).unwrap_or(100);
    // "a year and a half", "two years and a quarter"
    let part = match (raw.slots.has(Slot::Half), raw.slots.has(Slot::Quarter)) {
        (true, _) => 50,
        (_, true) => 25,
        _ => 0,
    };
    let amount = if amount == VAGUE { amount } else { amount.checked_add(part)? };
    let mut value = period(amount, unit)?;
    if let (Some(amount), Some(unit)) =
        (raw.slots.get(Slot::Num2), raw.slots.get(Slot::Unit2).and_then(Unit::numbered))
    {
        value = joined(&value, &period(amount, unit)?);
    }
    let timex_type = if raw.slots.has(Slot::Every) { TimexType::Set } else { TimexType::Duration };
    Some(Outcome { approximate: raw.slots.has(Slot::About), ..Outcome::new(timex_type, value) })
}

/// "During that time": the length of time told in the sentence before.
pub(super) fn told(raw: &Raw, story: &Story) -> Option<Outcome> {
    let (value, sentence) = story.length.as_ref()?;
    (raw.sentence <= sentence + 1).then(|| Outcome::new(TimexType::Duration, value.clone()))
}

/// `P2Y` and `P3M` are `P2Y3M`, `P1D` and `PT6H` are `P1DT6H`.
fn joined(first: &str, second: &str) -> String {
    match (first.strip_prefix("PT"), second.strip_prefix("PT")) {
        (Some(_), Some(rest)) => format!("{first}{rest}"),
        (None, Some(rest)) => format!("{first}T{rest}"),
        _ => format!("{first}{}", second.trim_start_matches('P')),
    }
}

/// An amount (in hundredths) of a unit as TIMEX3 writes it.
fn period(amount: i32, unit: Unit) -> Option<String> {
    let (code, times, timed) = match unit {
        Unit::Second => ("S", 1, true),
        Unit::Minute => ("M", 1, true),
        Unit::Hour => ("H", 1, true),
        Unit::Day => ("D", 1, false),
        Unit::Weekend => ("WE", 1, false),
        Unit::Week => ("W", 1, false),
        Unit::Month => ("M", 1, false),
        Unit::Quarter if amount == VAGUE => ("Q", 1, false),
        Unit::Quarter => ("M", 3, false),
        Unit::Season => ("S", 1, false),
        Unit::HalfYear => ("M", 6, false),
        Unit::Year => ("Y", 1, false),
        Unit::Decade if amount == VAGUE => ("DE", 1, false),
        Unit::Decade => ("Y", 10, false),
        Unit::Century if amount == VAGUE => ("CE", 1, false),
        Unit::Century => ("Y", 100, false),
        Unit::Millennium if amount == VAGUE => ("ML", 1, false),
        Unit::Millennium => ("Y", 1000, false),
    };
    let prefix = if timed { "PT" } else { "P" };
    if amount == VAGUE {
        return Some(format!("{prefix}X{code}"));
    }
    let amount = i64::from(amount) * times;
    let (whole, rest) = (amount / 100, amount % 100);
    let smaller = match unit {
        Unit::Minute => Some(("S", 60)),
        Unit::Hour => Some(("M", 60)),
        Unit::Day if whole == 0 => return Some(format!("PT{}H", rest * 24 / 100)),
        Unit::Year | Unit::Decade | Unit::Century => Some(("M", 12)),
        _ => None,
    };
    let mut text = prefix.to_owned();
    match smaller {
        _ if rest == 0 => write!(text, "{whole}{code}").ok()?,
        Some((small, count)) => {
            if whole > 0 {
                write!(text, "{whole}{code}").ok()?;
            }
            write!(text, "{}{small}", (rest * count + 50) / 100).ok()?;
        }
        None => {
            let places = format!("{rest:02}");
            write!(text, "{whole}.{}{code}", places.trim_end_matches('0')).ok()?;
        }
    }
    Some(text)
}

/// Every Monday, each July, annually.
pub(super) fn set(raw: &Raw) -> Option<Outcome> {
    let slots = &raw.slots;
    if slots.has(Slot::Hour) {
        let clock = clock::clock_text(raw)?;
        let day =
            slots.get(Slot::Weekday).map_or_else(|| "XXXX-XX-XX".to_owned(), |day| format!("XXXX-WXX-{day}"));
        return Some(Outcome::new(TimexType::Set, format!("{day}T{clock}")));
    }
    let value = if let Some(month) = slots.get(Slot::Month) {
        match slots.get(Slot::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        }
    } else if let Some(weekday) = slots.get(Slot::Weekday) {
        let part = slots.get(Slot::DayPart).and_then(DayPart::numbered);
        format!("XXXX-WXX-{weekday}{}", part.map(|part| format!("T{}", part.code())).unwrap_or_default())
    } else if let Some(season) = slots.get(Slot::Season) {
        format!("XXXX-{}", season_code(season))
    } else if let Some(part) = slots.get(Slot::DayPart).and_then(DayPart::numbered) {
        format!("XXXX-XX-XXT{}", part.code())
    } else {
        return duration(raw).map(|outcome| Outcome { timex_type: TimexType::Set, ..outcome });
    };
    Some(Outcome::new(TimexType::Set, value))
}
