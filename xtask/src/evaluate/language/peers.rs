//! spaCy's small English pipeline on the same text, in the same run.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{bench::peers::install, run};

/// How many words a second spaCy reads, and how many times as many `own` are.
///
/// # Errors
/// Without Python 3 or its packages, or when they fail.
pub(crate) fn beside(text: &str, own: f64) -> Result<String> {
    let python = install()?;
    let path = run::root().join("target").join("peers").join("language.txt");
    fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    let output = Command::new(&python)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/evaluate/language/peers.py"))
        .arg(&path)
        // One core, as the program beside it.
        .envs(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map(|name| (name, "1")))
        .output()
        .context("cannot start Python")?;
    ensure!(output.status.success(), "spaCy failed: {}", String::from_utf8_lossy(&output.stderr));
    let measured: Value = serde_json::from_slice(&output.stdout)?;
    let number = |name: &str| measured[name].as_f64().unwrap_or_default();
    let peer = number("words") / number("seconds").max(f64::EPSILON);
    Ok(format!(
        "en  spaCy's small pipeline: {peer:.0} words a second; everything here: {:.0} times as fast",
        own / peer
    ))
}
