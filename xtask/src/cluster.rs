//! `cargo xtask test cluster`: the reading on `DataFusion` and Ballista, a workspace of its own.

use std::path::Path;

use anyhow::Result;

use crate::run;

/// Tests it against the program; its dependencies take some twenty minutes to build the first time.
pub(crate) fn test() -> Result<()> {
    let program = run::program_to_compare_with()?;
    let target = run::root().join("target").join("cluster");
    let environment: [(&str, &Path); 2] = [("ENTENTE_PROGRAM", &program), ("CARGO_TARGET_DIR", &target)];
    run::show_with(
        &run::cargo(),
        &["test", "--locked", "--manifest-path", "cluster/Cargo.toml"],
        &environment,
    )
}
