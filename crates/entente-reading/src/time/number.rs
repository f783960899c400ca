//! Numbers in figures and words.

use super::{
    lexicon::{CARD, HALFW, Lexicon, MULT, NUMAND, ORDSUF, ORDW},
    token::{Gap, Kind, Token},
};

/// Reads numbers from tokens.
#[derive(Clone, Copy)]
pub(super) struct Numbers<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) lexicon: &'a Lexicon,
    /// The entry of `-`.
    pub(super) dash: u32,
    /// The entry of `/`.
    pub(super) slash: u32,
    /// A plain number of four digits is a year and no amount.
    pub(super) years_first: bool,
}

/// The value and the token after it.
type Read = Option<(i64, usize)>;

/// No number of a text that is read here is larger.
const LARGEST: i64 = 20_000_000;

impl Numbers<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn value(&self, at: usize, symbol: u16) -> Option<i64> {
        let token = self.token(at)?;
        self.lexicon.value(token.entry, symbol, token.is_capital()).map(i64::from)
    }

    /// Whether the token follows on the same line or the next, with at most blanks between.
    fn near(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.gap < Gap::Paragraph)
    }

    /// After a hyphen that is glued on both sides, or the same place.
    fn after_hyphen(&self, at: usize) -> usize {
        let glued = |at: usize| self.token(at).is_some_and(|token| token.gap == Gap::None);
        if glued(at)
            && self.token(at).is_some_and(|token| token.entry == self.dash && self.dash != 0)
            && glued(at + 1)
        {
            at + 1
        } else {
            at
        }
    }

    /// An amount in hundredths.
    pub(super) fn amount(&self, at: usize) -> Read {
        let token = self.token(at)?;
        if token.kind == Kind::Number {
            let year = self.years_first
                && token.is_plain()
                && token.digits == 4
                && (1000..=2999).contains(&token.number);
            if year || token.number > LARGEST as u32 {
                return None;
            }
            let value = i64::from(token.number) * 100 + i64::from(token.cents);
            return Some(self.with_fraction(self.with_multiplier(value, at + 1)));
        }
        if let Some(half) = self.value(at, HALFW) {
            return Some((half, at + 1));
        }
        let (value, next) = self.words(at)?;
        Some(self.with_half(value * 100, next))
    }

    /// `2 1/2`.
    fn with_fraction(&self, (value, next): (i64, usize)) -> (i64, usize) {
        let glued = |at: usize| self.token(at).is_some_and(|token| token.gap == Gap::None);
        if let (Some(over), Some(line), Some(under)) =
            (self.token(next), self.token(next + 1), self.token(next + 2))
            && over.kind == Kind::Number
            && over.gap == Gap::Space
            && line.entry == self.slash
            && self.slash != 0
            && under.kind == Kind::Number
            && (2..=10).contains(&under.number)
            && over.number < under.number
            && glued(next + 1)
            && glued(next + 2)
        {
            return (value + i64::from(over.number * 100 / under.number), next + 3);
        }
        self.with_half(value, next)
    }

    /// `two and a half`.
    fn with_half(&self, value: i64, next: usize) -> (i64, usize) {
        let and = self.after_hyphen(next);
        if self.near(and) && self.value(and, NUMAND).is_some() {
            let one = self.after_hyphen(and + 1);
            // Past the article or "one" before it.
            let at = if self.value(one, HALFW).is_some() { one } else { self.after_hyphen(one + 1) };
            if let Some(half) = self.value(at, HALFW) {
                return (value + half, at + 1);
            }
        }
        (value, next)
    }

    fn with_multiplier(&self, value: i64, next: usize) -> (i64, usize) {
        match self.value(next, MULT).filter(|_| self.near(next)) {
            Some(times) if value * times / 100 <= LARGEST => (value * times, next + 1),
            _ => (value, next),
        }
    }

    /// `two hundred and thirty-five`, `삼십오`, `двести тридцать пять`.
    fn words(&self, at: usize) -> Read {
        let (mut total, mut current, mut last) = (0_i64, 0_i64, 0_i64);
        let mut next = at;
        let mut read = false;
        loop {
            let here = if read { self.after_hyphen(next) } else { next };
            if read && !self.near(here) {
                break;
            }
            if let Some(value) = self.value(here, CARD) {
                let fits =
                    !read || (current > 0 && fits_below(current, value)) || (current == 0 && total > 0);
                if !fits {
                    break;
                }
                current += value;
                last = value;
            } else if let Some(times) = self.value(here, MULT) {
                if times < 1000 {
                    if read && current > 0 && last == 0 || last >= times {
                        break;
                    }
                    current = if last > 0 { current - last + last * times } else { current + times };
                    last = 0;
                } else {
                    total += current.max(1) * times;
                    (current, last) = (0, 0);
                }
                if total + current > LARGEST {
                    return None;
                }
            } else if read
                && last == 0
                && self.value(here, NUMAND).is_some()
                && self.near(here + 1)
                && self.value(here + 1, CARD).is_some()
            {
                next = here + 1;
                continue;
            } else {
                break;
            }
            read = true;
            next = here + 1;
        }
        read.then_some((total + current, next))
    }

    /// An ordinal: `3rd`, `30-го`, `third`, `twenty-first`.
    pub(super) fn ordinal(&self, at: usize) -> Read {
        let token = self.token(at)?;
        if token.kind == Kind::Number {
            if !token.is_plain() || token.digits > 4 {
                return None;
            }
            let next = self.after_hyphen(at + 1);
            let suffix = self.token(next).is_some_and(|suffix| suffix.gap == Gap::None)
                && self.value(next, ORDSUF).is_some();
            return suffix.then_some((i64::from(token.number), next + 1));
        }
        if let Some(value) = self.value(at, ORDW) {
            return Some((value, at + 1));
        }
        let tens = self.value(at, CARD).filter(|value| value % 10 == 0 && *value < 1000)?;
        let next = self.after_hyphen(at + 1);
        let unit = self.value(next, ORDW).filter(|value| *value < 10 && self.near(next))?;
        Some((tens + unit, next + 1))
    }

    /// A year in words: `nineteen seventy-nine`, `two thousand and five`.
    pub(super) fn year(&self, at: usize) -> Read {
        let first = self.value(at, CARD)?;
        if (10..=20).contains(&first) {
            let here = self.after_hyphen(at + 1);
            if self.near(here)
                && let Some((rest, next)) = self.words(here).filter(|(rest, _)| (10..=99).contains(rest))
            {
                return Some((first * 100 + rest, next));
            }
        }
        self.words(at).filter(|(year, next)| (1000..=2099).contains(year) && *next > at + 1)
    }
}

/// Whether a number word goes on a number: 20 and 5, 300 and 45, not 3 and 4.
fn fits_below(current: i64, value: i64) -> bool {
    let mut place = 10;
    while place <= value {
        place *= 10;
    }
    current % place == 0
}

/// A Roman number up to 30, as centuries are written.
pub(super) fn roman(word: &str) -> Option<i32> {
    if word.is_empty() || word.len() > 10 {
        return None;
    }
    let value = |letter: char| match letter {
        'I' | 'І' => Some(1),
        'V' => Some(5),
        'X' | 'Х' => Some(10),
        _ => None,
    };
    let digits: Option<Vec<i32>> = word.chars().map(value).collect();
    let digits = digits?;
    let mut total = 0;
    for (index, &digit) in digits.iter().enumerate() {
        let subtracts = digits.get(index + 1).is_some_and(|&next| next > digit);
        total += if subtracts { -digit } else { digit };
    }
    (1..=30).contains(&total).then_some(total)
}
