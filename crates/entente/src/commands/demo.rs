//! `entente demo`: the sample dossier.

use std::{collections::HashSet, fmt::Write as _, num::NonZeroUsize, path::PathBuf};

use clap::Args;
use entente_dossier::{Dossier, DossierError, Filter};
use entente_intake::Hints;
use entente_model::{Conflict, ConflictKind, PartyCode};
use entente_present::{Context, Format, list};

use super::add::{Tally, ready, take};
use crate::{
    engine::Engine,
    inputs::Fetched,
    ordered::map_in_order,
    outcome::Outcome,
    record::{party_names, print, style},
};

/// The documents of `examples/sample`, by name.
const DOCUMENTS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/sample.rs"));

/// Russia and Korea, 1884 to today.
const PARTIES: [PartyCode; 2] = [PartyCode::literal("RUS"), PartyCode::literal("KOR")];

/// How many events are shown.
const EVENTS: usize = 20;

/// Build the sample dossier and show what is in it
///
/// Twenty documents in English, Russian and Korean about the relations of Russia and Korea, written for the program, with
/// contradictions planted in them.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente demo
  entente demo /tmp/sample")]
pub(crate) struct Demo {
    /// The folder to build the dossier in
    #[arg(value_name = "DIR", default_value = "entente-demo")]
    folder: PathBuf,
}

impl Demo {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = match Dossier::create(&self.folder, &PARTIES) {
            Err(DossierError::Exists(folder)) => Dossier::open(&folder)?,
            made => made?,
        };
        let engine = Engine::new(Hints::default(), u64::MAX);
        let workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let mut tally = Tally::default();
        let fetched = |&(name, bytes): &(&str, &[u8])| Fetched::new(name.to_owned(), Ok(bytes.to_vec()));
        map_in_order(
            DOCUMENTS.iter(),
            workers,
            |(_, bytes)| bytes.len() as u64,
            |document| ready(&engine, &HashSet::new(), fetched(document)),
            |ready| take(&mut dossier, ready, &mut tally),
        )?;
        dossier.settle()?;
        let record = dossier.record(&Filter::default())?;
        let context = Context::of(&record, party_names());
        let folder = self.folder.display();
        let mut text = format!("The sample dossier: {} documents in {folder}\n\n", record.sources.len());
        text += "WHAT HAPPENED: the events that matter most\n\n";
        let top = dossier.timeline(&Filter { top: Some(EVENTS), ..Filter::default() })?;
        text += &list(&top, Format::Table, &context, style())?;
        let _ = writeln!(text, "All {} events: entente timeline\n", record.events.len());
        text += "WHAT DOES NOT FIT TOGETHER: one of each kind\n\n";
        text += &list(&one_of_each_kind(&record.conflicts), Format::Table, &context, style())?;
        let _ = writeln!(text, "All {} contradictions: entente conflicts", record.conflicts.len());
        let event = record
            .events
            .iter()
            .max_by_key(|event| event.reports.len())
            .map_or("ID", |event| event.id.as_str());
        let _ = write!(text,
            "\nWHAT TO DO NEXT\n
  cd {folder}
  entente timeline --top 15           what mattered most
  entente show {event}           one event with the words of its sources
  entente who                         people and their offices
  entente quantities                  figures and targets
  entente search Lavrov               a name in any script
  entente brief -o brief.html         a page to print
  entente add your-documents/         your own documents, in a dossier of their own: entente init DIR --parties RUS,KOR\n"
        );
        print(&text)?;
        Ok(Outcome::Done)
    }
}

/// The most certain contradiction of each kind.
fn one_of_each_kind(conflicts: &[Conflict]) -> Vec<Conflict> {
    let first = |kind: &ConflictKind| conflicts.iter().find(|conflict| conflict.kind == *kind).cloned();
    ConflictKind::ALL.iter().filter_map(first).collect()
}
