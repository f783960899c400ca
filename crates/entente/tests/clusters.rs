//! Reports of the sample dossier joined into events and people, against clusters made by hand, by B-cubed.
//!
//! B-cubed (Bagga and Baldwin 1998): for each mention the share of its cluster that belongs with it (precision), and
//! the share of what belongs with it that is there (recall), averaged over mentions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{collections::BTreeSet, fs, path::Path};

use common::Place;
use serde_json::Value;

fn gold() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample-clusters.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or_default()
}

/// The first two digits of the file of a report.
fn document(report: &Value) -> &str {
    text(report, "source").rsplit('/').next().and_then(|name| name.get(..2)).unwrap_or_default()
}

/// Precision, recall and F1 of mentions given as pairs of the gold cluster and the cluster found.
fn b_cubed(mentions: &[(usize, String)]) -> (f64, f64, f64) {
    let (mut precision, mut recall) = (0.0, 0.0);
    for (gold, found) in mentions {
        let together = mentions.iter().filter(|(other, id)| other == gold && id == found).count() as f64;
        precision += together / mentions.iter().filter(|(_, id)| id == found).count() as f64;
        recall += together / mentions.iter().filter(|(other, _)| other == gold).count() as f64;
    }
    let count = mentions.len().max(1) as f64;
    let (precision, recall) = (precision / count, recall / count);
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE))
}

fn sample() -> Place {
    let place = Place::new();
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sample/documents");
    assert_eq!(place.run(&["add", documents.to_str().unwrap()]).code, 0);
    place
}

#[test]
fn reports_of_the_sample_become_the_events_that_a_reader_sees() {
    let place = sample();
    let events = lines(&place.run(&["timeline", "--all", "--undated", "--format", "jsonl"]).out);
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut mentions = Vec::new();
    let mut missing = Vec::new();
    for (number, cluster) in gold()["events"].as_array().unwrap().iter().enumerate() {
        for mention in cluster.as_array().unwrap() {
            let (of, words) = mention.as_str().unwrap().split_once(' ').unwrap();
            let holds =
                |report: &&Value| document(report) == of && squeezed(text(report, "quote")).contains(words);
            // A sentence may tell of two events: the shortest quote is the one that is meant.
            let reports = events.iter().flat_map(|event| {
                event["reports"].as_array().unwrap().iter().map(move |report| (event, report))
            });
            let told = reports.filter(|(_, report)| holds(report));
            match told.min_by_key(|(event, report)| (text(report, "quote").len(), text(event, "id"))) {
                Some((event, _)) => mentions.push((number, text(event, "id").to_owned())),
                None => missing.push(mention.clone()),
            }
        }
    }
    let (precision, recall, f1) = b_cubed(&mentions);
    println!(
        "events: B-cubed precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}; {} mentions",
        mentions.len()
    );
    // What is not found at all is the matter of the reading; here only that enough is there to judge by.
    assert!(missing.len() * 5 < mentions.len(), "{missing:#?}");
    assert!(f1 >= 0.90, "{f1}");
}

#[test]
fn names_of_the_sample_become_the_people_that_a_reader_sees() {
    let place = sample();
    let people = lines(&place.run(&["who", "--format", "jsonl"]).out);
    let mut mentions = Vec::new();
    let mut missing = Vec::new();
    for (number, person) in gold()["people"].as_array().unwrap().iter().enumerate() {
        let forms: BTreeSet<&str> =
            person["forms"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for of in person["documents"].as_array().unwrap().iter().filter_map(Value::as_str) {
            let named = |found: &&Value| {
                let also = found["also"].as_array().unwrap().iter().filter_map(Value::as_str);
                let called = also.chain([text(found, "name")]).any(|name| forms.contains(name));
                called && found["reports"].as_array().unwrap().iter().any(|report| document(report) == of)
            };
            match people.iter().find(named) {
                Some(found) => mentions.push((number, text(found, "id").to_owned())),
                None => missing.push(format!("{of} {forms:?}")),
            }
        }
    }
    let (precision, recall, f1) = b_cubed(&mentions);
    println!(
        "people: B-cubed precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}; {} mentions",
        mentions.len()
    );
    assert!(missing.len() * 5 < mentions.len(), "{missing:#?}");
    assert!(f1 >= 0.90, "{f1}");
}
