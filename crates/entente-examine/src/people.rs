//! Office-holders of the reference data in a text, and when they held what.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
    sync::{LazyLock, OnceLock},
};

use aho_corasick::AhoCorasick;
use entente_model::{Interval, Language, Letter as _, PartyCode};
use entente_reference::{Reference, Tenure};

/// A person of the reference data named in a sentence; the range is bytes of the sentence.
#[derive(Debug, Clone)]
pub(crate) struct PersonAt {
    pub(crate) range: Range<usize>,
    /// The usual English name, by which the reference data refer to the person.
    pub(crate) id: &'static str,
    /// Named in a form that the reference data list; otherwise by the family name alone, which others may share.
    pub(crate) full: bool,
}

/// Shorter family names are shared by too many people to stand alone.
const FEWEST_LETTERS_OF_A_FAMILY_NAME: usize = 5;

/// The names of office-holders in one language, with е for ё.
struct Names {
    /// The longest stem of each name: without one of them in it a text names nobody.
    stems: AhoCorasick,
    /// Names by the stem of their first word, longer ones first.
    by_first: HashMap<String, Vec<Name>>,
    /// Code points of the longest of these stems.
    longest: usize,
}

/// One name of a person.
struct Name {
    words: Vec<Word>,
    id: &'static str,
    /// One that the reference data list.
    full: bool,
}

/// A word of a name: its letters, or those that all its forms share.
struct Word {
    stem: String,
    inflected: bool,
}

static NAMES: LazyLock<HashMap<Language, OnceLock<Option<Names>>>> = LazyLock::new(|| {
    ["en", "ru", "ko"].into_iter().filter_map(|lang| Some((Language::new(lang)?, OnceLock::new()))).collect()
});

/// The office-holders that a sentence names, in order.
pub(crate) fn named(text: &str, lang: Language) -> Vec<PersonAt> {
    let names = NAMES.get(&lang).and_then(|names| names.get_or_init(|| Names::build(lang)).as_ref());
    let Some(names) = names else { return Vec::new() };
    // Both letters are two bytes long: what is found stands at the same place of the text.
    let text: Cow<'_, str> =
        if text.contains('ё') { Cow::Owned(text.replace('ё', "е")) } else { Cow::Borrowed(text) };
    if names.stems.is_match(text.as_ref()) { names.find(&text) } else { Vec::new() }
}

/// When a person held an office, or one whose holder is called by its title.
pub(crate) fn terms(person: &str, office: &str) -> Vec<Interval> {
    let acting = format!("acting-{office}");
    let own: Vec<&Tenure> = tenures(person).filter(|tenure| tenure.office == office).collect();
    if own.is_empty() {
        return Vec::new();
    }
    // Who led the state in fact is called president by many sources.
    let alike = ["leader", "head-of-state", "general-secretary"];
    let as_good = |held: &str| held == acting || (office == "president" && alike.contains(&held));
    let others = tenures(person).filter(|tenure| as_good(tenure.office));
    let mut spans: Vec<Interval> = own.into_iter().chain(others).map(|tenure| tenure.span).collect();
    spans.sort();
    spans
}

/// Who else held the same office of the same state then, where it was one person.
pub(crate) fn holder(person: &str, office: &str, when: Interval) -> Option<&'static str> {
    let states: BTreeSet<PartyCode> =
        tenures(person).filter(|tenure| tenure.office == office).map(|tenure| tenure.of).collect();
    let reference = Reference::embedded();
    let holders: BTreeSet<&'static str> = states
        .into_iter()
        .flat_map(|of| reference.holders(office, of, when))
        .map(|tenure| tenure.person)
        .collect();
    if holders.len() == 1 { holders.first().copied() } else { None }
}

fn tenures(person: &str) -> impl Iterator<Item = &'static Tenure> {
    Reference::embedded().tenures().iter().filter(move |tenure| tenure.person == person)
}

impl Names {
    fn build(lang: Language) -> Option<Self> {
        let reference = Reference::embedded();
        let people: BTreeSet<&'static str> = reference.tenures().iter().map(|tenure| tenure.person).collect();
        let mut owners: BTreeMap<String, BTreeMap<&'static str, bool>> = BTreeMap::new();
        for id in people {
            for name in forms(id, lang) {
                owners.entry(name.to_owned()).or_default().insert(id, true);
                if let Some((_, family)) = name.rsplit_once(' ') {
                    let long = family.chars().count() >= FEWEST_LETTERS_OF_A_FAMILY_NAME;
                    let whole = family.chars().all(char::is_letter);
                    if long && whole {
                        owners.entry(family.to_owned()).or_default().entry(id).or_insert(false);
                    }
                }
            }
        }
        let mut names: Vec<(String, (&'static str, bool))> = owners
            .into_iter()
            .filter(|(_, owners)| owners.len() == 1)
            .filter_map(|(name, owners)| Some((name, owners.into_iter().next()?)))
            .collect();
        names.sort_by_cached_key(|(name, _)| (std::cmp::Reverse(name.chars().count()), name.clone()));
        let (mut stems, mut longest) = (BTreeSet::new(), 0);
        let mut by_first: HashMap<String, Vec<Name>> = HashMap::new();
        for (name, (id, full)) in names {
            let words = words(&name);
            let Some(first) = words.first().map(|word| word.stem.clone()) else { continue };
            stems.extend(words.iter().map(|word| word.stem.clone()).max_by_key(|stem| stem.chars().count()));
            longest = longest.max(first.chars().count());
            by_first.entry(first).or_default().push(Name { words, id, full });
        }
        Some(Self { stems: AhoCorasick::new(stems).ok()?, by_first, longest })
    }

    /// Names that stand in a text as words of their own, from left to right, of those that begin at one place the longest.
    fn find(&self, text: &str) -> Vec<PersonAt> {
        let mut found = Vec::new();
        let (mut next, mut before) = (0, None);
        for (start, letter) in text.char_indices() {
            let begins = start >= next && before.is_none_or(|before| !is_in_word(before));
            before = Some(letter);
            if !begins {
                continue;
            }
            if let Some((end, name)) = self.at(text, start) {
                found.push(PersonAt { range: start..end, id: name.id, full: name.full });
                next = end;
            }
        }
        found
    }

    /// The longest name at a place, and its end.
    fn at(&self, text: &str, start: usize) -> Option<(usize, &Name)> {
        let rest = &text[start..];
        let ends = rest.char_indices().take(self.longest).map(|(at, letter)| at + letter.len_utf8());
        let named = ends.filter_map(|end| self.by_first.get(&rest[..end])).flatten();
        let found = named.filter_map(|name| Some((start + name.length_in(rest)?, name)));
        found.max_by_key(|(end, name)| (name.letters(), *end))
    }
}

impl Name {
    /// The bytes of the name at the beginning of a text, if it stands there as a word.
    fn length_in(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for (number, word) in self.words.iter().enumerate() {
            if number > 0 {
                rest = rest.strip_prefix(|letter: char| letter.is_whitespace() || letter == '-')?;
            }
            rest = rest.strip_prefix(word.stem.as_str())?;
            if word.inflected {
                let ending = |(_, letter): &(usize, char)| ('а'..='я').contains(letter);
                let letters = rest.char_indices().take(MOST_ENDING).take_while(ending);
                let end = letters.last().map_or(0, |(at, letter)| at + letter.len_utf8());
                rest = &rest[end..];
            }
        }
        // Korean writes particles onto names.
        let ends = |letter: char| !is_in_word(letter) || ('가'..='힣').contains(&letter);
        rest.chars().next().is_none_or(ends).then_some(text.len() - rest.len())
    }

    fn letters(&self) -> usize {
        self.words.iter().map(|word| word.stem.chars().count() + 1).sum()
    }
}

/// Letters that the end of an inflected name may have more than its stem.
const MOST_ENDING: usize = 3;

fn is_in_word(letter: char) -> bool {
    letter.is_letter_or_digit() || letter == '_' || letter == '-'
}

/// The names of a person in a language.
fn forms(id: &'static str, lang: Language) -> Vec<&'static str> {
    let mut forms: Vec<&'static str> = Reference::embedded()
        .people_named(id)
        .flat_map(|person| {
            person.names.iter().filter(|(known, _)| *known == lang).flat_map(|(_, names)| names.clone())
        })
        .collect();
    if lang.as_str() == "en" {
        forms.push(id);
    }
    forms
}

/// Letters at the end of a name that its forms exchange.
const ENDINGS: [char; 6] = ['а', 'я', 'й', 'ь', 'о', 'и'];

fn is_inflected(word: &str) -> bool {
    word.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter)) && word.chars().count() > 2
}

/// The words of a name, with any white space or hyphen between them and endings where the script's languages inflect.
fn words(name: &str) -> Vec<Word> {
    let words = name.split([' ', '-']).filter(|word| !word.is_empty()).map(|word| {
        let inflected = is_inflected(word);
        let stem = if inflected { word.trim_end_matches(ENDINGS) } else { word };
        Word { stem: stem.replace('ё', "е"), inflected }
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(lang: &str, text: &str) -> Vec<(&'static str, String)> {
        let found = named(text, Language::new(lang).unwrap());
        found.into_iter().map(|person| (person.id, text[person.range].to_owned())).collect()
    }

    #[test]
    fn people_are_found_in_three_languages() {
        assert_eq!(
            people("en", "President Kim Young Sam visited"),
            [("Kim Young-sam", "Kim Young Sam".into())]
        );
        assert_eq!(
            people("ru", "встреча с Владимиром Путиным в"),
            [("Vladimir Putin", "Владимиром Путиным".into())]
        );
        assert_eq!(people("ko", "1987년 노태우 대통령은"), [("Roh Tae-woo", "노태우".into())]);
        assert_eq!(people("en", "President Lee spoke"), []);
    }

    #[test]
    fn terms_and_holders_come_from_the_reference() {
        let when = "1998".parse().unwrap();
        assert!(terms("Vladimir Putin", "president").iter().all(|term| !term.overlaps(when)));
        assert_eq!(holder("Vladimir Putin", "president", when), Some("Boris Yeltsin"));
        assert_eq!(terms("Vladimir Putin", "king"), []);
    }
}
