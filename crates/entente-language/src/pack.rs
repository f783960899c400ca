//! The pack of one language: its rules, and its model when there is one.

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_model::Language;
use serde::Deserialize;

use crate::Feats;
use crate::engine::Engine;
use crate::error::PackError;
use crate::model::Margins;
use crate::rules::{Abbreviation, Participles, Rules};
use crate::sentences::Splitter;

/// The script that a language is written in, as far as detection cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Hangul syllables.
    Hangul,
    /// Any other script.
    Other,
}

/// `language.toml` of a pack.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    code: String,
    name: String,
    script: Script,
    #[serde(default)]
    split_hyphens: bool,
    #[serde(default)]
    past_endings: Vec<Box<str>>,
    #[serde(default)]
    participles: ParticipleTables,
    #[serde(default)]
    year_marks: Vec<Box<str>>,
    #[serde(default)]
    inner_endings: Vec<Box<str>>,
    #[serde(default)]
    name_characters: bool,
    #[serde(default)]
    name_any_word: bool,
    #[serde(default)]
    clitics: Vec<Box<str>>,
    #[serde(default)]
    prefixes: Vec<Box<str>>,
    #[serde(default)]
    units: Vec<Box<str>>,
    #[serde(default)]
    frequent: Vec<Box<str>>,
    #[serde(default)]
    particles: Vec<Box<str>>,
    #[serde(default)]
    whole: Vec<Box<str>>,
}

/// How participles are written: what makes them and how they end, each with its features as in CoNLL-U.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParticipleTables {
    stems: BTreeMap<Box<str>, String>,
    endings: BTreeMap<Box<str>, String>,
    #[serde(default)]
    reflexive: Box<str>,
}

impl ParticipleTables {
    fn read(self) -> Participles {
        let of = |table: BTreeMap<Box<str>, String>| {
            let mut rows: Vec<(Box<str>, Feats)> =
                table.into_iter().map(|(ending, feats)| (ending, Feats::parse(&feats))).collect();
            rows.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
            rows
        };
        Participles { stems: of(self.stems), endings: of(self.endings), reflexive: self.reflexive }
    }
}

/// The files of a pack as text, each with the name that an error shows.
pub(crate) struct PackFiles<'a> {
    pub(crate) folder: &'a str,
    pub(crate) language: &'a str,
    pub(crate) abbreviations: &'a str,
    pub(crate) contractions: &'a str,
    pub(crate) model: Option<&'static [u8]>,
}

/// A language as the reader knows it. Cheap to clone; shared by all threads.
#[derive(Debug, Clone)]
pub struct Pack {
    language: Language,
    name: Arc<str>,
    script: Script,
    rules: Arc<Rules>,
    engine: Option<Arc<Engine>>,
}

impl Pack {
    pub(crate) fn read(files: &PackFiles<'_>) -> Result<Self, PackError> {
        let path = format!("{}/language.toml", files.folder);
        let file: LanguageFile = toml::from_str(files.language).map_err(|error| {
            let before = error.span().and_then(|span| files.language.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            PackError::Line { path: path.clone(), line, reason: error.message().to_owned() }
        })?;
        let language = Language::new(&file.code).ok_or_else(|| PackError::Line {
            path,
            line: 1,
            reason: format!("`{}` is no language code of two or three letters", file.code),
        })?;
        let mut rules = Rules {
            clitics: longest_first(file.clitics),
            prefixes: file.prefixes.into_iter().collect(),
            units: file.units.into_iter().collect(),
            split_hyphens: file.split_hyphens,
            past_endings: file.past_endings,
            participles: file.participles.read(),
            year_marks: file.year_marks.into_iter().collect(),
            inner_endings: file.inner_endings,
            name_characters: file.name_characters,
            name_any_word: file.name_any_word,
            frequent: file.frequent.into_iter().collect(),
            particles: longest_first(file.particles),
            whole: file.whole.into_iter().collect(),
            ..Rules::default()
        };
        read_abbreviations(files, &mut rules)?;
        read_contractions(files, &mut rules)?;
        let engine = files.model.map(|model| Engine::read(model, false)).transpose();
        let engine = engine
            .map_err(|reason| PackError::Model { path: format!("{}/model.bin", files.folder), reason })?
            .map(Arc::new);
        Ok(Self { language, name: file.name.into(), script: file.script, rules: Arc::new(rules), engine })
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The English name of the language.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The script it is written in.
    pub const fn script(&self) -> Script {
        self.script
    }

    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    pub(crate) fn engine(&self) -> Option<&Engine> {
        self.engine.as_deref()
    }

    pub(crate) fn splitter(&self) -> Option<&Splitter<'static>> {
        self.engine()?.splitter()
    }

    pub(crate) fn with_engine_of(self, other: &Self) -> Self {
        // A clone of its own: what an engine keeps of words depends on the rules of its pack.
        Self { engine: other.engine.as_deref().cloned().map(Arc::new), ..self }
    }

    /// What the pack can do, in words.
    pub fn abilities(&self) -> Vec<&'static str> {
        let engine = self.engine();
        let has = |ability: bool, name: &'static str| ability.then_some(name);
        let all = [
            Some("sentences"),
            Some("words"),
            has(!self.rules.particles.is_empty(), "particles"),
            has(engine.is_some(), "tags"),
            has(engine.is_some(), "lemmas"),
            has(engine.is_some_and(Engine::parses), "trees"),
            has(engine.is_some_and(Engine::names), "names"),
        ];
        all.into_iter().flatten().collect()
    }

    /// Whether words are tagged and parsed, not only cut.
    pub fn has_model(&self) -> bool {
        self.engine.is_some()
    }

    pub(crate) fn with_margins(&self, margins: Margins) -> Self {
        let engine = self.engine().map(|engine| Arc::new(engine.with_margins(margins)));
        Self { engine, ..self.clone() }
    }

    /// The same pack with a trained model.
    ///
    /// # Errors
    /// When the bytes are no model that this version of the program can read; `path` is named.
    pub fn with_model(&self, path: &str, bytes: &'static [u8]) -> Result<Self, PackError> {
        let engine =
            Engine::read(bytes, true).map_err(|reason| PackError::Model { path: path.to_owned(), reason })?;
        Ok(Self { engine: Some(Arc::new(engine)), ..self.clone() })
    }
}

fn longest_first(mut list: Vec<Box<str>>) -> Vec<Box<str>> {
    list.sort_by_key(|entry| std::cmp::Reverse(entry.len()));
    list
}

/// The lines of a table with two columns, with their numbers; `#` starts a comment.
fn rows<'a>(
    path: &'a str,
    text: &'a str,
) -> impl Iterator<Item = Result<(usize, &'a str, &'a str), PackError>> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')).map(move |(number, line)| {
        line.split_once('\t').map(|(left, right)| (number, left, right.trim())).ok_or_else(|| {
            PackError::Line { path: path.to_owned(), line: number, reason: format!("`{line}` has no tab") }
        })
    })
}

fn read_abbreviations(files: &PackFiles<'_>, rules: &mut Rules) -> Result<(), PackError> {
    let path = format!("{}/abbreviations.tsv", files.folder);
    for row in rows(&path, files.abbreviations) {
        let (line, form, kind) = row?;
        let kind = match kind {
            "before" => Abbreviation::Before,
            "anywhere" => Abbreviation::Anywhere,
            other => {
                let reason = format!("`{other}` is neither `before` nor `anywhere`");
                return Err(PackError::Line { path: path.clone(), line, reason });
            }
        };
        if rules.abbreviations.insert(form.to_lowercase().into(), kind).is_some() {
            return Err(PackError::Line {
                path: path.clone(),
                line,
                reason: format!("`{form}` stands twice"),
            });
        }
    }
    Ok(())
}

fn read_contractions(files: &PackFiles<'_>, rules: &mut Rules) -> Result<(), PackError> {
    let path = format!("{}/contractions.tsv", files.folder);
    for row in rows(&path, files.contractions) {
        let (line, form, parts) = row?;
        if parts.replace(' ', "") != form {
            let reason = format!("`{parts}` is not `{form}` cut into parts");
            return Err(PackError::Line { path: path.clone(), line, reason });
        }
        let lens = parts.split(' ').map(|part| part.len() as u8).collect();
        if rules.contractions.insert(form.into(), lens).is_some() {
            return Err(PackError::Line {
                path: path.clone(),
                line,
                reason: format!("`{form}` stands twice"),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(language: &str, abbreviations: &str, contractions: &str) -> String {
        let files = PackFiles { folder: "packs/xx", language, abbreviations, contractions, model: None };
        Pack::read(&files).expect_err("a broken pack").to_string()
    }

    #[test]
    fn an_error_names_file_line_and_reason() {
        let good = "code = \"xx\"\nname = \"Test\"\nscript = \"latin\"\n";
        assert_eq!(
            error(good, "# list\nmr\tbefore\nmr\tanywhere\n", ""),
            "packs/xx/abbreviations.tsv:3: `mr` stands twice"
        );
        assert_eq!(error(good, "mr\n", ""), "packs/xx/abbreviations.tsv:1: `mr` has no tab");
        assert_eq!(
            error(good, "", "cannot\tcan nott\n"),
            "packs/xx/contractions.tsv:1: `can nott` is not `cannot` cut into parts"
        );
        let bad = error("code = \"xx\"\nname = \"Test\"\nscript = \"runes\"\n", "", "");
        assert!(bad.starts_with("packs/xx/language.toml:3: unknown variant `runes`"), "{bad}");
    }
}
