//! `cargo xtask train roots`: which PLOVER root a sentence tells, from the sentences of `gold/plover/dev.jsonl`.

use std::fs;

use anyhow::{Context, Result, bail};
use entente_model::{Document, Language, PloverRoot};
use entente_reading::{
    Reader,
    linear::{Example, Settings, train},
    roots::RootModel,
};
use serde_json::Value;

use crate::run;

/// A sentence with its gold root.
pub(crate) struct Sentence {
    /// Its id in the gold file.
    pub(crate) id: String,
    /// Its text as a document of its own.
    pub(crate) document: Document,
    /// Its root.
    pub(crate) root: PloverRoot,
}

/// The sentences of the gold file.
///
/// # Errors
/// When the file is missing or a line of it cannot be read.
pub(crate) fn sentences() -> Result<Vec<Sentence>> {
    let Some(shared) = run::shared() else {
        bail!("no development data: no ../shared, and ENTENTE_SHARED is not set")
    };
    let path = shared.join("gold").join("plover").join("dev.jsonl");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let value: Value = serde_json::from_str(line)?;
            let field = |name: &str| value[name].as_str().with_context(|| format!("no `{name}` in {line}"));
            let (id, root) = (field("id")?.to_owned(), field("root")?.parse::<PloverRoot>()?);
            Ok(Sentence { document: document(&id, field("text")?), id, root })
        })
        .collect()
}

/// An English sentence as a document, as intake would give it.
pub(crate) fn document(id: &str, sentence: &str) -> Document {
    let text = format!("{sentence}\n");
    Document::of_text(format!("{id}.txt"), Language::new("en"), text)
}

/// The sentences as the learner takes them.
pub(crate) fn examples(reader: &Reader, sentences: &[Sentence]) -> Vec<Example<PloverRoot>> {
    let example = |sentence: &Sentence| Example {
        features: reader.root_features(&sentence.document),
        answer: sentence.root,
    };
    sentences.iter().map(example).collect()
}

/// The model of these examples.
pub(crate) fn learn(examples: &[Example<PloverRoot>]) -> RootModel {
    train(examples, Settings::default())
}

/// Learns from all sentences and writes the pack's `roots.tsv`.
///
/// # Errors
/// When the gold file cannot be read or the pack's file not written.
pub(crate) fn run() -> Result<()> {
    let reader = Reader::new();
    let model = learn(&examples(&reader, &sentences()?));
    let head = "# What speaks for which PLOVER root, in hundredths; learned by `cargo xtask train roots`.\n";
    let path = run::root().join("packs").join("en").join("roots.tsv");
    fs::write(&path, format!("{head}{}", model.to_tsv()))
        .with_context(|| format!("cannot write {}", path.display()))
}
