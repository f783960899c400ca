//! `entente sources`: what was read.

use clap::Args;

use std::fmt::Write as _;

use crate::{
    outcome::{Outcome, WrongUse},
    record::{At, ListFormat, Output, print, show_with},
};

/// What was read into the dossier, and what was refused
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente sources
  entente sources --refused
  entente sources --copies
  entente sources --format csv")]
pub(crate) struct Sources {
    #[command(flatten)]
    at: At,

    /// Only those that were refused, with the reason
    #[arg(long)]
    refused: bool,

    /// Groups of near copies: one text by several outlets, a page in several versions
    #[arg(long, conflicts_with = "refused")]
    copies: bool,

    #[command(flatten)]
    output: Output,
}

impl Sources {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let dossier = self.at.open()?;
        if self.copies {
            return copies(&dossier, self.output.format);
        }
        let mut sources = dossier.sources()?;
        if self.refused {
            sources.retain(|source| source.refused.is_some());
        }
        show_with(&sources, self.output.format, &[])
    }
}

/// Lists the groups of near copies.
fn copies(dossier: &entente_dossier::Dossier, format: ListFormat) -> anyhow::Result<Outcome> {
    let groups = dossier.copies()?;
    let mut text = String::new();
    match format {
        ListFormat::Table => {
            for group in &groups {
                let _ = writeln!(text, "{:.0} % in common", group.share * 100.0);
                for (id, origin) in &group.sources {
                    let origin = origin.replace(char::is_control, "\u{FFFD}");
                    let _ = writeln!(text, "  {}  {origin}", &id.to_hex()[..8]);
                }
            }
            if groups.is_empty() {
                text.push_str("No near copies.\n");
            }
        }
        ListFormat::Json => text = serde_json::to_string_pretty(&groups)? + "\n",
        ListFormat::Jsonl => {
            for group in &groups {
                text += &serde_json::to_string(group)?;
                text.push('\n');
            }
        }
        _ => return Err(WrongUse("copies are shown as table, json or jsonl".to_owned()).into()),
    }
    print(&text)?;
    Ok(Outcome::Done)
}
