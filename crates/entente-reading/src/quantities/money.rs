//! Currencies before and after a number, and whose dollar a dollar is.

use std::collections::BTreeMap;

use super::{Scene, lexicon::word_before, number::Number, pack::QuantityPack};

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
    let before = sign_before(scene, number.range.start);
    let behind = scene
        .pack
        .currency_after
        .at(scene.text, after)
        .filter(|&(end, _)| end <= scene.sentence.end && is_written_as_code(&scene.text[after..end]))
        .filter(|_| number.digits || number.scaled);
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
    (is_written_as_code(written) && !stands_for_other(scene, start)).then_some((start, code))
}

/// A sign that belongs to the number before it: "10 $ 5" is read once.
fn stands_for_other(scene: &Scene, start: usize) -> bool {
    scene.text[..start].ends_with(|before: char| before.is_ascii_digit())
}

/// Where a currency code written onto digits begins: EUR201.
pub(crate) fn code_before(scene: &Scene, at: usize) -> Option<usize> {
    let start = word_before(scene.text, scene.sentence.start, at)?;
    let word = &scene.text[start..at];
    (word.len() == 3 && is_written_as_code(word) && scene.pack.currency_before.get(word).is_some())
        .then_some(start)
}

/// Codes are capital letters; everything else may be written as it likes.
fn is_written_as_code(written: &str) -> bool {
    let code_like = written.len() == 3 && written.bytes().all(|byte| byte.is_ascii_alphabetic());
    // "won", "yen" and "rub" are words of three letters too: small letters are right for them.
    !code_like || written.bytes().all(|byte| byte.is_ascii_uppercase()) || is_word(written)
}

/// Names of currencies that happen to have the length of a code.
fn is_word(written: &str) -> bool {
    matches!(written.to_ascii_lowercase().as_str(), "won" | "yen")
}

/// Of the currencies that share a name ("KWD|IQD"), that of the state of which the text speaks most; else the first. The
/// first two letters of a code of ISO 4217 are those of the state in ISO 3166-1.
fn whose(scene: &Scene, codes: &str) -> String {
    let of = |state: &&str| codes.split('|').find(|code| code.starts_with(*state));
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
    let voice = pack.dollar_voices.all_in(text, 0, text.len()).find(|(start, end, _)| {
        // Encyclopedias write of an "Australian government".
        text[*start..*end].split_whitespace().all(|word| word == "of" || word.starts_with(char::is_uppercase))
    });
    if let Some((_, _, code)) = voice {
        return Some(code);
    }
    pack.first_person.all_in(text, 0, text.len()).nth(SPEAKING - 1)?;
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for (_, _, code) in pack.dollar_names.all_in(text, 0, text.len()) {
        *counts.entry(code).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count)?;
    let alone = counts.iter().all(|(code, count)| code == most.0 || *count < *most.1);
    (alone && most.0.as_str() != AMERICAN).then_some(*most.0)
}
