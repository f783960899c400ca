//! `entente statements`: who said what.

use clap::Args;

use crate::{
    outcome::Outcome,
    record::{At, Filters, Output, show},
};

/// Who said what: statements of people, states and bodies, in order of time
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente statements
  entente statements --from 2014 --party USA --format jsonl")]
pub(crate) struct Statements {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: Output,
}

impl Statements {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let entries = dossier.statements(&self.filters.filter())?;
        show(&entries, self.output.format, &dossier, |entry| &entry.conflicts)
    }
}
