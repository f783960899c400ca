//! `entente mcp`: the record as tools for assistants.

use clap::Args;

use crate::{mcp, outcome::Outcome, record::At};

/// Offer the record to an assistant as tools, over standard input and output
///
/// By the Model Context Protocol: timeline, search, one thing with its evidence, contradictions, and the state of things on a
/// day. Every answer carries the quotes that it stands on. The tools only read; nothing in the dossier changes.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente mcp -d russia-korea

In the settings of an assistant:
  { \"mcpServers\": { \"entente\": { \"command\": \"entente\", \"args\": [\"mcp\", \"-d\", \"/path/to/russia-korea\"] } } }")]
pub(crate) struct Mcp {
    #[command(flatten)]
    at: At,
}

impl Mcp {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        mcp::serve(self.at.open()?)?;
        Ok(Outcome::Done)
    }
}
