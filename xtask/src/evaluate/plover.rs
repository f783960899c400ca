//! PLOVER roots of single sentences, by `score/plover.py`: the model of roots is learned on four fifths of them and read
//! with on the last fifth, five times over.

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result};
use entente_model::{PloverRoot, Reading};
use entente_reading::Reader;

use super::readings::scorer;
use crate::{
    run,
    train::roots::{self, Sentence},
};

/// Into how many parts the sentences are cut.
const FOLDS: usize = 5;

/// Reads each sentence with a model that has not seen it, and with the one that ships; the lines of the scorer.
///
/// # Errors
/// When the gold file or the scorer cannot be read or run.
pub(crate) fn run(shared: &Path, errors: bool) -> Result<String> {
    let sentences = roots::sentences()?;
    let shipped = Reader::new();
    let examples = roots::examples(&shipped, &sentences);
    let mut readings: Vec<Option<Reading>> = sentences.iter().map(|_| None).collect();
    let mut right = 0;
    for fold in 0..FOLDS {
        let seen = examples.iter().enumerate().filter(|(at, _)| at % FOLDS != fold);
        let seen: Vec<_> = seen.map(|(_, example)| example.clone()).collect();
        let model = roots::learn(&seen);
        right += examples
            .iter()
            .enumerate()
            .filter(|(at, example)| at % FOLDS == fold && model.answer(&example.features) == example.answer)
            .count();
        let reader = Reader::new().with_roots(model);
        for at in (fold..sentences.len()).step_by(FOLDS) {
            readings[at] = Some(reader.read(&sentences[at].document));
        }
    }
    let readings: Vec<Reading> = readings.into_iter().flatten().collect();
    let mut table = String::new();
    if errors {
        table.push_str(&mismatches(&sentences, &readings));
    }
    writeln!(
        table,
        "the model alone on whole sentences: accuracy {:.3}",
        right as f64 / sentences.len() as f64
    )?;
    write!(table, "in {FOLDS}-fold cross-validation: {}", score(shared, "folds", &readings)?)?;
    let readings: Vec<Reading> = sentences.iter().map(|sentence| shipped.read(&sentence.document)).collect();
    write!(table, "as shipped, learned on these very sentences: {}", score(shared, "shipped", &readings)?)?;
    Ok(table)
}

fn score(shared: &Path, name: &str, readings: &[Reading]) -> Result<String> {
    let lines: Vec<String> = readings.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    let file = run::root().join("target").join(format!("plover-{name}.jsonl"));
    fs::write(&file, lines.join("\n")).with_context(|| format!("cannot write {}", file.display()))?;
    let text = |path: &Path| path.to_str().map(str::to_owned).context("a path that is not Unicode");
    let gold = text(&shared.join("gold").join("plover").join("dev.jsonl"))?;
    run::output(Path::new("python3"), &[&text(&scorer("plover.py")?)?, &gold, &text(&file)?], &[0])
}

/// The sentences none of whose events has the gold root.
fn mismatches(sentences: &[Sentence], readings: &[Reading]) -> String {
    let mut lines = String::new();
    for (sentence, reading) in sentences.iter().zip(readings) {
        let found: Vec<PloverRoot> = reading.events.iter().filter_map(|event| event.plover).collect();
        if !found.contains(&sentence.root) {
            let found: Vec<&str> = found.into_iter().map(PloverRoot::as_str).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(
                lines,
                "{}\t{} for {}\t{}",
                sentence.id,
                found.join(","),
                sentence.root,
                sentence.document.text.trim()
            );
        }
    }
    lines
}
