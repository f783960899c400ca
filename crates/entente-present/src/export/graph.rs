//! The record as a graph: parties, people and agreements; who met whom, who holds an office of whom, who signed what.

use std::collections::BTreeMap;

use entente_model::{EventKind, EventStatus, PartyCode, TimelineEvent};

use super::{Given, names::PersonIds};

/// A node.
pub(super) struct Node {
    pub(super) id: String,
    pub(super) label: String,
    /// `party`, `person` or `agreement`.
    pub(super) kind: &'static str,
    /// EDTF of a signature.
    pub(super) when: String,
}

/// An edge without direction.
pub(super) struct Edge {
    pub(super) from: String,
    pub(super) to: String,
    /// `met`, `office`, `signed`, `party` or `events`.
    pub(super) kind: &'static str,
    /// In how many events, roles or agreements.
    pub(super) weight: u32,
    /// EDTF of the first and the last of them.
    pub(super) first: String,
    pub(super) last: String,
}

/// Nodes and edges, each in a fixed order.
#[derive(Default)]
pub(super) struct Graph {
    nodes: BTreeMap<String, Node>,
    edges: BTreeMap<(String, String, &'static str), Edge>,
}

impl Graph {
    pub(super) fn of(given: &Given<'_>) -> Self {
        let record = given.record;
        let ids = PersonIds::of(record);
        let mut graph = Self::default();
        for person in &record.people {
            let id = graph.person(&person.name, Some(&person.id));
            for role in &person.roles {
                if let Some(of) = role.of {
                    graph.party(given, of);
                    let when = role.when.map(|when| when.to_string()).unwrap_or_default();
                    graph.edge(id.clone(), party_id(of), "office", &when);
                }
            }
        }
        for event in record.events.iter().filter(|event| took_place(event)) {
            graph.event(given, event, &ids);
        }
        for agreement in &record.agreements {
            let (id, when) =
                (format!("agreement:{}", agreement.id), agreement.signed.map(|day| day.to_string()));
            let when = when.unwrap_or_default();
            graph.nodes.entry(id.clone()).or_insert_with(|| Node {
                id: id.clone(),
                label: agreement.name.clone(),
                kind: "agreement",
                when: when.clone(),
            });
            for &party in &agreement.parties {
                graph.party(given, party);
                // What is proposed or negotiated has nobody's signature yet.
                let kind = if agreement.signed.is_some() { "signed" } else { "party" };
                graph.edge(party_id(party), id.clone(), kind, &when);
            }
        }
        graph
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.values()
    }

    pub(super) fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.edges.values()
    }

    fn event(&mut self, given: &Given<'_>, event: &TimelineEvent, ids: &PersonIds<'_>) {
        let when = event.when.map(|when| when.to_string()).unwrap_or_default();
        for (at, &party) in event.parties.iter().enumerate() {
            self.party(given, party);
            for &other in &event.parties[at + 1..] {
                self.party(given, other);
                self.edge(party_id(party), party_id(other), "events", &when);
            }
        }
        let together = matches!(event.kind, EventKind::Meeting | EventKind::Visit | EventKind::Agreement);
        let people: Vec<String> = event.people.iter().map(|name| self.person(name, ids.get(name))).collect();
        for (at, person) in people.iter().enumerate() {
            for other in people[at + 1..].iter().filter(|_| together) {
                self.edge(person.clone(), other.clone(), "met", &when);
            }
        }
    }

    fn party(&mut self, given: &Given<'_>, party: PartyCode) {
        let id = party_id(party);
        self.nodes.entry(id.clone()).or_insert_with(|| Node {
            id,
            label: given.context.party(party),
            kind: "party",
            when: String::new(),
        });
    }

    /// The node of a person, by id where the record knows who it is.
    fn person(&mut self, name: &str, id: Option<&str>) -> String {
        let id = id.map_or_else(|| format!("name:{name}"), |id| format!("person:{id}"));
        self.nodes.entry(id.clone()).or_insert_with(|| Node {
            id: id.clone(),
            label: name.to_owned(),
            kind: "person",
            when: String::new(),
        });
        id
    }

    fn edge(&mut self, from: String, to: String, kind: &'static str, when: &str) {
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        if from == to {
            return;
        }
        let edge = self.edges.entry((from.clone(), to.clone(), kind)).or_insert_with(|| Edge {
            from,
            to,
            kind,
            weight: 0,
            first: when.to_owned(),
            last: when.to_owned(),
        });
        edge.weight += 1;
        // Events come in order of time; undated ones last.
        if !when.is_empty() {
            if edge.first.is_empty() {
                when.clone_into(&mut edge.first);
            }
            when.clone_into(&mut edge.last);
        }
    }
}

fn took_place(event: &TimelineEvent) -> bool {
    matches!(event.status, EventStatus::Occurred | EventStatus::Ongoing)
}

fn party_id(party: PartyCode) -> String {
    format!("party:{party}")
}
