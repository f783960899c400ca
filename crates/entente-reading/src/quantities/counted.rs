//! The counted thing beside a number.

use std::ops::Range;

use entente_model::Letter as _;

use super::{
    Scene, bound, guard,
    lexicon::{is_inner, skip_blanks, word_before, word_end, word_starts},
    number::Number,
    pack::{CountedStyle, Unit, UnitClass},
    reach::floor_char,
    unit::{Class, Measured},
};

/// How many words a noun phrase between number and thing may have.
const PHRASE: usize = 6;

/// A thing found after a number.
struct Thing {
    unit: String,
    class: Class,
    words: Range<usize>,
    /// From the number's end on, the whole noun phrase.
    phrase: Range<usize>,
}

/// The counted thing of a number. `None`: nothing to count stands there; `Some(None)`: it does, and is not recorded.
#[allow(clippy::option_option)]
pub(crate) fn of(scene: &Scene, number: &Number) -> Option<Option<Measured>> {
    let thing = match scene.pack.style {
        CountedStyle::Plural => plural_after(scene, number),
        CountedStyle::Following => following(scene, number),
        CountedStyle::Counter => after_counter(scene, number),
        CountedStyle::Unknown => None,
    }?;
    Some(record(scene, number, thing))
}

/// The same where a unit of the pack stands right after the number.
#[allow(clippy::option_option)]
pub(crate) fn of_pack_unit(
    scene: &Scene,
    number: &Number,
    at: usize,
    end: usize,
    unit: &Unit,
) -> Option<Option<Measured>> {
    if scene.pack.style == CountedStyle::Plural {
        // What looks like the thing may still qualify another: "10 women politicians".
        return None;
    }
    // "협정 19건": cases of what is named right before.
    let named = (unit.name == CASE).then(|| thing_before(scene, number)).flatten();
    let thing = Thing {
        unit: named.unwrap_or_else(|| unit.name.clone()),
        class: Class::Unit(unit.class),
        words: at..end,
        phrase: number.range.end..end,
    };
    Some(record(scene, number, thing))
}

/// The counter of whatever comes in cases.
const CASE: &str = "case";

/// The known thing that the word right before a number ends in: "투자협정", "양해각서를".
fn thing_before(scene: &Scene, number: &Number) -> Option<String> {
    let start = word_before(scene.text, scene.sentence.start, bound::before(scene, number.range.start).1)?;
    let word = scene.word_at(start);
    let places = word.char_indices().map(|(at, _)| start + at);
    places.filter_map(|at| scene.pack.things.at(scene.text, at)).map(|(_, name)| name.clone()).next_back()
}

/// Applies what keeps a counted thing from being recorded.
fn record(scene: &Scene, number: &Number, thing: Thing) -> Option<Measured> {
    let pack = scene.pack;
    let text = scene.text;
    let (bound, start) = bound::before(scene, number.range.start);
    if number.value == 0.0 || (!number.digits && number.value <= 1.0) {
        return None;
    }
    if guard::is_year(scene, number, bound.is_some()) || (scene.in_date(number) && !number.scaled) {
        return None;
    }
    let few = number.value <= pack.group_limit.max(4.0);
    let definite = few && is_definite(scene, start);
    let phrase_has = |lexicon: &super::lexicon::Lexicon<()>| {
        lexicon.at(text, thing.words.start).is_some()
            || lexicon
                .all_in(text, thing.phrase.start, thing.words.end)
                .any(|(_, end, ())| end == thing.words.end)
    };
    let group = phrase_has(&pack.groups);
    if (group && (number.value <= pack.group_limit || definite))
        || (definite && number.value <= 2.0)
        || phrase_has(&pack.passed_over)
    {
        return None;
    }
    Some(Measured {
        unit: thing.unit,
        class: thing.class,
        range: number.range.start..thing.words.end,
        noun: Some(thing.words),
        thing: Some(thing.phrase),
        factor: 1.0,
    })
}

/// Whether an article or pronoun before the number points back to things already named.
fn is_definite(scene: &Scene, at: usize) -> bool {
    let Some(start) = word_before(scene.text, scene.sentence.start, at) else { return false };
    scene.pack.definites.get(scene.word_at(start)).is_some()
}

/// English: the plural that ends the noun phrase.
fn plural_after(scene: &Scene, number: &Number) -> Option<Thing> {
    let text = scene.text;
    let pack = scene.pack;
    let attached = text[number.range.end..].starts_with('-');
    let mut at = start_of_phrase(scene, number)?;
    let mut best: Option<Thing> = None;
    for _ in 0..PHRASE {
        if at >= scene.sentence.end || !text[at..].starts_with(char::is_letter) {
            break;
        }
        if let Some((end, ())) = pack.modifiers.at(text, at)
            && continues(scene, end)
        {
            at = next_word(scene, end)?;
            continue;
        }
        if let Some((end, unit)) = pack.units.at(text, at)
            && !matches!(unit.class, UnitClass::Times | UnitClass::Percent)
        {
            let thing = Thing {
                unit: unit.name.clone(),
                class: Class::Unit(unit.class),
                words: at..end,
                phrase: number.range.end..end,
            };
            if unit.class == UnitClass::Duration && best.is_some() {
                break;
            }
            if !qualifies(scene, at, end) {
                return Some(thing);
            }
            at = next_word(scene, end)?;
            continue;
        }
        let end = word_end(text, at);
        let word = &text[at..end];
        if pack.stops.get(word).is_some()
            || pack.months.get(word).is_some() && word.starts_with(char::is_uppercase)
        {
            break;
        }
        if let Some(unit) = plural_unit(scene, word, attached) {
            let capital = word.starts_with(char::is_uppercase);
            let thing = Thing { unit: unit.0, class: unit.1, words: at..end, phrase: number.range.end..end };
            if !capital {
                return Some(thing);
            }
            best.get_or_insert(thing);
        } else if best.is_some() && word.starts_with(char::is_lowercase) {
            break;
        }
        match next_word(scene, end) {
            // "a 15-member team": the word written onto the number is the thing, or there is none.
            Some(next) if !attached || best.is_none() && text[end..].starts_with('-') => at = next,
            _ => break,
        }
    }
    best
}

/// "anti-personnel mines", "women politicians": a unit that only qualifies the plural after it.
fn qualifies(scene: &Scene, at: usize, end: usize) -> bool {
    let text = scene.text;
    if !text[..at].ends_with('-') {
        return false;
    }
    next_word(scene, end).is_some_and(|next| {
        let word = scene.word_at(next);
        word.starts_with(char::is_lowercase)
            && scene.pack.stops.get(word).is_none()
            && plural_unit(scene, word, false).is_some()
    })
}

/// Where the noun phrase begins: after blanks or a hyphen, "or more", "of our".
fn start_of_phrase(scene: &Scene, number: &Number) -> Option<usize> {
    let text = scene.text;
    let end = number.range.end;
    let mut at = match text[end..].strip_prefix('-') {
        Some(rest) if rest.starts_with(char::is_letter) => end + 1,
        _ => skip_blanks(text, end),
    };
    if let Some((after, _)) = scene.pack.bounds_after.at(text, at) {
        at = skip_blanks(text, after);
    }
    if scene.word_at(at).eq_ignore_ascii_case("of") {
        let next = skip_blanks(text, at + 2);
        let determiner = scene.word_at(next);
        scene.pack.definites.get(determiner)?;
        // "two of the agreements signed": a part of what was counted before.
        if !number.digits && !number.scaled && number.value < 10.0 {
            return None;
        }
        at = skip_blanks(text, next + determiner.len());
    }
    (at < scene.sentence.end && at > end).then_some(at).filter(|&at| {
        let gap = &text[end..at];
        gap.chars().all(|sign| sign.is_whitespace() || is_inner(sign) || sign == '-' || sign == '+')
    })
}

/// Where the next word of the same phrase begins.
fn next_word(scene: &Scene, end: usize) -> Option<usize> {
    let rest = &scene.text[end..];
    let next = match rest.chars().next()? {
        '-' | '/' | '\u{2011}' | '–' => end + rest.chars().next().map_or(1, char::len_utf8),
        sign if sign.is_whitespace() => skip_blanks(scene.text, end),
        _ => return None,
    };
    let next = if scene.text[next..].starts_with(['"', '“', '\'', '‘']) {
        next + scene.text[next..].chars().next().map_or(1, char::len_utf8)
    } else {
        next
    };
    (next < scene.sentence.end).then_some(next)
}

fn continues(scene: &Scene, end: usize) -> bool {
    next_word(scene, end).is_some_and(|at| {
        scene.text[at..].starts_with(char::is_letter_or_digit)
            && scene.pack.stops.at(scene.text, at).is_none()
    })
}

/// The unit that a plural means: people, or the word in the singular.
fn plural_unit(scene: &Scene, word: &str, attached: bool) -> Option<(String, Class)> {
    let pack = scene.pack;
    let lower = word.to_lowercase().replace('\u{2019}', "'");
    if lower.chars().count() < 3 || lower.chars().any(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let capital = word.starts_with(char::is_uppercase);
    if capital && pack.people_endings.iter().any(|ending| lower.ends_with(ending.as_str())) {
        return Some(("person".to_owned(), Class::Unit(UnitClass::Count)));
    }
    if let Some(singular) = pack.irregular.get(&lower) {
        let class = if singular == "person" { Class::Unit(UnitClass::Count) } else { Class::Thing };
        return (!attached || class != Class::Thing).then(|| (singular.clone(), class));
    }
    if pack.not_plural.iter().any(|ending| lower.ends_with(ending.as_str())) {
        return None;
    }
    let (plural, singular) = pack
        .plurals
        .iter()
        .find(|(plural, _)| lower.len() > plural.len() + 1 && lower.ends_with(plural.as_str()))?;
    if attached {
        return None;
    }
    let stem = &lower[..lower.len() - plural.len()];
    Some((format!("{stem}{singular}"), Class::Thing))
}

/// Russian: the first word after the number that is no modifier.
fn following(scene: &Scene, number: &Number) -> Option<Thing> {
    let text = scene.text;
    let pack = scene.pack;
    let mut at = skip_blanks(text, number.range.end);
    if at == number.range.end {
        return None;
    }
    for _ in 0..4 {
        if at >= scene.sentence.end || !text[at..].starts_with(char::is_letter) {
            return None;
        }
        if let Some((end, unit)) = pack.units.at(text, at)
            && matches!(unit.class, UnitClass::Count | UnitClass::Measure)
        {
            return Some(Thing {
                unit: unit.name.clone(),
                class: Class::Unit(unit.class),
                words: at..end,
                phrase: number.range.end..end,
            });
        }
        let end = word_end(text, at);
        let word = text[at..end].to_lowercase();
        let capital = text[at..].starts_with(char::is_uppercase);
        if pack.stops.get(&word).is_some() || pack.months.get(&word).is_some() || capital {
            return None;
        }
        let modifies = text[end..].starts_with('-')
            || pack.modifier_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        if !modifies {
            return (word.chars().count() > 3).then(|| Thing {
                unit: pack.things.get(&word).cloned().unwrap_or_else(|| word.clone()),
                class: Class::Thing,
                words: at..end,
                phrase: number.range.end..end,
            });
        }
        at = next_word(scene, end)?;
    }
    None
}

/// Korean: a bare counter, then the thing; the counter's own name where no thing is known.
fn after_counter(scene: &Scene, number: &Number) -> Option<Thing> {
    let text = scene.text;
    let at = skip_blanks(text, number.range.end);
    let (end, unit) = scene.pack.units.at(text, at)?;
    if unit.class != UnitClass::Counter || end > scene.sentence.end {
        return None;
    }
    let mut ties = scene.pack.counter_ties.iter();
    let tie = ties.find(|tie| text[end..].starts_with(tie.as_str())).map_or(0, String::len);
    let after = skip_blanks(text, end + tie);
    let word = word_end(text, after).min(scene.sentence.end).max(after);
    let thing = scene.pack.things.at(text, after).filter(|&(thing_end, _)| thing_end <= scene.sentence.end);
    Some(Thing {
        unit: thing.map_or_else(|| unit.name.clone(), |(_, name)| name.clone()),
        class: Class::Thing,
        words: at..word.max(end),
        phrase: number.range.end..word.max(end),
    })
}

/// The last counted thing named before a place in the sentence.
pub(crate) fn last_thing(scene: &Scene, before: usize) -> Option<String> {
    const REACH: usize = 400;
    let text = scene.text;
    let from = floor_char(text, before.saturating_sub(REACH)).max(scene.sentence.start);
    let starts: Vec<usize> = word_starts(text, from, before).collect();
    starts.iter().rev().find_map(|&at| {
        if let Some((end, unit)) = scene.pack.units.at(text, at)
            && end <= before
            && unit.class == UnitClass::Count
        {
            return Some(unit.name.clone());
        }
        let word = scene.word_at(at);
        let lower = word.starts_with(char::is_lowercase);
        (lower && scene.pack.style == CountedStyle::Plural && scene.pack.stops.get(word).is_none())
            .then(|| plural_unit(scene, word, false))
            .flatten()
            .map(|(unit, _)| unit)
    })
}

/// Forms of "to be" and "to have" after a number that stands for a thing named before.
pub(crate) fn is_copula(scene: &Scene, word: &str) -> bool {
    scene.pack.copulas.get(word).is_some()
}

/// "87 of whom": a part of what was counted before.
pub(crate) fn is_partitive(scene: &Scene, end: usize) -> bool {
    let at = skip_blanks(scene.text, end);
    scene.pack.partitives.at(scene.text, at).is_some()
}
