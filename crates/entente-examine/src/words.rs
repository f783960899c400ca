//! The words of one language, from its pack.

use std::{cell::RefCell, collections::BTreeMap, sync::OnceLock};

use entente_model::{Interval, Language};
use regex::Regex;
use serde::Deserialize;

use crate::{
    Shape,
    pattern::{May, Needs, Pattern, needed},
};

/// A pack file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WordsError {
    /// It is no TOML of the expected form.
    #[error("{lang}/examine.toml: {message}")]
    Form {
        /// The language.
        lang: String,
        /// What is wrong, with the line.
        message: String,
    },
    /// A pattern is no regular expression.
    #[error("{lang}/examine.toml: `{pattern}` is no pattern: {message}")]
    Pattern {
        /// The language.
        lang: String,
        /// The pattern as written.
        pattern: String,
        /// What is wrong.
        message: String,
    },
}

/// The packs that come with the program.
const EMBEDDED: &[(&str, &str)] = &[
    ("en", include_str!("../../../packs/en/examine.toml")),
    ("ru", include_str!("../../../packs/ru/examine.toml")),
    ("ko", include_str!("../../../packs/ko/examine.toml")),
];

static PACKS: [OnceLock<Option<Words>>; EMBEDDED.len()] = [const { OnceLock::new() }; EMBEDDED.len()];

/// Words and patterns of one language, compiled.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) abbreviations: Vec<String>,
    pub(crate) not_year: Pattern,
    pub(crate) stopwords: Vec<String>,
    pub(crate) numbers: BTreeMap<String, i16>,
    pub(crate) elapsed: Vec<(Shape, Pattern)>,
    pub(crate) span: SpanWords,
    pub(crate) order: OrderWords,
    pub(crate) status: StatusWords,
    pub(crate) presence: PresenceWords,
    pub(crate) value: ValueWords,
    pub(crate) office: OfficeWords,
    pub(crate) identity: IdentityWords,
    pub(crate) acts: Vec<Act>,
    pub(crate) instruments: Vec<(String, Pattern)>,
    pub(crate) eras: Vec<Era>,
    needs: Needs,
}

macro_rules! regex_table {
    ($(#[$meta:meta])* $name:ident from $raw:ident { $($field:ident),+ } keep { $($kept:ident : $type:ty),* }) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub(crate) struct $name { $(pub(crate) $field: Pattern,)+ $(pub(crate) $kept: $type,)* }

        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $raw { $($field: String,)+ $($kept: $type,)* }

        impl $raw {
            fn compile(self, compiler: &Compiler) -> Result<$name, WordsError> {
                Ok($name { $($field: compiler.pattern(&self.$field)?,)+ $($kept: self.$kept,)* })
            }
        }
    };
}

regex_table! {
    /// Around a number of years.
    SpanWords from RawSpan { about, over, breaks, born, present, past, through } keep {}
}
regex_table! {
    /// Before and after.
    OrderWords from RawOrder { after, before, unsure, same_war } keep { position: Position }
}
regex_table! {
    /// Held, cancelled, postponed.
    StatusWords from RawStatus { cancelled, moved, held, unreal, pronoun, refers, hindered, unhindered } keep {}
}
regex_table! {
    /// Around the name of a state.
    PresenceWords from RawPresence { elsewhen, modern, unsure } keep {}
}

regex_table! {
    /// Around a number: a goal, a forecast, a part of a year.
    ValueWords from RawValue { unsure } keep {}
}

/// Where the word for "after" stands beside the thing that came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Position {
    /// "after the war".
    Before,
    /// "the war after".
    After,
}

/// Titles of offices.
#[derive(Debug)]
pub(crate) struct OfficeWords {
    pub(crate) former: Pattern,
    pub(crate) not_then: Pattern,
    pub(crate) unsure: Pattern,
    pub(crate) titles: Vec<(String, Pattern)>,
    pub(crate) title_before: bool,
    pub(crate) title_after: bool,
}

/// Posts and firsts.
#[derive(Debug)]
pub(crate) struct IdentityWords {
    pub(crate) posts: Vec<Pattern>,
    pub(crate) not_sole: Pattern,
    pub(crate) firsts: Vec<Pattern>,
    pub(crate) first_ever: Pattern,
}

/// One act and the words that say it.
#[derive(Debug)]
pub(crate) struct Act {
    pub(crate) id: String,
    pub(crate) once: bool,
    pub(crate) words: Vec<Pattern>,
    pub(crate) unless: Option<Pattern>,
    /// Its name alone, from which years are counted: "30 years of diplomatic relations".
    pub(crate) named: Option<Pattern>,
}

/// A time with a name: a war, the end of a union.
#[derive(Debug)]
pub(crate) struct Era {
    pub(crate) pattern: Pattern,
    pub(crate) span: Interval,
    /// A war, which a text calls "the war" once it has named it.
    pub(crate) war: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    abbreviations: Vec<String>,
    not_year: String,
    stopwords: Vec<String>,
    numbers: BTreeMap<String, i16>,
    ordinals: BTreeMap<String, i16>,
    elapsed: Vec<RawElapsed>,
    span: RawSpan,
    order: RawOrder,
    status: RawStatus,
    presence: RawPresence,
    value: RawValue,
    office: RawOffice,
    identity: RawIdentity,
    act: Vec<RawAct>,
    instruments: BTreeMap<String, String>,
    era: Vec<RawEra>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawElapsed {
    shape: Shape,
    pattern: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffice {
    former: String,
    not_then: String,
    unsure: String,
    titles: BTreeMap<String, String>,
    title_before: bool,
    title_after: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIdentity {
    posts: Vec<String>,
    not_sole: String,
    firsts: Vec<String>,
    first_ever: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAct {
    id: String,
    #[serde(default)]
    once: bool,
    words: Vec<String>,
    unless: Option<String>,
    named: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEra {
    #[serde(default)]
    war: bool,
    pattern: String,
    from: Interval,
    to: Interval,
}

/// Turns the patterns of one pack into regular expressions.
struct Compiler<'a> {
    lang: &'a str,
    /// What each pattern cannot do without, in the order of their numbers.
    needs: RefCell<Vec<Option<Vec<String>>>>,
    number: String,
    ordinal: String,
}

impl Compiler<'_> {
    fn pattern(&self, pattern: &str) -> Result<Pattern, WordsError> {
        const NAME: &str = r"(?-i:\p{Lu}[\w’'-]+(?: \p{Lu}[\w’'-]+){1,2})";
        let mut needs = self.needs.borrow_mut();
        needs.push(needed(pattern));
        let expanded =
            pattern.replace("{nth}", &self.ordinal).replace("{n}", &self.number).replace("{name}", NAME);
        let source = format!("(?i){expanded}");
        // A pattern costs much more to make ready than to read: the embedded packs are checked by a test.
        if cfg!(debug_assertions) {
            Regex::new(&source).map_err(|error| WordsError::Pattern {
                lang: self.lang.to_owned(),
                pattern: pattern.to_owned(),
                message: error.to_string(),
            })?;
        }
        Ok(Pattern::new(source, needs.len() - 1))
    }

    fn patterns(&self, patterns: &[String]) -> Result<Vec<Pattern>, WordsError> {
        patterns.iter().map(|pattern| self.pattern(pattern)).collect()
    }

    fn table(&self, table: BTreeMap<String, String>) -> Result<Vec<(String, Pattern)>, WordsError> {
        table.into_iter().map(|(id, pattern)| Ok((id, self.pattern(&pattern)?))).collect()
    }
}

impl Words {
    /// The words of a language that has a pack.
    pub(crate) fn of(lang: Language) -> Option<&'static Self> {
        let at = EMBEDDED.iter().position(|(known, _)| *known == lang.as_str())?;
        let (code, text) = EMBEDDED[at];
        // A damaged embedded pack is a defect that a test finds; at run time its language is left unexamined.
        PACKS[at].get_or_init(|| Self::read(code, text).ok()).as_ref()
    }

    /// The patterns that may match in a sentence.
    pub(crate) fn may(&self, sentence: &str) -> May {
        self.needs.may(sentence)
    }

    /// Reads a pack file.
    fn read(lang: &str, text: &str) -> Result<Self, WordsError> {
        let raw: RawWords = toml::from_str(text)
            .map_err(|error| WordsError::Form { lang: lang.to_owned(), message: error.to_string() })?;
        let alternatives = |words: &BTreeMap<String, i16>| {
            words.keys().fold(String::new(), |all, word| all + "|" + &regex::escape(word))
        };
        let compiler = Compiler {
            lang,
            needs: RefCell::default(),
            number: format!(r"\b(?P<n>\d{{1,3}}{})", alternatives(&raw.numbers)),
            ordinal: format!(r"\b(?P<n>\d{{1,3}}(?:st|nd|rd|th){})", alternatives(&raw.ordinals)),
        };
        let mut numbers = raw.numbers;
        numbers.extend(raw.ordinals);
        let act = |act: RawAct| {
            let unless = act.unless.as_deref().map(|pattern| compiler.pattern(pattern)).transpose()?;
            let named = act.named.as_deref().map(|pattern| compiler.pattern(pattern)).transpose()?;
            Ok(Act { id: act.id, once: act.once, words: compiler.patterns(&act.words)?, unless, named })
        };
        let era = |era: RawEra| {
            let span = Interval::range(Some(era.from), Some(era.to)).unwrap_or(era.to);
            Ok(Era { pattern: compiler.pattern(&era.pattern)?, span, war: era.war })
        };
        Ok(Self {
            not_year: compiler.pattern(&raw.not_year)?,
            abbreviations: raw.abbreviations,
            stopwords: raw.stopwords,
            numbers,
            elapsed: raw
                .elapsed
                .into_iter()
                .map(|elapsed| Ok((elapsed.shape, compiler.pattern(&elapsed.pattern)?)))
                .collect::<Result<_, WordsError>>()?,
            span: raw.span.compile(&compiler)?,
            order: raw.order.compile(&compiler)?,
            status: raw.status.compile(&compiler)?,
            presence: raw.presence.compile(&compiler)?,
            value: raw.value.compile(&compiler)?,
            office: OfficeWords {
                former: compiler.pattern(&raw.office.former)?,
                not_then: compiler.pattern(&raw.office.not_then)?,
                unsure: compiler.pattern(&raw.office.unsure)?,
                titles: compiler.table(raw.office.titles)?,
                title_before: raw.office.title_before,
                title_after: raw.office.title_after,
            },
            identity: IdentityWords {
                posts: compiler.patterns(&raw.identity.posts)?,
                not_sole: compiler.pattern(&raw.identity.not_sole)?,
                firsts: compiler.patterns(&raw.identity.firsts)?,
                first_ever: compiler.pattern(&raw.identity.first_ever)?,
            },
            acts: raw.act.into_iter().map(act).collect::<Result<_, WordsError>>()?,
            instruments: compiler.table(raw.instruments)?,
            eras: raw.era.into_iter().map(era).collect::<Result<_, WordsError>>()?,
            needs: Needs::new(compiler.needs.into_inner()),
        })
    }

    /// The number that a match of `{n}` or `{nth}` says.
    pub(crate) fn number(&self, text: &str) -> Option<i16> {
        let lower = text.to_lowercase();
        let digits: String = lower.chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() { self.numbers.get(&lower).copied() } else { digits.parse().ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_pack_is_read() {
        for (lang, text) in EMBEDDED {
            if let Err(error) = Words::read(lang, text) {
                panic!("{error}");
            }
        }
    }

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        let words = Words::of(Language::new("en").unwrap()).unwrap();
        assert_eq!(words.number("31"), Some(31));
        assert_eq!(words.number("Eight"), Some(8));
        assert_eq!(words.number("140th"), Some(140));
        assert_eq!(words.number("many"), None);
    }
}
