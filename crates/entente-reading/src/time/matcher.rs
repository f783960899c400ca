//! Runs the compiled patterns over the tokens of a text.

use super::{
    lexicon::{Lexicon, Symbol},
    number::{Numbers, roman},
    pattern::{Atom, Op, UNGUARDED},
    second::Second,
    slot::Slot,
    token::{Gap, Kind, Token},
};

/// The tokens of a stretch of text, with what is needed to match patterns in them.
pub(super) struct Matcher<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) lexicon: &'a Lexicon,
    pub(super) numbers: Numbers<'a>,
    /// The sets of tokens that branches can take.
    pub(super) guards: &'a [Second],
    /// What the pattern has kept so far.
    pub(super) trail: Vec<Kept>,
}

/// What is added to an hour and its minute in one number (8.30 is 10830), so that it is told from an hour alone.
pub(super) const WITH_MINUTES: i32 = 10_000;

/// Something that a pattern keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Value(Slot, i32),
    Open(usize),
    Close(usize),
}

impl Matcher<'_> {
    /// The token after the match of a program at a place; what it kept is in `trail`.
    pub(super) fn run(&mut self, program: &[Op], at: usize) -> Option<usize> {
        self.trail.clear();
        self.step(program, 0, at, true)
    }

    fn step(&mut self, program: &[Op], mut op: usize, mut at: usize, mut first: bool) -> Option<usize> {
        // Whether nothing may stand between the next token and the one before.
        let mut glued = false;
        loop {
            match &program[op] {
                Op::Match => return Some(at),
                Op::Jump(to) => {
                    op = *to;
                    continue;
                }
                Op::Split { other, guard } => {
                    let fits = *guard == UNGUARDED
                        || self
                            .guards
                            .get(*guard as usize)
                            .is_none_or(|guard| guard.allows(self.tokens.get(at)));
                    if !fits {
                        op = *other;
                        continue;
                    }
                    let kept = self.trail.len();
                    if glued {
                        // `~ (a | b)`: both branches must be glued on.
                        if !self.is_glued(at) {
                            return None;
                        }
                    }
                    if let Some(end) = self.step(program, op + 1, at, first) {
                        return Some(end);
                    }
                    self.trail.truncate(kept);
                    op = *other;
                    continue;
                }
                Op::Atom(atom, slot) => {
                    let token = self.tokens.get(at)?;
                    if !first && token.gap == Gap::Paragraph || glued && token.gap != Gap::None {
                        return None;
                    }
                    let (value, next) = self.atom(*atom, at)?;
                    if let Some(slot) = slot {
                        self.trail.push(Kept::Value(*slot, value));
                    }
                    at = next;
                    (first, glued) = (false, false);
                }
                Op::Set(slot, value) => self.trail.push(Kept::Value(*slot, *value)),
                Op::Glued => glued = true,
                Op::Unglued => {
                    if !self.is_loose(at) {
                        return None;
                    }
                }
                Op::ParagraphStart => {
                    if !matches!(self.tokens.get(at)?.gap, Gap::Paragraph | Gap::Line) {
                        return None;
                    }
                }
                Op::Free => {
                    if !self.is_free(at) {
                        return None;
                    }
                }
                Op::Open => self.trail.push(Kept::Open(at)),
                Op::Close => self.trail.push(Kept::Close(at)),
                Op::Look { behind, wanted, next } => {
                    let kept = self.trail.len();
                    let from = at.checked_sub(usize::from(*behind));
                    let there =
                        from.is_some_and(|from| self.step(program, op + 1, from, *behind > 0).is_some());
                    self.trail.truncate(kept);
                    if there != *wanted {
                        return None;
                    }
                    op = *next;
                    continue;
                }
            }
            op += 1;
        }
    }

    fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether a token stands apart from the one before it, brackets and quotes aside.
    fn is_loose(&self, at: usize) -> bool {
        if !self.is_glued(at) || at == 0 {
            return true;
        }
        let before = &self.tokens[at - 1];
        before.kind == Kind::Sign
            && !matches!(
                &self.text[before.range()],
                "-" | "/" | "." | "," | ":" | "_" | "+" | "=" | "&" | "\u{2013}" | "$" | "@" | "\\"
            )
            || before.kind == Kind::Sign
                && at >= 2
                && self.tokens[at - 2].kind == Kind::Word
                && &self.text[before.range()] == ","
    }

    /// Whether no letter, digit or joined number goes on at a place.
    fn is_free(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.gap == Gap::None) else { return true };
        if token.kind != Kind::Sign {
            return false;
        }
        let joins = matches!(&self.text[token.range()], "." | "," | "/" | "-" | ":" | "%" | "_" | "\\");
        !(joins
            && self.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::None && next.kind == Kind::Number))
            && &self.text[token.range()] != "%"
    }

    fn atom(&self, atom: Atom, at: usize) -> Option<(i32, usize)> {
        let token = &self.tokens[at];
        let number = token.number as i32;
        let plain = |fits: bool| (fits && token.is_plain()).then_some((number, at + 1));
        let phrase = |read: Option<(i64, usize)>| {
            read.and_then(|(value, next)| Some((i32::try_from(value).ok()?, next)))
        };
        match atom {
            Atom::Symbol(symbol) => self.value(at, symbol).map(|value| (value, at + 1)),
            Atom::Int => plain(token.digits < 9),
            Atom::Day => plain(token.digits <= 2 && (1..=31).contains(&number)),
            Atom::MonthNumber => plain(token.digits <= 2 && (1..=12).contains(&number)),
            Atom::Year4 => plain(token.digits == 4 && (1000..=2999).contains(&number)),
            Atom::YearModern => plain(token.digits == 4 && (1900..=2059).contains(&number)),
            Atom::Tens => plain(token.digits == 4 && (1000..=2999).contains(&number) && number % 10 == 0),
            Atom::Two => plain(token.digits == 2),
            Atom::Three => plain(token.digits == 3),
            Atom::Hour => plain(token.digits <= 2 && number <= 24),
            Atom::Minute => plain(token.digits == 2 && number < 60),
            Atom::HourMinute => {
                let minute = i32::from(token.cents);
                let shape = token.has_fraction() && token.range().len() == usize::from(token.digits) + 3;
                (shape && (0..=24).contains(&number) && minute < 60)
                    .then(|| (WITH_MINUTES + number * 100 + minute, at + 1))
            }
            Atom::Fourth => {
                let fits = token.kind == Kind::Number && token.digits == 1 && (1..=4).contains(&number);
                fits.then_some((number, at + 1))
            }
            Atom::Figure => (token.kind == Kind::Number).then_some((number, at + 1)),
            Atom::Number => phrase(self.numbers.amount(at)),
            Atom::Ordinal => phrase(self.numbers.ordinal(at)),
            Atom::YearWords => phrase(self.numbers.year(at)),
            Atom::Word => (token.kind == Kind::Word).then_some((0, at + 1)),
            Atom::Capital => (token.kind == Kind::Word && token.is_capital()).then_some((0, at + 1)),
            Atom::Small => (token.kind == Kind::Word && !token.is_capital()).then_some((0, at + 1)),
            Atom::Roman => (token.kind == Kind::Word && token.is_capital())
                .then(|| roman(&self.text[token.range()]))?
                .map(|value| (value, at + 1)),
        }
    }

    /// The value of the word at a place for a symbol.
    pub(super) fn value(&self, at: usize, symbol: Symbol) -> Option<i32> {
        let token = self.tokens.get(at)?;
        self.lexicon.value(token.entry, symbol, token.is_capital())
    }
}
