//! Days of publication against the evaluation set of the htmldate project.
//!
//! The pages lie beside the repository and never in it: `--pages` names a checkout of `adbar/htmldate`. Pages are given
//! by their bytes alone, as that project's own evaluation does; `--addresses` gives their addresses as well, as
//! `entente add ADDRESS` does.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path, time::Instant};

use anyhow::{Context, Result};
use entente_intake::{Hints, Intake, Options};

/// Reads each page through the intake and compares the day that it tells.
pub(crate) fn run(folder: &Path, addresses: bool, errors: bool) -> Result<String> {
    let tests = [folder.join("tests"), folder.to_owned()]
        .into_iter()
        .find(|at| at.join("eval_default.json").is_file());
    let tests = tests.context("no tests/eval_default.json in the folder")?;
    let mut wanted: BTreeMap<String, (String, String)> = BTreeMap::new();
    for list in ["eval_mediacloud_2020.json", "eval_default.json"] {
        let list: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&fs::read_to_string(tests.join(list))?.replace("NaN", "null"))?;
        for (address, entry) in list {
            if let (Some(file), Some(date)) = (entry["file"].as_str(), entry["date"].as_str()) {
                wanted.insert(address, (file.to_owned(), date.to_owned()));
            }
        }
    }
    let intake = Intake::new(Options::default());
    let (mut right, mut wrong, mut unsure) = (0u32, 0u32, 0u32);
    let mut by_evidence: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut list = String::new();
    let mut seconds = 0.0;
    for (address, (file, date)) in &wanted {
        let path =
            ["test_set", "cache", "eval"].iter().map(|at| tests.join(at).join(file)).find(|at| at.is_file());
        let html = fs::read(path.with_context(|| format!("the page {file} is missing"))?)?;
        let hints = Hints { address: addresses.then(|| address.clone()), ..Hints::default() };
        let started = Instant::now();
        let read = intake.open(&format!("{file}.html"), &html, &hints);
        seconds += started.elapsed().as_secs_f64();
        let document = read.ok().and_then(|contents| contents.documents.into_iter().next());
        let told = document.as_ref().and_then(|document| document.published).map(|day| day.to_string());
        let evidence =
            document.map(|document| document.published_by.map(|by| by.to_string()).unwrap_or_default());
        let verdict = match told.as_deref() {
            Some(told) if told == date => "right",
            // A month or a year without its day says nothing wrong, and is not the day.
            None => "unsure",
            Some(told) if date.starts_with(told) => "unsure",
            Some(_) => "wrong",
        };
        let of = by_evidence.entry(evidence.clone().unwrap_or_default()).or_default();
        of.0 += u32::from(verdict == "right");
        of.1 += u32::from(verdict == "wrong");
        match verdict {
            "right" => right += 1,
            "wrong" => wrong += 1,
            _ => unsure += 1,
        }
        if errors && verdict != "right" {
            let (told, evidence) = (told.unwrap_or_default(), evidence.unwrap_or_default());
            let _ = writeln!(list, "  {verdict:7} {date}  {told:10}  {evidence:10} {file}");
        }
    }
    let all = f64::from(right + wrong + unsure);
    for (evidence, (right, wrong)) in by_evidence.iter().filter(|(evidence, _)| !evidence.is_empty()) {
        let _ = writeln!(list, "  {evidence:10} right {right:4}, wrong {wrong:3}");
    }
    Ok(format!(
        "days of publication of {all} pages: right {:.3}, wrong {:.3}, unsure {:.3}, {:.0} pages a second\n{list}",
        f64::from(right) / all,
        f64::from(wrong) / all,
        f64::from(unsure) / all,
        all / seconds
    ))
}
