//! `entente agreements`: treaties, protocols, memoranda.

use clap::Args;
use entente_model::Interval;

use crate::{
    outcome::Outcome,
    record::{At, Filters, Output, show},
};

/// What was signed, or is to be: treaties, protocols, memoranda
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente agreements
  entente agreements --from 1990 --party RUS --format md
  entente agreements --as-of 1995")]
pub(crate) struct Agreements {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    filters: Filters,
    /// Only what was signed by this day
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    as_of: Option<Interval>,

    #[command(flatten)]
    output: Output,
}

impl Agreements {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let mut entries = dossier.agreements(&self.filters.filter())?;
        if let Some(day) = self.as_of {
            entries = entente_dossier::signed_by(entries, day);
        }
        show(&entries, self.output.format, &dossier, |entry| &entry.conflicts)
    }
}
