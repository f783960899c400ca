//! `entente init`: a new dossier.

use std::path::PathBuf;

use clap::Args;
use entente_dossier::Dossier;
use entente_model::PartyCode;
use entente_reference::Reference;

use crate::{
    outcome::{Outcome, WrongUse},
    record::{party_names, print},
};

/// Make a new dossier about the relations of two or more parties
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente init russia-korea --parties RUS,KOR
  entente init eu-asean --parties EUE,ASN")]
pub(crate) struct Init {
    /// The folder to make it in
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// The parties by their codes, ISO 3166-1 alpha-3 for states
    #[arg(long, value_name = "CODES", value_delimiter = ',', required = true)]
    parties: Vec<PartyCode>,
}

impl Init {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        for party in &self.parties {
            if Reference::embedded().polity(*party).is_none() {
                return Err(
                    WrongUse(format!("`{party}` is the code of no state or body that is known")).into()
                );
            }
        }
        Dossier::create(&self.folder, &self.parties)?;
        let names = party_names();
        let named: Vec<String> = self
            .parties
            .iter()
            .map(|code| names.get(code).cloned().unwrap_or_else(|| code.to_string()))
            .collect();
        print(&format!("A new dossier about {} in {}\n", named.join(", "), self.folder.display()))?;
        Ok(Outcome::Done)
    }
}
