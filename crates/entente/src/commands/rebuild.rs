//! `entente rebuild`: the record made again.

use std::{num::NonZeroUsize, path::PathBuf, thread};

use anyhow::{Context as _, bail};
use clap::Args;
use entente_dossier::{Dossier, Filter, NewSource, RawSource};
use entente_intake::Hints;

use crate::{
    engine::Engine,
    ordered::map_in_order,
    outcome::{Outcome, tell_refused},
    record::{At, print},
};

/// Read all sources again with this version of the program, and make the record again
///
/// Decisions are kept: they hold on to the words of the sources. With `--check` nothing is written; the record is made
/// again beside the dossier and compared with it to the byte.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente rebuild
  entente rebuild --check")]
pub(crate) struct Rebuild {
    #[command(flatten)]
    at: At,

    /// Write nothing; say whether sources and decisions give the same record again
    #[arg(long)]
    check: bool,

    /// A folder of language packs that add to the built-in ones or take the place of their tables
    #[arg(long, value_name = "DIR")]
    packs: Option<PathBuf>,
}

impl Rebuild {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let engine = Engine::with_packs(Hints::default(), u64::MAX, self.packs.as_deref())?;
        if self.check { check(&mut dossier, &engine) } else { rebuild(&mut dossier, &engine) }
    }
}

fn rebuild(dossier: &mut Dossier, engine: &Engine) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    let ids = dossier.raw_ids()?;
    let sources = raw_sources(dossier)?;
    read_all(engine, &sources, |source, read| {
        match read {
            Ok(read) => dossier.read_again(&read, &source.added)?,
            // What was read by an older version and cannot be read by this one stays as it was.
            Err(reason) => {
                tell_refused(&source.origin, &reason);
                outcome = Outcome::SomeRefused;
            }
        }
        Ok(())
    })?;
    dossier.forget_record()?;
    dossier.record(&Filter::default())?;
    dossier.settle()?;
    print(&format!("Read {} sources again\n", ids.len()))?;
    Ok(outcome)
}

fn check(dossier: &mut Dossier, engine: &Engine) -> anyhow::Result<Outcome> {
    let folder = std::env::temp_dir().join(format!("entente-check-{}", std::process::id()));
    let same = compare(dossier, engine, &folder);
    let removed = std::fs::remove_dir_all(&folder);
    let differences = same?;
    removed.with_context(|| format!("cannot remove `{}`", folder.display()))?;
    if differences.is_empty() {
        print("Sources and decisions give the same record\n")?;
        return Ok(Outcome::Done);
    }
    bail!("made again, the record differs in: {}", differences.join(", "));
}

/// The lists in which a dossier made of the same sources and decisions differs.
fn compare(
    dossier: &mut Dossier,
    engine: &Engine,
    folder: &std::path::Path,
) -> anyhow::Result<Vec<&'static str>> {
    let mut again = Dossier::create(folder, &dossier.parties()?)?;
    let sources = raw_sources(dossier)?;
    read_all(engine, &sources, |source, read| {
        match read {
            Ok(read) => {
                again.add(&read, &source.added)?;
            }
            Err(reason) => tell_refused(&source.origin, &reason),
        }
        Ok(())
    })?;
    again.take_decisions(dossier)?;
    let (one, other) = (lists(dossier)?, lists(&mut again)?);
    Ok(one.into_iter().zip(other).filter(|(one, other)| one.1 != other.1).map(|(one, _)| one.0).collect())
}

/// Every list of the record as JSON.
fn lists(dossier: &mut Dossier) -> anyhow::Result<Vec<(&'static str, String)>> {
    let filter = Filter { undated: true, others: true, rejected: true, ..Filter::default() };
    let record = dossier.record(&filter)?;
    let read: Vec<_> = record.sources.iter().filter(|source| source.refused.is_none()).collect();
    Ok(vec![
        ("timeline", serde_json::to_string(&record.events)?),
        ("who", serde_json::to_string(&record.people)?),
        ("agreements", serde_json::to_string(&record.agreements)?),
        ("quantities", serde_json::to_string(&record.quantities)?),
        ("statements", serde_json::to_string(&record.statements)?),
        ("conflicts", serde_json::to_string(&dossier.all_conflicts()?)?),
        ("sources", serde_json::to_string(&read)?),
        ("log", serde_json::to_string(&dossier.log()?)?),
    ])
}

fn raw_sources(dossier: &Dossier) -> anyhow::Result<Vec<RawSource>> {
    let mut sources = Vec::new();
    for id in dossier.raw_ids()? {
        sources.extend(dossier.raw(id)?);
    }
    Ok(sources)
}

/// Reads every source on all processors and hands each over in order.
pub(crate) fn read_all(
    engine: &Engine,
    sources: &[RawSource],
    mut take: impl FnMut(&RawSource, Result<NewSource, String>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let workers = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    map_in_order(
        sources.iter(),
        workers,
        |source| source.bytes.len() as u64,
        |source| (source, engine.read_again(source)),
        |(source, read)| take(source, read),
    )
}
