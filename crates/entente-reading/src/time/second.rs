//! Which token may stand second in a rule: most rules are ruled out by it before they are run.
//!
//! Rules that begin with "the" or "in" are many, and nearly every word after them is no word of time.

use super::{
    lexicon::{CARD, HALFW, Lexicon, MULT, NUMAND, ORDSUF, ORDW, Symbol},
    pattern::{Atom, Op, seconds},
    token::{Kind, Token},
};

/// The words that stand for each symbol, as numbers of entries.
#[derive(Debug)]
pub(super) struct Members {
    of: Vec<Vec<u32>>,
    entries: usize,
}

impl Members {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut of: Vec<Vec<u32>> = Vec::new();
        // The first entry stands for all words that are unknown.
        for (entry, known) in lexicon.entries.iter().enumerate().skip(1) {
            for sense in &known.senses {
                let symbol = usize::from(sense.symbol);
                if of.len() <= symbol {
                    of.resize_with(symbol + 1, Vec::new);
                }
                of[symbol].push(entry as u32);
            }
        }
        Self { of, entries: lexicon.entries.len() }
    }

    fn of(&self, symbol: Symbol) -> &[u32] {
        self.of.get(usize::from(symbol)).map_or(&[], Vec::as_slice)
    }
}

/// The tokens that a rule may go on with after its first one.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub(super) struct Second {
    /// The rule may end after one token: anything may follow.
    any: bool,
    number: bool,
    word: bool,
    /// A bit for each entry of the lexicon.
    entries: Box<[u64]>,
}

impl Second {
    /// The tokens that some atoms can take.
    pub(super) fn of(atoms: &[Atom], members: &Members) -> Self {
        let mut set = Self { entries: vec![0; members.entries / 64 + 1].into(), ..Self::default() };
        for atom in atoms {
            set.allow(*atom, members);
        }
        set
    }

    /// After the atom at a place of a program.
    pub(super) fn new(program: &[Op], (place, first): (usize, Atom), members: &Members, dash: u32) -> Self {
        let atoms = seconds(program, place);
        let mut second = Self::of(atoms.as_deref().unwrap_or_default(), members);
        second.any = atoms.is_none();
        // A number may be made of several tokens: "three hundred", "3rd", "two and a half", "2 1/2".
        if matches!(first, Atom::Number | Atom::Ordinal | Atom::YearWords) {
            second.number = true;
            for symbol in [CARD, MULT, ORDW, ORDSUF, NUMAND, HALFW] {
                second.allow_symbol(symbol, members);
            }
            second.allow_entry(dash);
        }
        second
    }

    /// Allows what the other allows, too.
    pub(super) fn join(&mut self, other: &Self) {
        self.any |= other.any;
        self.number |= other.number;
        self.word |= other.word;
        for (own, theirs) in self.entries.iter_mut().zip(&other.entries) {
            *own |= theirs;
        }
    }

    /// Whether the rule may go on with a word that is not in the lexicon, or end.
    pub(super) fn is_open(&self) -> bool {
        self.any || self.word
    }

    /// Whether the rule may go on with this token.
    pub(super) fn allows(&self, next: Option<&Token>) -> bool {
        if self.any {
            return true;
        }
        let Some(next) = next else { return false };
        let (place, bit) = (next.entry as usize / 64, next.entry % 64);
        match next.kind {
            Kind::Number => self.number,
            Kind::Word if self.word => true,
            _ => (self.entries[place] >> bit) & 1 == 1,
        }
    }

    fn allow(&mut self, atom: Atom, members: &Members) {
        match atom {
            Atom::Symbol(symbol) => self.allow_symbol(symbol, members),
            Atom::Word | Atom::Capital | Atom::Small | Atom::Roman => self.word = true,
            Atom::Number => {
                self.number = true;
                for symbol in [CARD, MULT, HALFW] {
                    self.allow_symbol(symbol, members);
                }
            }
            Atom::Ordinal => {
                self.number = true;
                for symbol in [CARD, ORDW] {
                    self.allow_symbol(symbol, members);
                }
            }
            Atom::YearWords => self.allow_symbol(CARD, members),
            _ => self.number = true,
        }
    }

    fn allow_symbol(&mut self, symbol: Symbol, members: &Members) {
        members.of(symbol).iter().for_each(|entry| self.allow_entry(*entry));
    }

    fn allow_entry(&mut self, entry: u32) {
        if entry != 0 {
            self.entries[entry as usize / 64] |= 1 << (entry % 64);
        }
    }
}
