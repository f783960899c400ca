//! What may follow a name within its word, in languages that write particles and nouns together with it.

use std::collections::HashSet;

use crate::table;

/// The endings of a language whose words run together with names.
#[derive(Debug, Default)]
pub(crate) struct Suffixes {
    particles: HashSet<&'static str>,
    nouns: Vec<&'static str>,
}

impl Suffixes {
    /// Reads a table of suffixes; the second part are lines that cannot be read.
    pub(crate) fn read(text: &'static str) -> (Self, Vec<usize>) {
        let (mut suffixes, mut wrong) = (Self::default(), Vec::new());
        for (line, fields) in table::rows(text) {
            match *fields {
                ["particle", forms] => suffixes.particles.extend(forms.split('|')),
                ["noun", forms] => suffixes.nouns.extend(forms.split('|')),
                _ => wrong.push(line),
            }
        }
        (suffixes, wrong)
    }

    /// Whether `rest`, the rest of a word after a name, is a particle, or a noun that fits a state, or both in turn.
    pub(crate) fn fits(&self, rest: &str) -> bool {
        let particle = |rest: &str| rest.is_empty() || self.particles.contains(rest);
        particle(rest) || self.nouns.iter().any(|noun| rest.strip_prefix(noun).is_some_and(particle))
    }
}
