//! Phrases that most texts hold none of.

use std::ops::{Deref, Range};

use aho_corasick::AhoCorasick;
use serde::Deserialize;

/// A list of phrases in small letters, all of them looked for at once.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<Box<str>>")]
pub struct Phrases {
    list: Vec<Box<str>>,
    /// `None` where the list is too long to be compiled.
    all: Option<AhoCorasick>,
}

impl From<Vec<Box<str>>> for Phrases {
    fn from(list: Vec<Box<str>>) -> Self {
        let all = AhoCorasick::new(list.iter().map(|phrase| phrase.as_bytes())).ok();
        Self { list, all }
    }
}

impl Phrases {
    /// Whether any of them may stand in these small letters.
    pub fn may_stand_in(&self, text: &str) -> bool {
        self.all.as_ref().is_none_or(|all| all.is_match(text))
    }

    /// Whether one of them stands in these small letters at bytes that `fit`.
    pub fn stand_in(&self, text: &str, fit: impl Fn(Range<usize>) -> bool) -> bool {
        match &self.all {
            Some(all) => all.find_overlapping_iter(text).any(|found| fit(found.range())),
            None => self
                .list
                .iter()
                .any(|phrase| text.match_indices(&**phrase).any(|(at, phrase)| fit(at..at + phrase.len()))),
        }
    }
}

impl Deref for Phrases {
    type Target = [Box<str>];

    fn deref(&self) -> &Self::Target {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_look_tells_that_none_is_there() {
        let phrases = Phrases::from(vec!["the sides".into(), "стороны".into()]);
        assert!(phrases.may_stand_in("both the sides agreed"));
        assert!(!phrases.may_stand_in("nobody agreed"));
        assert!(!Phrases::from(Vec::new()).may_stand_in("anything"));
    }

    #[test]
    fn a_phrase_counts_where_its_place_fits() {
        let phrases = Phrases::from(vec!["both".into(), "both sides".into()]);
        let text = "both sides agreed";
        assert!(phrases.stand_in(text, |bytes| bytes == (0..10)));
        assert!(!phrases.stand_in(text, |bytes| bytes.start > 0));
    }
}
