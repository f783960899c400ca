//! Conflicts against gold ones and tempting pairs, by `score/conflicts.py`: the development corpora and the sample dossier.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::readings::scorer;
use crate::run;

/// One corpus with its planted or found contradictions.
struct Corpus {
    name: &'static str,
    documents: PathBuf,
    gold: PathBuf,
    /// Pairs that do fit together, where somebody listed them.
    tempting: Option<PathBuf>,
    parties: &'static str,
}

/// Builds a dossier of each corpus with the built program and scores its conflicts; the lines of the scorer.
///
/// # Errors
/// When the program or the scorer cannot be run.
pub(crate) fn run(program: &Path, shared: &Path, errors: bool) -> Result<String> {
    let sample = run::root().join("examples").join("sample");
    let gold = shared.join("gold");
    let corpora = [
        Corpus {
            name: "sample",
            documents: sample.join("documents"),
            gold: sample.join("contradictions.json"),
            tempting: Some(sample.join("tempting.json")),
            parties: "RUS,KOR",
        },
        Corpus {
            name: "seeds",
            documents: shared.join("corpus").join("seeds"),
            gold: gold.join("seeds").join("conflicts.json"),
            tempting: Some(gold.join("seeds").join("conflicts_not.json")),
            parties: "RUS,KOR",
        },
        Corpus {
            name: "dev",
            documents: shared.join("corpus").join("dev"),
            gold: gold.join("dev").join("conflicts.json"),
            tempting: None,
            // What does not fit together does not depend on the parties of the dossier.
            parties: "KOR,RUS",
        },
    ];
    corpora.iter().map(|corpus| score(program, corpus, errors)).collect()
}

fn score(program: &Path, corpus: &Corpus, errors: bool) -> Result<String> {
    let text = |path: &Path| path.to_str().map(str::to_owned).context("a path that is not Unicode");
    let folder = run::root().join("target").join(format!("evaluate-{}", corpus.name));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    let dossier = text(&folder)?;
    let entente = |arguments: &[&str]| run::output(program, arguments, &[0, 1]);
    entente(&["init", &dossier, "--parties", corpus.parties])?;
    entente(&["add", "-d", &dossier, &text(&corpus.documents)?])?;
    let conflicts = entente(&["conflicts", "-d", &dossier, "--format", "jsonl"])?;
    let file = run::root().join("target").join(format!("conflicts-{}.jsonl", corpus.name));
    std::fs::write(&file, conflicts).with_context(|| format!("cannot write {}", file.display()))?;
    let (scorer, gold, file) = (text(&scorer("conflicts.py")?)?, text(&corpus.gold)?, text(&file)?);
    let tempting = corpus.tempting.as_deref().map(text).transpose()?;
    let mut arguments = vec![scorer.as_str(), &gold, &file];
    arguments.extend(tempting.as_deref());
    if errors {
        arguments.push("--errors");
    }
    let table = run::output(Path::new("python3"), &arguments, &[0])?;
    Ok(format!("{}\n{table}", corpus.name))
}
