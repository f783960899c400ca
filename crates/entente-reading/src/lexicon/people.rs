//! How people are named in a language.

use rustc_hash::FxHashSet as HashSet;
use serde::Deserialize;

use super::{PackError, Phrases};

/// The lists of `people.toml`, all in small letters.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleWords {
    /// Words before a name that are no office: `mr`.
    pub honorifics: HashSet<Box<str>>,
    /// Words of the style of address that stand between an office and a name: `H.E.`, `His Highness`.
    pub styles: HashSet<Box<str>>,
    /// Nouns of office or function: `minister`.
    pub offices: HashSet<Box<str>>,
    /// Words that may stand with an office noun: `deputy`.
    pub modifiers: HashSet<Box<str>>,
    /// Small words inside a name: `bin`.
    pub particles: HashSet<Box<str>>,
    /// Words that make a run of capitals an organisation: `university`.
    pub organisation_heads: HashSet<Box<str>>,
    /// Words that make a run of capitals that they end a place, an instrument or an occasion: `treaty`.
    pub thing_heads: HashSet<Box<str>>,
    /// The same for words that such a run begins with: `Cyclone Harold`.
    pub thing_starts: HashSet<Box<str>>,
    /// Capitalised words that start no name.
    pub not_names: HashSet<Box<str>>,
    /// Labels of questions in an interview.
    pub question_labels: HashSet<Box<str>>,
    /// Labels of answers in an interview that names who answers at its head alone.
    pub answer_labels: HashSet<Box<str>>,
    /// Pronouns for a person.
    pub pronouns: HashSet<Box<str>>,
    /// Nouns that point back to a person.
    pub pointers: HashSet<Box<str>>,
    /// Ranks that end a name of one word: `-pasha`.
    pub rank_endings: Vec<Box<str>>,
    /// Words that link an office to what it is an office of: `of`.
    pub links: HashSet<Box<str>>,
    /// Words between a name and its office in a relative clause: `who was`.
    pub relatives: HashSet<Box<str>>,
    /// Words behind a name that make it a stretch of land or water: "El Oro *province*".
    #[serde(default)]
    pub lands: HashSet<Box<str>>,
    /// Words that make what follows the owner or doer of what stands before: `of`, `by`.
    pub owners: HashSet<Box<str>>,
    /// Words that may stand between such a link and a name: `the`.
    pub glue: HashSet<Box<str>>,
    /// Endings of patronymics.
    pub patronymics: Vec<Box<str>>,
    /// Titles that stand with a given name, not a family name: `king`.
    pub thrones: HashSet<Box<str>>,
    /// States of whose officials a speech in this language without a speaker's name most likely is.
    pub home: Vec<Box<str>>,
    /// Names change their endings by case: they are compared by their lemmas.
    pub inflected: bool,
    /// Endings of names in the cases, in languages that inflect them.
    pub case_endings: HashSet<Box<str>>,
    /// Words of function that make a name of the word beside them where more speaks for it: `교수`.
    pub functions: HashSet<Box<str>>,
    /// Behind the noun of a body, before a dative that belongs to its name: «комитет *по* статистике».
    pub body_by: HashSet<Box<str>>,
    /// Endings of names of ministries, parties and companies that stand between a name and its office.
    pub body_endings: Vec<Box<str>>,
    /// Endings of schools and subjects between a name and its function.
    pub affiliation_endings: Vec<Box<str>>,
    /// Endings of predicates before a noun, where there are no capitals: such words are no names.
    pub attributive_endings: Vec<Box<str>>,
    /// Offices that stand behind the place where they are held.
    #[serde(default)]
    pub place_offices: HashSet<Box<str>>,
    /// Endings of what bears a person's name and is none: ships, prizes, schools.
    pub never_ends: Vec<Box<str>>,
    /// Particles that names of other languages end in as well.
    pub name_endings: HashSet<Box<str>>,
    /// Between a name and the office that somebody had or has: "오 *전* 대사".
    pub former: HashSet<Box<str>>,
    /// Before the number of an office: `제`.
    pub ordinals: Vec<Box<str>>,
    /// Behind the number of a ruler: `세`.
    pub regnal: Vec<Box<str>>,
    /// Before the state that somebody is accredited to, in one word with it: `주`.
    pub accredited: Vec<Box<str>>,
    /// Words that make another office of the one behind them: "*Prime* Minister", "*vice* president".
    pub ranks: HashSet<Box<str>>,
    /// Words before a state's name that make it a part of the world: `latin`.
    pub regions: HashSet<Box<str>>,
    /// Words of money before a state's name that make it a part of the unit: `доллары США`.
    pub currencies: HashSet<Box<str>>,
    /// Words before the place where something is: `in`.
    pub place_in: HashSet<Box<str>>,
    /// Words before a place gone to: `to`.
    pub place_to: HashSet<Box<str>>,
    /// Words skipped between those and the name: `the`.
    pub articles: HashSet<Box<str>>,
    /// Styles and offices of women, and of men, with or before a name.
    #[serde(default)]
    pub women: HashSet<Box<str>>,
    #[serde(default)]
    pub men: HashSet<Box<str>>,
    /// Endings of the family names of women, and of men, where they differ.
    #[serde(default)]
    pub women_endings: Vec<Box<str>>,
    #[serde(default)]
    pub men_endings: Vec<Box<str>>,
    /// Phrases that stand for the parties of the document.
    pub both_sides: Phrases,
}

impl PeopleWords {
    /// Whether two words in small letters differ in their endings of case alone.
    pub(crate) fn same_but_for_case(&self, a: &str, b: &str) -> bool {
        let shared = a
            .char_indices()
            .zip(b.chars())
            .find(|((_, x), y)| x != y)
            .map_or(a.len().min(b.len()), |((at, _), _)| at);
        let ends = |from: usize| {
            let tail = |word: &str| {
                word.get(from..).is_some_and(|tail| tail.is_empty() || self.case_endings.contains(tail))
            };
            tail(a) && tail(b)
        };
        // A stem of two letters at least; the letters of an ending may be shared as well.
        let starts = a[..shared].char_indices().map(|(at, _)| at).skip(2).chain([shared]);
        starts.filter(|&from| a[..from].chars().count() > 1).any(ends)
    }

    /// Nouns of office, address and organisation.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.honorifics, &self.offices, &self.organisation_heads, &self.pointers];
        lists.into_iter().flatten().map(|word| &**word)
    }

    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        super::error::from_toml(file, text)
    }
}
