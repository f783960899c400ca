//! `cargo xtask build`: the release program.

use anyhow::Result;

use crate::{fonts, pages, run};

/// Builds `target/release/entente`, the pages of the web workplace and the fonts of PDFs in it.
pub(crate) fn run() -> Result<()> {
    match pages::ready() {
        Ok(()) => pages::build()?,
        Err(reason) => announce(&format!(
            "built without the web pages ({reason:#}): `entente serve` gives the HTTP API and a plain page"
        )),
    }
    if let Err(reason) = fonts::fetch() {
        announce(&format!("built without fonts ({reason:#}): PDFs are set in those of the system"));
    }
    let without = run::without_jemalloc();
    if without.is_some() {
        announce(
            "built without jemalloc (no `make`, and apt does not give one): reading takes a twentieth longer",
        );
    }
    let words = ["build", "--release", "--locked", "--package", "entente"].into_iter().chain(without);
    run::show(&run::cargo(), &words.collect::<Vec<_>>())
}

#[expect(clippy::print_stderr, reason = "a task of the developer's own terminal")]
fn announce(line: &str) {
    eprintln!("{line}");
}
