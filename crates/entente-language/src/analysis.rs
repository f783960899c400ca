//! An analysed text: sentences, words, the tree over them, and names.

use std::ops::Range;

use crate::tree::ChildIndex;
use crate::{Deprel, Feats, Upos};

/// How far a sentence was analysed. Each step holds the ones before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Depth {
    /// Boundaries of words only.
    Words,
    /// Parts of speech, features, lemmas and names.
    Tags,
    /// The dependency tree too.
    Tree,
}

/// A sentence, heading or list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, as indexes into [`Analysis::tokens`].
    pub tokens: Range<u32>,
    /// Byte where the first word starts.
    pub start: u32,
    /// Byte where the last word ends.
    pub end: u32,
    /// Whether its tree was made; if not, every word is its own head.
    pub parsed: bool,
}

/// A syntactic word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Byte after the stem. In languages that glue particles to words this is where the particles begin
    /// (`러시아|는`); elsewhere it is `end`.
    pub stem_end: u32,
    /// The head as an index into [`Analysis::tokens`]; the word's own index means root.
    pub head: u32,
    /// Part of speech.
    pub upos: Upos,
    /// Relation to the head.
    pub deprel: Deprel,
    /// Morphological features.
    pub feats: Feats,
    /// Whether white space stands before it.
    pub space_before: bool,
    /// The number of the word as written among the different words of its document, below
    /// [`Analysis::word_count`]: words of one number are written alike. A long document may give a word a new number.
    pub word: u32,
    /// The lemma's place in the arena of lemmas.
    pub(crate) lemma: LemmaRef,
}

impl Token {
    pub(crate) const fn bare(start: u32, end: u32, space_before: bool) -> Self {
        Self {
            start,
            end,
            stem_end: end,
            head: 0,
            upos: Upos::X,
            deprel: Deprel::Dep,
            feats: Feats::NONE,
            space_before,
            word: 0,
            lemma: LemmaRef::FORM,
        }
    }
}

/// Where a lemma is written: in the arena, or the word as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LemmaRef {
    start: u32,
    len: u32,
}

impl LemmaRef {
    /// The lemma is the word as written.
    pub(crate) const FORM: Self = Self { start: u32::MAX, len: 0 };

    /// Writes a lemma at the end of others.
    pub(crate) fn write(lemma: &str, lemmas: &mut String) -> Self {
        let start = lemmas.len() as u32;
        lemmas.push_str(lemma);
        Self { start, len: lemma.len() as u32 }
    }

    /// The lemma among those that it was written to; the form where it is the word as it stands.
    pub(crate) fn read<'l>(self, form: &'l str, lemmas: &'l str) -> &'l str {
        let start = self.start as usize;
        if self == Self::FORM {
            form
        } else {
            lemmas.get(start..start + self.len as usize).unwrap_or_default()
        }
    }
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place, states included.
    Location,
}

impl NameKind {
    /// All three, in the order of their codes.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Location];

    /// The short form of the name corpora: `PER`, `ORG`, `LOC`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Location => "LOC",
        }
    }
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSpan {
    /// The words it lies in, as indexes into [`Analysis::tokens`].
    pub tokens: Range<u32>,
    /// First byte.
    pub start: u32,
    /// Byte after the last; the particles of the last word are not part of a name.
    pub end: u32,
    /// What it names.
    pub kind: NameKind,
}

/// Everything found in one text. Offsets are bytes.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// Sentences in the order of the text; together they hold every word.
    pub sentences: Vec<Sentence>,
    /// All words in the order of the text.
    pub tokens: Vec<Token>,
    /// Names in the order of the text; no two overlap.
    pub names: Vec<NameSpan>,
    pub(crate) source: String,
    pub(crate) lemmas: String,
    /// How many numbers of words were given out.
    pub(crate) words: u32,
    /// Whether a model has looked at it.
    pub(crate) modelled: bool,
    pub(crate) children: ChildIndex,
}

impl Analysis {
    pub(crate) fn new(source: String) -> Self {
        Self { source, ..Self::default() }
    }

    /// The text that was analysed.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The word `token` as written. Empty when there is no such word.
    pub fn text(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| self.slice(token.start..token.end))
    }

    /// The word without the particles glued to it: `러시아` of `러시아는`.
    pub fn stem(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| self.slice(token.start..token.stem_end))
    }

    /// The lemma: the dictionary form, or the word as written when it was not looked at.
    pub fn lemma(&self, token: usize) -> &str {
        let Some(word) = self.tokens.get(token) else { return "" };
        word.lemma.read(self.slice(word.start..word.end), &self.lemmas)
    }

    /// Whether a model has looked at it; else the lexicons of the pack have guessed.
    pub const fn is_modelled(&self) -> bool {
        self.modelled
    }

    /// How many numbers the words of the document have ([`Token::word`]).
    pub const fn word_count(&self) -> usize {
        self.words as usize
    }

    /// The part of the text at these bytes; empty when they are no valid range.
    pub fn slice(&self, bytes: Range<u32>) -> &str {
        self.source.get(bytes.start as usize..bytes.end as usize).unwrap_or_default()
    }

    /// Writes the lemma of a word; `write` is given the text of the document.
    pub(crate) fn write_lemma(&mut self, token: usize, write: impl FnOnce(&str, &mut String)) {
        let start = self.lemmas.len();
        write(&self.source, &mut self.lemmas);
        let word = &mut self.tokens[token];
        let form = &self.source[word.start as usize..word.end as usize];
        if &self.lemmas[start..] == form {
            self.lemmas.truncate(start);
            word.lemma = LemmaRef::FORM;
        } else {
            word.lemma = LemmaRef { start: start as u32, len: (self.lemmas.len() - start) as u32 };
        }
    }

    /// The word that holds this byte, or the first one after it.
    pub fn token_at(&self, byte: u32) -> Option<usize> {
        let index = self.tokens.partition_point(|token| token.end <= byte);
        (index < self.tokens.len()).then_some(index)
    }

    /// The words that touch a range of bytes.
    pub fn tokens_in(&self, bytes: Range<u32>) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.end <= bytes.start);
        let last = self.tokens.partition_point(|token| token.start < bytes.end);
        first..last.max(first)
    }

    /// The index of the sentence that holds a word.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.tokens.end as usize <= token);
        (token < self.tokens.len() && index < self.sentences.len()).then_some(index)
    }

    /// The text of a sentence.
    pub fn sentence_text(&self, sentence: &Sentence) -> &str {
        self.slice(sentence.start..sentence.end)
    }

    /// The names of a range of words, found by binary search.
    pub fn names_in(&self, tokens: Range<u32>) -> &[NameSpan] {
        let first = self.names.partition_point(|name| name.tokens.start < tokens.start);
        let last = self.names.partition_point(|name| name.tokens.start < tokens.end);
        &self.names[first..last.max(first)]
    }

    /// The name that a word is part of.
    pub fn name_of(&self, token: usize) -> Option<&NameSpan> {
        let index = self.names.partition_point(|name| name.tokens.end as usize <= token);
        self.names.get(index).filter(|name| name.tokens.start as usize <= token)
    }
}
