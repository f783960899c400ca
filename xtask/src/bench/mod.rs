//! `cargo xtask bench`: timings of the built program, in the units that matter to a user.

mod record;

use anyhow::Result;
use clap::Subcommand;

/// What to measure.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Adding, asking and searching at a thousand, ten thousand and a hundred thousand documents
    Record(record::Arguments),
}

/// Measures and prints.
///
/// # Errors
/// When the program cannot be built or fails.
pub(crate) fn run(bench: &Bench) -> Result<()> {
    match bench {
        Bench::Record(arguments) => record::run(arguments),
    }
}
