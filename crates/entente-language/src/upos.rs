//! The universal parts of speech.

use std::fmt;
use std::str::FromStr;

/// A part of speech of Universal Dependencies (version 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[repr(u8)]
pub enum Upos {
    /// Adjective.
    Adj,
    /// Preposition or postposition.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary, copula.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Common noun.
    Noun,
    /// Numeral.
    Num,
    /// Particle.
    Part,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol.
    Sym,
    /// Verb.
    Verb,
    /// Anything else, and every word that was not looked at.
    #[default]
    X,
}

/// A set of parts of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UposSet(u32);

impl UposSet {
    /// The empty set.
    pub const NONE: Self = Self(0);

    /// The set of these.
    pub const fn of(members: &[Upos]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < members.len() {
            bits |= 1 << members[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    /// A bit for each member, by its code.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }
}

impl Upos {
    /// All seventeen, in the order of their codes.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The name in CoNLL-U, `PROPN`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }

    /// The part of speech of a model's class number; beyond the last, [`Upos::X`].
    pub(crate) fn from_index(index: usize) -> Self {
        Self::ALL.get(index).copied().unwrap_or_default()
    }

    /// Whether a word of this class names a thing or somebody: noun, proper noun or pronoun.
    pub const fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Propn | Self::Pron)
    }
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Upos {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|upos| upos.as_str() == name).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_order_agree() {
        for (index, upos) in Upos::ALL.into_iter().enumerate() {
            assert_eq!(upos as usize, index);
            assert_eq!(upos.as_str().parse(), Ok(upos));
            assert_eq!(Upos::from_index(index), upos);
        }
        assert_eq!(Upos::from_index(99), Upos::X);
    }
}
