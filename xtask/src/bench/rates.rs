//! The rates of `entente extract`, on one core and on all.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::{corpora::Corpus, measure, show};

/// What one corpus gave on one core.
pub(super) struct Rate {
    /// MB a second.
    pub megabytes: f64,
    /// Documents a second.
    pub documents: f64,
}

/// Measures every corpus and prints a table; the rates on one core are returned.
///
/// # Errors
/// When the program fails.
pub(super) fn run(program: &Path, corpora: &[Corpus], rounds: usize) -> Result<Vec<Rate>> {
    show("");
    show(
        "| corpus | documents | MB | MB/s, one core | documents/s | MB/s, all cores | documents/s | gain | peak MB |",
    );
    show("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let mut rates = Vec::new();
    for corpus in corpora {
        let path = corpus.path.to_str().context("a path that is not Unicode")?;
        let one = measure::best(rounds, program, &["extract", "--jobs", "1", path])?;
        let all = measure::best(rounds, program, &["extract", path])?;
        let (count, megabytes) = (corpus.documents.len() as f64, corpus.bytes() as f64 / 1e6);
        show(&format!(
            "| {} | {count} | {megabytes:.2} | {:.2} | {:.0} | {:.2} | {:.0} | {:.2} | {:.0} |",
            corpus.name,
            megabytes / one.seconds,
            count / one.seconds,
            megabytes / all.seconds,
            count / all.seconds,
            one.seconds / all.seconds,
            one.megabytes.max(all.megabytes),
        ));
        rates.push(Rate { megabytes: megabytes / one.seconds, documents: count / one.seconds });
    }
    let version = measure::best(rounds.max(5), program, &["--version"])?;
    let page = corpora.iter().find(|corpus| corpus.html).context("no pages")?.path.join("0000.html");
    let page = measure::best(rounds.max(5), program, &["extract", page.to_str().unwrap_or_default()])?;
    show("");
    show(&format!(
        "cold start: `entente --version` {:.1} ms, `entente extract` of one page {:.0} ms",
        version.seconds * 1e3,
        page.seconds * 1e3
    ));
    Ok(rates)
}
