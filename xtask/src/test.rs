//! `cargo xtask test`: all set-up and all tests.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::{pages, run};

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
    match pages::ready() {
        Ok(()) => pages::check()?,
        Err(reason) => announce(&format!("skipped: the tests of the web pages ({reason:#})")),
    }
    match readers() {
        Ok(python) => run::show_with(&run::cargo(), &words, &[("ENTENTE_READERS", &python)]),
        Err(reason) => {
            announce(&format!("skipped: the independent readers of the exports ({reason:#})"));
            run::show(&run::cargo(), &words)
        }
    }
}

/// The Python of `target/readers`, made where it is not there or not of today's list of packages.
///
/// # Errors
/// Without Python 3, and without a network the first time.
fn readers() -> Result<PathBuf> {
    let list = run::root().join("crates/entente/tests/readers/requirements.txt");
    let folder = run::root().join("target").join("readers");
    let wanted = fs::read_to_string(&list)?;
    let (python, stamp) = (folder.join("bin").join("python"), folder.join("made-of.txt"));
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) && python.exists() {
        return Ok(python);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let (folder, list) = (folder.to_string_lossy().into_owned(), list.to_string_lossy().into_owned());
    run::quietly("python3", &["-m", "venv", &folder]).context("no python3 with venv")?;
    let install =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--timeout", "20", "-r", &list];
    run::quietly(&python.to_string_lossy(), &install).context("PyPI gives no packages")?;
    fs::write(stamp, wanted)?;
    Ok(python)
}

#[expect(clippy::print_stderr, reason = "a task of the developer's own terminal")]
fn announce(line: &str) {
    eprintln!("{line}");
}
