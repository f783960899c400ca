//! Where the time goes: the stages of the hot path, measured one by one within this program.

use std::{hint::black_box, time::Instant};

use anyhow::Result;
use entente_intake::{Hints, Intake, IntakeError, Options};
use entente_language::Packs;
use entente_model::{Document, Reading};
use entente_reading::{
    Reader,
    time::{self, TimeContext, TimeGrammar},
};

use super::{corpora::Corpus, show};

/// Prints a table with the MB a second of each stage on one core.
///
/// # Errors
/// When a document cannot be read.
pub(super) fn run(corpora: &[Corpus], rounds: usize) -> Result<()> {
    show("");
    show("| MB/s on one core | intake | times | words, tags, trees | the whole reading | JSON out |");
    show("| --- | ---: | ---: | ---: | ---: | ---: |");
    let (intake, reader) = (Intake::new(Options::default()), Reader::new());
    for corpus in corpora {
        let origin = if corpus.html { "page.html" } else { "text.txt" };
        let hints = Hints { clean: corpus.html, ..Hints::default() };
        let read = || -> Result<Vec<Document>, IntakeError> {
            corpus
                .documents
                .iter()
                .map(|text| Ok(intake.read(origin, text.as_bytes(), &hints)?.remove(0)))
                .collect()
        };
        let documents: Vec<Document> = read()?;
        let text: usize = documents.iter().map(|document| document.text.len()).sum();
        let readings: Vec<Reading> = documents.iter().map(|document| reader.read(document)).collect();
        let rates = [
            rate(rounds, corpus.bytes(), || {
                black_box(read().map_or(0, |documents| documents.len()));
            }),
            rate(rounds, text, || {
                for document in &documents {
                    let grammar = document.lang.and_then(TimeGrammar::embedded);
                    black_box(
                        grammar.map(|grammar| time::scan(&document.text, grammar, &TimeContext::default())),
                    );
                }
            }),
            rate(rounds, text, || {
                for document in &documents {
                    let pack = document.lang.and_then(|lang| Packs::embedded().get(lang));
                    black_box(pack.map(|pack| pack.analyse(&document.text)));
                }
            }),
            rate(rounds, text, || {
                for document in &documents {
                    black_box(reader.read(document));
                }
            }),
            rate(rounds, text, || {
                for reading in &readings {
                    black_box(serde_json::to_vec(reading).map_or(0, |line| line.len()));
                }
            }),
        ];
        let columns: Vec<String> = rates.iter().map(|rate| format!("{rate:.1}")).collect();
        show(&format!("| {} | {} |", corpus.name, columns.join(" | ")));
    }
    Ok(())
}

/// The best rate of some rounds, in MB a second.
fn rate(rounds: usize, bytes: usize, mut work: impl FnMut()) -> f64 {
    let seconds = (0..rounds.max(1)).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    bytes as f64 / 1e6 / seconds.fold(f64::INFINITY, f64::min)
}
