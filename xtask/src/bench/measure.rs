//! One run of a program: its time and its peak memory.

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    /// Seconds from start to end.
    pub seconds: f64,
    /// The most memory at any time, in MB; 0 where the system does not tell.
    pub megabytes: f64,
}

impl Taken {
    /// The faster of two runs, with the memory of the larger.
    pub(super) fn better(self, other: Self) -> Self {
        Self { seconds: self.seconds.min(other.seconds), megabytes: self.megabytes.max(other.megabytes) }
    }
}

/// Runs `program`, its output thrown away.
///
/// # Errors
/// When it cannot be started or fails.
pub(super) fn once(program: &Path, arguments: &[&str]) -> Result<Taken> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(File::create("/dev/null").map_or_else(|_| Stdio::null(), Stdio::from))
        .stderr(Stdio::inherit())
        .spawn()
        .with_context(|| format!("cannot start `{}`", program.display()))?;
    let mut megabytes: f64 = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        megabytes = megabytes.max(peak(child.id()));
        thread::sleep(Duration::from_millis(2));
    };
    let seconds = start.elapsed().as_secs_f64();
    ensure!(status.success(), "`{} {}` ended with {status}", program.display(), arguments.join(" "));
    Ok(Taken { seconds, megabytes })
}

/// The best of some runs.
///
/// # Errors
/// As [`once`].
pub(super) fn best(rounds: usize, program: &Path, arguments: &[&str]) -> Result<Taken> {
    let mut best = once(program, arguments)?;
    for _ in 1..rounds {
        best = best.better(once(program, arguments)?);
    }
    Ok(best)
}

/// The peak of a running process so far, in MB.
fn peak(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
