//! Office-holders of the reference data in a text, and when they held what.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
    sync::{LazyLock, OnceLock},
};

use aho_corasick::AhoCorasick;
use entente_model::{Interval, Language, PartyCode};
use entente_reference::{Reference, Tenure};
use regex::Regex;

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

/// The names of office-holders in one language.
struct Names {
    /// The longest stem of each name: without one of them in it a text names nobody.
    stems: AhoCorasick,
    /// The pattern of all names, and what is made of it when a text has a stem.
    source: String,
    pattern: OnceLock<Option<Regex>>,
    /// The person of each group of the pattern, and whether the name is one that the reference data list.
    people: Vec<(&'static str, bool)>,
}

static NAMES: LazyLock<HashMap<Language, OnceLock<Option<Names>>>> = LazyLock::new(|| {
    ["en", "ru", "ko"].into_iter().filter_map(|lang| Some((Language::new(lang)?, OnceLock::new()))).collect()
});

/// The office-holders that a sentence names, in order.
pub(crate) fn named(text: &str, lang: Language) -> Vec<PersonAt> {
    let names = NAMES.get(&lang).and_then(|names| names.get_or_init(|| Names::build(lang)).as_ref());
    let Some(names) = names.filter(|names| names.may_be_in(text)) else { return Vec::new() };
    let Some(pattern) = names.pattern.get_or_init(|| Regex::new(&names.source).ok()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for hit in pattern.captures_iter(text) {
        let group = hit.iter().enumerate().skip(1).find_map(|(number, group)| Some((number, group?)));
        if let Some((number, group)) = group {
            let (id, full) = names.people[number - 1];
            found.push(PersonAt { range: group.range(), id, full });
        }
    }
    found
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
                    let whole = family.chars().all(char::is_alphabetic);
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
        names.sort_by_key(|(name, _)| (std::cmp::Reverse(name.chars().count()), name.clone()));
        let groups: Vec<String> = names.iter().map(|(name, _)| format!("({})", inflected(name))).collect();
        let bounded = format!(r"(?:^|[^\w-])(?:{})(?:$|[^\w-]|[가-힣])", groups.join("|"));
        let stems: BTreeSet<String> = names.iter().filter_map(|(name, _)| longest_stem(name)).collect();
        Some(Self {
            stems: AhoCorasick::new(stems).ok()?,
            source: bounded,
            pattern: OnceLock::new(),
            people: names.into_iter().map(|(_, person)| person).collect(),
        })
    }
}

impl Names {
    fn may_be_in(&self, text: &str) -> bool {
        if text.contains('ё') {
            self.stems.is_match(&text.replace('ё', "е"))
        } else {
            self.stems.is_match(text)
        }
    }
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

/// The longest word of a name as far as all its forms share it, with е for ё.
fn longest_stem(name: &str) -> Option<String> {
    let stem =
        |word: &str| if is_inflected(word) { word.trim_end_matches(ENDINGS) } else { word }.replace('ё', "е");
    name.split([' ', '-']).filter(|word| !word.is_empty()).map(stem).max_by_key(|stem| stem.chars().count())
}

/// Letters at the end of a name that its forms exchange.
const ENDINGS: [char; 6] = ['а', 'я', 'й', 'ь', 'о', 'и'];

fn is_inflected(word: &str) -> bool {
    word.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter)) && word.chars().count() > 2
}

/// A pattern for a name: any white space or hyphen between its words, and endings where the script's languages inflect.
fn inflected(name: &str) -> String {
    let words = name.split([' ', '-']).filter(|word| !word.is_empty()).map(|word| {
        let escaped = |word: &str| regex::escape(word).replace(['ё', 'е'], "[её]");
        if is_inflected(word) {
            let stem = word.trim_end_matches(ENDINGS);
            format!("{}[а-яё]{{0,3}}", escaped(stem))
        } else {
            escaped(word)
        }
    });
    words.collect::<Vec<_>>().join(r"[\s-]")
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
