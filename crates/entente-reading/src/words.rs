//! The tables by which a language is read: those of a folder first, then those that are built in, then the neutral ones.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use entente_model::Language;

use crate::{
    agreements::AgreementPack,
    lexicon::{self, Lexicon},
    quantities::QuantityPack,
    time::{self, TimeGrammar, TimePackText},
};

/// A folder of packs that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PacksError {
    /// A file or folder that cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The words and sentences of a language.
    #[error(transparent)]
    Language(#[from] entente_language::PackError),
    /// Its acts, people, verbs of speech, figures and agreements.
    #[error(transparent)]
    Table(#[from] lexicon::PackError),
    /// Its dates.
    #[error(transparent)]
    Time(#[from] time::PackError),
}

/// The tables of one language; times and lexicon only where they take the place of those built in.
#[derive(Debug, Default)]
struct Words {
    grammar: Option<TimeGrammar>,
    lexicon: Option<Lexicon>,
    quantities: Option<QuantityPack>,
    agreements: Option<AgreementPack>,
}

/// The tables of all languages.
#[derive(Debug, Default)]
pub(crate) struct AllWords(BTreeMap<Language, Words>);

/// The figures of languages that have no table of their own.
static NEUTRAL: LazyLock<Option<QuantityPack>> = LazyLock::new(|| QuantityPack::neutral().ok());

/// The same with points before decimals.
static POINTED: LazyLock<Option<QuantityPack>> = LazyLock::new(|| NEUTRAL.clone().map(QuantityPack::pointed));

/// Languages without a pack that write decimals behind a point, by the CLDR of Unicode.
const POINTING: &[&str] = &[
    "am", "bn", "cy", "ga", "gu", "ha", "he", "hi", "ig", "ja", "km", "ml", "mn", "mr", "ms", "mt", "my",
    "ne", "pa", "si", "so", "sw", "ta", "te", "th", "tl", "ur", "yo", "zh", "zu",
];

impl AllWords {
    /// The tables that are built in.
    pub(crate) fn embedded(languages: impl Iterator<Item = Language>) -> Self {
        let words = |language: Language| Words {
            quantities: QuantityPack::embedded(language.as_str()).and_then(Result::ok),
            agreements: AgreementPack::embedded(language.as_str()).and_then(Result::ok),
            ..Words::default()
        };
        Self(languages.map(|language| (language, words(language))).collect())
    }

    /// Reads the tables of the languages of a folder, `DIR/xx/events.tsv` and so on. A table that a folder lacks is the built-in one.
    ///
    /// # Errors
    /// A file that cannot be read, or the first line that does not fit.
    pub(crate) fn read_dir(&mut self, folder: &Path) -> Result<(), PacksError> {
        let unreadable = |source| PacksError::Read { path: folder.to_owned(), source };
        let entries =
            fs::read_dir(folder).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        for entry in entries {
            let name = entry.file_name();
            let Some(language) = name.to_str().and_then(Language::new) else { continue };
            if entry.path().is_dir() {
                self.0.entry(language).or_default().read(&entry.path(), language)?;
            }
        }
        Ok(())
    }

    /// The grammar of dates: of the language, or the neutral one.
    pub(crate) fn grammar(&self, language: Language) -> Option<&TimeGrammar> {
        let own = self.0.get(&language).and_then(|words| words.grammar.as_ref());
        own.or_else(|| TimeGrammar::embedded(language).or_else(TimeGrammar::neutral))
    }

    /// The lexicon of a language that has one.
    pub(crate) fn lexicon(&self, language: Language) -> Option<&Lexicon> {
        let own = self.0.get(&language).and_then(|words| words.lexicon.as_ref());
        own.or_else(|| Lexicon::embedded(language))
    }

    /// The grammar of figures: of the language, or the neutral one.
    pub(crate) fn quantities(&self, language: Language) -> Option<&QuantityPack> {
        let own = self.0.get(&language).and_then(|words| words.quantities.as_ref());
        let neutral =
            || if POINTING.contains(&language.as_str()) { POINTED.as_ref() } else { NEUTRAL.as_ref() };
        own.or_else(neutral)
    }

    /// The words of instruments of a language that has them.
    pub(crate) fn agreements(&self, language: Language) -> Option<&AgreementPack> {
        self.0.get(&language)?.agreements.as_ref()
    }
}

impl Words {
    /// Puts the tables of a folder in the place of these, so far as it has them.
    fn read(&mut self, folder: &Path, language: Language) -> Result<(), PacksError> {
        let path = |name: &str| folder.join(name);
        let shown = |name: &str| path(name).display().to_string();
        let text = |name: &str| match fs::read_to_string(path(name)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(PacksError::Read { path: path(name), source }),
        };
        let (times, rules) = (text("time-words.tsv")?, text("time-rules.tsv")?);
        if times.is_some() || rules.is_some() {
            let (words_file, rules_file) = (shown("time-words.tsv"), shown("time-rules.tsv"));
            let built_in = time::embedded_packs().iter().find(|(code, _)| *code == language.as_str());
            let built_in = built_in.map(|(_, pack)| *pack).unwrap_or_default();
            self.grammar = Some(TimeGrammar::from_pack(&TimePackText {
                words_file: if times.is_some() { &words_file } else { built_in.words_file },
                words: times.as_deref().unwrap_or(built_in.words),
                rules_file: if rules.is_some() { &rules_file } else { built_in.rules_file },
                rules: rules.as_deref().unwrap_or(built_in.rules),
            })?);
        }
        let mut tables = BTreeMap::new();
        for name in lexicon::TABLES {
            tables.extend(text(name)?.map(|text| (*name, text)));
        }
        if !tables.is_empty() {
            let files = |name: &str| {
                tables.get(name).map(String::as_str).or_else(|| Lexicon::embedded_table(language, name))
            };
            self.lexicon = Some(Lexicon::compile(&files).map_err(|error| {
                // A built-in table may miss what the folder's left out.
                let file = if tables.contains_key(error.file.as_str()) {
                    shown(&error.file)
                } else {
                    format!("packs/{language}/{}", error.file)
                };
                lexicon::PackError { file, ..error }
            })?);
        }
        if let Some(text) = text("quantities.toml")? {
            self.quantities = Some(QuantityPack::from_toml(&text, &shown("quantities.toml"))?);
        }
        if let Some(text) = text("agreements.toml")? {
            self.agreements = Some(AgreementPack::from_toml(&text, &shown("agreements.toml"))?);
        }
        Ok(())
    }
}
