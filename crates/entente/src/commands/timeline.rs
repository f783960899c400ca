//! `entente timeline`: the chronology.

use clap::Args;

use crate::{
    outcome::Outcome,
    record::{At, EventFilters, Filters, Output, show},
};

/// The chronology: what happened between the parties, each event with its sources
///
/// Events without a date are hidden unless asked for. A party stands for its forerunners and successors as well: RUS
/// finds what the Soviet Union and the Russian Empire did.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente timeline
  entente timeline --from 1988 --to 1992 --kind agreement,relations
  entente timeline --top 20 --format md
  entente timeline --party PRK --format jsonl")]
pub(crate) struct Timeline {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    events: EventFilters,
    #[command(flatten)]
    output: Output,
}

impl Timeline {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let events = dossier.timeline(&self.filters.with(self.events))?;
        show(&events, self.output.format, &dossier, |entry| &entry.conflicts)
    }
}
