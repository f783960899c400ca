//! What a reader records of short texts, in a form that tests can compare.

// Each test uses some of it.
#![allow(dead_code)]

use entente_language::Packs;
use entente_model::{Document, Language, Reading};
use entente_reading::Reader;

/// A text as a document.
pub(crate) fn document(text: &str, lang: Option<Language>, published: Option<&str>) -> Document {
    Document {
        published: published.and_then(|day| day.parse().ok()),
        ..Document::of_text("story.txt", lang, text)
    }
}

/// What a careful reader records of a text.
pub(crate) fn read(text: &str, published: Option<&str>) -> Reading {
    Reader::new().read(&document(text, Packs::embedded().detect(text), published))
}

/// The dated events of a text as "date kind", in order.
pub(crate) fn dated(text: &str) -> Vec<String> {
    let reading = read(text, None);
    let events = reading.events.iter();
    events.filter_map(|event| Some(format!("{} {}", event.when?, event.kind))).collect()
}

/// The names of the people of a text.
pub(crate) fn people(text: &str) -> Vec<String> {
    let reading = read(text, None);
    let people = reading.actors.iter().filter(|actor| actor.kind == entente_model::ActorKind::Person);
    people.map(|actor| actor.name.clone()).collect()
}

/// The speaker of each statement with the words.
pub(crate) fn said(text: &str) -> Vec<(String, String)> {
    let reading = read(text, None);
    let name = |id: &str| {
        reading
            .actors
            .iter()
            .find(|actor| actor.id.to_string() == id)
            .map_or(String::new(), |actor| actor.name.clone())
    };
    reading.statements.iter().map(|said| (name(&said.speaker.to_string()), said.quote.clone())).collect()
}

/// The speakers of the statements, in order.
pub(crate) fn said_by(text: &str) -> Vec<String> {
    said(text).into_iter().map(|(name, _)| name).collect()
}

/// The dated events of a text that was given out on a day as "date kind status", in order.
pub(crate) fn dated_on(text: &str, published: &str) -> Vec<String> {
    let reading = read(text, Some(published));
    let events = reading.events.iter();
    events.filter_map(|event| Some(format!("{} {} {}", event.when?, event.kind, event.status))).collect()
}
