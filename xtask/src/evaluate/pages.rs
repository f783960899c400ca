//! The main text of web pages against the article-extraction benchmark of Scrapinghub, whose measure this is: shingles
//! of four words, precision and recall averaged over the pages.
//!
//! The pages lie beside the repository and never in it: `--pages` names a checkout of
//! `scrapinghub/article-extraction-benchmark`.

use std::{collections::HashMap, fmt::Write as _, fs, io::Read as _, path::Path, time::Instant};

use anyhow::{Context, Result};
use entente_intake::{Hints, Intake, Options};
use flate2::read::GzDecoder;

/// Reads each page through the intake, decoding included, on one core.
pub(crate) fn run(folder: &Path, errors: bool) -> Result<String> {
    let truth = fs::read(folder.join("ground-truth.json")).context("no ground-truth.json in the folder")?;
    let truth: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&truth)?;
    let mut pages = Vec::with_capacity(truth.len());
    for (name, entry) in &truth {
        let file = fs::File::open(folder.join("html").join(format!("{name}.html.gz")))
            .with_context(|| format!("the page {name} is missing"))?;
        let mut html = Vec::new();
        GzDecoder::new(file).read_to_end(&mut html)?;
        pages.push((name, entry["articleBody"].as_str().unwrap_or_default(), html));
    }
    let intake = Intake::new(Options::default());
    // Once to warm the tables up, which a program does once and not a page.
    if let Some((name, _, html)) = pages.first() {
        let _ = intake.open(name, html, &Hints::default());
    }
    let started = Instant::now();
    let texts: Vec<String> = pages
        .iter()
        .map(|(name, _, html)| {
            let read = intake.open(&format!("{name}.html"), html, &Hints::default());
            read.ok()
                .and_then(|contents| contents.documents.into_iter().next())
                .map_or(String::new(), |doc| doc.text)
        })
        .collect();
    let seconds = started.elapsed().as_secs_f64();
    let (mut precision, mut recall) = (Mean::default(), Mean::default());
    let mut worst = Vec::new();
    for ((name, wanted, _), text) in pages.iter().zip(&texts) {
        let counts = Counts::of(wanted, text);
        precision.add(counts.precision());
        recall.add(counts.recall());
        worst.push((counts.precision().unwrap_or(0.0) + counts.recall().unwrap_or(0.0), *name, counts));
    }
    let (precision, recall) = (precision.value(), recall.value());
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    let mut table = format!(
        "main text of {} pages: F1 {f1:.3}, precision {precision:.3}, recall {recall:.3}, {:.0} pages a second\n",
        pages.len(),
        pages.len() as f64 / seconds
    );
    if errors {
        worst.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (_, name, counts) in worst.iter().take(25) {
            let (precision, recall) = (counts.precision().unwrap_or(0.0), counts.recall().unwrap_or(0.0));
            let _ = writeln!(table, "  {name}  precision {precision:.2}  recall {recall:.2}");
        }
    }
    Ok(table)
}

/// Shingles in both texts, in the read one alone, in the wanted one alone.
struct Counts {
    both: u32,
    extra: u32,
    missing: u32,
}

impl Counts {
    fn of(wanted: &str, read: &str) -> Self {
        let (wanted, read) = (words(wanted), words(read));
        let (wanted, read) = (shingles(&wanted), shingles(&read));
        let mut counts = Self { both: 0, extra: 0, missing: 0 };
        for (shingle, &number) in &wanted {
            let found = read.get(shingle).copied().unwrap_or(0);
            counts.both += number.min(found);
            counts.missing += number.saturating_sub(found);
        }
        for (shingle, &number) in &read {
            counts.extra += number.saturating_sub(wanted.get(shingle).copied().unwrap_or(0));
        }
        counts
    }

    fn precision(&self) -> Option<f64> {
        share(self.both, self.extra)
    }

    fn recall(&self) -> Option<f64> {
        share(self.both, self.missing)
    }
}

fn share(good: u32, bad: u32) -> Option<f64> {
    (good + bad > 0).then(|| f64::from(good) / f64::from(good + bad))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|char: char| !(char.is_alphanumeric() || char == '_'))
        .filter(|word| !word.is_empty())
        .collect()
}

fn shingles<'w>(words: &'w [&'w str]) -> HashMap<&'w [&'w str], u32> {
    const LENGTH: usize = 4;
    let mut counts = HashMap::new();
    if !words.is_empty() && words.len() < LENGTH {
        counts.insert(words, 1);
    }
    for shingle in words.windows(LENGTH) {
        *counts.entry(shingle).or_insert(0) += 1;
    }
    counts
}

#[derive(Default)]
struct Mean {
    sum: f64,
    number: u32,
}

impl Mean {
    fn add(&mut self, value: Option<f64>) {
        if let Some(value) = value {
            self.sum += value;
            self.number += 1;
        }
    }

    fn value(&self) -> f64 {
        self.sum / f64::from(self.number.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_and_what_is_too_much_are_told_apart() {
        let counts = Counts::of("a b c d e f", "x a b c d");
        assert_eq!((counts.both, counts.extra, counts.missing), (1, 1, 2));
        let counts = Counts::of("a b", "a b");
        assert_eq!((counts.precision(), counts.recall()), (Some(1.0), Some(1.0)));
    }
}
