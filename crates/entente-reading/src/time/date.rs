//! Dates of any precision from what was kept of their words.

use entente_model::{Day, TimexType};

use super::{
    calendar,
    found::Anchor,
    lunar,
    moment::{Moment, season_code},
    raw::Raw,
    slot::{Slot, Slots},
    story::{Outcome, Story, Told},
    unit::Unit,
};

/// The value of `lunar` for a month that is put in a second time.
const LEAP: i32 = 2;

/// The day of the rules that is the last of its month.
const LAST_DAY: i32 = 99;

/// The date of an expression.
pub(super) fn date(raw: &Raw, story: &Story) -> Option<Outcome> {
    let slots = &raw.slots;
    if slots.get(Slot::Year) == Some(0) && !slots.has(Slot::Era) {
        // No calendar of the texts has a year 0.
        return Some(Outcome::impossible(TimexType::Date));
    }
    let (year, anchor) = year(raw, story);
    let outcome = if let (Some(0), Some(year), Some(today)) = (slots.get(Slot::Days), year, story.published)
        && slots.has(Slot::Year)
    {
        // "He died at sea on this day in 1856"
        day_of(slots, year, i32::from(today.month()), i32::from(today.day()))
            .map(|then| then.from(Some(Anchor::Published)))
    } else if let Some(count) = slots.get(Slot::Days) {
        Some(from_anchor(slots, story, count))
    } else if let Some(number) = slots.get(Slot::Century) {
        Some(century(slots, number))
    } else if let Some(first) = slots.get(Slot::Decade) {
        Some(Outcome::of(Moment::Decade(decade_year(first, story))))
    } else if let Some(nth) = slots.get(Slot::WeekOf) {
        week_of(raw, story, year, nth)
    } else if let Some(month) = slots.get(Slot::Month) {
        Some(match slots.get(Slot::Day) {
            Some(day) => month_day(raw, story, year, month, day),
            None => only_month(raw, story, year, month),
        })
    } else if let Some(season) = slots.get(Slot::Season) {
        Some(season_of(raw, story, year, season))
    } else if let Some(quarter) = slots.get(Slot::Quarter) {
        Some(quarter_of(raw, story, year, quarter))
    } else if let Some(half) = slots.get(Slot::Half) {
        let now = story.published.map(|day| i32::from(day.year()));
        year.or(now).filter(|_| half <= 2).map(|year| Outcome::of(Moment::Half(year, half)))
    } else if let Some(week) = slots.get(Slot::Week).filter(|week| *week > 0) {
        let year = year.or(story.published.map(|day| i32::from(day.year())))?;
        calendar::week_monday(year, week).map(|day| Outcome::of(Moment::Week(day)))
    } else if let Some(day) = slots.get(Slot::Day) {
        Some(only_day(raw, story, day))
    } else if let Some(weekday) = slots.get(Slot::Weekday) {
        Some(only_weekday(raw, story, weekday))
    } else {
        year.map(year_outcome)
    }?;
    let anchor = outcome.anchor.or(anchor);
    let outcome = match outcome.moment {
        // "the week of March 6"
        Some(Moment::Day(day)) if slots.has(Slot::Week) => Outcome::of(Moment::Week(calendar::monday(day))),
        _ => outcome,
    };
    Some(Outcome { anchor, approximate: slots.has(Slot::About), ..outcome })
}

fn year_outcome(year: i32) -> Outcome {
    if (-9999..=9999).contains(&year) {
        Outcome::of(Moment::Year(year))
    } else {
        Outcome::impossible(TimexType::Date)
    }
}

/// The year that is written, or told by "last", "this", "next".
pub(super) fn year(raw: &Raw, story: &Story) -> (Option<i32>, Option<Anchor>) {
    let slots = &raw.slots;
    if let Some(year) = slots.get(Slot::Year) {
        let year = year.saturating_add(slots.get(Slot::Era).unwrap_or(0));
        // "10 February 1689/90": the year that began in March, and the one that began in January
        let next = year.saturating_add(1);
        let both = slots.has(Slot::Month)
            && slots.get(Slot::Yy).is_some_and(|short| short == next % 100 || short == next % 10);
        if both {
            return (Some(next), None);
        }
        return (Some(if slots.has(Slot::Bc) { 1 - year } else { year }), None);
    }
    if let Some(short) = slots.get(Slot::Yy) {
        return (Some(full_year(short, story.published)), None);
    }
    let Some(shift) = slots.get(Slot::YearRel) else { return (None, None) };
    if slots.get(Slot::Anchor) == Some(1)
        && let Some((moment, anchor)) = story.told_or_published(Unit::Year)
    {
        return (moment.year().checked_add(shift), Some(anchor));
    }
    // "In 2005 … oil came in May of the next year": what is over follows the year told, but for words that always count from the
    // day of writing, "내년".
    let own = slots.get(Slot::Anchor) == Some(0);
    if let (Some(published), Some(told), false) = (story.published, story.told, own) {
        let past = shift > 0 && raw.tense < 0 && told.moment.year() < i32::from(published.year());
        let interval = told.moment.interval().filter(|_| past && (story.history || told.dated));
        if let Some(interval) = interval {
            return (told.moment.year().checked_add(shift), Some(Anchor::Told(interval)));
        }
    }
    let Some(published) = story.published else {
        // Nothing else tells which year comes next; the one before is as likely to be the writer's own.
        let told = story.told.filter(|_| shift > 0);
        let anchor = told.and_then(|told| told.moment.interval()).map(Anchor::Told);
        return (told.and_then(|told| told.moment.year().checked_add(shift)), anchor);
    };
    (Some(i32::from(published.year()) + shift), Some(Anchor::Published))
}

/// The time told that "the next spring" and "the previous autumn" count from, where it is not told as to come, and on which side
/// of it they lie.
fn before_next(raw: &Raw, story: &Story) -> Option<(Told, i32)> {
    let side = raw.slots.get(Slot::Rel).filter(|side| matches!(side, 1 | -1))?;
    let counts = raw.slots.get(Slot::Anchor) == Some(1) && raw.tense <= 0;
    Some((story.told.filter(|_| counts)?, side))
}

/// A year of two digits: at most ten years after publication.
fn full_year(short: i32, published: Option<Day>) -> i32 {
    let latest = published.map_or(2035, |day| i32::from(day.year()) + 10);
    let year = latest - latest % 100 + short;
    if year > latest { year - 100 } else { year }
}

fn decade_year(first: i32, story: &Story) -> i32 {
    if first >= 100 {
        return first;
    }
    let century = story
        .told
        .map(|told| told.moment.year())
        .filter(|year| *year < 1900 && *year > 1000)
        .map(|year| year - year % 100);
    century.unwrap_or(if first < 20 { 2000 } else { 1900 }) + first
}

fn century(slots: &Slots, number: i32) -> Outcome {
    let number = if slots.has(Slot::Bc) { 1 - number } else { number };
    Outcome::of(Moment::Century(number))
}

/// Yesterday, today, tomorrow.
fn from_anchor(slots: &Slots, story: &Story, count: i32) -> Outcome {
    if slots.get(Slot::Anchor) == Some(1)
        && let Some((Moment::Day(day), anchor)) = story.told_or_published(Unit::Day)
    {
        return Outcome::of(Moment::Day(calendar::days(day, count))).from(Some(anchor));
    }
    let Some(day) = story.published else {
        let value = match count {
            0 => "PRESENT_REF",
            1.. => "FUTURE_REF",
            _ => "PAST_REF",
        };
        return Outcome::new(TimexType::Date, value.to_owned());
    };
    Outcome::of(Moment::Day(calendar::days(day, count))).from(Some(Anchor::Published))
}

/// A day in the calendar that the words name; `None` where there is no such day.
pub(super) fn day_of(slots: &Slots, year: i32, month: i32, day: i32) -> Option<Outcome> {
    if slots.has(Slot::Julian) {
        let outcome = Outcome::of(Moment::Day(calendar::from_julian(year, month, day)?));
        let written = calendar::gregorian(year, month, day).map(Moment::Day);
        return Some(Outcome { julian: written, ..outcome });
    }
    if let Some(kind) = slots.get(Slot::Lunar) {
        return lunar::day(year, month, day, kind == LEAP).map(|day| Outcome::of(Moment::Day(day)));
    }
    calendar::gregorian(year, month, day).map(|day| Outcome::of(Moment::Day(day)))
}

fn month_day(raw: &Raw, story: &Story, year: Option<i32>, month: i32, day: i32) -> Outcome {
    let none = Outcome::impossible(TimexType::Date);
    let guess = || {
        let (year, anchor) = guessed_year(raw, story, month, Some(day.min(31)))?;
        let Some(weekday) = raw.slots.get(Slot::Weekday) else { return Some((year, Some(anchor))) };
        let fits = |year: i32| {
            calendar::gregorian(year, month, day).is_some_and(|day| calendar::weekday(day) == weekday)
        };
        // A day of the week that fits the year of publication and not the year told: "5.14.(수)".
        let published =
            story.published.map(|day| i32::from(day.year())).filter(|&here| !fits(year) && fits(here));
        Some(match published {
            Some(here) => (here, Some(Anchor::Published)),
            None => (fitting_year(year, month, day, weekday), Some(anchor)),
        })
    };
    let Some((year, anchor)) = year.map(|year| (year, None)).or_else(guess) else {
        if day == LAST_DAY {
            return Outcome::new(TimexType::Date, format!("XXXX-{month:02}"));
        }
        let exists = calendar::gregorian(2000, month, day).is_some() && !raw.slots.has(Slot::Lunar);
        return if exists {
            Outcome::new(TimexType::Date, format!("XXXX-{month:02}-{day:02}"))
        } else {
            none
        };
    };
    let last = || (28..=31).rev().find(|&last| calendar::gregorian(year, month, last).is_some());
    let day = if day == LAST_DAY { last().unwrap_or(day) } else { day };
    day_of(&raw.slots, year, month, day).map_or(none, |outcome| outcome.from(anchor))
}

/// The year around another in which a day falls on its weekday.
fn fitting_year(year: i32, month: i32, day: i32, weekday: i32) -> i32 {
    [0, 1, -1]
        .into_iter()
        .map(|shift| year + shift)
        .find(|&year| {
            calendar::gregorian(year, month, day).is_some_and(|day| calendar::weekday(day) == weekday)
        })
        .unwrap_or(year)
}

/// The year of a month or day without one: that of the time told, or the one before or after the publication that the verb asks for.
fn guessed_year(raw: &Raw, story: &Story, month: i32, day: Option<i32>) -> Option<(i32, Anchor)> {
    if let Some(beside) = story.year_beside(raw).filter(|_| !raw.slots.has(Slot::Rel)) {
        return Some(beside);
    }
    if !raw.slots.has(Slot::Rel)
        && let Some((year, anchor)) = story.told_year(raw)
    {
        let turn = story.turn_of_year(raw, month);
        return Some((year + turn, anchor?));
    }
    let asked = (month, day.unwrap_or(0));
    // "in 1947 … the following February": the next one after the time told; "in March 1998 … the previous October": the last before.
    if let Some(side @ (1 | -1)) = raw.slots.get(Slot::Rel)
        && raw.slots.get(Slot::Anchor) == Some(1)
        && let Some(told) = story.told
    {
        let same_year = told.moment.month().is_some_and(|last| (month - last) * side > 0);
        let anchor = Anchor::Told(told.moment.interval()?);
        return Some((told.moment.year() + if same_year { 0 } else { side }, anchor));
    }
    let published = story.published?;
    let here = i32::from(published.year());
    let at = (i32::from(published.month()), day.map_or(0, |_| i32::from(published.day())));
    let shift = match raw.slots.get(Slot::Rel) {
        Some(-1) => -i32::from(asked >= at),
        Some(1) => i32::from(asked <= at),
        Some(_) => 0,
        None => nearest(raw, asked, at),
    };
    Some((here + shift, Anchor::Published))
}

/// The year before, of or after the publication: the nearest, where the words around do not ask for another.
fn nearest(raw: &Raw, asked: (i32, i32), at: (i32, i32)) -> i32 {
    let ahead = (asked.0 - at.0) * 31 + asked.1 - at.1;
    // "since": it is over
    let since = raw.relation == Some(1) && raw.tense <= 0;
    // "was normal until February" may be over, "until February" alone is not.
    let until = raw.relation == Some(2);
    // How many days ahead a date is still one to come.
    let reach = match raw.tense {
        1.. => 290,
        _ if until && raw.tense == 0 => 250,
        0 => 130,
        // "ended in August"
        -2 => 20,
        _ => 100,
    };
    if ahead > 0 { -i32::from(since || ahead > reach) } else { i32::from(!since && ahead + 372 < reach) }
}

fn only_month(raw: &Raw, story: &Story, year: Option<i32>, month: i32) -> Outcome {
    let valid = |year: i32, anchor| match Moment::Month(year, month) {
        moment if (1..=12).contains(&month) && moment.interval().is_some() => {
            Outcome::of(moment).from(anchor)
        }
        _ => Outcome::impossible(TimexType::Date),
    };
    match (year, guessed_year(raw, story, month, None)) {
        (Some(year), _) => valid(year, None),
        (None, Some((year, anchor))) => valid(year, Some(anchor)),
        (None, None) if (1..=12).contains(&month) => {
            Outcome::new(TimexType::Date, format!("XXXX-{month:02}"))
        }
        _ => Outcome::impossible(TimexType::Date),
    }
}

fn season_of(raw: &Raw, story: &Story, year: Option<i32>, season: i32) -> Outcome {
    if let Some(year) = year {
        return Outcome::of(Moment::Season(year, season));
    }
    if !raw.slots.has(Slot::Rel)
        && let Some((year, anchor)) = story.told_year(raw)
    {
        return Outcome::of(Moment::Season(year, season)).from(anchor);
    }
    if let Some((told, side)) = before_next(raw, story)
        && let Some(first) = told.moment.first_day()
        && let Moment::Season(here, now) = Moment::around(first, Unit::Season)
    {
        let within = told.moment.month().is_some() || matches!(told.moment, Moment::Season(..));
        let passed = within && (season - now) * side > 0;
        let here = if within { here } else { told.moment.year() };
        let year = if passed { here } else { here + side };
        let anchor = told.moment.interval().map(Anchor::Told);
        return Outcome::of(Moment::Season(year, season)).from(anchor);
    }
    let Some(published) = story.published else {
        return Outcome::new(TimexType::Date, format!("XXXX-{}", season_code(season)));
    };
    let Moment::Season(here, now) = Moment::around(published, Unit::Season) else {
        return Outcome::impossible(TimexType::Date);
    };
    let year = i32::from(published.year());
    let shifted = match raw.slots.get(Slot::Rel) {
        Some(-1) => here - i32::from(season >= now),
        Some(1) => here + i32::from(season <= now),
        Some(_) if season == now => here,
        Some(_) => year,
        None if raw.tense > 0 => here + i32::from(season < now),
        None => here - i32::from(season > now),
    };
    Outcome::of(Moment::Season(shifted, season)).from(Some(Anchor::Published))
}

fn quarter_of(raw: &Raw, story: &Story, year: Option<i32>, quarter: i32) -> Outcome {
    if let Some(year) = year {
        return Outcome::of(Moment::Quarter(year, quarter));
    }
    let Some(published) = story.published else {
        let value = format!("XXXX-Q{quarter}");
        return story.told_year(raw).map_or_else(
            || Outcome::new(TimexType::Date, value),
            |(year, _)| Outcome::of(Moment::Quarter(year, quarter)),
        );
    };
    let Moment::Quarter(here, now) = Moment::around(published, Unit::Quarter) else {
        return Outcome::impossible(TimexType::Date);
    };
    let shift = if raw.tense > 0 { 0 } else { -i32::from(quarter > now) };
    let year = here + shift + if raw.slots.has(Slot::Back) { -1 } else { 0 };
    Outcome::of(Moment::Quarter(year, quarter)).from(Some(Anchor::Published))
}

/// The first week of July, the last week of 2019: a week belongs to the month and year of its Thursday.
fn week_of(raw: &Raw, story: &Story, year: Option<i32>, nth: i32) -> Option<Outcome> {
    const THURSDAY: i32 = 4;
    let (whole, anchor) = match (raw.slots.get(Slot::Month), raw.slots.get(Slot::MonthRel)) {
        (Some(month), _) => {
            let outcome = only_month(raw, story, year, month);
            (outcome.moment?, outcome.anchor)
        }
        (None, Some(shift)) => {
            (Moment::around(story.published?, Unit::Month).plus(shift)?, Some(Anchor::Published))
        }
        _ => (Moment::Year(year?), None),
    };
    let thursday = match whole {
        Moment::Month(year, month) => calendar::nth_weekday(year, month, THURSDAY, nth)?,
        Moment::Year(year) if nth < 0 => calendar::nth_weekday(year, 12, THURSDAY, -1)?,
        Moment::Year(year) => calendar::days(calendar::nth_weekday(year, 1, THURSDAY, 1)?, 7 * (nth - 1)),
        _ => return None,
    };
    Some(Outcome::of(Moment::Week(calendar::monday(thursday))).from(anchor))
}

/// The 15th of this month, the 21st.
fn only_day(raw: &Raw, story: &Story, day: i32) -> Outcome {
    let none = Outcome::impossible(TimexType::Date);
    let published = || story.published.map(|day| (Moment::around(day, Unit::Month), Anchor::Published));
    let told = || {
        story.told.filter(|told| told.moment.month().is_some()).and_then(|told| {
            Some((
                Moment::Month(told.moment.year(), told.moment.month()?),
                Anchor::Told(told.moment.interval()?),
            ))
        })
    };
    let shift = raw.slots.get(Slot::MonthRel);
    // "8일" of a report, in a paragraph that named no month: that of the report.
    let to_come = raw.tense > 0 && story.told.is_some_and(|told| told.sentence != raw.sentence);
    // "Talks are due on the 12th of next month. On the 22nd he saw the plant": what is over was not then.
    let over = raw.tense < 0
        && story.told.is_some_and(|told| {
            let first = told.moment.interval().map(entente_model::Interval::earliest);
            told.sentence != raw.sentence
                && first.zip(story.published).is_some_and(|(first, day)| first > day)
        });
    let far = !story.history && (to_come || over || story.is_far(raw));
    // "지난 12일": the last twelfth before the report, whatever was told of long ago.
    let last = raw.slots.get(Slot::Rel) == Some(-1);
    let base = if last || far || shift.is_some() && raw.slots.get(Slot::Anchor) != Some(1) {
        published().or_else(told)
    } else {
        told().or_else(published)
    };
    let shift = shift.or_else(|| match (base, story.published) {
        (Some((_, Anchor::Published)), Some(published)) if last => {
            (day >= i32::from(published.day())).then_some(-1)
        }
        (Some((_, Anchor::Published)), Some(published)) => around(raw, i32::from(published.day()), day),
        _ => None,
    });
    let Some((month, anchor)) = base else {
        return Outcome::new(TimexType::Date, format!("XXXX-XX-{day:02}"));
    };
    if let Some(weekday) = raw.slots.get(Slot::Weekday) {
        // "Friday the 13th": the nearest month in which it was one
        let step = if raw.tense > 0 { 1 } else { -1 };
        let falls = |count: i32| match month.plus(count * step)? {
            Moment::Month(year, month) => calendar::gregorian(year, month, day)
                .filter(|day| calendar::weekday(*day) == weekday)
                .filter(|day| raw.tense >= 0 || story.published.is_none_or(|published| *day <= published)),
            _ => None,
        };
        if let Some(day) = (0..=14).find_map(falls) {
            return Outcome::of(Moment::Day(day)).from(Some(anchor));
        }
    }
    match month.plus(shift.unwrap_or(0)) {
        Some(Moment::Month(year, month)) => calendar::gregorian(year, month, day)
            .map_or(none, |day| Outcome::of(Moment::Day(day)).from(Some(anchor))),
        _ => none,
    }
}

/// Months from that of the publication to that of a day of which only the number is told, where the verb says on which side it
/// lies: "30일 … 만났다", told on the 2nd. A day close by is the one close by, whatever the verb: "14일로 잡혀 있던 회의는 … 미뤄졌다",
/// told on the 13th.
fn around(raw: &Raw, published: i32, day: i32) -> Option<i32> {
    /// Days on either side.
    const CLOSE: i32 = 7;
    let ahead = day - published;
    if ahead.abs() <= CLOSE {
        None
    } else if ahead > 0 {
        (raw.tense < 0).then_some(-1)
    } else {
        (raw.tense > 0).then_some(1)
    }
}

/// From how many days ahead a day of the week is one to come only where the words ask for it.
const FAR: i32 = 5;

fn only_weekday(raw: &Raw, story: &Story, weekday: i32) -> Outcome {
    // "The note was handed over on the 17th. On Saturday they gave in": a history goes on within the week.
    if story.history
        && !raw.slots.has(Slot::WeekRel)
        && !raw.slots.has(Slot::Rel)
        && let Some(Told { moment: Moment::Day(told), .. }) = story.told
    {
        let day = calendar::days(told, (weekday - calendar::weekday(told)).rem_euclid(7));
        return Outcome::of(Moment::Day(day)).from(Moment::Day(told).interval().map(Anchor::Told));
    }
    let Some(published) = story.published else {
        return Outcome::new(TimexType::Date, format!("XXXX-WXX-{weekday}"));
    };
    if let Some(shift) = raw.slots.get(Slot::WeekRel) {
        // "Tuesday of last week"
        let day = calendar::days(calendar::monday(published), 7 * shift + weekday - 1);
        return Outcome::of(Moment::Day(day)).from(Some(Anchor::Published));
    }
    let now = calendar::weekday(published);
    let back = (now - weekday).rem_euclid(7);
    let ahead = (weekday - now).rem_euclid(7);
    let future = match raw.relation {
        // "since Friday": it is over
        Some(1) => -1,
        // "that was until Wednesday"
        Some(2) if raw.tense >= 0 || ahead < FAR => 1,
        // Who means the day six days ahead says "next Tuesday"; it was yesterday.
        _ if ahead > FAR && raw.tense < 2 => -1,
        _ => i32::from(raw.tense),
    };
    let count = match raw.slots.get(Slot::Rel) {
        Some(-1) => -if back == 0 { 7 } else { back },
        Some(1) => 8 - now + weekday - 1,
        Some(_) => ahead,
        None if raw.slots.get(Slot::Dir).unwrap_or(future) > 0 => ahead,
        None => -back,
    };
    Outcome::of(Moment::Day(calendar::days(published, count))).from(Some(Anchor::Published))
}

/// A named day of the year.
pub(super) fn named(raw: &Raw, story: &Story) -> Outcome {
    let slots = &raw.slots;
    let (written, mut anchor) = year(raw, story);
    let in_year = |year: i32| named_day(slots, year);
    let year = if let Some(year) = written {
        year
    } else if let Some((year, told)) = story.told_year(raw) {
        anchor = told;
        year
    } else {
        let Some(published) = story.published else { return unplaced(slots) };
        anchor = Some(Anchor::Published);
        let here = i32::from(published.year());
        let Some(day) = in_year(here) else { return unplaced(slots) };
        let near = day.days_since(published).abs() <= 10;
        here + match slots.get(Slot::Rel) {
            Some(-1) => -i32::from(day >= published),
            Some(1) => i32::from(day <= published),
            Some(_) => 0,
            None if near => 0,
            None if raw.tense > 0 => i32::from(day < published),
            None => -i32::from(day > published),
        }
    };
    // "Easter week", "Labor Day weekend": that of a Monday is the one before.
    let moment = |day| {
        if slots.has(Slot::Week) {
            Moment::Week(calendar::monday(day))
        } else if slots.get(Slot::Unit) == Some(Unit::Weekend as i32) {
            Moment::Weekend(calendar::monday(calendar::days(day, -2)))
        } else {
            Moment::Day(day)
        }
    };
    in_year(year).map_or_else(|| unplaced(slots), |day| Outcome::of(moment(day)).from(anchor))
}

fn unplaced(slots: &Slots) -> Outcome {
    match (slots.get(Slot::FixedMonth), slots.get(Slot::FixedDay)) {
        (Some(month), Some(day)) => Outcome::new(TimexType::Date, format!("XXXX-{month:02}-{day:02}")),
        _ => Outcome::impossible(TimexType::Date),
    }
}

fn named_day(slots: &Slots, year: i32) -> Option<Day> {
    if let Some(shift) = slots.get(Slot::Easter) {
        return calendar::easter(year).map(|day| calendar::days(day, shift));
    }
    if let Some(shift) = slots.get(Slot::Pascha) {
        return calendar::pascha(year).map(|day| calendar::days(day, shift));
    }
    if let Some(number) = slots.get(Slot::Lunar) {
        return lunar::day(year, number / 100, number % 100, false);
    }
    let month = slots.get(Slot::FixedMonth)?;
    match (slots.get(Slot::Nth), slots.get(Slot::Weekday)) {
        (Some(nth), Some(weekday)) => calendar::nth_weekday(year, month, weekday, nth)
            .map(|day| calendar::days(day, slots.get(Slot::Plus).unwrap_or(0))),
        _ => calendar::gregorian(year, month, slots.get(Slot::FixedDay)?),
    }
}
