//! `entente brief`: a country brief with citations.

use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::Args;
use entente_present::{BriefFormat, BriefOptions};

use crate::{
    clock,
    outcome::{Outcome, WrongUse},
    record::{At, EventFilters, Filters, party_names, print},
};

/// Write a country brief with citations: one page that can be printed, or Markdown
///
/// The relationship at a glance, the chronology, people, agreements, figures against targets, who said what,
/// contradictions, and every quote with its source.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente brief -o brief.html
  entente brief --from 1990 --top 40 -o brief.md
  entente brief -o - > brief.md")]
pub(crate) struct Brief {
    #[command(flatten)]
    at: At,

    /// The file to write: `.html` or `.md`; `-` is Markdown to standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// Its title; without it the names of the parties
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    events: EventFilters,
}

impl Brief {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let to_stdout = self.output.as_os_str() == "-";
        let format = match self.output.extension().and_then(|extension| extension.to_str()) {
            Some("html" | "htm") => BriefFormat::Html,
            Some("md" | "markdown") => BriefFormat::Markdown,
            _ if to_stdout => BriefFormat::Markdown,
            _ => return Err(WrongUse(format!("`{}` is neither .html nor .md", self.output.display())).into()),
        };
        let mut dossier = self.at.open()?;
        let record = dossier.record(&self.filters.with(self.events))?;
        let options = BriefOptions {
            title: self.title,
            today: clock::today(),
            names: party_names(),
            made_with: concat!("Entente ", env!("CARGO_PKG_VERSION")).to_owned(),
        };
        let text = entente_present::brief(&record, &options, format);
        if to_stdout {
            print(&text)?;
        } else {
            fs::write(&self.output, text)
                .with_context(|| format!("cannot write `{}`", self.output.display()))?;
        }
        Ok(Outcome::Done)
    }
}
