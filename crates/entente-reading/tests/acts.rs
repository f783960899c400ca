//! Sentences of our own with the events that a careful reader would put on record, language by language.

use std::collections::BTreeSet;

use entente_model::{Document, Language, SourceId};
use entente_reading::Reader;

const RUSSIAN: &str = include_str!("acts/ru.tsv");

/// One event as the tables write it: `when kind status parties`, the parties in the order of the alphabet.
fn line(when: &str, kind: &str, status: &str, parties: &BTreeSet<String>) -> String {
    let parties: Vec<&str> = parties.iter().map(String::as_str).collect();
    format!("{when} {kind} {status} {}", parties.join(","))
}

fn wanted(events: &str) -> BTreeSet<String> {
    let one = |event: &str| {
        let words: Vec<&str> = event.split_whitespace().collect();
        let [when, kind, status, parties] = words[..] else { panic!("not four words: {event}") };
        line(when, kind, status, &parties.split(',').map(str::to_owned).collect())
    };
    events.split(';').map(str::trim).filter(|event| *event != "-").map(one).collect()
}

fn found(reader: &Reader, lang: &str, text: &str) -> BTreeSet<String> {
    let document = Document {
        id: SourceId::of(text.as_bytes()),
        origin: "table".to_owned(),
        lang: Language::new(lang),
        title: None,
        publisher: None,
        published: "2024-06-15".parse().ok(),
        published_clock: None,
        published_by: None,
        captured: None,
        places: Vec::new(),
        text: text.to_owned(),
        cuts: Vec::new(),
        warnings: Vec::new(),
    };
    let events = reader.read(&document).events;
    let one = |event: &entente_model::Event| {
        let when = event.when.map_or_else(|| "?".to_owned(), |when| when.to_string());
        let parties = event.parties.iter().map(ToString::to_string).collect();
        line(&when, &event.kind.to_string(), &event.status.to_string(), &parties)
    };
    events.iter().map(one).collect()
}

#[test]
fn russian_sentences_give_the_events_of_the_table() {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for row in RUSSIAN.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let (text, events) = row.split_once('\t').unwrap();
        let (wanted, found) = (wanted(events), found(&reader, "ru", text));
        if wanted != found {
            wrong.push(format!("{text}\n    wanted {wanted:?}\n    found  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} sentences:\n{}", wrong.len(), wrong.join("\n"));
}
