//! The command-line program: arguments, progress, exit status. What it prints is computed in the other rooms.

mod arguments;
mod clock;
mod commands;
mod engine;
mod fonts;
mod inputs;
mod lines;
mod mcp;
mod ocr;
mod ordered;
mod outcome;
mod progress;
mod record;
mod rows;
mod stop;
mod watch;
mod web;

use std::process::ExitCode;

use clap::Parser as _;

use crate::{arguments::Arguments, outcome::Outcome};

/// Reading makes millions of small things that live for a moment, on several threads; jemalloc is quicker at that than the
/// allocator of the system, and gives back what is no longer used.
#[cfg(all(feature = "jemalloc", target_os = "linux", target_arch = "x86_64"))]
#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    outcome::speak_plainly_of_defects();
    let arguments = Arguments::parse();
    match commands::run(arguments) {
        Ok(outcome) => outcome.into(),
        Err(error) if outcome::reader_has_gone(&error) => Outcome::Done.into(),
        Err(error) => {
            outcome::tell_error(&error);
            Outcome::failed(&error).into()
        }
    }
}
