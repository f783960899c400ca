//! May two written names be one person's name?
//!
//! Names are compared by sound: both are written in Latin letters, spellings that stand for one sound are folded, and
//! the words are matched in any order. Names of a language with a closed list of surnames ("노무현", "Roh Moo-hyun",
//! "Но Му Хён") are compared by surname and syllables. The score judges the spelling alone; whether two people share a
//! name is for roles and lifetimes to say.

use std::{collections::HashMap, sync::LazyLock};

use entente_model::Letter as _;

use crate::{
    romanise::{Romanisation, romanise},
    sound::{Sounded, sounded, syllables},
    table,
};

static SURNAMES: LazyLock<HashMap<String, Vec<u16>>> =
    LazyLock::new(|| read_surnames(include_str!("../../../reference/surnames.ko.tsv")).0);

/// The smallest score at which two names are one to a careful reader, if nothing speaks against it.
pub const SAME_NAME: f32 = 0.8;

/// How well two written names fit one person, from 0 to 1.
///
/// 1 for the same words; at least [`SAME_NAME`] for spellings of one full name in any order and script, with or without
/// a patronymic, or with initials; about 0.6 where one is only the surname or given name of the other.
///
/// ```
/// use entente_reference::{SAME_NAME, same_name};
/// assert!(same_name("Sergey Lavrov", "Лавров Сергей Викторович") >= SAME_NAME);
/// assert!(same_name("Roh Moo-hyun", "노무현") >= SAME_NAME);
/// assert!(same_name("Roh Moo-hyun", "Roh Tae-woo") < 0.5);
/// ```
pub fn same_name(first: &str, second: &str) -> f32 {
    let (first, second) = (words(first), words(second));
    if first.is_empty() || second.is_empty() {
        return 0.0;
    }
    if first == second {
        return 1.0;
    }
    if let (Some(one), Some(other)) = (eastern(&first), eastern(&second)) {
        return eastern_score(&one, &other);
    }
    western_score(&first, &second)
}

/// The words of a name in small letters; hyphens and points part them, honorific dots are dropped.
fn words(name: &str) -> Vec<String> {
    let parts = name.split(|letter: char| !letter.is_letter_or_digit() && !"'’‘ʼ\u{0361}".contains(letter));
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
}

/// A name of a closed list of surnames: the surnames that its spelling may stand for, and the sound of the given name.
struct Eastern {
    surnames: Vec<u16>,
    given: String,
}

/// Reads a name as surname and one or two syllables, the surname first, or last after a comma-less inversion.
fn eastern(words: &[String]) -> Option<Eastern> {
    let read = |surname: &str, given: &[String]| {
        let surnames = SURNAMES.get(surname)?.clone();
        let given = syllables(given)?;
        Some(Eastern { surnames, given })
    };
    match words {
        [whole] => split_hangul(whole).and_then(|(surname, given)| read(surname, &[given.to_owned()])),
        [surname, given @ ..] if given.len() <= 2 => read(surname, given).or_else(|| {
            let (last, given) = words.split_last()?;
            read(last, given)
        }),
        _ => None,
    }
}

/// The surname and the rest of a name in Hangul of two to four syllables.
fn split_hangul(name: &str) -> Option<(&str, &str)> {
    let count = name.chars().count();
    let hangul = name.chars().all(|letter| ('가'..='힣').contains(&letter));
    if !hangul || !(2..=4).contains(&count) {
        return None;
    }
    let at = |letters: usize| {
        let (end, _) = name.char_indices().nth(letters)?;
        SURNAMES.contains_key(&name[..end]).then(|| name.split_at(end))
    };
    if count == 4 { at(2) } else { at(1) }
}

fn eastern_score(one: &Eastern, other: &Eastern) -> f32 {
    let surname = one.surnames.iter().any(|surname| other.surnames.contains(surname));
    match (surname, one.given == other.given) {
        (true, true) => 0.95,
        (true, false) => 0.4 * likeness(&one.given, &other.given),
        (false, _) => 0.0,
    }
}

/// Compares word by word, in any order; every word of the shorter name wants a partner.
fn western_score(first: &[String], second: &[String]) -> f32 {
    let (short, long) = if first.len() <= second.len() { (first, second) } else { (second, first) };
    let (short, long): (Vec<Sounded>, Vec<Sounded>) =
        (short.iter().map(|word| latin(word)).collect(), long.iter().map(|word| latin(word)).collect());
    let mut free: Vec<&Sounded> = long.iter().collect();
    let mut worst: f32 = 1.0;
    for word in &short {
        let best = free.iter().enumerate().map(|(index, other)| (index, word_score(word, other)));
        let Some((index, score)) = best.max_by(|(_, one), (_, other)| one.total_cmp(other)) else {
            return 0.0;
        };
        free.remove(index);
        worst = worst.min(score);
    }
    let full_words = short.iter().filter(|word| !word.is_initial()).count();
    match (short.len(), long.len()) {
        (1, 1) => worst,
        // Only the surname or the given name is said.
        (1, _) => worst * 0.65,
        _ if full_words == 0 => worst * 0.3,
        // A patronymic or middle name more is no difference.
        (short, long) => worst * if long - short > 1 { 0.93 } else { 0.97 },
    }
}

fn latin(word: &str) -> Sounded {
    let cyrillic = word.chars().any(|letter| ('\u{400}'..='\u{52f}').contains(&letter));
    let hangul = word.chars().any(|letter| ('가'..='힣').contains(&letter));
    let written = if cyrillic {
        romanise(word, Romanisation::Press)
    } else if hangul {
        romanise(word, Romanisation::RevisedRomanization)
    } else {
        word.to_owned()
    };
    sounded(&romanise(&written, Romanisation::Plain))
}

fn word_score(one: &Sounded, other: &Sounded) -> f32 {
    if one.letters == other.letters {
        return 1.0;
    }
    if is_number(&one.letters) && is_number(&other.letters) {
        return 0.0;
    }
    if one.is_initial() || other.is_initial() {
        let same = one.skeleton.chars().next() == other.skeleton.chars().next();
        return if same { 0.85 } else { 0.0 };
    }
    let alike = likeness(&one.folded, &other.folded);
    if one.skeleton == other.skeleton {
        let long = one.skeleton.chars().count() >= 3;
        return if long { 0.9 } else { 0.6 + 0.35 * alike }.max(alike);
    }
    alike * 0.9
}

/// A Roman number, as after the name of a sovereign.
fn is_number(word: &str) -> bool {
    word.chars().all(|letter| "ivx".contains(letter))
}

/// 1 minus the share of letters that would have to be changed, added or dropped.
fn likeness(one: &str, other: &str) -> f32 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let longest = one.len().max(other.len());
    if longest == 0 {
        return 1.0;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, against) in other.iter().enumerate() {
            let change = diagonal + usize::from(letter != against);
            diagonal = row[column + 1];
            row[column + 1] = change.min(row[column] + 1).min(diagonal + 1);
        }
    }
    1.0 - row[other.len()] as f32 / longest as f32
}

/// Surnames by spelling, each as the numbers of the rows that it may stand for.
fn read_surnames(text: &'static str) -> (HashMap<String, Vec<u16>>, Vec<usize>) {
    let (mut surnames, mut wrong): (HashMap<String, Vec<u16>>, Vec<usize>) = (HashMap::new(), Vec::new());
    for (number, (line, fields)) in table::rows(text).enumerate() {
        let [surname, spellings] = *fields else {
            wrong.push(line);
            continue;
        };
        for spelling in std::iter::once(surname).chain(spellings.split('|')) {
            surnames.entry(spelling.to_lowercase()).or_default().push(number as u16);
        }
    }
    (surnames, wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_surnames_is_read() {
        assert!(read_surnames(include_str!("../../../reference/surnames.ko.tsv")).1.is_empty());
    }

    #[test]
    fn spellings_of_one_name_are_joined() {
        for (one, other) in [
            ("Sergey Lavrov", "Sergei Lavrov"),
            ("Sergey Lavrov", "Сергей Лавров"),
            ("Сергей Лавров", "세르게이 라브로프"),
            ("Kulik Andrey Borisovich", "Andrey Kulik"),
            ("S. Lavrov", "Sergey Lavrov"),
            ("Roh Moo-hyun", "Roh Mu-hyun"),
            ("Roh Moo-hyun", "Но Му Хён"),
            ("No Tae-u", "노태우"),
            ("Moon Jae-in", "Мун Чжэ Ин"),
            ("Kim Young Sam", "Kim Yong-sam"),
            ("Chung Eui-yong", "정의용"),
            ("Jae-in Moon", "문재인"),
            ("Park Chung-hee", "박정희"),
            ("Lee Beom-jin", "Yi Beom-jin"),
            ("Mikhail Gorbachev", "미하일 고르바초프"),
            ("Vladimir Putin", "블라디미르 푸틴"),
            ("Donald Trump", "Дональд Трамп"),
            ("Recep Tayyip Erdoğan", "Реджеп Тайип Эрдоган"),
            ("Gerhard Schröder", "Gerhard Schroeder"),
            ("Mohammed bin Nayef", "Mohamed bin Nayef"),
            ("Mohammed bin Nayef", "Mohammed bin Naif"),
            ("Gleb Ivashentsov", "Gleb Iveshenzov"),
            ("Muammar Gaddafi", "Moammar Gadhafi"),
        ] {
            let score = same_name(one, other);
            assert!(score >= SAME_NAME, "{one} / {other}: {score}");
            assert!((score - same_name(other, one)).abs() < 1e-6, "{one} / {other} is not symmetric");
        }
    }

    #[test]
    fn names_of_different_people_stay_apart() {
        for (one, other) in [
            ("Roh Moo-hyun", "Roh Tae-woo"),
            ("Kim Young-sam", "Kim Dae-jung"),
            ("Park Geun-hye", "Park Chung-hee"),
            ("Moon Jae-in", "Lee Jae-myung"),
            ("Igor Ivanov", "Sergei Ivanov"),
            ("Bill Clinton", "Hillary Clinton"),
            ("Abdullah Gül", "Abdullah Abdullah"),
            ("Mohammed bin Nayef", "Mohammed bin Salman"),
            ("Николай I", "Александр II"),
            ("Nicholas I", "Nicholas II"),
            ("Raúl Castro", "Fidel Castro"),
            ("노무현", "노태우"),
            ("Andrey Kulik", "Anna Kulikova"),
        ] {
            let score = same_name(one, other);
            assert!(score < SAME_NAME, "{one} / {other}: {score}");
        }
    }

    #[test]
    fn a_surname_alone_is_compatible_but_not_the_same() {
        for (one, other) in
            [("Lavrov", "Sergey Lavrov"), ("Putin", "Владимир Путин"), ("트럼프", "Donald Trump")]
        {
            let score = same_name(one, other);
            assert!((0.5..SAME_NAME).contains(&score), "{one} / {other}: {score}");
        }
    }

    #[test]
    fn empty_and_odd_names_do_not_fail() {
        assert!(same_name("", "Lavrov") < 0.01);
        assert!(same_name("...", "---") < 0.01);
        assert!(same_name("김", "金") < SAME_NAME);
    }
}
