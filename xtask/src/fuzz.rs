//! `cargo xtask fuzz`: broken input for the reader of every format, and broken texts for what reads them (`reading`).
//!
//! The inputs are files of `fuzz/corpus/FORMAT/` and of `entente-samples`, for `reading` the project's own texts, cut,
//! doubled, spliced and changed. An input on which a reader panics, takes too long, or gives an offset that misses its text is kept in `target/fuzz/` and becomes a
//! test. It is guided by no coverage, since that would need a compiler of another channel than the pinned one; in return
//! it runs wherever the project builds.

mod mutate;
mod texts;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use entente_intake::{Hints, Intake, Options};
use entente_reading::Reader;
use mutate::Mutator;

use crate::run;

/// What to feed, and for how long.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only these formats, by the endings of their names; `reading` is the reading of texts
    formats: Vec<String>,
    /// How many seconds each
    #[arg(long, default_value = "60")]
    seconds: u64,
    /// The number that the changes are drawn from
    #[arg(long, default_value = "1")]
    seed: u64,
}

/// The formats, by the endings of their names.
const FORMATS: [&str; 26] = [
    "txt",
    "md",
    "rtf",
    "csv",
    "tsv",
    "jsonl",
    "html",
    "mhtml",
    "eml",
    "mbox",
    "docx",
    "odt",
    "fodt",
    "epub",
    "pdf",
    "rss",
    "atom",
    "feed.json",
    "xml",
    "zip",
    "tar",
    "tar.gz",
    "warc",
    "warc.gz",
    "wacz",
    "woff",
];

/// One input may take so long, in a program that is not optimised.
const LONGEST: Duration = Duration::from_secs(20);

/// Feeds each format.
#[expect(clippy::print_stdout, reason = "the table is the result")]
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let wanted = |format: &&&str| {
        arguments.formats.is_empty() || arguments.formats.iter().any(|name| name == **format)
    };
    let kept = run::root().join("target").join("fuzz");
    fs::create_dir_all(&kept)?;
    let mut found = 0;
    for format in FORMATS.iter().filter(wanted) {
        let seeds = seeds(format)?;
        ensure!(!seeds.is_empty(), "nothing to begin with in fuzz/corpus/{format}");
        let intake = Intake::new(options());
        let (inputs, bad) = feed(format, &seeds, arguments, &kept, |input| check(&intake, format, input))?;
        println!("{format:10} {inputs:8} inputs, {bad} bad");
        found += bad;
    }
    if arguments.formats.is_empty() || arguments.formats.iter().any(|name| name == "reading") {
        let (reader, intake) = (Reader::new(), Intake::new(Options::default()));
        let check = |input: &[u8]| texts::check(&intake, &reader, input);
        let (inputs, bad) = feed("reading", &texts::seeds()?, arguments, &kept, check)?;
        println!("{:10} {inputs:8} inputs, {bad} bad", "reading");
        found += bad;
    }
    ensure!(found == 0, "{found} bad inputs are kept in {}", kept.display());
    Ok(())
}

/// The inputs to begin with: those of the repository, then those of the samples.
fn seeds(format: &str) -> Result<Vec<Vec<u8>>> {
    let folder = run::root().join("fuzz").join("corpus").join(format);
    let mut paths = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(&folder)? {
            paths.push(entry?.path());
        }
    }
    paths.sort();
    let mut seeds: Vec<Vec<u8>> =
        paths.iter().map(fs::read).collect::<Result<_, _>>().context("a broken corpus")?;
    let ending = format!(".{format}");
    seeds.extend(
        entente_samples::files(72)
            .into_iter()
            .filter(|sample| sample.name.ends_with(&ending))
            .map(|sample| sample.bytes),
    );
    Ok(seeds)
}

/// Bounds that a run of many inputs can bear.
fn options() -> Options {
    Options {
        max_bytes: 4_000_000,
        max_unpacked: 16_000_000,
        max_parts: 2_000,
        max_seconds: 5,
        ..Options::default()
    }
}

/// Feeds one format for its time; how many inputs, and how many of them were bad.
fn feed(
    format: &str,
    seeds: &[Vec<u8>],
    arguments: &Arguments,
    kept: &Path,
    check: impl Fn(&[u8]) -> Result<(), String>,
) -> Result<(u64, u64)> {
    let mut mutator = match format {
        "reading" => Mutator::of_texts(arguments.seed),
        format => Mutator::new(arguments.seed, format),
    };
    let (started, time) = (Instant::now(), Duration::from_secs(arguments.seconds));
    let under_way = kept.join(format!("under-way.{format}"));
    let (mut inputs, mut bad) = (0, 0);
    while started.elapsed() < time {
        let input = mutator.next(seeds);
        // What ends the whole program, such as a stack that overflows, leaves its input behind.
        fs::write(&under_way, &input)?;
        let begun = Instant::now();
        let fed = catch_unwind(AssertUnwindSafe(|| check(&input)));
        let reason = match fed {
            Err(_) => Some("panicked".to_owned()),
            Ok(Err(reason)) => Some(reason),
            Ok(Ok(())) if begun.elapsed() > LONGEST => Some(format!("took {:?}", begun.elapsed())),
            Ok(Ok(())) => None,
        };
        if let Some(reason) = reason {
            bad += 1;
            let name = kept.join(format!("{bad}.{format}"));
            fs::write(&name, &input)?;
            fs::write(kept.join(format!("{bad}.{format}.txt")), reason)?;
            if bad >= 10 {
                break;
            }
        }
        inputs += 1;
    }
    fs::remove_file(&under_way)?;
    Ok((inputs, bad))
}

/// Reads an input, as it is and cleaned; what offsets point at must be there.
fn check(intake: &Intake, format: &str, input: &[u8]) -> Result<(), String> {
    if format == "woff" {
        let _ = entente_present::Fonts::default().add("x.woff", input, false);
        return Ok(());
    }
    for clean in [true, false] {
        let hints = Hints { clean, ..Hints::default() };
        let Ok(contents) = intake.open(&format!("input.{format}"), input, &hints) else { continue };
        for document in &contents.documents {
            let length = document.text.chars().count();
            let misses = |at: u32| at as usize > length;
            if document.places.iter().any(|place| misses(place.at)) {
                return Err("a place lies behind the text".to_owned());
            }
            if document.cuts.iter().any(|cut| misses(cut.at)) {
                return Err("a cut lies behind the text".to_owned());
            }
            if document.text.trim().is_empty() {
                return Err("a document without a text".to_owned());
            }
        }
    }
    let _ = intake.links(&format!("input.{format}"), input, &Hints::default());
    Ok(())
}
