//! One file a command.

pub(crate) mod extract;

use crate::{
    arguments::{Arguments, Command},
    outcome::Outcome,
};

/// Runs the command that was asked for.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        Command::Extract(command) => command.run(),
    }
}
