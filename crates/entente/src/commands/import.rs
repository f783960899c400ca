//! `entente import`: a dossier out of its export as JSON.

use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::Args;
use entente_dossier::Dossier;

use crate::{outcome::Outcome, record::print};

/// Make the dossier that an export as json came from
///
/// Sources, readings and decisions come out of the file; the record is made of them again, and exporting it gives the same
/// file. Every source is checked against its SHA-256, every quote against its text.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente import -d copy dossier.json")]
pub(crate) struct Import {
    /// The folder of the new dossier
    #[arg(short = 'd', long = "dossier", value_name = "NEWDIR")]
    folder: PathBuf,

    /// The file that `entente export --format json` wrote
    #[arg(value_name = "FILE.json")]
    file: PathBuf,
}

impl Import {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let json = fs::read(&self.file).with_context(|| format!("cannot read `{}`", self.file.display()))?;
        let (_, restored) = Dossier::from_whole(&self.folder, &json)
            .with_context(|| format!("cannot import `{}`", self.file.display()))?;
        let many =
            |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
        print(&format!(
            "Imported {} with {} into {}\n",
            many(restored.documents, "document"),
            many(restored.decisions, "decision"),
            self.folder.display()
        ))?;
        Ok(Outcome::Done)
    }
}
