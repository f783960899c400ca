//! The words of a text as a reader of names sees them: with hyphens, initials and capitals kept whole.

use std::ops::Range;

use entente_model::Letter as _;
use smol_str::{SmolStr, StrExt as _};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `Moon`, `Jae-in`, `de` is not.
    Capital,
    /// `RUSSIA`, `UN`.
    AllCaps,
    /// `J.`, `H.W.`
    Initial,
    /// `minister`.
    Lower,
    /// Holds a digit.
    Number,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing but blanks.
    Space,
    /// A comma and blanks.
    Comma,
    /// Some other punctuation, or an apostrophe-s.
    Other,
    /// The end of a sentence or a line.
    Break,
}

/// One word.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// In small letters.
    pub lower: SmolStr,
    /// The lemma in small letters, in languages that inflect names; else none.
    pub own_lemma: Option<Box<str>>,
    /// Whether it stands in the nominative, as far as the tagger tells.
    pub nominative: Option<bool>,
    /// Whether the tagger takes it for a plural.
    pub plural: bool,
    /// Whether the tagger takes it for a noun or adjective in a case that hangs on another noun.
    pub governed: bool,
    /// Whether the tagger takes it for an adjective.
    pub adjective: bool,
    /// Whether the tagger takes it for an adverb.
    pub adverb: bool,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
}

impl Word {
    /// The lemma in small letters, or the word itself.
    pub(crate) fn lemma(&self) -> &str {
        self.own_lemma.as_deref().unwrap_or(&self.lower)
    }

    /// Where the first bytes of its small letters end in the text; its end where small letters take another room than the word
    /// itself ("İ").
    pub(crate) fn end_of(&self, text: &str, bytes: usize) -> usize {
        let end = self.range.start + bytes;
        if self.lower.len() == self.range.len() && text.is_char_boundary(end) { end } else { self.range.end }
    }

    /// Whether it begins with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::AllCaps | Shape::Initial)
    }
}

/// A word in small letters.
fn lower(word: &str) -> SmolStr {
    if !word.is_ascii() {
        word.to_lowercase_smolstr()
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        word.to_ascii_lowercase_smolstr()
    } else {
        SmolStr::new(word)
    }
}

/// Cuts a text into words, in one pass.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6);
    let (mut at, mut last_end) = (0, 0);
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        at += first.len_utf8();
        if !first.is_letter_or_digit() {
            continue;
        }
        at = word_end(text, at);
        let whole = &text[start..at];
        let body = without_possessive(whole);
        let mut range = start..start + body.len();
        let mut shape = shape_of(body);
        if text[range.end..].starts_with('.') && is_initial(body) && before_capital(&text[range.end + 1..]) {
            range.end += 1;
            shape = Shape::Initial;
        }
        // `К.-Ж. Токаев`
        if shape == Shape::Initial
            && let Some(more) = hyphenated_initial(&text[range.end..])
        {
            range.end += more;
            at = at.max(range.end);
        }
        let gap = if words.is_empty() { Gap::Break } else { gap_of(&text[last_end..start]) };
        last_end = range.end;
        let lower = lower(&text[range.clone()]);
        words.push(Word {
            own_lemma: None,
            nominative: None,
            plural: false,
            governed: false,
            adjective: false,
            adverb: false,
            lower,
            range,
            shape,
            gap,
        });
    }
    words
}

/// Where the word ends of which a letter stands before byte `at`.
fn word_end(text: &str, mut at: usize) -> usize {
    loop {
        // Most words are nothing but plain letters.
        at += text[at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let Some(c) = text[at..].chars().next() else { return at };
        let after = at + c.len_utf8();
        if !(c.is_letter_or_digit() || is_mark(c) || is_joiner(c) && joins_next(c, text, after)) {
            return at;
        }
        at = after;
    }
}

/// The length of a second initial behind a hyphen.
fn hyphenated_initial(rest: &str) -> Option<usize> {
    let letter = rest.strip_prefix('-')?.chars().next().filter(|letter| letter.is_uppercase())?;
    let length = 1 + letter.len_utf8();
    rest[length..].starts_with('.').then_some(length + 1)
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Hyphens, apostrophes and the points of abbreviations join when a letter follows at once.
fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '.')
}

fn followed_by_letter(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_letter)
}

/// An initial stands before a name; `Ван И.` at the end of a sentence is none.
fn before_capital(rest: &str) -> bool {
    hyphenated_initial(rest).is_some()
        || rest.trim_start_matches(' ').starts_with(char::is_letter)
        || rest.starts_with(',')
}

/// A joiner joins when a letter follows; a point not when a name starts there (`В.Путин`).
fn joins_next(c: char, text: &str, after: usize) -> bool {
    followed_by_letter(text, after) && !(c == '.' && (starts_word(text, after) || is_caseless(text, after)))
}

/// Whether a letter of a script without capitals stands here: the point before it ended a sentence (`바랍니다.다시`).
fn is_caseless(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|letter| !letter.is_uppercase() && !letter.is_lowercase())
}

/// Whether a capital with a small letter behind it stands here: the point before it ended an initial (`В.Путин`).
fn starts_word(text: &str, at: usize) -> bool {
    let mut letters = text[at..].chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// `Gorbachev's` without its ending.
fn without_possessive(word: &str) -> &str {
    if !word.ends_with(['s', 'S']) {
        return word;
    }
    ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// One letter of another alphabet, or a sound, written with two: `Yu. Kim`, `Guðni Th. Jóhannesson`, `Дж. Буш`.
const DIGRAPHS: [&str; 10] = ["Ch", "Kh", "Sh", "Th", "Ts", "Ya", "Ye", "Yu", "Zh", "Дж"];

/// `J`, `H.W`: capitals one by one.
fn is_initial(word: &str) -> bool {
    DIGRAPHS.contains(&word)
        || word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

fn shape_of(word: &str) -> Shape {
    // Most words are nothing but plain letters.
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return match word.as_bytes() {
            [first, rest @ ..] if first.is_ascii_uppercase() => {
                let all = !rest.is_empty() && rest.iter().all(u8::is_ascii_uppercase);
                if all { Shape::AllCaps } else { Shape::Capital }
            }
            _ => Shape::Lower,
        };
    }
    if word.contains(|c: char| c.is_ascii_digit()) {
        return Shape::Number;
    }
    let letters = word.chars().filter(|c| c.is_letter());
    let (mut count, mut upper) = (0, 0);
    for letter in letters {
        count += 1;
        upper += usize::from(letter.is_uppercase());
    }
    match word.chars().next() {
        Some(first) if first.is_uppercase() && word.contains('.') && is_initial(word) => Shape::Initial,
        Some(first) if first.is_uppercase() && count > 1 && upper == count => Shape::AllCaps,
        Some(first) if first.is_uppercase() => Shape::Capital,
        _ => Shape::Lower,
    }
}

fn gap_of(between: &str) -> Gap {
    if between == " " {
        return Gap::Space;
    }
    let trimmed = between.trim();
    if between.contains('\n')
        && (trimmed.is_empty() || between.contains("\n\n"))
        && between.matches('\n').count() > 1
    {
        Gap::Break
    } else if trimmed.is_empty() {
        if between.contains('\n') { Gap::Break } else { Gap::Space }
    } else if !between.contains('\n') && trimmed.chars().all(|sign| matches!(sign, '「' | '」' | '『' | '』'))
    {
        // Releases set names apart: "「왕이」 중국 외교부장".
        Gap::Space
    } else if trimmed == "," {
        Gap::Comma
    } else if trimmed.contains(['.', '!', '?', ';', '•', '|']) {
        Gap::Break
    } else {
        Gap::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, Shape)> {
        words(text).iter().map(|word| (&text[word.range.clone()], word.shape)).collect()
    }

    #[test]
    fn hyphens_initials_and_possessives_are_read_as_names_have_them() {
        assert_eq!(shown("Moon Jae-in's"), [("Moon", Shape::Capital), ("Jae-in", Shape::Capital)]);
        assert_eq!(
            shown("George H.W. Bush"),
            [("George", Shape::Capital), ("H.W.", Shape::Initial), ("Bush", Shape::Capital)]
        );
        assert_eq!(
            shown("the U.S. in 1990"),
            [("the", Shape::Lower), ("U.S.", Shape::Initial), ("in", Shape::Lower), ("1990", Shape::Number)]
        );
        assert_eq!(shown("Yu. Kim"), [("Yu.", Shape::Initial), ("Kim", Shape::Capital)]);
        assert_eq!(shown("Ye sang."), [("Ye", Shape::Capital), ("sang", Shape::Lower)]);
    }

    #[test]
    fn an_initial_glued_to_a_name_is_a_word_of_its_own() {
        assert_eq!(shown("В.Путин"), [("В.", Shape::Initial), ("Путин", Shape::Capital)]);
        assert_eq!(shown("К.-Ж.Токаев"), [("К.-Ж.", Shape::Initial), ("Токаев", Shape::Capital)]);
    }

    #[test]
    fn a_full_stop_is_a_break_and_a_comma_is_not() {
        let gaps: Vec<Gap> = words("Lavrov, Minister. He said").iter().map(|word| word.gap).collect();
        assert_eq!(gaps, [Gap::Break, Gap::Comma, Gap::Break, Gap::Space]);
    }
}
