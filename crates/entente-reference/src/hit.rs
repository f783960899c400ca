//! A name found in a text.

use std::ops::Range;

use entente_model::{Interval, PartyCode};

/// What sort of name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// The usual name of a state.
    Name,
    /// Its official name in full.
    Full,
    /// Letters that stand for it: `ROK`, `USSR`.
    Abbreviation,
    /// An adjective that may also be a demonym: `Korean`.
    Adjective,
    /// People of it: `Koreans`.
    People,
    /// The first part of a hyphenated pair: `Russo-`.
    Combining,
    /// The capital: a place, or the government in it.
    Capital,
    /// A building or square that stands for the government: `the Kremlin`.
    Seat,
    /// A ministry or agency that speaks for the government.
    Ministry,
    /// A parliament.
    Parliament,
    /// A ruling party or its organ.
    Party,
    /// An international body by its name.
    Body,
    /// One part of a joint form of several states: the 러 of 한·러.
    Short,
}

impl NameKind {
    /// The kind by the word used in the tables.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "name" => Self::Name,
            "full" => Self::Full,
            "abbreviation" => Self::Abbreviation,
            "adjective" => Self::Adjective,
            "people" => Self::People,
            "combining" => Self::Combining,
            "capital" => Self::Capital,
            "seat" => Self::Seat,
            "ministry" => Self::Ministry,
            "parliament" => Self::Parliament,
            "party" => Self::Party,
            "body" => Self::Body,
            "short" | "pair" => Self::Short,
            _ => return None,
        })
    }

    /// Whether it names an institution or place that only stands for the state.
    pub fn stands_for(self) -> bool {
        matches!(self, Self::Capital | Self::Seat | Self::Ministry | Self::Parliament | Self::Party)
    }
}

/// What to beware of in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct FormFlags {
    /// Means this very state whatever the day ("Soviet Union"); others follow the lineage ("Russia").
    pub fixed: bool,
    /// Also a given name or surname (Jordan, Chad).
    pub person: bool,
    /// Also a common word or the name of something else (Turkey, Georgia the US state).
    pub common: bool,
}

impl FormFlags {
    /// Reads the letters `f`, `p`, `c`.
    pub(crate) fn from_letters(letters: &str) -> Option<Self> {
        letters.chars().all(|letter| "fpc".contains(letter)).then(|| Self {
            fixed: letters.contains('f'),
            person: letters.contains('p'),
            common: letters.contains('c'),
        })
    }
}

/// A name of a state or body found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameHit {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The state or body of the table row; ask [`crate::Reference::code_of`] for that of a day.
    pub code: PartyCode,
    /// What sort of name it is.
    pub kind: NameKind,
    /// What to beware of.
    pub flags: FormFlags,
    /// When the name was in use, where that is shorter than the life of the state ("Korean Empire").
    pub span: Option<Interval>,
}
