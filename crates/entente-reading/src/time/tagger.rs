//! From expressions found to times with values: in order, each knowing those before it.

use entente_model::{Day, Interval, Precision, TimexType};

use super::{
    calendar, clock, date,
    found::{Anniversary, Clock, FoundTime, Relation, Scanned, Section, TimeContext},
    grammar::{Bond, Make, TimeGrammar},
    length,
    moment::Moment,
    offset,
    raw::{self, Raw},
    sections,
    slot::Slot,
    story::{Outcome, Story},
    unit::Unit,
};

/// What a text says of times.
pub(super) fn scan(text: &str, grammar: &TimeGrammar, context: &TimeContext) -> Scanned {
    let mut raws = raw::find(text, grammar);
    let mut headings = sections::find(text, &mut raws);
    if headings.is_empty() {
        headings = sections::led(text, &raws);
    }
    months(&mut raws);
    share(text, &mut raws);
    from_for_days(text, &mut raws);
    days_of_celebrations(&mut raws);
    let mut story = Story::new(context, &raws);
    let mut times: Vec<FoundTime> = Vec::new();
    // The sentence of each time.
    let mut told_in: Vec<u32> = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    let (mut ahead, mut section_end) = (headings.iter().peekable(), text.len());
    for (index, raw) in raws.iter().enumerate() {
        let heading = ahead.next_if(|heading| heading.range.start <= raw.range.start);
        if let Some(heading) = heading {
            (story.section, section_end) = (heading.year, heading.end);
            if heading.alone {
                sections.push(Section { body: heading.range.end..heading.end, time: times.len() });
            }
        }
        if raw.range.start >= section_end {
            story.section = None;
        }
        if matches!(raw.make, Make::Anniversary | Make::OldStyle) {
            continue;
        }
        let Some(outcome) = outcome(raw, &story, day_after(&raws, index)) else { continue };
        let outcome = after_its_start(text, &raws, index, outcome, times.last());
        let ranged = raws.get(index + 1).is_some() && joint(text, &raws, index + 1) == Some(Bond::Range);
        story.tell(raw, &outcome, ranged);
        let time = found(raw, outcome);
        if raw.bond == Some(Bond::Calendars)
            && let Some(first) = times.last_mut()
            && in_two_calendars(first, &time)
        {
            continue;
        }
        times.push(time);
        if let Some(bond) = joint(text, &raws, index) {
            join(&mut times, bond, story.published);
        }
        for_so_long(text, &mut times);
        told_in.resize(times.len(), raw.sentence);
    }
    let celebrations = raws.iter().filter(|raw| raw.make == Make::Anniversary);
    let anniversaries = celebrations.filter_map(|raw| anniversary(raw, &story, &times, &told_in)).collect();
    let old_style = raws.iter().any(|raw| raw.make == Make::OldStyle);
    sections.retain(|section| section.time < times.len());
    Scanned { times, anniversaries, sections, old_style }
}

/// The end of a range without years (`from 2 to 10 June`, `from November to March`) lies in the year after its start.
fn after_its_start(
    text: &str,
    raws: &[Raw],
    index: usize,
    outcome: Outcome,
    before: Option<&FoundTime>,
) -> Outcome {
    let moved = || {
        let raw = &raws[index];
        let first = index.checked_sub(1).map(|before| &raws[before])?;
        let undated = |raw: &Raw| {
            raw.make == Make::Date
                && (raw.slots.has(Slot::Month) || raw.slots.has(Slot::Day))
                && !SHARED.iter().any(|&slot| raw.slots.has(slot))
        };
        if !undated(raw) || !undated(first) || joint(text, raws, index) != Some(Bond::Range) {
            return None;
        }
        let start = before?.edtf?.first_day()?;
        let moment = outcome.moment.filter(|moment| matches!(moment, Moment::Day(_) | Moment::Month(..)))?;
        let years = i32::from(start.year()) - moment.year();
        let same = moment.plus_years(years)?;
        let later = if same.interval()?.last_day()? < start { same.plus_years(1)? } else { same };
        (later != moment).then_some(later)
    };
    match moved() {
        Some(moment) => Outcome { moment: Some(moment), value: Some(moment.value()), ..outcome },
        None => outcome,
    }
}

/// The date of a whole day that follows a time of day in its sentence.
fn day_after(raws: &[Raw], index: usize) -> Option<&Raw> {
    let (raw, next) = (&raws[index], raws.get(index + 1)?);
    let whole = next.make == Make::Date && next.slots.has(Slot::Day) && next.slots.has(Slot::Month);
    (raw.make == Make::Time && next.sentence == raw.sentence && whole && next.slots.has(Slot::Year))
        .then_some(next)
}

fn outcome(raw: &Raw, story: &Story, after: Option<&Raw>) -> Option<Outcome> {
    match raw.make {
        Make::Date => date::date(raw, story),
        Make::Offset if raw.slots.has(Slot::Tensed) && raw.tense <= 0 => length::duration(raw),
        Make::Offset => offset::offset(raw, story),
        Make::Deictic => offset::deictic(raw, story),
        Make::Duration if raw.slots.get(Slot::Anchor) == Some(1) => length::told(raw, story),
        Make::Duration => length::duration(raw),
        Make::Set => length::set(raw),
        Make::Ref => offset::vague(raw),
        Make::Time => clock::time(raw, story, after),
        Make::Named => Some(date::named(raw, story)),
        Make::Anniversary | Make::OldStyle | Make::Nothing => None,
    }
}

fn found(raw: &Raw, outcome: Outcome) -> FoundTime {
    let edtf = outcome.moment.and_then(Moment::interval);
    let edtf = if outcome.approximate { edtf.map(Interval::approximately) } else { edtf };
    let relation =
        relation(raw.relation).filter(|_| matches!(outcome.timex_type, TimexType::Date | TimexType::Time));
    let whole = match relation {
        Some(Relation::Since | Relation::After) => edtf.and_then(|edtf| Interval::range(Some(edtf), None)),
        Some(Relation::Until | Relation::Before) => edtf.and_then(|edtf| Interval::range(None, Some(edtf))),
        _ => None,
    };
    FoundTime {
        range: raw.range.clone(),
        timex_type: outcome.timex_type,
        value: outcome.value,
        edtf,
        anchor: outcome.anchor,
        relation,
        whole,
        julian: outcome.julian.and_then(Moment::interval),
    }
}

fn relation(number: Option<i32>) -> Option<Relation> {
    Some(match number? {
        1 => Relation::Since,
        2 => Relation::Until,
        3 | 7 => Relation::From,
        4 | 8 => Relation::To,
        5 => Relation::Before,
        6 => Relation::After,
        _ => return None,
    })
}

/// `2015-08` is a month where it cannot be two years: makes one expression of the two.
fn months(raws: &mut Vec<Raw>) {
    let is_month = |first: &Raw, second: &Raw| {
        let (Some(year), Some(short)) = (first.slots.get(Slot::Year), second.slots.get(Slot::Yy)) else {
            return false;
        };
        let one_digit = second.range.len() == 1;
        let later = short > year % 100 || short == (year + 1) % if one_digit { 10 } else { 100 };
        let alone = !first.slots.has(Slot::Month) && !first.slots.has(Slot::Season);
        second.bond == Some(Bond::Range)
            && alone
            && first.range.end + 1 == second.range.start
            && (1..=12).contains(&short)
            && !later
    };
    let mut index = 1;
    while index < raws.len() {
        if is_month(&raws[index - 1], &raws[index]) {
            let second = raws.remove(index);
            let first = &mut raws[index - 1];
            if let Some(month) = second.slots.get(Slot::Yy) {
                first.slots.set(Slot::Month, month);
            }
            first.range.end = second.range.end;
        }
        index += 1;
    }
}

/// "23일이면 수교한 지 꼭 60년이 된다": the day on which years are counted lies ahead, whatever was told before.
fn days_of_celebrations(raws: &mut [Raw]) {
    let mut counted: Option<u32> = None;
    for raw in raws.iter_mut().rev() {
        if raw.make == Make::Anniversary && raw.slots.has(Slot::Unit) {
            counted = Some(raw.sentence);
        }
        let bare = raw.slots.has(Slot::Day) && !raw.slots.has(Slot::Month) && !raw.slots.has(Slot::Year);
        if raw.make == Make::Date && bare && counted == Some(raw.sentence) {
            raw.tense = 1;
        }
    }
}

/// "10월 31일부터 이틀간": what lasts so many days begins then, and is not what stands since.
fn from_for_days(text: &str, raws: &mut [Raw]) {
    /// Bytes between the two.
    const NEAR: usize = 12;
    for first in 1..raws.len() {
        let [first, second] = &mut raws[first - 1..=first] else { continue };
        let close =
            text.get(first.range.end..second.range.start).is_some_and(|between| between.len() <= NEAR);
        let days = second.make == Make::Duration && second.slots.get(Slot::Unit) == Some(Unit::Day as i32);
        if close && days && first.relation == Some(SINCE) && first.slots.has(Slot::Day) {
            first.relation = Some(FROM);
        }
    }
}

/// The words "since" and "from" among the relations of the packs.
const SINCE: i32 = 1;
const FROM: i32 = 3;

/// What two ends of a range may leave to each other.
const SHARED: &[Slot] = &[Slot::Year, Slot::Yy, Slot::Bc, Slot::Era, Slot::YearRel];

/// `June 2 to June 10, 1989`: the year stands once.
fn share(text: &str, raws: &mut [Raw]) {
    for index in 1..raws.len() {
        let Some(bond) = joint(text, raws, index) else { continue };
        let (before, after) = raws.split_at_mut(index);
        let (first, second) = (&mut before[index - 1], &mut after[0]);
        if first.make == Make::Duration && second.make == Make::Duration && second.bond.is_some() {
            // "two to six days"
            first.slots.fill(&second.slots, &[Slot::Unit]);
        }
        if first.make != Make::Date || second.make != Make::Date {
            continue;
        }
        let dated = |raw: &Raw| raw.slots.has(Slot::Rel) || SHARED.iter().any(|&slot| raw.slots.has(slot));
        if !dated(first) && (first.slots.has(Slot::Month) || first.slots.has(Slot::Day)) {
            let from = second.slots;
            first.slots.fill(&from, SHARED);
        }
        // "2009, 23–26 апреля"
        if first.slots.has(Slot::Day) && !first.slots.has(Slot::Month) && second.slots.has(Slot::Day) {
            let from = second.slots;
            first.slots.fill(&from, &[Slot::Month]);
        }
        if bond != Bond::List && !dated(second) && second.slots.has(Slot::Day) && dated(first) {
            let from = first.slots;
            second.slots.fill(&from, SHARED);
        }
        if second.bond.is_some() {
            // 1988-89, 1988-9: the digits that are not written are the first year's
            if let (Some(year), Some(short)) = (first.slots.get(Slot::Year), second.slots.get(Slot::Yy)) {
                let written = if second.range.len() == 1 { 10 } else { 100 };
                let full = year - year % written + short;
                second.slots.set(Slot::Year, if full < year { full + written } else { full });
            }
            let (from, to) = (second.slots, first.slots);
            first.slots.fill(&from, &[Slot::Century, Slot::Unit]);
            if first.slots.has(Slot::Day) || !first.slots.has(Slot::Year) {
                first.slots.fill(&from, &[Slot::Month]);
            }
            second.slots.fill(&to, &[Slot::Month, Slot::Unit]);
        }
    }
}

/// How an expression belongs to the one before it.
fn joint(text: &str, raws: &[Raw], index: usize) -> Option<Bond> {
    let second = &raws[index];
    let first = &raws[index.checked_sub(1)?];
    if let Some(bond) = second.bond {
        return Some(bond);
    }
    let between = text.get(first.range.end..second.range.start)?;
    if between.len() > 24 || second.sentence != first.sentence {
        return None;
    }
    let dash = matches!(between.trim(), "-" | "–" | "—" | "~" | "∼" | "～" | "−");
    let words = matches!(
        (first.relation, second.relation),
        (Some(3), Some(2 | 4)) | (Some(7), Some(8)) | (Some(1), Some(2)) | (None, Some(4))
    );
    (dash || words).then_some(Bond::Range)
}

/// Gives the last two times the range that they are the ends of.
fn join(times: &mut [FoundTime], bond: Bond, published: Option<Day>) {
    let [.., first, second] = times else { return };
    let coarse =
        |time: &FoundTime| time.edtf.is_some_and(|edtf| edtf.precision() <= entente_model::Precision::Decade);
    if bond == Bond::List && !(coarse(first) && coarse(second)) {
        return;
    }
    // "from 1946 to the present"
    let days = |time: &FoundTime| {
        let now = || published.filter(|_| time.value.as_deref() == Some("PRESENT_REF")).map(Interval::day);
        time.edtf.or_else(now)
    };
    let (from, to) = (days(first), days(second));
    let Some(whole) = Interval::range(from, to).filter(|_| from.is_some() && to.is_some()) else {
        return;
    };
    (first.whole, second.whole) = (Some(whole), Some(whole));
    if bond == Bond::Range {
        (first.relation, second.relation) = (Some(Relation::From), Some(Relation::To));
    }
}

/// `25 June (7 July) 1884`: makes one time of the two where they are one day.
fn in_two_calendars(first: &mut FoundTime, second: &FoundTime) -> bool {
    let (Some(one), Some(other)) =
        (first.edtf.and_then(Interval::first_day), second.edtf.and_then(Interval::first_day))
    else {
        return false;
    };
    let gregorian = |day: entente_model::Day| {
        calendar::from_julian(i32::from(day.year()), i32::from(day.month()), i32::from(day.day()))
    };
    if one == other {
        // "7 July (the 15th of the fifth lunar month)"
        first.range.end = second.range.end;
        return true;
    }
    if gregorian(one) == Some(other) {
        first.julian = Some(Interval::day(one));
        (first.edtf, first.value) = (Some(Interval::day(other)), Some(other.to_string()));
    } else if gregorian(other) == Some(one) {
        first.julian = Some(Interval::day(other));
    } else {
        return false;
    }
    first.range.end = second.range.end;
    true
}

/// "Since 1991, for thirty years", "10월 31일부터 이틀간": the length ends what the first of the last two times begins.
fn for_so_long(text: &str, times: &mut [FoundTime]) {
    /// Bytes between the two.
    const NEAR: usize = 12;
    let [.., first, second] = times else { return };
    let close = text.get(first.range.end..second.range.start).is_some_and(|between| between.len() <= NEAR);
    if !matches!(first.relation, Some(Relation::Since | Relation::From))
        || second.timex_type != TimexType::Duration
        || !close
    {
        return;
    }
    let Some(start) = first.edtf else { return };
    let Some((count, unit)) = second.value.as_deref().and_then(whole_units) else { return };
    let end = match unit {
        'Y' => start.plus_months(count.saturating_mul(12)),
        'M' => start.plus_months(count),
        // Both ends count.
        'D' if count > 0 => start
            .first_day()
            .filter(|_| start.precision() == Precision::Day)
            .map(|day| Interval::day(calendar::days(day, count - 1))),
        _ => None,
    };
    if let Some(whole) = end.and_then(|end| Interval::range(Some(start), Some(end))) {
        first.whole = Some(whole);
    }
}

/// `P30Y`, `P6M`, `P2D`: how many, and of what.
fn whole_units(value: &str) -> Option<(i32, char)> {
    let rest = value.strip_prefix('P')?;
    let unit = rest.chars().next_back().filter(|unit| matches!(unit, 'Y' | 'M' | 'D'))?;
    Some((rest[..rest.len() - 1].parse().ok()?, unit))
}

/// An anniversary told in a text: of what year, and when it is celebrated.
fn anniversary(raw: &Raw, story: &Story, times: &[FoundTime], told_in: &[u32]) -> Option<Anniversary> {
    let years = raw.slots.get(Slot::Anniversary)?;
    let years = u16::try_from(if raw.slots.has(Slot::Unit) { years / 100 } else { years })
        .ok()
        .filter(|years| *years > 0)?;
    // The nearest time of the sentence, before it rather than after.
    let from = told_in.partition_point(|sentence| *sentence < raw.sentence);
    let to = told_in.partition_point(|sentence| *sentence <= raw.sentence);
    let years_told = |time: &&FoundTime| time.edtf.is_some_and(|edtf| edtf.single_year().is_some());
    let around = &times[from..to];
    let split = around.partition_point(|time| time.range.start < raw.range.start);
    let told = around[..split].iter().rev().find(years_told).or(around[split..].iter().find(years_told));
    let told = told.and_then(|time| time.edtf);
    let celebrated = match raw.slots.get(Slot::YearRel) {
        Some(shift) => story.published.and_then(|day| Interval::year(i32::from(day.year()) + shift)),
        None => told.or_else(|| {
            story.published.map(|day| Moment::around(day, Unit::Year)).and_then(Moment::interval)
        }),
    };
    // "Tomorrow it will be ten years since": to the day. The 30th anniversary may be kept on another one.
    let counts = raw.slots.has(Slot::Unit);
    let kept = raw.slots.get(Slot::Unit) == Some(Unit::Day as i32);
    let day = celebrated.filter(|when| counts && when.days() == Some(1)).and_then(Interval::first_day);
    let implied = celebrated
        .and_then(Interval::single_year)
        .and_then(|year| Interval::year(i32::from(year) - i32::from(years)));
    let that_day = day.and_then(|day| {
        let year = i16::try_from(i32::from(day.year()) - i32::from(years)).ok()?;
        Day::new(year, day.month(), day.day())
    });
    let implied = that_day.map(Interval::day).or(implied);
    Some(Anniversary { range: raw.range.clone(), years, implied, celebrated, counts, kept })
}

/// The first date of a short text, with the time of day that stands with it.
pub(super) fn parse_date(text: &str, grammar: &TimeGrammar) -> Option<(Interval, Option<Clock>)> {
    let mut raws = raw::find(text, grammar);
    share(text, &mut raws);
    let story = Story::new(&TimeContext::default(), &raws);
    let mut day = None;
    let mut time = None;
    for raw in &raws {
        if time.is_none()
            && let Some((hour, minute, second)) = clock::clock(raw).filter(|_| raw.make == Make::Time)
        {
            time = Some((hour, minute, second.unwrap_or(0)));
        }
        if day.is_none() && matches!(raw.make, Make::Date | Make::Time | Make::Named) {
            day = outcome(raw, &story, None).and_then(|outcome| outcome.moment).and_then(Moment::interval);
        }
    }
    Some((day?, time))
}
