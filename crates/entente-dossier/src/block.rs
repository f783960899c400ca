//! Which reports can tell of one thing at all.
//!
//! Only reports of one block are ever compared, so a new source costs no more than the blocks that it touches. A
//! block is a pure function of the report: it never depends on what else is in the dossier.

use entente_model::{EventKind, Interval, Letter as _};
use entente_reference::Reference;

use crate::{
    lineage::lines,
    report::{AgreementBody, EventBody, QuantityBody, StatementBody},
    skeleton::skeletons,
    words::fold,
};

/// Kinds that two sources may give to one happening.
pub(crate) const fn family(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Visit | EventKind::Meeting => "contact",
        EventKind::Relations | EventKind::Mission | EventKind::Agreement => "tie",
        EventKind::Statement => "word",
        EventKind::Exchange | EventKind::Trade | EventKind::Aid => "work",
        EventKind::Military | EventKind::Conflict | EventKind::Sanction => "force",
        EventKind::Migration | EventKind::State | EventKind::Other => "inner",
    }
}

/// From this year on nobody wrote the days of the Julian calendar any more.
const NEW_STYLE: i16 = 1919;
/// A stretch of no more days than this is looked for among days, a longer one among all that is finer.
const SHORT: i64 = 62;

/// An event of one day is compared with those of its day and family; a coarser one is first held against the finer
/// ones of its time and then compared with the coarse ones of its month, or of its year and parties. An undated one
/// is compared only with copies of its words.
///
/// The number in front is the level: the blocks of a level are folded before those of the next. Days of the time
/// in which two calendars were in use are compared within their year.
pub(crate) fn of_event(body: &EventBody) -> String {
    let Some(when) = body.event.when else { return format!("0:-/{}", same_words(&body.event.quote)) };
    let (family, year) = (family(body.event.kind), year(when));
    if year < NEW_STYLE {
        return format!("1:{year}/{family}");
    }
    let (first, last) = (when.earliest(), when.latest());
    match last.days_since(first) {
        0 => format!("0:{first}/{family}"),
        1..=SHORT => format!("1:{year}-{:02}/{family}", first.month()),
        _ => format!("2:{year}/{family}/{}", all_lines(&body.event.parties).join("+")),
    }
}

/// The codes of today of every state's line, in order.
pub(crate) fn all_lines(parties: &[entente_model::PartyCode]) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    for party in parties {
        let known = lines(*party);
        let of_party = if known.is_empty() { std::slice::from_ref(party) } else { known };
        codes.extend(of_party.iter().map(entente_model::PartyCode::as_str));
    }
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A signed agreement is compared within its year, another one with those of its kind.
pub(crate) fn of_agreement(body: &AgreementBody) -> String {
    match body.agreement.signed {
        Some(signed) => year(signed).to_string(),
        None => format!("-/{}", same_words(&body.agreement.name)),
    }
}

/// A figure is compared with others of its unit and size.
pub(crate) fn of_quantity(body: &QuantityBody) -> String {
    let quantity = &body.quantity;
    format!("{}/{:.2e}/{}", quantity.unit, quantity.value, quantity.role)
}

/// A statement is compared only with copies of its words.
pub(crate) fn of_statement(body: &StatementBody) -> String {
    same_words(&body.statement.quote)
}

/// A person is compared with those whose family name sounds alike.
pub(crate) fn of_person(name: &str) -> String {
    let family = family_name(known_person(name).unwrap_or(name));
    let key = skeletons(family).concat();
    // One consonant says nothing: such names are told by their letters.
    if key.len() < 2 { format!("={}", fold(family)) } else { key }
}

/// The usual English name of the only person known beforehand who is called so.
pub(crate) fn known_person(name: &str) -> Option<&'static str> {
    let mut people = Reference::embedded().people_named(name);
    let first = people.next()?;
    people.next().is_none().then_some(first.name)
}

/// The family name: the last word, or the first where the given name behind it has a hyphen or the
/// first is in capitals ("Roh Tae-woo", "BAN Ki-moon").
fn family_name(name: &str) -> &str {
    let words: Vec<&str> = name.split_whitespace().collect();
    let shouted = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let family_first = match words.as_slice() {
        [family, given, ..] => given.contains('-') || (shouted(family) && !shouted(words[words.len() - 1])),
        _ => false,
    };
    let word = if family_first { words.first() } else { words.last() };
    word.copied().unwrap_or(name)
}

fn year(when: Interval) -> i16 {
    when.first_day().or(when.last_day()).map_or(0, entente_model::Day::year)
}

/// The words without blanks, marks and case.
pub(crate) fn same_words(text: &str) -> String {
    use sha2::Digest as _;
    let letters: String = fold(text).chars().filter(|letter| letter.is_letter_or_digit()).collect();
    let digest: [u8; 32] = sha2::Sha256::digest(letters.as_bytes()).into();
    format!("{:016x}", crate::id::leading(&digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_family_name_share_a_block() {
        assert_eq!(of_person("Sergey Lavrov"), of_person("Лавров"));
        assert_eq!(of_person("라브로프"), of_person("С. Лавров"));
        assert_eq!(of_person("Roh Tae-woo"), of_person("ROH Tae-woo"));
    }

    #[test]
    fn a_person_known_beforehand_has_one_block_in_every_language() {
        assert_eq!(of_person("노태우"), of_person("Roh Tae-woo"));
        assert_eq!(of_person("Ро Дэ У"), of_person("Roh Tae-woo"));
    }

    #[test]
    fn copies_of_words_share_a_block() {
        assert_eq!(same_words("They  met, in Seoul."), same_words("they met in Seoul"));
        assert_ne!(same_words("They met in Seoul"), same_words("They met in Moscow"));
    }
}
