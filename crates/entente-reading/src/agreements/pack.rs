//! The words of one language for instruments and their acts, out of `packs/<lang>/agreements.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::StepKind;
use crate::{
    PackError,
    quantities::{lexicon::Lexicon, pack::syntax},
};

/// What a verb does with an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Act {
    /// It was made: signed, concluded, exchanged.
    Signed,
    /// The sides agreed on it.
    Agreed,
    /// It was adopted or issued; for declarations and statements.
    Adopted,
    /// It began to bind.
    InForce,
    /// It was ratified or joined.
    Ratified,
    /// It was ended, left or suspended.
    Ended,
    /// It is proposed, negotiated, discussed.
    Proposed,
}

impl Act {
    /// Whether it makes the instrument.
    pub(crate) fn makes(self) -> bool {
        matches!(self, Self::Signed | Self::Agreed | Self::Adopted)
    }

    /// The step of life that it is.
    pub(crate) fn step(self) -> StepKind {
        match self {
            Self::Signed | Self::Agreed | Self::Adopted => StepKind::Signed,
            Self::InForce => StepKind::InForce,
            Self::Ratified => StepKind::Ratified,
            Self::Ended => StepKind::Ended,
            Self::Proposed => StepKind::Proposed,
        }
    }
}

/// An instrument by one of its nouns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Instrument {
    /// `treaty`, `protocol`, `memorandum`.
    pub(crate) kind: String,
    /// Whether the noun alone says that it is an instrument.
    pub(crate) strong: bool,
    /// Whether it counts only as a name with a capital letter.
    pub(crate) named: bool,
    /// Whether the noun says itself what the instrument is about: "free trade agreement".
    pub(crate) telling: bool,
}

/// Where an act stands to its instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Order {
    /// Before it, or after it in the passive.
    VerbObject,
    /// On either side.
    Either,
    /// After it, or before it as a participle; names stand in quotation marks.
    ObjectVerb,
}

/// The compiled pack of one language.
#[derive(Debug, Clone)]
pub struct AgreementPack {
    pub(crate) order: Order,
    pub(crate) instruments: Lexicon<Instrument>,
    pub(crate) acts: Lexicon<Act>,
    pub(crate) future: Lexicon<()>,
    pub(crate) negations: Lexicon<()>,
    pub(crate) present: Lexicon<()>,
    pub(crate) passive: Lexicon<()>,
    pub(crate) determiners: Lexicon<()>,
    pub(crate) pointing: Lexicon<()>,
    pub(crate) links: Lexicon<()>,
    pub(crate) places: Lexicon<()>,
    pub(crate) link_endings: Vec<String>,
    pub(crate) between: Lexicon<()>,
    pub(crate) breaks: Lexicon<()>,
    pub(crate) break_endings: Vec<String>,
    pub(crate) loose_endings: Vec<String>,
    /// Endings of an act that is told of the noun behind it: 서명*된* 협정.
    pub(crate) done_endings: Vec<String>,
    /// Words behind a number of instruments, where they are written on.
    pub(crate) counters: Vec<String>,
    /// Endings of the words that may stand before an instrument as a part of its name; none where any may.
    pub(crate) modifier_endings: Vec<String>,
    pub(crate) finite: Lexicon<()>,
    pub(crate) follow_passive: Lexicon<()>,
    pub(crate) relatives: Lexicon<()>,
    pub(crate) titled: Lexicon<()>,
    pub(crate) dated: Lexicon<()>,
    /// Words between an instrument and what it is about: "an agreement *on* fisheries".
    pub(crate) about: Lexicon<()>,
    pub(crate) stages: Lexicon<()>,
    pub(crate) joins: Lexicon<()>,
    pub(crate) not_when: Lexicon<()>,
    pub(crate) lists: Lexicon<()>,
    pub(crate) sides: Lexicon<()>,
    pub(crate) first_person: Lexicon<()>,
    pub(crate) never: Lexicon<()>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    order: Order,
    #[serde(rename = "instrument")]
    instruments: Vec<InstrumentFile>,
    acts: BTreeMap<Act, Vec<String>>,
    words: WordsFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InstrumentFile {
    kind: String,
    strong: bool,
    #[serde(default)]
    named: bool,
    #[serde(default)]
    telling: bool,
    forms: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    /// Words that make an act a plan.
    future: Vec<String>,
    /// Words that say it was not done.
    negations: Vec<String>,
    /// Words that make it an act of the day of the text.
    present: Vec<String>,
    /// Auxiliaries of the passive.
    passive: Vec<String>,
    /// Words that begin a noun phrase.
    determiners: Vec<String>,
    /// Words that point back at an instrument already named.
    pointing: Vec<String>,
    /// Words from which the content of an instrument follows.
    links: Vec<String>,
    /// Those of them that a place follows: "in Vienna" says where, not what about.
    #[serde(default)]
    places: Vec<String>,
    /// Endings of such words: "amending".
    #[serde(default)]
    link_endings: Vec<String>,
    /// Words from which its parties follow.
    between: Vec<String>,
    /// Words before the noun that are no part of its phrase.
    breaks: Vec<String>,
    /// Endings of such words.
    #[serde(default)]
    break_endings: Vec<String>,
    /// Endings of words before the noun that do not tell it from others.
    #[serde(default)]
    loose_endings: Vec<String>,
    /// Endings of an act that is told of the noun behind it.
    #[serde(default)]
    done_endings: Vec<String>,
    #[serde(default)]
    counters: Vec<String>,
    /// Words after it that begin another clause.
    finite: Vec<String>,
    /// Words after a passive that go on about its subject.
    #[serde(default)]
    follow_passive: Vec<String>,
    /// Words that open a relative clause: "that we signed".
    #[serde(default)]
    relatives: Vec<String>,
    /// Endings of the words that may stand before an instrument as a part of its name; none where any may.
    #[serde(default)]
    modifier_endings: Vec<String>,
    /// Words before a title in quotation marks.
    #[serde(default)]
    titled: Vec<String>,
    /// Words between what an instrument is about and its date: "договор о дружбе *от* 1994 года".
    #[serde(default)]
    dated: Vec<String>,
    /// Words between an instrument and what it is about.
    #[serde(default)]
    about: Vec<String>,
    /// Of the words of proposing, those that say how far an instrument has come: "under discussion".
    #[serde(default)]
    stages: Vec<String>,
    /// Words before the last of a list.
    #[serde(default)]
    joins: Vec<String>,
    /// Words before a date that make it a limit, not the day of an act: "by 2015".
    #[serde(default)]
    not_when: Vec<String>,
    /// Words that open a list of instruments.
    lists: Vec<String>,
    /// Subjects that stand for the sides of the story.
    sides: Vec<String>,
    /// Subjects that speak: what they did without a date was done on the day they speak of it.
    first_person: Vec<String>,
    /// Phrases that only look like an instrument.
    never: Vec<String>,
}

const EMBEDDED: [(&str, &str); 3] = [
    ("en", include_str!("../../../../packs/en/agreements.toml")),
    ("ru", include_str!("../../../../packs/ru/agreements.toml")),
    ("ko", include_str!("../../../../packs/ko/agreements.toml")),
];

impl AgreementPack {
    /// The pack that the program carries for a language by its ISO 639 code; `None` for one that it does not know.
    ///
    /// # Errors
    /// When the embedded file is wrong, which the tests of this crate rule out.
    pub fn embedded(language: &str) -> Option<Result<Self, PackError>> {
        let (_, text) = EMBEDDED.iter().find(|(code, _)| *code == language)?;
        Some(Self::from_toml(text, &format!("packs/{language}/agreements.toml")))
    }

    /// Compiles the text of an `agreements.toml`; `path` is named in errors.
    ///
    /// # Errors
    /// When the text is no TOML of this shape.
    pub fn from_toml(text: &str, path: &str) -> Result<Self, PackError> {
        let file: File = toml::from_str(text).map_err(|source| syntax(path, text, &source))?;
        let glued = file.order == Order::ObjectVerb;
        let plain = |words: &[String]| Lexicon::new(words.iter().map(|word| (word.as_str(), ())), glued);
        let words = &file.words;
        let instruments = file.instruments.iter().flat_map(|entry| {
            let value = Instrument {
                kind: entry.kind.clone(),
                strong: entry.strong,
                named: entry.named,
                telling: entry.telling,
            };
            entry.forms.iter().map(move |form| (form.as_str(), value.clone()))
        });
        let acts =
            file.acts.iter().flat_map(|(act, forms)| forms.iter().map(move |form| (form.as_str(), *act)));
        Ok(Self {
            order: file.order,
            instruments: Lexicon::new(instruments, glued),
            acts: Lexicon::new(acts, glued),
            future: plain(&words.future),
            negations: plain(&words.negations),
            present: plain(&words.present),
            passive: plain(&words.passive),
            determiners: plain(&words.determiners),
            pointing: plain(&words.pointing),
            links: plain(&words.links),
            places: plain(&words.places),
            link_endings: words.link_endings.clone(),
            between: plain(&words.between),
            breaks: plain(&words.breaks),
            break_endings: words.break_endings.clone(),
            loose_endings: words.loose_endings.clone(),
            done_endings: words.done_endings.clone(),
            counters: words.counters.clone(),
            modifier_endings: words.modifier_endings.clone(),
            finite: plain(&words.finite),
            follow_passive: plain(&words.follow_passive),
            relatives: plain(&words.relatives),
            titled: plain(&words.titled),
            dated: plain(&words.dated),
            about: plain(&words.about),
            joins: plain(&words.joins),
            stages: plain(&words.stages),
            not_when: plain(&words.not_when),
            lists: plain(&words.lists),
            sides: plain(&words.sides),
            first_person: plain(&words.first_person),
            never: plain(&words.never),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_pack_compiles() {
        for (language, _) in EMBEDDED {
            if let Some(Err(error)) = AgreementPack::embedded(language) {
                panic!("{error}");
            }
        }
    }
}
