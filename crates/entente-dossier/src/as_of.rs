//! The record as it stood on a day: who held an office, what was signed by then.

use entente_model::{AgreementEntry, Interval, PersonEntry, RoleEntry};
use entente_reference::Reference;

/// The people who held an office on a day of `when`, each with the offices held then.
///
/// A source that shows a person at work in an office on the day tells so; where sources leave the office undated, the
/// terms of office known beforehand do.
pub fn in_office(people: Vec<PersonEntry>, when: Interval) -> Vec<PersonEntry> {
    people
        .into_iter()
        .filter_map(|mut person| {
            let known = Reference::embedded().offices_of(&person.name);
            let terms = known.iter().filter(|tenure| tenure.covers(when)).map(|tenure| RoleEntry {
                title: tenure.office.replace('-', " "),
                of: Some(tenure.of),
                when: Some(tenure.span),
            });
            let terms: Vec<RoleEntry> = terms.collect();
            // What is known of the person's terms weighs more than the days on which sources happen to mention one.
            person.roles = if known.is_empty() {
                let seen = |role: &RoleEntry| role.when.is_some_and(|seen| seen.overlaps(when));
                person.roles.into_iter().filter(seen).collect()
            } else {
                terms
            };
            (!person.roles.is_empty()).then_some(person)
        })
        .collect()
}

/// The agreements that were signed by the last day of `when`.
pub fn signed_by(agreements: Vec<AgreementEntry>, when: Interval) -> Vec<AgreementEntry> {
    let by_then = |signed: Interval| signed.latest() <= when.latest();
    agreements.into_iter().filter(|agreement| agreement.signed.is_some_and(by_then)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, office: &str, when: Option<&str>) -> PersonEntry {
        PersonEntry {
            id: String::new(),
            name: name.to_owned(),
            also: Vec::new(),
            roles: vec![RoleEntry {
                title: office.to_owned(),
                of: "RUS".parse().ok(),
                when: when.and_then(|when| when.parse().ok()),
            }],
            mentions: 1,
            events: Vec::new(),
            reports: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    fn names(day: &str) -> Vec<String> {
        let people = vec![
            person("Boris Yeltsin", "President", None),
            person("Vladimir Putin", "President", Some("1992")),
            person("Ivan Petrov", "Rector", Some("1995/1997")),
            person("Pyotr Ivanov", "Rector", None),
        ];
        in_office(people, day.parse().unwrap()).into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn offices_are_told_by_the_day() {
        assert_eq!(names("1996-05-05"), ["Boris Yeltsin", "Ivan Petrov"]);
        assert_eq!(names("2001"), ["Vladimir Putin"]);
    }
}
