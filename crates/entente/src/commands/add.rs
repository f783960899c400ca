//! `entente add`: sources into the dossier.

use std::{collections::HashSet, fmt::Write as _, io::IsTerminal as _};

use clap::Args;
use entente_dossier::{Added, Dossier, NewSource, Refusal};
use entente_model::SourceId;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    arguments::{Paths, ReadingFlags},
    clock,
    engine::{Engine, Read, hints_as_json},
    inputs::{self, Fetched},
    ordered::map_in_batches,
    outcome::{Outcome, tell, tell_refused},
    record::{At, print},
    web::{Web, WebFlags},
};

/// From so many inputs on it pays to ask once which sources are known.
const MANY: usize = 64;

/// Read sources into the dossier; adding the same bytes twice changes nothing
///
/// Each source is written whole or not at all, and whatever happens, what was written stays. A source that cannot be read is named
/// on standard error with the reason, kept on record (`entente sources --refused`), and stops none of the others.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente add articles/
  entente add -d russia-korea --published 2021-03-23 interview.html
  entente add --lang ko news.jsonl
  entente add --columns text=body,published=date,title=headline articles.csv
  entente add crawl.warc.gz letters.mbox report.pdf
  entente add https://example.org/news/talks.html
  entente add --follow --most 50 https://example.org/feed.xml")]
pub(crate) struct Add {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    flags: ReadingFlags,
    #[command(flatten)]
    web: WebFlags,

    /// Take the texts as they are, to the last character
    #[arg(long)]
    no_clean: bool,

    /// Name each source on standard error once it is safely written
    #[arg(short, long)]
    verbose: bool,
}

/// A source on its way into the dossier.
pub(crate) enum Ready {
    /// Read and made ready, with the parts that were left out and the reasons.
    New(Box<NewSource>, Vec<(String, String)>),
    /// Known by its bytes, so it was not read again.
    Known,
    /// Not to be read.
    Refused { origin: String, bytes: Option<Vec<u8>>, reason: String },
}

/// What was done with the sources of one command.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub added: usize,
    pub documents: usize,
    pub known: usize,
    pub refused: usize,
}

impl Add {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let (max_bytes, workers) = (self.flags.max_bytes(), self.flags.workers());
        let engine =
            Engine::with_packs(self.flags.hints(!self.no_clean), max_bytes, self.flags.packs.as_deref())?;
        // How many there are is counted without unpacking anything; archives show as one until they are opened.
        let count = inputs::walk(self.paths.paths.clone()).count();
        let known = if count >= MANY { dossier.known()? } else { HashSet::new() };
        let bar = progress(count as u64);
        let mut tally = Tally::default();
        let web = Web::new(self.web, max_bytes);
        let made: anyhow::Result<()> = map_in_batches(
            inputs::unpacked(self.paths.paths, &engine, Some(&web), inputs::Split::Sources),
            workers,
            inputs::Input::len,
            |input| ready(&engine, &known, input.fetch(max_bytes, Some(&web))),
            |batch| {
                bar.inc(batch.len() as u64);
                bar.suspend(|| {
                    take_all(&mut dossier, batch, &mut tally, |origin| {
                        if self.verbose {
                            tell(&format!("added: {origin}\n"));
                        }
                    })
                })
            },
        );
        bar.finish_and_clear();
        made?;
        // The record is made here, so that the next question does not wait for it.
        dossier.refresh()?;
        dossier.settle()?;
        print(&tally.in_words())?;
        Ok(if tally.refused > 0 { Outcome::SomeRefused } else { Outcome::Done })
    }
}

/// Reads a source, unless it is known.
pub(crate) fn ready(engine: &Engine, known: &HashSet<SourceId>, fetched: Fetched) -> Ready {
    let hints = fetched.hints(engine.hints());
    let Fetched { origin, bytes, .. } = fetched;
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(reason) => return Ready::Refused { origin, bytes: None, reason },
    };
    if !known.is_empty() && known.contains(&SourceId::of(&bytes)) {
        return Ready::Known;
    }
    match engine.read(&origin, &bytes, &hints) {
        Ok(Read { readings, refused }) => {
            let hints = hints_as_json(&hints);
            let source = NewSource::new(&origin, &bytes, &hints, engine.version(), readings);
            Ready::New(Box::new(source), refused)
        }
        Err(reason) => Ready::Refused { origin, bytes: Some(bytes), reason },
    }
}

/// Writes what was made ready.
pub(crate) fn take(dossier: &mut Dossier, ready: Ready, tally: &mut Tally) -> anyhow::Result<()> {
    take_all(dossier, vec![ready], tally, |_| ())
}

/// Writes what was made ready, sources that follow each other in one transaction; tells the name of each source once it
/// is safely written.
fn take_all(
    dossier: &mut Dossier,
    batch: Vec<Ready>,
    tally: &mut Tally,
    mut written: impl FnMut(&str),
) -> anyhow::Result<()> {
    let mut sources: Vec<NewSource> = Vec::new();
    let mut write = |dossier: &mut Dossier, sources: &mut Vec<NewSource>, tally: &mut Tally| {
        for (source, added) in sources.iter().zip(dossier.add_all(sources, &clock::now())?) {
            match added {
                Added::New { documents } => {
                    tally.added += 1;
                    tally.documents += documents;
                }
                Added::Known => tally.known += 1,
            }
            written(source.origin());
        }
        sources.clear();
        anyhow::Ok(())
    };
    for ready in batch {
        match ready {
            Ready::Known => tally.known += 1,
            Ready::New(source, refused) => {
                sources.push(*source);
                if !refused.is_empty() {
                    write(dossier, &mut sources, tally)?;
                }
                for (origin, reason) in refused {
                    refuse(dossier, &origin, None, &reason, tally)?;
                }
            }
            Ready::Refused { origin, bytes, reason } => {
                write(dossier, &mut sources, tally)?;
                refuse(dossier, &origin, bytes.as_deref(), &reason, tally)?;
            }
        }
    }
    write(dossier, &mut sources, tally)
}

/// Names what was refused, and keeps it on record.
fn refuse(
    dossier: &mut Dossier,
    origin: &str,
    bytes: Option<&[u8]>,
    reason: &str,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    tally.refused += 1;
    tell_refused(origin, reason);
    dossier.refuse(&Refusal { origin, bytes, reason }, &clock::now())?;
    Ok(())
}

impl Tally {
    fn in_words(self) -> String {
        let count = |number: usize, one: &str, many: &str| {
            format!("{number} {}", if number == 1 { one } else { many })
        };
        let mut text = format!("Added {}", count(self.added, "source", "sources"));
        if self.documents != self.added {
            let _ = write!(text, " with {}", count(self.documents, "document", "documents"));
        }
        if self.known > 0 {
            let _ = write!(text, ", {} there already", count(self.known, "was", "were"));
        }
        if self.refused > 0 {
            let _ = write!(text, ", {} refused", count(self.refused, "was", "were"));
        }
        text + "\n"
    }
}

/// A bar on standard error where that is a terminal, else nothing.
fn progress(length: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() || length < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} sources, {eta} left") {
        bar.set_style(style);
    }
    bar
}
