//! Whether the confidence of events keeps its word: of those that say 0.7, seven in ten should be right.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use entente_model::Reading;

use super::readings::scorer;
use crate::run;

/// Lower ends of the classes of confidence.
const CLASSES: [f64; 6] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9];

/// Events of one class.
#[derive(Debug, Clone, Copy, Default)]
struct Class {
    events: u32,
    right: u32,
    confidence: f64,
}

/// For the readings that were scored under these names, how many of the dated events of each class of confidence the gold
/// record holds. What is wrong is what the scorer lists as an event too many; undated events it does not judge.
///
/// # Errors
/// When the readings are missing or the scorer fails.
pub(crate) fn table(shared: &Path, names: &[&str]) -> Result<String> {
    let mut classes = [Class::default(); CLASSES.len()];
    for name in names {
        let gold = shared.join("gold").join(name);
        let file = run::root().join("target").join(format!("readings-{name}.jsonl"));
        let scored = judged(&gold)?;
        let mut extra = extras(&gold, &file)?;
        let lines = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let reading: Reading =
                serde_json::from_str(line).with_context(|| format!("in {}", file.display()))?;
            let document = reading.origin.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            if !scored.contains(&document) {
                continue;
            }
            for event in &reading.events {
                let Some(when) = event.when else { continue };
                let key = (document.clone(), when.to_string(), event.quote.clone());
                let wrong = extra.get_mut(&key).filter(|left| **left > 0).map(|left| *left -= 1).is_some();
                let at = CLASSES.iter().rposition(|least| event.confidence >= *least).unwrap_or_default();
                classes[at].events += 1;
                classes[at].right += u32::from(!wrong);
                classes[at].confidence += event.confidence;
            }
        }
    }
    let mut table =
        String::from("reliability of the confidence of dated events\n  from  events   mean  right\n");
    let (mut events, mut apart) = (0u32, 0.0);
    for (least, class) in CLASSES.iter().zip(classes).filter(|(_, class)| class.events > 0) {
        let count = f64::from(class.events);
        let (mean, right) = (class.confidence / count, f64::from(class.right) / count);
        events += class.events;
        apart += (mean - right).abs() * count;
        writeln!(table, "  {least:.1}  {:7}   {mean:.2}   {right:.2}", class.events)?;
    }
    writeln!(table, "  expected calibration error {:.3}", apart / f64::from(events.max(1)))?;
    Ok(table)
}

/// The documents that the gold record is about.
fn judged(gold: &Path) -> Result<HashSet<String>> {
    let mut documents = HashSet::new();
    for entry in fs::read_dir(gold).with_context(|| format!("cannot read {}", gold.display()))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".gold.json") {
            let record: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path)?)
                .with_context(|| format!("in {}", path.display()))?;
            documents.extend(record["doc"].as_str().map(str::to_owned));
        }
    }
    Ok(documents)
}

/// The events too many: document, date, quote, and how often.
fn extras(gold: &Path, readings: &Path) -> Result<HashMap<(String, String, String), u32>> {
    let text = |path: &Path| path.to_str().map(str::to_owned).context("a path that is not Unicode");
    let arguments = [text(&scorer("reading.py")?)?, text(gold)?, text(readings)?, "--errors".to_owned()];
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let told = run::output(Path::new("python3"), &arguments, &[0])?;
    let mut extras = HashMap::new();
    for line in told.lines() {
        let columns: Vec<&str> = line.splitn(4, '\t').collect();
        if let [document, "event extra", when, quote] = columns[..] {
            *extras.entry((document.to_owned(), when.to_owned(), quote.to_owned())).or_default() += 1;
        }
    }
    Ok(extras)
}
