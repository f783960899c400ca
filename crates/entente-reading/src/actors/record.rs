//! Actors as the public record has them.

use std::ops::Range;

use entente_model::{Actor, ActorId, ActorKind, CharIndex, Interval, Mention, PartyCode, Role};
use entente_reference::{PolityKind, Reference};

use super::{Actors, Person, Target};

/// The public actors with the way from the found ones to their ids.
#[derive(Debug, Default)]
pub(crate) struct ActorTable {
    /// In order of their first mention.
    pub actors: Vec<Actor>,
    people: Vec<ActorId>,
    organisations: Vec<ActorId>,
    polities: Vec<ActorId>,
}

impl ActorTable {
    /// The id of somebody.
    pub(crate) fn id(&self, target: Target) -> ActorId {
        match target {
            Target::Person(number) => self.people[number],
            Target::Organisation(number) => self.organisations[number],
            Target::Polity(hit) => self.polities[hit],
        }
    }

    /// Numbers everybody by first mention. `organs`: where an organ of a state stands for it, with the state as an index into the
    /// hits.
    pub(crate) fn new(
        actors: &Actors,
        organs: &[(usize, Range<usize>)],
        text: &str,
        chars: &CharIndex,
        reference: &Reference,
        dates: &dyn Fn(&Range<usize>) -> Option<Interval>,
    ) -> Self {
        let mention = |range: &Range<usize>| {
            let span = chars.span(text, range.clone());
            Mention { start: span.start, end: span.end, text: text[range.clone()].to_owned() }
        };
        let codes: Vec<PartyCode> =
            actors.hits.iter().map(|hit| reference.code_of(hit, dates(&hit.range))).collect();
        let mut table = Self::default();
        let mut all: Vec<(usize, Entry)> = Vec::new();
        for (number, person) in actors.people.iter().enumerate() {
            all.push((first(&person.mentions), Entry::Person(number)));
        }
        for (number, organisation) in actors.organisations.iter().enumerate() {
            all.push((first(&organisation.mentions), Entry::Organisation(number)));
        }
        let mut seen: Vec<PartyCode> = Vec::new();
        for (hit, code) in codes.iter().enumerate() {
            if !seen.contains(code) {
                seen.push(*code);
                all.push((actors.hits[hit].range.start, Entry::Polity(*code)));
            }
        }
        all.sort_by_key(|(start, _)| *start);
        table.people = vec![ActorId(0); actors.people.len()];
        table.organisations = vec![ActorId(0); actors.organisations.len()];
        table.polities = vec![ActorId(0); actors.hits.len()];
        for (number, (_, entry)) in all.into_iter().enumerate() {
            let id = ActorId(number as u32 + 1);
            let actor = match entry {
                Entry::Person(person) => {
                    table.people[person] = id;
                    let found = &actors.people[person];
                    Actor {
                        id,
                        kind: ActorKind::Person,
                        name: found.name.clone(),
                        code: None,
                        roles: roles(actors, found, actors.state_of[person], text, &codes),
                        mentions: found.mentions.iter().map(mention).collect(),
                    }
                }
                Entry::Organisation(organisation) => {
                    table.organisations[organisation] = id;
                    let found = &actors.organisations[organisation];
                    Actor {
                        id,
                        kind: ActorKind::Organisation,
                        name: found.name.clone(),
                        code: found.of.map(|hit| codes[hit]),
                        roles: Vec::new(),
                        mentions: found.mentions.iter().map(mention).collect(),
                    }
                }
                Entry::Polity(code) => {
                    let hits =
                        codes.iter().enumerate().filter(|(_, other)| **other == code).map(|(hit, _)| hit);
                    let hits: Vec<usize> = hits.collect();
                    for &hit in &hits {
                        table.polities[hit] = id;
                    }
                    let body = reference.polity(code).is_some_and(|polity| polity.kind == PolityKind::Body);
                    let name = reference
                        .polity(code)
                        .map_or_else(|| code.to_string(), |polity| polity.name.to_owned());
                    Actor {
                        id,
                        kind: if body { ActorKind::Body } else { ActorKind::State },
                        name,
                        code: Some(code),
                        roles: Vec::new(),
                        mentions: {
                            let own = hits.iter().map(|&hit| &actors.hits[hit].range);
                            let organs = organs.iter().filter(|(hit, _)| codes[*hit] == code);
                            let mut ranges: Vec<&Range<usize>> =
                                own.chain(organs.map(|(_, range)| range)).collect();
                            ranges.sort_by_key(|range| (range.start, range.end));
                            ranges.into_iter().map(mention).collect()
                        },
                    }
                }
            };
            table.actors.push(actor);
        }
        table
    }
}

enum Entry {
    Person(usize),
    Organisation(usize),
    Polity(PartyCode),
}

fn first(mentions: &[Range<usize>]) -> usize {
    mentions.first().map_or(usize::MAX, |mention| mention.start)
}

/// The titles of a person in the words of the text, each once.
fn roles(
    actors: &Actors,
    person: &Person,
    state: Option<usize>,
    text: &str,
    codes: &[PartyCode],
) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for title in &person.titles {
        let words = text[title.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let of = actors.state_of_title(text, title).or(state).map(|hit| codes[hit]);
        if !roles.iter().any(|role| role.title == words) {
            roles.push(Role { title: words, of });
        }
    }
    roles
}
