//! `entente extract`: readings to standard output.

use std::io::{self, BufWriter, Write as _};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use crate::{
    arguments::{Paths, ReadingFlags},
    engine::Engine,
    inputs,
    ordered::map_in_order,
    outcome::{Outcome, tell_refused},
};

/// Read documents and write what is found in them, one JSON line a document; no dossier is needed
///
/// Lines come in the order of the documents and are the same to the byte at every run and for every number of jobs.
/// A document that cannot be read is named on standard error with the reason; the others are read all the same.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente extract article.html
  entente extract --published 2021-03-23 --lang ru interviews/ > readings.jsonl
  curl -s https://example.org/page | entente extract -")]
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
}

/// Formats of a reading.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One JSON object a line.
    Jsonl,
}

impl Extract {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let Format::Jsonl = self.format;
        let (max_bytes, workers) = (self.flags.max_bytes(), self.flags.workers());
        let engine = Engine::new(self.flags.hints(!self.no_clean), max_bytes);
        let mut output = BufWriter::new(io::stdout().lock());
        let mut outcome = Outcome::Done;
        let inputs = inputs::unpacked(self.paths.paths, &engine, None);
        map_in_order(
            inputs,
            workers,
            |input| lines(&engine, input.fetch(max_bytes, None)),
            |(lines, refused)| {
                for (origin, reason) in refused {
                    tell_refused(&origin, &reason);
                    outcome = Outcome::SomeRefused;
                }
                output.write_all(&lines).context("cannot write to standard output")
            },
        )?;
        output.flush().context("cannot write to standard output")?;
        Ok(outcome)
    }
}

/// The readings of one source as JSON lines, and what was refused of it: origins with reasons.
fn lines(engine: &Engine, fetched: inputs::Fetched) -> (Vec<u8>, Vec<(String, String)>) {
    let hints = fetched.hints(engine.hints());
    let origin = fetched.origin;
    let read = fetched.bytes.and_then(|bytes| engine.read(&origin, &bytes, &hints)).and_then(|read| {
        let mut lines = Vec::new();
        for reading in &read.readings {
            serde_json::to_writer(&mut lines, reading).map_err(|error| error.to_string())?;
            lines.push(b'\n');
        }
        Ok((lines, read.refused))
    });
    read.unwrap_or_else(|reason| (Vec::new(), vec![(origin, reason)]))
}
