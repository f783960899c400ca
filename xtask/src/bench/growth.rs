//! Whether time and memory grow with the length of one document, and no faster.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use super::{corpora, measure, show};
use crate::run;

/// Reads one document of 1, 10 and 50 MB.
///
/// # Errors
/// When the program fails.
pub(super) fn run(program: &Path) -> Result<()> {
    let news = corpora::all()?.into_iter().next().context("no corpus")?;
    let text = news.documents.join("\n\n");
    show("");
    show("| one document | seconds | MB/s | peak MB |");
    show("| ---: | ---: | ---: | ---: |");
    for megabytes in [1_usize, 10, 50] {
        let size = megabytes * 1_000_000;
        let mut long = String::with_capacity(size + text.len());
        while long.len() < size {
            long.push_str(&text);
            long.push_str("\n\n");
        }
        long.truncate(long.floor_char_boundary(size));
        let path = run::root().join("target/bench").join(format!("long-{megabytes}.txt"));
        fs::write(&path, &long)?;
        let arguments = ["extract", "--jobs", "1", "--max-size", "60", path.to_str().unwrap_or_default()];
        let taken = measure::once(program, &arguments)?;
        show(&format!(
            "| {megabytes} MB | {:.1} | {:.2} | {:.0} |",
            taken.seconds,
            megabytes as f64 / taken.seconds,
            taken.megabytes
        ));
        fs::remove_file(&path)?;
    }
    Ok(())
}
