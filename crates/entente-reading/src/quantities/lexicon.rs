//! Words and phrases of a pack, looked up at a place of a text.

use entente_model::Letter as _;
use rustc_hash::FxHashMap;

/// Phrases with values, matched without regard to case; the longest at a place wins.
///
/// A space in a phrase stands for any blanks within a paragraph; a `*` at its end for the rest of the word (`доллар*`).
/// In a glued lexicon a phrase needs no end of word after it (`명` of `51만명을`).
#[derive(Debug, Clone)]
pub(crate) struct Lexicon<T> {
    /// By the first two characters; by the first alone for phrases of one, with [`NO_SECOND`].
    by_start: FxHashMap<(char, char), Vec<Phrase<T>>>,
    starts: Box<Starts>,
    glued: bool,
}

/// What phrases may begin with: most words of a text begin none.
#[derive(Debug, Clone)]
pub(crate) struct Starts {
    /// Which first characters there are, a bit each.
    firsts: u128,
    /// Which pairs of first characters there are, a bit each.
    pairs: [u64; PAIRS / 64],
    /// Of which pairs that is all that can be said of what they begin.
    open: [u64; PAIRS / 64],
    /// Which third characters stand behind the others.
    triples: [u64; TRIPLES / 64],
}

impl Starts {
    const NONE: Self =
        Self { firsts: 0, pairs: [0; PAIRS / 64], open: [0; PAIRS / 64], triples: [0; TRIPLES / 64] };

    fn add(&mut self, first: char, second: char, third: Option<char>) {
        let bit = pair_bit(first, second);
        self.firsts |= first_bit(first);
        set(&mut self.pairs, bit);
        match third {
            Some(third) => set(&mut self.triples, triple_bit(first, second, third)),
            None => set(&mut self.open, bit),
        }
    }

    /// Takes in what begins one of those.
    pub(crate) fn take_in(&mut self, other: &Self) {
        self.firsts |= other.firsts;
        for (own, other) in [
            (&mut self.pairs[..], &other.pairs[..]),
            (&mut self.open[..], &other.open[..]),
            (&mut self.triples[..], &other.triples[..]),
        ] {
            own.iter_mut().zip(other).for_each(|(own, other)| *own |= other);
        }
    }

    fn holds(&self, first: char, second: char, third: Option<char>) -> bool {
        let bit = pair_bit(first, second);
        is_set(&self.pairs, bit)
            && (is_set(&self.open, bit)
                || third.is_some_and(|third| is_set(&self.triples, triple_bit(first, second, third))))
    }

    /// Whether a phrase may begin at byte `at`.
    pub(crate) fn may_begin(&self, text: &str, at: usize) -> bool {
        let mut letters = text.get(at..).unwrap_or_default().chars();
        let Some(first) = letters.next().map(fold) else { return false };
        if self.firsts & first_bit(first) == 0 {
            return false;
        }
        let (next, third) = (letters.next().map(second), letters.next().map(second));
        next.is_some_and(|next| self.holds(first, next, third)) || self.holds(first, NO_SECOND, None)
    }
}

fn set(bits: &mut [u64], bit: usize) {
    bits[bit / 64] |= 1 << (bit % 64);
}

const fn is_set(bits: &[u64], bit: usize) -> bool {
    bits[bit / 64] >> (bit % 64) & 1 == 1
}

/// In place of the second character of a phrase of one.
const NO_SECOND: char = '\0';

/// The bit of a first character; others may share it.
fn first_bit(first: char) -> u128 {
    1 << (first as u32 % 128)
}

/// Bits for pairs of first characters.
const PAIRS: usize = 4096;

/// The bit of a pair of first characters; others may share it.
const fn pair_bit(first: char, second: char) -> usize {
    ((first as u32) << 5).wrapping_add(second as u32 ^ (first as u32 >> 7)) as usize % PAIRS
}

/// Bits for triples of first characters.
const TRIPLES: usize = 16384;

/// The bit of a triple of first characters; others may share it.
const fn triple_bit(first: char, second: char, third: char) -> usize {
    let pair = (first as u32).wrapping_mul(0x9E5).wrapping_add((second as u32).wrapping_mul(0x61));
    pair.wrapping_add(third as u32) as usize % TRIPLES
}

/// Any blank counts as a space.
fn second(letter: char) -> char {
    if letter.is_whitespace() { ' ' } else { fold(letter) }
}

#[derive(Debug, Clone)]
struct Phrase<T> {
    chars: Box<[char]>,
    /// The third character, where it stands right behind the second one; most phrases that begin alike part there.
    third: Option<char>,
    stem: bool,
    value: T,
}

/// One character as it is compared: small, curly quotes straight, the Russian `ё` as `е`.
pub(crate) fn fold(letter: char) -> char {
    match letter {
        'ё' | 'Ё' => 'е',
        '\u{2019}' | '\u{2018}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        'A'..='Z' => letter.to_ascii_lowercase(),
        letter if letter.is_ascii() => letter,
        letter => letter.to_lowercase().next().unwrap_or(letter),
    }
}

impl<T> Lexicon<T> {
    /// The lexicon of these phrases; with `glued` no word need end after a phrase.
    pub(crate) fn new<'a>(entries: impl IntoIterator<Item = (&'a str, T)>, glued: bool) -> Self {
        let mut by_start: FxHashMap<(char, char), Vec<Phrase<T>>> = FxHashMap::default();
        let mut starts = Box::new(Starts::NONE);
        for (form, value) in entries {
            let (form, stem) = form.strip_suffix('*').map_or((form, false), |form| (form, true));
            let chars: Box<[char]> = form.chars().map(fold).collect();
            if let Some(&first) = chars.first() {
                let second = chars.get(1).copied().unwrap_or(NO_SECOND);
                let third = chars.get(2).copied().filter(|_| second != ' ');
                starts.add(first, second, third);
                by_start.entry((first, second)).or_default().push(Phrase { chars, third, stem, value });
            }
        }
        for phrases in by_start.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.chars.len()));
        }
        Self { by_start, starts, glued }
    }

    /// What its phrases may begin with.
    pub(crate) fn starts(&self) -> &Starts {
        &self.starts
    }

    /// Whether it holds no phrase.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_start.is_empty()
    }

    /// The end of the longest phrase that starts at byte `at`, and its value.
    pub(crate) fn at(&self, text: &str, at: usize) -> Option<(usize, &T)> {
        let rest = text.get(at..)?;
        let mut letters = rest.chars();
        let first = fold(letters.next()?);
        if self.starts.firsts & first_bit(first) == 0 {
            return None;
        }
        let next = letters.next().map(second);
        let third = letters.next().map(second);
        let fitting = |second| {
            if !self.starts.holds(first, second, third) {
                return None;
            }
            let phrases = self.by_start.get(&(first, second))?.iter();
            let mut phrases = phrases.filter(|phrase| phrase.third.is_none() || phrase.third == third);
            phrases.find_map(|phrase| Some((at + phrase.length_in(rest, self.glued)?, &phrase.value)))
        };
        next.and_then(fitting).or_else(|| fitting(NO_SECOND))
    }

    /// The value of the phrase that is this very text.
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        self.at(word, 0).filter(|&(end, _)| end == word.len()).map(|(_, value)| value)
    }

    /// The start of a phrase that ends at byte `end` or with blanks before it, at most `words` words long.
    pub(crate) fn ending_at(
        &self,
        text: &str,
        floor: usize,
        end: usize,
        words: usize,
    ) -> Option<(usize, &T)> {
        let end = floor + text.get(floor..end)?.trim_end().len();
        let mut start = end;
        let mut found = None;
        for _ in 0..words {
            let Some(word) = word_before(text, floor, start) else { break };
            start = word;
            if let Some((until, value)) = self.at(text, start)
                && until == end
            {
                found = Some((start, value));
            }
        }
        found
    }

    /// The first phrase that starts at a word within the range, as (start, end, value).
    pub(crate) fn first_in<'a>(
        &'a self,
        text: &'a str,
        from: usize,
        to: usize,
    ) -> Option<(usize, usize, &'a T)> {
        self.all_in(text, from, to).next()
    }

    /// Every phrase that starts at a word within the range and ends in it.
    pub(crate) fn all_in<'a>(
        &'a self,
        text: &'a str,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = (usize, usize, &'a T)> + 'a {
        self.places(text, from, to).filter_map(move |start| {
            let (end, value) = self.at(text, start)?;
            (end <= to).then_some((start, end, value))
        })
    }

    /// Every phrase that starts at one of these places.
    pub(crate) fn at_each<'a, 'p>(
        &'a self,
        text: &'p str,
        places: &'p [usize],
    ) -> impl Iterator<Item = (usize, usize, &'a T)> + use<'a, 'p, T> {
        places.iter().filter_map(move |&start| self.at(text, start).map(|(end, value)| (start, end, value)))
    }

    /// The places of a text at which one of several lexicons may find something, of what their phrases may begin with.
    pub(crate) fn places_like(&self, text: &str, starts: &Starts) -> Vec<usize> {
        self.places(text, 0, text.len()).filter(|&at| starts.may_begin(text, at)).collect()
    }

    /// Where words start within the range; where they are written together a phrase may begin inside one.
    fn places<'a>(&self, text: &'a str, from: usize, to: usize) -> impl Iterator<Item = usize> + use<'a, T> {
        let glued = self.glued.then(|| text[from..to].char_indices().map(move |(at, _)| from + at));
        let words = (!self.glued).then(|| word_starts(text, from, to));
        glued.into_iter().flatten().chain(words.into_iter().flatten())
    }
}

impl<T> Phrase<T> {
    /// How many bytes of `rest` it takes.
    fn length_in(&self, rest: &str, glued: bool) -> Option<usize> {
        let mut letters = rest.char_indices().peekable();
        for &wanted in &self.chars {
            let (_, letter) = letters.next()?;
            if wanted == ' ' {
                if !letter.is_whitespace() {
                    return None;
                }
                while letters.peek().is_some_and(|&(_, next)| next.is_whitespace()) {
                    letters.next();
                }
            } else if fold(letter) != wanted {
                return None;
            }
        }
        if self.stem {
            while letters.next_if(|&(_, next)| next.is_letter()).is_some() {}
        }
        let end = letters.peek().map_or(rest.len(), |&(at, _)| at);
        let last_is_letter = self.chars.last().is_some_and(|last| last.is_letter_or_digit());
        let open = !self.stem
            && !glued
            && last_is_letter
            && letters.peek().is_some_and(|&(_, next)| next.is_letter_or_digit());
        (!open).then_some(end)
    }
}

/// Start of the word (or single sign) before byte `at`, not before `floor`.
pub(crate) fn word_before(text: &str, floor: usize, at: usize) -> Option<usize> {
    let head = text.get(floor..at)?.trim_end();
    let (mut start, last) = head.char_indices().next_back()?;
    if last.is_letter_or_digit() {
        for (place, letter) in head.char_indices().rev() {
            if !is_inner(letter) {
                break;
            }
            start = place;
        }
    }
    Some(floor + start)
}

/// Starts of words within the range.
pub(crate) fn word_starts(text: &str, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
    let [first, last] = two_before(text, from);
    // Of the two characters before: whether they are letters or digits, and whether the last may stand inside a word.
    let (mut first, mut inner) = (first.is_letter_or_digit(), is_inner(last));
    let mut last = last.is_letter_or_digit();
    text[from..to].char_indices().filter_map(move |(at, letter)| {
        let own = letter.is_letter_or_digit();
        let starts = own && !(last || inner && first);
        (first, last, inner) = (last, own, !own && matches!(letter, '\'' | '\u{2019}'));
        starts.then_some(from + at)
    })
}

/// The two characters before a place, blanks at the start of a text.
pub(crate) fn two_before(text: &str, at: usize) -> [char; 2] {
    let mut back = text[..at].chars().rev();
    let last = back.next().unwrap_or(' ');
    [back.next().unwrap_or(' '), last]
}

/// Whether a word goes on after these two characters: an apostrophe does not begin one, it may be a quotation mark.
pub(crate) fn goes_on([first, last]: [char; 2]) -> bool {
    last.is_letter_or_digit() || (is_inner(last) && first.is_letter_or_digit())
}

/// Whether a character may stand inside a word.
pub(crate) fn is_inner(letter: char) -> bool {
    letter.is_letter_or_digit() || matches!(letter, '\'' | '\u{2019}')
}

/// End of the word that starts at byte `at`; `at` itself where none does.
pub(crate) fn word_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = rest.char_indices().find(|&(_, letter)| !is_inner(letter)).map_or(rest.len(), |(end, _)| end);
    at + rest[..end].trim_end_matches(['\'', '\u{2019}']).len()
}

/// The first byte at or after `at` that is no blank; paragraphs are not left.
pub(crate) fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let blank = rest.len() - rest.trim_start().len();
    if rest[..blank].matches('\n').count() > 1 { at } else { at + blank }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_at_a_word_is_found() {
        let lexicon = Lexicon::new([("more", 1), ("more than", 2), ("доллар*", 3)], false);
        assert_eq!(lexicon.at("More  than ten", 0), Some((10, &2)));
        assert_eq!(lexicon.at("moreover", 0), None);
        assert_eq!(lexicon.get("долларов"), Some(&3));
    }

    #[test]
    fn a_phrase_is_found_before_a_place() {
        let lexicon = Lexicon::new([("no more than", 1), ("more than", 2)], false);
        assert_eq!(lexicon.ending_at("It sent no more than 5", 0, 21, 4), Some((8, &1)));
        assert_eq!(lexicon.ending_at("than 5", 0, 5, 4), None);
    }

    #[test]
    fn a_glued_phrase_needs_no_end_of_word() {
        let lexicon = Lexicon::new([("명", "person"), ("개", "item")], true);
        assert_eq!(lexicon.at("명을", 0), Some((3, &"person")));
    }
}
