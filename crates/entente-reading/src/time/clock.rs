//! Times of day.

use entente_model::{Interval, TimexType};

use super::{
    date,
    found::Anchor,
    matcher::WITH_MINUTES,
    moment::Moment,
    raw::Raw,
    slot::Slot,
    story::{Outcome, Story},
    unit::{DayPart, Unit},
};

const DATE_SLOTS: &[Slot] = &[Slot::Year, Slot::Month, Slot::Day, Slot::Weekday, Slot::Days];

/// A time of day, on the day that is named with it, was last told, or of the publication.
///
/// `after` is the date that follows in the same sentence, for where none was told before it ("at midnight, on 14 May 1948").
pub(super) fn time(raw: &Raw, story: &Story, after: Option<&Raw>) -> Option<Outcome> {
    let named = DATE_SLOTS.iter().any(|&slot| raw.slots.has(slot));
    let day = if named {
        date::date(raw, story)?
    } else if let Some(shift) = raw.slots.get(Slot::DayRel)
        && let Some(day) = story.published
    {
        Outcome::of(Moment::around(day, Unit::Day).plus(shift)?).from(Some(Anchor::Published))
    } else if let Some(Outcome { moment: Some(Moment::Day(day)), .. }) = after
        .filter(|_| story.told.is_none_or(|told| told.sentence != raw.sentence))
        .and_then(|after| date::date(after, story))
    {
        Outcome::of(Moment::Day(day)).from(Some(Anchor::Told(Interval::day(day))))
    } else {
        match (story.day, story.published) {
            (Some(day), _) => Outcome::of(Moment::Day(day)).from(Some(Anchor::Told(Interval::day(day)))),
            (None, Some(day)) => Outcome::of(Moment::Day(day)).from(Some(Anchor::Published)),
            (None, None) => Outcome::new(TimexType::Date, "XXXX-XX-XX".to_owned()),
        }
    };
    let clock = clock_text(raw);
    let value = match (&day.value, clock) {
        (Some(day), Some(clock)) => Some(format!("{day}T{clock}")),
        _ => None,
    };
    Some(Outcome { timex_type: TimexType::Time, value, ..day })
}

/// As TIMEX3 writes it after the `T`.
pub(super) fn clock_text(raw: &Raw) -> Option<String> {
    let slots = &raw.slots;
    let part = slots.get(Slot::DayPart).and_then(DayPart::numbered);
    let Some((hour, minute, second)) = clock(raw) else {
        if slots.has(Slot::Hour) {
            return None;
        }
        return part.map(|part| part.code().to_owned());
    };
    Some(match second {
        Some(second) => format!("{hour:02}:{minute:02}:{second:02}"),
        None => format!("{hour:02}:{minute:02}"),
    })
}

/// Hour, minute and second by the clock of 24 hours; `None` where there is no such time.
pub(super) fn clock(raw: &Raw) -> Option<(u8, u8, Option<u8>)> {
    let slots = &raw.slots;
    let (mut hour, minute) = match slots.get(Slot::Hour)? {
        both @ WITH_MINUTES.. => ((both - WITH_MINUTES) / 100, (both - WITH_MINUTES) % 100),
        hour => (hour, slots.get(Slot::Minute).unwrap_or(0)),
    };
    let part = slots.get(Slot::DayPart).and_then(DayPart::numbered);
    let after_noon = match slots.get(Slot::AmPm) {
        Some(after) => Some(after == 1),
        None => match part {
            Some(DayPart::Afternoon | DayPart::Evening) => Some(true),
            Some(DayPart::Night) => Some((5..12).contains(&hour)),
            Some(DayPart::Morning) => Some(false),
            _ => None,
        },
    };
    match after_noon {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    let second = slots.get(Slot::Second);
    let fits = (0..=24).contains(&hour)
        && (0..60).contains(&minute)
        && second.is_none_or(|second| (0..60).contains(&second));
    (fits && (hour < 24 || minute == 0)).then_some((
        hour as u8,
        minute as u8,
        second.map(|second| second as u8),
    ))
}
