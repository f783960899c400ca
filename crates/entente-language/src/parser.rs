//! Dependency trees, greedily, from left to right (arc-hybrid transitions).
//!
//! A stack and the words still to come; three moves: push the next word, hang the top of the stack on the next word,
//! or hang it on the word below it. Whoever is left alone at the end is the root, so every tree has one, and no two
//! branches cross. Two linear models decide: one the move, one, when a word is hung, its relation. A language whose heads
//! come last is better read from the last word to the first: the head is then there before what hangs on it.

mod branching;
mod features;
mod punctuation;
mod state;

use branching::{Branches, Doubts};
pub(crate) use features::{Attributes, move_features, move_stage, relation_features, relation_stage};
pub(crate) use punctuation::{Candidates, Punctuation, Tree, partner};
pub(crate) use state::{Move, NONE, State};

use crate::model::{CloseTable, Container, Features, Margin, Margins, Scores, Table};
use crate::tagger::{Tag, best, best_leads};
use crate::words::{WordView, short};
use crate::{Deprel, Upos};

/// The parser of a language.
#[derive(Debug, Clone)]
pub(crate) struct Parser<'m> {
    moves: CloseTable<'m>,
    relations: Table<'m, { Deprel::COUNT }>,
    punctuation: Punctuation<'m>,
    margins: Margins,
    /// Whether the parser reads from the last word to the first.
    backward: bool,
}

/// Scratch space that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct ParseScratch {
    pub(crate) state: State,
    pub(crate) attributes: Vec<Attributes>,
    features: Features,
    candidates: Candidates,
    /// Of all words and marks: attributes, which are marks, and the finished tree.
    pub(crate) all: Vec<Attributes>,
    pub(crate) marks: Vec<bool>,
    pub(crate) heads: Vec<u32>,
    pub(crate) relations: Vec<Deprel>,
    places: Vec<u32>,
    numbers: Vec<u32>,
    upos: Vec<u32>,
    forms: Vec<u32>,
    branches: Branches,
}

/// Takes the words that are no marks out of a sentence; each then knows the marks before and after it.
pub(crate) fn words_between_marks(
    all: &[Attributes],
    marks: &[bool],
    words: &mut Vec<Attributes>,
    places: &mut Vec<u32>,
) {
    words.clear();
    places.clear();
    let mut mark = 0;
    for (place, (word, is_mark)) in all.iter().zip(marks).enumerate() {
        if *is_mark {
            mark = if mark == 0 { word.form } else { mark ^ word.form.rotate_left(7) };
            if let Some(last) = words.last_mut() {
                last.mark_after = mark;
            }
        } else {
            words.push(Attributes { mark, ..*word });
            places.push(place as u32);
            mark = 0;
        }
    }
}

/// Turns words that are no marks round, so that the last one comes first.
pub(crate) fn turn_round(words: &mut [Attributes]) {
    words.reverse();
    for word in words {
        std::mem::swap(&mut word.mark, &mut word.mark_after);
    }
}

impl ParseScratch {
    /// Notes which words are punctuation marks. A sentence of nothing but marks has none: then they are its words.
    pub(crate) fn mark(&mut self, upos: impl Iterator<Item = Upos>) {
        self.marks.clear();
        self.marks.extend(upos.map(|upos| upos == Upos::Punct));
        if self.marks.iter().all(|mark| *mark) {
            self.marks.fill(false);
        }
    }
}

impl<'m> Parser<'m> {
    /// The section of a model that is there when its parser reads from the last word to the first.
    pub(crate) const BACKWARD: &'static str = "backward";

    pub(crate) fn read(model: &Container<'m>) -> Option<Self> {
        Some(Self {
            moves: CloseTable::read(model.get("moves")?)?,
            relations: Table::read(model.get("relation")?)?,
            punctuation: Punctuation::read(model)?,
            margins: Margins::read(model),
            backward: model.get(Self::BACKWARD).is_some(),
        })
    }

    /// The same with other margins.
    pub(crate) const fn set_margins(&mut self, margins: Margins) {
        self.margins = margins;
    }

    /// Parses the sentence whose words and marks are in the scratch space; heads and relations are left there.
    pub(crate) fn parse<'t>(&self, scratch: &mut ParseScratch, text: impl Fn(usize) -> &'t str) {
        words_between_marks(&scratch.all, &scratch.marks, &mut scratch.attributes, &mut scratch.places);
        if self.backward {
            turn_round(&mut scratch.attributes);
            scratch.places.reverse();
        }
        self.parse_words(scratch);
        let ParseScratch { heads, relations, places, state, numbers, .. } = scratch;
        heads.clear();
        heads.extend(0..scratch.all.len() as u32);
        relations.clear();
        relations.resize(scratch.all.len(), Deprel::Punct);
        for (word, &place) in places.iter().enumerate() {
            heads[place as usize] = places[state.heads[word] as usize];
            relations[place as usize] = state.relations[word];
        }
        numbers.clear();
        numbers.extend(relations.iter().map(|relation| *relation as u32));
        self.hang_marks(scratch, text);
    }

    fn hang_marks<'t>(&self, scratch: &mut ParseScratch, text: impl Fn(usize) -> &'t str) {
        let ParseScratch { heads, marks, all, numbers, upos, forms, candidates, features, .. } = scratch;
        upos.clear();
        upos.extend(all.iter().map(|word| word.upos - 1));
        forms.clear();
        forms.extend(all.iter().map(|word| word.form));
        for mark in 0..marks.len() {
            if marks[mark] {
                let tree = Tree { heads, relations: numbers, upos, forms, marks };
                let partner = partner(mark, marks.len(), &text);
                heads[mark] = self.punctuation.head(&tree, mark, partner, candidates, features) as u32;
            }
        }
    }

    fn parse_words(&self, scratch: &mut ParseScratch) {
        let ParseScratch { state, attributes, features, branches, .. } = scratch;
        state.start(attributes.len());
        self.parse_with_branches(Doubts::of(&self.margins), state, attributes, features, branches);
    }

    /// The best move, and the scores of all where it is not clear; those of moves that are not allowed are the lowest there are.
    fn next_move(
        &self,
        state: &State,
        attributes: &[Attributes],
        features: &mut Features,
    ) -> (Move, Option<Scores<3>>) {
        if let Some(only) = state.only_move() {
            return (only, None);
        }
        let mut scores: Scores<3> = [0; 3];
        if let Some(clear) = self.clear_move::<0>(Margin::Move, state, attributes, features, &mut scores) {
            return (clear, None);
        }
        if let Some(clear) = self.clear_move::<1>(Margin::MoveLater, state, attributes, features, &mut scores)
        {
            return (clear, None);
        }
        if let Some(clear) = self.clear_move::<2>(Margin::MoveLast, state, attributes, features, &mut scores)
        {
            return (clear, None);
        }
        features.clear();
        move_stage::<3>(state, attributes, features);
        let sums = self.allowed_moves(state, features, &mut scores);
        (Move::ALL[best(&sums)], Some(sums))
    }

    /// The best move, where it is clear after this stage.
    fn clear_move<const STAGE: usize>(
        &self,
        margin: Margin,
        state: &State,
        attributes: &[Attributes],
        features: &mut Features,
        scores: &mut Scores<3>,
    ) -> Option<Move> {
        features.clear();
        move_stage::<STAGE>(state, attributes, features);
        let sums = self.allowed_moves(state, features, scores);
        best_leads(&sums, self.margins.get(margin)).map(|clear| Move::ALL[clear])
    }

    /// Adds the features to the scores; of moves that are not allowed the score comes back as the lowest there is.
    fn allowed_moves(&self, state: &State, features: &Features, scores: &mut Scores<3>) -> Scores<3> {
        self.moves.score(features.keys(), scores);
        std::array::from_fn(|index| if state.allows(Move::ALL[index]) { scores[index] } else { i16::MIN })
    }

    /// The relation of a word to its head, and the scores of all where it is not clear.
    fn relation(
        &self,
        state: &State,
        attributes: &[Attributes],
        head: usize,
        child: usize,
        features: &mut Features,
    ) -> (Deprel, Option<Scores<{ Deprel::COUNT }>>) {
        let mut scores: Scores<{ Deprel::COUNT }> = [0; Deprel::COUNT];
        features.clear();
        relation_stage::<0>(state, attributes, head, child, features);
        self.relations.score(features.keys(), &mut scores);
        // A word that hangs on another is no root.
        scores[Deprel::Root as usize] = i16::MIN / 2;
        if let Some(clear) = best_leads(&scores, self.margins.get(Margin::Relation)) {
            return (Deprel::from_index(clear), None);
        }
        features.clear();
        relation_stage::<1>(state, attributes, head, child, features);
        self.relations.score(features.keys(), &mut scores);
        if let Some(clear) = best_leads(&scores, self.margins.get(Margin::RelationLater)) {
            return (Deprel::from_index(clear), None);
        }
        features.clear();
        relation_stage::<2>(state, attributes, head, child, features);
        self.relations.score(features.keys(), &mut scores);
        scores[Deprel::Root as usize] = i16::MIN;
        (Deprel::from_index(best(&scores)), Some(scores))
    }
}

/// What the parser sees of a word (`glued` in languages that glue particles to words): the hash of its lemma up to the first particle, its form, tag and particles.
pub(crate) fn attributes(word: &WordView, tag: Tag, lemma: &str, glued: bool) -> Attributes {
    let (stem, ending) = lemma.split_once('+').filter(|_| lemma.len() > 2).unwrap_or((lemma, ""));
    let ending = if ending.is_empty() { 0 } else { short(crate::hash::hash_bytes(ending.as_bytes())) };
    Attributes {
        form: word.form,
        stem: short(crate::hash::hash_bytes(stem.as_bytes())),
        tag: if ending == 0 { tag.code() } else { tag.code() ^ ending },
        upos: tag.upos as u32 + 1,
        last: if glued { word.suffixes[0] } else { 0 },
        last_two: if glued { word.suffixes[1] } else { 0 },
        cluster: word.cluster,
        mark: 0,
        mark_after: 0,
    }
}
