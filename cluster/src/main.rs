//! Entente's reading on `DataFusion`, in this process or on the executors of a Ballista cluster.

mod codec;
mod commands;
mod extract;
mod files;
mod functions;
mod plan;
mod session;
mod splits;
mod store;
mod work;

use clap::Parser as _;

fn main() -> anyhow::Result<()> {
    let arguments = commands::Arguments::parse();
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(arguments.run())
}
