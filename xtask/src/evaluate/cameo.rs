//! CAMEO codes of single sentences: who did what to whom, as (source country, target country, two-digit root).

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use anyhow::{Context, Result};
use entente_model::{Actor, Document, Event, Language, ParticipantRole, Reading};
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
        published: record.date.as_deref().and_then(|day| day.parse().ok()),
        ..Document::of_text(format!("{}.txt", record.id), Language::new("en"), record.text.clone())
    }
}

fn of_gold(event: &GoldEvent) -> Triple {
    let country = |code: &str| code.chars().take(3).collect::<String>();
    (country(&event.source), country(&event.target), event.code.chars().take(2).collect())
}

/// The triples of a reading.
fn triples(reading: &Reading) -> BTreeSet<Triple> {
    reading.events.iter().flat_map(|event| of_event(reading, event)).collect()
}

/// The states that act and those acted upon. Several that act without another act upon each other, as CAMEO has it
/// ("A and B agree"); a person or body whose state the text leaves open stands for the party that nobody else is of.
fn of_event(reading: &Reading, event: &Event) -> Vec<Triple> {
    let Some(root) = event.cameo.as_deref().and_then(|code| code.get(..2)) else { return Vec::new() };
    let mut parties: Vec<String> = Vec::new();
    for party in &event.parties {
        push(&mut parties, as_coded(party.as_str()));
    }
    let state = |actor: &entente_model::ActorId| {
        reading.actors.iter().find(|one| one.id == *actor).and_then(state_of)
    };
    let states: Vec<(ParticipantRole, Option<String>)> =
        event.participants.iter().map(|one| (one.role, state(&one.actor))).collect();
    let free = parties.iter().find(|party| !states.iter().any(|(_, of)| of.as_ref() == Some(*party)));
    let side = |wanted: ParticipantRole| {
        let named = || states.iter().filter(move |(role, _)| *role == wanted);
        let mut side = Vec::new();
        named().filter_map(|(_, of)| of.clone()).for_each(|state| push(&mut side, state));
        let open = side.is_empty() && named().next().is_some();
        if open {
            side.extend(free.cloned());
        }
        (side, open)
    };
    let ((mut sources, _), (mut targets, unknown)) =
        (side(ParticipantRole::Source), side(ParticipantRole::Target));
    if sources.len() > 1 && targets.is_empty() {
        targets.clone_from(&sources);
    } else if targets.is_empty() && !unknown {
        // Between two sides without a telling order: only what is mutual has no direction.
        let mutual = ("03"..="06").contains(&root);
        if sources.is_empty() && mutual {
            sources.extend(parties.first().cloned());
        }
        targets.extend(parties.iter().find(|party| !sources.contains(party)).cloned());
    }
    let pairs = sources.iter().flat_map(|source| targets.iter().map(move |target| (source, target)));
    pairs
        .filter(|(source, target)| source != target)
        .map(|(source, target)| (source.clone(), target.clone(), root.to_owned()))
        .collect()
}

fn push(list: &mut Vec<String>, state: String) {
    if !list.contains(&state) {
        list.push(state);
    }
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
