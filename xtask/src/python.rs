//! Programs of others in Python, each in an environment of its own below `target/`.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};

use crate::run;

/// The Python of `target/NAME`, made where it is not there or not of today's list of packages.
///
/// # Errors
/// Without Python 3, and without a network the first time.
pub(crate) fn environment(name: &str, list: &str) -> Result<PathBuf> {
    let list = run::root().join(list);
    let folder = run::root().join("target").join(name);
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
