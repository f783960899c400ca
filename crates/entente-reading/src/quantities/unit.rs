//! What a number counts.

use std::ops::Range;

use entente_model::Letter as _;

use super::{
    FoundQuantity, Scene, bound, counted, guard,
    lexicon::{skip_blanks, word_before},
    money,
    number::{self, Number},
    pack::{CountedStyle, UnitClass},
};

/// What kind of unit was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A currency.
    Money,
    /// A unit of the pack.
    Unit(UnitClass),
    /// A counted thing that the pack does not name.
    Thing,
    /// An amount without a thing beside it.
    Bare,
}

/// A number with its unit.
#[derive(Debug)]
pub(crate) struct Measured {
    /// The unit as it is recorded.
    pub(crate) unit: String,
    /// What kind it is.
    pub(crate) class: Class,
    /// Number and unit.
    pub(crate) range: Range<usize>,
    /// The counted thing's words, where it is one.
    pub(crate) thing: Option<Range<usize>>,
    /// Its noun alone.
    pub(crate) noun: Option<Range<usize>>,
    /// What the number is multiplied by: "two decades" are twenty years, «с *200* до 300 млн» are millions.
    pub(crate) factor: f64,
}

/// For the lower end of "20-30 percent", "eight to ten", "between 15 and 20": its start, and the upper end as the number.
///
/// `None` for numbers joined without a unit: scores, spans of years.
pub(crate) fn whole_range(scene: &Scene, first: Number) -> Option<(Option<usize>, Number)> {
    let text = scene.text;
    if level_after(scene, &first).is_some() {
        return Some((None, first));
    }
    let rest = &text[first.range.end..];
    let digit = |next: &&str| next.starts_with(|sign: char| sign.is_ascii_digit());
    let joined = rest.strip_prefix(['-', '–', '—', '~']).filter(digit);
    let spaced = rest.trim_start();
    let word_end = first.range.end + (rest.len() - spaced.len());
    let worded = scene.pack.range_words.at(text, word_end).and_then(|(end, between)| {
        let opened = !between.is_empty()
            && word_before(text, scene.sentence.start, first.range.start)
                .is_some_and(|before| scene.word_at(before).to_lowercase() == *between);
        let next = text[end..].trim_start();
        let at = text.len() - next.len();
        let number = digit(&next) || scene.pack.numbers.numerals.at(text, at).is_some();
        ((between.is_empty() || opened) && number).then_some(next)
    });
    let Some(next) = joined.or(worded) else { return Some((None, first)) };
    let at = text.len() - next.len();
    match number::number_at(text, at, &scene.pack.numbers) {
        Ok(second) if second.value > first.value && second.range.end <= scene.sentence.end => {
            (!guard::is_label(scene, &first)).then_some((Some(first.range.start), second))
        }
        _ if joined.is_some() => None,
        _ => Some((None, first)),
    }
}

/// The new level behind an old one, where something grows or shrinks: "from 30 *to 60* places".
fn level_after(scene: &Scene, old: &Number) -> Option<Number> {
    let text = scene.text;
    let before = word_before(text, scene.sentence.start, old.range.start)?;
    let (end, opener) = scene.pack.level_words.at(text, skip_blanks(text, old.range.end))?;
    if scene.word_at(before).to_lowercase() != *opener {
        return None;
    }
    let new = number::number_at(text, skip_blanks(text, end), &scene.pack.numbers).ok()?;
    let clause = super::quote::clause(scene, &(old.range.start..new.range.end));
    let grows = || scene.pack.growth.first_in(text, clause.start, clause.end).is_some();
    (new.range.end <= scene.sentence.end && (new.value < old.value || grows())).then_some(new)
}

/// An old level whose unit stands behind the new one.
pub(crate) fn of_old_level(
    scene: &Scene,
    old: &Number,
    found: &[FoundQuantity],
    own: usize,
) -> Option<Measured> {
    let new = level_after(scene, old)?;
    let named = of(scene, &new, false, found, own)?;
    // «С 200 до 300 млн», "from 2 to 3 billion": what multiplies the new level does the old one.
    let scale =
        (new.scaled && !old.scaled && old.value < new.value).then(|| scale_of(scene.text, &new)).flatten();
    (!guard::is_year(scene, old, false) && !scene.in_date(old)).then(|| Measured {
        range: old.range.clone(),
        thing: None,
        noun: None,
        factor: scale.unwrap_or(named.factor),
        ..named
    })
}

/// What the word behind the digits of a number multiplies them by.
fn scale_of(text: &str, number: &Number) -> Option<f64> {
    let digits = text[number.range.clone()].chars();
    let written: String =
        digits.take_while(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',')).collect();
    // "1,200 million" has a mark of thousands, «1,2 млрд» one of decimals.
    let thousands = written.split_once(',').is_some_and(|(_, rest)| rest.len() == 3);
    let plain = if thousands { written.replace(',', "") } else { written.replace(',', ".") };
    plain.parse::<f64>().ok().filter(|digits| *digits > 0.0).map(|digits| number.value / digits)
}

/// The unit of a number; `None` where it has none, or is no quantity for another reason.
///
/// `ranged`: whether it is the upper end of a range, whose lower end was looked at before.
/// `found`: what was found before it, that of its own sentence from `own` on.
pub(crate) fn of(
    scene: &Scene,
    number: &Number,
    ranged: bool,
    found: &[FoundQuantity],
    own: usize,
) -> Option<Measured> {
    let before = &found[own..];
    let after = after_hyphen(scene, number.range.end);
    if let Some(money) = money::of(scene, number, after) {
        if is_conversion(scene, number, Class::Money, before) {
            return None;
        }
        return Some(Measured {
            unit: money.code,
            class: Class::Money,
            range: money.start..money.end,
            thing: None,
            noun: None,
            factor: 1.0,
        });
    }
    if (!ranged && guard::is_label(scene, number)) || guard::beside_month(scene, number) {
        return None;
    }
    if let Some(measured) = pack_unit(scene, number, after) {
        return measured.filter(|measured| !is_conversion(scene, number, measured.class, before));
    }
    if scene.in_date(number) {
        return None;
    }
    counted::of(scene, number)
        .unwrap_or_else(|| bare(scene, number, before).or_else(|| understood(scene, number, found)))
}

/// Where the unit may begin: after blanks, or after a hyphen that joins it to the number.
fn after_hyphen(scene: &Scene, end: usize) -> usize {
    match scene.text[end..].strip_prefix(['-', '\u{2011}', '\u{2010}']) {
        Some(rest) if rest.starts_with(char::is_letter) => scene.text.len() - rest.len(),
        _ => skip_blanks(scene.text, end),
    }
}

/// A unit of the pack right after the number. `Some(None)`: one that makes it no quantity.
#[allow(clippy::option_option)]
fn pack_unit(scene: &Scene, number: &Number, after: usize) -> Option<Option<Measured>> {
    let text = scene.text;
    let end_of = |end: usize| end <= scene.sentence.end;
    let hit = [number.range.end, after]
        .into_iter()
        .filter_map(|at| scene.pack.units.at(text, at).map(|(end, unit)| (at, end, unit)))
        .filter(|&(_, end, _)| end_of(end))
        .max_by_key(|&(_, end, _)| end);
    let never = [number.range.end, after]
        .into_iter()
        .filter_map(|at| scene.pack.never_after.at(text, at).map(|(end, ())| end))
        .max();
    let (at, end, unit) = match (hit, never) {
        (None, Some(_)) => return Some(None),
        (Some((_, end, _)), Some(never)) if never > end => return Some(None),
        (None, None) => return None,
        (Some(hit), _) => hit,
    };
    let fits = match unit.class {
        UnitClass::Percent | UnitClass::Measure => true,
        UnitClass::Anniversary => number.value >= 1.0 && number.value < 1000.0,
        UnitClass::Times => is_multiple(scene, number, end),
        UnitClass::Duration => is_duration(scene, number, at, end),
        UnitClass::Count => return counted::of_pack_unit(scene, number, at, end, unit),
        UnitClass::Counter => return None,
    };
    let range = number.range.start..end;
    Some(fits.then(|| Measured {
        unit: unit.name.clone(),
        class: Class::Unit(unit.class),
        range,
        thing: None,
        noun: None,
        factor: f64::from(unit.factor),
    }))
}

/// "140 times" is a multiple beside a word of growth or comparison, and a count of occasions otherwise.
fn is_multiple(scene: &Scene, number: &Number, end: usize) -> bool {
    let core = number.range.start..end;
    let from = super::quote::clause(scene, &core).start;
    let near = super::quote::after_words(scene.text, end, 3).min(scene.sentence.end);
    let attached = scene.text[number.range.end..].starts_with(['-', 'x', 'X']) || scene.pack.numbers.glued;
    let (_, core_start) = bound::before(scene, number.range.start);
    attached
        || super::role::grows_beside(scene, core_start)
        || scene.pack.growth.first_in(scene.text, from, number.range.start).is_some()
        || scene.pack.growth.first_in(scene.text, end, near).is_some()
}

/// Whether a unit is a currency.
fn is_code(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "increase the number of students to 100,000": the level that a verb of growth reaches.
fn level_after_growth<'a>(scene: &'a Scene, start: usize) -> Option<(usize, &'a ())> {
    let level = scene.pack.levels.ending_at(scene.text, scene.sentence.start, start, 1)?;
    let clause = super::quote::clause(scene, &(start..start));
    scene.pack.growth.first_in(scene.text, clause.start, level.0).map(|_| level)
}

/// The same length told again in another unit, in brackets right behind: "200 km (120 miles)". An amount of money in another
/// currency is a figure of its own, at the rate of its day.
fn is_conversion(scene: &Scene, number: &Number, class: Class, before: &[FoundQuantity]) -> bool {
    let text = scene.text;
    let measured = matches!(class, Class::Unit(UnitClass::Measure));
    measured
        && before.last().is_some_and(|former| {
            let gap = text.get(former.number.end..number.range.start).unwrap_or_default();
            gap.contains('(') && !gap.contains(')') && gap.split_whitespace().count() <= 5
        })
}

/// A length of time, not a date, an age or "one day".
fn is_duration(scene: &Scene, number: &Number, at: usize, end: usize) -> bool {
    const LONGEST: f64 = 1000.0;
    if number.value >= LONGEST && number.plain || number.value == 0.0 {
        return false;
    }
    if !number.digits && number.value <= 1.0 && at == number.range.end {
        return false;
    }
    if !number.digits && number.value <= 1.0 && !scene.text[number.range.end..].starts_with('-') {
        return false;
    }
    if text_after_is_age(scene, end) || scene.ends_date(number) {
        return false;
    }
    if scene.pack.durations_after.is_empty() {
        return true;
    }
    let next = skip_blanks(scene.text, end);
    let marked = [end, next].into_iter().any(|at| scene.pack.durations_after.at(scene.text, at).is_some());
    // 5개월 can be no date; 31일 and 98년 can.
    let own_word = scene.text[at..end].chars().count() > 1;
    own_word || marked || !number.digits
}

/// "a three-week-old war": an age.
fn text_after_is_age(scene: &Scene, end: usize) -> bool {
    scene.text[end..].starts_with('-') && scene.pack.never_after.at(scene.text, end + 1).is_some()
}

/// A large number without a word behind it that goes on from one told before it in the paragraph: "1.6 billion euros, of
/// which 1.3 billion …", "К 2020 году она сжалась до 23 млн".
fn understood(scene: &Scene, number: &Number, found: &[FoundQuantity]) -> Option<Measured> {
    /// From where on a number is large.
    const LARGE: f64 = 1e6;
    /// Bytes back to the number before.
    const NEAR: usize = 400;
    let text = scene.text;
    if !number.scaled || number.value < LARGE || scene.pack.style == CountedStyle::Unknown {
        return None;
    }
    let former = found.iter().rev().find(|former| former.value >= LARGE / 10.0)?;
    let between = text.get(former.number.end..number.range.start)?;
    let near = between.len() <= NEAR && !between.contains('\n');
    let measured = is_code(&former.unit) || former.counted.is_none();
    (near && measured).then(|| Measured {
        unit: former.unit.clone(),
        class: if is_code(&former.unit) { Class::Money } else { Class::Bare },
        range: number.range.clone(),
        thing: None,
        noun: None,
        factor: 1.0,
    })
}

/// An amount whose thing stands elsewhere: "visits, which reached 800,000"; "of 721 soldiers, 462 were buried".
fn bare(scene: &Scene, number: &Number, before: &[FoundQuantity]) -> Option<Measured> {
    const FEWEST: f64 = 10.0;
    const MILLION: f64 = 1e6;
    if scene.pack.style == CountedStyle::Unknown {
        return None;
    }
    let (_, start) = bound::before(scene, number.range.start);
    if !number.digits && !number.scaled || guard::is_year(scene, number, start < number.range.start) {
        return None;
    }
    let text = scene.text;
    let range = number.range.clone();
    let told = |unit: String, class: Class| {
        Some(Measured { unit, class, range: range.clone(), thing: None, noun: None, factor: 1.0 })
    };
    let next = scene.word_at(skip_blanks(text, number.range.end));
    if let Some(former) = before.last()
        && (counted::is_copula(scene, next) || counted::is_partitive(scene, number.range.end))
        && !is_code(&former.unit)
    {
        return told(former.unit.clone(), Class::Bare);
    }
    // "from 7 billion dollars to 35 billion"
    if let Some(former) = before.last()
        && number.scaled
        && number.value >= MILLION
        && is_code(&former.unit)
        && scene.pack.levels.ending_at(text, scene.sentence.start, number.range.start, 1).is_some()
    {
        return told(former.unit.clone(), Class::Money);
    }
    if number.value < FEWEST {
        return None;
    }
    let verb = scene
        .pack
        .amount_verbs
        .ending_at(text, scene.sentence.start, start, 2)
        .or_else(|| level_after_growth(scene, start))
        .or_else(|| level_after_growth(scene, number.range.start))?;
    let word = word_before(text, scene.sentence.start, start).map_or("", |at| text[at..start].trim());
    if word.eq_ignore_ascii_case("turned") || word.eq_ignore_ascii_case("turns") {
        return (number.value < 300.0).then(|| told("year".to_owned(), Class::Bare)).flatten();
    }
    let unit = counted::last_thing(scene, verb.0)?;
    told(unit, Class::Bare)
}
