//! `entente quantities`: figures and targets.

use std::collections::BTreeMap;

use clap::Args;
use entente_dossier::{Outcome as TargetOutcome, TargetStanding};
use entente_model::QuantityEntry;
use entente_present::{Column, Fit, Paint, Row, Run, Sheet, number, when};
use serde::Serialize;

use crate::{
    outcome::Outcome,
    record::{At, Filters, ListFormat, Output, print, show, style},
};

/// Figures and targets: trade, money, people, each with its source
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente quantities
  entente quantities --source interview --format csv")]
pub(crate) struct Quantities {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: Output,
}

impl Quantities {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let entries = dossier.quantities(&self.filters.filter())?;
        let outcomes = dossier.outcomes(&entries)?;
        match self.output.format {
            ListFormat::Json | ListFormat::Jsonl => {
                let all = entries.iter().map(|entry| WithOutcome { entry, outcome: outcomes.get(&entry.id) });
                let text = if self.output.format == ListFormat::Json {
                    serde_json::to_string_pretty(&all.collect::<Vec<_>>())? + "\n"
                } else {
                    let lines: Result<Vec<String>, _> =
                        all.map(|entry| serde_json::to_string(&entry)).collect();
                    lines?.into_iter().map(|line| line + "\n").collect()
                };
                print(&text)?;
                Ok(Outcome::Done)
            }
            ListFormat::Table => {
                let shown = show(&entries, ListFormat::Table, &dossier, |entry| &entry.conflicts)?;
                if !outcomes.is_empty() {
                    print(&format!("\n{}", entente_present::table(&targets(&entries, &outcomes), style())))?;
                }
                Ok(shown)
            }
            format => show(&entries, format, &dossier, |entry| &entry.conflicts),
        }
    }
}

/// A figure with what became of it, where it is a target or a plan.
#[derive(Debug, Serialize)]
struct WithOutcome<'a> {
    #[serde(flatten)]
    entry: &'a QuantityEntry,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a TargetOutcome>,
}

/// Targets and plans with what was observed later.
fn targets(entries: &[QuantityEntry], outcomes: &BTreeMap<String, TargetOutcome>) -> Sheet {
    let rows = entries
        .iter()
        .filter_map(|entry| Some((entry, outcomes.get(&entry.id)?)))
        .map(|(entry, outcome)| {
            let observed = match (outcome.value, outcome.when) {
                (Some(value), Some(at)) => {
                    format!("{} {} ({})", number(value), entry.unit, when::human(Some(at)))
                }
                _ => String::new(),
            };
            let paint = match outcome.standing {
                TargetStanding::Reached => Paint::Strong,
                TargetStanding::Missed => Paint::Alert,
                TargetStanding::Open => Paint::Dim,
            };
            Row {
                group: String::new(),
                cells: vec![
                    vec![Run::new(&when::human(entry.as_of), Paint::Date)],
                    vec![Run::new(&format!("{} {}", number(entry.value), entry.unit), Paint::Strong)],
                    vec![Run::new(outcome.in_words(), paint)],
                    vec![Run::new(&observed, Paint::Plain)],
                    vec![Run::new(&entry.measure, Paint::Plain)],
                ],
                notes: Vec::new(),
            }
        })
        .collect();
    Sheet {
        title: "Targets and what became of them".to_owned(),
        columns: vec![
            Column { head: "Due", fit: Fit::Narrow(17) },
            Column { head: "Target", fit: Fit::Number(24) },
            Column { head: "", fit: Fit::Narrow(8) },
            Column { head: "Observed", fit: Fit::Narrow(30) },
            Column { head: "Of what", fit: Fit::Wide },
        ],
        rows,
        summary: String::new(),
    }
}
