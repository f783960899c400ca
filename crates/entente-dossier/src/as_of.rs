//! The record as it stood on a day: who held an office, what was signed by then.

use std::collections::BTreeSet;

use entente_model::{AgreementEntry, Interval, PartyCode, PersonEntry, RoleEntry};
use entente_reference::Reference;

use crate::{Dossier, DossierError};

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

/// A state or body of the record, and whether it existed on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct PartyOn {
    /// Its code.
    pub code: PartyCode,
    /// Its name.
    pub name: String,
    /// From when to when it existed, by the period that is nearest.
    pub span: Option<Interval>,
    /// Whether it existed then.
    pub existed: bool,
}

impl Dossier {
    /// The states and bodies that the events of the record name, each with whether it existed in `when`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn parties_on(&mut self, when: Interval) -> Result<Vec<PartyOn>, DossierError> {
        self.refresh()?;
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare("SELECT DISTINCT parties FROM entries INDEXED BY entries_in_time WHERE class = 1")
            .map_err(failed)?;
        let lists = statement.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        let mut codes: BTreeSet<PartyCode> = BTreeSet::new();
        for list in lists {
            codes.extend(list.map_err(failed)?.split(',').filter_map(|code| code.parse::<PartyCode>().ok()));
        }
        let reference = Reference::embedded();
        let on = |code: PartyCode| {
            let period = reference.periods(code).find(|polity| polity.existed_in(when));
            let shown = period.or_else(|| reference.polity(code))?;
            Some(PartyOn { code, name: shown.name.to_owned(), span: shown.span, existed: period.is_some() })
        };
        Ok(codes.into_iter().filter_map(on).collect())
    }
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
    fn states_are_told_by_the_day() {
        use entente_model::EventKind;
        let ties = crate::testing::told("a.txt", "en", "1991-01-01", "In 1990 they established ties.").event(
            "In 1990 they established ties",
            "1990",
            EventKind::Relations,
            "SUN KOR",
        );
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = crate::testing::dossier(folder.path(), &[&ties]);
        let mut on = |day: &str| -> Vec<(String, bool)> {
            let all = dossier.parties_on(day.parse().unwrap()).unwrap();
            all.into_iter().map(|party| (party.code.to_string(), party.existed)).collect()
        };
        assert_eq!(on("1985"), [("KOR".to_owned(), true), ("SUN".to_owned(), true)]);
        assert_eq!(on("1995-05-05"), [("KOR".to_owned(), true), ("SUN".to_owned(), false)]);
    }

    #[test]
    fn offices_are_told_by_the_day() {
        assert_eq!(names("1996-05-05"), ["Boris Yeltsin", "Ivan Petrov"]);
        assert_eq!(names("2001"), ["Vladimir Putin"]);
    }
}
