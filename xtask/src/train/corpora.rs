//! Treebanks and corpora of names as they lie in the development data.

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use entente_language::NameKind;
use entente_language::train::{NamedText, Treebank};

use super::Recipe;
use super::names;
use super::recipe::{Fresh, NameCorpus, Plain};

/// Several treebanks as one.
pub(crate) fn treebank(shared: &Path, names: &[&str]) -> Result<Treebank> {
    let mut treebank = Treebank::default();
    for name in names {
        let path = shared.join("data").join("ud").join(format!("{name}.conllu"));
        treebank.read(&read(&path)?).with_context(|| path.display().to_string())?;
    }
    Ok(treebank)
}

/// The sentences whose trees a machine has drawn.
pub(crate) fn taught_trees(teachers: &Path, recipe: &Recipe) -> Result<Treebank> {
    let mut treebank = Treebank::default();
    for name in recipe.taught_trees {
        let path = teachers.join(name);
        let file = read(&path).context("see models/teachers/README.md")?;
        treebank.read(&file).with_context(|| path.display().to_string())?;
    }
    Ok(treebank)
}

/// Reads a file, its path in the error.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// The texts of a corpus that a model may learn from.
pub(crate) fn to_learn(shared: &Path, corpus: NameCorpus) -> Result<Vec<NamedText>> {
    let folder = shared.join("gold").join("ner");
    match corpus {
        NameCorpus::Columns(learn, _) => Ok(columns(&read(&folder.join(learn))?)),
        NameCorpus::Objects(name) => objects(&folder.join(name)),
        NameCorpus::Characters(name) => Ok(characters(&read(&folder.join(name))?)),
    }
}

/// The texts to score on, where a corpus keeps them apart; elsewhere folds are scored.
pub(crate) fn to_score(shared: &Path, corpus: NameCorpus) -> Result<Option<Vec<NamedText>>> {
    let NameCorpus::Columns(_, score) = corpus else { return Ok(None) };
    Ok(Some(columns(&read(&shared.join("gold").join("ner").join(score))?)))
}

/// Text that the tagger and the parser of a recipe do not learn from.
pub(crate) fn fresh(shared: &Path, teachers: &Path, recipe: &Recipe) -> Result<Vec<String>> {
    match recipe.fresh {
        Fresh::Treebank(name) => Ok(vec![sentences(shared, name)?.join(" ")]),
        Fresh::Names => Ok(texts(to_learn(shared, recipe.names)?)),
        Fresh::Taught(name) => {
            Ok(texts(names::labelled_by_machine(teachers, name)?).into_iter().step_by(12).collect())
        }
    }
}

/// Text for the parser to learn from that has no trees of its own.
pub(crate) fn plain(shared: &Path, recipe: &Recipe, language: &str) -> Result<Vec<String>> {
    let mut plain = Vec::new();
    for source in recipe.plain {
        plain.extend(match source {
            Plain::Treebank(name) => sentences(shared, name)?,
            Plain::Names => texts(to_learn(shared, recipe.names)?),
            Plain::Own => own(language)?,
        });
    }
    Ok(plain)
}

/// The project's own documents of a language that are plain text, but those held back.
fn own(language: &str) -> Result<Vec<String>> {
    let folder = crate::run::root().join("xtask").join("readings").join("texts");
    let paths = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<_> = paths.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(language) && path.extension().is_some_and(|extension| extension == "txt")
    });
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn texts(named: Vec<NamedText>) -> Vec<String> {
    named.into_iter().map(|text| text.text).collect()
}

/// The sentences of a treebank as they were written.
fn sentences(shared: &Path, name: &str) -> Result<Vec<String>> {
    let file = read(&shared.join("data").join("ud").join(format!("{name}.conllu")))?;
    Ok(file.lines().filter_map(|line| line.strip_prefix("# text = ")).map(str::to_owned).collect())
}

/// The kind of a label, `PER` or the corpus's own word for it; others are passed over.
fn kind(label: &str) -> Option<NameKind> {
    match label {
        "PER" | "PS" | "Person" => Some(NameKind::Person),
        "ORG" | "OG" | "Org" => Some(NameKind::Organisation),
        "LOC" | "LC" | "Location" | "LocOrg" => Some(NameKind::Location),
        _ => None,
    }
}

/// Joins labels of the form `B-PER`, `I-PER`, `O` over pieces of a text into names.
#[derive(Default)]
struct Joiner<'l> {
    open: Option<(Range<usize>, &'l str)>,
    names: Vec<(Range<usize>, NameKind)>,
}

impl<'l> Joiner<'l> {
    fn add(&mut self, bytes: Range<usize>, label: &'l str) {
        match (label.split_once('-'), &mut self.open) {
            (Some(("I", kind)), Some((open, same))) if kind == *same => open.end = bytes.end,
            (Some(("B" | "I", kind)), _) => {
                self.close();
                self.open = Some((bytes, kind));
            }
            _ => self.close(),
        }
    }

    fn close(&mut self) {
        if let Some((bytes, label)) = self.open.take()
            && let Some(kind) = kind(label)
        {
            self.names.push((bytes, kind));
        }
    }

    fn finish(mut self) -> Vec<(Range<usize>, NameKind)> {
        self.close();
        self.names
    }
}

/// Universal NER: `# text` before the words, then number, word and label with tabs between them.
fn columns(file: &str) -> Vec<NamedText> {
    let mut texts = Vec::new();
    for block in file.split("\n\n") {
        let Some(text) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else { continue };
        let (mut joiner, mut at) = (Joiner::default(), 0);
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t').skip(1);
            let (Some(word), Some(label)) = (cells.next(), cells.next()) else { continue };
            let Some(found) = text[at..].find(word) else { continue };
            let start = at + found;
            at = start + word.len();
            joiner.add(start..at, label);
        }
        texts.push(NamedText { text: text.to_owned(), names: joiner.finish(), by_hand: true });
    }
    texts
}

/// KLUE: a character and its label a line, an empty line after each sentence, comments after `##`.
fn characters(file: &str) -> Vec<NamedText> {
    let mut texts = Vec::new();
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for line in file.lines().chain([""]) {
        if line.starts_with("##") {
            continue;
        }
        if let Some(row) = line.split_once('\t') {
            rows.push(row);
        } else if !rows.is_empty() {
            let (mut text, mut joiner) = (String::new(), Joiner::default());
            for (character, label) in rows.drain(..) {
                let start = text.len();
                text.push_str(character);
                joiner.add(start..text.len(), label);
            }
            texts.push(NamedText { text, names: joiner.finish(), by_hand: true });
        }
    }
    texts
}

/// factRuEval: texts, spans over them by number, and objects made of spans. Of objects that overlap the longest is
/// kept; of a person, the words of the name.
fn objects(folder: &Path) -> Result<Vec<NamedText>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| named_by_objects(path)).collect()
}

fn named_by_objects(path: &Path) -> Result<NamedText> {
    let text = read(path)?;
    let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let spans = read(&path.with_extension("spans"))?;
    let spans: HashMap<&str, (usize, usize, &str)> = spans.lines().filter_map(span).collect();
    let mut names = Vec::new();
    for line in read(&path.with_extension("objects"))?.lines() {
        let cells: Vec<&str> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
        let [_, label, ids @ ..] = cells.as_slice() else { continue };
        let Some(kind) = kind(label) else { continue };
        let mut parts: Vec<_> = ids.iter().filter_map(|id| spans.get(id)).collect();
        let named = |role: &str| matches!(role, "name" | "surname" | "nickname" | "patronymic");
        if kind == NameKind::Person && parts.iter().any(|part| named(part.2)) {
            parts.retain(|part| named(part.2));
        }
        let bounds = (parts.iter().map(|part| part.0).min(), parts.iter().map(|part| part.1).max());
        if let (Some(start), Some(end)) = bounds
            && let (Some(&start), Some(&end)) = (at.get(start), at.get(end))
        {
            names.push((start..end, kind));
        }
    }
    names.sort_by_key(|(bytes, _)| (std::cmp::Reverse(bytes.len()), bytes.start));
    let mut kept: Vec<(Range<usize>, NameKind)> = Vec::new();
    for name in names {
        if kept.iter().all(|other| other.0.end <= name.0.start || name.0.end <= other.0.start) {
            kept.push(name);
        }
    }
    kept.sort_by_key(|(bytes, _)| bytes.start);
    Ok(NamedText { text, names: kept, by_hand: true })
}

/// Number, role, first character, length.
fn span(line: &str) -> Option<(&str, (usize, usize, &str))> {
    let mut cells = line.split_whitespace();
    let (id, role) = (cells.next()?, cells.next()?);
    let (start, len): (usize, usize) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some((id, (start, start + len, role)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_words_become_names() {
        let file = "# text = In New York, Ann.\n1\tIn\tO\n2\tNew\tB-LOC\n3\tYork\tI-LOC\n4\t,\tO\n5\tAnn\tB-PER\n6\t.\tO\n";
        let texts = columns(file);
        assert_eq!(texts[0].names, [(3..11, NameKind::Location), (13..16, NameKind::Person)]);
    }

    #[test]
    fn labels_of_characters_become_names() {
        let texts = characters("## 주석\n서\tB-LC\n울\tI-LC\n은\tO\n\n박\tB-PS\n씨\tO\n");
        assert_eq!(texts[0].text, "서울은");
        assert_eq!(texts[0].names, [(0..6, NameKind::Location)]);
        assert_eq!(texts[1].names, [(0..3, NameKind::Person)]);
    }
}
