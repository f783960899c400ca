//! Sentences of our own with the events that a careful reader would put on record, language by language.

mod texts;

use std::collections::BTreeSet;

use entente_model::{ActorKind, Language, Reading, Statement};
use entente_reading::Reader;

const TABLES: [(&str, &str); 2] = [("ko", include_str!("acts/ko.tsv")), ("ru", include_str!("acts/ru.tsv"))];

/// One event as the tables write it: `when kind status parties`, the parties in the order of the alphabet.
fn line(when: &str, kind: &str, status: &str, parties: &BTreeSet<String>) -> String {
    let parties: Vec<&str> = parties.iter().map(String::as_str).collect();
    format!("{when} {kind} {status} {}", parties.join(","))
}

fn wanted(events: &str) -> BTreeSet<String> {
    let one = |event: &str| {
        let words: Vec<&str> = event.split_whitespace().collect();
        // Nobody named takes part: the last word is left out.
        let (when, kind, status, parties) = match words[..] {
            [when, kind, status, parties] => (when, kind, status, parties),
            [when, kind, status] => (when, kind, status, "-"),
            _ => panic!("not three or four words: {event}"),
        };
        let parties = parties.split(',').filter(|party| *party != "-");
        line(when, kind, status, &parties.map(str::to_owned).collect())
    };
    events.split(';').map(str::trim).filter(|event| *event != "-").map(one).collect()
}

fn read(reader: &Reader, lang: &str, text: &str) -> Reading {
    reader.read(&texts::document(text, Language::new(lang), Some("2024-06-15")))
}

fn events(reading: &Reading) -> BTreeSet<String> {
    let one = |event: &entente_model::Event| {
        let when = event.when.map_or_else(|| "?".to_owned(), |when| when.to_string());
        let parties = event.parties.iter().map(ToString::to_string).collect();
        line(&when, &event.kind.to_string(), &event.status.to_string(), &parties)
    };
    reading.events.iter().map(one).collect()
}

/// The people of a reading, and who is said to say something.
fn people(reading: &Reading) -> [BTreeSet<String>; 2] {
    let people = reading.actors.iter().filter(|actor| actor.kind == ActorKind::Person);
    let speaker = |said: &Statement| reading.actors.iter().find(|actor| actor.id == said.speaker);
    let speakers = reading.statements.iter().filter_map(speaker);
    [people.map(|person| person.name.clone()).collect(), speakers.map(|actor| actor.name.clone()).collect()]
}

#[test]
fn sentences_give_what_their_tables_say() {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for (lang, table) in TABLES {
        for row in table.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            let (text, told) = (columns[0], columns[1]);
            let reading = read(&reader, lang, text);
            let (wanted, found) = (wanted(told), events(&reading));
            if wanted != found {
                wrong.push(format!("{text}\n    wanted {wanted:?}\n    found  {found:?}"));
            }
            let names = |column: &str| -> BTreeSet<String> {
                column.split(',').map(str::trim).filter(|name| *name != "-").map(str::to_owned).collect()
            };
            for (column, found) in columns[2..].iter().zip(people(&reading)) {
                let wanted = names(column);
                if wanted != found {
                    wrong.push(format!("{text}\n    named {wanted:?}\n    found {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} sentences:\n{}", wrong.len(), wrong.join("\n"));
}
