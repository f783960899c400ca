//! Dependency trees, greedily, from left to right (arc-hybrid transitions).
//!
//! A stack and the words still to come; three moves: push the next word, hang the top of the stack on the next word,
//! or hang it on the word below it. Whoever is left alone at the end is the root, so every tree has one, and no two
//! branches cross. Two linear models decide: one the move, one, when a word is hung, its relation.

mod features;
mod state;

pub(crate) use features::{Attributes, move_features, relation_features};
pub(crate) use state::{Move, NONE, State};

use crate::Deprel;
use crate::model::{Container, Features, Scores, Table};
use crate::tagger::{Tag, best};
use crate::words::{WordView, short};

/// The parser of a language.
#[derive(Debug, Clone)]
pub(crate) struct Parser<'m> {
    moves: Table<'m>,
    relations: Table<'m>,
}

/// Scratch space that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct ParseScratch {
    pub(crate) state: State,
    pub(crate) attributes: Vec<Attributes>,
    features: Features,
}

impl<'m> Parser<'m> {
    pub(crate) fn read(model: &Container<'m>) -> Option<Self> {
        Some(Self {
            moves: Table::read(model.get("moves")?)?,
            relations: Table::read(model.get("relation")?)?,
        })
    }

    /// Parses the sentence whose attributes are in the scratch space; heads and relations are left in its state.
    pub(crate) fn parse(&self, scratch: &mut ParseScratch) {
        let ParseScratch { state, attributes, features } = scratch;
        state.start(attributes.len());
        while !state.is_finished() {
            let next = self.next_move(state, attributes, features);
            if let Some((head, child)) = state.arc(next) {
                let relation = self.relation(state, attributes, head, child, features);
                state.attach(head, child, relation);
            }
            state.apply(next);
        }
    }

    fn next_move(&self, state: &State, attributes: &[Attributes], features: &mut Features) -> Move {
        if let Some(only) = state.only_move() {
            return only;
        }
        move_features(state, attributes, features);
        let mut scores: Scores<3> = [0; 3];
        self.moves.score(features.keys(), &mut scores);
        for (score, candidate) in scores.iter_mut().zip(Move::ALL) {
            if !state.allows(candidate) {
                *score = i32::MIN;
            }
        }
        Move::ALL[best(&scores)]
    }

    fn relation(
        &self,
        state: &State,
        attributes: &[Attributes],
        head: usize,
        child: usize,
        features: &mut Features,
    ) -> Deprel {
        relation_features(state, attributes, head, child, features);
        let mut scores: Scores<{ Deprel::COUNT }> = [0; Deprel::COUNT];
        self.relations.score(features.keys(), &mut scores);
        // A word that hangs on another is no root.
        scores[Deprel::Root as usize] = i32::MIN;
        Deprel::from_index(best(&scores))
    }
}

/// What the parser sees of a word: the hash of its lemma up to the first particle, its form, tag and particles.
pub(crate) fn attributes(word: &WordView, tag: Tag, lemma: &str) -> Attributes {
    let (stem, ending) = lemma.split_once('+').filter(|_| lemma.len() > 2).unwrap_or((lemma, ""));
    let ending = if ending.is_empty() { 0 } else { short(crate::hash::hash_bytes(ending.as_bytes())) };
    Attributes {
        form: word.form,
        stem: short(crate::hash::hash_bytes(stem.as_bytes())),
        tag: if ending == 0 { tag.code() } else { tag.code() ^ ending },
        upos: tag.upos as u32 + 1,
    }
}
