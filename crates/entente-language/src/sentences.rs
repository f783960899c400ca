//! Words to sentences.
//!
//! An empty line always ends a sentence, as does a list item or a heading on a line of its own; a line break does
//! unless the text is wrapped by hand. Within a line punctuation decides, with the abbreviations of the pack.

mod learned;
mod numeric;

use std::ops::Range;

pub(crate) use learned::{Break, Splitter, Stops, Words};

use entente_model::Letter as _;

use crate::model::Features;
use crate::rules::{Abbreviation, Rules};
use crate::tokenise::{Class, Gap, RawToken, class_of};

/// More words than this are never one sentence: tables and noise are cut here, which keeps the work linear.
pub(crate) const LONGEST: usize = 250;

/// The ranges of words of each sentence. Without a `splitter` the rules decide alone.
pub(crate) fn split(
    text: &str,
    tokens: &[RawToken],
    rules: &Rules,
    splitter: Option<&Splitter<'_>>,
) -> Vec<Range<u32>> {
    let view = View::new(text, tokens, rules);
    let mut sentences = Vec::with_capacity(tokens.len() / 16 + 1);
    let mut start = 0;
    let stops = splitter.map(|_| Stops::find(text, tokens)).unwrap_or_default();
    let (mut buffer, mut features) = (String::new(), Features::default());
    let mut ends = |start: usize, next: usize| {
        if view.goes_on(next) {
            return false;
        }
        let by_rule = view.ends_before(next);
        let place = Break { text, tokens, rules, stops: &stops, start, next, by_rule };
        if tokens[next].gap < Gap::Line && (view.within_numeric_date(next) || view.only_dated(start, next)) {
            return false;
        }
        if tokens[next].gap < Gap::Line
            && (view.year_ends_sentence(start, next)
                || view.label_ends_before(next)
                || view.dateline_ends_before(start, next))
        {
            return true;
        }
        match splitter {
            // Behind marks of references the treebanks that the splitter has learned from know nothing.
            Some(splitter)
                if tokens[next].gap < Gap::Line && place.is_open() && view.before_marks(next) == next - 1 =>
            {
                splitter.ends(&place, &mut buffer, &mut features)
            }
            _ => by_rule,
        }
    };
    for next in 1..=tokens.len() {
        if next == tokens.len() || ends(start, next) || view.is_too_long(start, next) {
            sentences.push(start as u32..next as u32);
            start = next;
        }
    }
    sentences
}

/// A text as the rules see it.
pub(crate) struct View<'a> {
    text: &'a str,
    tokens: &'a [RawToken],
    rules: &'a Rules,
    /// Bytes of a full line where lines are wrapped by hand.
    wrap: Option<usize>,
}

impl<'a> View<'a> {
    pub(crate) fn new(text: &'a str, tokens: &'a [RawToken], rules: &'a Rules) -> Self {
        Self { text, tokens, rules, wrap: wrapped_width(text) }
    }

    fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    /// Past the usual length any weak break will do, past twice the length every word is one.
    fn is_too_long(&self, start: usize, next: usize) -> bool {
        let len = next - start;
        len >= LONGEST || len >= LONGEST * 3 / 4 && matches!(self.word(next - 1), ";" | ":" | "," | "|" | "—")
    }

    /// Whether a letter or digit stands before `next`, and within its line a small letter or something written together
    /// with it behind: no sentence ends so. Most places of a text are of this kind.
    fn goes_on(&self, next: usize) -> bool {
        let (last, token) = (self.word(next - 1), &self.tokens[next]);
        let is_letter = |c: char| class_of(c).is_letter() || c.is_ascii_digit();
        let small = |c: char| class_of(c) == Class::Lower && c.is_lowercase();
        last.starts_with(is_letter)
            && last.ends_with(is_letter)
            && (token.gap == Gap::None || token.gap < Gap::Line && self.word(next).starts_with(small))
    }

    /// Whether a sentence ends between `next - 1` and `next`.
    pub(crate) fn ends_before(&self, next: usize) -> bool {
        match self.tokens[next].gap {
            Gap::Blank => true,
            Gap::Line if self.line_ends_sentence(next) => true,
            gap => self.punctuation_ends_sentence(next, gap),
        }
    }

    /// `… установлены 3 февраля 1994 г. Посольство открыто …`: behind the mark of a year that does not stand at the
    /// beginning of its clause a capital begins a new sentence.
    fn year_ends_sentence(&self, start: usize, next: usize) -> bool {
        if next < start + 6 || !self.rules.year_marks.contains(self.word(next - 1)) {
            return false;
        }
        let year = self.word(next - 2);
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let opens_clause = (start.max(next.saturating_sub(6))..next - 2)
            .any(|at| at == start || self.word(at).chars().all(|c| !c.is_letter_or_digit()));
        let word = self.word(next);
        let inner = self.rules.inner_endings.iter().any(|ending| word.ends_with(&**ending));
        !opens_clause && !inner && word.starts_with(char::is_uppercase)
    }

    /// `In the Civil War (1967–1970) Brazil declared …`: behind years in brackets what begins with a small word of the
    /// language goes on.
    fn only_dated(&self, start: usize, next: usize) -> bool {
        /// Words of such a beginning.
        const MOST: usize = 16;
        let open = (start..next - 1).rev().find(|&at| self.word(at) == "(");
        let years = |inside: std::ops::Range<usize>| {
            inside.clone().count() <= 5
                && inside.clone().any(|at| self.word(at).len() == 4)
                && inside.into_iter().all(|at| !self.word(at).contains(char::is_letter))
        };
        self.word(next - 1) == ")"
            && next - start <= MOST
            && self.rules.is_frequent(self.word(start))
            && open.is_some_and(|open| years(open + 1..next - 1))
    }

    /// Between or behind the parts of a date in digits.
    fn within_numeric_date(&self, next: usize) -> bool {
        /// Bytes of a date on either side.
        const REACH: usize = 16;
        let (end, start) = (self.tokens[next - 1].end as usize, self.tokens[next].start as usize);
        let last = self.text.as_bytes().get(end.saturating_sub(1)).copied().unwrap_or_default();
        if last != b'.' && !last.is_ascii_digit() {
            return false;
        }
        let from = self.text.floor_char_boundary(end.saturating_sub(REACH));
        let to = self.text.floor_char_boundary((start + REACH).min(self.text.len()));
        numeric::goes_on(&self.text[from..end], &self.text[start..to])
    }

    fn line_ends_sentence(&self, next: usize) -> bool {
        if is_bullet(self.word(next), self.word(next + 1)) {
            return true;
        }
        let Some(wrap) = self.wrap else { return true };
        let end = self.tokens[next - 1].end as usize;
        let line_start = self.text[..end].rfind('\n').map_or(0, |at| at + 1);
        let starts_small = self.word(next).chars().next().is_some_and(char::is_lowercase);
        !starts_small && (end - line_start) * 5 < wrap * 3
    }

    /// `Answer: The minister will …`: a label of a few words at the beginning of a line, before what begins as a sentence
    /// does.
    fn label_ends_before(&self, next: usize) -> bool {
        const WORDS: usize = 4;
        if self.word(next - 1) != ":" || self.tokens[next].gap == Gap::None {
            return false;
        }
        let begins = |at: usize| at == 0 || self.tokens[at].gap >= Gap::Line;
        let Some(start) = (next.saturating_sub(WORDS + 3)..next).rev().find(|&at| begins(at)) else {
            return false;
        };
        let words = || {
            (start..next - 1).map(|at| self.word(at)).filter(|word| word.contains(char::is_letter_or_digit))
        };
        let named =
            words().all(|word| word.starts_with(char::is_letter) && !word.starts_with(char::is_lowercase));
        named
            && (1..=WORDS).contains(&words().count())
            && self.opening_letter(next).is_some_and(|first| first.is_letter() && !first.is_lowercase())
    }

    /// `CAIRO, May 5 (Agency) - The minister …`, `CAIRO — The …`: where a report was written, and by whom, before what it
    /// reports.
    fn dateline_ends_before(&self, start: usize, next: usize) -> bool {
        const WORDS: usize = 20;
        let dash = next - 1;
        if !matches!(self.word(dash), "-" | "--" | "–" | "—") || self.tokens[next].gap == Gap::None {
            return false;
        }
        let begins = start == 0 || self.tokens[start].gap >= Gap::Line;
        let place = self.word(start);
        let capitals = place.chars().count() > 2 && place.chars().all(char::is_uppercase);
        let agency = dash >= start + 3 && self.word(dash - 1) == ")";
        // Months, times and places; no verb, and no word of a sentence.
        let named = |word: &str| word.len() <= 2 || !word.starts_with(char::is_lowercase);
        (start + 2..=start + WORDS).contains(&next)
            && begins
            && self.tokens[dash].gap > Gap::None
            && place.starts_with(char::is_uppercase)
            && (agency || capitals && matches!(self.word(dash), "--" | "—"))
            && (start..dash).all(|at| named(self.word(at)))
            && self.opening_letter(next).is_some_and(|first| first.is_letter() && !first.is_lowercase())
    }

    fn punctuation_ends_sentence(&self, next: usize, gap: Gap) -> bool {
        let mut last = self.before_marks(next);
        let mut closers = 0;
        while closers < 3 && last > 0 && is_closer(self.word(last)) && self.tokens[last].gap == Gap::None {
            last -= 1;
            closers += 1;
        }
        let end = self.word(last);
        if self.continues_closing(next, gap) {
            return false;
        }
        let Some(first) = self.opening_letter(next) else { return false };
        if first.is_lowercase() {
            return false;
        }
        if closers > 0 && gap == Gap::None {
            return false;
        }
        match end {
            "." | "。" | "．" => gap > Gap::None || !first.is_ascii_digit(),
            "…" | "..." | ".." | "...." => gap > Gap::None && first.is_uppercase(),
            _ if end.starts_with(['!', '?', '！', '？']) => gap > Gap::None || closers == 0,
            _ => {
                closers == 0
                    && end.len() > 1
                    && end.ends_with('.')
                    && self.abbreviation_ends_sentence(end, next)
            }
        }
    }

    /// The last word before `next` that is no reference mark: `…in 2005.[7] In May` ends at the stop.
    fn before_marks(&self, next: usize) -> usize {
        let mut last = next - 1;
        while last >= 3 && self.word(last) == "]" && self.word(last - 2) == "[" {
            let number = self.word(last - 1);
            if number.len() > 3 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                break;
            }
            last -= 3;
        }
        last
    }

    /// A closing mark that hugs the word before it still belongs to the sentence.
    fn continues_closing(&self, next: usize, gap: Gap) -> bool {
        let word = self.word(next);
        gap == Gap::None
            && (is_closer(word) || matches!(word, "," | ";" | ":" | "!" | "?" | "." | "..." | "…"))
    }

    /// The first letter or digit at or after `next`, over opening quotes and brackets.
    fn opening_letter(&self, next: usize) -> Option<char> {
        (next..(next + 3).min(self.tokens.len())).find_map(|index| {
            let first = self.word(index).chars().next()?;
            (first.is_letter_or_digit() || !is_opener(first)).then_some(first)
        })
    }

    fn abbreviation_ends_sentence(&self, end: &str, next: usize) -> bool {
        let stem = &end[..end.len() - 1];
        let capitalised = self.word(next).starts_with(char::is_uppercase);
        match self.rules.abbreviation(stem) {
            Some(Abbreviation::Before) => false,
            // An initial: a single letter stands before a name, several may end a sentence.
            None if stem.chars().count() == 1 => false,
            Some(Abbreviation::Anywhere) | None => capitalised && self.rules.is_frequent(self.word(next)),
        }
    }
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "'" | "''" | "”" | "’" | "»" | ")" | "]" | "}" | "」" | "』" | "｣" | "›" | "’’")
}

fn is_opener(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '｢'
            | '-'
            | '–'
            | '—'
            | '―'
            | '„'
            | '*'
            | '`'
    )
}

/// `-`, `•`, `*` before text, or `3.` and `3)`.
fn is_bullet(word: &str, next: &str) -> bool {
    let numbered = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty();
    matches!(
        word,
        "-" | "*"
            | "•"
            | "·"
            | "–"
            | "—"
            | "○"
            | "●"
            | "■"
            | "□"
            | "◇"
            | "◆"
            | "▲"
            | "▪"
            | "※"
            | "#"
            | "##"
            | "###"
    ) || numbered && matches!(next, "." | ")")
}

/// The width at which the lines of a text are wrapped by hand; `None` when a line is a paragraph.
///
/// Wrapped text goes on with a small letter after many of its line breaks, and no line is much longer than the rest.
fn wrapped_width(text: &str) -> Option<usize> {
    let mut longest = 0;
    let (mut breaks, mut small) = (0, 0);
    let mut lines = text.lines().take(400).map(str::trim).peekable();
    while let Some(line) = lines.next() {
        longest = longest.max(line.len());
        let Some(next) = lines.peek() else { break };
        if !line.is_empty() && !next.is_empty() {
            breaks += 1;
            small += u32::from(next.starts_with(char::is_lowercase));
        }
    }
    (breaks >= 3 && small * 4 >= breaks && longest <= 240).then_some(longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Packs;
    use crate::tokenise::tokenise;

    fn sentences<'t>(language: &str, text: &'t str) -> Vec<&'t str> {
        let pack = Packs::embedded().by_code(language).expect("embedded pack");
        let tokens = tokenise(text, pack.rules());
        split(text, &tokens, pack.rules(), pack.splitter())
            .into_iter()
            .map(|words| {
                let (first, last) = (tokens[words.start as usize], tokens[words.end as usize - 1]);
                &text[first.start as usize..last.end as usize]
            })
            .collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(sentences("en", "Mr. J. Smith met Gen. Lee in the U.S. on Monday. They talked.").len(), 2);
        assert_eq!(
            sentences("en", "He left the U.S. The talks failed."),
            ["He left the U.S.", "The talks failed."]
        );
        assert_eq!(sentences("ru", "В 1990 г. Россия и Корея. Это А. С. Иванов.").len(), 2);
    }

    #[test]
    fn a_label_at_the_beginning_of_a_line_is_a_sentence_of_its_own() {
        let text = "Question: When will he go?\nAnswer: Nothing has been decided.\nBACKGROUND: the talks";
        assert_eq!(
            sentences("en", text),
            [
                "Question:",
                "When will he go?",
                "Answer:",
                "Nothing has been decided.",
                "BACKGROUND: the talks"
            ]
        );
        assert_eq!(sentences("ru", "Вопрос: Когда он приедет?\nС.В.Лавров: Об этом объявят.").len(), 4);
        assert_eq!(sentences("ko", "답변: 아직 결정되지 않았습니다.").len(), 2);
    }

    #[test]
    fn headings_items_and_empty_lines_end_a_sentence() {
        let text = "Trade and Investment\nExports grew.\n- first item\n- second item\n\nThe end";
        assert_eq!(
            sentences("en", text),
            ["Trade and Investment", "Exports grew.", "- first item", "- second item", "The end"]
        );
    }

    #[test]
    fn lines_wrapped_by_hand_go_on() {
        let text = "The ministers of the two states met on the second day of the visit and\n\
                    agreed that the talks on the treaty will go on in the following month with\n\
                    experts of both sides present at the table in the capital. They also said\n\
                    nothing about the\nprice of gas.";
        assert_eq!(sentences("en", text).len(), 2);
    }

    #[test]
    fn quotes_stay_with_their_speaker() {
        assert_eq!(sentences("en", "\"Why?\" he asked. \"No.\" \"Yes.\"").len(), 3);
        assert_eq!(sentences("ko", "그는 \"간다.\"라고 말했다. 끝났다.그는 떠났다.").len(), 3);
    }

    #[test]
    fn a_date_before_a_name_ends_no_sentence() {
        let text = "In May 2018 Ghana ratified it. On 7 December 1941 Japan attacked. In July 2019 President Widodo came.";
        assert_eq!(sentences("en", text).len(), 3);
    }

    #[test]
    fn marks_of_references_belong_to_the_sentence_before_them() {
        let text =
            "They opened relations in New York City.[1][2] On 3 January a treaty took effect.[3] It lapsed.";
        assert_eq!(sentences("en", text).len(), 3);
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = "word ".repeat(10_000);
        let cut = sentences("en", &text);
        assert!(cut.len() >= 40);
    }
}
