//! The fonts of PDFs: Noto Sans from npm, laid where the build finds them.

use std::fs;

use anyhow::{Context as _, Result};

use crate::run;

/// The files that are wanted: a package of `xtask/fonts`, and its subsets of letters.
const SUBSETS: [(&str, &[&str]); 2] = [
    ("noto-sans", &["latin", "latin-ext", "greek", "cyrillic", "cyrillic-ext"]),
    ("noto-sans-kr", &["korean"]),
];

/// Puts regular and bold fonts into `fonts/`, where they are not there yet. A program that is built without them takes
/// fonts of the system, so that a build without npm is no failure.
///
/// # Errors
/// Without npm or its registry, with the reason.
pub(crate) fn fetch() -> Result<()> {
    let folder = run::root().join("fonts");
    let mut wanted = Vec::new();
    for (package, subsets) in SUBSETS {
        for subset in subsets {
            for weight in [400, 700] {
                // Sorted by name, so that the small subsets are asked before the large one.
                wanted.push((package, format!("{package}-{subset}-{weight}-normal.woff")));
            }
        }
    }
    if wanted.iter().all(|(_, name)| folder.join(name).is_file()) {
        return Ok(());
    }
    let list = run::root().join("xtask").join("fonts");
    let place = run::root().join("target").join("fonts");
    fs::create_dir_all(&place)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(list.join(name), place.join(name)).with_context(|| format!("no xtask/fonts/{name}"))?;
    }
    let place = place.to_string_lossy().into_owned();
    run::quietly(
        "npm",
        &["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", &place],
    )
    .context("npm gives no fonts")?;
    for (package, name) in wanted {
        let from =
            run::root().join("target/fonts/node_modules/@fontsource").join(package).join("files").join(&name);
        fs::copy(&from, folder.join(&name))
            .with_context(|| format!("{} is not in its package", from.display()))?;
    }
    Ok(())
}
