//! Words of office and function, alone and at the end of longer ones.

use std::ops::Range;

use super::Finder;
use crate::actors::words::Word;

/// An office word.
pub(super) struct Office {
    pub title: Range<usize>,
    /// Whether it makes a name of any word before it.
    pub sure: bool,
}

/// What stands in a word before each of the listed ones of two letters and more that it ends in, the longest of these first.
pub(in crate::actors) fn before_endings(
    word: &str,
    listed: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &str> {
    let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
    let places = word.char_indices().map(|(at, _)| at).take_while(move |&at| at < last);
    places.map(|at| word.split_at(at)).filter(move |(_, ending)| listed(ending)).map(|(before, _)| before)
}

impl Finder<'_> {
    /// The office that a word names, alone or at its end.
    pub(super) fn office(&self, at: usize) -> Option<Office> {
        let people = &self.lexicon.people;
        let word = &self.words[at];
        [&*word.lower, self.stem(&word.lower)]
            .into_iter()
            .find_map(|stem| {
                let title = word.range.start..word.end_of(self.text, stem.len());
                if people.offices.contains(stem) {
                    return Some(Office { title, sure: true });
                }
                if people.functions.contains(stem) || people.honorifics.contains(stem) {
                    return Some(Office { title, sure: false });
                }
                // "외교부장관", "러시아대통령"
                let first = before_endings(stem, |ending| people.offices.contains(ending)).next()?;
                let state = self
                    .polities
                    .iter()
                    .any(|hit| *hit == (word.range.start..word.end_of(self.text, first.len())));
                let body = people.body_endings.iter().any(|ending| first.ends_with(&**ending));
                // "제2장관"
                let counted = people.ordinals.iter().find_map(|ordinal| first.strip_prefix(&**ordinal));
                let ordinal = counted
                    .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|digit| digit.is_ascii_digit()));
                (state || body || ordinal || people.modifiers.contains(first))
                    .then_some(Office { title, sure: true })
            })
            .or_else(|| self.longer_function(word))
    }

    /// "명예교수", "원내대표", "방위사업청장": a function with what it is of in one word.
    fn longer_function(&self, word: &Word) -> Option<Office> {
        let stem = self.stem(&word.lower);
        let functions = &self.lexicon.people.functions;
        let fits =
            before_endings(stem, |ending| functions.contains(ending)).any(|first| first.chars().count() > 1);
        let known = self.is_home_name(stem) || self.lexicon.people.not_names.contains(stem);
        let title = word.range.start..word.end_of(self.text, stem.len());
        (fits && !known).then_some(Office { title, sure: false })
    }

    /// The first of the words that a middle dot joins to an office: "*외교*·지역통합장관".
    pub(super) fn joined_office(&self, at: usize) -> usize {
        let joined = |before: &Word, word: &Word| {
            matches!(&self.text[before.range.end..word.range.start], "·" | "ㆍ")
                && before.lower.chars().count() > 1
                && !self.is_office(&before.lower)
                && !self.is_home_name(&before.lower)
        };
        let mut first = at;
        while first > 0 && joined(&self.words[first - 1], &self.words[first]) {
            first -= 1;
        }
        first
    }

    /// Whether a word is or ends in that of an office or function.
    pub(super) fn is_office(&self, word: &str) -> bool {
        let people = &self.lexicon.people;
        word.char_indices()
            .any(|(at, _)| people.offices.contains(&word[at..]) || people.functions.contains(&word[at..]))
    }

    /// The same of offices of two syllables and more, with something before it: 경비*대장*.
    pub(super) fn ends_in_office(&self, word: &str) -> bool {
        let people = &self.lexicon.people;
        let listed = |ending: &str| people.offices.contains(ending) || people.functions.contains(ending);
        before_endings(word, listed).any(|first| !first.is_empty())
    }

    /// The same of endings of bodies: 유럽*이사회*.
    pub(super) fn ends_in_body(&self, word: &str) -> bool {
        let endings = &self.lexicon.people.body_endings;
        before_endings(word, |ending| endings.iter().any(|body| **body == *ending))
            .any(|first| !first.is_empty())
    }
}
