//! `entente agreements`: treaties, protocols, memoranda.

use clap::Args;

use crate::{
    outcome::Outcome,
    record::{At, Filters, Output, show},
};

/// What was signed, or is to be: treaties, protocols, memoranda
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente agreements
  entente agreements --from 1990 --party RUS --format md")]
pub(crate) struct Agreements {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: Output,
}

impl Agreements {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let entries = dossier.agreements(&self.filters.filter())?;
        show(&entries, self.output.format, &dossier, |entry| &entry.conflicts)
    }
}
