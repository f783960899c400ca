//! `cargo xtask wheel`: the Python package, built and tested in an environment of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use crate::{python, run, samples, test::announce};

/// What to do with the package.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Build alone, without the tests
    #[arg(long)]
    no_test: bool,
}

/// How many made-up files the package and the program must read alike.
const SAMPLES: usize = 120;

/// Builds the wheel into `target/wheels` and tests it against the program.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let python = python::environment("python", "python/tests/requirements.txt")?;
    let wheel = build(&python)?;
    announce(&format!("built {}", wheel.display()));
    if arguments.no_test {
        return Ok(());
    }
    let path = wheel.to_string_lossy().into_owned();
    let install =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--force-reinstall", "--no-deps"];
    run::quietly(&python.to_string_lossy(), &[&install[..], &[&path]].concat())?;
    if let Err(reason) = spark(&python) {
        announce(&format!("skipped: the session of Spark ({reason:#})"));
    }
    types(&python)?;
    let program = run::program_to_compare_with()?;
    let folder = run::root().join("target").join("python-samples");
    samples::write(&folder, SAMPLES)?;
    let environment = [("ENTENTE_PROGRAM", program.as_path()), ("ENTENTE_SAMPLES", folder.as_path())];
    in_package(&python, &["-m", "pytest"], &environment)
}

/// Builds a wheel for every Python from 3.10 on; where it lies.
fn build(python: &Path) -> Result<PathBuf> {
    let out = run::root().join("target").join("wheels");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let (out_name, python_name) = (out.to_string_lossy().into_owned(), python.to_string_lossy().into_owned());
    let target = run::root().join("target");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(target, |given| run::root().join(given));
    let words = [
        "-m",
        "maturin",
        "build",
        "--release",
        "--locked",
        "--quiet",
        "--interpreter",
        &python_name,
        "--out",
        &out_name,
    ];
    in_package(python, &words, &[("CARGO_TARGET_DIR", &target)])?;
    let mut wheels = fs::read_dir(&out)?.collect::<std::io::Result<Vec<_>>>()?;
    ensure!(wheels.len() == 1, "{} files in {} where one wheel was expected", wheels.len(), out.display());
    Ok(wheels.remove(0).path())
}

/// The types of the package and of its tests, and that the stubs say what the module holds.
fn types(python: &Path) -> Result<()> {
    in_package(python, &["-m", "mypy", "--strict", "package/entente", "tests/typed.py"], &[])?;
    // Outside the folder of the sources, so that it is the installed package that is looked at.
    let done = Command::new(python)
        .args(["-m", "mypy.stubtest", "--ignore-disjoint-bases", "entente"])
        .current_dir(run::root().join("target"))
        .status()
        .context("cannot start stubtest")?;
    ensure!(done.success(), "the stubs are not those of the module");
    Ok(())
}

/// Spark in the environment, where there is a Java for it.
fn spark(python: &Path) -> Result<()> {
    run::quietly("java", &["-version"]).context("no java")?;
    let list = run::root().join("python/tests/requirements-spark.txt").to_string_lossy().into_owned();
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", &list];
    run::quietly(&python.to_string_lossy(), &install).context("PyPI gives no pyspark")
}

/// Runs Python in the folder of the package.
fn in_package(python: &Path, words: &[&str], environment: &[(&str, &Path)]) -> Result<()> {
    let status = Command::new(python)
        .args(words)
        .envs(environment.iter().copied())
        .current_dir(run::root().join("python"))
        .status()
        .with_context(|| format!("cannot start `{}`", python.display()))?;
    ensure!(status.success(), "`python {}` ended with {status}", words.join(" "));
    Ok(())
}
