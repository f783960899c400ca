//! The pages of the web workplace: built and checked with Node, where there is one.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};

use crate::run;

/// The oldest Node that builds the pages: its major and minor number.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Builds `web/dist`, which the program embeds.
///
/// # Errors
/// When the pages have a fault.
pub(crate) fn build() -> Result<()> {
    npm(&["run", "--silent", "build"], &[])
}

/// Types and unit tests of the pages.
///
/// # Errors
/// When one fails.
pub(crate) fn check() -> Result<()> {
    npm(&["run", "--silent", "check"], &[])?;
    npm(&["run", "--silent", "test:unit"], &[])
}

/// Makes sure that Node is there and that the packages are those of the lock file.
///
/// # Errors
/// With the reason why the pages cannot be built here.
pub(crate) fn ready() -> Result<()> {
    let output = Command::new("node").arg("--version").output().context("Node.js is not installed")?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    ensure!(
        found >= OLDEST_NODE,
        "Node.js {version} is too old; {}.{} or later",
        OLDEST_NODE.0,
        OLDEST_NODE.1
    );
    if is_stale() {
        npm(&["ci", "--no-audit", "--no-fund"], &[]).context("the packages of the pages cannot be had")?;
    }
    Ok(())
}

/// Whether the installed packages are older than the lock file.
fn is_stale() -> bool {
    let changed = |path: PathBuf| fs::metadata(path).and_then(|known| known.modified()).ok();
    let installed = changed(folder().join("node_modules").join(".package-lock.json"));
    installed.is_none() || installed < changed(folder().join("package-lock.json"))
}

fn folder() -> PathBuf {
    run::root().join("web")
}

/// Runs npm in `web/`.
///
/// # Errors
/// Without npm, and when the script fails.
pub(crate) fn npm(words: &[&str], environment: &[(&str, &Path)]) -> Result<()> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status = Command::new(program)
        .args(words)
        .envs(environment.iter().copied())
        .current_dir(folder())
        .status()
        .with_context(|| format!("cannot start `{program}`"))?;
    ensure!(status.success(), "`{program} {}` ended with {status}", words.join(" "));
    Ok(())
}
