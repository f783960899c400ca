//! `entente analyse`: words, tags, lemmas, heads and names of a text.

use std::{
    fs,
    io::{self, BufWriter, Write as _},
    path::PathBuf,
};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use entente_intake::{Hints, Intake, Options};
use entente_language::{Analysis, Pack, Packs, conllu};
use entente_model::{CharIndex, Language};

use crate::{
    arguments, inputs,
    outcome::{Outcome, tell_refused},
};

/// Show the words, tags, lemmas, heads and names of a text, as the reader sees them
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente analyse --lang en article.txt
  entente analyse --format jsonl article.txt | head -1
  entente analyse --lang ru --conllu words.conllu > tagged.conllu")]
pub(crate) struct Analyse {
    /// Files and folders; a folder is read recursively in name order, `-` is standard input
    #[arg(value_name = "PATH", required_unless_present = "conllu")]
    paths: Vec<PathBuf>,

    /// The language, `en`, `ru`, `ko`; without it the language is told from the text
    #[arg(long, value_name = "XX", value_parser = arguments::language)]
    lang: Option<Language>,

    /// Analyse the sentences and words that a `.conllu` file holds
    ///
    /// Only its columns 1 and 2 and `SpaceAfter` are read; lemma, part of speech, features, head and relation are written,
    /// and names in column 10 as Name=B-PER.
    #[arg(long, value_name = "FILE", conflicts_with = "paths", requires = "lang")]
    conllu: Option<PathBuf>,

    /// A folder of language packs that add to the built-in ones or replace them
    #[arg(long, value_name = "DIR")]
    packs: Option<PathBuf>,

    /// The format of the output
    #[arg(long, value_enum, default_value = "conllu")]
    format: Format,
}

/// Formats of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// CoNLL-U.
    Conllu,
    /// One sentence a line.
    Jsonl,
}

/// Sources above this many bytes are refused.
const MAX_BYTES: u64 = 50_000_000;

impl Analyse {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let packs = packs(self.packs.as_deref())?;
        let mut output = BufWriter::new(io::stdout().lock());
        if let (Some(path), Some(lang)) = (&self.conllu, self.lang) {
            let pack = packs.get(lang).with_context(|| format!("there is no language pack `{lang}`"))?;
            let file =
                fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
            let tagged = conllu::annotate(pack, &file).with_context(|| path.display().to_string())?;
            output.write_all(tagged.as_bytes()).context("cannot write to standard output")?;
            return output.flush().map(|()| Outcome::Done).context("cannot write to standard output");
        }
        let intake = Intake::new(Options { max_bytes: MAX_BYTES, ..Options::default() });
        let hints = Hints { lang: self.lang, clean: false, ..Hints::default() };
        let mut outcome = Outcome::Done;
        for input in inputs::walk(self.paths) {
            let fetched = input.fetch(MAX_BYTES, None);
            let documents = fetched.bytes.and_then(|bytes| {
                intake.read(&fetched.origin, &bytes, &hints).map_err(|error| error.to_string())
            });
            let documents = match documents {
                Ok(documents) => documents,
                Err(reason) => {
                    tell_refused(&fetched.origin, &reason);
                    outcome = Outcome::SomeRefused;
                    continue;
                }
            };
            for document in documents {
                match text_of(&packs, self.lang, &document.text, self.format) {
                    Ok(text) => {
                        output.write_all(text.as_bytes()).context("cannot write to standard output")?;
                    }
                    Err(reason) => {
                        tell_refused(&fetched.origin, &reason.to_string());
                        outcome = Outcome::SomeRefused;
                    }
                }
            }
        }
        output.flush().context("cannot write to standard output")?;
        Ok(outcome)
    }
}

/// The built-in packs, and those of a folder.
pub(crate) fn packs(folder: Option<&std::path::Path>) -> anyhow::Result<Packs> {
    match folder {
        Some(folder) => Ok(Packs::embedded().with_dir(folder)?),
        None => Ok(Packs::embedded().clone()),
    }
}

fn text_of(packs: &Packs, lang: Option<Language>, text: &str, format: Format) -> anyhow::Result<String> {
    let Some(lang) = lang.or_else(|| packs.detect(text)) else { bail!("no language can be told from it") };
    let Some(pack) = packs.get(lang) else { bail!("its language is `{lang}`, which has no language pack") };
    Ok(write(pack, text, format))
}

fn write(pack: &Pack, text: &str, format: Format) -> String {
    let analysis = pack.analyse(text);
    match format {
        Format::Conllu => conllu::write(&analysis),
        Format::Jsonl => json_lines(&analysis),
    }
}

/// One JSON object a sentence; offsets count code points of the document.
fn json_lines(analysis: &Analysis) -> String {
    let index = CharIndex::new(analysis.source());
    let at = |byte: u32| index.chars(analysis.source(), byte as usize);
    let mut out = String::new();
    for sentence in &analysis.sentences {
        let first = sentence.tokens.start;
        let words: Vec<_> = sentence
            .tokens
            .clone()
            .map(|token| {
                let (place, word) = (token as usize, &analysis.tokens[token as usize]);
                serde_json::json!({
                    "id": token - first + 1, "form": analysis.text(place), "lemma": analysis.lemma(place),
                    "stem": analysis.stem(place), "upos": word.upos.as_str(), "feats": word.feats.to_string(),
                    "head": analysis.head(place).map_or(0, |head| head as u32 - first + 1),
                    "deprel": word.deprel.as_str(), "start": at(word.start), "end": at(word.end),
                })
            })
            .collect();
        let names: Vec<_> = analysis.names_in(sentence.tokens.clone()).iter().map(|name| {
            let text = analysis.slice(name.start..name.end);
            serde_json::json!({"kind": name.kind.as_str(), "start": at(name.start), "end": at(name.end), "text": text})
        }).collect();
        let line = serde_json::json!({
            "start": at(sentence.start), "end": at(sentence.end), "text": analysis.sentence_text(sentence),
            "words": words, "names": names,
        });
        out.push_str(&line.to_string());
        out.push('\n');
    }
    out
}
