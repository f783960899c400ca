//! Near copies among the sources: one text by two outlets, a page in two versions, an agency's story in many papers.
//!
//! Each text is cut into runs of five words; the lowest 256 of their hashes stand for it (a bottom-k sketch, Broder 1997).
//! The share of hashes that two sketches have in common estimates the share of the text that they have in common.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use entente_model::{Letter as _, SourceId};
use serde::Serialize;

use crate::{Dossier, DossierError};

/// Words of a run.
const RUN: usize = 5;

/// Hashes that stand for a text.
const SKETCH: usize = 256;

/// From this share in common on two texts are copies of each other.
const COPY: f64 = 0.5;

/// A hash that more texts have than this is a phrase of their outlets and leads to no pair.
const COMMON: usize = 64;

/// Sources that are near copies of each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Copies {
    /// Their ids and origins, in the order of publication as far as it is known, then of names.
    pub sources: Vec<(SourceId, String)>,
    /// The least share of text that one of them has in common with another, 0 to 1.
    pub share: f64,
}

impl Dossier {
    /// The groups of near copies, the largest first.
    ///
    /// # Errors
    /// When the database fails or a reading is damaged.
    pub fn copies(&self) -> Result<Vec<Copies>, DossierError> {
        let mut sources = Vec::new();
        let mut sketches = Vec::new();
        for id in self
            .sources()?
            .into_iter()
            .filter(|source| source.refused.is_none())
            .filter_map(|source| source.id)
        {
            let Some(reading) = self.reading(id)? else { continue };
            sketches.push(sketch(&reading.text));
            sources.push((reading.published.map(entente_model::Interval::earliest), id, reading.origin));
        }
        let mut groups: Vec<Copies> = groups(&sketches)
            .into_iter()
            .map(|(members, share)| {
                let mut of: Vec<_> = members.into_iter().map(|at| &sources[at]).collect();
                of.sort_by_key(|(published, id, origin)| {
                    (published.is_none(), *published, origin.clone(), *id)
                });
                Copies {
                    sources: of.into_iter().map(|(_, id, origin)| (*id, origin.clone())).collect(),
                    share,
                }
            })
            .collect();
        groups.sort_by(|a, b| b.sources.len().cmp(&a.sources.len()).then_with(|| a.sources.cmp(&b.sources)));
        Ok(groups)
    }
}

/// The lowest hashes of the runs of words, in order.
fn sketch(text: &str) -> Vec<u64> {
    let words: Vec<String> = text
        .split(|char: char| !char.is_letter_or_digit())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut hashes: Vec<u64> = words
        .windows(RUN)
        .map(|run| {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            hasher.finish()
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes
}

/// The share of two texts that is common to them, by their sketches.
fn share(a: &[u64], b: &[u64]) -> f64 {
    let mut all: Vec<u64> = a.iter().chain(b).copied().collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(SKETCH);
    let common =
        all.iter().filter(|hash| a.binary_search(hash).is_ok() && b.binary_search(hash).is_ok()).count();
    if all.is_empty() { 0.0 } else { common as f64 / all.len() as f64 }
}

/// Groups of texts that are linked by pairs of copies, with the least share among these pairs.
fn groups(sketches: &[Vec<u64>]) -> Vec<(Vec<usize>, f64)> {
    let mut of_hash: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, sketch) in sketches.iter().enumerate() {
        for hash in sketch {
            of_hash.entry(*hash).or_default().push(at);
        }
    }
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for texts in of_hash.into_values().filter(|texts| texts.len() <= COMMON) {
        for (number, a) in texts.iter().enumerate() {
            for b in &texts[number + 1..] {
                *pairs.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let mut leader: Vec<usize> = (0..sketches.len()).collect();
    let mut least: HashMap<usize, f64> = HashMap::new();
    let mut linked = Vec::new();
    for ((a, b), common) in pairs {
        // What has few hashes in common cannot reach the share.
        if common * 8 < sketches[a].len().min(sketches[b].len()) {
            continue;
        }
        let share = share(&sketches[a], &sketches[b]);
        if share >= COPY {
            let (first, second) = (root(&leader, a), root(&leader, b));
            leader[first.max(second)] = first.min(second);
            linked.push((a, share));
        }
    }
    for (a, share) in linked {
        let least = least.entry(root(&leader, a)).or_insert(1.0);
        *least = least.min(share);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..sketches.len() {
        groups.entry(root(&leader, at)).or_default().push(at);
    }
    let several = groups.into_iter().filter(|(_, members)| members.len() > 1);
    several.map(|(root, members)| (members, least.get(&root).copied().unwrap_or(COPY))).collect()
}

fn root(leader: &[usize], mut at: usize) -> usize {
    while leader[at] != at {
        at = leader[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The delegations of the two states met in Busan on Monday and agreed to open a second consulate in the \
        spring of next year. They spoke for two hours about trade, fisheries and a direct line of ships between the ports. A \
        further meeting is planned for the autumn in Moscow, where the ministers of transport will sign a protocol.";

    #[test]
    fn a_story_told_again_with_few_changes_is_a_copy() {
        let again = STORY.replace("on Monday", "on 4 March");
        let other = "The museum opened an exhibition of maps on Tuesday, with forty sheets from three archives, many of which \
            were never shown before, and a catalogue in two languages that lists each of them with its history.";
        let sketches = [sketch(STORY), sketch(other), sketch(&again)];
        let found = groups(&sketches);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, [0, 2]);
        assert!(found[0].1 > 0.7 && found[0].1 < 1.0, "{}", found[0].1);
        assert!(groups(&[sketch(""), sketch("")]).is_empty());
    }
}
