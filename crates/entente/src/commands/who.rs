//! `entente who`: people and their offices.

use clap::Args;

use crate::{
    outcome::Outcome,
    record::{At, Filters, Output, show},
};

/// Who is who: people, their offices, and how often the sources name them
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente who
  entente who --top 20
  entente who --party KOR --format csv")]
pub(crate) struct Who {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: Output,
}

impl Who {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let entries = dossier.people(&self.filters.filter())?;
        show(&entries, self.output.format, &dossier, |entry| &entry.conflicts)
    }
}
