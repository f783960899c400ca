//! `cargo xtask train kinds`: of what kind an act is, from the gold records: the project's own and those of the
//! development data.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use entente_intake::{Hints, Intake, Options};
use entente_model::{Document, EventKind};
use entente_reading::{
    Reader,
    kinds::KindModel,
    linear::{Example, Settings, train},
};
use serde::Deserialize;

use crate::{evaluate, run};

/// The languages that learn.
pub(crate) const LANGUAGES: [&str; 3] = ["en", "ru", "ko"];

/// A gold record, as far as kinds need it.
#[derive(Deserialize)]
struct Record {
    doc: String,
    lang: String,
    events: Vec<Entry>,
}

/// An event of a gold record.
#[derive(Deserialize)]
struct Entry {
    quote: String,
    kind: EventKind,
}

/// A text with the examples that it gives.
pub(crate) struct Text {
    /// The text as a document.
    pub(crate) document: Document,
    /// The features of each act of its record, with the kind.
    pub(crate) examples: Vec<Example<EventKind>>,
}

/// The texts of a language whose acts a reader has recorded, in the order of their names.
///
/// # Errors
/// When there are no development data, or a record or its text cannot be read.
pub(crate) fn texts(reader: &Reader, lang: &str) -> Result<Vec<Text>> {
    let Some(shared) = run::shared() else {
        bail!("no development data: no ../shared, and ENTENTE_SHARED is not set")
    };
    let intake = Intake::new(Options::default());
    let own = evaluate::readings::own();
    let of = |name: &str| (shared.join("gold").join(name), shared.join("corpus").join(name));
    let mut texts = Vec::new();
    for (gold, corpus) in [own, of("seeds"), of("dev")] {
        for path in records(&gold)? {
            let json =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let record: Record =
                serde_json::from_str(&json).with_context(|| format!("in {}", path.display()))?;
            if record.lang == lang {
                texts.push(text(&intake, reader, &record, &corpus)?);
            }
        }
    }
    texts.sort_by(|one: &Text, other| one.document.origin.cmp(&other.document.origin));
    Ok(texts)
}

/// The records of a folder.
fn records(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    let is_record = |path: &PathBuf| path.to_str().is_some_and(|path| path.ends_with(".gold.json"));
    Ok(paths.into_iter().filter(is_record).collect())
}

fn text(intake: &Intake, reader: &Reader, record: &Record, corpus: &Path) -> Result<Text> {
    let path = corpus.join(&record.doc);
    let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents = intake.read(&record.doc, &bytes, &Hints::default())?;
    let document = documents.pop().with_context(|| format!("nothing in {}", path.display()))?;
    let placed: Vec<(Range<usize>, EventKind)> = record
        .events
        .iter()
        .filter_map(|entry| Some((place(&document.text, &entry.quote)?, entry.kind)))
        .collect();
    let quotes: Vec<Range<usize>> = placed.iter().map(|(quote, _)| quote.clone()).collect();
    let features = reader.kind_features(&document, &quotes);
    let examples = features
        .into_iter()
        .zip(placed)
        .map(|(features, (_, answer))| Example { features, answer })
        .collect();
    Ok(Text { document, examples })
}

/// Where a quote stands, whatever blanks part its words.
fn place(text: &str, quote: &str) -> Option<Range<usize>> {
    if let Some(start) = text.find(quote) {
        return Some(start..start + quote.len());
    }
    let words: Vec<&str> = quote.split_whitespace().collect();
    let first = words.first()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut end = start;
        for word in &words {
            end += text[end..].len() - text[end..].trim_start().len();
            end += text[end..].strip_prefix(word).map(|_| word.len())?;
        }
        Some(start..end)
    })
}

/// Few examples with many words: each feature counts from its first time on, and only what tells much is kept.
const SETTINGS: Settings = Settings { rounds: 14, decay: 3e-3, least: 1, small: 0.6 };

/// The model of these examples.
pub(crate) fn learn(examples: &[Example<EventKind>]) -> KindModel {
    train(examples, SETTINGS)
}

/// Learns from all records and writes each pack's `kinds.tsv`.
///
/// # Errors
/// When the records cannot be read or a pack's file not written.
pub(crate) fn run() -> Result<()> {
    let reader = Reader::new();
    for lang in LANGUAGES {
        let examples: Vec<Example<EventKind>> =
            texts(&reader, lang)?.into_iter().flat_map(|text| text.examples).collect();
        let head =
            "# What speaks for which kind of event, in hundredths; learned by `cargo xtask train kinds`.\n";
        let path = run::root().join("packs").join(lang).join("kinds.tsv");
        fs::write(&path, format!("{head}{}", learn(&examples).to_tsv()))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
