//! How each language is trained. The figures that these settings reach are in docs/src/languages.md.

use anyhow::{Result, bail};
use entente_language::train::{NameSettings, Settings};

/// What a model is made of.
pub(crate) struct Recipe {
    /// Treebanks for tags and trees, names of files in `data/ud`.
    pub(crate) treebanks: &'static [&'static str],
    /// Treebanks that only teach lemmas.
    pub(crate) more_lemmas: &'static [&'static str],
    /// Whether the teachers' groups of words are used.
    pub(crate) clusters: bool,
    /// Whether sentence ends are learned; elsewhere the rules do better.
    pub(crate) sentences: bool,
    /// Texts whose names a machine has labelled, files in the teachers' folder.
    pub(crate) taught_names: &'static [&'static str],
    /// Texts whose trees a machine has drawn, files in the teachers' folder.
    pub(crate) taught_trees: &'static [&'static str],
    /// The corpus of names labelled by hand.
    pub(crate) names: NameCorpus,
    pub(crate) name_settings: NameSettings,
    pub(crate) settings: Settings,
    /// Texts without trees that several parsers label for the parser to learn from.
    pub(crate) plain: &'static [Plain],
    /// Text that neither the tagger nor the parser has learned from, to find out how clear a decision must be.
    pub(crate) fresh: Fresh,
    /// The treebank to score on, which training never sees.
    pub(crate) test: &'static str,
}

/// Where text comes from that a model has not learned to tag and parse.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fresh {
    /// The sentences of a treebank that is no part of the recipe.
    Treebank(&'static str),
    /// Every twelfth of the texts whose names a machine has labelled, in this file.
    Taught(&'static str),
    /// The texts of the name corpus.
    Names,
}

/// Text whose trees nobody has drawn, or has drawn by other rules.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plain {
    /// The sentences of a treebank.
    Treebank(&'static str),
    /// The texts of the name corpus.
    Names,
    /// The project's own documents, but those held back.
    Own,
}

/// Corpora of names labelled by hand, each in a format of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameCorpus {
    /// A word and its label a line (Universal NER): the file to learn from, the file to score on.
    Columns(&'static str, &'static str),
    /// Objects over spans over texts (factRuEval).
    Objects(&'static str),
    /// A character and its label a line (KLUE).
    Characters(&'static str),
}

const SETTINGS: Settings = Settings {
    tagger_rounds: 8,
    parser_rounds: 10,
    parser_seeds: 3,
    backward: false,
    parser_dropped: 20,
    tagger_dropped: 30,
    upos_features: 60_000,
    morphology_features: 28_000,
    move_features: 400_000,
    relation_features: 60_000,
    punctuation_features: 15_000,
    council_seats: 0,
    treebank_weight: 1,
    parser_tolerance: 0.0007,
};

const NAMES: NameSettings =
    NameSettings { rounds: 10, seeds: 4, features: 100_000, dropped: 15, hand_weight: 8.0, margin: 1.0 };

impl Recipe {
    /// The recipe of a language.
    pub(crate) fn of(language: &str) -> Result<Self> {
        Ok(match language {
            "en" => Self {
                treebanks: &["en_ewt-train", "en_ewt-dev"],
                more_lemmas: &[],
                clusters: true,
                sentences: true,
                taught_names: &["en_news.jsonl", "en_ewt_train.jsonl"],
                taught_trees: &["en_trees.conllu"],
                names: NameCorpus::Columns("en_ewt-dev.iob2", "en_ewt-test.iob2"),
                name_settings: NameSettings { rounds: 8, ..NAMES },
                settings: Settings {
                    council_seats: 1,
                    treebank_weight: 3,
                    parser_tolerance: 0.002,
                    ..SETTINGS
                },
                plain: &[],
                fresh: Fresh::Taught("en_news.jsonl"),
                test: "en_ewt-test",
            },
            "ru" => Self {
                treebanks: &["ru_gsd-dev", "ru_taiga-dev", "ru_taiga-test"],
                more_lemmas: &[],
                clusters: true,
                sentences: false,
                taught_names: &["ru_treebanks.jsonl"],
                taught_trees: &["ru_trees.conllu"],
                names: NameCorpus::Objects("ru_factrueval-dev"),
                name_settings: NAMES,
                settings: Settings {
                    parser_seeds: 4,
                    relation_features: 50_000,
                    treebank_weight: 2,
                    ..SETTINGS
                },
                plain: &[],
                fresh: Fresh::Names,
                test: "ru_gsd-test",
            },
            "ko" => Self {
                treebanks: &["ko_kaist-dev"],
                more_lemmas: &["ko_gsd-dev", "ko_gsd-test"],
                clusters: false,
                sentences: false,
                taught_names: &[],
                taught_trees: &[],
                names: NameCorpus::Characters("ko_klue-dev.tsv"),
                // All texts are labelled by hand: a weight of one makes the margin count.
                name_settings: NameSettings { dropped: 30, hand_weight: 1.0, ..NAMES },
                settings: Settings {
                    parser_rounds: 12,
                    backward: true,
                    move_features: 300_000,
                    relation_features: 50_000,
                    council_seats: 3,
                    treebank_weight: 3,
                    ..SETTINGS
                },
                plain: &[Plain::Names, Plain::Treebank("ko_gsd-test"), Plain::Own],
                fresh: Fresh::Treebank("ko_gsd-dev"),
                test: "ko_kaist-test",
            },
            other => bail!("no recipe for `{other}`: there are en, ru and ko"),
        })
    }
}
