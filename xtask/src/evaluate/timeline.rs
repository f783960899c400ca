//! Which days and sentences a chronology keeps, against timelines that journalists wrote, by `score/timeline.py`.

use std::path::Path;

use anyhow::{Context, Result};

use super::readings::scorer;
use crate::run;

/// Events asked for; the scorer keeps as many days as the journalists did.
const TOP: &str = "400";

/// Builds a dossier of the articles with the built program, and scores its chronology; the lines of the scorer.
///
/// # Errors
/// When the program or the scorer cannot be run.
pub(crate) fn run(program: &Path, shared: &Path) -> Result<String> {
    let text = |path: &Path| path.to_str().map(str::to_owned).context("a path that is not Unicode");
    let gold = shared.join("gold").join("timeline");
    let folder = run::root().join("target").join("evaluate-timeline");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    let dossier = text(&folder)?;
    let entente = |arguments: &[&str]| run::output(program, arguments, &[0, 1]);
    entente(&["init", &dossier, "--parties", "LBY"])?;
    entente(&["add", "-d", &dossier, &text(&gold.join("libya.articles.jsonl"))?])?;
    let events = entente(&["timeline", "-d", &dossier, "--top", TOP, "--all", "--format", "jsonl"])?;
    let file = run::root().join("target").join("timeline-libya.json");
    std::fs::write(&file, prediction(&events)?)
        .with_context(|| format!("cannot write {}", file.display()))?;
    let (scorer, gold) = (text(&scorer("timeline.py")?)?, text(&gold.join("libya.timeline.json"))?);
    let table = run::output(Path::new("python3"), &[&scorer, &gold, &text(&file)?, "--cut"], &[0])?;
    Ok(format!("timeline\n{table}"))
}

/// The events as the scorer reads them, those of the greatest weight first.
fn prediction(events: &str) -> Result<String> {
    let mut all = events
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<serde_json::Value>, _>>()
        .context("the chronology is not JSON Lines")?;
    let weight = |event: &serde_json::Value| event["weight"].as_f64().unwrap_or_default();
    all.sort_by(|left, right| weight(right).total_cmp(&weight(left)));
    let entries: Vec<serde_json::Value> = all
        .iter()
        .map(|event| serde_json::json!({"date": event["when"], "text": event["title"], "score": event["weight"]}))
        .collect();
    Ok(serde_json::to_string(&entries)?)
}
