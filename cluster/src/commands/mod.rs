//! The commands.

mod extract;
mod parts;
mod sql;

use std::num::NonZeroUsize;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Entente's reading over folders and object stores, in this process or on a Ballista cluster
#[derive(Parser)]
#[command(name = "entente-cluster", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read every document below an address and write the readings, a file a task
    Extract(extract::Extract),
    /// Ask in SQL
    Sql(sql::Sql),
    /// Run the scheduler of a cluster
    Scheduler(parts::Scheduler),
    /// Run an executor of a cluster
    Executor(parts::Executor),
}

impl Arguments {
    /// Runs the command.
    pub(crate) async fn run(self) -> Result<()> {
        match self.command {
            Command::Extract(command) => command.run().await,
            Command::Sql(command) => command.run().await,
            Command::Scheduler(command) => command.run().await,
            Command::Executor(command) => command.run().await,
        }
    }
}

/// How many tasks run at once: as many as there are processors unless told.
fn processors(jobs: Option<NonZeroUsize>) -> usize {
    jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
}
