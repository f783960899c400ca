//! Which state carries on which: the Soviet Union and the Russian Empire are Russia's line.

use std::{
    collections::HashMap,
    sync::{LazyLock, OnceLock},
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
    left == right || KIN.of(left).contains(&right)
}

/// The code itself with its forerunners and successors.
pub(crate) fn kin(code: PartyCode) -> Vec<PartyCode> {
    match KIN.of(code) {
        [] => vec![code],
        kin => kin.to_vec(),
    }
}

static KIN: LazyLock<Kin> = LazyLock::new(Kin::new);

/// The kin of every code, found by the number of the code.
struct Kin {
    /// Where the list of a code stands in `lists`, by [`number`].
    places: Vec<u16>,
    /// The first is empty.
    lists: Vec<Vec<PartyCode>>,
}

impl Kin {
    fn new() -> Self {
        let polities = Reference::embedded().polities();
        // Who stands in the line of a code of today.
        let mut heirs: HashMap<PartyCode, Vec<PartyCode>> = HashMap::new();
        let mut all: Vec<PartyCode> = Vec::new();
        for polity in polities {
            all.push(polity.code);
            for &line in lines(polity.code) {
                heirs.entry(line).or_default().push(polity.code);
                all.push(line);
            }
        }
        let mut kin = Self { places: vec![0; NUMBERS], lists: vec![Vec::new()] };
        for code in all {
            let Some(place) = kin.places.get_mut(number(code)).filter(|place| **place == 0) else { continue };
            *place = kin.lists.len() as u16;
            let mut list = vec![code];
            let own = lines(code).iter().chain(std::iter::once(&code));
            for &one in
                own.flat_map(|line| std::iter::once(line).chain(heirs.get(line).into_iter().flatten()))
            {
                if !list.contains(&one) {
                    list.push(one);
                }
            }
            kin.lists.push(list);
        }
        kin
    }

    /// Nothing for a code that the reference does not know.
    fn of(&self, code: PartyCode) -> &[PartyCode] {
        let place = self.places.get(number(code)).copied().unwrap_or_default();
        self.lists.get(usize::from(place)).map_or(&[], Vec::as_slice)
    }
}

/// Codes of three capital letters or digits.
const NUMBERS: usize = 36 * 36 * 36;

fn number(code: PartyCode) -> usize {
    let digit =
        |byte: u8| if byte.is_ascii_digit() { byte - b'0' } else { byte.wrapping_sub(b'A').wrapping_add(10) };
    code.as_str().bytes().fold(0, |number, byte| number * 36 + usize::from(digit(byte)))
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
    fn kin_are_those_of_one_line_and_know_each_other() {
        let all: Vec<PartyCode> = Reference::embedded().polities().iter().map(|polity| polity.code).collect();
        for &one in &all {
            for &other in &all {
                let shares = lines(one).iter().any(|line| *line == other || lines(other).contains(line));
                let expected = one == other || shares || lines(other).contains(&one);
                assert_eq!(same_line(one, other), expected, "{one} {other}");
                assert_eq!(same_line(other, one), expected, "{one} {other}");
            }
        }
        assert!(same_line(codes("QQ9")[0], codes("QQ9")[0]));
    }

    #[test]
    fn parties_are_compared_by_line() {
        assert_eq!(common_parties(&codes("SUN KOR"), &codes("KOR RUS")), Some(1.0));
        assert_eq!(common_parties(&codes("SUN KOR"), &codes("USA")), Some(0.0));
        assert_eq!(common_parties(&codes("SUN KOR"), &[]), None);
    }
}
