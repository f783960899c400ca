//! People by the names under which events and statements have them.

use std::collections::HashMap;

use entente_model::Record;

/// The id of the one person of a record who bears a name; names that several bear lead to none.
pub(super) struct PersonIds<'a>(HashMap<&'a str, Option<&'a str>>);

impl<'a> PersonIds<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        let mut ids: HashMap<&str, Option<&str>> = HashMap::new();
        // A name in full goes before a variant of somebody else's.
        for person in &record.people {
            ids.entry(&person.name).and_modify(|id| *id = None).or_insert(Some(&person.id));
        }
        let full: Vec<&str> = ids.keys().copied().collect();
        for person in &record.people {
            for name in person.also.iter().filter(|name| !full.contains(&name.as_str())) {
                let other = |id: &mut Option<&'a str>| {
                    if *id != Some(&person.id) {
                        *id = None;
                    }
                };
                ids.entry(name).and_modify(other).or_insert(Some(&person.id));
            }
        }
        Self(ids)
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).copied().flatten()
    }
}
