//! Writing names in Latin letters by a table.

use std::{collections::HashMap, sync::LazyLock};

use entente_model::Letter as _;

use crate::table;

static TRANSLIT: &str = include_str!("../../../reference/translit.tsv");
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::read(TRANSLIT).0);

/// A table of romanisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Romanisation {
    /// BGN/PCGN 1947, for Cyrillic: Хрущёв, Khrushchëv.
    BgnPcgn,
    /// ALA-LC, for Cyrillic, with ligatures.
    AlaLc,
    /// GOST 7.79-2000, system B, for Cyrillic.
    Gost779B,
    /// ICAO Doc 9303, as in Russian passports since 2013.
    Icao,
    /// News usage, without signs, for Cyrillic.
    Press,
    /// Revised Romanization of 2000, for Hangul: 라브로프, rabeuropeu.
    RevisedRomanization,
    /// McCune-Reischauer, for Hangul: 노태우, not'aeu.
    McCuneReischauer,
    /// Latin letters without their marks: Erdoğan, Erdogan.
    Plain,
}

impl Romanisation {
    /// Its name in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BgnPcgn => "bgn-pcgn",
            Self::AlaLc => "ala-lc",
            Self::Gost779B => "gost-7.79-b",
            Self::Icao => "icao",
            Self::Press => "press",
            Self::RevisedRomanization => "rr",
            Self::McCuneReischauer => "mr",
            Self::Plain => "plain",
        }
    }
}

/// `text` in Latin letters by one table; what the table does not know stays as it is.
///
/// ```
/// use entente_reference::{Romanisation, romanise};
/// assert_eq!(romanise("Елена Цой", Romanisation::BgnPcgn), "Yelena Tsoy");
/// assert_eq!(romanise("신라 박근혜", Romanisation::RevisedRomanization), "silla bakgeunhye");
/// ```
pub fn romanise(text: &str, table: Romanisation) -> String {
    let letters: Vec<Sound> = sounds(text);
    let mut latin = String::with_capacity(text.len());
    let mut index = 0;
    while index < letters.len() {
        let (taken, written) = RULES.write(table.as_str(), &letters, index);
        let sound = letters[index];
        match written {
            Some(written) if sound.capital => push_capital(&mut latin, written),
            Some(written) => latin.push_str(written),
            None => latin.push(sound.original),
        }
        index += taken;
    }
    latin
}

fn push_capital(latin: &mut String, written: &str) {
    let mut letters = written.chars();
    latin.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    latin.push_str(letters.as_str());
}

/// Where a letter stands in its word or syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Any,
    Start,
    Soft,
    Initial,
    Voiced,
    Vowel,
    Final,
    Joint,
}

impl Place {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "any" => Self::Any,
            "start" => Self::Start,
            "soft" => Self::Soft,
            "initial" => Self::Initial,
            "voiced" => Self::Voiced,
            "vowel" => Self::Vowel,
            "final" => Self::Final,
            "joint" => Self::Joint,
            _ => return None,
        })
    }
}

/// One letter, or one part of a Hangul syllable.
#[derive(Debug, Clone, Copy)]
struct Sound {
    /// In small letters; a compatibility jamo for Hangul.
    letter: char,
    original: char,
    place: Place,
    capital: bool,
}

/// Splits Hangul syllables into their parts, leaves everything else.
fn sounds(text: &str) -> Vec<Sound> {
    const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    const FINALS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
    let mut sounds = Vec::with_capacity(text.len());
    for original in text.chars() {
        let mut push = |letter, place, capital| sounds.push(Sound { letter, original, place, capital });
        if let Some(index) = (original as u32).checked_sub(0xAC00).filter(|&index| index < 11_172) {
            let (initial, vowel, last) = (index / 588, index / 28 % 21, index % 28);
            push(INITIALS.chars().nth(initial as usize).unwrap_or(original), Place::Initial, false);
            push(char::from_u32(0x314F + vowel).unwrap_or(original), Place::Vowel, false);
            if let Some(letter) = last.checked_sub(1).and_then(|last| FINALS.chars().nth(last as usize)) {
                push(letter, Place::Final, false);
            }
        } else {
            let letter = original.to_lowercase().next().unwrap_or(original);
            push(letter, Place::Any, letter != original);
        }
    }
    sounds
}

/// The rows of all tables.
#[derive(Debug, Default)]
struct Rules {
    single: HashMap<(&'static str, char, Place), &'static str>,
    joint: HashMap<(&'static str, char, char), &'static str>,
}

impl Rules {
    fn read(text: &'static str) -> (Self, Vec<usize>) {
        let (mut rules, mut wrong) = (Self::default(), Vec::new());
        for (line, fields) in table::rows(text) {
            // A row that writes nothing may have lost its empty last field.
            let (table, letters, place, latin) = match *fields {
                [table, letters, place, latin] => (table, letters, place, latin),
                [table, letters, place] => (table, letters, place, ""),
                _ => {
                    wrong.push(line);
                    continue;
                }
            };
            let mut letters = letters.chars();
            match (Place::from_word(place), letters.next(), letters.next()) {
                (Some(Place::Joint), Some(last), Some(next)) => {
                    rules.joint.insert((table, last, next), latin);
                }
                (Some(place), Some(letter), None) => {
                    rules.single.insert((table, letter, place), latin);
                }
                _ => wrong.push(line),
            }
        }
        (rules, wrong)
    }

    /// How many sounds are taken at `index`, and what is written for them.
    fn write(&self, table: &'static str, sounds: &[Sound], index: usize) -> (usize, Option<&'static str>) {
        let sound = sounds[index];
        let next = sounds.get(index + 1);
        let single = |place| self.single.get(&(table, sound.letter, place)).copied();
        if sound.place == Place::Final
            && let Some(next) = next.filter(|next| next.place == Place::Initial)
            && let Some(&written) = self.joint.get(&(table, sound.letter, next.letter))
        {
            return (2, Some(written));
        }
        let before = index.checked_sub(1).map(|before| sounds[before]);
        let written = match sound.place {
            Place::Initial if before.is_some_and(is_voiced) => {
                single(Place::Voiced).or_else(|| single(Place::Initial))
            }
            Place::Any => {
                let start = before.is_none_or(|before| !before.letter.is_letter() || is_open(before.letter));
                let soft = next.is_some_and(|next| "еиійэюяё".contains(next.letter));
                let special = start.then(|| single(Place::Start)).flatten();
                special.or_else(|| soft.then(|| single(Place::Soft)).flatten()).or_else(|| single(Place::Any))
            }
            place => single(place),
        };
        (1, written)
    }
}

/// A vowel or a sign, after which Cyrillic е is written in full.
fn is_open(letter: char) -> bool {
    "аеёиоуыэюяъьйі".contains(letter)
}

/// A vowel or a voiced final of Hangul.
fn is_voiced(sound: Sound) -> bool {
    sound.place == Place::Vowel || (sound.place == Place::Final && "ㄴㄹㅁㅇ".contains(sound.letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        assert!(Rules::read(TRANSLIT).1.is_empty());
    }

    #[test]
    fn usual_names_are_written_as_the_tables_say() {
        for (text, table, expected) in [
            ("Хрущёв", Romanisation::BgnPcgn, "Khrushchëv"),
            ("Елена Ельцина", Romanisation::BgnPcgn, "Yelena Yel’tsina"),
            ("Щукин", Romanisation::Gost779B, "Shhukin"),
            ("Цирк", Romanisation::Gost779B, "Cirk"),
            ("Юлия", Romanisation::Icao, "Iuliia"),
            ("Лавров", Romanisation::Press, "Lavrov"),
            ("라브로프", Romanisation::RevisedRomanization, "rabeuropeu"),
            ("설악", Romanisation::RevisedRomanization, "seorak"),
            ("백마", Romanisation::RevisedRomanization, "baengma"),
            ("김정일", Romanisation::McCuneReischauer, "kimjŏngil"),
            ("부산", Romanisation::McCuneReischauer, "pusan"),
            ("Erdoğan", Romanisation::Plain, "Erdogan"),
        ] {
            assert_eq!(romanise(text, table), expected, "{text}");
        }
    }
}
