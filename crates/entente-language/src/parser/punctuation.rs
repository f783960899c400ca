//! Heads of punctuation, once the tree of the words stands.
//!
//! The parser proper does not see punctuation marks as words, only as something that lies between words. A mark is
//! then hung on one of the words that it can hang on without crossing a branch: those up the tree from its left
//! neighbour, and those up from its right one, each as far as the tree stays on that side of the mark. A linear model
//! picks among them.

use crate::model::{Container, Features, Scores, Table};
use crate::parser::state::NONE;

/// Steps up the tree on each side that are looked at.
const STEPS: usize = 10;

/// The tree of a sentence as far as it stands. Indexes are places in the sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tree<'a> {
    /// Heads of words; those of marks are not looked at. A root is its own head.
    pub(crate) heads: &'a [u32],
    /// Relations of words, as numbers.
    pub(crate) relations: &'a [u32],
    /// Parts of speech, as numbers.
    pub(crate) upos: &'a [u32],
    /// Hashes of forms.
    pub(crate) forms: &'a [u32],
    /// Which are marks.
    pub(crate) marks: &'a [bool],
}

/// A word that a mark may hang on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Candidate {
    pub(crate) word: usize,
    right: bool,
    /// Steps up from the neighbour.
    steps: u32,
    /// Whether the next step leads across the mark, or is the root.
    top: bool,
}

/// The candidates of a mark.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub(crate) list: Vec<Candidate>,
    left_top: Option<usize>,
    right_top: Option<usize>,
}

impl Candidates {
    /// Looks for the words that the mark at `mark` may hang on.
    pub(crate) fn find(&mut self, tree: &Tree<'_>, mark: usize) {
        self.list.clear();
        let left = (0..mark).rev().find(|&word| !tree.marks[word]);
        let right = (mark + 1..tree.marks.len()).find(|&word| !tree.marks[word]);
        self.left_top = left.map(|word| self.climb(tree, word, mark, false));
        self.right_top = right.map(|word| self.climb(tree, word, mark, true));
    }

    fn climb(&mut self, tree: &Tree<'_>, start: usize, mark: usize, right: bool) -> usize {
        let mut word = start;
        for steps in 0..STEPS {
            let head = tree.heads[word] as usize;
            let top = head == word || (head > mark) != right;
            self.list.push(Candidate { word, right, steps: steps as u32, top });
            if top {
                break;
            }
            word = head;
        }
        word
    }

    /// The features of a candidate.
    pub(crate) fn look(
        &self,
        tree: &Tree<'_>,
        mark: usize,
        partner: usize,
        one: Candidate,
        out: &mut Features,
    ) {
        let Candidate { word, right, steps, top } = one;
        let form = tree.forms[mark];
        let relation = |word: usize| tree.relations[word];
        let upos = |word: usize| tree.upos.get(word).copied().unwrap_or(99);
        let is_root = tree.heads[word] as usize == word;
        let place = u32::from(right) | u32::from(top) << 1 | u32::from(is_root) << 2 | steps.min(3) << 3;
        // Which of the two sides hangs on the other one.
        let hangs = |top: Option<usize>, right: bool| {
            top.map_or(2, |top| {
                let head = tree.heads[top] as usize;
                u32::from(head != top && (head > mark) != right)
            })
        };
        let sides = hangs(self.left_top, false) | hangs(self.right_top, true) << 2;
        let other = if right { self.left_top } else { self.right_top };
        let other_relation = other.map_or(98, relation);
        let last = u32::from(self.right_top.is_none()) | u32::from(self.left_top.is_none()) << 1;
        let inside = if partner == NONE {
            0
        } else {
            let (from, to) = (mark.min(partner), mark.max(partner));
            let within = |word: usize| word > from && word < to;
            let head = tree.heads[word] as usize;
            1 + u32::from(within(word)) + 2 * u32::from(within(word) && (!within(head) || head == word))
        };
        out.clear();
        out.add(form, place, 0);
        out.add(form, place, sides);
        out.add(form, place, relation(word));
        out.add(form, relation(word), sides << 4 | u32::from(right) << 3 | u32::from(top) << 2 | last);
        out.add(form, upos(word), place);
        out.add(form, relation(word) << 8 | other_relation, place);
        out.add(form, inside, place);
        out.add(inside, place, relation(word));
        out.add(form, last << 8 | place, u32::from(is_root));
        out.add(place, sides, relation(word) << 8 | other_relation);
        out.add(form, upos(word) << 8 | other.map_or(0, upos), place);
        out.add(form, upos(mark.wrapping_sub(1)) << 8 | upos(mark + 1), place);
        out.add(form, (word.abs_diff(mark).min(6) as u32) << 8 | place, relation(word));
        out.add(form, tree.forms[word], u32::from(right));
        let next_mark = tree.forms.get(mark + 1).filter(|_| tree.marks.get(mark + 1) == Some(&true));
        out.add(form, next_mark.copied().unwrap_or(0), place);
    }
}

/// The other half of a pair of brackets or quotation marks, [`NONE`] for a mark without one. `texts` gives the marks.
pub(crate) fn partner<'t>(mark: usize, len: usize, text: impl Fn(usize) -> &'t str) -> usize {
    const OPEN: [&str; 10] = ["(", "[", "{", "«", "“", "‘", "「", "『", "<", "„"];
    const CLOSE: [&str; 10] = [")", "]", "}", "»", "”", "’", "」", "』", ">", "“"];
    /// Words looked through.
    const REACH: usize = 80;
    let own = text(mark);
    if own == "\"" || own == "'" || own == "''" {
        let earlier = (mark.saturating_sub(REACH)..mark).filter(|&word| text(word) == own);
        return match earlier.clone().count() % 2 {
            1 => earlier.last().unwrap_or(NONE),
            _ => (mark + 1..len.min(mark + REACH)).find(|&word| text(word) == own).unwrap_or(NONE),
        };
    }
    if let Some(pair) = OPEN.iter().position(|open| *open == own) {
        return (mark + 1..len.min(mark + REACH)).find(|&word| text(word) == CLOSE[pair]).unwrap_or(NONE);
    }
    let Some(pair) = CLOSE.iter().position(|close| *close == own) else { return NONE };
    (mark.saturating_sub(REACH)..mark).rev().find(|&word| text(word) == OPEN[pair]).unwrap_or(NONE)
}

/// The punctuation model of a language.
#[derive(Debug, Clone)]
pub(crate) struct Punctuation<'m> {
    table: Table<'m, 1>,
}

impl<'m> Punctuation<'m> {
    pub(crate) fn read(model: &Container<'m>) -> Option<Self> {
        Some(Self { table: Table::read(model.get("punctuation")?)? })
    }

    /// The head of a mark; the mark itself when there is no word at all.
    pub(crate) fn head(
        &self,
        tree: &Tree<'_>,
        mark: usize,
        partner: usize,
        candidates: &mut Candidates,
        features: &mut Features,
    ) -> usize {
        candidates.find(tree, mark);
        let mut best = (i16::MIN, mark);
        for index in 0..candidates.list.len() {
            let candidate = candidates.list[index];
            candidates.look(tree, mark, partner, candidate, features);
            let mut scores: Scores<1> = [0];
            self.table.score(features.keys(), &mut scores);
            if scores[0] > best.0 {
                best = (scores[0], candidate.word);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_do_not_cross_branches() {
        // "He , who left , came ." with the marks at 1, 4, 6.
        let heads = [5, 1, 3, 0, 4, 5, 6];
        let marks = [false, true, false, false, true, false, true];
        let zeroes = [0; 7];
        let tree = Tree { heads: &heads, relations: &zeroes, upos: &zeroes, forms: &zeroes, marks: &marks };
        let mut candidates = Candidates::default();
        let mut words = |mark| {
            candidates.find(&tree, mark);
            candidates.list.iter().map(|candidate| candidate.word).collect::<Vec<_>>()
        };
        assert_eq!(words(1), [0, 2, 3]);
        assert_eq!(words(4), [3, 0, 5]);
        assert_eq!(words(6), [5]);
    }

    #[test]
    fn partners_are_found_both_ways() {
        let words = ["\"", "yes", "\"", "(", "no", ")", "\"", "("];
        let find = |mark| partner(mark, words.len(), |word| words[word]);
        assert_eq!([find(0), find(2), find(3), find(5), find(6), find(7)], [2, 0, 5, 3, NONE, NONE]);
    }
}
