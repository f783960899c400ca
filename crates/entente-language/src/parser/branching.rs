//! Going back to where a parse was least sure.
//!
//! A greedy parser takes no move back. So the moves that it was least sure of are made the other way, one at a time, and
//! of the parses that come of it the one stands whose decisions were the least doubtful together (selectional branching:
//! Choi and `McCallum` 2013). What is doubtful is measured by how far a decision leads the next best: the margins of a
//! model tell how far one must lead that is hardly ever wrong.

use super::{Attributes, Move, Parser, State};
use crate::Deprel;
use crate::model::{Features, Margin, Margins, Scores};

/// Moves of a sentence that are made the other way, at most: of more hardly any is the better one.
const BRANCHES: usize = 2;

/// By how much the other move may be less likely, as a natural logarithm: a seventh of the first.
const LESS_LIKELY: f32 = 2.0;

/// What is less likely than the best by more than this logarithm adds nothing to be seen.
const NEVER: f32 = 10.0;

/// Doubts are whole numbers, so that their sum is the same on every machine: so many make one of a natural logarithm.
const UNIT: f32 = 1024.0;

/// A decision that leads by the margin of its first stage is about so many times as likely as the next best.
const HARDLY_EVER: f32 = 20.0;

/// How the scores of moves and relations become likelihoods.
#[derive(Debug, Clone, Copy)]
pub(super) struct Doubts {
    /// By so much a score must be higher to be e times as likely.
    moves: f32,
    relations: f32,
}

impl Doubts {
    /// Those of a model; `None` where its margins do not tell.
    pub(super) fn of(margins: &Margins) -> Option<Self> {
        let scale = |margin| {
            let lead = margins.get(margin);
            (lead < i16::MAX).then(|| f32::from(lead.max(1)) / HARDLY_EVER.ln())
        };
        Some(Self { moves: scale(Margin::Move)?, relations: scale(Margin::Relation)? })
    }
}

/// How doubtful a choice is, from zero: the negative logarithm of its likelihood, in [`UNIT`]s.
fn doubt<const N: usize>(scores: &Scores<N>, chosen: usize, scale: f32) -> i32 {
    let highest = f32::from(scores[chosen]);
    let least = highest - NEVER * scale;
    let near = scores.iter().map(|&score| f32::from(score)).filter(|&score| score > least);
    (near.map(|score| ((score - highest) / scale).exp()).sum::<f32>().ln() * UNIT).round() as i32
}

/// A parse and the doubts about it.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// The moves with the relations that they gave.
    moves: Vec<(Move, Deprel)>,
    forks: Vec<Fork>,
    /// The sum of its doubts.
    doubt: i32,
}

/// A move that was not clear.
#[derive(Debug, Clone, Copy)]
struct Fork {
    /// How much more doubtful the other move is.
    more: i32,
    /// Its place among the moves.
    step: usize,
    /// The next best move.
    other: Move,
    /// The doubts of a parse up to it and with it.
    doubt: i32,
}

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Branches {
    first: Path,
    other: Path,
    state: State,
}

impl Path {
    fn begin(&mut self, doubt: i32) {
        self.moves.clear();
        self.forks.clear();
        self.doubt = doubt;
    }
}

impl Parser<'_> {
    /// Parses the words, `state` begun with them, and goes back to the least sure of the moves; where nothing tells how
    /// doubtful a move is, to none.
    pub(super) fn parse_with_branches(
        &self,
        doubts: Option<Doubts>,
        state: &mut State,
        words: &[Attributes],
        features: &mut Features,
        branches: &mut Branches,
    ) {
        let Branches { first, other, state: tried } = branches;
        first.begin(0);
        self.follow(doubts, state, words, features, first, i32::MAX);
        // All branches leave the first parse: what comes of two moves made the other way is not tried.
        let forks = &mut first.forks;
        forks.sort_unstable_by_key(|fork| (fork.more, fork.step));
        let mut least = first.doubt;
        for fork in forks.iter().take(BRANCHES) {
            if fork.doubt >= least {
                continue;
            }
            other.begin(fork.doubt);
            tried.start(words.len());
            for &(next, relation) in &first.moves[..fork.step] {
                tried.make(next, relation);
            }
            self.make(doubts, tried, words, features, fork.other, other);
            if self.follow(doubts, tried, words, features, other, least) {
                least = other.doubt;
                std::mem::swap(state, tried);
            }
        }
    }

    /// Goes on greedily to the end; `false` where it was left because its doubts reached `most`.
    fn follow(
        &self,
        doubts: Option<Doubts>,
        state: &mut State,
        words: &[Attributes],
        features: &mut Features,
        path: &mut Path,
        most: i32,
    ) -> bool {
        while !state.is_finished() && path.doubt < most {
            let (next, unclear) = self.next_move(state, words, features);
            if let Some((scores, doubts)) = unclear.zip(doubts) {
                let own = doubt(&scores, next as usize, doubts.moves);
                let others = Move::ALL.into_iter().filter(|&other| other != next && state.allows(other));
                if let Some(other) = others.max_by_key(|&other| scores[other as usize]) {
                    let behind = f32::from(scores[next as usize]) - f32::from(scores[other as usize]);
                    if behind <= LESS_LIKELY * doubts.moves {
                        let more = (behind / doubts.moves * UNIT).round() as i32;
                        let step = path.moves.len();
                        path.forks.push(Fork { more, step, other, doubt: path.doubt + own + more });
                    }
                }
                path.doubt += own;
            }
            self.make(doubts, state, words, features, next, path);
        }
        path.doubt < most
    }

    /// Makes a move, with the relation that it gives.
    fn make(
        &self,
        doubts: Option<Doubts>,
        state: &mut State,
        words: &[Attributes],
        features: &mut Features,
        next: Move,
        path: &mut Path,
    ) {
        let mut given = Deprel::Root;
        if let Some((head, child)) = state.arc(next) {
            let (relation, unclear) = self.relation(state, words, head, child, features);
            if let Some((scores, doubts)) = unclear.zip(doubts) {
                path.doubt += doubt(&scores, relation as usize, doubts.relations);
            }
            given = relation;
        }
        state.make(next, given);
        path.moves.push((next, given));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_the_more_doubtful_the_nearer_another_is() {
        assert_eq!(doubt(&[1000, -1000, i16::MIN], 0, 80.0), 0);
        let half = (0.5_f32.ln().abs() * UNIT).round() as i32;
        assert_eq!(doubt(&[300, 300, i16::MIN], 1, 80.0), half);
        let (near, far) = (doubt(&[300, 280, 0], 0, 80.0), doubt(&[300, 200, 0], 0, 80.0));
        assert!(half > near && near > far && far > 0, "{near} {far}");
        assert!(Doubts::of(&Margins::NEVER).is_none());
    }
}
