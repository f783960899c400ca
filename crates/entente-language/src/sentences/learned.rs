//! Where a sentence ends without a line break, learned from a treebank: for texts whose writers are careless with full
//! stops and capitals.

use crate::hash::hash_bytes;
use crate::model::{Container, Dictionary, Features, Margin, Margins, Scores, Table};
use crate::rules::{Abbreviation, Rules};
use crate::tagger::{Known, capital_key};
use crate::tokenise::{Class, Gap, RawToken, class_of};
use crate::words::{normalise, short};

/// The splitter of a language.
#[derive(Debug, Clone)]
pub(crate) struct Splitter<'m> {
    table: Table<'m, 1>,
    words: Words<'m>,
    /// How far from zero a score is clear after the first stage.
    margin: i16,
}

/// What the model knows of single words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'m> {
    /// The tags of the tagger's lexicon.
    lexicon: Option<Dictionary<'m>>,
    /// Groups of words that are used alike, and lists.
    groups: Option<Dictionary<'m>>,
}

impl<'m> Words<'m> {
    pub(crate) fn read(model: &Container<'m>) -> Self {
        let dictionary = |name| model.get(name).and_then(Dictionary::read);
        Self { lexicon: dictionary("lexicon"), groups: dictionary("clusters") }
    }

    /// What a word can be in small letters and with a capital, and its group.
    fn look(&self, form: u32) -> (u32, u32, u32) {
        let tags = |key: u32| {
            let known = self.lexicon.and_then(|lexicon| lexicon.get(key));
            Known(known.unwrap_or_default()).set()
        };
        let group = self.groups.and_then(|groups| groups.get(form)).unwrap_or_default();
        (tags(form), tags(capital_key(form)), group)
    }
}

/// Where the stops of a text stand, and how careful its writers are with capitals behind them.
#[derive(Debug, Default)]
pub(crate) struct Stops {
    /// For each word the stops before it, and those of them before a small letter.
    before: Vec<(u32, u32)>,
    /// For each word the next stop at or after it.
    next: Vec<u32>,
}

impl Stops {
    pub(crate) fn find(text: &str, tokens: &[RawToken]) -> Self {
        let word = |token: &RawToken| &text[token.start as usize..token.end as usize];
        let is_stop = |token: &RawToken| word(token).starts_with(['.', '!', '?', '…']);
        let mut before = Vec::with_capacity(tokens.len() + 1);
        let (mut stops, mut small) = (0, 0);
        before.push((0, 0));
        for (index, token) in tokens.iter().enumerate() {
            if is_stop(token) {
                stops += 1;
                let follows = tokens.get(index + 1).filter(|next| next.gap > Gap::None);
                let first = follows.and_then(|next| word(next).chars().next());
                small += u32::from(first.is_some_and(|first| class_of(first) == Class::Lower));
            }
            before.push((stops, small));
        }
        let mut next = vec![tokens.len() as u32; tokens.len() + 1];
        for (index, token) in tokens.iter().enumerate().rev() {
            next[index] = if is_stop(token) { index as u32 } else { next[index + 1] };
        }
        Self { before, next }
    }

    /// How the stops around a place are followed: none, by capitals, by some or by mostly small letters.
    fn care(&self, place: usize) -> u32 {
        const REACH: usize = 60;
        let last = self.before.len() - 1;
        let (from, to) = (self.before[place.saturating_sub(REACH)], self.before[(place + REACH).min(last)]);
        let (stops, small) = (to.0 - from.0, to.1 - from.1);
        match (stops, small) {
            (0..2, 0) => 0,
            (_, 0) => 1,
            _ if small * 3 < stops => 2,
            _ => 3,
        }
    }

    /// How far the next stop is, in steps.
    fn distance(&self, place: usize) -> u32 {
        match self.next[place.min(self.next.len() - 1)] as usize - place.min(self.next.len() - 1) {
            near @ 0..6 => near as u32,
            6..10 => 6,
            10..16 => 7,
            16..30 => 8,
            _ => 9,
        }
    }
}

impl<'m> Splitter<'m> {
    pub(crate) fn read(model: &Container<'m>) -> Option<Self> {
        let margin = Margins::read(model).get(Margin::Sentence);
        Some(Self { table: Table::read(model.get("sentences")?)?, words: Words::read(model), margin })
    }

    /// The same with other margins.
    pub(crate) const fn set_margins(&mut self, margins: Margins) {
        self.margin = margins.get(Margin::Sentence);
    }

    /// Whether a sentence ends at a place; `buffer` and `features` are scratch space.
    pub(crate) fn ends(&self, place: &Break<'_>, buffer: &mut String, features: &mut Features) -> bool {
        let mut scores: Scores<1> = [0];
        let seen = place.seen(buffer);
        features.clear();
        place.first_stage(&seen, features);
        self.table.score(features.keys(), &mut scores);
        if scores[0].unsigned_abs() < self.margin.unsigned_abs() {
            features.clear();
            place.second_stage(&seen, &self.words, buffer, features);
            self.table.score(features.keys(), &mut scores);
        }
        scores[0] > 0
    }
}

/// A place between two words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Break<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [RawToken],
    pub(crate) rules: &'a Rules,
    pub(crate) stops: &'a Stops,
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

    /// Whether the place is worth a look: words written together and small letters after a word or a comma are not, and neither is
    /// a number without a stop: "In May 2018 Ghana ratified …", "some 46,000 Mayas fled". Codes and telephone numbers are.
    pub(crate) fn is_open(&self) -> bool {
        let (last, next) = (self.word(self.next.checked_sub(1)), self.word(Some(self.next)));
        let small = next.starts_with(|first| class_of(first) == Class::Lower);
        let ended = last != "," && last.ends_with(|last| class_of(last) == Class::Other);
        if last.ends_with(|last: char| last.is_ascii_digit())
            && last.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
        {
            return false;
        }
        self.tokens[self.next].gap > Gap::None && (!small || ended) && next != "," && next != "."
    }

    /// Looks at the words by the place; `buffer` is scratch space.
    pub(crate) fn seen(&self, buffer: &mut String) -> Seen {
        let next = self.next;
        let words = [
            self.word(next.checked_sub(2)),
            self.word(next.checked_sub(1)),
            self.word(Some(next)),
            self.word(Some(next + 1)),
        ];
        let known = match self.rules.abbreviation(words[1].trim_end_matches('.')) {
            Some(Abbreviation::Before) => 1,
            Some(Abbreviation::Anywhere) => 2,
            None => 0,
        } | u32::from(self.rules.is_frequent(words[2])) << 2;
        let len = next - self.start;
        Seen {
            last: form(words[1], buffer),
            first: form(words[2], buffer),
            shapes: words.map(shape),
            known,
            len: if len < 6 { len as u32 } else { 6 + (len / 6).min(8) as u32 },
        }
    }

    /// Adds the features that tell most, of the two words by the place; after them most places are clear. They were chosen as
    /// the stages of the parser, of those that need no dictionary.
    pub(crate) fn first_stage(&self, seen: &Seen, out: &mut Features) {
        let Seen { last, first, known, len, .. } = *seen;
        let [before_shape, last_shape, first_shape, after_shape] = seen.shapes;
        let rule = u32::from(self.by_rule);
        out.put(2, rule, len, 0);
        out.put(3, rule, last, 0);
        out.put(4, rule, first, 0);
        out.put(5, rule, last_shape, first_shape);
        out.put(8, last_shape, first, 0);
        out.put(11, before_shape, last_shape, first_shape);
        out.put(12, last_shape, first_shape, after_shape);
        out.put(14, known, last_shape, first_shape);
        out.put(15, known, rule, 0);
        out.put(16, len, last_shape, first_shape);
    }

    /// Adds the others.
    pub(crate) fn second_stage(
        &self,
        seen: &Seen,
        words: &Words<'_>,
        buffer: &mut String,
        out: &mut Features,
    ) {
        let Seen { last, first, len, .. } = *seen;
        let [before_shape, last_shape, first_shape, after_shape] = seen.shapes;
        let (next, rule) = (self.next, u32::from(self.by_rule));
        let before = form(self.word(next.checked_sub(2)), buffer);
        let after = form(self.word(Some(next + 1)), buffer);
        out.put(0, 0, 0, 0);
        out.put(1, rule, 0, 0);
        out.put(6, last, first, 0);
        out.put(7, last, first_shape, 0);
        out.put(9, before, last, 0);
        out.put(10, first, after, 0);
        out.put(13, last, first_shape, after_shape);
        out.put(17, first, after_shape, last_shape);
        out.put(18, after, first_shape, last_shape);
        out.put(19, before, last_shape, first_shape);
        let far = shape(self.word(Some(next + 2)));
        out.put(20, first_shape, after_shape, far);
        out.put(21, first, after_shape, far);
        let earlier = shape(self.word(next.checked_sub(3)));
        out.put(22, earlier, before_shape, last_shape);
        out.put(23, len, last, 0);
        out.put(24, len, first, 0);
        // Capitals in the sentence so far: a heading, a signature, or text without any.
        let upper = (self.start.max(next.saturating_sub(12))..next)
            .filter(|index| self.word(Some(*index)).starts_with(|first| class_of(first) == Class::Upper))
            .count();
        let upper = (upper * 4 / len_of(self.start.max(next.saturating_sub(12)), next)) as u32;
        out.put(25, upper, len, first_shape);
        out.put(26, upper, last_shape, first_shape);
        out.put(27, upper, last, first_shape);
        // What the words by the place can be.
        let (small, capital, group) = words.look(first);
        let (small_after, capital_after, group_after) = words.look(after);
        let (small_last, capital_last, group_last) = words.look(last);
        out.put(28, small, capital, first_shape);
        out.put(29, small, last_shape, first_shape);
        out.put(
            30,
            small ^ capital.rotate_left(16),
            small_after ^ capital_after.rotate_left(16),
            first_shape,
        );
        out.put(31, small_last ^ capital_last.rotate_left(16), small, first_shape);
        out.put(32, small_last, small, small_after ^ first_shape.rotate_left(20));
        out.put(33, group, last_shape, first_shape);
        out.put(34, group_last, group, first_shape);
        out.put(35, group, group_after, first_shape);
        out.put(36, group_last, last_shape, first_shape);
        // How the sentence so far began and the last one ended, and how the text goes on.
        let opening = shape(self.word(Some(self.start)));
        let ending = shape(self.word(self.start.checked_sub(1)));
        let (care, far_stop) = (self.stops.care(next), self.stops.distance(next));
        out.put(37, opening, ending, first_shape ^ last_shape.rotate_left(16));
        out.put(38, ending, len, first_shape);
        out.put(39, opening, last, first_shape);
        out.put(40, care, last_shape, first_shape);
        out.put(41, care, last, first_shape);
        out.put(42, care, len, first_shape ^ last_shape.rotate_left(16));
        out.put(43, care, small, first_shape);
        out.put(44, far_stop, last_shape, first_shape);
        out.put(45, far_stop, len, first_shape ^ last_shape.rotate_left(16));
        out.put(46, far_stop, small, ending);
        out.put(47, ending, opening, care << 8 | far_stop);
    }
}

/// What stands by a place: hashes of the words before and after it, the shapes of two words on either side, what the rules
/// know of the two words, and how long the sentence is, in steps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    last: u32,
    first: u32,
    shapes: [u32; 4],
    known: u32,
    len: u32,
}

/// The hash of a word in small letters.
fn form(word: &str, buffer: &mut String) -> u32 {
    normalise(word, buffer);
    short(hash_bytes(buffer.as_bytes()))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Packs;
    use crate::tokenise::tokenise;

    #[test]
    fn figures_end_no_sentence_and_codes_may() {
        let rules = Packs::embedded().by_code("en").expect("a pack of the program").rules();
        let is_open = |text: &str, first: &str| {
            let tokens = tokenise(text, rules);
            let stops = Stops::find(text, &tokens);
            let word = |token: &RawToken| &text[token.start as usize..token.end as usize] == first;
            let next = tokens.iter().position(word).expect("the word");
            Break { text, tokens: &tokens, rules, stops: &stops, start: 0, next, by_rule: false }.is_open()
        };
        assert!(!is_open("some 46,000 Mayas fled", "Mayas"));
        assert!(!is_open("in May 2018 Ghana ratified it", "Ghana"));
        assert!(!is_open("it rose by 3.5 Dutch guilders", "Dutch"));
        assert!(is_open("ask for room EB4809 Thanks for coming", "Thanks"));
        assert!(is_open("call 713-853-5620 Thanks for coming", "Thanks"));
    }

    #[test]
    fn stops_tell_how_careful_a_text_is() {
        let rules = Packs::embedded().by_code("en").expect("a pack of the program").rules();
        let stops = |text: &str| Stops::find(text, &tokenise(text, rules));
        assert_eq!(stops("They met. They agreed. They left.").care(3), 1);
        assert_eq!(stops("they met. they agreed. they left.").care(3), 3);
        assert_eq!(stops("They met").care(1), 0);
        let careful = stops("They met. They agreed to go on");
        assert_eq!((careful.distance(0), careful.distance(2), careful.distance(3)), (2, 0, 5));
    }
}
