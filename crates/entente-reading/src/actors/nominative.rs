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
        Self { name: name.join(" "), written: true, full: is_full(words), plain: true }
    }
}

/// The nominative of a name, given its words.
pub(super) fn nominative(text: &str, words: &[Word], gazetteer: &Gazetteer) -> Nominative {
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
            let clear = |word: &Word| other_case(word) && gazetteer.is_oblique(&word.lower);
            let last = words.last().is_some_and(clear) && at + 1 < words.len();
            (*name != *words[at].lower || gazetteer.is_caseless(name) && last, gender)
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
        return Nominative { plain, ..Nominative::as_written(text, words) };
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
            *name == **first || gazetteer.shares_case(first, &word.lower)
        });
        gazetteer
            .nominative(&form, gender)
            .filter(|_| declined && shares && word.shape == Shape::Capital)
            .unwrap_or(form)
    };
    let name = words.iter().enumerate().map(back).collect::<Vec<_>>().join(" ");
    Nominative { name, written: false, full: is_full(words), plain }
}

/// Whether a name is of several words, none of them an initial.
fn is_full(words: &[Word]) -> bool {
    words.len() > 1 && words.iter().all(|word| word.shape != Shape::Initial)
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
