//! The different words of texts, each looked at once.
//!
//! Texts say the same words over and over. What can be told of a word by itself (its parts, its group, its sums of
//! weights, its lemma under a tag) is worked out when it first comes up and kept, also for the documents that come
//! after. Nothing that is kept depends on the document that it was first seen in.

use crate::Feats;
use crate::analysis::LemmaRef;
use crate::hash::FastMap;
use crate::model::Scores;
use crate::parser::Attributes;
use crate::tagger::{Known, Seat, UPOS};
use crate::words::WordView;

/// Lexemes kept at most, half a kilobyte each: a document of noise starts anew now and then.
const MOST: usize = 16_384;

/// Bytes of lemmas kept at most.
const MOST_LEMMAS: usize = 1 << 20;

/// A word form as it is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexeme {
    pub(crate) view: WordView,
    pub(crate) known: Known,
    /// What it tells of the part of speech of the word that it has a seat to.
    pub(crate) upos: [Scores<UPOS>; Seat::ALL.len()],
    pub(crate) morphology: Morphology,
    /// What follows from the tag that it had last.
    pub(crate) tagged: Option<Tagged>,
    /// Bytes of the word without particles, once they were looked for.
    pub(crate) stem_len: Option<u32>,
    /// The number that the word has in a document, and which document that is.
    pub(crate) number: u32,
    pub(crate) document: u32,
}

/// What a word tells of its own features when it is of a part of speech.
#[derive(Debug, Clone)]
pub(crate) struct Morphology {
    /// The part of speech.
    pub(crate) upos: Option<usize>,
    pub(crate) scores: Scores<{ Feats::CLASSES }>,
    /// The bundle that these scores speak for, and by how much.
    pub(crate) feats: Feats,
    pub(crate) lead: i32,
}

impl Default for Morphology {
    fn default() -> Self {
        Self { upos: None, scores: [0; Feats::CLASSES], feats: Feats::NONE, lead: 0 }
    }
}

/// What a word is under a tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tagged {
    /// The code of the tag.
    pub(crate) code: u32,
    /// Where the lemma is kept among those of the lexemes.
    pub(crate) kept: LemmaRef,
    /// Where it is written in a document, and which document that is.
    pub(crate) lemma: LemmaRef,
    pub(crate) document: u32,
    /// The hash of the lemma.
    pub(crate) lemma_hash: u32,
    pub(crate) attributes: Attributes,
}

/// The words so far.
#[derive(Debug, Default)]
pub(crate) struct Lexemes {
    ids: FastMap<Box<str>, u32>,
    list: Vec<Lexeme>,
    lemmas: String,
}

impl Lexemes {
    /// Forgets everything when there is too much of it; ids given out before are void then.
    pub(crate) fn make_room(&mut self) {
        if self.list.len() >= MOST || self.lemmas.len() >= MOST_LEMMAS {
            self.ids.clear();
            self.list.clear();
            self.lemmas.clear();
        }
    }

    /// The id of a word; one that is new is looked at with `look`.
    pub(crate) fn id(&mut self, word: &str, look: impl FnOnce() -> Lexeme) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.list.len() as u32;
        self.ids.insert(word.into(), id);
        self.list.push(look());
        id
    }

    pub(crate) fn get(&self, id: u32) -> &Lexeme {
        &self.list[id as usize]
    }

    pub(crate) fn get_mut(&mut self, id: u32) -> &mut Lexeme {
        &mut self.list[id as usize]
    }

    /// A lexeme, and where the lemmas of all are kept.
    pub(crate) fn with_lemmas(&mut self, id: u32) -> (&mut Lexeme, &mut String) {
        (&mut self.list[id as usize], &mut self.lemmas)
    }
}
