//! Readings against gold records, by `score/reading.py`.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::run;

/// Reads a corpus with the built program and scores it; the lines of the scorer under a heading.
pub(crate) fn score(
    program: &Path,
    name: &str,
    gold: &Path,
    corpus: &Path,
    lang: Option<&str>,
    errors: bool,
) -> Result<String> {
    let scorer = scorer("reading.py")?;
    let text = |path: &Path| path.to_str().map(str::to_owned).context("a path that is not Unicode");
    // One refused document must not hide the scores of the others.
    let readings = run::output(program, &["extract", "--format", "jsonl", &text(corpus)?], &[0, 1])?;
    let file = run::root().join("target").join(format!("readings-{name}.jsonl"));
    std::fs::write(&file, readings).with_context(|| format!("cannot write {}", file.display()))?;
    let lang_flag = lang.map(|lang| format!("--lang={lang}"));
    let (scorer, gold, file) = (text(&scorer)?, text(gold)?, text(&file)?);
    let mut arguments = vec![scorer.as_str(), &gold, &file];
    arguments.extend(lang_flag.as_deref());
    if errors {
        arguments.push("--errors");
    }
    let table = run::output(Path::new("python3"), &arguments, &[0])?;
    Ok(format!("{name}{}\n{table}", lang.map(|lang| format!(" ({lang})")).unwrap_or_default()))
}

/// A scorer beside the development data.
pub(crate) fn scorer(name: &str) -> Result<std::path::PathBuf> {
    let Some(shared) = run::shared() else { bail!("no development data, so no scorers") };
    let path = shared.join("score").join(name);
    if path.is_file() { Ok(path) } else { bail!("{} is missing", path.display()) }
}
