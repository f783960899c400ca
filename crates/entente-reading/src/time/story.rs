//! What a reader keeps in mind from one expression to the next.

use entente_model::{Day, Interval, TimexType};

use super::{
    calendar,
    found::{Anchor, TimeContext},
    grammar::Make,
    moment::Moment,
    raw::{BY, Raw, UNTIL},
    slot::Slot,
    unit::Unit,
};

/// The value of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outcome {
    pub(super) timex_type: TimexType,
    pub(super) value: Option<String>,
    pub(super) moment: Option<Moment>,
    pub(super) anchor: Option<Anchor>,
    pub(super) approximate: bool,
    /// A day as it was written in the Julian calendar.
    pub(super) julian: Option<Moment>,
}

impl Outcome {
    pub(super) fn new(timex_type: TimexType, value: String) -> Self {
        Self { timex_type, value: Some(value), moment: None, anchor: None, approximate: false, julian: None }
    }

    pub(super) fn of(moment: Moment) -> Self {
        Self { moment: Some(moment), ..Self::new(TimexType::Date, moment.value()) }
    }

    /// Looks like a date, and is none.
    pub(super) fn impossible(timex_type: TimexType) -> Self {
        Self { timex_type, value: None, moment: None, anchor: None, approximate: false, julian: None }
    }

    pub(super) fn from(self, anchor: Option<Anchor>) -> Self {
        Self { anchor, ..self }
    }
}

/// The time last told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) moment: Moment,
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    /// Its year was written, not worked out from the day of publication.
    pub(super) dated: bool,
    /// A year that was counted: "80 years ago".
    pub(super) counted: bool,
    /// Where its words end, in bytes.
    pub(super) end: usize,
}

/// The state of the reading.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) published: Option<Day>,
    pub(super) told: Option<Told>,
    /// The day last told.
    pub(super) day: Option<Day>,
    /// The sentence in which it was.
    pub(super) day_in: u32,
    /// The month last told, from 1 to 12.
    pub(super) month: Option<i32>,
    /// The quarter last told, and in which sentence.
    pub(super) quarter: Option<(Moment, u32)>,
    /// The length of time last told, and in which sentence.
    pub(super) length: Option<(String, u32)>,
    /// The text tells of other years than that of its publication.
    pub(super) history: bool,
    /// The year of the part of a chronicle that is being read.
    pub(super) section: Option<i32>,
}

/// The word "since" among the relations of the packs.
const SINCE: i32 = 1;

/// Bytes between a year and the day in it: "next year, on 26 March".
const BESIDE: usize = 8;
/// The same where a comma stands between: "80 years ago, in the night of 11 March".
const BESIDE_APART: usize = 32;

/// Months that a story goes back at most: "expired in December. In February …" goes on into the next year.
const BACK: i32 = 9;

/// From so many years on a year is long past.
const LONG_PAST: i32 = 4;

/// How many sentences a dated time governs dates without a year.
const REACH: u32 = 2;

impl Story {
    pub(super) fn new(context: &TimeContext, raws: &[Raw]) -> Self {
        let published = context.published.and_then(Interval::first_day);
        Self {
            published,
            told: None,
            day: None,
            day_in: 0,
            month: None,
            quarter: None,
            length: None,
            history: published.is_none_or(|day| is_history(day, raws)),
            section: None,
        }
    }

    /// The year that governs a date without one, other than the year of publication, and the time that tells it.
    pub(super) fn told_year(&self, raw: &Raw) -> Option<(i32, Option<Anchor>)> {
        // "last year on 16 August" counts from the publication, known or not.
        if raw.slots.has(Slot::YearRel) {
            return None;
        }
        let told = self.told.filter(|told| self.section.is_none() || told.sentence == raw.sentence);
        if let Some(year) = self.section {
            let moment = told.filter(|told| told.dated).map_or(Moment::Year(year), |told| told.moment);
            return Some((moment.year(), moment.interval().map(Anchor::Told)));
        }
        let told = told?;
        let near = told.paragraph == raw.paragraph && raw.sentence.saturating_sub(told.sentence) <= REACH;
        // "the 21st year of the king (1884), the 15th day of the fifth lunar month"
        let lunar = raw.slots.has(Slot::Lunar) && told.sentence == raw.sentence;
        // "invited in July 1997, they will join on March 12"; a history tells what was to come then, in the same sentence.
        let to_come = raw.tense > 0
            && self.published.is_some_and(|day| told.moment.year() < i32::from(day.year()))
            && (!self.history || told.sentence != raw.sentence);
        let fine = matches!(told.moment.unit(), Unit::Day | Unit::Month | Unit::Season | Unit::Year);
        // "expected to double by 2027. The visit is due in November": the plans of one sentence date no other one.
        let ahead = told.sentence != raw.sentence
            && self.published.is_some_and(|day| told.moment.year() > i32::from(day.year()));
        // A story goes on from day to day; a year alone, some sentences back in another paragraph, is not going on.
        let aside = told.moment.unit() == Unit::Year && self.is_far(raw);
        // "The turn came in 1955. In February …": a year long past goes on into the next sentence.
        let long_past = told.dated
            && told.paragraph == raw.paragraph
            && raw.sentence.saturating_sub(told.sentence) <= 1
            && raw.tense <= 0
            && self.published.is_some_and(|day| told.moment.year() + LONG_PAST <= i32::from(day.year()));
        // "The thaw came last autumn. On 21 October …": a day or month within a season that was told.
        let within = near
            && raw.sentence.saturating_sub(told.sentence) <= 1
            && raw.tense <= 0
            && told.moment.unit() == Unit::Season
            && raw.slots.get(Slot::Month).and_then(|month| u8::try_from(month).ok()).is_some_and(|month| {
                let inner = Interval::month(told.moment.year(), month);
                let outer = told.moment.interval();
                inner.zip(outer).is_some_and(|(inner, outer)| {
                    outer.earliest() <= inner.earliest() && inner.latest() <= outer.latest()
                })
            });
        let other = self.published.is_none_or(|day| i32::from(day.year()) != told.moment.year());
        (other
            && fine
            && !to_come
            && !ahead
            && (self.published.is_none()
                || self.history && !aside
                || within
                || near && told.dated && (told.moment.unit() != Unit::Year || lunar || long_past)))
            .then(|| (told.moment.year(), told.moment.interval().map(Anchor::Told)))
    }

    /// The year told right before a day or month: "next year, on 26 March".
    pub(super) fn year_beside(&self, raw: &Raw) -> Option<(i32, Anchor)> {
        let told = self.told.filter(|told| {
            matches!(told.moment, Moment::Year(_))
                && told.sentence == raw.sentence
                && (told.end..=told.end + if told.counted { BESIDE_APART } else { BESIDE })
                    .contains(&raw.range.start)
        })?;
        Some((told.moment.year(), Anchor::Told(told.moment.interval()?)))
    }

    /// Whether the time last told stands in another paragraph, and not right before.
    pub(super) fn is_far(&self, raw: &Raw) -> bool {
        self.told.is_some_and(|told| {
            told.paragraph != raw.paragraph && raw.sentence.saturating_sub(told.sentence) > 1
        })
    }

    /// 1 where a month told after a later one is that of the next year.
    pub(super) fn turn_of_year(&self, raw: &Raw, month: i32) -> i32 {
        let near = |told: &Told| {
            told.paragraph == raw.paragraph
                && raw.sentence.saturating_sub(told.sentence) <= REACH
                && self.section.is_none()
        };
        let last = self.told.filter(near).and_then(|told| told.moment.month());
        i32::from(raw.tense <= 0 && last.is_some_and(|last| last - month >= BACK))
    }

    /// Whether the paragraph tells of a year long before the publication: "in 1898 they won the city back. On that day …".
    fn is_long_past(&self, raw: &Raw) -> bool {
        let long_ago = |told: &Told| {
            self.published.is_some_and(|day| told.moment.year() + LONG_PAST <= i32::from(day.year()))
        };
        self.told.is_some_and(|told| told.dated && told.paragraph == raw.paragraph && long_ago(&told))
    }

    /// "That day" of a report in which a sentence before told of a time that is no day: the day of its publication.
    pub(super) fn day_of_report(&self, raw: &Raw) -> Option<(Moment, Anchor)> {
        let published = self.published?;
        let coarse = |told: &Told| {
            // What is over was not on a day still to come.
            let ahead = raw.tense < 0 && told.moment.year() > i32::from(published.year());
            // "Killed last October … that same day": the day is in that month, though nobody says which.
            let month = told.paragraph == raw.paragraph && told.moment.unit() == Unit::Month;
            told.sentence != raw.sentence && !month && (told.moment.unit() != Unit::Day || ahead)
        };
        if self.history || !self.told.as_ref().is_some_and(coarse) || self.is_long_past(raw) {
            return None;
        }
        Some((Moment::Day(published), Anchor::Published))
    }

    /// "이날", the day that a report is of, where a time that is no day was told since: the day last told, if it is as fresh as
    /// news, else that of the publication.
    pub(super) fn own_day(&self, raw: &Raw) -> Option<(Moment, Anchor)> {
        /// Days before the publication.
        const FRESH: i64 = 7;
        let published = self.published.filter(|_| !self.history && !self.is_long_past(raw))?;
        if self.told.is_some_and(|told| told.moment.unit() == Unit::Day) {
            return None;
        }
        let fresh = |day: &Day| (0..=FRESH).contains(&published.days_since(*day));
        match self.day.filter(fresh) {
            Some(day) => Some((Moment::Day(day), Anchor::Told(Moment::Day(day).interval()?))),
            None => Some((Moment::Day(published), Anchor::Published)),
        }
    }

    /// The day told in this sentence or the last, where a time that is no day was told since, for days are counted from a day: "they
    /// agreed on the 11th, as they had last month. The next day …".
    pub(super) fn day_just_told(&self, raw: &Raw) -> Option<(Moment, Anchor)> {
        self.told.filter(|told| !matches!(told.moment, Moment::Day(_)))?;
        let day = self.day.filter(|_| raw.sentence.saturating_sub(self.day_in) <= 1)?;
        Some((Moment::Day(day), Anchor::Told(Moment::Day(day).interval()?)))
    }

    /// The time last told, or the publication.
    pub(super) fn told_or_published(&self, unit: Unit) -> Option<(Moment, Anchor)> {
        if let Some(told) = self.told
            && let Some(interval) = told.moment.interval()
        {
            return Some((told.moment, Anchor::Told(interval)));
        }
        Some((Moment::around(self.published?, unit), Anchor::Published))
    }

    /// Keeps an outcome in mind; `ranged` where it begins a range that the next one ends.
    pub(super) fn tell(&mut self, raw: &Raw, outcome: &Outcome, ranged: bool) {
        let months =
            raw.slots.get(Slot::Num).filter(|_| raw.slots.get(Slot::Unit) == Some(Unit::Month as i32));
        if raw.make == Make::Duration && matches!(months, Some(600 | 900)) {
            // "for the nine months" ends the talk of the quarter
            self.quarter = None;
        }
        if raw.make == Make::Duration
            && let Some(value) = &outcome.value
        {
            self.length = Some((value.clone(), raw.sentence));
        }
        let Some(moment) = outcome.moment else { return };
        if let Moment::Day(day) = moment {
            self.day = Some(day);
            self.day_in = raw.sentence;
        }
        if matches!(moment, Moment::Day(_) | Moment::Month(..)) {
            self.month = moment.month();
        }
        if let Moment::Quarter(..) = moment
            && raw.make == Make::Date
            && !raw.slots.has(Slot::Back)
        {
            self.quarter = Some((moment, raw.sentence));
        }
        // "a year earlier" is what something is compared with, "four years earlier" a look back; the story goes on where it was.
        let from_told = raw.slots.get(Slot::Anchor) == Some(1);
        let looks_back = from_told
            && raw.make == Make::Offset
            && raw.slots.get(Slot::Dir) == Some(-1)
            && raw.slots.get(Slot::Unit) == Some(Unit::Year as i32);
        // "The Admiral had first come on 22 August of the previous year": a look back as well.
        let year_before = raw.slots.get(Slot::YearRel) == Some(-1) && raw.slots.has(Slot::Month);
        // "… for a coup the previous September".
        let month_before = raw.slots.get(Slot::Rel) == Some(-1)
            && (raw.slots.has(Slot::Month) || raw.slots.has(Slot::Season));
        // "The day before he had seen the palace": the story goes on where it was.
        let day_before = raw.make == Make::Deictic
            && raw.slots.get(Slot::Unit) == Some(Unit::Day as i32)
            && raw.slots.get(Slot::Rel).is_some_and(|shift| shift < 0);
        let before = from_told && self.told.is_some() && (year_before || month_before || day_before);
        // "yesterday's enemy" in a history: the day of its writer. "On 17 November of this year": the story has come that far, and
        // there it stays: "they met on 4 April; four days later …".
        let this_year = |year: i32| self.published.is_some_and(|day| year == i32::from(day.year()));
        let arrived = raw.slots.has(Slot::Month)
            && (raw.slots.has(Slot::YearRel) || self.told.is_some_and(|told| this_year(told.moment.year())));
        let aside =
            self.history && !arrived && outcome.anchor == Some(Anchor::Published) && this_year(moment.year());
        // "To double trade by 2030": what the year bounds is not told of that year. One ahead of the publication turns to
        // what is planned all the same.
        let ahead = self.published.is_some_and(|day| moment.year() > i32::from(day.year()));
        // "In force since 1 June 2009": what stands since then is background to a report, and since a year to a history too: "every
        // year since 1992 …. On 8 February the ambassador …".
        let bare = matches!(moment, Moment::Year(_)) && self.published.is_some();
        let since = raw.relation == Some(SINCE) && (!self.history || bare) && !ranged;
        let deadline =
            matches!(raw.relation, Some(UNTIL | BY)) && matches!(moment, Moment::Year(_)) && !ahead;
        // "In the spring of 1964 it scrapped the treaty of 1930": the year of what is older. The story goes on where it was.
        let older = raw.make == Make::Date
            && matches!(moment, Moment::Year(_))
            && self.told.is_some_and(|told| {
                told.sentence == raw.sentence
                    && told.dated
                    && told.moment.unit() < Unit::Year
                    && moment.year() < told.moment.year()
            });
        // "Under the 1962 Water Agreement we may draw …": the year of what is talked of, while the story is further on.
        let named = raw.attribute
            && matches!(moment, Moment::Year(_))
            && self.told.is_some_and(|told| moment.year() < told.moment.year());
        if looks_back
            || older
            || named
            || before
            || aside
            || deadline
            || since
            || matches!(raw.make, Make::Set | Make::Duration)
        {
            return;
        }
        let governed =
            self.told.is_some_and(|told| told.dated) && matches!(outcome.anchor, Some(Anchor::Told(_)));
        let dated = !raw.attribute && (raw.slots.has(Slot::Year) || raw.slots.has(Slot::Yy)) || governed;
        let counted = raw.make == Make::Offset;
        let end = raw.range.end;
        self.told =
            Some(Told { moment, sentence: raw.sentence, paragraph: raw.paragraph, dated, counted, end });
    }
}

/// Whether most full dates of a text lie years before its publication, and few of its times count from that day.
fn is_history(published: Day, raws: &[Raw]) -> bool {
    /// Among how many first times the day of a report is looked for, and how many days old it is at most.
    const OPENING: usize = 3;
    const FRESH: i32 = 3;
    /// From so many years on nobody reports what opens the text as news.
    const LONG_AGO: i32 = 20;
    // "YEREVAN, 25 January": a report opens with its own day.
    let own_day = |raw: &Raw| {
        let fresh = |back: i32| {
            let day = calendar::days(published, -back);
            raw.slots.get(Slot::Month) == Some(i32::from(day.month()))
                && raw.slots.get(Slot::Day) == Some(i32::from(day.day()))
        };
        raw.make == Make::Date && !raw.slots.has(Slot::Year) && (0..=FRESH).any(fresh)
    };
    if raws.iter().take(OPENING).any(own_day) {
        return false;
    }
    let year = i32::from(published.year());
    // "Early on 16 November 1875 a column of soldiers went down into the gorge": a history opens long ago, whatever it says of
    // today at its end. "Before noon" is of its own day.
    let imprint = |raw: &&Raw| {
        raw.slots.get(Slot::Year) == Some(year)
            && raw.slots.get(Slot::Month) == Some(i32::from(published.month()))
    };
    let tells = |raw: &&Raw| matches!(raw.make, Make::Date | Make::Time | Make::Offset);
    let opens = raws.iter().filter(tells).find(|raw| !imprint(raw)).is_some_and(|raw| {
        let told = raw.slots.get(Slot::Year).filter(|_| raw.slots.has(Slot::Month));
        // "80 years ago, in the night of 11 March": numbers are in hundredths.
        let ago = raw.slots.get(Slot::Unit) == Some(Unit::Year as i32)
            && raw.slots.get(Slot::Dir) == Some(-1)
            && raw.slots.get(Slot::Anchor) != Some(1)
            && raw.slots.get(Slot::Num).is_some_and(|count| count >= 100 * LONG_AGO);
        ago || told.is_some_and(|told| told + LONG_AGO <= year)
    });
    let (mut past, mut now) = (0, 0);
    for raw in raws {
        let slots = &raw.slots;
        let hour = raw.make == Make::Time && !slots.has(Slot::Weekday) && !slots.has(Slot::Days);
        if opens && hour {
            continue;
        }
        match slots.get(Slot::Year) {
            Some(told) if told + 1 < year && slots.has(Slot::Month) => past += 1,
            Some(_) => {}
            None => {
                let told = slots.get(Slot::Anchor) == Some(1);
                let counted = slots.has(Slot::YearRel) || slots.has(Slot::Rel);
                now += i32::from(
                    slots.has(Slot::Weekday)
                        || slots.has(Slot::Days)
                        || raw.make == Make::Time
                        || counted && !told,
                );
            }
        }
    }
    past >= 3 && past > if opens { now } else { 2 * now }
}
