//! Several parsers that label texts nobody has labelled, for the parser of the model to learn from.
//!
//! Half of them read from left to right, half from right to left, and each has learned in an order of its own. They err in
//! different places, so the tree that most of them vote for is better than the tree of any of them (Sagae and Lavie 2006:
//! trees by vote; Zhou and Li 2005: learning from what several models agree about).

use crate::Deprel;
use crate::parser::{Attributes, attributes, words_between_marks};
use crate::train::Settings;
use crate::train::parser::{Learned, without_marks};
use crate::train::treebank::Example;

/// Longer sentences are not labelled: finding the best tree takes time that grows with the cube of the length.
const LONGEST: usize = 60;

/// The weight of the vote of a taught tree: two parsers that agree outvote it, for they know the rules of the treebank.
const TAUGHT: f32 = 1.5;

/// The parsers.
pub(crate) struct Council {
    forward: Vec<Learned>,
    backward: Vec<Learned>,
    glued: bool,
}

impl Council {
    /// Trains `seats` parsers for each direction.
    pub(crate) fn train(
        examples: &[Example],
        seats: usize,
        settings: Settings,
        glued: bool,
        report: &mut dyn FnMut(&str),
    ) -> Self {
        // A seat of the second half gets sentences that are turned round already.
        let settings = Settings { backward: false, ..settings };
        let turned: Vec<Example> = examples.iter().map(reversed).collect();
        let mut seat = |examples: &[Example], seed: u64| {
            Learned::train(examples, settings, glued, seed, report).averaged()
        };
        let forward = (0..seats).map(|number| seat(examples, 101 + 2 * number as u64)).collect();
        let backward = (0..seats).map(|number| seat(&turned, 201 + 2 * number as u64)).collect();
        Self { forward, backward, glued }
    }

    /// Writes the tree that the parsers vote for into a sentence; where a stronger parser of another school `taught` the tree
    /// that is there, it votes too. Returns the share of words whose head most of them agree about; `None` for a sentence
    /// that is too long or too short.
    pub(crate) fn label(&self, example: &mut Example, taught: bool) -> Option<f64> {
        let (places, words) = words_of(example, self.glued);
        if words.len() < 3 || words.len() > LONGEST {
            return None;
        }
        let (_, turned) = words_of(&reversed(example), self.glued);
        let len = words.len();
        let ballot =
            |weight: f32, (heads, relations): (Vec<usize>, Vec<Deprel>)| Ballot { weight, heads, relations };
        let mut ballots: Vec<Ballot> =
            self.forward.iter().map(|parser| ballot(1.0, parser.parse(&words))).collect();
        for parser in &self.backward {
            let (heads, relations) = parser.parse(&turned);
            let heads = (0..len).map(|word| len - 1 - heads[len - 1 - word]).collect();
            let relations = (0..len).map(|word| relations[len - 1 - word]).collect();
            ballots.push(ballot(1.0, (heads, relations)));
        }
        if taught {
            let truth = without_marks(example, &places);
            ballots.push(ballot(TAUGHT, (truth.heads, truth.relations)));
        }
        let all: f32 = ballots.iter().map(|ballot| ballot.weight).sum();
        let tree = elected(len, &ballots);
        let mut agreed = 0;
        for (word, &head) in tree.iter().enumerate() {
            let voters: Vec<&Ballot> = ballots.iter().filter(|ballot| ballot.heads[word] == head).collect();
            let votes: f32 = voters.iter().map(|ballot| ballot.weight).sum();
            agreed += usize::from(votes * 3.0 > all * 2.0);
            let relations: Vec<Deprel> = voters.iter().map(|ballot| ballot.relations[word]).collect();
            let relation = most_frequent(&relations);
            let place = places[word] as usize;
            example.heads[place] = places[head] as usize;
            example.relations[place] = if head == word { Deprel::Root } else { relation };
        }
        let root =
            tree.iter().enumerate().find(|(word, head)| *word == **head).map_or(0, |(word, _)| places[word]);
        for (word, mark) in example.marks().into_iter().enumerate() {
            if mark {
                example.heads[word] = root as usize;
                example.relations[word] = Deprel::Punct;
            }
        }
        Some(agreed as f64 / len as f64)
    }
}

/// The tree that one parser votes for.
struct Ballot {
    weight: f32,
    heads: Vec<usize>,
    relations: Vec<Deprel>,
}

/// The words of a sentence that are no marks: their places and what a parser sees of them.
fn words_of(example: &Example, glued: bool) -> (Vec<u32>, Vec<Attributes>) {
    let all: Vec<Attributes> = (0..example.forms.len())
        .map(|index| attributes(&example.words[index], example.tags[index], &example.lemmas[index], glued))
        .collect();
    let (mut words, mut places) = (Vec::new(), Vec::new());
    words_between_marks(&all, &example.marks(), &mut words, &mut places);
    (places, words)
}

/// A sentence from its end to its beginning.
fn reversed(example: &Example) -> Example {
    let last = example.forms.len().saturating_sub(1);
    let mut turned = example.clone();
    turned.forms.reverse();
    turned.lemmas.reverse();
    turned.words.reverse();
    turned.tags.reverse();
    turned.relations.reverse();
    turned.heads.reverse();
    turned.heads.iter_mut().for_each(|head| *head = last - *head);
    turned
}

fn most_frequent(relations: &[Deprel]) -> Deprel {
    let count = |relation: Deprel| relations.iter().filter(|one| **one == relation).count();
    let mut best = Deprel::Dep;
    for &relation in relations {
        if best == Deprel::Dep || count(relation) > count(best) {
            best = relation;
        }
    }
    best
}

/// The tree without crossing branches that has the most votes (Eisner 1996). The root is a word behind the last one.
fn elected(len: usize, ballots: &[Ballot]) -> Vec<usize> {
    let size = len + 1;
    let mut votes = vec![0.0_f32; size * size];
    for (voter, ballot) in ballots.iter().enumerate() {
        // The first one breaks ties.
        let weight = if voter == 0 { ballot.weight + 0.01 } else { ballot.weight };
        for (word, &head) in ballot.heads.iter().enumerate() {
            votes[if head == word { len } else { head } * size + word] += weight;
        }
    }
    // Spans by left end, right end, side of the head (0 right, 1 left), open or complete; with where they were cut.
    let at = |left: usize, right: usize, side: usize, complete: usize| {
        ((left * size + right) * 2 + side) * 2 + complete
    };
    let mut best = vec![0.0_f32; size * size * 4];
    let mut cut = vec![0_usize; size * size * 4];
    for width in 1..size {
        for left in 0..size - width {
            let right = left + width;
            let (mut highest, mut where_cut) = (f32::MIN, left);
            for middle in left..right {
                let sum = best[at(left, middle, 1, 1)] + best[at(middle + 1, right, 0, 1)];
                if sum > highest {
                    (highest, where_cut) = (sum, middle);
                }
            }
            best[at(left, right, 0, 0)] = highest + votes[right * size + left];
            // Nothing hangs the root on a word.
            best[at(left, right, 1, 0)] =
                if right == len { f32::MIN / 4.0 } else { highest + votes[left * size + right] };
            cut[at(left, right, 0, 0)] = where_cut;
            cut[at(left, right, 1, 0)] = where_cut;
            let (mut highest, mut where_cut) = (f32::MIN, left);
            for middle in left..right {
                let sum = best[at(left, middle, 0, 1)] + best[at(middle, right, 0, 0)];
                if sum > highest {
                    (highest, where_cut) = (sum, middle);
                }
            }
            (best[at(left, right, 0, 1)], cut[at(left, right, 0, 1)]) = (highest, where_cut);
            let (mut highest, mut where_cut) = (f32::MIN, right);
            for middle in left + 1..=right {
                let sum = best[at(left, middle, 1, 0)] + best[at(middle, right, 1, 1)];
                if sum > highest {
                    (highest, where_cut) = (sum, middle);
                }
            }
            (best[at(left, right, 1, 1)], cut[at(left, right, 1, 1)]) = (highest, where_cut);
        }
    }
    let mut heads: Vec<usize> = (0..size).collect();
    let mut open = vec![(0, len, 0, 1)];
    while let Some((left, right, side, complete)) = open.pop() {
        if left == right {
            continue;
        }
        let middle = cut[at(left, right, side, complete)];
        match (side, complete) {
            (_, 0) => {
                if side == 0 {
                    heads[left] = right;
                } else {
                    heads[right] = left;
                }
                open.push((left, middle, 1, 1));
                open.push((middle + 1, right, 0, 1));
            }
            (0, _) => {
                open.push((left, middle, 0, 1));
                open.push((middle, right, 0, 0));
            }
            _ => {
                open.push((left, middle, 1, 0));
                open.push((middle, right, 1, 1));
            }
        }
    }
    // One root: the others hang on the one with the most votes.
    let roots = (0..len).filter(|&word| heads[word] == len);
    let root = roots.max_by(|one, other| votes[len * size + one].total_cmp(&votes[len * size + other]));
    let root = root.unwrap_or_default();
    (0..len).map(|word| if heads[word] == len { root } else { heads[word] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elected_tree_has_one_root_and_the_votes_of_the_most() {
        let weighed = |weight: f32, heads: &[usize]| Ballot {
            weight,
            heads: heads.to_vec(),
            relations: vec![Deprel::Dep; heads.len()],
        };
        let ballot = |heads: &[usize]| weighed(1.0, heads);
        let (one, other) = ([1, 1, 1, 2], [1, 2, 2, 2]);
        assert_eq!(elected(4, &[ballot(&one)]), one);
        assert_eq!(elected(4, &[ballot(&other), ballot(&one), ballot(&one)]), one);
        assert_eq!(elected(4, &[ballot(&other), weighed(1.5, &one)]), one);
        assert_eq!(elected(3, &[ballot(&[0, 0, 2]), ballot(&[0, 0, 1])]), [0, 0, 0]);
    }

    #[test]
    fn a_sentence_turned_twice_is_itself() {
        let mut example = Example { heads: vec![1, 1, 1], ..Example::default() };
        example.forms = ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(reversed(&example).heads, [1, 1, 1]);
        example.heads = vec![0, 0, 1];
        assert_eq!(reversed(&example).heads, [1, 2, 2]);
        assert_eq!(reversed(&reversed(&example)).heads, example.heads);
    }
}
