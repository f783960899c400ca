//! Given names, and family names of lands where they stand first.

use std::collections::HashSet;

use crate::lexicon::{PackError, rows};

/// Names of people known beforehand, in small letters.
#[derive(Debug, Default)]
pub struct Gazetteer {
    given: HashSet<Box<str>>,
    family_first: HashSet<Box<str>>,
}

impl Gazetteer {
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let mut gazetteer = Self::default();
        for (line, row) in rows(text) {
            let (kind, names) = row.split_once('\t').unwrap_or((row, ""));
            let list = match kind {
                "given" => &mut gazetteer.given,
                "family-first" => &mut gazetteer.family_first,
                other => {
                    return Err(PackError::new(
                        file,
                        line,
                        format!("`{other}` is no kind: given or family-first"),
                    ));
                }
            };
            list.extend(names.split_whitespace().map(Into::into));
        }
        Ok(gazetteer)
    }

    /// Whether a word, in small letters, is a given name; of a hyphenated one the first part decides.
    pub(crate) fn is_given(&self, lower: &str) -> bool {
        self.given.contains(lower)
            || lower.split_once('-').is_some_and(|(first, _)| first.len() > 2 && self.given.contains(first))
    }

    /// Whether a word, in small letters, is a family name that stands before the given name.
    pub(crate) fn is_family_first(&self, lower: &str) -> bool {
        self.family_first.contains(lower)
    }
}
