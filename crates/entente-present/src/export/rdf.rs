//! The record as statements of RDF, in the words of schema.org and PROV-O, and of CIDOC-CRM where it has them.
//!
//! Events, people, states and sources are things; a report is a quotation that an event was derived from and that was
//! quoted from a source. JSON-LD and Turtle write the same graph.

use std::collections::{BTreeMap, BTreeSet};

use entente_model::{EventStatus, Evidence, Interval, PartyCode, Record};

use super::{Given, names::PersonIds, vocabulary::encoded};
use crate::escape;

/// Prefixes of both forms.
pub(super) const PREFIXES: &[(&str, &str)] = &[
    ("schema", "https://schema.org/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("crm", "http://www.cidoc-crm.org/cidoc-crm/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("edtf", "http://id.loc.gov/datatypes/edtf/"),
];

/// What a property holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Object {
    /// A thing of ours or of the web, by its full IRI.
    Iri(String),
    /// A term with a prefix: `schema:EventScheduled`.
    Term(&'static str),
    /// Text, in a language where it is known.
    Text(String, Option<String>),
    /// A value of a type with a prefix: `xsd:date`.
    Typed(String, &'static str),
}

/// A thing with its classes and properties.
#[derive(Debug, Clone, Default)]
pub(super) struct Thing {
    pub(super) classes: Vec<&'static str>,
    pub(super) properties: BTreeMap<&'static str, BTreeSet<Object>>,
}

impl Thing {
    fn of(classes: &[&'static str]) -> Self {
        Self { classes: classes.to_vec(), properties: BTreeMap::new() }
    }

    fn with(mut self, property: &'static str, object: Object) -> Self {
        self.properties.entry(property).or_default().insert(object);
        self
    }

    fn with_all(mut self, property: &'static str, objects: impl IntoIterator<Item = Object>) -> Self {
        for object in objects {
            self = self.with(property, object);
        }
        self
    }

    fn text(self, property: &'static str, text: &str) -> Self {
        self.with(property, Object::Text(text.to_owned(), None))
    }
}

/// Things by their IRI, in a fixed order.
pub(super) fn things(given: &Given<'_>) -> BTreeMap<String, Thing> {
    let ids = PersonIds::of(given.record);
    let mut graph = Graph { given, ids, things: BTreeMap::new() };
    graph.sources(given.record);
    graph.people(given.record);
    graph.events(given.record);
    graph.agreements(given.record);
    graph.statements(given.record);
    graph.things
}

struct Graph<'a> {
    given: &'a Given<'a>,
    ids: PersonIds<'a>,
    things: BTreeMap<String, Thing>,
}

impl Graph<'_> {
    fn sources(&mut self, record: &Record) {
        for source in &record.sources {
            let (Some(id), None) = (source.id, &source.refused) else { continue };
            let mut thing = Thing::of(&["schema:CreativeWork", "prov:Entity", "crm:E31_Document"])
                .text("schema:name", source.title.as_deref().unwrap_or(&source.origin))
                .text("schema:sha256", &id.to_hex())
                .with_all(
                    "schema:publisher",
                    source.publisher.iter().map(|name| Object::Text(name.clone(), None)),
                )
                .with_all("schema:inLanguage", source.lang.map(|lang| Object::Text(lang.to_string(), None)))
                .with_all("schema:datePublished", date(source.published));
            thing = match escape::link(&source.origin) {
                Some(address) => thing.with("schema:url", Object::Typed(address.to_owned(), "xsd:anyURI")),
                None => thing.text("schema:identifier", &source.origin),
            };
            self.things.insert(source_iri(&id.to_hex()), thing);
        }
    }

    fn party(&mut self, party: PartyCode) -> Object {
        let iri = format!("urn:entente:party:{party}");
        if !self.things.contains_key(&iri) {
            let thing = Thing::of(&["schema:Organization", "prov:Agent", "crm:E74_Group"])
                .text("schema:name", &self.given.context.party(party))
                .text("schema:identifier", party.as_str());
            self.things.insert(iri.clone(), thing);
        }
        Object::Iri(iri)
    }

    fn person(&mut self, name: &str) -> Object {
        let id = self.ids.get(name).map_or_else(|| encoded(name), encoded);
        let iri = format!("urn:entente:person:{id}");
        self.things.entry(iri.clone()).or_insert_with(|| {
            Thing::of(&["schema:Person", "prov:Agent", "crm:E21_Person"]).text("schema:name", name)
        });
        Object::Iri(iri)
    }

    fn people(&mut self, record: &Record) {
        for person in &record.people {
            let Object::Iri(iri) = self.person(&person.name) else { continue };
            let mut thing = self.things.remove(&iri).unwrap_or_default();
            thing = thing
                .with_all(
                    "schema:alternateName",
                    person.also.iter().map(|name| Object::Text(name.clone(), None)),
                )
                .with_all(
                    "schema:jobTitle",
                    person.roles.iter().map(|role| Object::Text(role.title.clone(), None)),
                );
            for party in person.roles.iter().filter_map(|role| role.of) {
                let party = self.party(party);
                thing = thing.with("schema:affiliation", party);
            }
            thing = thing.with_all("prov:wasDerivedFrom", self.quotes(&person.reports));
            self.things.insert(iri, thing);
        }
    }

    fn events(&mut self, record: &Record) {
        for event in &record.events {
            let parties: Vec<Object> = event.parties.iter().map(|&party| self.party(party)).collect();
            let people: Vec<Object> = event.people.iter().map(|name| self.person(name)).collect();
            let thing = Thing::of(&["schema:Event", "prov:Entity", "crm:E7_Activity"])
                .with("schema:name", Object::Text(event.title.clone(), self.lang(&event.reports)))
                .text("schema:keywords", event.kind.as_str())
                .text("schema:keywords", event.status.as_str())
                .with_all("schema:startDate", day(event.when.and_then(Interval::first_day)))
                .with_all("schema:endDate", day(event.when.and_then(Interval::last_day)))
                .with_all("dcterms:date", event.when.map(|when| Object::Typed(when.to_string(), "edtf:EDTF")))
                .with_all("schema:eventStatus", status(event.status))
                .with_all(
                    "schema:location",
                    event.place.iter().map(|place| Object::Text(place.clone(), None)),
                )
                .with_all("crm:P11_had_participant", parties.iter().chain(&people).cloned())
                .with_all("schema:organizer", parties)
                .with_all("schema:attendee", people)
                .with_all("prov:wasDerivedFrom", self.quotes(&event.reports));
            self.things.insert(format!("urn:entente:event:{}", encoded(&event.id)), thing);
        }
    }

    fn agreements(&mut self, record: &Record) {
        for agreement in &record.agreements {
            let parties: Vec<Object> = agreement.parties.iter().map(|&party| self.party(party)).collect();
            let thing = Thing::of(&["schema:Legislation", "prov:Entity", "crm:E73_Information_Object"])
                .with("schema:name", Object::Text(agreement.name.clone(), self.lang(&agreement.reports)))
                .text("schema:legislationType", &agreement.kind)
                .with_all("schema:legislationDate", date(agreement.signed))
                .with_all("schema:legislationPassedBy", parties)
                .with_all("prov:wasDerivedFrom", self.quotes(&agreement.reports));
            self.things.insert(format!("urn:entente:agreement:{}", encoded(&agreement.id)), thing);
        }
    }

    fn statements(&mut self, record: &Record) {
        for statement in &record.statements {
            let quote = statement.reports.first().map_or("", |report| report.quote.as_str());
            let about: Vec<Object> = statement.about.iter().map(|&party| self.party(party)).collect();
            let topics = statement.topics.iter().map(|topic| Object::Text(topic.to_string(), None));
            let creator = match (self.ids.get(&statement.speaker), statement.party) {
                (Some(_), _) => self.person(&statement.speaker),
                (None, Some(party)) => self.party(party),
                (None, None) => Object::Text(statement.speaker.clone(), None),
            };
            let thing = Thing::of(&["schema:Claim", "prov:Entity"])
                .with("schema:text", Object::Text(quote.to_owned(), self.lang(&statement.reports)))
                .with("schema:creator", creator)
                .with_all("schema:dateCreated", date(statement.when))
                .with_all("schema:about", about)
                .with_all("schema:keywords", topics)
                .with_all("prov:wasDerivedFrom", self.quotes(&statement.reports));
            self.things.insert(format!("urn:entente:statement:{}", encoded(&statement.id)), thing);
        }
    }

    /// The language of the leading report.
    fn lang(&self, reports: &[Evidence]) -> Option<String> {
        let source = self.given.context.source(reports.first()?.source_id)?;
        source.lang.map(|lang| lang.to_string())
    }

    /// Each report as a thing of its own.
    fn quotes(&mut self, reports: &[Evidence]) -> Vec<Object> {
        let mut iris = Vec::new();
        for report in reports {
            let hex = report.source_id.to_hex();
            let iri = format!("urn:entente:quote:{hex}:{}-{}", report.start, report.end);
            let lang = self.given.context.source(report.source_id).and_then(|source| source.lang);
            let words = Object::Text(report.quote.clone(), lang.map(|lang| lang.to_string()));
            let thing = Thing::of(&["schema:Quotation", "prov:Entity"])
                .with("prov:value", words)
                .with("prov:wasQuotedFrom", Object::Iri(source_iri(&hex)));
            self.things.insert(iri.clone(), thing);
            iris.push(Object::Iri(iri));
        }
        iris
    }
}

fn source_iri(hex: &str) -> String {
    format!("urn:entente:source:{hex}")
}

fn day(day: Option<entente_model::Day>) -> Option<Object> {
    day.filter(|day| day.year() > 0).map(|day| Object::Typed(day.to_string(), "xsd:date"))
}

/// A day as such, anything else in EDTF.
fn date(when: Option<Interval>) -> Option<Object> {
    let when = when?;
    let text = when.to_string();
    let single = when.first_day().filter(|day| day.to_string() == text);
    Some(single.map_or(Object::Typed(text, "edtf:EDTF"), |day| Object::Typed(day.to_string(), "xsd:date")))
}

fn status(status: EventStatus) -> Option<Object> {
    match status {
        EventStatus::Planned => Some(Object::Term("schema:EventScheduled")),
        EventStatus::Cancelled => Some(Object::Term("schema:EventCancelled")),
        _ => None,
    }
}
