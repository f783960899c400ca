//! Declension: the written forms of a name given as stems and paradigms.
//!
//! `Советск/ий Союз/0` gives six forms, the words agreeing case by case; `российск/*` all forms of the adjective.

use std::collections::HashMap;

use crate::table;

/// The paradigms of a language by their name.
#[derive(Debug, Default)]
pub(crate) struct Paradigms(HashMap<&'static str, Vec<&'static str>>);

impl Paradigms {
    /// Reads a table of paradigms; the second part are lines that cannot be read.
    pub(crate) fn read(text: &'static str) -> (Self, Vec<usize>) {
        let (mut paradigms, mut wrong) = (HashMap::new(), Vec::new());
        for (line, fields) in table::rows(text) {
            match *fields {
                [name, endings] => {
                    let endings = endings.split('|').map(|ending| if ending == "0" { "" } else { ending });
                    paradigms.insert(name, endings.collect());
                }
                _ => wrong.push(line),
            }
        }
        (Self(paradigms), wrong)
    }

    /// Every written form of a name that holds `stem/paradigm` words, in the order of the endings, none twice.
    ///
    /// `None` for an unknown paradigm, or when two words have different numbers of endings.
    pub(crate) fn forms(&self, name: &str) -> Option<Vec<String>> {
        let words: Vec<(&str, Option<&[&str]>)> = name
            .split(' ')
            .map(|word| match word.split_once('/') {
                Some((stem, paradigm)) => Some((stem, Some(self.0.get(paradigm)?.as_slice()))),
                None => Some((word, None)),
            })
            .collect::<Option<_>>()?;
        let mut lengths = words.iter().filter_map(|(_, endings)| Some((*endings)?.len()));
        let count = lengths.next()?;
        if lengths.any(|length| length != count) {
            return None;
        }
        let mut forms: Vec<String> = Vec::with_capacity(count);
        for case in 0..count {
            let word = |(stem, endings): &(&str, Option<&[&str]>)| match endings {
                Some(endings) => format!("{stem}{}", endings[case]),
                None => (*stem).to_owned(),
            };
            let form = words.iter().map(word).collect::<Vec<_>>().join(" ");
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        Some(forms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_agree_case_by_case() {
        let (paradigms, wrong) = Paradigms::read("0\t0|а|у|0|ом|е\nий\tий|ого|ому|ий|им|ом\n");
        assert!(wrong.is_empty());
        let forms = paradigms.forms("Советск/ий Союз/0 республик").unwrap();
        assert_eq!(forms.len(), 5, "nominative and accusative are one form");
        assert_eq!(forms[0], "Советский Союз республик");
        assert_eq!(forms[3], "Советским Союзом республик");
        assert_eq!(paradigms.forms("Советск/ая"), None);
    }
}
