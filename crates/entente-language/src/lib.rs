//! Language packs and the analysis of a text: sentences, words, tags, lemmas, dependencies, names.
//!
//! Everything particular to a language lies in its pack; no code path is named after a language. A [`Pack`] turns a
//! text into an [`Analysis`]: words with byte offsets, universal parts of speech, morphological features, lemmas,
//! a dependency tree (Universal Dependencies, version 2) and names of persons, organisations and places.
//!
//! ```
//! let pack = entente_language::Packs::embedded().by_code("en").unwrap();
//! let analysis = pack.analyse("The minister didn't arrive. Talks failed.");
//! assert_eq!(analysis.sentences.len(), 2);
//! assert_eq!(analysis.text(3), "n't");
//! ```

mod analyse;
mod analysis;
pub mod conllu;
mod deprel;
mod detect;
mod engine;
mod error;
mod fallback;
mod feats;
mod hash;
mod lemma;
mod model;
mod names;
mod nesting;
mod pack;
mod packs;
mod parser;
mod rules;
mod sentences;
mod tagger;
mod tokenise;
pub mod train;
mod tree;
mod upos;
mod words;

pub use analyse::SentenceView;
pub use analysis::{Analysis, Depth, NameKind, NameSpan, Sentence, Token};
pub use deprel::Deprel;
pub use error::PackError;
pub use feats::{
    Animacy, Aspect, Case, Degree, Feats, Gender, Mood, Number, Person, Polarity, Tense, Variant, VerbForm,
    Voice,
};
pub use pack::{Pack, Script};
pub use packs::Packs;
pub use upos::{Upos, UposSet};
