//! `entente conflicts`: what does not fit together.

use clap::Args;
use entente_model::ConflictKind;

use crate::{
    outcome::Outcome,
    record::{At, Output, show_with},
};

/// What does not fit together: between sources, within one, or with what is known
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente conflicts
  entente conflicts --kind date,value --format md")]
pub(crate) struct Conflicts {
    #[command(flatten)]
    at: At,

    /// Only contradictions of this kind; several: any of them
    ///
    /// date, value, elapsed-time, anachronism, identity, order, status, calendar.
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<ConflictKind>,

    /// Those that were settled as well
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    output: Output,
}

impl Conflicts {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let mut conflicts = if self.all { dossier.all_conflicts()? } else { dossier.conflicts()? };
        conflicts.retain(|conflict| self.kind.is_empty() || self.kind.contains(&conflict.kind));
        show_with(&conflicts, self.output.format, &conflicts)
    }
}
