//! Running other programs, and where things lie.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The release program.
pub(crate) fn program() -> PathBuf {
    built("release")
}

/// The program of a profile, in the folder that Cargo builds into.
pub(crate) fn built(profile: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    root().join(target).join(profile).join(format!("entente{}", std::env::consts::EXE_SUFFIX))
}

/// The program to score when another than the release one is meant: `ENTENTE_PROGRAM`.
pub(crate) fn given_program() -> Option<PathBuf> {
    std::env::var_os("ENTENTE_PROGRAM").map(PathBuf::from)
}

/// The program that another part is held against: the one given, else the one of the dev profile, built.
///
/// # Errors
/// When it does not build.
pub(crate) fn program_to_compare_with() -> Result<PathBuf> {
    if let Some(program) = given_program() {
        return Ok(program);
    }
    show(&cargo(), &["build", "--locked", "--package", "entente"])?;
    Ok(built("debug"))
}

/// The folder of gold records and corpora for development: `ENTENTE_SHARED`, or `../shared` beside the workspace.
pub(crate) fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("ENTENTE_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| root().join("..").join("shared"));
    folder.join("gold").is_dir().then_some(folder)
}

/// Runs a program in the workspace root, its output shown.
///
/// # Errors
/// When it cannot be started or fails.
pub(crate) fn show(program: &str, arguments: &[&str]) -> Result<()> {
    show_with(program, arguments, &[])
}

/// Runs a program in the workspace root with more in its environment, its output shown.
///
/// # Errors
/// As [`show`].
pub(crate) fn show_with(program: &str, arguments: &[&str], environment: &[(&str, &Path)]) -> Result<()> {
    let status = Command::new(program)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(root())
        .status()
        .with_context(|| format!("cannot start `{program}`"))?;
    ensure!(status.success(), "`{program} {}` ended with {status}", arguments.join(" "));
    Ok(())
}

/// Runs a program whose output matters only when it fails.
///
/// # Errors
/// When it cannot be started or fails, with the end of what it said.
pub(crate) fn quietly(program: &str, arguments: &[&str]) -> Result<()> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .with_context(|| format!("cannot start `{program}`"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}", said.lines().last().unwrap_or("it failed without a word"));
    Ok(())
}

/// Runs a program in the workspace root and returns its standard output; its exit status must be one of `good`.
///
/// # Errors
/// When it cannot be started or ends otherwise.
pub(crate) fn output(program: &Path, arguments: &[&str], good: &[i32]) -> Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{}`", program.display()))?;
    let code = output.status.code().unwrap_or(-1);
    ensure!(
        good.contains(&code),
        "`{} {}` ended with {}",
        program.display(),
        arguments.join(" "),
        output.status
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What to tell cargo where jemalloc cannot be built: it takes `make`, which apt installs where that is allowed.
pub(crate) fn without_jemalloc() -> Option<&'static str> {
    let there = quietly("make", &["--version"]);
    there.or_else(|_| install(&["make"])).is_err().then_some("--no-default-features")
}

/// Installs packages of the system by apt, where that is allowed.
///
/// # Errors
/// When apt is not there or does not give them.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    quietly("apt-get", &[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
