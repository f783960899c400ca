//! `entente search`: full text over the sources.

use clap::Args;
use entente_dossier::{Hit, SearchFilter};
use entente_model::Interval;
use entente_present::{Column, Fit, Paint, Row, Run, Sheet, context::short_source, when};

use crate::{
    outcome::{Outcome, WrongUse},
    record::{At, ListFormat, Output, print, style},
};

/// Find passages of the sources, in any form of the words and, for names, in any script
///
/// All words of the query must stand in one passage. "agreement" finds "agreements", "Lavrov" finds the name in Russian
/// and Korean texts too.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente search gas pipeline
  entente search Lavrov --from 2020
  entente search 외교관계 --format jsonl")]
pub(crate) struct Search {
    #[command(flatten)]
    at: At,

    /// The words to look for
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,

    /// Only sources published on or after this date
    #[arg(long, value_name = "DATE")]
    from: Option<Interval>,

    /// Only sources published on or before this date
    #[arg(long, value_name = "DATE")]
    to: Option<Interval>,

    /// Only sources whose path or address contains this
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,

    /// At most so many passages
    #[arg(long, value_name = "N", default_value = "20")]
    top: usize,

    #[command(flatten)]
    output: Output,
}

impl Search {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let dossier = self.at.open()?;
        let filter = SearchFilter { source: self.source, from: self.from, to: self.to };
        let hits = dossier.search(&self.query.join(" "), &filter, self.top)?;
        let text = match self.output.format {
            ListFormat::Table => entente_present::table(&sheet(&hits), style()),
            ListFormat::Json => serde_json::to_string_pretty(&hits)? + "\n",
            ListFormat::Jsonl => {
                let lines: Result<Vec<String>, _> = hits.iter().map(serde_json::to_string).collect();
                lines?.into_iter().map(|line| line + "\n").collect()
            }
            _ => return Err(WrongUse("a search is shown as table, json or jsonl".to_owned()).into()),
        };
        print(&text)?;
        Ok(Outcome::Done)
    }
}

fn sheet(hits: &[Hit]) -> Sheet {
    let rows = hits
        .iter()
        .map(|hit| Row {
            group: String::new(),
            cells: vec![
                vec![Run::new(&when::human(hit.published), Paint::Date)],
                vec![Run::new(&format!("“{}”", hit.evidence.quote), Paint::Plain)],
                vec![Run::new(&short_source(&hit.evidence.source), Paint::Dim)],
            ],
            notes: Vec::new(),
        })
        .collect();
    let passages = if hits.len() == 1 { "1 passage".to_owned() } else { format!("{} passages", hits.len()) };
    Sheet {
        title: "Search".to_owned(),
        columns: vec![
            Column { head: "Published", fit: Fit::Narrow(17) },
            Column { head: "Passage", fit: Fit::Wide },
            Column { head: "Source", fit: Fit::Narrow(28) },
        ],
        rows,
        summary: passages,
    }
}
