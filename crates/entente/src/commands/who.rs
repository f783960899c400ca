//! `entente who`: people and their offices.

use clap::Args;
use entente_model::Interval;

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
  entente who --party KOR --format csv
  entente who --as-of 1992-11-19")]
pub(crate) struct Who {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    filters: Filters,
    /// Only who held an office on this day, with the offices held then
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    as_of: Option<Interval>,

    #[command(flatten)]
    output: Output,
}

impl Who {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let mut entries = dossier.people(&self.filters.filter())?;
        if let Some(day) = self.as_of {
            entries = entente_dossier::in_office(entries, day);
        }
        show(&entries, self.output.format, &dossier, |entry| &entry.conflicts)
    }
}
