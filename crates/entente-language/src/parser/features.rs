//! What the parser looks at.

use crate::model::Features;
use crate::parser::state::{NONE, State};

/// What the parser sees of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Attributes {
    /// Hash of the form.
    pub(crate) form: u32,
    /// Hash of the lemma without its particles.
    pub(crate) stem: u32,
    /// Part of speech and features, or part of speech and particles.
    pub(crate) tag: u32,
    /// Part of speech.
    pub(crate) upos: u32,
    /// Its last character and its last two, in languages that glue particles to words; else zero.
    pub(crate) last: u32,
    pub(crate) last_two: u32,
    /// The group of words that are used alike, zero for none.
    pub(crate) cluster: u32,
    /// The punctuation right before it.
    pub(crate) mark: u32,
    /// The punctuation right after it.
    pub(crate) mark_after: u32,
}

const OUTSIDE: Attributes = Attributes {
    form: 0,
    stem: 0,
    tag: 0,
    upos: 0,
    last: 0,
    last_two: 0,
    cluster: 0,
    mark: 0,
    mark_after: 0,
};

fn at(attributes: &[Attributes], word: usize) -> Attributes {
    attributes.get(word).copied().unwrap_or(OUTSIDE)
}

/// Distances that matter: one to four exactly, then in steps.
fn distance(from: usize, to: usize) -> u32 {
    if from == NONE || to == NONE {
        return 0;
    }
    match from.abs_diff(to) {
        near @ 0..=4 => near as u32 + 1,
        5..=6 => 6,
        7..=10 => 7,
        11..=18 => 8,
        _ => 9,
    }
}

/// The features of a move.
pub(crate) fn move_features(state: &State, words: &[Attributes], out: &mut Features) {
    let (s0, s1, s2) = (state.stack(0), state.stack(1), state.stack(2));
    let (b0, b1, b2) = (state.ahead(0), state.ahead(1), state.ahead(2));
    let (ws0, ws1, ws2) = (at(words, s0), at(words, s1), at(words, s2));
    let (wb0, wb1, wb2) = (at(words, b0), at(words, b1), at(words, b2));
    let (s0_left, s0_right) = (state.left(s0), state.right(s0));
    let (s1_left, s1_right) = (state.left(s1), state.right(s1));
    let b0_left = state.left(b0);
    let child = |child: u32| at(words, child as usize);
    let (gap, gap_below) = (distance(s0, b0), distance(s1, s0));
    out.clear();
    // Single words.
    out.add(ws0.stem, ws0.tag, 0);
    out.add(ws0.form, 0, 0);
    out.add(ws0.tag, 0, 0);
    out.add(ws1.stem, ws1.upos, 0);
    out.add(ws1.tag, 0, 0);
    out.add(ws2.tag, 0, 0);
    out.add(wb0.stem, wb0.tag, 0);
    out.add(wb0.form, 0, 0);
    out.add(wb0.tag, 0, 0);
    out.add(wb1.stem, wb1.upos, 0);
    out.add(wb1.tag, 0, 0);
    out.add(wb2.stem, 0, 0);
    out.add(wb2.tag, 0, 0);
    // Top of the stack and next word.
    out.add(ws0.stem, wb0.stem, 0);
    out.add(ws0.stem, ws0.tag, wb0.tag);
    out.add(ws0.tag, wb0.stem, wb0.tag);
    out.add(ws0.tag, wb0.tag, 0);
    out.add(ws0.stem, wb0.upos, gap);
    out.add(ws0.upos, wb0.stem, gap);
    out.add(ws0.upos, wb0.upos, gap);
    out.add(ws0.tag, wb0.upos, gap);
    // Top of the stack and the word below it.
    out.add(ws1.stem, ws0.stem, 0);
    out.add(ws1.stem, ws0.tag, gap_below);
    out.add(ws1.tag, ws0.stem, gap_below);
    out.add(ws1.tag, ws0.tag, gap_below);
    out.add(ws1.upos, ws0.upos, wb0.upos);
    out.add(ws1.tag, ws0.tag, wb0.tag);
    out.add(ws1.stem, wb0.stem, 0);
    out.add(ws1.tag, wb0.tag, 0);
    out.add(ws1.stem, ws0.upos, wb0.upos);
    out.add(ws1.upos, ws0.stem, wb0.upos);
    out.add(ws1.upos, ws0.upos, wb0.stem);
    out.add(ws2.upos, ws1.upos, ws0.upos);
    // What comes.
    out.add(wb0.tag, wb1.tag, 0);
    out.add(ws0.upos, wb0.upos, wb1.upos);
    out.add(ws0.tag, wb0.tag, wb1.tag);
    out.add(wb0.upos, wb1.upos, wb2.upos);
    out.add(ws0.stem, wb0.upos, wb1.upos);
    out.add(ws0.upos, wb0.stem, wb1.upos);
    out.add(ws0.upos, wb0.upos, wb1.stem);
    out.add(ws0.upos, wb1.upos, wb2.upos);
    // Children.
    let (s0_outer_left, s0_outer_right) = (child(s0_left.outer), child(s0_right.outer));
    let (s1_outer_left, s1_outer_right) = (child(s1_left.outer), child(s1_right.outer));
    let b0_outer_left = child(b0_left.outer);
    let relation = |child: u32| state.relation_of(child);
    out.add(ws0.upos, s0_outer_left.upos, wb0.upos);
    out.add(ws0.upos, s0_outer_right.upos, wb0.upos);
    out.add(ws0.upos, wb0.upos, b0_outer_left.upos);
    out.add(ws1.upos, s1_outer_right.upos, ws0.upos);
    out.add(ws1.upos, s1_outer_left.upos, ws0.upos);
    out.add(s0_outer_left.stem, relation(s0_left.outer), ws0.upos);
    out.add(s0_outer_right.stem, relation(s0_right.outer), ws0.upos);
    out.add(s1_outer_right.stem, relation(s1_right.outer), ws1.upos);
    out.add(b0_outer_left.stem, relation(b0_left.outer), wb0.upos);
    out.add(ws0.upos, relation(s0_left.second), child(s0_left.second).upos);
    out.add(ws0.upos, relation(s0_right.second), child(s0_right.second).upos);
    out.add(ws1.upos, relation(s1_right.second), child(s1_right.second).upos);
    out.add(wb0.upos, relation(b0_left.second), child(b0_left.second).upos);
    // Which relations are there, and how many children.
    let (s0_set, s0_right_set) =
        (s0_left.relations as u32 ^ (s0_left.relations >> 32) as u32, s0_right.relations);
    let right_set = s0_right_set as u32 ^ (s0_right_set >> 32) as u32;
    let below_set = s1_right.relations as u32 ^ (s1_right.relations >> 32) as u32;
    let below_left_set = s1_left.relations as u32 ^ (s1_left.relations >> 32) as u32;
    let next_set = b0_left.relations as u32 ^ (b0_left.relations >> 32) as u32;
    out.add(ws0.stem, s0_set, 0);
    out.add(ws0.stem, right_set, 0);
    out.add(ws0.tag, s0_set, wb0.upos);
    out.add(ws0.tag, right_set, wb0.upos);
    out.add(ws1.tag, below_set, ws0.upos);
    out.add(ws1.tag, below_left_set, ws0.upos);
    out.add(wb0.tag, next_set, ws0.upos);
    out.add(ws1.stem, below_set, ws0.upos);
    out.add(ws0.upos, s0_left.count << 8 | s0_right.count, wb0.upos);
    out.add(ws1.upos, s1_left.count << 8 | s1_right.count, ws0.upos);
    // Case marker of the top with both possible heads.
    out.add(s0_outer_left.stem, ws1.stem, ws0.upos);
    out.add(s0_outer_left.stem, ws1.upos, wb0.upos);
    out.add(s0_outer_left.stem, wb0.stem, ws0.upos);
    out.add(u32::from(state.stacked().len() > 3), gap, wb0.upos);
    // How words end, in languages that mark with particles what a word does.
    let glued = ws0.last | wb0.last != 0;
    out.add_if(glued, ws0.last, wb0.last, 0);
    out.add_if(glued, ws0.last_two, wb0.last_two, 0);
    out.add_if(glued, ws0.last_two, wb0.upos, gap);
    out.add_if(glued, ws0.upos, wb0.last_two, gap);
    out.add_if(glued, ws1.last, ws0.last, wb0.last);
    out.add_if(glued, ws0.last, wb0.last, wb1.last);
    out.add_if(glued, ws0.last_two, wb0.stem, 0);
    out.add_if(glued, ws0.upos, ws0.last_two, 0);
    out.add_if(glued, wb0.upos, wb0.last_two, 0);
    let (group0, group1, group_next) = (ws0.cluster, ws1.cluster, wb0.cluster);
    out.add_if(group0 | group_next != 0, group0, group_next, 0);
    out.add_if(group0 | group1 != 0, group1, group0, 0);
    out.add_if(group0 != 0, group0, wb0.tag, gap);
    out.add_if(group_next != 0, ws0.tag, group_next, gap);
    out.add_if(group0 != 0, group0, ws1.tag, 0);
    out.add_if(group1 != 0, group1, ws0.tag, 0);
    // Punctuation between the parts.
    let before = |word: usize| at(words, state.edge(word)).mark;
    let (mark_next, mark_top, mark_below) = (before(b0), before(s0), before(s1));
    let mark_ahead = wb0.mark_after;
    out.add(mark_next, mark_top, 0);
    out.add(mark_next, ws0.tag, wb0.tag);
    out.add(mark_next, ws0.stem, wb0.upos);
    out.add(mark_next, ws0.upos, wb0.stem);
    out.add(mark_top, ws1.tag, ws0.tag);
    out.add(mark_top, ws1.upos, ws0.stem);
    out.add(mark_top, mark_next, ws1.upos << 10 | ws0.upos << 5 | wb0.upos);
    out.add(mark_ahead, mark_next, ws0.upos << 5 | wb0.upos);
    out.add(mark_ahead, wb0.tag, wb1.tag);
    out.add(mark_below, mark_top, ws1.upos << 5 | ws0.upos);
    out.add(mark_next, s0_set, wb0.upos);
    out.add(mark_top, below_set, ws0.upos);
    out.add(mark_next, gap, ws0.upos << 5 | wb0.upos);
}

/// The features of a relation.
pub(crate) fn relation_features(
    state: &State,
    words: &[Attributes],
    head: usize,
    child: usize,
    out: &mut Features,
) {
    let (h, c) = (at(words, head), at(words, child));
    let side = u32::from(child < head) + 1;
    let toward = side | distance(head, child) << 2;
    let (c_left, c_right) = (state.left(child), state.right(child));
    let (h_left, h_right) = (state.left(head), state.right(head));
    let word = |index: u32| at(words, index as usize);
    let near = |index: usize, offset: isize| {
        index.checked_add_signed(offset).map_or(OUTSIDE, |index| at(words, index))
    };
    let relation = |child: u32| state.relation_of(child);
    let fold = |set: u64| set as u32 ^ (set >> 32) as u32;
    let (h_set, h_other) = if side == 2 { (h_left, h_right) } else { (h_right, h_left) };
    let (first, last) = (word(c_left.outer), word(c_right.outer));
    let (inner_left, c_second) = (word(c_left.second), c_left.second);
    out.clear();
    out.add(side, 0, 0);
    out.add(h.stem, h.upos, side);
    out.add(h.tag, side, 0);
    out.add(c.stem, c.upos, side);
    out.add(c.form, side, 0);
    out.add(c.tag, side, 0);
    out.add(c.tag, toward, 0);
    out.add(h.stem, c.stem, side);
    out.add(h.tag, c.tag, toward);
    out.add(h.upos, c.upos, toward);
    out.add(h.stem, c.tag, side);
    out.add(h.tag, c.stem, side);
    out.add(h.stem, c.upos, side);
    out.add(h.upos, c.stem, side);
    out.add(c.upos, first.stem, side);
    out.add(c.tag, first.stem, h.upos);
    out.add(first.stem, h.stem, side);
    out.add(relation(c_left.outer), relation(c_right.outer), side);
    out.add(c.upos, relation(c_left.outer), h.upos);
    out.add(c.upos, relation(c_right.outer), h.upos);
    out.add(c.tag, fold(c_left.relations), side);
    out.add(c.tag, fold(c_right.relations), h.upos);
    out.add(fold(c_left.relations), fold(c_right.relations), h.upos << 2 | side);
    out.add(inner_left.stem, relation(c_second), c.upos);
    out.add(h.upos, fold(h_set.relations), c.upos << 2 | side);
    out.add(h.tag, fold(h_set.relations), c.tag);
    out.add(h.stem, fold(h_set.relations), c.upos << 2 | side);
    out.add(h.tag, fold(h_other.relations), c.tag);
    out.add(h.upos, relation(h_set.outer), c.upos << 2 | side);
    out.add(last.stem, c.upos, side);
    out.add(near(child, -1).upos, c.upos, side);
    out.add(near(child, 1).upos, c.upos, side);
    out.add(near(child, -1).stem, c.upos, side);
    out.add(near(child, 1).stem, c.upos, side);
    out.add(near(head, -1).upos, h.upos, c.upos << 2 | side);
    out.add(near(head, 1).upos, h.upos, c.upos << 2 | side);
    out.add(near(child, -1).upos, c.tag, near(child, 1).upos);
    out.add(h_left.count.min(4) << 4 | h_right.count.min(4), c.tag, h.upos << 2 | side);
    let glued = c.last | h.last != 0;
    out.add_if(glued, c.last, h.last, c.upos << 2 | side);
    out.add_if(glued, c.last_two, h.upos, c.upos << 2 | side);
    out.add_if(glued, c.last_two, h.stem, side);
    out.add_if(glued, c.last_two, h.last_two, side);
    out.add_if(glued, c.last, c.upos, side);
    let grouped = c.cluster | h.cluster != 0;
    out.add_if(grouped, c.cluster, h.cluster, side);
    out.add_if(grouped, c.cluster, h.tag, side);
    out.add_if(grouped, c.tag, h.cluster, side);
    out.add_if(grouped, first.stem, h.cluster, c.upos << 2 | side);
    let mark = at(words, state.edge(child)).mark;
    out.add(mark, c.upos, h.upos << 2 | side);
    out.add(mark, c.tag, side);
    out.add(c.mark_after, c.tag, h.upos << 2 | side);
    out.add(mark, c.stem, side);
    out.add(mark, h.stem, c.upos << 2 | side);
}
