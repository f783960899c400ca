//! `entente extract`: readings of documents, without a dossier.

mod held;
mod output;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use entente_model::Document;

use self::{held::Held, output::Output};
use crate::{
    arguments::{Paths, ReadingFlags},
    engine::{Engine, Read},
    inputs::{self, Input, Split},
    ordered::map_in_order,
    outcome::{Outcome, Stopped, WrongUse, tell_refused},
    progress::Progress,
    stop::Stop,
};

/// Read documents and write what is found in them, one JSON line a document; no dossier is needed
///
/// Lines come in the order of the documents and are the same to the byte at every run and for every number of jobs.
/// A document that cannot be read is named on standard error with the reason; the others are read all the same.
/// JSON Lines and Parquet files may have any size: each line, each row is a document.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente extract article.html
  entente extract --published 2021-03-23 --lang ru interviews/ > readings.jsonl
  curl -s https://example.org/page | entente extract -
  entente extract --format parquet -o readings.parquet news.parquet
  entente extract archive.warc.gz -o readings.jsonl            # stopped with Ctrl-C after an hour …
  entente extract archive.warc.gz -o readings.jsonl --resume   # … and carried on the next day")]
pub(crate) struct Extract {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    flags: ReadingFlags,

    /// Take the text as it is, to the last character
    ///
    /// Without it menus, share buttons, comment forms and teasers of other stories are taken out.
    #[arg(long)]
    no_clean: bool,

    /// The format of the output
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,

    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Go on with an output that was broken off: what it holds is not read again
    ///
    /// Given the same documents, the file is the same in the end as if it had been written in one run.
    #[arg(long, requires = "output")]
    resume: bool,
}

/// Formats of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a line.
    Jsonl,
    /// A Parquet file with a row a document and the lists of a reading as nested columns.
    Parquet,
}

impl Extract {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let (max_bytes, workers) = (self.flags.max_bytes(), self.flags.workers());
        // A source of many documents is read by the pool; it has no more threads than were asked for.
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(workers.get()).stack_size(crate::ordered::STACK);
        pool.build_global().context("cannot start threads")?;
        let engine =
            Engine::with_packs(self.flags.hints(!self.no_clean), max_bytes, self.flags.packs.as_deref())?;
        let held = match &self.output {
            Some(path) if self.resume => Held::of(path, self.format)?,
            Some(path) if path.exists() => {
                let why = format!("`{}` exists already; --resume goes on with it", path.display());
                return Err(WrongUse(why).into());
            }
            _ => Held::default(),
        };
        let mut output = Output::open(self.output.as_deref(), self.format, self.resume)?;
        let stop = Stop::listen()?;
        let progress = Progress::over(&self.paths.paths, self.output.is_none());
        let (mut outcome, mut documents) = (Outcome::Done, held.len() as u64);
        let wanted = |document: &Document| !held.holds(&document.id, &document.origin);
        let mut inputs = inputs::unpacked(self.paths.paths, &engine, None, Split::Lines);
        let done = map_in_order(
            std::iter::from_fn(|| inputs.next().filter(|_| !stop.asked())),
            workers,
            Input::len,
            |input| {
                progress.more(&input);
                let bytes = input.len();
                let read = read(&engine, input, &held, &wanted);
                (bytes, self.format.written(&read), read.readings.len() as u64, read.refused)
            },
            |(bytes, rows, count, refused)| {
                for (origin, reason) in refused {
                    progress.aside(|| tell_refused(&origin, &reason));
                    outcome = Outcome::SomeRefused;
                }
                documents += count;
                output.write(rows?)?;
                progress.done(bytes, documents);
                anyhow::Ok(())
            },
        );
        progress.end();
        // What was read before something went wrong is kept.
        let closed = output.close();
        done.and(closed)?;
        if stop.asked() { Err(Stopped.into()) } else { Ok(outcome) }
    }
}

/// The readings of one input, those held already left out.
fn read(engine: &Engine, input: Input, held: &Held, wanted: crate::engine::Wanted<'_>) -> Read {
    let input = match input {
        Input::Lines(lines) => return engine.read_lines(&lines, wanted),
        Input::Rows(rows) => return engine.read_rows(*rows, wanted),
        other => other,
    };
    let fetched = input.fetch(engine.max_bytes(), None);
    let hints = fetched.hints(engine.hints());
    let origin = fetched.origin;
    let read = fetched.bytes.and_then(|bytes| {
        if held.holds_source(&bytes, &origin) {
            return Ok(Read::default());
        }
        engine.read_wanted(&origin, &bytes, &hints, wanted)
    });
    read.unwrap_or_else(|reason| Read { readings: Vec::new(), refused: vec![(origin, reason)] })
}
