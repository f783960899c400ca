//! Numbers with a meaning for the relations of states.
//!
//! A number counts when it has a unit: money, a share, a multiple, a length of time, a measure, or a counted thing.
//! Dates, ordinals, labels ("Article 5"), names with numbers ("G20", "Six-Party Talks") and pairs that every text on
//! two sides has ("two countries") are none. Everything is decided from the words around the number, with no parse.

mod bound;
mod counted;
mod guard;
pub(crate) mod lexicon;
mod money;
mod number;
pub(crate) mod pack;
pub(crate) mod quote;
pub(crate) mod reach;
mod role;
mod unit;

use std::ops::Range;

use entente_model::{Bound, Interval, Letter as _, QuantityRole, TimexType};

pub(crate) use guard::is_note;
use lexicon::{goes_on, two_before};
pub use pack::QuantityPack;

/// A time expression of the same text, as the time reader found it.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeRange {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Its TIMEX3 type.
    pub timex: TimexType,
    /// The days it means, where it means days.
    pub interval: Option<Interval>,
}

/// What the text alone does not say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QuantityContext {
    /// ISO 4217 code that a bare `$` stands for, where the speaker or publisher is known; `None` lets the text decide.
    pub dollar: Option<String>,
    /// Codes of ISO 3166-1 of two letters, of the states that the text speaks of, those that it names most first: of the
    /// currencies that share a name, one of theirs is meant.
    pub states: Vec<&'static str>,
}

/// A number of a text with its meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundQuantity {
    /// Bytes of the quote: the part of the clause that holds number and counted thing.
    pub range: Range<usize>,
    /// Bytes of the number alone, with its scale words.
    pub number: Range<usize>,
    /// The number, multiplied out.
    pub value: f64,
    /// ISO 4217, or the counted thing in the English singular.
    pub unit: String,
    /// Bytes of the counted noun, where the pack does not name it and the unit is made of the word itself.
    pub counted: Option<Range<usize>>,
    /// How the number bounds the thing.
    pub bound: Bound,
    /// What is measured, in words of the text.
    pub measure: String,
    /// When it was, or is to be, so.
    pub as_of: Option<Interval>,
    /// Observation, target, plan or change.
    pub role: QuantityRole,
}

/// One text as the parts of this module see it.
pub(crate) struct Scene<'a> {
    text: &'a str,
    sentence: Range<usize>,
    times: &'a [TimeRange],
    pack: &'a QuantityPack,
    context: &'a QuantityContext,
    /// The dollar of the country that the text speaks for.
    home_dollar: Option<&'a String>,
}

/// Every quantity of a text, in order. `sentences` and `times` are byte ranges, each in the order of their starts.
pub fn find(
    text: &str,
    sentences: &[Range<usize>],
    times: &[TimeRange],
    pack: &QuantityPack,
    context: &QuantityContext,
) -> Vec<FoundQuantity> {
    let mut found: Vec<FoundQuantity> = Vec::new();
    let home_dollar = money::home_dollar(text, pack);
    let sentences = reach::pieces(text, sentences);
    for sentence in &sentences {
        if guard::is_note(text, sentence) {
            continue;
        }
        let times = &times[reach::starting_in(times, |time| time.range.start, sentence)];
        let scene = Scene { text, sentence: sentence.clone(), times, pack, context, home_dollar };
        scene.read(&mut found);
    }
    quote::make_unique(text, &sentences, &mut found);
    found
}

impl Scene<'_> {
    /// Reads one sentence from left to right.
    fn read(&self, found: &mut Vec<FoundQuantity>) {
        let first_of_sentence = found.len();
        let mut at = self.sentence.start;
        while let Some(start) = self.next_start(at) {
            if let Some(word) = self.one_word_at(start) {
                at = word.number.end;
                found.push(word);
                continue;
            }
            at = match number::number_at(self.text, start, &self.pack.numbers) {
                Err(after) => after,
                Ok(number) if number.range.end > self.sentence.end => self.sentence.end,
                Ok(number) => {
                    let (end, quantity) = self.judge(number, found, first_of_sentence);
                    found.extend(quantity);
                    end
                }
            };
        }
    }

    /// The next place where a number or a word of multiplication may begin.
    fn next_start(&self, from: usize) -> Option<usize> {
        let rest = self.text.get(from..self.sentence.end)?;
        let mut before = two_before(self.text, from);
        for (at, letter) in rest.char_indices() {
            let at = from + at;
            let starts = if letter.is_ascii_digit() {
                !before[1].is_ascii_digit() && (!goes_on(before) || self.may_touch(before[1], at))
            } else {
                !before[1].is_ascii_alphanumeric()
                    && letter.is_letter()
                    && !goes_on(before)
                    && self.pack.starts.may_begin(self.text, at)
                    && (self.pack.numbers.numerals.at(self.text, at).is_some()
                        || self.pack.multiples.at(self.text, at).is_some()
                        || self.pack.shares.at(self.text, at).is_some()
                        || self.pack.compounds.at(self.text, at).is_some())
            };
            if starts {
                return Some(at);
            }
            before = [before[1], letter];
        }
        None
    }

    /// Digits may touch the letters before them after a currency code, or where words are written together.
    fn may_touch(&self, before: char, at: usize) -> bool {
        (self.pack.numbers.glued && !before.is_ascii()) || money::code_before(self, at).is_some()
    }

    /// "doubled", «двухдневный»: number and unit in one word.
    fn one_word_at(&self, start: usize) -> Option<FoundQuantity> {
        let multiple = self
            .pack
            .multiples
            .at(self.text, start)
            .map(|(end, &value)| (end, value, "times", QuantityRole::Change));
        let compound = || {
            let (end, (value, unit)) = self.pack.compounds.at(self.text, start)?;
            Some((end, *value, unit.as_str(), QuantityRole::Observed))
        };
        let share = || {
            let (end, value) = self.share_at(start)?;
            Some((end, value, "percent", QuantityRole::Observed))
        };
        let (end, value, unit, role) = multiple.or_else(share).or_else(compound)?;
        let number = start..end;
        let (bound, core_start) = bound::before(self, start);
        let core = core_start..end;
        let role = match role {
            _ if unit == "percent" => role::of_share(self, &core),
            QuantityRole::Change => role::change_or_aim(self, &core),
            other => other,
        };
        Some(FoundQuantity {
            range: quote::around(self, &core),
            measure: quote::measure(self, &core, None),
            as_of: self.nearest_time(start, core.end),
            number,
            value,
            unit: unit.to_owned(),
            counted: None,
            bound: bound.unwrap_or(Bound::Exact),
            role,
        })
    }

    /// "A third of": a share in words, where they are no part of a time.
    fn share_at(&self, start: usize) -> Option<(usize, f64)> {
        let (end, &value) = self.pack.shares.at(self.text, start)?;
        let of_time = self.times.iter().any(|time| {
            time.timex != TimexType::Duration && time.range.start < end && start < time.range.end
                || time.range.start == lexicon::skip_blanks(self.text, end)
        });
        let ordinal = self.pack.no_share_after.ending_at(self.text, self.sentence.start, start, 1).is_some();
        let unit = self.pack.no_share_before.at(self.text, lexicon::skip_blanks(self.text, end)).is_some();
        (end <= self.sentence.end && !of_time && !ordinal && !unit).then_some((end, value))
    }

    /// What a number means, and where reading goes on.
    fn judge(
        &self,
        number: number::Number,
        found: &[FoundQuantity],
        own: usize,
    ) -> (usize, Option<FoundQuantity>) {
        let end = number.range.end;
        let Some((low, number)) = unit::whole_range(self, number) else { return (end, None) };
        let measured = unit::of(self, &number, low.is_some(), found, own)
            .or_else(|| unit::of_old_level(self, &number, found, own));
        let Some(measured) = measured else { return (end, None) };
        let start = low.unwrap_or(measured.range.start.min(number.range.start));
        let (before_bound, core_start) = bound::before_unit(self, start, &measured);
        let after_bound = bound::after(self, number.range.end, measured.range.end);
        let ranged = low.map(|_| Bound::UpTo);
        let core = core_start..measured.range.end.max(number.range.end);
        let role = role::of(self, &core, &number, &measured);
        let mut measure = quote::measure(self, &core, measured.thing.clone());
        if measure.is_empty() {
            measure.clone_from(&measured.unit);
        }
        let quantity = FoundQuantity {
            range: quote::around(self, &core),
            measure,
            as_of: self.nearest_time(number.range.start, core.end),
            value: number.value * measured.factor,
            counted: measured.noun.filter(|_| measured.class == unit::Class::Thing),
            unit: measured.unit,
            bound: after_bound.or(before_bound).or(ranged).unwrap_or(Bound::Exact),
            role,
            number: number.range,
        };
        (core.end, Some(quantity))
    }

    /// The date of the sentence that stands right behind `end` ("2.1 billion euros in 2011"), else the nearest to a place,
    /// one before it first.
    fn nearest_time(&self, at: usize, end: usize) -> Option<Interval> {
        /// Bytes between a number and its date, twice that before a number.
        const FAR: usize = 160;
        let behind = |time: &&TimeRange| {
            let between = self.text.get(end..time.range.start).map(str::trim);
            between.is_some_and(|words| self.pack.dated_by.iter().any(|word| **word == *words))
        };
        let date = |time: &&TimeRange| time.timex == TimexType::Date && time.interval.is_some();
        if let Some(time) = self.times.iter().filter(date).find(behind) {
            return time.interval;
        }
        let dates = self.times.iter().filter(|time| {
            time.range.end <= self.sentence.end
                && time.timex == TimexType::Date
                && time.interval.is_some()
                && !time.range.contains(&at)
        });
        let distance = |time: &&TimeRange| {
            if time.range.end <= at { at - time.range.end } else { (time.range.start - at).saturating_mul(2) }
        };
        dates.filter(|time| distance(time) <= FAR).min_by_key(distance).and_then(|time| time.interval)
    }
}
