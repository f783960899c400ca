//! All names of one language, read from its tables.

use std::borrow::Cow;

use entente_model::{Interval, PartyCode};
use rustc_hash::FxHashMap;

use crate::{
    FormFlags, NameKind, matching::first_word, matching::fold, paradigm::Paradigms, suffix::Suffixes, table,
};

/// The tables of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tables {
    pub(crate) lang: &'static str,
    pub(crate) names: &'static str,
    /// For languages that decline names.
    pub(crate) paradigms: Option<&'static str>,
    /// For languages that write names together with particles.
    pub(crate) suffixes: Option<&'static str>,
}

/// All names of one language, by how they begin.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) forms: Vec<Form>,
    /// Indices of forms by the folded first word (first letter where words run together), longest form first.
    pub(crate) by_start: FxHashMap<String, Vec<u32>>,
    /// Codes of the letters of joint forms, one list a form that needs it.
    pub(crate) joint: Vec<Vec<Option<PartyCode>>>,
    /// Single letters that stand for a state beside others.
    pub(crate) short: FxHashMap<char, PartyCode>,
    pub(crate) suffixes: Option<Suffixes>,
    /// Lines that cannot be read.
    pub(crate) wrong: Vec<usize>,
}

/// One written form.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) text: Cow<'static, str>,
    pub(crate) code: PartyCode,
    pub(crate) kind: NameKind,
    pub(crate) flags: FormFlags,
    pub(crate) span: Option<Interval>,
    /// For a joint form its place in [`Lexicon::joint`].
    pub(crate) joint: Option<u32>,
}

impl Lexicon {
    /// Reads the tables of a language.
    pub(crate) fn read(tables: Tables) -> Self {
        let mut lexicon = Self::default();
        let (paradigms, wrong) = tables.paradigms.map(Paradigms::read).unwrap_or_default();
        lexicon.wrong = wrong;
        if let Some((suffixes, wrong)) = tables.suffixes.map(Suffixes::read) {
            lexicon.suffixes = Some(suffixes);
            lexicon.wrong.extend(wrong);
        }
        for (line, fields) in table::rows(tables.names) {
            if lexicon.add_row(&fields, &paradigms).is_none() {
                lexicon.wrong.push(line);
            }
        }
        lexicon.index();
        lexicon
    }

    fn add_row(&mut self, fields: &[&'static str], paradigms: &Paradigms) -> Option<()> {
        let [codes, kind, flags, span, forms] = *fields else { return None };
        let (kind, flags) = (NameKind::from_word(kind)?, FormFlags::from_letters(flags)?);
        let span = if span.is_empty() { None } else { Some(span.parse().ok()?) };
        let (code, joint) = self.codes(codes)?;
        let form = |text| Form { text, code, kind, flags, span, joint };
        for text in forms.split('|') {
            let mut letters = text.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if kind == NameKind::Short => {
                    self.short.insert(letter, code);
                }
                _ if text.contains('/') => {
                    self.forms.extend(paradigms.forms(text)?.into_iter().map(|text| form(text.into())));
                }
                _ => self.forms.push(form(text.into())),
            }
        }
        Some(())
    }

    /// One code, or the codes of a joint form by letter.
    fn codes(&mut self, field: &str) -> Option<(PartyCode, Option<u32>)> {
        if !field.contains('+') {
            return Some((field.parse().ok()?, None));
        }
        let part = |part: &str| if part == "-" { Some(None) } else { part.parse().ok().map(Some) };
        let parts: Vec<Option<PartyCode>> = field.split('+').map(part).collect::<Option<_>>()?;
        let first = parts.iter().copied().flatten().next()?;
        let joint = self.joint.iter().position(|known| *known == parts).unwrap_or_else(|| {
            self.joint.push(parts);
            self.joint.len() - 1
        });
        Some((first, Some(joint as u32)))
    }

    fn index(&mut self) {
        for (index, form) in self.forms.iter().enumerate() {
            let start = first_word(&form.text);
            let start = if self.suffixes.is_some() { first_letter(start) } else { start };
            let key = start.chars().map(fold).collect();
            self.by_start.entry(key).or_default().push(index as u32);
        }
        for indices in self.by_start.values_mut() {
            indices.sort_by_key(|&index| std::cmp::Reverse(self.forms[index as usize].text.len()));
        }
    }
}

/// The first letter of a text, as a text.
pub(crate) fn first_letter(text: &str) -> &str {
    let len = text.chars().next().map_or(0, char::len_utf8);
    &text[..len]
}
