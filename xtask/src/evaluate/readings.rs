//! Readings against gold records, by `score/reading.py`.

use std::path::{Path, PathBuf};

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
    let text = |path: &Path| path.to_str().map(str::to_owned).context("a path that is not Unicode");
    // One refused document must not hide the scores of the others.
    let readings = run::output(program, &["extract", "--format", "jsonl", &text(corpus)?], &[0, 1])?;
    let file = run::root().join("target").join(format!("readings-{name}.jsonl"));
    std::fs::write(&file, readings).with_context(|| format!("cannot write {}", file.display()))?;
    let table = compare(gold, &file, lang, errors)?;
    Ok(format!("{name}{}\n{table}", lang.map(|lang| format!(" ({lang})")).unwrap_or_default()))
}

/// The lines of the scorer on a file of readings.
pub(crate) fn compare(gold: &Path, readings: &Path, lang: Option<&str>, errors: bool) -> Result<String> {
    let text = |path: &Path| path.to_str().map(str::to_owned).context("a path that is not Unicode");
    let lang_flag = lang.map(|lang| format!("--lang={lang}"));
    let (scorer, gold, file) = (text(&scorer("reading.py")?)?, text(gold)?, text(readings)?);
    let mut arguments = vec![scorer.as_str(), &gold, &file];
    arguments.extend(lang_flag.as_deref());
    if errors {
        arguments.push("--errors");
    }
    run::output(Path::new("python3"), &arguments, &[0])
}

/// The folders of the project's own gold records and of their texts; `readings/README.md` tells of them.
pub(crate) fn own() -> (PathBuf, PathBuf) {
    let folder = run::root().join("xtask").join("readings");
    (folder.join("gold"), folder.join("texts"))
}

/// The last set of the project's own documents, from which no kinds were learned: gold records and texts.
pub(crate) fn held() -> (PathBuf, PathBuf) {
    let folder = run::root().join("xtask").join("readings").join("held");
    (folder.join("gold"), folder.join("texts"))
}

/// A scorer beside the development data.
pub(crate) fn scorer(name: &str) -> Result<PathBuf> {
    let Some(shared) = run::shared() else { bail!("no development data, so no scorers") };
    let path = shared.join("score").join(name);
    if path.is_file() { Ok(path) } else { bail!("{} is missing", path.display()) }
}

#[cfg(test)]
mod tests {
    // A record that does not load fails the test: that is its use.
    #![allow(clippy::unwrap_used)]

    use serde_json::Value;

    use super::own;

    /// Blanks and line ends as one blank, as the scorer compares; of pages what stands between their tags, and the
    /// references that they use as what they stand for.
    fn squeezed(text: &str) -> String {
        const REFERENCES: [(&str, &str); 14] = [
            ("&lsquo;", "‘"),
            ("&rsquo;", "’"),
            ("&#279;", "ė"),
            ("&#382;", "ž"),
            ("&aacute;", "á"),
            ("&ldquo;", "“"),
            ("&rdquo;", "”"),
            ("&laquo;", "«"),
            ("&raquo;", "»"),
            ("&euro;", "€"),
            ("&ndash;", "–"),
            ("&mdash;", "—"),
            ("&nbsp;", " "),
            ("&amp;", "&"),
        ];
        // A title of a Korean text stands between the same signs.
        let tag = |part: &str| {
            part.starts_with(|sign: char| sign.is_ascii_alphabetic() || matches!(sign, '/' | '!'))
        };
        let mut parts = text.split('<');
        let mut untagged = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            if let Some((_, behind)) = part.split_once('>').filter(|_| tag(part)) {
                untagged.push_str(behind);
            } else {
                untagged.push('<');
                untagged.push_str(part);
            }
        }
        let text = REFERENCES.iter().fold(untagged, |text, (reference, sign)| text.replace(reference, sign));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_quote_of_the_own_gold_stands_in_its_text() {
        let (gold, texts) = own();
        let mut records = 0;
        for entry in std::fs::read_dir(&gold).unwrap() {
            let path = entry.unwrap().path();
            let record: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let document = record["doc"].as_str().unwrap();
            let text = squeezed(&std::fs::read_to_string(texts.join(document)).unwrap());
            for part in ["events", "quantities", "agreements", "statements"] {
                let entries = record[part].as_array().map(Vec::as_slice).unwrap_or_default();
                for quote in entries.iter().filter_map(|entry| entry["quote"].as_str()) {
                    assert!(text.contains(&squeezed(quote)), "{document}, {part}: {quote}");
                }
            }
            records += 1;
        }
        assert_eq!(records, std::fs::read_dir(&texts).unwrap().count());
    }
}
