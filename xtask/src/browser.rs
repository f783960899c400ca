//! The tests that drive a browser through the pages.

use std::{env, path::Path};

use anyhow::{Context as _, Result, ensure};

use crate::{pages, run, test::announce};

/// Where Debian and others put the browser.
const BROWSERS: [&str; 3] = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// Builds the pages and the program, and drives a browser through every page; says so where it cannot.
///
/// # Errors
/// When a test fails.
pub(crate) fn test() -> Result<()> {
    let browser = match browser() {
        Ok(browser) => browser,
        Err(reason) => {
            announce(&format!("skipped: the tests of the pages in a browser ({reason:#})"));
            return Ok(());
        }
    };
    pages::build()?;
    // With the whole workspace, so that the dependencies are those that the tests were built with.
    run::show(&run::cargo(), &["build", "--locked", "--workspace", "--bin", "entente"])?;
    let program = run::built("debug");
    let environment = [("ENTENTE_PROGRAM", program.as_path()), ("ENTENTE_BROWSER", Path::new(&browser))];
    pages::npm(&["run", "--silent", "test"], &environment)
}

/// The browser that `ENTENTE_BROWSER` names, or Chromium; installed by apt where it is not there and that is allowed.
fn browser() -> Result<String> {
    if let Ok(named) = env::var("ENTENTE_BROWSER") {
        ensure!(Path::new(&named).exists(), "ENTENTE_BROWSER names `{named}`, which is not there");
        return Ok(named);
    }
    let there = || BROWSERS.into_iter().find(|path| Path::new(path).exists()).map(str::to_owned);
    if let Some(browser) = there() {
        return Ok(browser);
    }
    run::install(&["chromium"]).context("no Chromium, and apt does not give one")?;
    there().context("no Chromium")
}
