//! `cargo xtask samples`: made-up files of every format, for trying things out and for measuring.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use clap::Args;

/// How many, and where.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder to write them into
    folder: PathBuf,
    /// How many files
    #[arg(long, default_value = "500")]
    count: usize,
}

/// Writes the files.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    write(&arguments.folder, arguments.count)
}

/// Writes so many files into a folder.
pub(crate) fn write(folder: &Path, count: usize) -> Result<()> {
    fs::create_dir_all(folder)?;
    for sample in entente_samples::files(count) {
        let path = folder.join(&sample.name);
        fs::write(&path, &sample.bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
