//! `FollowTheMoney` entities, one JSON object a line, as Aleph and `OpenAleph` load them.
//!
//! Sources are `Document`s, states and bodies `PublicBody`s, people `Person`s with `Position`s and `Occupancy`s,
//! events and agreements `Event`s, what somebody said a `Note`; a `Documentation` joins each to its source and holds the
//! words. Entities that stand on sources carry their `statements` as well: each value by itself, with the source that
//! it comes from and the time it was first seen.

use std::collections::{BTreeMap, BTreeSet};

use entente_model::{Day, Evidence, Interval, PartyCode, Precision, SourceId};
use serde_json::{Value, json};

use super::{Given, names::PersonIds};
use crate::{PresentError, escape, lists::statements::act_words};

/// The name of the dataset in statements.
const DATASET: &str = "entente";

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let people = PersonIds::of(given.record);
    let mut entities = Entities { given, people, out: Vec::new(), done: BTreeSet::new() };
    entities.sources();
    entities.people();
    entities.events();
    entities.agreements();
    entities.statements();
    let mut bytes = Vec::new();
    for entity in &entities.out {
        serde_json::to_writer(&mut bytes, entity)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Properties with their values; empty ones fall away.
type Properties = BTreeMap<&'static str, Vec<String>>;

struct Entities<'a> {
    given: &'a Given<'a>,
    people: PersonIds<'a>,
    out: Vec<Value>,
    done: BTreeSet<String>,
}

impl Entities<'_> {
    /// Adds an entity that no source tells of by itself, once.
    fn add(&mut self, id: &str, schema: &str, properties: Properties) {
        self.add_told(id, schema, properties, None);
    }

    /// Adds an entity, once, with the statements that it consists of: its values as the leading report has them.
    fn add_told(&mut self, id: &str, schema: &str, mut properties: Properties, told: Option<&Evidence>) {
        for values in properties.values_mut() {
            values.retain(|value| !value.trim().is_empty());
        }
        properties.retain(|_, values| !values.is_empty());
        if self.done.insert(id.to_owned()) {
            let mut entity = json!({ "id": id, "schema": schema, "datasets": [DATASET] });
            if let Some(told) = told {
                entity["statements"] = self.statements_of(id, schema, &properties, told);
            }
            entity["properties"] = json!(properties);
            self.out.push(entity);
        }
    }

    fn statements_of(&self, id: &str, schema: &str, properties: &Properties, told: &Evidence) -> Value {
        let seen = self.given.context.source(told.source_id).and_then(|source| source.added.clone());
        let all = properties.iter().flat_map(|(&property, values)| {
            let seen = seen.clone();
            values.iter().map(move |value| {
                json!({
                    "id": digest(&format!("{DATASET}.{id}.{property}.{value}")),
                    "entity_id": id, "canonical_id": id, "schema": schema, "prop": property, "value": value,
                    "dataset": DATASET, "origin": told.source, "first_seen": seen,
                })
            })
        });
        Value::Array(all.collect())
    }

    fn sources(&mut self) {
        for source in &self.given.record.sources {
            let (Some(id), None) = (source.id, &source.refused) else { continue };
            let file = source.origin.rsplit(['/', '\\']).next().unwrap_or_default();
            let mut properties = Properties::from([
                ("title", vec![source.title.clone().unwrap_or_else(|| source.origin.clone())]),
                ("publisher", source.publisher.clone().into_iter().collect()),
                ("publishedAt", dates(source.published)),
                ("language", source.lang.and_then(|lang| three_letters(lang.as_str())).into_iter().collect()),
                ("notes", vec![id.to_string()]),
            ]);
            match escape::link(&source.origin) {
                Some(address) => properties.insert("sourceUrl", vec![address.to_owned()]),
                None => properties.insert("fileName", vec![file.to_owned()]),
            };
            self.add(&document_id(id), "Document", properties);
        }
    }

    fn party(&mut self, party: PartyCode) -> String {
        let id = format!("party-{party}");
        let country = self.given.options.alpha2.get(&party).map(|code| code.to_ascii_lowercase());
        let properties = Properties::from([
            ("name", vec![self.given.context.party(party)]),
            ("abbreviation", vec![party.to_string()]),
            ("country", country.into_iter().collect()),
        ]);
        self.add(&id, "PublicBody", properties);
        id
    }

    fn people(&mut self) {
        for person in &self.given.record.people {
            let id = format!("person-{}", person.id);
            let properties = Properties::from([
                ("name", vec![person.name.clone()]),
                ("alias", person.also.clone()),
                ("position", person.roles.iter().map(|role| role.title.clone()).collect()),
            ]);
            self.add_told(&id, "Person", properties, person.reports.first());
            for role in &person.roles {
                let of = role.of.map(|of| self.party(of));
                let country = role
                    .of
                    .and_then(|of| self.given.options.alpha2.get(&of))
                    .map(|code| code.to_ascii_lowercase());
                let code = role.of.map(|of| of.to_string()).unwrap_or_default();
                let post = format!("position-{}", digest(&format!("{code} {}", role.title)));
                let properties = Properties::from([
                    ("name", vec![role.title.clone()]),
                    ("organization", of.into_iter().collect()),
                    ("country", country.into_iter().collect()),
                ]);
                self.add(&post, "Position", properties);
                // The days on which sources show the person there, no more: `date`, not start and end.
                let properties = Properties::from([
                    ("holder", vec![id.clone()]),
                    ("post", vec![post.clone()]),
                    ("date", days(role.when)),
                ]);
                self.add(&format!("occupancy-{}-{post}", person.id), "Occupancy", properties);
            }
            self.documents(&id, &person.reports);
        }
    }

    fn events(&mut self) {
        for event in &self.given.record.events {
            let id = format!("event-{}", event.id);
            let mut involved: Vec<String> = event.parties.iter().map(|&party| self.party(party)).collect();
            for name in &event.people {
                let person = self.person(name);
                involved.push(person);
            }
            let mut properties = Properties::from([
                ("name", vec![event.title.clone()]),
                ("keywords", vec![event.kind.to_string(), event.status.to_string()]),
                ("location", event.place.clone().into_iter().collect()),
                ("involved", involved),
                ("recordId", vec![event.id.clone()]),
                ("summary", event.reports.first().map(|report| report.quote.clone()).into_iter().collect()),
            ]);
            times(&mut properties, event.when);
            self.add_told(&id, "Event", properties, event.reports.first());
            self.documents(&id, &event.reports);
        }
    }

    fn agreements(&mut self) {
        for agreement in &self.given.record.agreements {
            let id = format!("agreement-{}", agreement.id);
            let involved = agreement.parties.iter().map(|&party| self.party(party)).collect();
            let mut properties = Properties::from([
                ("name", vec![agreement.name.clone()]),
                ("keywords", vec!["agreement".to_owned(), agreement.kind.clone()]),
                ("involved", involved),
                ("recordId", vec![agreement.id.clone()]),
            ]);
            times(&mut properties, agreement.signed);
            self.add_told(&id, "Event", properties, agreement.reports.first());
            self.documents(&id, &agreement.reports);
        }
    }

    fn statements(&mut self) {
        for said in &self.given.record.statements {
            let id = format!("statement-{}", said.id);
            let speaker = said.speaker.clone();
            let mut about: Vec<String> = said.about.iter().map(|&party| self.party(party)).collect();
            match (self.people.get(&speaker), said.party) {
                (Some(_), _) => about.insert(0, self.person(&speaker)),
                (None, Some(party)) => about.insert(0, self.party(party)),
                (None, None) => {}
            }
            let mut keywords = vec![said.act.to_string()];
            keywords.extend(said.topics.iter().map(ToString::to_string));
            let properties = Properties::from([
                ("name", vec![format!("{speaker} {}", act_words(said.act))]),
                ("description", said.reports.iter().map(|report| report.quote.clone()).collect()),
                ("keywords", keywords),
                ("createdAt", dates(said.when)),
                ("entity", about),
            ]);
            self.add_told(&id, "Note", properties, said.reports.first());
        }
    }

    /// The id of a person of this name, who is added where the record has none.
    fn person(&mut self, name: &str) -> String {
        if let Some(id) = self.people.get(name) {
            return format!("person-{id}");
        }
        let id = format!("person-{}", digest(name));
        self.add(&id, "Person", Properties::from([("name", vec![name.to_owned()])]));
        id
    }

    /// The words of each source about an entity.
    fn documents(&mut self, entity: &str, reports: &[Evidence]) {
        for report in reports {
            let document = document_id(report.source_id);
            // Aleph refuses what points to nothing.
            let file = report.source.rsplit(['/', '\\']).next().unwrap_or_default();
            self.add(&document, "Document", Properties::from([("fileName", vec![file.to_owned()])]));
            let id =
                format!("doc-{entity}-{}-{}-{}", &report.source_id.to_hex()[..12], report.start, report.end);
            let properties = Properties::from([
                ("entity", vec![entity.to_owned()]),
                ("document", vec![document]),
                ("summary", vec![report.quote.clone()]),
                ("role", vec!["source".to_owned()]),
            ]);
            self.add(&id, "Documentation", properties);
        }
    }
}

/// A word for a text in the letters that an id may have.
fn digest(text: &str) -> String {
    SourceId::of(text.as_bytes()).to_hex()[..20].to_owned()
}

fn document_id(id: SourceId) -> String {
    format!("source-{}", id.to_hex())
}

/// Start and end of a range, else the date.
fn times(properties: &mut Properties, when: Option<Interval>) {
    let Some(when) = when else { return };
    if when.is_range() || when.precision() < Precision::Year || when.precision() == Precision::Season {
        properties.insert("startDate", when.first_day().and_then(written).into_iter().collect());
        properties.insert("endDate", when.last_day().and_then(written).into_iter().collect());
    } else {
        properties.insert("date", dates(Some(when)));
    }
}

/// The first and the last day, once where they are one.
fn days(when: Option<Interval>) -> Vec<String> {
    let Some(when) = when else { return Vec::new() };
    let mut days: Vec<String> =
        [when.first_day(), when.last_day()].into_iter().flatten().filter_map(written).collect();
    days.dedup();
    days
}

/// A date of a year, month or day as it is written there: 1990, 1990-09, 1990-09-30.
fn dates(when: Option<Interval>) -> Vec<String> {
    let Some(when) = when else { return Vec::new() };
    let Some(full) = when.first_day().and_then(written) else { return Vec::new() };
    let length = match when.precision() {
        Precision::Day => 10,
        Precision::Month => 7,
        _ => 4,
    };
    vec![full.chars().take(length).collect()]
}

/// A day of the years 1000 to 2999: others are no dates to `FollowTheMoney`, which refuses the whole entity for one.
fn written(day: Day) -> Option<String> {
    (1000..=2999).contains(&day.year()).then(|| day.to_string())
}

/// `FollowTheMoney` wants ISO 639-3; the two-letter codes that the program reads and a few more.
fn three_letters(lang: &str) -> Option<String> {
    let three = match lang {
        "en" => "eng",
        "ru" => "rus",
        "ko" => "kor",
        "fr" => "fra",
        "de" => "deu",
        "es" => "spa",
        "pt" => "por",
        "it" => "ita",
        "ar" => "ara",
        "zh" => "zho",
        "ja" => "jpn",
        "uk" => "ukr",
        "tr" => "tur",
        "fa" => "fas",
        "pl" => "pol",
        _ if lang.len() == 3 => lang,
        _ => return None,
    };
    Some(three.to_owned())
}
