//! `cargo xtask test`: all set-up and all tests.

use std::{path::Path, process::Command};

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};

use crate::{browser, cluster, pages, python, run};

/// Which tests to run.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Those of a part that is built by itself, in place of all others
    part: Option<Part>,
    /// Also the tests that take minutes
    #[arg(long)]
    long: bool,
}

/// Parts that take long to build and that nothing else needs.
#[derive(Clone, Copy, ValueEnum)]
enum Part {
    /// The reading on a cluster: a scheduler and executors as processes
    Cluster,
}

/// Runs the tests of every crate; those that need data beside the repository say that they were skipped.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(Part::Cluster) = arguments.part {
        return cluster::test();
    }
    if run::shared().is_none() {
        announce("skipped: what needs the development data (no ../shared, and ENTENTE_SHARED is not set)");
    }
    let mut words = vec!["test", "--workspace", "--locked"];
    words.extend(run::without_jemalloc());
    if arguments.long {
        words.extend(["--", "--include-ignored"]);
    }
    let pages = pages::ready();
    match &pages {
        Ok(()) => pages::check()?,
        Err(reason) => announce(&format!("skipped: the tests of the web pages ({reason:#})")),
    }
    if let Err(reason) = recogniser() {
        announce(&format!("skipped: the recognition of words on scans ({reason:#})"));
    }
    let mut environment = Vec::new();
    match python::environment("readers", "crates/entente/tests/readers/requirements.txt") {
        Ok(python) => environment.push(("ENTENTE_READERS", python)),
        Err(reason) => announce(&format!("skipped: the independent readers of the exports ({reason:#})")),
    }
    if arguments.long {
        match python::environment("walker", "crates/entente/tests/walker/requirements.txt") {
            Ok(python) => environment.push(("ENTENTE_WALKER", python)),
            Err(reason) => announce(&format!("skipped: the walk through the described API ({reason:#})")),
        }
    }
    let environment: Vec<(&str, &Path)> =
        environment.iter().map(|(name, path)| (*name, path.as_path())).collect();
    run::show_with(&run::cargo(), &words, &environment)?;
    if pages.is_ok() { browser::test() } else { Ok(()) }
}

/// Tesseract and what draws the pages of a PDF; installed by apt where they are not there and that is allowed.
fn recogniser() -> Result<()> {
    let there = |program: &str| Command::new(program).arg("-v").output().is_ok();
    if there("tesseract") && there("pdftoppm") {
        return Ok(());
    }
    let packages = ["tesseract-ocr", "tesseract-ocr-rus", "tesseract-ocr-kor", "poppler-utils"];
    run::install(&packages).context("no Tesseract, and apt does not give one")
}

#[expect(clippy::print_stderr, reason = "a task of the developer's own terminal")]
pub(crate) fn announce(line: &str) {
    eprintln!("{line}");
}
