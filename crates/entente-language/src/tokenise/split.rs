//! A run of visible characters to words.

use std::ops::Range;

use crate::rules::{Rules, with_lowercase};
use crate::tokenise::class::{Class, class_of};
use crate::tokenise::{Gap, RawToken};

/// Cuts a run of visible characters into words.
pub(super) fn chunk(text: &str, bytes: Range<usize>, gap: Gap, rules: &Rules, out: &mut Vec<RawToken>) {
    let run = &text[bytes.clone()];
    let mut writer = Writer { text, rules, gap, out };
    if run.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return writer.plain_word(bytes);
    }
    let mut at = bytes.start;
    while at < bytes.end {
        let rest = &text[at..bytes.end];
        let end = at + next_word(rest, &text[bytes.start..at], rules);
        writer.word(at..end);
        at = end;
    }
}

/// The byte length of the word at the start of `rest`, at least one character; `before` is what the run held
/// until here.
fn next_word(rest: &str, before: &str, rules: &Rules) -> usize {
    if let Some(len) = address(rest) {
        return len;
    }
    let Some(first) = rest.chars().next() else { return 0 };
    let first_len = first.len_utf8();
    let next = rest[first_len..].chars().next().map_or(Class::Space, class_of);
    let starts_word = class_of(first).is_word()
        || (matches!(first, '#' | '@') && next.is_letter())
        || (first == '+' && next == Class::Digit && before.is_empty());
    if starts_word { word_len(rest, first_len, rules) } else { symbol_len(rest, first) }
}

/// The length of characters written as references of HTML (`&#39;&#39;`, `&amp;`) that nobody has decoded.
fn references(rest: &str) -> usize {
    let mut len = 0;
    while let Some(reference) = rest[len..].strip_prefix('&') {
        let name = reference.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        if name == 0 || name > 8 || reference.as_bytes().get(name) != Some(&b';') {
            break;
        }
        len += name + 2;
    }
    len
}

/// A run of the same symbol is one word, as is a run of question and exclamation marks.
fn symbol_len(rest: &str, first: char) -> usize {
    let references = references(rest);
    if references > 0 {
        return references;
    }
    let shouts = |character| matches!(character, '!' | '?');
    let repeats = matches!(
        first,
        '.' | '!'
            | '?'
            | '-'
            | '='
            | '*'
            | '_'
            | '~'
            | '#'
            | '<'
            | '>'
            | '\''
            | '`'
            | '’'
            | '‘'
            | '|'
            | '+'
            | '…'
            | '—'
            | '―'
    );
    let end = rest
        .char_indices()
        .skip(1)
        .find(|&(_, character)| {
            let same = repeats && character == first || shouts(first) && shouts(character);
            !same && class_of(character) != Class::Mark
        })
        .map_or(rest.len(), |(at, _)| at);
    if end > first.len_utf8() { end } else { emoticon(rest).unwrap_or(end) }
}

/// `:)`, `;-(` and their like at the end of a run.
fn emoticon(rest: &str) -> Option<usize> {
    const EYES: &str = ":;=";
    const MOUTHS: &str = ")(DPp|/\\]";
    let mut characters = rest.chars();
    let eyes = EYES.contains(characters.next()?);
    let mut mouth = characters.next()?;
    let mut len = 2;
    if mouth == '-' {
        mouth = characters.next()?;
        len = 3;
    }
    (eyes && MOUTHS.contains(mouth) && rest.len() == len).then_some(len)
}

/// Scans a word that starts with something word-like, over punctuation that joins.
fn word_len(rest: &str, first_len: usize, rules: &Rules) -> usize {
    let mut previous = class_of(rest.chars().next().unwrap_or(' '));
    let mut iterator = rest[first_len..].char_indices().map(|(at, c)| (at + first_len, c)).peekable();
    while let Some((at, character)) = iterator.next() {
        let class = class_of(character);
        if class.is_word() || character == '_' {
            previous = if class == Class::Mark { previous } else { class };
            continue;
        }
        let next = iterator.peek().map_or(Class::Space, |&(_, next)| class_of(next));
        let word = &rest[..at];
        if character == '.' && keeps_stop(word, previous, next, rules) {
            if !next.is_word() {
                return at + 1;
            }
        } else if !joins(character, word, previous, next, &rest[at + character.len_utf8()..], rules) {
            return at;
        }
        previous = class;
    }
    rest.len()
}

/// Whether a full stop belongs to the word before it.
fn keeps_stop(word: &str, previous: Class, next: Class, rules: &Rules) -> bool {
    if next.is_word() {
        let sentence_end = match (previous, next) {
            (Class::Lower, Class::Upper) => rules.abbreviation(word).is_none(),
            (Class::Letter, _) | (_, Class::Letter) => true,
            _ => false,
        };
        return !sentence_end || is_initials(word);
    }
    is_initials(word) || rules.abbreviation(word).is_some()
}

/// `U`, `U.S`, `т.е`: single letters with stops between them.
fn is_initials(word: &str) -> bool {
    let mut letters = 0;
    let mut parts = word.split('.').peekable();
    while let Some(part) = parts.next() {
        let mut characters = part.chars();
        let (Some(first), None) = (characters.next(), characters.next()) else { return false };
        let class = class_of(first);
        let single_small = letters == 0 && parts.peek().is_none() && class == Class::Lower;
        if !class.is_letter() || class == Class::Letter || single_small {
            return false;
        }
        letters += 1;
    }
    letters > 0
}

/// Whether a symbol joins what stands around it into one word.
fn joins(symbol: char, word: &str, previous: Class, next: Class, after: &str, rules: &Rules) -> bool {
    if !previous.is_word() || !next.is_word() {
        return false;
    }
    let digits = previous == Class::Digit && next == Class::Digit;
    match symbol {
        ',' | ':' | '/' => digits,
        '\'' | '’' | '`' => previous.is_letter() && next.is_letter() || digits || previous == Class::Digit,
        '&' => previous == Class::Upper && next == Class::Upper,
        '-' | '\u{2010}' | '\u{2011}' => {
            if rules.split_hyphens {
                let dates = digits && (word.contains('-') || after.contains('-'));
                dates || with_lowercase(word, |word| rules.prefixes.contains(word))
            } else {
                true
            }
        }
        '~' => digits && !rules.split_hyphens,
        '@' => true,
        _ => false,
    }
}

/// The length of a web or mail address at the start; trailing punctuation stays outside.
fn address(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let scheme = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric())?;
    let web = scheme > 0 && rest[scheme..].starts_with("://") || rest.starts_with("www.");
    let mail = !web && scheme > 0 && is_mail(rest);
    if !web && !mail {
        return None;
    }
    let stops = |character: char| matches!(character, '"' | '<' | '>' | '«' | '»' | '“' | '”');
    let end = rest.find(stops).unwrap_or(rest.len());
    let trimmed = rest[..end].trim_end_matches(|character: char| ".,;:!?)]}'’…".contains(character));
    (!trimmed.is_empty()).then_some(trimmed.len())
}

fn is_mail(rest: &str) -> bool {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let local = rest.bytes().take_while(is_local).count();
    local > 0 && rest[local..].strip_prefix('@').is_some_and(|domain| domain.contains('.'))
}

/// Takes finished words, cuts them by the lists of the pack, and writes them down.
struct Writer<'a> {
    text: &'a str,
    rules: &'a Rules,
    gap: Gap,
    out: &'a mut Vec<RawToken>,
}

impl Writer<'_> {
    /// A word of nothing but small letters: without a unit or an apostrophe.
    fn plain_word(&mut self, bytes: Range<usize>) {
        match self.rules.contractions.of(&self.text[bytes.clone()]) {
            Some(parts) => self.parts(bytes, parts),
            None => self.push(bytes),
        }
    }

    fn word(&mut self, bytes: Range<usize>) {
        let word = &self.text[bytes.clone()];
        if let Some(parts) = self.rules.contractions.of(word) {
            return self.parts(bytes, parts);
        }
        if let Some(len) = self.unit(word) {
            self.push(bytes.start..bytes.start + len);
            return self.push(bytes.start + len..bytes.end);
        }
        let clitic = self.clitic(word);
        if clitic > 0 && clitic < word.len() {
            self.push(bytes.start..bytes.end - clitic);
            return self.push(bytes.end - clitic..bytes.end);
        }
        self.push(bytes);
    }

    fn parts(&mut self, bytes: Range<usize>, lens: &[u8]) {
        let mut start = bytes.start;
        for len in lens {
            let end = (start + *len as usize).min(bytes.end);
            if self.text.is_char_boundary(end) && end > start {
                self.push(start..end);
                start = end;
            }
        }
        if start < bytes.end {
            self.push(start..bytes.end);
        }
    }

    /// The length of the number before a unit written together with it.
    fn unit(&self, word: &str) -> Option<usize> {
        if self.rules.units.is_empty() || !word.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let len = word.find(|character: char| class_of(character).is_letter())?;
        let unit = &word[len..];
        with_lowercase(unit, |unit| self.rules.units.contains(unit)).then_some(len)
    }

    /// The byte length of the clitic at the end of a word, zero for none.
    fn clitic(&self, word: &str) -> usize {
        let last = word.len().saturating_sub(8);
        if self.rules.clitics.is_empty()
            || !word.bytes().skip(last).any(|byte| byte == b'\'' || byte == 0xE2 || byte == b'`')
        {
            return 0;
        }
        self.rules.clitics.iter().find_map(|clitic| ends_with_clitic(word, clitic)).unwrap_or(0)
    }

    fn push(&mut self, bytes: Range<usize>) {
        self.out.push(RawToken { start: bytes.start as u32, end: bytes.end as u32, gap: self.gap });
        self.gap = Gap::None;
    }
}

/// Compares from the end, without case; every kind of apostrophe is the same.
fn ends_with_clitic(word: &str, clitic: &str) -> Option<usize> {
    let mut letters = word.chars().rev();
    let mut len = 0;
    for wanted in clitic.chars().rev() {
        let letter = letters.next()?;
        let same = if wanted == '\'' {
            matches!(letter, '\'' | '’' | '‘' | '`')
        } else {
            letter.eq_ignore_ascii_case(&wanted)
        };
        if !same {
            return None;
        }
        len += letter.len_utf8();
    }
    letters.next().map(|_| len)
}
