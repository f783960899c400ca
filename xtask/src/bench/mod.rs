//! `cargo xtask bench`: how fast, with how much memory, and compared with what.

mod corpora;
mod growth;
mod instructions;
mod machine;
mod measure;
pub(crate) mod peers;
mod rates;
mod record;
mod stages;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::{build, run};

/// What to measure; without a name the rates of readings.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// Also the Python tools that one would otherwise take, in the same run; installed under target/ the first time
    #[arg(long)]
    peers: bool,
    /// How often each rate is measured; the best counts
    #[arg(long, default_value = "5")]
    rounds: usize,
}

#[derive(Subcommand)]
enum What {
    /// Adding, asking and searching at a thousand, ten thousand and a hundred thousand documents
    Record(record::Arguments),
    /// Time and memory for one document of 1, 10 and 50 MB
    Growth,
    /// Instructions a byte of the hot path, beside the committed figures
    Instructions(instructions::Arguments),
}

/// Builds the release program and measures.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    match &arguments.what {
        Some(What::Record(own)) => return record::run(own),
        Some(What::Instructions(own)) => return instructions::run(own),
        Some(What::Growth) | None => {}
    }
    if cfg!(debug_assertions) {
        // Stages are measured within this program: it must be an optimised one.
        return run_in_release();
    }
    if run::given_program().is_none() {
        build::run()?;
    }
    let program = run::given_program().unwrap_or_else(run::program);
    show(&machine::line());
    if let Some(What::Growth) = &arguments.what {
        return growth::run(&program);
    }
    let corpora = corpora::all()?;
    let rates = rates::run(&program, &corpora, arguments.rounds)?;
    stages::run(&corpora, arguments.rounds)?;
    if arguments.peers {
        peers::run(&corpora, &rates)?;
    }
    Ok(())
}

fn run_in_release() -> Result<()> {
    let own: Vec<String> = std::env::args().skip(1).collect();
    let mut words = vec!["run", "--quiet", "--release", "--package", "xtask", "--"];
    words.extend(own.iter().map(String::as_str));
    run::show(&run::cargo(), &words)
}

#[expect(clippy::print_stdout, reason = "the table is the result")]
fn show(line: &str) {
    println!("{line}");
}
