//! `entente sources`: what was read.

use clap::Args;

use crate::{
    outcome::Outcome,
    record::{At, Output, show_with},
};

/// What was read into the dossier, and what was refused
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente sources
  entente sources --refused
  entente sources --format csv")]
pub(crate) struct Sources {
    #[command(flatten)]
    at: At,

    /// Only those that were refused, with the reason
    #[arg(long)]
    refused: bool,

    #[command(flatten)]
    output: Output,
}

impl Sources {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let dossier = self.at.open()?;
        let mut sources = dossier.sources()?;
        if self.refused {
            sources.retain(|source| source.refused.is_some());
        }
        show_with(&sources, self.output.format, &[])
    }
}
