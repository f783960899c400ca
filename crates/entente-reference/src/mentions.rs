//! Finding the names of a lexicon in a text.

use entente_model::{Letter as _, PartyCode};

use crate::{
    FormFlags, NameHit, NameKind,
    lexicon::{Form, Lexicon, first_letter},
    matching::{Case, first_word, fold, prefix_len},
};

impl Lexicon {
    /// The names in `text`, from left to right, the longest at each place.
    pub(crate) fn mentions(&self, text: &str) -> Vec<NameHit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(start) = next_word(text, at) {
            let rest = &text[start..];
            let word = first_word(rest);
            let word_len = word.len();
            let len = match self.longest(rest, word) {
                Some((len, form)) => {
                    self.push(form, start, &rest[..len], &mut hits);
                    len
                }
                None => self.push_short_run(start, rest, &mut hits),
            };
            // Where words run together the rest of the word belongs to the name.
            let whole = len.max(word_len);
            at = start + if len > word_len { len + first_word(&rest[len..]).len() } else { whole };
        }
        self.settle(text, &mut hits);
        hits
    }

    /// An abbreviation that several states share is that of the one which the text names most by its other names.
    fn settle(&self, text: &str, hits: &mut [NameHit]) {
        let shared = |hit: &NameHit| hit.flags.common && hit.kind == NameKind::Abbreviation;
        let named: Vec<PartyCode> = hits.iter().filter(|hit| !shared(hit)).map(|hit| hit.code).collect();
        for hit in hits.iter_mut().filter(|hit| shared(hit)) {
            let rivals = self.same_forms(&text[hit.range.clone()]);
            let count = |code: PartyCode| named.iter().filter(|&&other| other == code).count();
            // The first of the table where none is named more than the others.
            let best = rivals.iter().rev().max_by_key(|form| count(form.code));
            if let Some(form) = best {
                (hit.code, hit.flags, hit.span) = (form.code, form.flags, form.span);
            }
        }
    }

    /// All abbreviations that are written like this.
    fn same_forms(&self, text: &str) -> Vec<&Form> {
        let key: String = first_word(text).chars().map(fold).collect();
        let indices = self.by_start.get(key.as_str()).into_iter().flatten();
        let forms = indices.map(|&index| &self.forms[index as usize]);
        forms.filter(|form| form.kind == NameKind::Abbreviation && &*form.text == text).collect()
    }

    /// The longest form at the start of `text`, which begins with `word`, that ends well.
    fn longest(&self, text: &str, word: &str) -> Option<(usize, &Form)> {
        let fits = |indices: &Vec<u32>, case| {
            indices.iter().find_map(|&index| {
                let form = &self.forms[index as usize];
                let len = prefix_len(&form.text, text, case)?;
                self.ends_well(form, &text[len..]).then_some((len, form))
            })
        };
        if self.suffixes.is_some() {
            return fits(self.by_start.get(first_letter(word))?, Case::Exact);
        }
        let exact = self.by_start.get(word).and_then(|indices| fits(indices, Case::Exact));
        exact.or_else(|| under_other_keys(word, |key, case| fits(self.by_start.get(key)?, case)))
    }

    /// Whether a form may be followed by `rest`.
    fn ends_well(&self, form: &Form, rest: &str) -> bool {
        let Some(next) = rest.chars().next() else { return form.kind != NameKind::Combining };
        if form.kind == NameKind::Combining {
            return fold(next) == '-';
        }
        let Some(suffixes) = &self.suffixes else { return !next.is_letter_or_digit() };
        let latin = form.text.ends_with(|letter: char| letter.is_ascii_alphanumeric());
        if latin && next.is_ascii_alphanumeric() {
            return false;
        }
        !(form.flags.common || latin) || suffixes.fits(first_word(rest))
    }

    /// One hit for a form; one for each state of a joint form.
    fn push(&self, form: &Form, start: usize, found: &str, hits: &mut Vec<NameHit>) {
        let hit = |range, code| NameHit { range, code, kind: form.kind, flags: form.flags, span: form.span };
        let Some(joint) = form.joint else {
            hits.push(hit(start..start + found.len(), form.code));
            return;
        };
        let codes = &self.joint[joint as usize];
        for ((offset, letter), code) in found.char_indices().zip(codes) {
            if let Some(code) = code {
                hits.push(hit(start + offset..start + offset + letter.len_utf8(), *code));
            }
        }
    }

    /// Single letters for states with marks between them, `한·러`, `한-미-일`. The length taken, 0 for none.
    fn push_short_run(&self, start: usize, text: &str, hits: &mut Vec<NameHit>) -> usize {
        let mut run: Vec<(usize, char, PartyCode)> = Vec::new();
        let mut letters = text.char_indices().peekable();
        while let Some((offset, letter)) = letters.next() {
            let Some(&code) = self.short.get(&letter) else { break };
            run.push((offset, letter, code));
            if letters.next_if(|&(_, mark)| is_joint_mark(mark)).is_none() {
                break;
            }
        }
        // One letter and the full name of another state: `한·베트남`.
        if let [(_, letter, _)] = run[..] {
            let named = text[letter.len_utf8()..]
                .chars()
                .next()
                .filter(|&mark| is_joint_mark(mark))
                .map(|mark| &text[letter.len_utf8() + mark.len_utf8()..])
                .and_then(|behind| self.longest(behind, first_word(behind)));
            if named.is_none_or(|(_, form)| form.kind != NameKind::Name) {
                return 0;
            }
        } else if run.is_empty() {
            return 0;
        }
        hits.extend(run.iter().map(|&(offset, letter, code)| NameHit {
            range: start + offset..start + offset + letter.len_utf8(),
            code,
            kind: NameKind::Short,
            flags: FormFlags::default(),
            span: None,
        }));
        run.last().map_or(0, |(offset, letter, _)| offset + letter.len_utf8())
    }
}

/// A mark that stands between the short names of a pair, without spaces.
fn is_joint_mark(mark: char) -> bool {
    matches!(mark, '·' | 'ㆍ' | '・' | '･' | '‧' | '•' | '∙' | '⋅' | ',' | '-' | '–' | '/')
}

/// Looks under other first words, letters folded or capitals made small, until one leads to something.
fn under_other_keys<T>(word: &str, mut look: impl FnMut(&str, Case) -> Option<T>) -> Option<T> {
    let mut letters = word.chars();
    let first = letters.next()?;
    let rest = letters.as_str();
    let capital = first.is_uppercase();
    if !capital && word.is_ascii() {
        return None;
    }
    let mut key = String::with_capacity(word.len() + 4);
    if word.chars().any(|letter| fold(letter) != letter) {
        key.extend(word.chars().map(fold));
        if let Some(found) = look(&key, Case::Exact) {
            return Some(found);
        }
    }
    if !capital {
        return None;
    }
    let small =
        |text: &'_ str, key: &mut String| key.extend(text.chars().flat_map(char::to_lowercase).map(fold));
    key.clear();
    if word.chars().count() > 3 && !rest.chars().any(char::is_lowercase) {
        key.push(fold(first));
        small(rest, &mut key);
        look(&key, Case::Capitals).or_else(|| {
            key.clear();
            small(word, &mut key);
            look(&key, Case::Capitals)
        })
    } else {
        key.extend(first.to_lowercase().chain(rest.chars()).map(fold));
        look(&key, Case::Exact)
    }
}

/// Where the next word begins, at or after a byte offset that is no middle of a word.
fn next_word(text: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find(char::is_letter_or_digit).map(|offset| from + offset)
}
