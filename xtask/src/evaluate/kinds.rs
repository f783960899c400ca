//! Kinds of events by models that have not seen the document: those of a language's gold texts are parted into five, and
//! each part is read with a model that was learned from the others.

use std::{fmt::Write, fs};

use anyhow::{Context, Result};
use entente_model::EventKind;
use entente_reading::{Reader, linear::Example};

use crate::{
    run,
    train::kinds::{self, Text},
};

/// Into how many parts the texts are cut.
const FOLDS: usize = 5;

/// For each language how often a model alone is right, and what the scorer says of readings with such models.
///
/// # Errors
/// When the records cannot be read, or the scorer does not run.
pub(crate) fn run() -> Result<String> {
    let mut table = String::new();
    for lang in kinds::LANGUAGES {
        let texts = kinds::texts(&Reader::new(), lang)?;
        let (mut right, mut all) = (0_usize, 0_usize);
        let mut lines = String::new();
        for fold in 0..FOLDS {
            let part = |ours: bool| {
                texts
                    .iter()
                    .enumerate()
                    .filter(move |(at, _)| (at % FOLDS == fold) == ours)
                    .map(|(_, text)| text)
            };
            let seen: Vec<Example<EventKind>> =
                part(false).flat_map(|text: &Text| text.examples.iter().cloned()).collect();
            let model = kinds::learn(&seen);
            for example in part(true).flat_map(|text| &text.examples) {
                right += usize::from(model.answer(&example.features) == example.answer);
                all += 1;
            }
            let reader = Reader::new().with_kinds(model);
            for text in part(true) {
                lines.push_str(&serde_json::to_string(&reader.read(&text.document))?);
                lines.push('\n');
            }
        }
        let file = run::root().join("target").join(format!("readings-kinds-{lang}.jsonl"));
        fs::write(&file, lines).with_context(|| format!("cannot write {}", file.display()))?;
        writeln!(
            table,
            "{lang}: the model alone on {all} quotes of the records: {:.3}",
            right as f64 / all as f64
        )?;
        let (gold, _) = super::readings::own();
        let scores = super::readings::compare(&gold, &file, Some(lang), false)?;
        writeln!(table, "own records, {FOLDS} folds: {}", scores.lines().next().unwrap_or_default())?;
    }
    Ok(table)
}
