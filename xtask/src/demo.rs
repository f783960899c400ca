//! `cargo xtask demo`: the main job on the sample dossier.

use anyhow::{Context, Result};

use crate::{build, run};

/// Builds the program and runs its own demonstration.
pub(crate) fn run() -> Result<()> {
    build::run()?;
    let program = run::program();
    run::show(program.to_str().context("the path of the program is not Unicode")?, &["demo"])
}
