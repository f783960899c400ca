//! Words in groups and on lists: groups of words that are used alike, and the names of the reference tables and packs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// A list that a word can stand on, as its bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// States and their short forms.
    State = 0,
    /// Adjectives of states and names of peoples.
    People,
    /// Cities of one word.
    City,
    /// A word of the name of a city.
    CityPart,
    /// Given names.
    Given,
    /// Family names that stand before the given name.
    FamilyFirst,
    /// A word of the name of somebody who held an office.
    Holder,
    /// A word of the name of a body between states.
    Body,
}

/// A word, a tab and a number, line by line: the group in its lower sixteen bits, above it a bit for each list.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn groups(root: &Path, language: &str, clusters: &str) -> Result<String> {
    let mut words: BTreeMap<String, u32> = BTreeMap::new();
    for (word, group) in clusters.lines().filter_map(|line| line.split_once('\t')) {
        *words.entry(word.to_lowercase()).or_default() |= group.parse::<u32>()?;
    }
    let mut put = |word: &str, list: List| {
        // Short words are too often something else; a Korean syllable is worth two letters. A family name of one
        // syllable begins too many words that are none: 신기술 is a new technology.
        let least = if language == "ko" { 2 } else { 3 };
        if word.chars().count() >= least {
            *words.entry(word.to_lowercase()).or_default() |= 1 << (16 + list as u32);
        }
    };
    states(root, language, &mut put)?;
    places(root, language, &mut put)?;
    people(root, language, &mut put)?;
    let mut text = String::new();
    for (word, number) in words {
        writeln!(text, "{word}\t{number}")?;
    }
    Ok(text)
}

fn table(root: &Path, name: &str) -> Result<Vec<Vec<String>>> {
    let path = root.join(name);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    Ok(rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn states(root: &Path, language: &str, put: &mut impl FnMut(&str, List)) -> Result<()> {
    let path = format!("reference/names.{language}.tsv");
    let endings = paradigms(root, language)?;
    for row in table(root, &path)? {
        let [_, kind, .., forms] = row.as_slice() else { continue };
        let (whole, part) = match kind.as_str() {
            "name" | "full" | "abbreviation" => (List::State, List::State),
            "adjective" | "people" | "combining" | "pair" => (List::People, List::People),
            "capital" => (List::City, List::CityPart),
            "body" | "party" | "parliament" | "ministry" | "seat" => (List::Body, List::Body),
            _ => continue,
        };
        for form in forms.split('|') {
            let several = form.contains(' ');
            for word in form.split(' ') {
                // Small words of a name are no names.
                if several && kind != "body" && word.starts_with(char::is_lowercase) {
                    continue;
                }
                let list = if several { part } else { whole };
                for word in &inflected(word, &endings) {
                    put(word, list);
                }
            }
        }
    }
    Ok(())
}

/// The endings of each paradigm of a language that declines its names.
fn paradigms(root: &Path, language: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let name = format!("reference/paradigms.{language}.tsv");
    if !root.join(&name).exists() {
        return Ok(BTreeMap::new());
    }
    let rows = table(root, &name)?.into_iter().filter_map(|row| match row.as_slice() {
        [name, endings] => {
            let endings = endings.split('|').map(|ending| ending.replace('0', ""));
            Some((name.clone(), endings.collect()))
        }
        _ => None,
    });
    Ok(rows.collect())
}

/// `Афганистан/0` with every ending of its paradigm.
fn inflected(word: &str, endings: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    match word.split_once('/') {
        Some((stem, paradigm)) => {
            endings.get(paradigm).into_iter().flatten().map(|ending| format!("{stem}{ending}")).collect()
        }
        None => vec![word.to_owned()],
    }
}

fn places(root: &Path, language: &str, put: &mut impl FnMut(&str, List)) -> Result<()> {
    for row in table(root, "reference/places.tsv")? {
        let [_, _, names] = row.as_slice() else { continue };
        for name in names.split('|').filter(|name| in_script(name, language)) {
            if name.contains(' ') {
                name.split(' ').for_each(|word| put(word, List::CityPart));
            } else {
                for word in &declined(name, language) {
                    put(word, List::City);
                }
            }
        }
    }
    Ok(())
}

fn people(root: &Path, language: &str, put: &mut impl FnMut(&str, List)) -> Result<()> {
    for row in table(root, "reference/people.tsv")? {
        for names in row.iter().take(4) {
            for word in names.split(['|', ' ']).filter(|word| in_script(word, language)) {
                if word.starts_with(char::is_uppercase) || language == "ko" {
                    for word in &declined(word, language) {
                        put(word, List::Holder);
                    }
                }
            }
        }
    }
    for row in table(root, &format!("packs/{language}/names.tsv"))? {
        let [kind, names] = row.as_slice() else { continue };
        let list = match kind.as_str() {
            "given" | "given-female" => List::Given,
            "family-first" => List::FamilyFirst,
            "known" => List::Holder,
            _ => continue,
        };
        for name in names.split(' ') {
            for word in &declined(name, language) {
                put(word, list);
            }
        }
    }
    Ok(())
}

/// Whether a name is written as a language writes.
fn in_script(name: &str, language: &str) -> bool {
    let range = match language {
        "ru" => 'Ѐ'..='ӿ',
        "ko" => '가'..='힣',
        _ => 'A'..='ɏ',
    };
    name.chars().filter(|one| one.is_alphabetic()).all(|one| range.contains(&one))
}

/// A Russian name in its usual cases, by its last letter; in other languages the name alone.
fn declined(name: &str, language: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    let Some(last) = name.chars().last().filter(|_| language == "ru") else { return forms };
    let stem = &name[..name.len() - last.len_utf8()];
    let (stem, endings): (&str, &[&str]) = match last {
        'а' => (stem, &["ы", "и", "е", "у", "ой"]),
        'я' => (stem, &["и", "е", "ю", "ей"]),
        'ь' => (stem, &["я", "ю", "ем", "е", "и", "ью"]),
        'й' => (stem, &["я", "ю", "ем", "е", "и"]),
        'о' | 'и' | 'у' | 'е' | 'э' | 'ы' | 'ё' | 'ю' => (stem, &[]),
        _ => (name, &["а", "у", "ом", "ем", "е", "ым"]),
    };
    forms.extend(endings.iter().map(|ending| format!("{stem}{ending}")));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_in_their_forms_beside_the_groups() {
        let root = crate::run::root();
        let number = |groups: &str, word: &str| -> Option<u32> {
            groups.lines().find_map(|line| line.strip_prefix(word)?.strip_prefix('\t')?.parse().ok())
        };
        let russian = groups(&root, "ru", "вечером\t7\nроссии\t9\n").expect("the tables of the repository");
        assert_eq!(number(&russian, "вечером"), Some(7));
        let both = number(&russian, "россии").expect("a word of a group and of lists");
        assert_eq!((both & 0xFFFF, both >> 16 & 1), (9, 1));
        assert_eq!(number(&russian, "афганистаном"), Some(1 << 16));
        let english = groups(&root, "en", "").expect("the tables of the repository");
        let has = |word: &str, list: List| {
            number(&english, word).is_some_and(|number| number >> 16 & 1 << list as u32 != 0)
        };
        assert!(has("greece", List::State) && has("obama", List::Holder) && has("lagos", List::City));
        assert!(!has("of", List::State));
    }

    #[test]
    fn russian_names_are_declined_by_their_last_letter() {
        assert_eq!(declined("Лагос", "ru")[..3], ["Лагос", "Лагоса", "Лагосу"]);
        assert_eq!(declined("Лахор", "en"), ["Лахор"]);
        assert_eq!(declined("Торонто", "ru"), ["Торонто"]);
    }
}
