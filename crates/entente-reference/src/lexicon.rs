//! All names of one language, and finding them in a text.

use std::collections::HashMap;

use entente_model::{Interval, PartyCode};

use crate::{
    FormFlags, NameHit, NameKind,
    matching::{Case, fold, prefix_len},
    table,
};

/// All names of one language, by their first word.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    forms: Vec<Form>,
    /// Indices of forms by folded first word, longest form first.
    by_first_word: HashMap<String, Vec<u32>>,
    /// Lines of the table that cannot be read.
    pub(crate) wrong: Vec<usize>,
}

/// One written form.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) text: &'static str,
    pub(crate) code: PartyCode,
    pub(crate) kind: NameKind,
    pub(crate) flags: FormFlags,
    pub(crate) span: Option<Interval>,
}

impl Lexicon {
    /// Reads a table of names.
    pub(crate) fn read(text: &'static str) -> Self {
        let mut lexicon = Self::default();
        for (line, fields) in table::rows(text) {
            if lexicon.add_row(&fields).is_none() {
                lexicon.wrong.push(line);
            }
        }
        lexicon.index();
        lexicon
    }

    fn add_row(&mut self, fields: &[&'static str]) -> Option<()> {
        let [code, kind, flags, span, forms] = *fields else { return None };
        let code = code.parse().ok()?;
        let (kind, flags) = (NameKind::from_word(kind)?, FormFlags::from_letters(flags)?);
        let span = if span.is_empty() { None } else { Some(span.parse().ok()?) };
        self.forms.extend(forms.split('|').map(|text| Form { text, code, kind, flags, span }));
        Some(())
    }

    fn index(&mut self) {
        for (index, form) in self.forms.iter().enumerate() {
            let word = first_word(form.text).chars().map(fold).collect();
            self.by_first_word.entry(word).or_default().push(index as u32);
        }
        for indices in self.by_first_word.values_mut() {
            indices.sort_by_key(|&index| std::cmp::Reverse(self.forms[index as usize].text.len()));
        }
    }

    /// Every form in the order of the table.
    pub(crate) fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The names in `text`, from left to right, the longest at each place.
    pub(crate) fn mentions(&self, text: &str) -> Vec<NameHit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(start) = next_word(text, at) {
            at = start + first_word(&text[start..]).len();
            if let Some((len, form)) = self.longest(&text[start..]) {
                at = at.max(start + len);
                hits.push(NameHit {
                    range: start..start + len,
                    code: form.code,
                    kind: form.kind,
                    flags: form.flags,
                    span: form.span,
                });
            }
        }
        hits
    }

    /// The longest form at the start of `text` that ends with a word.
    fn longest(&self, text: &str) -> Option<(usize, &Form)> {
        let word = first_word(text);
        self.keys(word).into_iter().find_map(|(key, case)| {
            self.by_first_word.get(key.as_ref())?.iter().find_map(|&index| {
                let form = &self.forms[index as usize];
                let len = prefix_len(form.text, text, case)?;
                ends_well(form, &text[len..]).then_some((len, form))
            })
        })
    }

    /// Under which first words to look, and how to compare.
    fn keys<'a>(&self, word: &'a str) -> Vec<(std::borrow::Cow<'a, str>, Case)> {
        let mut keys = Vec::with_capacity(1);
        let mut letters = word.chars();
        let Some(first) = letters.next() else { return keys };
        if self.by_first_word.contains_key(word) {
            keys.push((word.into(), Case::Exact));
        }
        let folded: String = word.chars().map(fold).collect();
        if folded != word {
            keys.push((folded.into(), Case::Exact));
        }
        if !first.is_uppercase() {
            return keys;
        }
        let rest = letters.as_str();
        if word.chars().count() > 3 && rest.chars().all(|letter| !letter.is_lowercase()) {
            let lower: String = rest.to_lowercase().chars().map(fold).collect();
            keys.push((format!("{}{lower}", fold(first)).into(), Case::Capitals));
            keys.push((format!("{}{lower}", fold(first).to_lowercase()).into(), Case::Capitals));
        } else {
            let small: String = first.to_lowercase().chain(rest.chars()).map(fold).collect();
            keys.push((small.into(), Case::Exact));
        }
        keys
    }
}

/// A name ends where a word ends; a combining one at a hyphen.
fn ends_well(form: &Form, rest: &str) -> bool {
    let next = rest.chars().next();
    if form.kind == NameKind::Combining {
        return next.is_some_and(|next| fold(next) == '-');
    }
    next.is_none_or(|next| !next.is_alphanumeric())
}

/// The letters and digits that `text` begins with.
fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

/// Where the next word begins, at or after a byte offset that is no middle of a word.
fn next_word(text: &str, from: usize) -> Option<usize> {
    text[from..].find(char::is_alphanumeric).map(|offset| from + offset)
}
