//! The planted contradictions of the sample dossier, and the pairs that only look wrong.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use entente_intake::{Hints, Intake, Options};
use entente_model::{Conflict, Reading};
use entente_reading::Reader;
use serde::Deserialize;

/// One line of `contradictions.json` or `tempting.json`.
#[derive(Debug, Deserialize)]
struct Gold {
    kind: String,
    claims: Vec<GoldClaim>,
    why: String,
}

#[derive(Debug, Deserialize)]
struct GoldClaim {
    doc: String,
    quote: String,
}

fn sample() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/sample")
}

fn readings() -> Vec<Reading> {
    let (intake, reader) = (Intake::new(Options::default()), Reader::new());
    let mut paths: Vec<PathBuf> =
        fs::read_dir(sample().join("documents")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let documents = paths.iter().flat_map(|path| {
        let origin = path.file_name().unwrap().to_string_lossy().into_owned();
        intake.read(&origin, &fs::read(path).unwrap(), &Hints::default()).unwrap()
    });
    documents.map(|document| reader.read(&document)).collect()
}

fn gold(name: &str) -> Vec<Gold> {
    serde_json::from_str(&fs::read_to_string(sample().join(name)).unwrap()).unwrap()
}

/// Whether every claim of the gold is quoted by a claim of the conflict, or half of the words of one are.
fn hits(found: &Conflict, gold: &Gold) -> bool {
    let overlaps = |quote: &str, wanted: &str| {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let (quote, wanted) = (plain(quote), plain(wanted));
        quote.contains(&wanted) || wanted.contains(&quote) || half_in_a_row(&quote, &wanted)
    };
    gold.claims.iter().all(|claim| {
        found.claims.iter().any(|found| found.source == claim.doc && overlaps(&found.quote, &claim.quote))
    })
}

fn half_in_a_row(first: &str, second: &str) -> bool {
    let (first, second): (Vec<&str>, Vec<&str>) = (first.split(' ').collect(), second.split(' ').collect());
    let enough = first.len().min(second.len()).div_ceil(2);
    first.windows(enough).any(|run| second.windows(enough).any(|other| other == run))
}

#[test]
fn the_planted_contradictions_are_found_and_little_else() {
    let readings = readings();
    let found = entente_examine::examine(&readings.iter().collect::<Vec<_>>());
    let gold_conflicts = gold("contradictions.json");
    let right = |found: &&Conflict| {
        gold_conflicts.iter().any(|gold| gold.kind == found.kind.as_str() && hits(found, gold))
    };
    let mut missed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for gold in &gold_conflicts {
        if !found.iter().any(|found| gold.kind == found.kind.as_str() && hits(found, gold)) {
            missed.entry(&gold.kind).or_default().push(&gold.why);
        }
    }
    let extra: Vec<&str> =
        found.iter().filter(|found| !right(found)).map(|found| found.why.as_str()).collect();
    let missing: usize = missed.values().map(Vec::len).sum();
    assert!(missing * 10 <= gold_conflicts.len(), "recall below 0.90: {missed:#?}");
    assert!(extra.len() * 10 <= found.len(), "precision below 0.90: {extra:#?}");
    for pair in gold("tempting.json") {
        let flagged: Vec<&str> =
            found.iter().filter(|found| hits(found, &pair)).map(|found| found.why.as_str()).collect();
        assert!(flagged.is_empty(), "these fit ({}): {flagged:?}", pair.why);
    }
}

#[test]
fn every_quote_of_the_sample_stands_once_in_its_document() {
    let readings = readings();
    for claim in
        gold("contradictions.json").iter().chain(&gold("tempting.json")).flat_map(|gold| &gold.claims)
    {
        let reading = readings.iter().find(|reading| reading.origin == claim.doc).expect(&claim.doc);
        let text = reading.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(text.matches(&claim.quote).count(), 1, "{}: {}", claim.doc, claim.quote);
    }
}

#[test]
fn the_order_of_the_documents_changes_nothing() {
    let readings = readings();
    let forward: Vec<&Reading> = readings.iter().collect();
    let mut turned = forward.clone();
    turned.rotate_left(7);
    turned.reverse();
    assert_eq!(entente_examine::examine(&forward), entente_examine::examine(&turned));
}
