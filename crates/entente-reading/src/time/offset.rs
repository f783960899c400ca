//! Times counted from another: three years ago, the following year, last week.

use entente_model::{Day, Interval, TimexType};

use super::{
    calendar,
    found::Anchor,
    moment::Moment,
    raw::Raw,
    slot::{Slot, VAGUE},
    story::{Outcome, Story},
    unit::{DayPart, Unit},
};

/// So many hours before a text is given out it is still the same day.
const HOURS_OF_A_DAY: i32 = 6;

/// How many sentences a quarter is what "a year earlier" is compared with.
const QUARTER_REACH: u32 = 40;

/// A sign of direction as TIMEX3 says it without a date.
fn reference(direction: i32) -> Outcome {
    let value = match direction {
        0 => "PRESENT_REF",
        1.. => "FUTURE_REF",
        _ => "PAST_REF",
    };
    Outcome::new(TimexType::Date, value.to_owned())
}

/// A date that the text leaves open.
fn open(value: &str) -> Outcome {
    Outcome::new(TimexType::Date, value.to_owned())
}

/// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
pub(super) fn vague(raw: &Raw) -> Option<Outcome> {
    raw.slots.get(Slot::Ref).map(reference)
}

/// Three years ago, two days later.
pub(super) fn offset(raw: &Raw, story: &Story) -> Option<Outcome> {
    let unit = Unit::numbered(raw.slots.get(Slot::Unit)?)?;
    let direction = raw.slots.get(Slot::Dir)?;
    let amount = raw.slots.get(Slot::Num).unwrap_or(100);
    if amount == VAGUE {
        return Some(reference(direction));
    }
    let approximate = raw.slots.has(Slot::About);
    let told = raw.slots.get(Slot::Anchor) == Some(1);
    if unit == Unit::Year
        && amount == 100
        && direction < 0
        && let Some((quarter, sentence)) = story.quarter
        && raw.sentence.saturating_sub(sentence) <= QUARTER_REACH
        && story.told.is_none_or(|told| told.moment.unit() != Unit::Year || told.dated)
    {
        return quarter
            .plus_years(-1)
            .map(|moment| Outcome::of(moment).from(quarter.interval().map(Anchor::Told)));
    }
    let within = if raw.slots.get(Slot::Anchor) == Some(2) {
        let named = raw.slots.has(Slot::FixedMonth) || raw.slots.has(Slot::Easter);
        let outcome =
            if named { Some(super::date::named(raw, story)) } else { super::date::date(raw, story) };
        outcome.and_then(|outcome| outcome.moment)
    } else {
        None
    };
    let (base, anchor) = if let Some(moment) = within {
        (moment, Anchor::Told(moment.interval()?))
    } else if told
        && unit == Unit::Day
        && let Some(day) = story.day_just_told(raw)
    {
        day
    } else if told && let Some(found) = story.told_or_published(Unit::Day) {
        found
    } else if let Some(day) = story.published {
        (Moment::Day(day), Anchor::Published)
    } else {
        return Some(reference(direction));
    };
    let moved = match (base, within) {
        // "two months after next Friday" is a day.
        (Moment::Day(day), Some(_)) => shifted_day(day, unit, amount, direction),
        _ => shifted(base, unit, amount, direction),
    };
    let outcome = match moved {
        Some(moment) => Outcome { approximate, ..Outcome::of(moment) },
        // A time told by its year only cannot carry days.
        None => reference(direction),
    };
    Some(outcome.from(Some(anchor)))
}

/// The day so much before or after another.
fn shifted_day(day: Day, unit: Unit, amount: i32, direction: i32) -> Option<Moment> {
    let whole = direction.signum().checked_mul(amount / 100)?;
    let months = match unit {
        Unit::Month => 1,
        Unit::Quarter | Unit::Season => 3,
        Unit::HalfYear => 6,
        Unit::Year => 12,
        Unit::Decade => 120,
        Unit::Century => 1200,
        _ => return shifted(Moment::Day(day), unit, amount, direction),
    };
    let moved = Interval::day(day).plus_months(whole.checked_mul(months)?)?;
    moved.first_day().map(Moment::Day)
}

/// The time so much (in hundredths) before or after another, as fine as the unit.
fn shifted(base: Moment, unit: Unit, amount: i32, direction: i32) -> Option<Moment> {
    let whole = direction.signum().checked_mul(amount / 100)?;
    let signed = i64::from(direction.signum()) * i64::from(amount);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let hours = if unit == Unit::Hour { whole } else { 0 };
            match base {
                Moment::Day(day) if hours % 24 == 0 => Some(Moment::Day(calendar::days(day, hours / 24))),
                // "An hour ago": that day, as far as anybody can tell.
                Moment::Day(day) if hours.abs() <= HOURS_OF_A_DAY => Some(Moment::Day(day)),
                _ => None,
            }
        }
        Unit::Day => match base {
            Moment::Day(day) => Some(Moment::Day(calendar::days(day, whole))),
            _ => None,
        },
        Unit::Week | Unit::Weekend => match base {
            Moment::Day(day) => Some(Moment::Day(calendar::days(day, (signed * 7 / 100) as i32))),
            Moment::Week(day) => Moment::Week(day).plus(whole),
            _ => None,
        },
        Unit::Month | Unit::Quarter | Unit::Season | Unit::HalfYear => {
            let months = match unit {
                Unit::Month => 1,
                Unit::HalfYear => 6,
                _ => 3,
            };
            let month = Moment::Month(base.year(), base.month()?);
            let moved = month.plus((signed * months / 100) as i32)?;
            if unit == Unit::Quarter {
                Some(Moment::around(moved.first_day()?, Unit::Quarter))
            } else {
                Some(moved)
            }
        }
        Unit::Year => {
            if amount % 100 != 0 && base.month().is_some() {
                return Moment::Month(base.year(), base.month()?).plus((signed * 12 / 100) as i32);
            }
            Moment::Year(base.year()).plus(whole)
        }
        Unit::Decade if amount / 100 < 3 && amount % 100 == 0 => {
            Moment::Decade(base.year() - base.year().rem_euclid(10)).plus(whole)
        }
        Unit::Decade => Moment::Year(base.year()).plus((signed / 10) as i32),
        Unit::Century => Moment::Year(base.year()).plus(whole.checked_mul(100)?),
        Unit::Millennium => Moment::Year(base.year()).plus(whole.checked_mul(1000)?),
    }
}

/// This week, last month, the following year, that day.
pub(super) fn deictic(raw: &Raw, story: &Story) -> Option<Outcome> {
    let Some(unit) = raw.slots.get(Slot::Unit) else { return then(story) };
    let unit = Unit::numbered(unit)?;
    let shift = raw.slots.get(Slot::Rel).unwrap_or(0);
    let report = raw.slots.get(Slot::Anchor) == Some(3);
    let told = raw.slots.get(Slot::Anchor) == Some(1) || report;
    let base = if let Some(quarter) = ended_quarter(raw, story, unit) {
        Some((quarter, Anchor::Published))
    } else if told
        && unit == Unit::Quarter
        && let Some((quarter, _)) = story.quarter
    {
        Some((quarter, Anchor::Told(quarter.interval()?)))
    } else if told && unit == Unit::Quarter {
        // "the quarter" of a report is the last one that is over.
        story
            .published
            .and_then(|day| Moment::around(day, unit).plus(-1))
            .map(|quarter| (quarter, Anchor::Published))
    } else if told {
        let day = (unit == Unit::Day && shift <= 0).then(|| story.day_of_report(raw)).flatten();
        let day = story.own_day(raw).filter(|_| report).or(day);
        let just_told = || story.day_just_told(raw).filter(|_| unit == Unit::Day && shift > 0);
        day.or_else(just_told).or_else(|| story.told_or_published(unit))
    } else if let Some(then) = narrated(raw, story, unit, shift) {
        Some(then)
    } else {
        story.published.map(|day| (Moment::around(day, unit), Anchor::Published))
    };
    let Some((base, anchor)) = base else {
        return Some(reference(shift));
    };
    let fine = base.unit() <= unit || base.unit() == Unit::Day;
    // "In December 1963 …, two years later in the same month": the month told before the years.
    let again = match base {
        Moment::Year(year) if told && shift == 0 && unit == Unit::Month => story
            .month
            .filter(|_| story.told.is_some_and(|told| told.sentence == raw.sentence))
            .map(|month| (year, month)),
        _ => None,
    };
    let moment = if let Some((year, month)) = again {
        Some(Moment::Month(year, month))
    } else if base.unit() == unit {
        base.plus(shift)
    } else if fine && let Some(day) = base.first_day() {
        Moment::around(day, unit).plus(shift)
    } else {
        None
    };
    let Some(mut moment) = moment else {
        return Some(match (base, unit) {
            // "that same day" where only the month or the year was told
            (Moment::Year(_), Unit::Day) if shift == 0 => open(&format!("{}-XX-XX", base.value())),
            (Moment::Month(..), Unit::Day) | (Moment::Year(_), Unit::Month) if shift == 0 => {
                open(&format!("{}-XX", base.value()))
            }
            (_, Unit::Day) if told && shift == 0 => open("XXXX-XX-XX"),
            (_, Unit::Month) if told && shift == 0 => open("XXXX-XX"),
            _ => reference(shift),
        });
    };
    if let (Some(year), Moment::Quarter(_, quarter)) = (raw.slots.get(Slot::Year), moment) {
        moment = Moment::Quarter(year, quarter);
    }
    if raw.slots.has(Slot::Back) {
        moment = moment.plus_years(-1)?;
    }
    if unit == Unit::Weekend && raw.slots.has(Slot::Dir) {
        moment = weekend(raw, story)?;
    }
    let outcome = Outcome::of(moment);
    let part = raw.slots.get(Slot::DayPart).and_then(DayPart::numbered);
    if let (Some(part), Moment::Day(day)) = (part, moment) {
        return Some(
            Outcome { timex_type: TimexType::Time, value: Some(format!("{day}T{}", part.code())), ..outcome }
                .from(Some(anchor)),
        );
    }
    Some(outcome.from(Some(anchor)))
}

/// "In October 1990 … The next month he sent": what follows the publication cannot be over, so it follows the time told. So does
/// what follows anything in a text of no day.
fn narrated(raw: &Raw, story: &Story, unit: Unit, shift: i32) -> Option<(Moment, Anchor)> {
    let loose = story.published.is_none() || raw.slots.get(Slot::Anchor) == Some(0);
    let over = shift > 0 && unit <= Unit::Year && loose;
    let earlier = |told: Moment| match story.published {
        Some(published) => raw.tense < 0 && told.year() < i32::from(published.year()),
        None => raw.tense <= 0,
    };
    let told = story.told.filter(|told| over && earlier(told.moment))?;
    Some((told.moment, Anchor::Told(told.moment.interval()?)))
}

/// "Until then": the time last told.
fn then(story: &Story) -> Option<Outcome> {
    let told = story.told?.moment;
    Some(Outcome::of(told).from(told.interval().map(Anchor::Told)))
}

/// "The quarter ended July 31": the one of the calendar that most of its three months lie in.
fn ended_quarter(raw: &Raw, story: &Story, unit: Unit) -> Option<Moment> {
    let (month, day) = (raw.slots.get(Slot::FixedMonth)?, raw.slots.get(Slot::FixedDay)?);
    if unit != Unit::Quarter {
        return None;
    }
    let published = story.published?;
    let year = i32::from(published.year());
    let end = |year| calendar::gregorian(year, month, day);
    let last = end(year).filter(|end| *end <= published).or_else(|| end(year - 1))?;
    Some(Moment::around(calendar::days(last, -45), Unit::Quarter))
}

/// "The weekend": the last one, or the next where the verb is of the future.
fn weekend(raw: &Raw, story: &Story) -> Option<Moment> {
    let published = story.published?;
    let this = Moment::Weekend(calendar::monday(published));
    let at_weekend = calendar::weekday(published) >= 6;
    if raw.tense > 0 || at_weekend { Some(this) } else { this.plus(-1) }
}
