//! Instructions a byte of the hot path, counted by callgrind: the same on a busy machine as on an idle one.
//!
//! The program reads a text once and ten times; the difference is that of nine texts, without the start of the
//! program. Counted is the release program where it is built, since the debug program says little about speed.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use super::{corpora, show};
use crate::run;

/// The committed figures: a language and its instructions a byte on each line.
const COMMITTED: &str = "xtask/src/bench/instructions.tsv";

/// How often the text is read in the longer run.
const TIMES: usize = 10;

#[derive(Args)]
pub(super) struct Arguments {
    /// Commit to the figures of this run
    #[arg(long)]
    accept: bool,
}

/// Counts, and prints the change against the committed figures.
///
/// # Errors
/// When the program fails under callgrind.
pub(super) fn run(arguments: &Arguments) -> Result<()> {
    let program = run::given_program().unwrap_or_else(run::program);
    if Command::new("valgrind").arg("--version").output().is_err() {
        show("skipped: counting instructions (no valgrind)");
        return Ok(());
    }
    if !program.exists() {
        show("skipped: counting instructions (no release program; cargo xtask build makes it)");
        return Ok(());
    }
    let committed = fs::read_to_string(run::root().join(COMMITTED)).unwrap_or_default();
    let folder = run::root().join("target").join("bench");
    fs::create_dir_all(&folder)?;
    let mut lines = String::new();
    show("| instructions a byte | now | committed | change |");
    show("| --- | ---: | ---: | ---: |");
    for language in ["en", "ru", "ko"] {
        let texts = corpora::sample(language)?;
        let (once, more) = (folder.join("once.jsonl"), folder.join("more.jsonl"));
        corpora::write_lines(&once, &texts, 1)?;
        corpora::write_lines(&more, &texts, TIMES)?;
        let bytes: usize = texts.iter().map(String::len).sum::<usize>() * (TIMES - 1);
        let now = (count(&program, &more)? - count(&program, &once)?) as f64 / bytes as f64;
        let before =
            committed.lines().find_map(|line| line.strip_prefix(language)?.trim().parse::<f64>().ok());
        let change =
            before.map_or_else(String::new, |before| format!("{:+.1} %", (now / before - 1.0) * 100.0));
        let before = before.map_or_else(String::new, |before| format!("{before:.0}"));
        show(&format!("| {language} | {now:.0} | {before} | {change} |"));
        writeln!(lines, "{language}\t{now:.0}")?;
    }
    if arguments.accept {
        fs::write(run::root().join(COMMITTED), lines)?;
    }
    Ok(())
}

/// The instructions of one run.
fn count(program: &Path, input: &Path) -> Result<i64> {
    let out: PathBuf = run::root().join("target/bench/callgrind.out");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", &format!("--callgrind-out-file={}", out.display())])
        .arg(program)
        .args(["extract", "--jobs", "1"])
        .arg(input)
        .output()
        .context("cannot start valgrind")?;
    ensure!(output.status.success(), "callgrind: {}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(&out)?;
    let line = text.lines().find_map(|line| line.strip_prefix("summary:").or(line.strip_prefix("totals:")));
    line.and_then(|line| line.trim().parse().ok()).context("callgrind tells no sum")
}
