//! The forms of a pack's own words, by endings.
//!
//! A lemmatiser guesses at words that it has not seen; the words that a pack looks for are known, and so are the
//! endings that they take. Their forms are written out once, and a written form leads back to its word.

use std::collections::HashMap;

use entente_language::{Upos, UposSet};
use rustc_hash::FxHashMap;

use super::{PackError, WordKey, error::rows};

/// What a row of endings is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Verb,
    Noun,
    Adjective,
}

/// The forms of the words of one pack; empty where the pack has no endings.
#[derive(Debug, Default)]
pub struct Inflections {
    rows: Vec<Row>,
    /// Endings that turn a verb into a reflexive one: that of the word, those of its forms.
    reflexive: Option<(Box<str>, Vec<Box<str>>)>,
    forms: FxHashMap<WordKey, Vec<(WordKey, Part)>>,
}

#[derive(Debug)]
struct Row {
    part: Part,
    ending: Box<str>,
    forms: Vec<Box<str>>,
}

impl Inflections {
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let mut sets: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut inflections = Self::default();
        for (line, row) in rows(text) {
            let wrong = |reason: &str| PackError::new(file, line, reason.to_owned());
            let columns: Vec<&str> = row.split('\t').collect();
            let part = match columns[..] {
                [name, endings] if name.starts_with('@') => {
                    sets.insert(name, endings.split_whitespace().collect());
                    continue;
                }
                ["reflexive", word, endings] => {
                    let endings = endings.split_whitespace().map(Into::into).collect();
                    inflections.reflexive = Some((word.into(), endings));
                    continue;
                }
                ["V", _, _] => Part::Verb,
                ["N", _, _] => Part::Noun,
                ["A", _, _] => Part::Adjective,
                _ => return Err(wrong("expected V, N, A, a set or `reflexive`, and its endings")),
            };
            let forms = spelled_out(columns[2], &sets).ok_or_else(|| wrong("a set that is not known"))?;
            inflections.rows.push(Row { part, ending: no_zero(columns[1]).into(), forms });
        }
        // The longest ending first.
        inflections.rows.sort_by_key(|row| std::cmp::Reverse(row.ending.len()));
        Ok(inflections)
    }

    /// Notes the forms of a word, of each word of a phrase (joined by `_`).
    pub(crate) fn add(&mut self, words: &str) {
        self.add_parts(words, &[Part::Verb, Part::Noun, Part::Adjective]);
    }

    /// The same for what may be a single form already: whatever looks like no verb or adjective is left alone.
    pub(crate) fn add_verbal(&mut self, words: &str) {
        self.add_parts(words, &[Part::Verb, Part::Adjective]);
    }

    fn add_parts(&mut self, words: &str, parts: &[Part]) {
        if self.rows.is_empty() {
            return;
        }
        for word in words.split('_').filter(|word| !word.is_empty()) {
            for &part in parts {
                if self.is_of(word, part) {
                    self.write_out(word, part);
                }
            }
        }
    }

    /// Which part of speech a word of the pack can be, by its ending.
    fn is_of(&self, word: &str, part: Part) -> bool {
        let base = self.reflexive.as_ref().and_then(|(ending, _)| word.strip_suffix(&**ending));
        let has = |part: Part, word: &str| {
            self.rows
                .iter()
                .any(|row| row.part == part && !row.ending.is_empty() && word.ends_with(&*row.ending))
        };
        let verb = has(Part::Verb, word) || base.is_some_and(|base| has(Part::Verb, base));
        match part {
            Part::Verb => verb,
            Part::Adjective => has(Part::Adjective, word),
            Part::Noun => !verb,
        }
    }

    fn write_out(&mut self, word: &str, part: Part) {
        let mut forms: Vec<String> = Vec::new();
        if let Some(row) = self.row(word, part) {
            forms.extend(row.of(word));
        } else {
            let Some((ending, endings)) = &self.reflexive else { return };
            let Some(base) = word.strip_suffix(&**ending) else { return };
            let Some(row) = self.row(base, part) else { return };
            for form in row.of(base) {
                forms.extend(endings.iter().map(|ending| format!("{form}{ending}")));
            }
        }
        for form in forms {
            let known = self.forms.entry(folded(&form).into()).or_default();
            if !known.iter().any(|(other, _)| &**other == word) {
                known.push((word.into(), part));
            }
        }
    }

    fn row(&self, word: &str, part: Part) -> Option<&Row> {
        self.rows.iter().find(|row| row.part == part && word.ends_with(&*row.ending))
    }

    /// The pack's word for a form in small letters, given what the tagger and the lemmatiser make of it; `None` where
    /// the pack has no such word.
    pub(crate) fn word(&self, form: &str, lemma: &str, upos: Upos) -> Option<&str> {
        if self.forms.is_empty() {
            return None;
        }
        let known = if form.contains('ё') { self.forms.get(&*folded(form)) } else { self.forms.get(form) }?;
        if let Some((word, _)) = known.iter().find(|(word, _)| &**word == lemma) {
            return Some(word);
        }
        let fits = |part: Part| match upos {
            Upos::Verb | Upos::Aux => part == Part::Verb,
            Upos::Noun | Upos::Propn => part == Part::Noun,
            Upos::Adj => part != Part::Noun,
            _ => false,
        };
        let fitting = known.iter().find(|(_, part)| fits(*part));
        // A noun that looks like a verb form ("визит") is often taken for one; the other way round is rare.
        let verb = matches!(upos, Upos::Verb | Upos::Aux);
        let noun = || known.iter().find(|(_, part)| verb && *part == Part::Noun);
        fitting.or_else(noun).map(|(word, _)| &**word)
    }

    /// What a form in small letters cannot be, as far as the pack's words go.
    pub(crate) fn ruled_out(&self, form: &str) -> UposSet {
        let known = if form.contains('ё') { self.forms.get(&*folded(form)) } else { self.forms.get(form) };
        let all = |part: Part| known.is_some_and(|known| known.iter().all(|(_, other)| *other == part));
        if all(Part::Verb) {
            UposSet::of(&[Upos::Noun, Upos::Propn])
        } else if all(Part::Noun) {
            UposSet::of(&[Upos::Verb, Upos::Aux, Upos::Adv, Upos::Det])
        } else {
            UposSet::NONE
        }
    }

    /// Whether there are any forms.
    pub(crate) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Whether a form in small letters is one of a noun of the pack and of nothing else in it.
    pub(crate) fn is_noun(&self, form: &str) -> bool {
        let known = if form.contains('ё') { self.forms.get(&*folded(form)) } else { self.forms.get(form) };
        known.is_some_and(|known| known.iter().all(|(_, part)| *part == Part::Noun))
    }
}

impl Row {
    fn of(&self, word: &str) -> impl Iterator<Item = String> {
        let stem = &word[..word.len() - self.ending.len()];
        self.forms.iter().map(move |form| format!("{stem}{form}"))
    }
}

fn no_zero(ending: &str) -> &str {
    if ending == "0" { "" } else { ending }
}

/// The endings of a row, its sets written out.
fn spelled_out(endings: &str, sets: &HashMap<&str, Vec<&str>>) -> Option<Vec<Box<str>>> {
    let mut all: Vec<Box<str>> = Vec::new();
    for ending in endings.split_whitespace() {
        match ending.find('@') {
            None => all.push(no_zero(ending).into()),
            Some(at) => {
                let set = sets.get(&ending[at..])?;
                all.extend(set.iter().map(|tail| format!("{}{}", &ending[..at], no_zero(tail)).into()));
            }
        }
    }
    Some(all)
}

/// With the letter that is often written without its dots.
fn folded(form: &str) -> String {
    form.replace('ё', "е")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str =
        "@past\tл ла\nreflexive\tся\tся сь\nV\tить\tить ит и@past\nN\t0\t0 а ом\nA\tый\tый ого\n";

    fn inflections(words: &[&str]) -> Inflections {
        let mut inflections = Inflections::parse("i", TABLE).unwrap();
        for word in words {
            inflections.add(word);
        }
        inflections
    }

    #[test]
    fn a_form_leads_back_to_its_word() {
        let table = inflections(&["посетить", "визит", "важный"]);
        assert_eq!(table.word("посетит", "посететь", Upos::Verb), Some("посетить"));
        assert_eq!(table.word("визитом", "визитом", Upos::Noun), Some("визит"));
        assert_eq!(table.word("важного", "важного", Upos::Adj), Some("важный"));
        assert_eq!(table.word("визит", "визить", Upos::Verb), Some("визит"));
        assert!(table.is_noun("визит") && !table.is_noun("посетит"));
        assert_eq!(table.word("посетят", "посетят", Upos::Verb), None);
    }

    #[test]
    fn a_reflexive_verb_takes_the_endings_of_the_plain_one() {
        let table = inflections(&["решиться"]);
        assert_eq!(table.word("решилась", "решилась", Upos::Verb), Some("решиться"));
    }

    #[test]
    fn the_lemma_decides_between_two_words() {
        let table = inflections(&["пил", "пилить"]);
        assert_eq!(table.word("пилить", "пилить", Upos::Verb), Some("пилить"));
        assert_eq!(table.word("пил", "пил", Upos::Noun), Some("пил"));
    }

    #[test]
    fn without_endings_nothing_is_known() {
        let mut table = Inflections::default();
        table.add("визит");
        assert_eq!(table.word("визит", "визит", Upos::Noun), None);
    }
}
