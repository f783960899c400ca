//! The form of a name that stands for a person where names change their endings by case.

use super::{
    gazetteer::{Gazetteer, Gender},
    words::{Shape, Word},
};

/// A name in the nominative, or the best guess at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nominative {
    /// The words, with blanks between.
    pub name: String,
    /// The text itself has it in this form.
    pub written: bool,
    /// No word of it is an initial.
    pub full: bool,
    /// Its last word does not look like another case.
    pub plain: bool,
}

impl Nominative {
    /// A name that is known to stand in the nominative.
    pub(super) fn as_written(text: &str, words: &[Word]) -> Self {
        let name: Vec<&str> = words.iter().map(|word| &text[word.range.clone()]).collect();
        let full = words.len() > 1 && words.iter().all(|word| word.shape != Shape::Initial);
        Self { name: name.join(" "), written: true, full, plain: true }
    }
}

/// The nominative of a name, given its words.
pub(super) fn nominative(text: &str, words: &[Word], gazetteer: &Gazetteer) -> Nominative {
    let full = words.len() > 1 && words.iter().all(|word| word.shape != Shape::Initial);
    let written = |word: &Word| text[word.range.clone()].to_owned();
    let given = words.iter().enumerate().find_map(|(at, word)| {
        gazetteer.given_in_any_case(&word.lower).map(|(name, gender, both)| (at, name, gender, both))
    });
    let other_case = |word: &Word| word.nominative == Some(false);
    let (oblique, gender) = match given {
        // A form of two names: as the tagger has it.
        Some((at, _, _, true)) if other_case(&words[at]) => (true, Gender::Male),
        // «Встреча с *Эмомали* Рахмоном»: a given name that has no cases leaves them to the other, where its ending is clear.
        Some((at, name, gender, _)) => {
            let open = name.ends_with(['и', 'о', 'у', 'е', 'э', 'ю']);
            let clear = |word: &Word| {
                ["ом", "ем", "ым", "им", "ой", "ей", "ого", "ы"]
                    .iter()
                    .any(|ending| word.lower.ends_with(ending))
            };
            let last =
                words.last().is_some_and(|word| other_case(word) && clear(word)) && at + 1 < words.len();
            (*name != *words[at].lower || open && last, gender)
        }
        None => match words {
            // Initials have no ending that would tell: «послание В.В. Путина».
            [given, .., family]
                if given.shape != Shape::Initial && gazetteer.is_of_woman(&given.lower, &family.lower) =>
            {
                (false, Gender::Female)
            }
            _ => (words.last().is_some_and(other_case), Gender::Male),
        },
    };
    let last = words.last().map(written).unwrap_or_default();
    let plain = gazetteer.nominative(&last, gender).is_none();
    if !oblique {
        let name = words.iter().map(written).collect::<Vec<_>>().join(" ");
        return Nominative { name, written: true, full, plain };
    }
    let back = |(at, word): (usize, &Word)| {
        let form = written(word);
        if let Some((_, name, _, both)) = given.filter(|(place, ..)| *place == at) {
            let name = if both { gazetteer.given_of(&word.lower).unwrap_or(name) } else { name };
            return capitalised(name);
        }
        // Of names that nothing is known about only the last word is sure to be declined.
        let declined = given.is_some() || at + 1 == words.len() || other_case(word);
        // «С Мевлютом *Чавушоглу*», «с Луисом *Арсе*»: what does not share the case of the given name has none.
        let shares = given.is_none_or(|(place, name, ..)| {
            let first = &words[place].lower;
            *name == **first || shares_case(first, &word.lower)
        });
        gazetteer
            .nominative(&form, gender)
            .filter(|_| declined && shares && word.shape == Shape::Capital)
            .unwrap_or(form)
    };
    let name = words.iter().enumerate().map(back).collect::<Vec<_>>().join(" ");
    Nominative { name, written: false, full, plain }
}

/// Whether a family name may stand in the case that the ending of a given name tells: the instrumental, and the genitive of men.
fn shares_case(given: &str, family: &str) -> bool {
    let ends = |word: &str, endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(given, &["ом", "ем", "ём", "ой", "ей"]) {
        return ends(family, &["ом", "ем", "ём", "ым", "им", "ой", "ей", "ою", "ею"]);
    }
    // Of given names that end so in other cases: «Сергея», «Луиса», not «Марии».
    !ends(given, &["а", "я"]) || ends(family, &["ого", "его"]) || !ends(family, &["е", "о", "у", "ю", "э"])
}

/// With a capital in front and behind every hyphen.
fn capitalised(name: &str) -> String {
    let mut first = true;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if first {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        first = c == '-';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::words::words;

    const TABLE: &str = "given\tсергей\ngiven-female\tанна\ncase-given\tей\tея ею\ncase-given\tа\tы у\n\
                         case-male\tов\tова ову\ncase-male\t0\tа у ом\ncase-female\tова\tовой ову\n";

    fn of(name: &str, last: Option<bool>) -> (String, bool) {
        let mut words = words(name);
        if let Some(word) = words.last_mut() {
            word.nominative = last;
        }
        let found = nominative(name, &words, &Gazetteer::parse("n", TABLE).unwrap());
        (found.name, found.written)
    }

    #[test]
    fn a_given_name_tells_the_case_of_all_words() {
        assert_eq!(of("Сергея Лаврова", None), ("Сергей Лавров".to_owned(), false));
        assert_eq!(of("Сергей Лавров", Some(false)), ("Сергей Лавров".to_owned(), true));
        assert_eq!(of("Анны Лавровой", None), ("Анна Лаврова".to_owned(), false));
    }

    #[test]
    fn without_one_the_tagger_tells() {
        assert_eq!(of("Мин Аун Хлайном", Some(false)), ("Мин Аун Хлайн".to_owned(), false));
        assert_eq!(of("Мин Аун Хлайн", Some(true)), ("Мин Аун Хлайн".to_owned(), true));
    }
}
