//! Build, demo, test, evaluate and train Entente.
//!
//! Everything that a newcomer or CI runs goes through here, so that the README needs two commands only.

mod bench;
mod browser;
mod build;
mod cluster;
mod demo;
mod evaluate;
mod fonts;
mod fuzz;
mod generate;
mod pages;
mod python;
mod run;
mod samples;
mod test;
mod train;
mod wheel;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Build, demo, test, evaluate and train Entente
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// The release program with everything in it: target/release/entente
    Build,
    /// Build, then read the sample dossier and show what is in it
    Demo,
    /// All set-up and all tests
    Test(test::Arguments),
    /// Score the program's readings against gold records, and print one table
    Evaluate(evaluate::Arguments),
    /// Feed broken input to the reader of every format: panics, endless loops and offsets that miss are found
    Fuzz(fuzz::Arguments),
    /// Write made-up files of every format into a folder
    Samples(samples::Arguments),
    /// Measure speed and memory, and compare them
    Bench(bench::Arguments),
    /// Write documents for measuring
    Generate(generate::Arguments),
    /// Train the model of a language
    Train(train::Arguments),
    /// Build the Python package and test it: target/wheels
    Wheel(wheel::Arguments),
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Build => build::run(),
        Task::Demo => demo::run(),
        Task::Test(arguments) => test::run(&arguments),
        Task::Evaluate(arguments) => evaluate::run(&arguments),
        Task::Fuzz(arguments) => fuzz::run(&arguments),
        Task::Samples(arguments) => samples::run(&arguments),
        Task::Bench(arguments) => bench::run(&arguments),
        Task::Generate(arguments) => generate::run(&arguments),
        Task::Train(arguments) => train::run(&arguments),
        Task::Wheel(arguments) => wheel::run(&arguments),
    }
}
