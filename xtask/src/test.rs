//! `cargo xtask test`: all set-up and all tests.

use anyhow::Result;
use clap::Args;

use crate::run;

/// Which tests to run.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Also the tests that take minutes
    #[arg(long)]
    long: bool,
}

/// Runs the tests of every crate; those that need data beside the repository say that they were skipped.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if run::shared().is_none() {
        announce("skipped: what needs the development data (no ../shared, and ENTENTE_SHARED is not set)");
    }
    let mut words = vec!["test", "--workspace", "--locked"];
    if arguments.long {
        words.extend(["--", "--include-ignored"]);
    }
    run::show(&run::cargo(), &words)
}

#[expect(clippy::print_stderr, reason = "a task of the developer's own terminal")]
fn announce(line: &str) {
    eprintln!("{line}");
}
