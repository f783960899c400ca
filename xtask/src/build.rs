//! `cargo xtask build`: the release program.

use anyhow::Result;

use crate::run;

/// Builds `target/release/entente`.
pub(crate) fn run() -> Result<()> {
    run::show(&run::cargo(), &["build", "--release", "--locked", "--package", "entente"])
}
