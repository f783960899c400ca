//! CAMEO codes of single sentences: who did what to whom, as (source country, target country, two-digit root).

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use anyhow::{Context, Result};
use entente_model::{Actor, Document, Event, Language, ParticipantRole, Reading, SourceId};
use entente_reading::Reader;
use entente_reference::{PolityKind, Reference};
use serde::Deserialize;

/// One record of the gold file.
#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    date: Option<String>,
    text: String,
    events: Vec<GoldEvent>,
}

#[derive(Debug, Deserialize)]
struct GoldEvent {
    source: String,
    target: String,
    code: String,
}

/// Source country, target country, root; bodies are `IGO`, as event-data scholars code them.
type Triple = (String, String, String);

/// Reads each sentence and compares the triples; F1, and with `errors` the disagreements.
///
/// # Errors
/// When the gold file cannot be read.
pub(crate) fn run(shared: &Path, errors: bool) -> Result<String> {
    let path = shared.join("gold").join("cameo").join("dev.jsonl");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let reader = Reader::new();
    let (mut right, mut found, mut there) = (0, 0, 0);
    let mut table = String::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let record: Record = serde_json::from_str(line).with_context(|| format!("in {}", path.display()))?;
        let gold: BTreeSet<Triple> = record.events.iter().map(of_gold).collect();
        let ours = triples(&reader.read(&document(&record)));
        right += gold.intersection(&ours).count();
        found += ours.len();
        there += gold.len();
        if errors && gold != ours {
            writeln!(table, "{}\tgold {}\tours {}\t{}", record.id, shown(&gold), shown(&ours), record.text)?;
        }
    }
    let (precision, recall) = (f64::from(right_of(right, found)), f64::from(right_of(right, there)));
    let f1 = if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    writeln!(
        table,
        "cameo (source, target, root): precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}  ({right} of {there} gold, \
         {found} found)"
    )?;
    Ok(table)
}

fn right_of(right: usize, all: usize) -> f32 {
    right as f32 / all.max(1) as f32
}

fn shown(triples: &BTreeSet<Triple>) -> String {
    let list: Vec<String> =
        triples.iter().map(|(source, target, root)| format!("{source}>{target}:{root}")).collect();
    list.join(" ")
}

fn document(record: &Record) -> Document {
    Document {
        id: SourceId::of(record.text.as_bytes()),
        origin: format!("{}.txt", record.id),
        lang: Language::new("en"),
        title: None,
        publisher: None,
        published: record.date.as_deref().and_then(|day| day.parse().ok()),
        published_clock: None,
        published_by: None,
        captured: None,
        places: Vec::new(),
        text: record.text.clone(),
        cuts: Vec::new(),
        warnings: Vec::new(),
    }
}

fn of_gold(event: &GoldEvent) -> Triple {
    let country = |code: &str| code.chars().take(3).collect::<String>();
    (country(&event.source), country(&event.target), event.code.chars().take(2).collect())
}

/// The triples of a reading: who acts by the roles of the participants, else by the order of the parties.
fn triples(reading: &Reading) -> BTreeSet<Triple> {
    reading.events.iter().filter_map(|event| triple(reading, event)).collect()
}

fn triple(reading: &Reading, event: &Event) -> Option<Triple> {
    let of = |role: ParticipantRole| {
        let mut actors =
            event.participants.iter().filter(move |one| one.role == role).filter_map(|one| {
                reading.actors.iter().find(|actor| actor.id == one.actor).and_then(state_of)
            });
        actors.next()
    };
    let parties: Vec<String> = event.parties.iter().map(|code| as_coded(code.as_str())).collect();
    let target = of(ParticipantRole::Target);
    let source = of(ParticipantRole::Source)
        .or_else(|| parties.iter().find(|party| Some(*party) != target.as_ref()).cloned())?;
    let target = target
        .filter(|target| *target != source)
        .or_else(|| parties.iter().find(|party| **party != source).cloned())?;
    let root: String = event.cameo.as_deref()?.chars().take(2).collect();
    Some((source, target, root))
}

fn state_of(actor: &Actor) -> Option<String> {
    let code = actor.code.or_else(|| actor.roles.iter().find_map(|role| role.of))?;
    Some(as_coded(code.as_str()))
}

/// International bodies have one code in these records.
fn as_coded(code: &str) -> String {
    let polity = code.parse().ok().and_then(|code| Reference::embedded().polity(code));
    if polity.is_some_and(|polity| polity.kind == PolityKind::Body) {
        "IGO".to_owned()
    } else {
        code.to_owned()
    }
}
