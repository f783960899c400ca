//! `order`: before and after reversed.

use entente_model::{Conflict, ConflictKind, Interval};

use super::{conflict, say};
use crate::{Claim, Content, certainty};

/// "Before the launch of 2013, in 2016, they signed": 2016 is after 2013.
///
/// Times that overlap are let pass: "after the talks of 1990, in 1990".
pub(crate) fn alone(claims: &[Claim]) -> Vec<Conflict> {
    claims.iter().filter_map(check).collect()
}

fn check(claim: &Claim) -> Option<Conflict> {
    let Content::Order { told, other, after, era } = &claim.content else { return None };
    let day = |day| say(Interval::day(day));
    let (reversed, why) = match (after, era) {
        // A war ends on its last day, and "after" it begins there.
        (true, Some(era)) => (
            told.latest() < other.latest(),
            format!("puts {} after {era}, which ended on {}", say(*told), day(other.latest())),
        ),
        (false, Some(era)) => (
            told.earliest() > other.earliest(),
            format!("puts {} before {era}, which began on {}", say(*told), day(other.earliest())),
        ),
        (true, None) => (
            told.latest() < other.earliest(),
            format!("tells {} as after {}, but it is before it", say(*told), say(*other)),
        ),
        (false, None) => (
            told.earliest() > other.latest(),
            format!("tells {} as before {}, but it is after it", say(*told), say(*other)),
        ),
    };
    reversed.then(|| conflict(ConflictKind::Order, why, &[claim], certainty::PLAIN))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{kinds, page};

    #[test]
    fn a_reversed_order_is_found() {
        for (lang, text) in [
            ("en", "After the Korean War, in 1948, two states were created."),
            ("en", "The ship was delivered in 2017, two years before the contract was signed in 2015."),
            ("en", "Before the launch of Naro in 2013, in 2016, the two agencies had signed a contract."),
            (
                "en",
                "In August 1991, Estonia obtained its independence after the dissolution of the Soviet Union.",
            ),
            (
                "en",
                "World War II reached Estonia. After the war, Estonia was annexed by force in September 1944.",
            ),
            ("ru", "Ещё до Портсмутского мира 1905 года, в ноябре 1906 года, Япония установила протекторат."),
            ("ko", "소련이 해체된 1991년 12월 이후, 1990년 12월에 대통령이 방문했다."),
        ] {
            assert_eq!(kinds(&[page(lang, "2020", text)]), ["order"], "{text}");
        }
    }

    #[test]
    fn a_right_order_and_a_comparison_are_let_pass() {
        for (lang, text) in [
            ("en", "After the Korean War, in 1954, aid arrived."),
            ("en", "The contract was signed in 2015, two years before the ship was delivered in 2017."),
            ("en", "After 2014 trade fell below the level of 2010."),
            ("en", "In 2018 exports stood below the level before the crisis of 2008."),
            ("en", "After the war of 1950, in 1950 and 1951, both sides talked."),
            ("ru", "До 1990 года отношений не было, в 1992 году открыли консульство."),
            ("ko", "1990년 수교 이후, 1992년에 조약을 체결했다."),
        ] {
            assert_eq!(kinds(&[page(lang, "2020", text)]), [""; 0], "{text}");
        }
    }
}
