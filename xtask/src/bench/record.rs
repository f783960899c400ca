//! `cargo xtask bench record`: what a record costs at a thousand, ten thousand and a hundred thousand documents.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::{build, generate, run};

/// How many documents.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Numbers of documents to measure
    #[arg(long, value_delimiter = ',', default_values_t = [1000, 10_000, 100_000])]
    documents: Vec<usize>,
    /// How often each question is asked; the median is shown
    #[arg(long, default_value_t = 5)]
    times: usize,
}

/// Generates documents, adds them with the built program (or the one that `ENTENTE_PROGRAM` names), and asks.
///
/// # Errors
/// When the program fails.
#[expect(clippy::print_stdout, reason = "the table is the result")]
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let program = if let Some(given) = run::given_program() {
        given
    } else {
        build::run()?;
        run::program()
    };
    println!(
        "documents  add s  docs/s  add MB  extract docs/s  one more ms  then look ms  timeline ms  top 200 ms  search ms  who ms  file MB"
    );
    for &documents in &arguments.documents {
        println!("{}", measure(&program, documents, arguments.times)?);
    }
    println!(
        "\"one more\" adds a document, \"then look\" asks for a month after it; every figure has the start of the program in it."
    );
    Ok(())
}

fn measure(program: &Path, documents: usize, times: usize) -> Result<String> {
    let folder = run::root().join("target").join(format!("bench-record-{documents}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    let texts = folder.join("texts");
    generate::write(&texts, documents, 0, documents)?;
    let dossier = folder.join("dossier");
    let at = dossier.to_string_lossy().into_owned();
    let input = texts.to_string_lossy().into_owned();
    ask(program, &["init", &at, "--parties", "RUS,KOR"])?;
    let (added, memory) = timed(program, &["add", "-d", &at, &input])?;
    let (extracted, _) = timed(program, &["extract", &input])?;
    let mut looks = Vec::new();
    let one_more = median(times, |time| {
        let more = folder.join(format!("more-{time}"));
        // The numbers behind those that are there: new documents of the same world.
        generate::write(&more, 1, documents + time, documents)?;
        let started = Instant::now();
        ask(program, &["add", "-d", &at, &more.to_string_lossy()])?;
        let added = started.elapsed();
        ask(program, &["timeline", "-d", &at, "--from", "1990-03", "--to", "1990-03"])?;
        looks.push(started.elapsed().saturating_sub(added));
        Ok(added)
    })?;
    let look = median(looks.len(), |time| looks.get(time).copied().context("nothing was measured"))?;
    let question = |question: &[&str]| {
        let mut all = vec![question[0], "-d", at.as_str()];
        all.extend(&question[1..]);
        median(times, |_| {
            let started = Instant::now();
            ask(program, &all)?;
            Ok(started.elapsed())
        })
    };
    let timeline =
        question(&["timeline", "--from", "1990-03", "--to", "1990-04", "--kind", "visit,agreement"])?;
    let top = question(&["timeline", "--top", "200"])?;
    let search = question(&["search", "gas", "supplies", "agreement"])?;
    let who = question(&["who", "--top", "50"])?;
    let size = fs::metadata(dossier.join("dossier.sqlite")).map_or(0, |data| data.len());
    let rate = |time: Duration| documents as f64 / time.as_secs_f64();
    Ok(format!(
        "{documents:>9}  {:>5.1}  {:>6.0}  {:>6}  {:>14.0}  {:>11}  {:>12}  {:>11}  {:>10}  {:>9}  {:>6}  {:>7}",
        added.as_secs_f64(),
        rate(added),
        memory >> 20,
        rate(extracted),
        one_more.as_millis(),
        look.as_millis(),
        timeline.as_millis(),
        top.as_millis(),
        search.as_millis(),
        who.as_millis(),
        size >> 20
    ))
}

fn median(times: usize, mut once: impl FnMut(usize) -> Result<Duration>) -> Result<Duration> {
    let mut all = (0..times.max(1)).map(&mut once).collect::<Result<Vec<_>>>()?;
    all.sort_unstable();
    all.get(all.len() / 2).copied().context("nothing was measured")
}

fn ask(program: &Path, arguments: &[&str]) -> Result<()> {
    timed(program, arguments).map(drop)
}

/// How long the program runs, and the most bytes of memory that it held where the system tells.
fn timed(program: &Path, arguments: &[&str]) -> Result<(Duration, u64)> {
    let started = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start `{}`", program.display()))?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = 0;
    let mut wait = Duration::from_micros(200);
    loop {
        memory = memory.max(high_water(&status));
        if let Some(ended) = child.try_wait()? {
            ensure!(ended.success(), "`{} {}` ended with {ended}", program.display(), arguments.join(" "));
            return Ok((started.elapsed(), memory));
        }
        std::thread::sleep(wait);
        wait = (wait * 2)
            .min(Duration::from_millis(50))
            .min(started.elapsed() / 20 + Duration::from_micros(200));
    }
}

fn high_water(status: &Path) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kilobytes.unwrap_or(0) << 10
}
