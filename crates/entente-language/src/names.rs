//! Names of persons, organisations and places, as the best sequence of labels over a sentence.
//!
//! Every unit (a word, or a character in languages that glue particles to names) is the beginning, inside or last unit
//! of a name, a name of its own, or outside. A linear model scores labels and pairs of neighbouring labels, and the
//! best legal sequence is found exactly. Units that cannot be part of a name are not scored.

mod characters;
mod words;

pub(crate) use characters::CharacterContext;
pub(crate) use words::NameContext;

use crate::NameKind;
use crate::model::{Container, Cursor, Features, Margin, Margins, Scores, Table};
use crate::tagger::best_leads;

/// Number of labels: outside, and four places for each of three kinds.
pub(crate) const LABELS: usize = 13;
/// Outside of names.
pub(crate) const OUTSIDE: usize = 0;

/// Where a unit stands in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    First,
    Inside,
    Last,
    Only,
}

/// The label of a place in a name of a kind.
pub(crate) const fn label(place: Place, kind: NameKind) -> usize {
    1 + kind as usize * 4 + place as usize
}

const fn place_of(label: usize) -> Option<Place> {
    match label {
        OUTSIDE => None,
        _ => Some(match (label - 1) % 4 {
            0 => Place::First,
            1 => Place::Inside,
            2 => Place::Last,
            _ => Place::Only,
        }),
    }
}

/// Whether a label may follow another; `None` stands for the ends of a sentence.
pub(crate) const fn follows(before: Option<usize>, after: Option<usize>) -> bool {
    let open = match before {
        Some(label) => matches!(place_of(label), Some(Place::First | Place::Inside)),
        None => false,
    };
    let goes_on = match after {
        Some(label) => matches!(place_of(label), Some(Place::Inside | Place::Last)),
        None => false,
    };
    match (before, after) {
        (Some(before), Some(after)) if open && goes_on => (before - 1) / 4 == (after - 1) / 4,
        _ => open == goes_on,
    }
}

/// The stages of the features of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    First,
    Second,
}

/// For every label the labels that may stand before it.
static BEFORE: std::sync::LazyLock<[Vec<usize>; LABELS]> = std::sync::LazyLock::new(|| {
    std::array::from_fn(|after| (0..LABELS).filter(|before| follows(Some(*before), Some(after))).collect())
});

/// Weights of neighbouring labels.
pub(crate) type Transitions<T> = [[T; LABELS]; LABELS];

/// The name model of a language.
#[derive(Debug, Clone)]
pub(crate) struct NameModel<'m> {
    labels: Table<'m, LABELS>,
    transitions: Box<Transitions<i32>>,
    margins: Margins,
}

/// Scratch space that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct NameScratch {
    pub(crate) features: Features,
    pub(crate) lattice: Lattice<i32>,
    pub(crate) labels: Vec<u8>,
}

/// Scores of labels for every unit of a sentence; a unit without scores is outside.
#[derive(Debug, Default)]
pub(crate) struct Lattice<T> {
    pub(crate) scores: Vec<Option<[T; LABELS]>>,
    back: Vec<[u8; LABELS]>,
}

impl<'m> NameModel<'m> {
    pub(crate) fn read(model: &Container<'m>) -> Option<Self> {
        let mut cursor = Cursor(model.get("nametrans")?);
        let mut transitions = Box::new([[0; LABELS]; LABELS]);
        for weight in transitions.iter_mut().flatten() {
            *weight = i32::from(cursor.short()?.cast_signed());
        }
        Some(Self { labels: Table::read(model.get("names")?)?, transitions, margins: Margins::read(model) })
    }

    /// The same with other margins.
    pub(crate) const fn set_margins(&mut self, margins: Margins) {
        self.margins = margins;
    }

    /// Labels the units of a sentence; `look` adds the features of a stage of a unit and tells whether it can be in a
    /// name. What is clearly outside after the first stage is not looked at again.
    pub(crate) fn label(
        &self,
        units: usize,
        scratch: &mut NameScratch,
        mut look: impl FnMut(usize, Stage, &mut Features) -> bool,
    ) {
        let NameScratch { features, lattice, labels } = scratch;
        lattice.scores.clear();
        for unit in 0..units {
            lattice.scores.push(self.score(features, |stage, features| look(unit, stage, features)));
        }
        lattice.best(&self.transitions, labels);
    }

    fn score(
        &self,
        features: &mut Features,
        mut look: impl FnMut(Stage, &mut Features) -> bool,
    ) -> Option<[i32; LABELS]> {
        let mut scores: Scores<LABELS> = [0; LABELS];
        features.clear();
        if !look(Stage::First, features) {
            return None;
        }
        self.labels.score(features.keys(), &mut scores);
        if best_leads(&scores, self.margins.get(Margin::Name)) == Some(OUTSIDE) {
            return None;
        }
        features.clear();
        look(Stage::Second, features);
        self.labels.score(features.keys(), &mut scores);
        Some(scores.map(i32::from))
    }
}

impl<T: Copy + Default + PartialOrd + std::ops::Add<Output = T>> Lattice<T> {
    /// The best legal sequence of labels.
    pub(crate) fn best(&mut self, transitions: &Transitions<T>, labels: &mut Vec<u8>) {
        labels.clear();
        labels.resize(self.scores.len(), OUTSIDE as u8);
        let mut first = 0;
        // Units without scores cut the sentence into runs that do not depend on each other.
        while first < self.scores.len() {
            if self.scores[first].is_none() {
                first += 1;
                continue;
            }
            let len = self.scores[first..].iter().take_while(|scores| scores.is_some()).count();
            self.best_run(first, len, transitions, labels);
            first += len;
        }
    }

    fn best_run(&mut self, first: usize, len: usize, transitions: &Transitions<T>, labels: &mut [u8]) {
        let mut sums = self.scores[first].unwrap_or_default().map(Some);
        for (label, sum) in sums.iter_mut().enumerate() {
            if !follows(None, Some(label)) {
                *sum = None;
            }
        }
        self.back.clear();
        for unit in first + 1..first + len {
            let scores = self.scores[unit].unwrap_or_default();
            let mut next = [None; LABELS];
            let mut back = [0; LABELS];
            for (label, befores) in BEFORE.iter().enumerate() {
                let mut best: Option<(T, usize)> = None;
                for &before in befores {
                    let Some(sum) = sums[before] else { continue };
                    let sum = sum + transitions[before][label];
                    if best.is_none_or(|(highest, _)| sum > highest) {
                        best = Some((sum, before));
                    }
                }
                if let Some((sum, before)) = best {
                    next[label] = Some(sum + scores[label]);
                    back[label] = before as u8;
                }
            }
            sums = next;
            self.back.push(back);
        }
        let mut best: Option<(T, usize)> = None;
        for (label, sum) in sums.into_iter().enumerate() {
            if let Some(sum) = sum.filter(|_| follows(Some(label), None))
                && best.is_none_or(|(highest, _)| sum > highest)
            {
                best = Some((sum, label));
            }
        }
        let mut label = best.map_or(OUTSIDE, |(_, label)| label);
        for offset in (0..len).rev() {
            labels[first + offset] = label as u8;
            if offset > 0 {
                label = self.back[offset - 1][label] as usize;
            }
        }
    }
}

/// The names in a sequence of labels, as ranges of units.
pub(crate) fn spans(labels: &[u8]) -> impl Iterator<Item = (std::ops::Range<usize>, NameKind)> + '_ {
    let mut first = 0;
    labels.iter().enumerate().filter_map(move |(unit, label)| {
        let place = place_of(*label as usize)?;
        let kind = NameKind::ALL[(*label as usize - 1) / 4];
        match place {
            Place::First => first = unit,
            Place::Inside => {}
            Place::Last => return Some((first..unit + 1, kind)),
            Place::Only => return Some((unit..unit + 1, kind)),
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_closed_and_of_one_kind() {
        let first = label(Place::First, NameKind::Person);
        assert!(follows(Some(first), Some(label(Place::Last, NameKind::Person))));
        assert!(!follows(Some(first), Some(label(Place::Last, NameKind::Location))));
        assert!(!follows(Some(first), Some(OUTSIDE)));
        assert!(!follows(Some(first), None));
        assert!(!follows(None, Some(label(Place::Inside, NameKind::Person))));
        assert!(follows(Some(label(Place::Only, NameKind::Person)), Some(first)));
    }

    #[test]
    fn the_best_sequence_is_legal() {
        let mut lattice = Lattice::default();
        let mut scores = |favourite: usize, score: i32| {
            let mut all = [0; LABELS];
            all[favourite] = score;
            lattice.scores.push(Some(all));
        };
        scores(label(Place::First, NameKind::Location), 5);
        scores(label(Place::Last, NameKind::Location), 5);
        scores(label(Place::Inside, NameKind::Person), 9);
        lattice.scores.push(None);
        lattice.scores.push(Some([0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0]));
        let mut labels = Vec::new();
        lattice.best(&[[0; LABELS]; LABELS], &mut labels);
        let found: Vec<_> = spans(&labels).collect();
        assert_eq!(found, [(0..2, NameKind::Location), (4..5, NameKind::Person)]);
    }
}
