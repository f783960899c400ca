//! `entente doctor`: is the dossier sound, and what can be saved of it.

use std::path::{Path, PathBuf};

use clap::Args;
use entente_dossier::{Dossier, DossierError, Rescue};
use entente_intake::Hints;
use entente_model::PartyCode;

use super::rebuild::read_all;
use crate::{
    engine::Engine,
    outcome::{Outcome, WrongUse, tell, tell_refused},
    record::{At, print},
};

/// Say whether a dossier is sound; save sources and decisions out of a damaged one
///
/// Looks at every page of the database, at the bytes of every source and at the log of decisions. What is damaged is
/// named, and nothing is written to the dossier.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente doctor
  entente doctor -d damaged --rescue saved")]
pub(crate) struct Doctor {
    #[command(flatten)]
    at: At,

    /// Make a new dossier here out of what can still be read
    #[arg(long, value_name = "DIR")]
    rescue: Option<PathBuf>,

    /// The parties of the new dossier, where they can no longer be read
    #[arg(long, value_name = "CODES", value_delimiter = ',', requires = "rescue")]
    parties: Vec<PartyCode>,
}

impl Doctor {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        if let Some(folder) = &self.rescue {
            return rescue(&self.at.folder(), folder, &self.parties);
        }
        let problems = match self.at.open().and_then(|dossier| Ok(dossier.problems()?)) {
            Ok(problems) => problems,
            Err(error) => match error.downcast_ref() {
                Some(DossierError::Damaged { reason, .. }) => vec![reason.clone()],
                Some(DossierError::Database { source, .. }) => vec![source.to_string()],
                _ => return Err(error),
            },
        };
        if problems.is_empty() {
            print("The dossier is sound\n")?;
            return Ok(Outcome::Done);
        }
        for problem in &problems {
            print(&format!("{problem}\n"))?;
        }
        tell(
            "error: the dossier is damaged\n  hint: `entente doctor --rescue DIR` saves sources and decisions\n",
        );
        Ok(Outcome::Failed)
    }
}

fn rescue(from: &Path, folder: &Path, parties: &[PartyCode]) -> anyhow::Result<Outcome> {
    let rescue = Rescue::from_folder(from)?;
    let parties = if rescue.parties.is_empty() { parties } else { &rescue.parties };
    if parties.is_empty() {
        return Err(WrongUse("the parties can no longer be read: give --parties".to_owned()).into());
    }
    let mut dossier = Dossier::create(folder, parties)?;
    read_all(&Engine::new(Hints::default(), u64::MAX), &rescue.sources, |source, read| {
        match read {
            Ok(read) => {
                dossier.add(&read, &source.added)?;
            }
            Err(reason) => tell_refused(&source.origin, &reason),
        }
        Ok(())
    })?;
    rescue.put_decisions(&mut dossier)?;
    dossier.settle()?;
    print(&format!(
        "Saved {} sources and {} decisions into {}; {} sources and {} decisions are damaged\n",
        rescue.sources.len(),
        rescue.decisions(),
        folder.display(),
        rescue.lost,
        rescue.lost_decisions
    ))?;
    Ok(if rescue.lost + rescue.lost_decisions > 0 { Outcome::SomeRefused } else { Outcome::Done })
}
