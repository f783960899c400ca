//! The words of a language and the symbols that they stand for.

use super::{
    hash::WordMap,
    pack::{PackError, TimePackText, expand, lines},
    slot::named_value,
};

/// A class of words (`MONTH`) or a single literal word of a pattern.
pub(super) type Symbol = u16;

/// One meaning of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) symbol: Symbol,
    pub(super) value: i32,
    /// The word must be written with a capital (`May`, `Sat`).
    pub(super) capital: bool,
}

/// A rule that a word may begin, and what may follow the word in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) rule: u16,
    /// Index of the grammar's sets of second tokens.
    pub(super) second: u32,
}

/// What is known of a word.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) senses: Vec<Sense>,
    /// The rules that may begin with it, in the order of the file.
    pub(super) rules: Vec<Start>,
    /// Those of them that may go on with a word that the lexicon does not know, or end here.
    pub(super) before_unknown: Vec<Start>,
}

/// The words, with the entry 0 for every unknown one.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: WordMap<u32>,
    pub(super) entries: Vec<Entry>,
    symbols: WordMap<Symbol>,
    /// Endings that give an unknown word a meaning (`*ed`), by their last byte.
    endings: Box<[Vec<(String, Sense)>; 256]>,
    /// First characters of the words, for texts whose words must be cut up.
    starts: std::collections::HashSet<char>,
    longest: usize,
    /// A bit for each shape that a word of the lexicon has.
    shapes: Box<[u64]>,
}

/// How many shapes are told apart.
const SHAPES: usize = 1 << 14;

/// A number made of the first byte, the last two and the length of a word.
fn shape(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let (first, last) = (usize::from(*bytes.first()?), usize::from(*bytes.last()?));
    let middle = usize::from(bytes[bytes.len() / 2]);
    Some(((first * 31) ^ (last * 1021) ^ (middle * 257) ^ (bytes.len() * 4093)) % SHAPES)
}

/// The first symbols are known to the engine; a pack may leave them without words.
pub(super) const KNOWN: &[&str] = &[
    "CARD", "MULT", "ORDW", "ORDSUF", "NUMAND", "CUE", "JOSA", "RELPRE", "RELPOST", "HALFW", "JOIN", "INF",
    "NEG", "CLAUSE", "PERF", "NOVERB", "PUTOFF", "BE", "SETFOR", "GOVERNS",
];
pub(super) const CARD: Symbol = 0;
pub(super) const MULT: Symbol = 1;
pub(super) const ORDW: Symbol = 2;
pub(super) const ORDSUF: Symbol = 3;
pub(super) const NUMAND: Symbol = 4;
pub(super) const CUE: Symbol = 5;
pub(super) const JOSA: Symbol = 6;
pub(super) const RELPRE: Symbol = 7;
pub(super) const RELPOST: Symbol = 8;
pub(super) const HALFW: Symbol = 9;
pub(super) const JOIN: Symbol = 10;
pub(super) const INF: Symbol = 11;
pub(super) const NEG: Symbol = 12;
pub(super) const CLAUSE: Symbol = 13;
pub(super) const PERF: Symbol = 14;
pub(super) const NOVERB: Symbol = 15;
pub(super) const PUTOFF: Symbol = 16;
pub(super) const BE: Symbol = 17;
pub(super) const SETFOR: Symbol = 18;
pub(super) const GOVERNS: Symbol = 19;

impl Lexicon {
    pub(super) fn new(pack: &TimePackText<'_>) -> Result<Self, PackError> {
        let mut lexicon = Self {
            words: WordMap::default(),
            entries: vec![Entry::default()],
            symbols: WordMap::default(),
            endings: Box::new([const { Vec::new() }; 256]),
            starts: std::collections::HashSet::new(),
            longest: 0,
            shapes: vec![0; SHAPES / 64].into(),
        };
        for name in KNOWN {
            lexicon.symbol(name);
        }
        for (line, text) in lines(pack.words) {
            lexicon.line(text).map_err(|reason| PackError {
                file: pack.words_file.to_owned(),
                line,
                reason,
            })?;
        }
        Ok(lexicon)
    }

    fn line(&mut self, text: &str) -> Result<(), String> {
        let mut fields = text.split('\t').filter(|field| !field.is_empty());
        let (Some(forms), Some(class), value) = (fields.next(), fields.next(), fields.next()) else {
            return Err("wants the forms, a tab, the class".to_owned());
        };
        if !class.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
            return Err(format!("`{class}` is no class: capitals only"));
        }
        let value = match value {
            None => 1,
            Some(text) => named_value(text).ok_or_else(|| format!("`{text}` is no value"))?,
        };
        let symbol = self.symbol(class);
        for form in forms.split(' ').filter(|form| !form.is_empty()).flat_map(expand) {
            let capital = form.chars().next().is_some_and(char::is_uppercase);
            let sense = Sense { symbol, value, capital };
            if let Some(ending) = form.strip_prefix('*').filter(|ending| !ending.is_empty()) {
                let ending = ending.to_lowercase();
                let last = ending.bytes().last().unwrap_or_default();
                self.endings[usize::from(last)].push((ending, sense));
            } else if !self.add(&form.to_lowercase(), sense) {
                return Err(format!("`{form}` is in {class} already"));
            }
        }
        Ok(())
    }

    /// Adds a meaning; false where the word has one of this class already.
    pub(super) fn add(&mut self, word: &str, sense: Sense) -> bool {
        let next = self.entries.len() as u32;
        let entry = *self.words.entry(word.into()).or_insert(next);
        if entry == next {
            if let Some(shape) = shape(word) {
                self.shapes[shape / 64] |= 1 << (shape % 64);
            }
            self.entries.push(Entry::default());
            self.longest = self.longest.max(word.chars().count());
            self.starts.extend(word.chars().next());
        }
        let senses = &mut self.entries[entry as usize].senses;
        if senses.iter().any(|known| known.symbol == sense.symbol) {
            return false;
        }
        senses.push(sense);
        true
    }

    /// The symbol of a class or literal, made where it is new.
    pub(super) fn symbol(&mut self, name: &str) -> Symbol {
        let next = self.symbols.len() as Symbol;
        *self.symbols.entry(name.into()).or_insert(next)
    }

    /// The symbol of a class, where a word of the pack has it.
    pub(super) fn class(&self, name: &str) -> Option<Symbol> {
        self.symbols.get(name).copied()
    }

    /// The entry of a word in small letters; 0 for an unknown one.
    pub(super) fn find(&self, word: &str) -> u32 {
        // Most words of a text are none of the lexicon: a bit for their ends and length tells before they are hashed.
        match shape(word) {
            Some(shape) if (self.shapes[shape / 64] >> (shape % 64)) & 1 == 1 => {
                self.words.get(word).copied().unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// The value of an unknown word for a class, by its ending: the first in the file of those that fit.
    pub(super) fn ending(&self, word: &str, class: Symbol) -> Option<i32> {
        let fits = |(ending, sense): &&(String, Sense)| {
            sense.symbol == class && word.len() > ending.len() + 1 && word.ends_with(ending.as_str())
        };
        self.endings[usize::from(*word.as_bytes().last()?)].iter().find(fits).map(|(_, sense)| sense.value)
    }

    /// Whether a word may begin so.
    pub(super) fn may_start(&self, first: char) -> bool {
        self.starts.contains(&first)
    }

    /// The longest word, in characters.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// The value of a word for a class.
    pub(super) fn value(&self, entry: u32, symbol: Symbol, capital: bool) -> Option<i32> {
        let senses = &self.entries.get(entry as usize)?.senses;
        senses
            .iter()
            .find(|sense| sense.symbol == symbol && (capital || !sense.capital))
            .map(|sense| sense.value)
    }
}
