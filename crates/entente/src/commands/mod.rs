//! One file a command.

pub(crate) mod add;
pub(crate) mod agreements;
pub(crate) mod analyse;
pub(crate) mod brief;
pub(crate) mod changes;
pub(crate) mod conflicts;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod extract;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod log;
pub(crate) mod mcp;
pub(crate) mod packs;
pub(crate) mod quantities;
pub(crate) mod rebuild;
pub(crate) mod review;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod sources;
pub(crate) mod statements;
pub(crate) mod timeline;
pub(crate) mod watch;
pub(crate) mod who;

use clap::Subcommand;

use crate::{arguments::Arguments, outcome::Outcome};

/// The commands, in the order in which a newcomer meets them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(demo::Demo),
    Init(init::Init),
    Add(add::Add),
    Watch(watch::Watch),
    Timeline(timeline::Timeline),
    Conflicts(conflicts::Conflicts),
    Who(who::Who),
    Agreements(agreements::Agreements),
    Quantities(quantities::Quantities),
    Statements(statements::Statements),
    Sources(sources::Sources),
    Show(show::Show),
    Search(search::Search),
    Brief(brief::Brief),
    Export(export::Export),
    Import(import::Import),
    Serve(serve::Serve),
    Mcp(mcp::Mcp),
    Review(review::Review),
    Log(log::Log),
    Changes(changes::Changes),
    Rebuild(rebuild::Rebuild),
    Doctor(doctor::Doctor),
    Extract(extract::Extract),
    Analyse(analyse::Analyse),
    Packs(packs::PackList),
}

/// Runs the command that was asked for.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        Command::Demo(command) => command.run(),
        Command::Init(command) => command.run(),
        Command::Add(command) => command.run(),
        Command::Watch(command) => command.run(),
        Command::Timeline(command) => command.run(),
        Command::Conflicts(command) => command.run(),
        Command::Who(command) => command.run(),
        Command::Agreements(command) => command.run(),
        Command::Quantities(command) => command.run(),
        Command::Statements(command) => command.run(),
        Command::Sources(command) => command.run(),
        Command::Show(command) => command.run(),
        Command::Search(command) => command.run(),
        Command::Brief(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Import(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Mcp(command) => command.run(),
        Command::Review(command) => command.run(),
        Command::Log(command) => command.run(),
        Command::Changes(command) => command.run(),
        Command::Rebuild(command) => command.run(),
        Command::Doctor(command) => command.run(),
        Command::Extract(command) => command.run(),
        Command::Analyse(command) => command.run(),
        Command::Packs(command) => command.run(),
    }
}
