//! On what machine, and when, figures were measured.

use std::fs;

/// Processor, cores, memory and date in one line.
pub(super) fn line() -> String {
    let field = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let model = field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|kilobytes| kilobytes.trim_end_matches(" kB").parse::<u64>().ok())
        .map_or_else(String::new, |kilobytes| format!(", {} GB", kilobytes.div_ceil(1 << 20)));
    format!("{model}, {cores} cores{memory}; {}; entente {}", date(), env!("CARGO_PKG_VERSION"))
}

/// Today, as the system tells it.
fn date() -> String {
    let output = std::process::Command::new("date").arg("+%Y-%m-%d").output();
    output.map_or_else(|_| String::new(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
