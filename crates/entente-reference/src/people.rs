//! People known beforehand, with their names in several languages.

use std::collections::HashMap;

use entente_model::{Interval, Language};

use crate::{matching::fold, table};

/// Somebody known beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The usual English name, by which the other tables refer to the person.
    pub name: &'static str,
    /// Names and spellings by language, the usual one first; the English ones without `name`.
    pub names: Vec<(Language, Vec<&'static str>)>,
    /// Birth to death; `None` where neither is known.
    pub life: Option<Interval>,
}

impl Person {
    /// The usual name in a language, where known.
    pub fn name_in(&self, lang: Language) -> Option<&'static str> {
        let (_, names) = self.names.iter().find(|(known, _)| *known == lang)?;
        names.first().copied()
    }

    /// Every name and spelling, the English one first.
    pub fn all_names(&self) -> impl Iterator<Item = &'static str> {
        let others = self.names.iter().flat_map(|(_, names)| names.iter().copied());
        std::iter::once(self.name).chain(others)
    }
}

/// The people with an index of their names.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) list: Vec<Person>,
    by_name: HashMap<String, Vec<u32>>,
}

impl People {
    /// Reads the table of people; the second part are lines that cannot be read.
    pub(crate) fn read(text: &'static str) -> (Self, Vec<usize>) {
        let (list, wrong) = table::read(text, |fields| {
            let [name, en, ru, ko, born, died] = *fields else { return None };
            let names =
                [("en", en), ("ru", ru), ("ko", ko)].into_iter().filter(|(_, forms)| !forms.is_empty());
            Some(Person {
                name,
                names: names
                    .map(|(lang, forms)| Some((Language::new(lang)?, forms.split('|').collect())))
                    .collect::<Option<_>>()?,
                life: table::lifespan(born, died).ok()?,
            })
        });
        let mut by_name: HashMap<String, Vec<u32>> = HashMap::new();
        for (index, person) in list.iter().enumerate() {
            for name in person.all_names() {
                let people = by_name.entry(plain(name)).or_default();
                if people.last() != Some(&(index as u32)) {
                    people.push(index as u32);
                }
            }
        }
        (Self { list, by_name }, wrong)
    }

    /// The people of just this name or spelling.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &Person> {
        let indices = self.by_name.get(&plain(name)).map(Vec::as_slice).unwrap_or_default();
        indices.iter().map(|&index| &self.list[index as usize])
    }
}

/// The name in small letters, with single spaces for hyphens and white space.
pub(crate) fn plain(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_lowercase).map(fold);
    let spaced: String = letters.map(|letter| if letter == '-' { ' ' } else { letter }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
