//! `entente packs`: the language packs and what each can do.

use std::{fmt::Write as _, io::Write as _, path::PathBuf};

use anyhow::Context as _;
use clap::Args;

use crate::{commands::analyse, outcome::Outcome};

/// List the language packs and what each can do
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente packs
  entente packs --packs my-packs")]
pub(crate) struct PackList {
    /// A folder of language packs that add to the built-in ones or replace them
    #[arg(long, value_name = "DIR")]
    packs: Option<PathBuf>,
}

impl PackList {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let packs = analyse::packs(self.packs.as_deref())?;
        let mut out = String::new();
        for pack in packs.iter() {
            let abilities = pack.abilities().join(", ");
            writeln!(out, "{:<4} {:<12} {abilities}", pack.language(), pack.name())?;
        }
        std::io::stdout().lock().write_all(out.as_bytes()).context("cannot write to standard output")?;
        Ok(Outcome::Done)
    }
}
