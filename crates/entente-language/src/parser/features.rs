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

static OUTSIDE: Attributes = Attributes {
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

fn at(attributes: &[Attributes], word: usize) -> &Attributes {
    attributes.get(word).unwrap_or(&OUTSIDE)
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

/// The features of a move, all stages.
pub(crate) fn move_features(state: &State, words: &[Attributes], out: &mut Features) {
    out.clear();
    move_stage::<0>(state, words, out);
    move_stage::<1>(state, words, out);
    move_stage::<2>(state, words, out);
    move_stage::<3>(state, words, out);
}

/// Adds the features of a stage of a move, of four: most moves are clear after the first two.
///
/// Each stage takes the templates that, one after another, made the most moves clear on texts kept out of training, and
/// the stages end where the features looked at are fewest on the whole. The number of a template is part of the models.
pub(crate) fn move_stage<const STAGE: usize>(state: &State, words: &[Attributes], out: &mut Features) {
    let (s0, s1, s2) = (state.stack(0), state.stack(1), state.stack(2));
    let (b0, b1, b2) = (state.ahead(0), state.ahead(1), state.ahead(2));
    let (ws0, ws1, ws2) = (at(words, s0), at(words, s1), at(words, s2));
    let (wb0, wb1, wb2) = (at(words, b0), at(words, b1), at(words, b2));
    let (s0_left, s0_right) = (state.left(s0), state.right(s0));
    let (s1_left, s1_right) = (state.left(s1), state.right(s1));
    let b0_left = state.left(b0);
    let child = |child: u32| at(words, child as usize);
    let (gap, gap_below) = (distance(s0, b0), distance(s1, s0));
    let (s0_outer_left, s0_outer_right) = (child(s0_left.outer), child(s0_right.outer));
    let (s1_outer_left, s1_outer_right) = (child(s1_left.outer), child(s1_right.outer));
    let b0_outer_left = child(b0_left.outer);
    let relation = |child: u32| state.relation_of(child);
    let (s0_set, s0_right_set) =
        (s0_left.relations as u32 ^ (s0_left.relations >> 32) as u32, s0_right.relations);
    let right_set = s0_right_set as u32 ^ (s0_right_set >> 32) as u32;
    let below_set = s1_right.relations as u32 ^ (s1_right.relations >> 32) as u32;
    let below_left_set = s1_left.relations as u32 ^ (s1_left.relations >> 32) as u32;
    let next_set = b0_left.relations as u32 ^ (b0_left.relations >> 32) as u32;
    let glued = ws0.last | wb0.last != 0;
    let (group0, group1, group_next) = (ws0.cluster, ws1.cluster, wb0.cluster);
    let before = |word: usize| at(words, state.edge(word)).mark;
    let (mark_next, mark_top, mark_below) = (before(b0), before(s0), before(s1));
    let mark_ahead = wb0.mark_after;
    if STAGE == 0 {
        out.put(0, ws0.stem, ws0.tag, 0);
        out.put(6, wb0.stem, wb0.tag, 0);
        out.put(19, ws0.upos, wb0.upos, gap);
        out.put(25, ws1.upos, ws0.upos, wb0.upos);
        out.put(34, ws0.upos, wb0.upos, wb1.upos);
        out.put(56, ws0.tag, s0_set, wb0.upos);
        out.put(60, wb0.tag, next_set, ws0.upos);
        out.put(62, ws0.upos, s0_left.count << 8 | s0_right.count, wb0.upos);
        out.put_if(68, glued, ws0.last, wb0.last, 0);
        out.put_if(75, glued, ws0.upos, ws0.last_two, 0);
        out.put_if(76, glued, wb0.upos, wb0.last_two, 0);
        out.put(84, mark_next, ws0.tag, wb0.tag);
    }
    if STAGE == 1 {
        out.put(17, ws0.stem, wb0.upos, gap);
        out.put(18, ws0.upos, wb0.stem, gap);
        out.put(33, wb0.tag, wb1.tag, 0);
        out.put(40, ws0.upos, wb1.upos, wb2.upos);
        out.put(42, ws0.upos, s0_outer_right.upos, wb0.upos);
        out.put(44, ws1.upos, s1_outer_right.upos, ws0.upos);
        out.put(53, wb0.upos, relation(b0_left.second), child(b0_left.second).upos);
        out.put(55, ws0.stem, right_set, 0);
        out.put(61, ws1.stem, below_set, ws0.upos);
        out.put(65, s0_outer_left.stem, ws1.upos, wb0.upos);
        out.put_if(77, group0 | group_next != 0, group0, group_next, 0);
        out.put(86, mark_next, ws0.upos, wb0.stem);
        out.put(87, mark_top, ws1.tag, ws0.tag);
        out.put(89, mark_top, mark_next, ws1.upos << 10 | ws0.upos << 5 | wb0.upos);
        out.put(90, mark_ahead, mark_next, ws0.upos << 5 | wb0.upos);
        out.put(92, mark_below, mark_top, ws1.upos << 5 | ws0.upos);
    }
    if STAGE == 2 {
        out.put(5, ws2.tag, 0, 0);
        out.put(9, wb1.stem, wb1.upos, 0);
        out.put(14, ws0.stem, ws0.tag, wb0.tag);
        out.put(20, ws0.tag, wb0.upos, gap);
        out.put(22, ws1.stem, ws0.tag, gap_below);
        out.put(23, ws1.tag, ws0.stem, gap_below);
        out.put(26, ws1.tag, ws0.tag, wb0.tag);
        out.put(28, ws1.tag, wb0.tag, 0);
        out.put(30, ws1.upos, ws0.stem, wb0.upos);
        out.put(31, ws1.upos, ws0.upos, wb0.stem);
        out.put(37, ws0.stem, wb0.upos, wb1.upos);
        out.put(39, ws0.upos, wb0.upos, wb1.stem);
        out.put(45, ws1.upos, s1_outer_left.upos, ws0.upos);
        out.put(49, b0_outer_left.stem, relation(b0_left.outer), wb0.upos);
        out.put(50, ws0.upos, relation(s0_left.second), child(s0_left.second).upos);
        out.put(54, ws0.stem, s0_set, 0);
        out.put(59, ws1.tag, below_left_set, ws0.upos);
        out.put_if(78, group0 | group1 != 0, group1, group0, 0);
        out.put_if(82, group1 != 0, group1, ws0.tag, 0);
        out.put(91, mark_ahead, wb0.tag, wb1.tag);
        out.put(93, mark_next, s0_set, wb0.upos);
    }
    if STAGE == 3 {
        out.put(1, ws0.form, 0, 0);
        out.put(2, ws0.tag, 0, 0);
        out.put(3, ws1.stem, ws1.upos, 0);
        out.put(4, ws1.tag, 0, 0);
        out.put(7, wb0.form, 0, 0);
        out.put(8, wb0.tag, 0, 0);
        out.put(10, wb1.tag, 0, 0);
        out.put(11, wb2.stem, 0, 0);
        out.put(12, wb2.tag, 0, 0);
        out.put(13, ws0.stem, wb0.stem, 0);
        out.put(15, ws0.tag, wb0.stem, wb0.tag);
        out.put(16, ws0.tag, wb0.tag, 0);
        out.put(21, ws1.stem, ws0.stem, 0);
        out.put(24, ws1.tag, ws0.tag, gap_below);
        out.put(27, ws1.stem, wb0.stem, 0);
        out.put(29, ws1.stem, ws0.upos, wb0.upos);
        out.put(32, ws2.upos, ws1.upos, ws0.upos);
        out.put(35, ws0.tag, wb0.tag, wb1.tag);
        out.put(36, wb0.upos, wb1.upos, wb2.upos);
        out.put(38, ws0.upos, wb0.stem, wb1.upos);
        out.put(41, ws0.upos, s0_outer_left.upos, wb0.upos);
        out.put(43, ws0.upos, wb0.upos, b0_outer_left.upos);
        out.put(46, s0_outer_left.stem, relation(s0_left.outer), ws0.upos);
        out.put(47, s0_outer_right.stem, relation(s0_right.outer), ws0.upos);
        out.put(48, s1_outer_right.stem, relation(s1_right.outer), ws1.upos);
        out.put(51, ws0.upos, relation(s0_right.second), child(s0_right.second).upos);
        out.put(52, ws1.upos, relation(s1_right.second), child(s1_right.second).upos);
        out.put(57, ws0.tag, right_set, wb0.upos);
        out.put(58, ws1.tag, below_set, ws0.upos);
        out.put(63, ws1.upos, s1_left.count << 8 | s1_right.count, ws0.upos);
        out.put(64, s0_outer_left.stem, ws1.stem, ws0.upos);
        out.put(66, s0_outer_left.stem, wb0.stem, ws0.upos);
        out.put(67, u32::from(state.stacked().len() > 3), gap, wb0.upos);
        out.put_if(69, glued, ws0.last_two, wb0.last_two, 0);
        out.put_if(70, glued, ws0.last_two, wb0.upos, gap);
        out.put_if(71, glued, ws0.upos, wb0.last_two, gap);
        out.put_if(72, glued, ws1.last, ws0.last, wb0.last);
        out.put_if(73, glued, ws0.last, wb0.last, wb1.last);
        out.put_if(74, glued, ws0.last_two, wb0.stem, 0);
        out.put_if(79, group0 != 0, group0, wb0.tag, gap);
        out.put_if(80, group_next != 0, ws0.tag, group_next, gap);
        out.put_if(81, group0 != 0, group0, ws1.tag, 0);
        out.put(83, mark_next, mark_top, 0);
        out.put(85, mark_next, ws0.stem, wb0.upos);
        out.put(88, mark_top, ws1.upos, ws0.stem);
        out.put(94, mark_top, below_set, ws0.upos);
        out.put(95, mark_next, gap, ws0.upos << 5 | wb0.upos);
    }
}

/// The features of the relation of a word to its head, all stages.
pub(crate) fn relation_features(
    state: &State,
    words: &[Attributes],
    head: usize,
    child: usize,
    out: &mut Features,
) {
    out.clear();
    relation_stage::<0>(state, words, head, child, out);
    relation_stage::<1>(state, words, head, child, out);
    relation_stage::<2>(state, words, head, child, out);
}

/// Adds the features of a stage of a relation, of three, chosen as those of moves: most are clear after the first.
pub(crate) fn relation_stage<const STAGE: usize>(
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
        index.checked_add_signed(offset).map_or(&OUTSIDE, |index| at(words, index))
    };
    let relation = |child: u32| state.relation_of(child);
    let fold = |set: u64| set as u32 ^ (set >> 32) as u32;
    let (h_set, h_other) = if side == 2 { (h_left, h_right) } else { (h_right, h_left) };
    let (first, last) = (word(c_left.outer), word(c_right.outer));
    let (inner_left, c_second) = (word(c_left.second), c_left.second);
    let glued = c.last | h.last != 0;
    let grouped = c.cluster | h.cluster != 0;
    let mark = at(words, state.edge(child)).mark;
    if STAGE == 0 {
        out.put(4, c.form, side, 0);
        out.put(6, c.tag, toward, 0);
        out.put(12, h.stem, c.upos, side);
        out.put(14, c.upos, first.stem, side);
        out.put(19, c.upos, relation(c_right.outer), h.upos);
        out.put(22, fold(c_left.relations), fold(c_right.relations), h.upos << 2 | side);
        out.put(24, h.upos, fold(h_set.relations), c.upos << 2 | side);
        out.put(27, h.tag, fold(h_other.relations), c.tag);
        out.put(36, near(child, -1).upos, c.tag, near(child, 1).upos);
        out.put_if(38, glued, c.last, h.last, c.upos << 2 | side);
        out.put_if(42, glued, c.last, c.upos, side);
        out.put(49, c.mark_after, c.tag, h.upos << 2 | side);
    }
    if STAGE == 1 {
        out.put(7, h.stem, c.stem, side);
        out.put(8, h.tag, c.tag, toward);
        out.put(13, h.upos, c.stem, side);
        out.put(16, first.stem, h.stem, side);
        out.put(18, c.upos, relation(c_left.outer), h.upos);
        out.put(20, c.tag, fold(c_left.relations), side);
        out.put(26, h.stem, fold(h_set.relations), c.upos << 2 | side);
        out.put(28, h.upos, relation(h_set.outer), c.upos << 2 | side);
        out.put_if(44, grouped, c.cluster, h.tag, side);
        out.put_if(45, grouped, c.tag, h.cluster, side);
        out.put(47, mark, c.upos, h.upos << 2 | side);
    }
    if STAGE == 2 {
        out.put(0, side, 0, 0);
        out.put(1, h.stem, h.upos, side);
        out.put(2, h.tag, side, 0);
        out.put(3, c.stem, c.upos, side);
        out.put(5, c.tag, side, 0);
        out.put(9, h.upos, c.upos, toward);
        out.put(10, h.stem, c.tag, side);
        out.put(11, h.tag, c.stem, side);
        out.put(15, c.tag, first.stem, h.upos);
        out.put(17, relation(c_left.outer), relation(c_right.outer), side);
        out.put(21, c.tag, fold(c_right.relations), h.upos);
        out.put(23, inner_left.stem, relation(c_second), c.upos);
        out.put(25, h.tag, fold(h_set.relations), c.tag);
        out.put(29, last.stem, c.upos, side);
        out.put(30, near(child, -1).upos, c.upos, side);
        out.put(31, near(child, 1).upos, c.upos, side);
        out.put(32, near(child, -1).stem, c.upos, side);
        out.put(33, near(child, 1).stem, c.upos, side);
        out.put(34, near(head, -1).upos, h.upos, c.upos << 2 | side);
        out.put(35, near(head, 1).upos, h.upos, c.upos << 2 | side);
        out.put(37, h_left.count.min(4) << 4 | h_right.count.min(4), c.tag, h.upos << 2 | side);
        out.put_if(39, glued, c.last_two, h.upos, c.upos << 2 | side);
        out.put_if(40, glued, c.last_two, h.stem, side);
        out.put_if(41, glued, c.last_two, h.last_two, side);
        out.put_if(43, grouped, c.cluster, h.cluster, side);
        out.put_if(46, grouped, first.stem, h.cluster, c.upos << 2 | side);
        out.put(48, mark, c.tag, side);
        out.put(50, mark, c.stem, side);
        out.put(51, mark, h.stem, c.upos << 2 | side);
    }
}
