//! What a pack says about words and sentences: the data that the tokeniser and the splitter work by.

use crate::Feats;
use crate::hash::{FastMap, FastSet};

/// How an abbreviation stands to the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Always stands before something (`Mr.`, `ул.`): never ends a sentence.
    Before,
    /// Stands anywhere (`U.S.`, `г.`): ends a sentence before a capitalised frequent word.
    Anywhere,
}

/// Whole words that are written together, in small letters, with the byte lengths of their parts: `cannot` 3, 3.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contractions {
    parts: FastMap<Box<str>, Box<[u8]>>,
    /// For each first letter of theirs their lengths, a bit each: of most words that tells that they are none.
    lengths: [u32; 32],
}

impl Contractions {
    /// The longest of them, in bytes.
    const LONGEST: usize = 24;

    /// Takes in one with its parts; gives what stood there.
    pub(crate) fn insert(&mut self, form: Box<str>, parts: Box<[u8]>) -> Option<Box<[u8]>> {
        if let Some(lengths) = self.lengths_of(&form).filter(|_| form.len() <= Self::LONGEST) {
            self.lengths[lengths] |= 1 << form.len();
        }
        self.parts.insert(form, parts)
    }

    /// The parts of a word in any case.
    pub(crate) fn of(&self, word: &str) -> Option<&[u8]> {
        let lengths = self.lengths[self.lengths_of(word).filter(|_| word.len() <= Self::LONGEST)?];
        // Other letters may take another room when they are small.
        if lengths >> word.len() & 1 == 0 && word.is_ascii() {
            return None;
        }
        with_lowercase(word, |word| self.parts.get(word).map(|parts| &**parts))
    }

    /// Where the lengths of those are noted that begin like a word; capitals stand with their small letters.
    fn lengths_of(&self, word: &str) -> Option<usize> {
        word.bytes().next().map(|first| usize::from(first) % self.lengths.len())
    }
}

/// The endings that only participles have: `-вшаяся`, `-ющими`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Participles {
    /// What makes a participle of a verb, with its features: `вш`.
    pub(crate) stems: Vec<(Box<str>, Feats)>,
    /// Endings of adjectives, with their features: `ая`.
    pub(crate) endings: Vec<(Box<str>, Feats)>,
    /// What may stand behind them: `ся`.
    pub(crate) reflexive: Box<str>,
}

impl Participles {
    /// The features of a form that can be nothing but a participle among verbs.
    pub(crate) fn of(&self, form: &str) -> Option<Feats> {
        /// Letters in front of what makes the participle.
        const LEAST: usize = 2;
        let reflexive = (!self.reflexive.is_empty()).then(|| form.strip_suffix(&*self.reflexive)).flatten();
        let bare = reflexive.unwrap_or(form);
        self.endings.iter().find_map(|(ending, declined)| {
            let stem = bare.strip_suffix(&**ending)?;
            let (made, of_verb) = self.stems.iter().find(|(made, _)| stem.ends_with(&**made))?;
            let letters = stem[..stem.len() - made.len()].chars().count();
            (letters >= LEAST).then(|| declined.with(*of_verb))
        })
    }
}

/// The rules of words and sentences of one language.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rules {
    /// Without their last full stop, in small letters.
    pub(crate) abbreviations: FastMap<Box<str>, Abbreviation>,
    /// Whole words that are written together.
    pub(crate) contractions: Contractions,
    /// Endings split off a word, longest first, with straight apostrophes: `n't`, `'s`.
    pub(crate) clitics: Vec<Box<str>>,
    /// First parts of a hyphenated word that are not split off: `co`, `non`.
    pub(crate) prefixes: FastSet<Box<str>>,
    /// Units that are split off a number written together with them: `km`, `pm`.
    pub(crate) units: FastSet<Box<str>>,
    /// Whether names are made of characters and not of words.
    pub(crate) name_characters: bool,
    /// Whether a name may hold small words with no capital near them (`министерство обороны`).
    pub(crate) name_any_word: bool,
    /// Abbreviations behind the number of a year: `г.`.
    pub(crate) year_marks: FastSet<Box<str>>,
    /// Endings of a capitalised word that does not begin a sentence behind such a mark.
    pub(crate) inner_endings: Vec<Box<str>>,
    /// How past forms end that are written like participles; none in languages whose sentences need no finite verb.
    pub(crate) past_endings: Vec<Box<str>>,
    /// How participles are written that are declined like adjectives, in languages that have them.
    pub(crate) participles: Participles,
    /// Whether `well-known` is three words.
    pub(crate) split_hyphens: bool,
    /// Frequent words: they tell the language, and where a sentence starts after an abbreviation.
    pub(crate) frequent: FastSet<Box<str>>,
    /// Particles glued to a stem, longest first.
    pub(crate) particles: Vec<Box<str>>,
    /// Words that end in what looks like a particle and have none.
    pub(crate) whole: FastSet<Box<str>>,
}

impl Rules {
    /// Looks a short word up in small letters.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        with_lowercase(word, |word| self.abbreviations.get(word).copied())
    }

    pub(crate) fn is_frequent(&self, word: &str) -> bool {
        with_lowercase(word, |word| self.frequent.contains(word))
    }
}

/// Calls `look` with the word in small letters; no memory is taken for short ASCII words.
pub(crate) fn with_lowercase<T>(word: &str, look: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0_u8; 32];
    if word.is_ascii() && word.len() <= buffer.len() {
        let small = &mut buffer[..word.len()];
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        if let Ok(small) = std::str::from_utf8(small) {
            return look(small);
        }
    }
    look(&word.to_lowercase())
}
