//! Currencies before and after a number, and whose dollar a dollar is.

use std::collections::BTreeMap;

use super::{
    Scene,
    lexicon::word_before,
    number::Number,
    pack::{Numeral, QuantityPack},
};

/// A currency beside a number.
pub(crate) struct Money {
    /// ISO 4217.
    pub(crate) code: String,
    /// Where number and currency begin.
    pub(crate) start: usize,
    /// Where they end.
    pub(crate) end: usize,
}

/// The dollar before it is known whose.
const BARE_DOLLAR: &str = "$";
const AMERICAN: &str = "USD";

/// The money that a number is, if a currency stands beside it.
pub(crate) fn of(scene: &Scene, number: &Number, after: usize) -> Option<Money> {
    /// From so much on a number in words is no count of anything that a currency is called as: "twenty won", «полмиллиона долларов».
    const LARGE: f64 = 1000.0;
    let before = sign_before(scene, number.range.start);
    let behind = scene
        .pack
        .currency_after
        .at(scene.text, after)
        .filter(|&(end, code)| end <= scene.sentence.end && is_written_as_code(&scene.text[after..end], code))
        .filter(|_| number.digits || number.scaled || number.value >= LARGE);
    let (start, end, code) = match (before, behind) {
        (None, None) => return None,
        (Some((start, code)), None) => (start, number.range.end, code),
        (None, Some((end, code))) => (number.range.start, end, code),
        (Some((start, first)), Some((end, second))) => {
            (start, end, if first == BARE_DOLLAR { second } else { first })
        }
    };
    let code = if code == BARE_DOLLAR { whose_dollar(scene) } else { whose(scene, code) };
    Some(Money { code, start, end })
}

/// The sign or code that ends right before the number, or one blank before it.
fn sign_before<'a>(scene: &'a Scene, at: usize) -> Option<(usize, &'a String)> {
    const LONGEST_SIGN: usize = 6;
    let floor = scene.sentence.start;
    let (start, code) =
        scene.pack.currency_before.ending_at(scene.text, floor, at, LONGEST_SIGN).or_else(|| {
            let start = code_before(scene, at)?;
            Some((start, scene.pack.currency_before.get(&scene.text[start..at])?))
        })?;
    let written = scene.text[start..at].trim_end();
    let letter = written.len() == 1 && written.bytes().all(|byte| byte.is_ascii_alphabetic());
    if letter && !(start + 1 == at && is_letter_of_state(scene, start, at, code)) {
        return None;
    }
    (is_written_as_code(written, code) && !stands_for_other(scene, start)).then_some((start, code))
}

/// "P2.1 billion" in a text about Botswana: a single letter is the sign of a currency only on an amount, and where a state
/// of that currency is named; "K9" and "R2" are names.
fn is_letter_of_state(scene: &Scene, start: usize, at: usize, codes: &str) -> bool {
    let rest = &scene.text[at..scene.sentence.end.max(at)];
    let digits = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
    let behind = &rest[digits..];
    let parted =
        behind.starts_with(['.', ',']) && behind[1..].starts_with(|sign: char| sign.is_ascii_digit());
    let word = behind.trim_start_matches([' ', '\u{a0}']);
    let scaled = matches!(scene.pack.numbers.numerals.at(word, 0), Some((_, Numeral::Scale(_))));
    let named =
        scene.context.states.iter().any(|state| codes.split('|').any(|code| code.starts_with(&**state)));
    scene.text[start..at].bytes().all(|byte| byte.is_ascii_uppercase()) && (parted || scaled) && named
}

/// A sign that belongs to the number before it: "10 $ 5" is read once.
fn stands_for_other(scene: &Scene, start: usize) -> bool {
    scene.text[..start].ends_with(|before: char| before.is_ascii_digit())
}

/// Where a currency code written onto digits begins: EUR201.
pub(crate) fn code_before(scene: &Scene, at: usize) -> Option<usize> {
    let start = word_before(scene.text, scene.sentence.start, at)?;
    let word = &scene.text[start..at];
    let code = scene.pack.currency_before.get(word)?;
    let sign = match word.len() {
        1 => is_letter_of_state(scene, start, at, code),
        // "KSh4.5", "RM5": letters of which the first is a capital.
        _ => word.starts_with(|first: char| first.is_ascii_uppercase()) && is_written_as_code(word, code),
    };
    sign.then_some(start)
}

/// Codes are capital letters ("TRY" and no "try"); everything else may be written as it likes.
fn is_written_as_code(written: &str, code: &str) -> bool {
    let letters = written.bytes().all(|byte| byte.is_ascii_alphabetic());
    !letters || !written.eq_ignore_ascii_case(code) || written.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Of the currencies that share a name ("KWD|IQD"), that of the state of which the text speaks most; else the first. The
/// first two letters of a code of ISO 4217 are those of the state in ISO 3166-1; a currency of several states has a list.
fn whose(scene: &Scene, codes: &str) -> String {
    let shared = |code: &str, state: &str| {
        scene.pack.currency_users.get(code).is_some_and(|users| users.iter().any(|user| user == state))
    };
    let of = |state: &&str| codes.split('|').find(|code| code.starts_with(*state) || shared(code, state));
    let named = scene.context.states.iter().find_map(of);
    named.or_else(|| codes.split('|').next()).unwrap_or(codes).to_owned()
}

/// The speaker's dollar where one speaks, else the American.
fn whose_dollar(scene: &Scene) -> String {
    scene.context.dollar.as_ref().or(scene.home_dollar).map_or_else(|| AMERICAN.to_owned(), Clone::clone)
}

/// The dollar of the country that a text speaks for: its government by name ("the Australian Government"), or "we" in a
/// text that names this country more than any other of a dollar of its own.
pub(crate) fn home_dollar<'a>(text: &'a str, pack: &'a QuantityPack) -> Option<&'a String> {
    const SPEAKING: usize = 3;
    if !text.contains('$') {
        return None;
    }
    // One look at each word leaves those few that may tell any of it.
    let places = pack.dollar_names.places_like(text, &pack.dollar_starts);
    let voice = pack.dollar_voices.at_each(text, &places).find(|(start, end, _)| {
        // Encyclopedias write of an "Australian government".
        text[*start..*end].split_whitespace().all(|word| word == "of" || word.starts_with(char::is_uppercase))
    });
    if let Some((_, _, code)) = voice {
        return Some(code);
    }
    pack.first_person.at_each(text, &places).nth(SPEAKING - 1)?;
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for (_, _, code) in pack.dollar_names.at_each(text, &places) {
        *counts.entry(code).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count)?;
    let alone = counts.iter().all(|(code, count)| code == most.0 || *count < *most.1);
    (alone && most.0.as_str() != AMERICAN).then_some(*most.0)
}
