//! Where a sentence ends without a line break, learned from a treebank: for texts whose writers are careless with full
//! stops and capitals.

use crate::hash::hash_bytes;
use crate::model::{Container, Features, Scores, Table};
use crate::rules::{Abbreviation, Rules};
use crate::tokenise::{Class, Gap, RawToken, class_of};
use crate::words::{normalise, short};

/// The splitter of a language.
#[derive(Debug, Clone)]
pub(crate) struct Splitter<'m> {
    table: Table<'m, 1>,
}

impl<'m> Splitter<'m> {
    pub(crate) fn read(model: &Container<'m>) -> Option<Self> {
        Some(Self { table: Table::read(model.get("sentences")?)? })
    }

    /// Whether a sentence ends at a place.
    pub(crate) fn ends(&self, features: &Features) -> bool {
        let mut scores: Scores<1> = [0];
        self.table.score(features.keys(), &mut scores);
        scores[0] > 0
    }
}

/// A place between two words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Break<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [RawToken],
    pub(crate) rules: &'a Rules,
    /// Where the sentence starts that may end here.
    pub(crate) start: usize,
    /// The word after the place.
    pub(crate) next: usize,
    /// What the rules say.
    pub(crate) by_rule: bool,
}

impl Break<'_> {
    fn word(&self, index: Option<usize>) -> &str {
        let token = index.and_then(|index| self.tokens.get(index));
        token.map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    /// Whether the place is worth a look: words written together and small letters after a word are not, and neither is
    /// a number without a stop: "In May 2018 Ghana ratified …".
    pub(crate) fn is_open(&self) -> bool {
        let (last, next) = (self.word(self.next.checked_sub(1)), self.word(Some(self.next)));
        let small = next.starts_with(|first| class_of(first) == Class::Lower);
        let ended = last.ends_with(|last| class_of(last) == Class::Other);
        if last.ends_with(|last: char| last.is_ascii_digit()) {
            return false;
        }
        self.tokens[self.next].gap > Gap::None && (!small || ended) && next != "," && next != "."
    }

    /// Fills in the features.
    pub(crate) fn look(&self, buffer: &mut String, out: &mut Features) {
        let mut hash = |word: &str| {
            normalise(word, buffer);
            short(hash_bytes(buffer.as_bytes()))
        };
        let next = self.next;
        let words = [
            self.word(next.checked_sub(2)),
            self.word(next.checked_sub(1)),
            self.word(Some(next)),
            self.word(Some(next + 1)),
        ];
        let forms = words.map(&mut hash);
        let shapes = words.map(shape);
        let [before, last, first, after] = forms;
        let [before_shape, last_shape, first_shape, after_shape] = shapes;
        let rule = u32::from(self.by_rule);
        let known = match self.rules.abbreviation(words[1].trim_end_matches('.')) {
            Some(Abbreviation::Before) => 1,
            Some(Abbreviation::Anywhere) => 2,
            None => 0,
        } | u32::from(self.rules.is_frequent(words[2])) << 2;
        let len = next - self.start;
        let len = if len < 6 { len as u32 } else { 6 + (len / 6).min(8) as u32 };
        out.clear();
        out.add(0, 0, 0);
        out.add(rule, 0, 0);
        out.add(rule, len, 0);
        out.add(rule, last, 0);
        out.add(rule, first, 0);
        out.add(rule, last_shape, first_shape);
        out.add(last, first, 0);
        out.add(last, first_shape, 0);
        out.add(last_shape, first, 0);
        out.add(before, last, 0);
        out.add(first, after, 0);
        out.add(before_shape, last_shape, first_shape);
        out.add(last_shape, first_shape, after_shape);
        out.add(last, first_shape, after_shape);
        out.add(known, last_shape, first_shape);
        out.add(known, rule, 0);
        out.add(len, last_shape, first_shape);
        out.add(first, after_shape, last_shape);
        out.add(after, first_shape, last_shape);
        out.add(before, last_shape, first_shape);
        let far = shape(self.word(Some(next + 2)));
        out.add(first_shape, after_shape, far);
        out.add(first, after_shape, far);
        let earlier = shape(self.word(next.checked_sub(3)));
        out.add(earlier, before_shape, last_shape);
        out.add(len, last, 0);
        out.add(len, first, 0);
        // Capitals in the sentence so far: a heading, a signature, or text without any.
        let upper = (self.start.max(next.saturating_sub(12))..next)
            .filter(|index| shape(self.word(Some(*index))) < 12)
            .count();
        let upper = (upper * 4 / len_of(self.start.max(next.saturating_sub(12)), next)) as u32;
        out.add(upper, len, first_shape);
        out.add(upper, last_shape, first_shape);
        out.add(upper, last, first_shape);
    }
}

const fn len_of(start: usize, next: usize) -> usize {
    if next > start { next - start } else { 1 }
}

/// The look of a word: its first kind of character, whether all are capitals, and punctuation by itself.
fn shape(word: &str) -> u32 {
    let mut characters = word.chars();
    let Some(first) = characters.next() else { return 1 };
    match class_of(first) {
        Class::Upper => {
            let rest = characters.clone();
            let small = rest.clone().any(|one| class_of(one) == Class::Lower);
            2 + u32::from(small) + 2 * u32::from(rest.count() == 0) + 4 * u32::from(word.ends_with('.'))
        }
        Class::Lower | Class::Letter | Class::Mark => 12 + u32::from(word.ends_with('.')),
        Class::Digit => 14 + u32::from(word.ends_with('.')),
        Class::Space => 16,
        Class::Other => 32 + (first as u32 & 0xFFFF) + u32::from(characters.next().is_some()) * 0x1_0000,
    }
}
