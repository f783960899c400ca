//! Which state carries on which: the Soviet Union and the Russian Empire are Russia's line.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, OnceLock, PoisonError},
};

use entente_model::PartyCode;
use entente_reference::Reference;

/// The codes of today whose line a state belongs to; itself where it has no other.
pub(crate) fn lines(code: PartyCode) -> &'static [PartyCode] {
    static LINES: OnceLock<HashMap<PartyCode, Vec<PartyCode>>> = OnceLock::new();
    let lines = LINES.get_or_init(|| {
        let mut lines: HashMap<PartyCode, Vec<PartyCode>> = HashMap::new();
        for polity in Reference::embedded().polities() {
            let line = lines.entry(polity.code).or_default();
            let own = [polity.code];
            for &code in if polity.lineage.is_empty() { own.as_slice() } else { &polity.lineage } {
                if !line.contains(&code) {
                    line.push(code);
                }
            }
        }
        lines
    });
    lines.get(&code).map_or(&[], Vec::as_slice)
}

/// Whether two codes are one state or stand in one line.
pub(crate) fn same_line(left: PartyCode, right: PartyCode) -> bool {
    left == right
        || lines(left).iter().any(|line| *line == right || lines(right).contains(line))
        || lines(right).contains(&left)
}

/// The code itself with its forerunners and successors; what was asked once is kept.
pub(crate) fn kin(code: PartyCode) -> Vec<PartyCode> {
    static KNOWN: LazyLock<Mutex<HashMap<PartyCode, Vec<PartyCode>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(code).or_insert_with(|| look_up(code)).clone()
}

fn look_up(code: PartyCode) -> Vec<PartyCode> {
    let mut kin = vec![code];
    for polity in Reference::embedded().polities() {
        if same_line(code, polity.code) && !kin.contains(&polity.code) {
            kin.push(polity.code);
        }
    }
    kin
}

/// How many of the parties of either are in both, from 0 to 1; `None` where one of them names none.
pub(crate) fn common_parties(left: &[PartyCode], right: &[PartyCode]) -> Option<f64> {
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let in_both = |of: &[PartyCode], other: &[PartyCode]| {
        of.iter().filter(|code| other.iter().any(|other| same_line(**code, *other))).count()
    };
    let (from_left, from_right) = (in_both(left, right), in_both(right, left));
    Some((from_left + from_right) as f64 / (left.len() + right.len()) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<PartyCode> {
        text.split_whitespace().map(|code| code.parse().unwrap()).collect()
    }

    #[test]
    fn a_successor_is_of_the_same_line() {
        assert!(same_line(codes("SUN")[0], codes("RUS")[0]));
        assert!(same_line(codes("RUE")[0], codes("SUN")[0]));
        assert!(!same_line(codes("USA")[0], codes("RUS")[0]));
    }

    #[test]
    fn parties_are_compared_by_line() {
        assert_eq!(common_parties(&codes("SUN KOR"), &codes("KOR RUS")), Some(1.0));
        assert_eq!(common_parties(&codes("SUN KOR"), &codes("USA")), Some(0.0));
        assert_eq!(common_parties(&codes("SUN KOR"), &[]), None);
    }
}
