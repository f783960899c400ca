//! What the packs say about words: classes, event rules, names of people, reporting verbs.

mod classes;
mod endings;
mod error;
mod inflections;
mod lists;
mod people;
mod phrases;
mod rules;
mod speech;
mod status;

pub(crate) use classes::{ClassMask, Classes, WordKey};
pub(crate) use endings::{Endings, Shape, Use, When};
pub use error::PackError;
pub(crate) use error::rows;
pub(crate) use inflections::Inflections;
use lists::WordLists;
pub(crate) use lists::{List, Listed};
pub(crate) use people::PeopleWords;
pub(crate) use phrases::Phrases;
pub(crate) use rules::{EventRule, EventRules, Part};
pub(crate) use speech::SpeechWords;
pub(crate) use status::StatusWords;

use std::collections::BTreeSet;

use entente_model::Language;

use crate::{actors::Gazetteer, kinds::KindModel, roots::RootModel};

/// Everything the reading needs to know of one language beyond its grammar of dates and numbers.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Word classes.
    pub classes: Classes,
    /// Which words make an event.
    pub events: EventRules,
    /// How people are named.
    pub people: PeopleWords,
    /// How speech is reported.
    pub speech: SpeechWords,
    /// How far things have come.
    pub status: StatusWords,
    /// Names of people.
    pub gazetteer: Gazetteer,
    /// The forms of all these words, in languages that change their endings.
    pub inflections: Inflections,
    /// How words run together with their endings, in languages that do so.
    pub endings: Endings,
    /// Which root a sentence tells.
    pub roots: RootModel,
    /// Of what kind an act is.
    pub kinds: KindModel,
    /// The words of the lists that are asked for at every word.
    pub(crate) lists: WordLists,
}

/// The text of a pack's file by its name, or `None` where the pack has none.
pub(crate) type PackFiles<'a> = dyn Fn(&str) -> Option<&'a str> + 'a;

impl Lexicon {
    /// The longest word of classes and event rules that a written word begins with.
    pub fn prefix_of(&self, form: &str) -> Option<&str> {
        let ends = form.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).collect::<Vec<_>>();
        let candidates = ends.into_iter().rev().filter_map(|end| form.get(..end));
        candidates.into_iter().find_map(|stem| self.events.word(stem).or_else(|| self.classes.word(stem)))
    }

    /// The verb of the pack's tables whose past this form is, where the lemma that was guessed is none of them: `waived`
    /// is `waive`, whatever a lemmatiser makes of it.
    pub(crate) fn verb_of(&self, form: &str, lemma: &str) -> Option<String> {
        let known = |word: &str| self.events.knows(word) || self.speech.verb(word).is_some();
        if known(lemma) {
            return None;
        }
        self.past_of(form, known)
    }

    /// A known verb whose past this form is.
    pub(crate) fn past_of(&self, form: &str, known: impl Fn(&str) -> bool) -> Option<String> {
        let words = &self.status;
        let regular = || {
            // Most words do not even end in the same letter.
            let last = form.as_bytes().last();
            let endings = words.past_endings.iter().filter(|(ending, _)| ending.as_bytes().last() == last);
            endings.into_iter().find_map(|(ending, instead)| {
                let stem = form.strip_suffix(&**ending)?;
                Some(format!("{stem}{instead}")).filter(|verb| known(verb))
            })
        };
        words.past_forms.get(form).map(ToString::to_string).or_else(regular)
    }

    /// The lists that hold a word of a text, given in small letters.
    pub(crate) fn listed(&self, lemma: &str, form: &str) -> Listed {
        let of_lemma = self.lists.of(lemma);
        let of_form = if form == lemma { of_lemma } else { self.lists.of(form) };
        let verb = if of_form.holds(List::PastForm) {
            self.lists.of(self.status.lemma_of_past(lemma, form))
        } else {
            of_lemma
        };
        Listed { lemma: of_lemma, form: of_form, verb }
    }

    /// All words and phrases that the pack looks for by their lemmas.
    fn words(&self) -> impl Iterator<Item = &str> {
        let lists = self.classes.words().chain(self.events.words());
        lists.chain(self.speech.words()).chain(self.people.words())
    }

    /// Words of lists that hold single forms beside lemmas.
    fn forms(&self) -> impl Iterator<Item = &str> {
        self.status.words().chain(self.speech.cues())
    }

    /// Compiles the lexicon of one pack.
    ///
    /// # Errors
    /// A line that cannot be read, with the file and the line; a file that is missing is an empty list.
    pub fn compile(files: &PackFiles<'_>) -> Result<Self, PackError> {
        let text = |name| files(name).unwrap_or_default();
        let classes = Classes::parse("classes.tsv", text("classes.tsv"))?;
        let events = EventRules::parse("events.tsv", text("events.tsv"), &classes)?;
        let mut lexicon = Self {
            endings: Endings::parse("endings.toml", text("endings.toml"), &events, &classes)?,
            events,
            people: PeopleWords::parse("people.toml", text("people.toml"))?,
            speech: SpeechWords::parse("speech.toml", text("speech.toml"), &classes)?,
            status: StatusWords::parse("status.toml", text("status.toml"))?,
            gazetteer: Gazetteer::parse("names.tsv", text("names.tsv"))?,
            inflections: Inflections::parse("inflections.tsv", text("inflections.tsv"))?,
            roots: RootModel::parse("roots.tsv", text("roots.tsv"))?,
            kinds: KindModel::parse("kinds.tsv", text("kinds.tsv"))?,
            classes,
            lists: WordLists::default(),
        };
        lexicon.lists = WordLists::new(&lexicon.status, &lexicon.speech, &lexicon.people);
        let mut inflections = std::mem::take(&mut lexicon.inflections);
        // In a fixed order: of two words with one form the first counts.
        for word in sorted(lexicon.words()) {
            inflections.add(word);
        }
        for word in sorted(lexicon.forms()) {
            inflections.add_verbal(word);
        }
        lexicon.inflections = inflections;
        Ok(lexicon)
    }

    /// The lexicon that is built in for a language; `None` where there is none.
    pub fn embedded(language: Language) -> Option<&'static Self> {
        embedded::lexicon(language)
    }

    /// The text of a table that is built in for a language.
    pub(crate) fn embedded_table(language: Language, name: &str) -> Option<&'static str> {
        embedded::table(language, name)
    }
}

/// Each once, in the order of the alphabet.
fn sorted<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<&'w str> {
    words.collect()
}

/// The tables of a pack that the lexicon is made of.
pub(crate) const TABLES: &[&str] = &embedded::TABLES;

mod embedded {
    //! Packs compiled into the program.

    use std::sync::LazyLock;

    use entente_model::Language;

    use super::Lexicon;

    macro_rules! tables {
        ($($name:literal),* $(,)?) => {
            pub(super) const TABLES: [&str; [$($name),*].len()] = [$($name),*];

            macro_rules! pack {
                ($code:literal) => {
                    [$(include_str!(concat!("../../../../packs/", $code, "/", $name))),*]
                };
            }
        };
    }

    tables! {
        "classes.tsv", "endings.toml", "events.tsv", "inflections.tsv", "kinds.tsv", "roots.tsv", "names.tsv", "people.toml",
        "status.toml", "speech.toml",
    }

    /// The text of each table, in the order of [`TABLES`].
    type Texts = [&'static str; TABLES.len()];

    static TEXTS: [(&str, Texts); 3] = [("en", pack!("en")), ("ru", pack!("ru")), ("ko", pack!("ko"))];

    fn compiled(at: usize) -> Option<Lexicon> {
        let (code, _) = TEXTS.get(at)?;
        // A test compiles every embedded pack, so that a broken one never ships.
        Lexicon::compile(&|name| table(Language::new(code)?, name)).ok()
    }

    static EN: LazyLock<Option<Lexicon>> = LazyLock::new(|| compiled(0));
    static RU: LazyLock<Option<Lexicon>> = LazyLock::new(|| compiled(1));
    static KO: LazyLock<Option<Lexicon>> = LazyLock::new(|| compiled(2));

    static ALL: &[(&str, &LazyLock<Option<Lexicon>>)] = &[("en", &EN), ("ru", &RU), ("ko", &KO)];

    pub(super) fn lexicon(language: Language) -> Option<&'static Lexicon> {
        ALL.iter().find(|(code, _)| *code == language.as_str()).and_then(|(_, pack)| pack.as_ref())
    }

    pub(super) fn table(language: Language, name: &str) -> Option<&'static str> {
        let (_, texts) = TEXTS.iter().find(|(code, _)| *code == language.as_str())?;
        texts.get(TABLES.iter().position(|table| *table == name)?).copied()
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn every_embedded_pack_compiles() {
            for (code, pack) in super::ALL {
                assert!(pack.is_some(), "{code}");
            }
        }
    }
}
