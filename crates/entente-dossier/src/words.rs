//! Words as the search and the comparison of reports see them: folded, stemmed, in any script.
//!
//! Latin and Cyrillic words are stemmed by the Snowball rules, so that "agreements" and "agreement" are one. Scripts
//! that write particles onto their words or no spaces between them (Hangul, Han, kana) are cut into pairs of
//! characters, which finds a word whatever hangs on it.

use std::{cell::RefCell, rc::Rc};

use entente_model::Letter as _;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// How the words of a script are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    /// Cut into pairs of characters.
    Pairs,
    Number,
    Other,
}

/// Turns text into terms.
pub(crate) struct Words {
    latin: Stemmer,
    cyrillic: Stemmer,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

impl Default for Words {
    fn default() -> Self {
        Self { latin: Stemmer::create(Algorithm::English), cyrillic: Stemmer::create(Algorithm::Russian) }
    }
}

impl Words {
    /// Calls `take` with every term of the text, in order.
    pub(crate) fn terms(&self, text: &str, mut take: impl FnMut(&str)) {
        let folded = fold(text);
        for word in split(&folded) {
            match script(word) {
                Script::Latin => stemmed(&self.latin, word, &mut take),
                Script::Cyrillic => stemmed(&self.cyrillic, word, &mut take),
                Script::Number | Script::Other => take(word),
                Script::Pairs => pairs(word, &mut take),
            }
        }
    }

    /// The terms of each word of the text.
    pub(crate) fn terms_by_word(&self, text: &str) -> Vec<Vec<String>> {
        let folded = fold(text);
        let mut all = Vec::new();
        for word in split(&folded) {
            let mut terms = Vec::new();
            self.terms(word, |term| terms.push(term.to_owned()));
            all.push(terms);
        }
        all
    }

    /// Hashes of the terms that carry meaning, sorted, each once: what two reports are compared by.
    pub(crate) fn signature(&self, text: &str) -> Vec<u32> {
        let mut hashes = Vec::new();
        self.terms(text, |term| {
            if carries_meaning(term) {
                hashes.push(hash(term));
            }
        });
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    }
}

/// How many stems a thread remembers; then it begins anew.
const REMEMBERED: usize = 20_000;

thread_local! {
    /// The stems of words that were met: most words of a text were met before, and finding a stem takes a hundred times as long as
    /// looking it up. A word is of one script, so that one table serves all stemmers.
    static STEMS: RefCell<FxHashMap<Box<str>, Rc<str>>> = RefCell::default();
}

/// Calls `take` with the stem of a word.
fn stemmed(stemmer: &Stemmer, word: &str, take: &mut impl FnMut(&str)) {
    let known = STEMS.with_borrow(|stems| stems.get(word).cloned());
    let stem = known.unwrap_or_else(|| {
        let stem: Rc<str> = stemmer.stem(word).into();
        STEMS.with_borrow_mut(|stems| {
            if stems.len() >= REMEMBERED {
                stems.clear();
            }
            stems.insert(word.into(), stem.clone());
        });
        stem
    });
    take(&stem);
}

/// Short words of alphabets are mostly grammar, short numbers mostly dates, which are compared as dates.
fn carries_meaning(term: &str) -> bool {
    match script(term) {
        Script::Latin | Script::Cyrillic => term.chars().count() > 3,
        Script::Pairs | Script::Other => term.chars().count() > 1,
        Script::Number => term.len() > 4,
    }
}

/// Small letters without accents; the letters й and ё are kept apart from и and е by no reader of a search.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    plainly_folded(text).unwrap_or_else(|| folded_by_tables(text))
}

/// [`fold`] of a text of nothing but plain letters, Hangul and common signs, which no table need be asked for.
fn plainly_folded(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        folded.push(match letter {
            '\0'..='\x7F' => letter.to_ascii_lowercase(),
            'Й' | 'й' => 'и',
            'Ё' | 'ё' => 'е',
            'А'..='Я' => char::from_u32(letter as u32 + 0x20)?,
            'а'..='я' | '\u{AC00}'..='\u{D7A3}' | '«' | '»' | '–' | '—' | '‘' | '’' | '“' | '”' | '·' => {
                letter
            }
            _ => return None,
        });
    }
    Some(folded)
}

fn folded_by_tables(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkc().flat_map(char::to_lowercase) {
        if is_pairs(letter) {
            folded.push(letter);
        } else {
            folded.extend(letter.nfd().filter(|&part| !is_combining_mark(part)));
        }
    }
    folded
}

/// Runs of letters and digits; an apostrophe or hyphen ends a word, and so does a change of script.
pub(crate) fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|letter: char| !letter.is_letter_or_digit())
        .filter(|word| !word.is_empty())
        .flat_map(by_script)
}

/// `2018년` is a number and a word.
fn by_script(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let class = class(first);
        let end = rest
            .char_indices()
            .find(|&(_, letter)| self::class(letter) != class)
            .map_or(rest.len(), |(at, _)| at);
        let (run, left) = rest.split_at(end);
        rest = left;
        Some(run)
    })
}

fn pairs(word: &str, take: &mut impl FnMut(&str)) {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    if ends.len() <= 3 {
        take(word);
        return;
    }
    for window in ends.windows(3) {
        take(&word[window[0]..window[2]]);
    }
}

fn script(word: &str) -> Script {
    word.chars().next().map_or(Script::Other, class)
}

fn class(letter: char) -> Script {
    match letter {
        'a'..='z' | 'A'..='Z' | '\u{df}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        _ if letter.is_numeric() => Script::Number,
        _ if is_pairs(letter) => Script::Pairs,
        _ => Script::Other,
    }
}

fn is_pairs(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// FNV-1a: the same on every machine and in every version, for it is stored.
fn hash(term: &str) -> u32 {
    term.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// How much of the smaller of two signatures lies in the other, from 0 to 1.
pub(crate) fn overlap(left: &[u32], right: &[u32]) -> f64 {
    let smaller = left.len().min(right.len());
    if smaller == 0 { 0.0 } else { common(left, right) as f64 / smaller as f64 }
}

/// How many of the terms of either are in both, from 0 to 1.
pub(crate) fn likeness(left: &[u32], right: &[u32]) -> f64 {
    let common = common(left, right);
    let all = left.len() + right.len() - common;
    if all == 0 { 1.0 } else { common as f64 / all as f64 }
}

fn common(left: &[u32], right: &[u32]) -> usize {
    let (mut at, mut other, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (left.get(at), right.get(other)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                at += 1;
                other += 1;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_fold_as_the_tables_say() {
        let plain = (0..0x300).chain(0x400..0x460).chain(0xAC00..0xD7A4).chain(0x2010..0x2030);
        for letter in plain.filter_map(char::from_u32) {
            let text = format!("a{letter}я{letter}나 ");
            if let Some(folded) = plainly_folded(&text) {
                assert_eq!(folded, folded_by_tables(&text), "{letter:?}");
            }
        }
        assert_eq!(
            plainly_folded("Встреча в Сеуле 서울에서, the May Day").as_deref(),
            Some("встреча в сеуле 서울에서, the may day")
        );
        assert_eq!(plainly_folded("café"), None);
    }

    fn terms(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        Words::default().terms(text, |term| all.push(term.to_owned()));
        all
    }

    #[test]
    fn forms_of_a_word_are_one_term() {
        assert_eq!(terms("Agreements"), terms("agreement"));
        assert_eq!(terms("соглашения"), terms("Соглашение"));
        assert_eq!(terms("Lützow São"), ["lutzow", "sao"]);
    }

    #[test]
    fn hangul_is_cut_into_pairs_and_numbers_stand_apart() {
        assert_eq!(terms("2018년 외교관계는"), ["2018", "년", "외교", "교관", "관계", "계는"]);
    }

    #[test]
    fn likeness_counts_common_terms() {
        let words = Words::default();
        let (left, right) = (
            words.signature("signed the fisheries treaty"),
            words.signature("the fisheries treaty was signed"),
        );
        assert!(likeness(&left, &right) > 0.99);
        assert!(overlap(&left, &words.signature("opened a consulate")) < 0.01);
    }
}
