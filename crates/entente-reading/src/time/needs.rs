//! What a rule cannot match without: most rules that may begin at a word are ruled out by what does not follow in the next
//! tokens ("the 30th …" is no century where no "century" follows), before they are run.

use std::collections::HashMap;

use super::{
    lexicon::{Lexicon, Symbol},
    pattern::{Atom, Node, Op, firsts},
    token::{Gap, Token},
};

/// How many tokens a rule may be long for its needs to be known.
const WINDOW: usize = 32;
/// How many tokens a number in words may be long.
const NUMBER: usize = 8;
/// A bit for each set of words that rules need one of.
pub(super) type Mask = u128;

/// The sets of words of which a rule needs one each.
#[derive(Debug, Default)]
pub(super) struct RuleNeeds(Vec<Vec<Symbol>>);

/// What a pattern cannot match without, past its first token.
pub(super) fn of_rule(node: &Node) -> RuleNeeds {
    let mut program = Vec::new();
    super::pattern::emit(node, &mut program);
    program.push(Op::Match);
    let begins = firsts(&program);
    let mut sets = Vec::new();
    for (place, atoms) in needs(node) {
        let symbols: Option<Vec<Symbol>> = atoms
            .iter()
            .map(|atom| match atom {
                Atom::Symbol(symbol) => Some(*symbol),
                _ => None,
            })
            .collect();
        let Some(mut symbols) = symbols.filter(|_| place < WINDOW) else { continue };
        if atoms.iter().all(|atom| begins.contains(atom)) {
            continue;
        }
        symbols.sort_unstable();
        symbols.dedup();
        sets.push(symbols);
    }
    RuleNeeds(sets)
}

/// The first tokens of a look behind that a pattern begins with, and how far behind.
pub(super) fn before(node: &Node) -> Option<(u8, Vec<Atom>)> {
    match node {
        Node::Sequence(nodes) => before(nodes.first()?),
        Node::Look { behind, wanted: true, inner } if *behind > 0 => {
            let mut program = Vec::new();
            super::pattern::emit(inner, &mut program);
            program.push(Op::Match);
            Some((*behind, firsts(&program)))
        }
        _ => None,
    }
}

/// Sets of which one atom each must be matched, with the last place at which it may stand.
fn needs(node: &Node) -> Vec<(usize, Vec<Atom>)> {
    match node {
        Node::Leaf(Op::Atom(atom, _)) => vec![(0, vec![*atom])],
        Node::Leaf(_) | Node::Optional(_) | Node::Look { .. } => Vec::new(),
        Node::Sequence(nodes) => {
            let (mut sets, mut place) = (Vec::new(), 0);
            for node in nodes {
                sets.extend(needs(node).into_iter().map(|(at, atoms)| (place + at, atoms)));
                place += longest(node);
            }
            sets
        }
        Node::Choice(choices) => {
            let (mut place, mut atoms) = (0, Vec::new());
            for choice in choices {
                // Of what one choice needs, the set that says most.
                let best =
                    needs(choice).into_iter().min_by_key(|(_, atoms)| (count_numbers(atoms), atoms.len()));
                let Some((at, needed)) = best else { return Vec::new() };
                place = place.max(at);
                atoms.extend(needed);
            }
            vec![(place, atoms)]
        }
    }
}

fn count_numbers(atoms: &[Atom]) -> usize {
    atoms.iter().filter(|atom| !matches!(atom, Atom::Symbol(_))).count()
}

/// The most tokens that a pattern may take.
fn longest(node: &Node) -> usize {
    match node {
        Node::Leaf(Op::Atom(Atom::Number | Atom::Ordinal | Atom::YearWords, _)) => NUMBER,
        Node::Leaf(Op::Atom(..)) => 1,
        Node::Leaf(_) | Node::Look { .. } => 0,
        Node::Optional(inner) => longest(inner),
        Node::Sequence(nodes) => nodes.iter().map(longest).sum(),
        Node::Choice(choices) => choices.iter().map(longest).max().unwrap_or(0),
    }
}

/// For each word the needs that it meets.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// By entry of the lexicon.
    met: Vec<Mask>,
}

impl Needs {
    /// Gives the needs that most rules have a bit each; and for each rule the bits of its own.
    pub(super) fn new(rules: &[RuleNeeds], lexicon: &Lexicon) -> (Self, Vec<Mask>) {
        let mut count: HashMap<&[Symbol], usize> = HashMap::new();
        for set in rules.iter().flat_map(|rule| &rule.0) {
            *count.entry(set).or_default() += 1;
        }
        let mut sets: Vec<(&[Symbol], usize)> = count.into_iter().collect();
        sets.sort_unstable_by_key(|(set, count)| (std::cmp::Reverse(*count), *set));
        sets.truncate(Mask::BITS as usize);
        let mask = |rule: &RuleNeeds| {
            let bits = sets.iter().enumerate().filter(|(_, (set, _))| rule.0.iter().any(|own| own == set));
            bits.fold(0, |mask, (bit, _)| mask | 1 << bit)
        };
        let masks = rules.iter().map(mask).collect();
        let meets = |entry: &super::lexicon::Entry| {
            let bits = sets
                .iter()
                .enumerate()
                .filter(|(_, (set, _))| entry.senses.iter().any(|sense| set.contains(&sense.symbol)));
            bits.fold(0, |mask, (bit, _)| mask | 1 << bit)
        };
        (Self { met: lexicon.entries.iter().map(meets).collect() }, masks)
    }

    /// What the tokens from a place on meet, as far as a rule can reach.
    pub(super) fn met(&self, tokens: &[Token], at: usize) -> Mask {
        let mut mask = 0;
        for (index, token) in tokens[at..].iter().take(WINDOW + NUMBER).enumerate() {
            if index > 0 && token.gap == Gap::Paragraph {
                break;
            }
            mask |= self.met[token.entry as usize];
        }
        mask
    }
}
