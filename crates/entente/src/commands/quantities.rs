//! `entente quantities`: figures and targets.

use clap::Args;

use crate::{
    outcome::Outcome,
    record::{At, Filters, Output, show},
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
        show(&entries, self.output.format, &dossier, |entry| &entry.conflicts)
    }
}
