//! The state of a parse: stack, next word, and the tree so far.

use crate::Deprel;

/// No word.
pub(crate) const NONE: usize = usize::MAX;

/// What the parser can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// Push the next word.
    Shift,
    /// Hang the top of the stack on the next word.
    Left,
    /// Hang the top of the stack on the word below it.
    Right,
}

impl Move {
    pub(crate) const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// The children of a word on one side, as far as features look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Side {
    /// The outermost child.
    pub(crate) outer: u32,
    /// The child next to it.
    pub(crate) second: u32,
    pub(crate) count: u32,
    /// The set of relations, one bit each.
    pub(crate) relations: u64,
}

impl Side {
    const EMPTY: Self = Self { outer: u32::MAX, second: u32::MAX, count: 0, relations: 0 };
}

/// A parse under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    stack: Vec<u32>,
    next: usize,
    len: usize,
    pub(crate) heads: Vec<u32>,
    pub(crate) relations: Vec<Deprel>,
    left: Vec<Side>,
    right: Vec<Side>,
    /// The leftmost word at or below each word.
    edges: Vec<u32>,
}

impl State {
    /// Begins a sentence of `len` words; every word is its own head.
    pub(crate) fn start(&mut self, len: usize) {
        self.stack.clear();
        self.next = 0;
        self.len = len;
        self.heads.clear();
        self.heads.extend(0..len as u32);
        self.relations.clear();
        self.relations.resize(len, Deprel::Root);
        self.left.clear();
        self.left.resize(len, Side::EMPTY);
        self.right.clear();
        self.right.resize(len, Side::EMPTY);
        self.edges.clear();
        self.edges.extend(0..len as u32);
    }

    pub(crate) const fn is_finished(&self) -> bool {
        self.next >= self.len && self.stack.len() <= 1
    }

    pub(crate) const fn allows(&self, next: Move) -> bool {
        let buffer = self.next < self.len;
        match next {
            Move::Shift => buffer,
            Move::Left => buffer && !self.stack.is_empty(),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The move that there is no choice about.
    pub(crate) const fn only_move(&self) -> Option<Move> {
        if self.next >= self.len {
            Some(Move::Right)
        } else if self.stack.is_empty() {
            Some(Move::Shift)
        } else {
            None
        }
    }

    /// Head and child of the arc that a move makes.
    pub(crate) fn arc(&self, next: Move) -> Option<(usize, usize)> {
        match next {
            Move::Shift => None,
            Move::Left => Some((self.next, self.stack(0))),
            Move::Right => Some((self.stack(1), self.stack(0))),
        }
    }

    /// Writes an arc down; the move itself is [`State::apply`].
    pub(crate) fn attach(&mut self, head: usize, child: usize, relation: Deprel) {
        self.heads[child] = head as u32;
        self.relations[child] = relation;
        let side = if child < head { &mut self.left[head] } else { &mut self.right[head] };
        side.second = side.outer;
        side.outer = child as u32;
        side.count += 1;
        side.relations |= 1 << relation as u64;
        self.edges[head] = self.edges[head].min(self.edges[child]);
    }

    /// Makes a move, with the relation of the arc that it makes, if any.
    pub(crate) fn make(&mut self, next: Move, relation: Deprel) {
        if let Some((head, child)) = self.arc(next) {
            self.attach(head, child, relation);
        }
        self.apply(next);
    }

    pub(crate) fn apply(&mut self, next: Move) {
        match next {
            Move::Shift => {
                self.stack.push(self.next as u32);
                self.next += 1;
            }
            Move::Left | Move::Right => {
                self.stack.pop();
            }
        }
    }

    /// The word at this depth of the stack, [`NONE`] below its bottom.
    pub(crate) fn stack(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |index| self.stack[index] as usize)
    }

    /// All words of the stack, the bottom first.
    pub(crate) fn stacked(&self) -> &[u32] {
        &self.stack
    }

    /// The word that comes `ahead` words after the next one, [`NONE`] beyond the end.
    pub(crate) const fn ahead(&self, ahead: usize) -> usize {
        if self.next + ahead < self.len { self.next + ahead } else { NONE }
    }

    pub(crate) fn left(&self, word: usize) -> Side {
        self.left.get(word).copied().unwrap_or(Side::EMPTY)
    }

    pub(crate) fn right(&self, word: usize) -> Side {
        self.right.get(word).copied().unwrap_or(Side::EMPTY)
    }

    /// The leftmost word at or below a word.
    pub(crate) fn edge(&self, word: usize) -> usize {
        self.edges.get(word).map_or(NONE, |edge| *edge as usize)
    }

    /// The relation that a child has, as a number, zero for none.
    pub(crate) fn relation_of(&self, word: u32) -> u32 {
        self.relations.get(word as usize).map_or(0, |relation| *relation as u32 + 1)
    }
}
