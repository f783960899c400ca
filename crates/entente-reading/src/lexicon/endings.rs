//! How words run together with what stands behind them, in languages whose predicate is the last word of its clause.

use std::collections::HashSet;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::{ClassMask, Classes, EventRules, PackError};

mod particles;

/// The lists of `endings.toml`; empty in languages that do without.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Endings {
    /// What may stand behind a noun as the whole rest of its word.
    particles: Vec<Box<str>>,
    /// Particles of who or what a sentence is about.
    topics: Vec<Box<str>>,
    /// Particles that tie a noun to the noun behind it.
    modifying: Vec<Box<str>>,
    /// Beginnings of what makes a verb of a noun.
    verbal: Vec<Box<str>>,
    /// Endings of a noun that tells where or through what another act is done.
    settings: Vec<Box<str>>,
    /// Words behind a noun that set another act by it: `이후`.
    after: HashSet<Box<str>>,
    /// Words behind a verb that tell when another act was: `때`.
    occasions: Vec<Box<str>>,
    /// Endings of more than one thing, before a particle.
    plural: Vec<Box<str>>,
    /// Nouns glued to an act that leave it that act.
    nominal: Vec<Box<str>>,
    past: Vec<Box<str>>,
    /// Endings of the style of records, which tells what was done without a mark of the past: `방문함`.
    terse: Vec<Box<str>>,
    future: Vec<Box<str>>,
    linking: Vec<Box<str>>,
    quoting: Vec<Box<str>>,
    /// Endings of what is reported with which the clause goes on.
    quoting_on: Vec<Box<str>>,
    /// What looks like a predicate and is a particle.
    loose: HashSet<Box<str>>,
    /// Verbs of taking part in what the words before tell.
    attending: Vec<Box<str>>,
    before_past: Vec<Box<str>>,
    before_present: Vec<Box<str>>,
    before_future: Vec<Box<str>>,
    closing: Vec<Box<str>>,
    unreal: Vec<Box<str>>,
    auxiliaries: Vec<Box<str>>,
    /// What stands behind a predicate that tells what was done: a noun and the beginning of a verb.
    facts: Vec<Box<str>>,
    /// How verbs begin that tell of the beginning of what the word before names: "철수하기 *시작했*다".
    beginnings: Vec<Box<str>>,
    /// What stands behind a predicate that another act took the place of: "폐지하는 *대신*".
    instead: Vec<Box<str>>,
    light: Vec<Box<str>>,
    spoken: Vec<Box<str>>,
    /// How predicates end that say what something is: `이었다`.
    copulas: Vec<Box<str>>,
    /// Particles of what something is done to.
    #[serde(default)]
    objects: HashSet<Box<str>>,
    /// Particles of who does something, as against what is talked about.
    #[serde(default)]
    subjects: HashSet<Box<str>>,
    /// Particles of whose something is.
    possessive: Vec<Box<str>>,
    /// Particles behind a name after which another one begins.
    joining: HashSet<Box<str>>,
    /// Particles that stand behind a final consonant only.
    closed: Vec<Box<str>>,
    /// Particles behind the day to which something is put off.
    towards: HashSet<Box<str>>,
    /// What makes an attribute of a noun: "수석대표*인* 솜차이 위라꾼".
    naming: Vec<Box<str>>,
    /// The end of many adverbs, and of few names: `다행히`.
    adverbs: Vec<Box<str>>,
    /// How quoting endings end that say something of the noun behind them: `다는`.
    quoting_of: Vec<Box<str>>,
    /// Endings of a quotation that its mark parts from it: "“…”*고* 대통령은 말했다".
    quoting_parted: HashSet<Box<str>>,
    /// The end of a word that names the day of an act: "수교*일은*".
    day_of: Vec<Box<str>>,
    /// What a form holds that ends like one and is none.
    #[serde(default)]
    not_copulas: Vec<Box<str>>,
    /// Endings of what is decided: "회의를 *갖기로* 하였다".
    #[serde(default)]
    decided: Vec<Box<str>>,
    /// Endings of what another act follows at once: "대사를 *임명하자* 이웃 나라가 항의했다".
    #[serde(default)]
    at_once: Vec<Box<str>>,
    /// What stands behind a date that a sentence tells as its predicate: "… 것은 11일*이었다*".
    #[serde(default)]
    told_as: Vec<Box<str>>,
    /// Behind a date: what something was done since.
    since: Vec<Box<str>>,
    /// Behind a number of years: what had passed of them when it was done again.
    passed: Vec<Box<str>>,
    /// What makes a thing of the act before it: "방문한 *것은*".
    #[serde(default)]
    things: Vec<Box<str>>,
    #[serde(skip)]
    heads: Option<Finder>,
    /// The words that head rules of verbs only.
    #[serde(skip)]
    verbs: HashSet<Box<str>>,
    #[serde(skip)]
    classes: Option<Finder>,
    #[serde(skip)]
    masks: Vec<ClassMask>,
}

/// What the ending of a predicate does with its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Ends the sentence.
    Closing,
    /// Goes on with another clause.
    Linking,
    /// Is reported by the predicate behind it.
    Quoting,
    /// Says something of the noun behind it.
    Before,
    /// A condition, a purpose, a choice.
    Unreal,
    /// Made a noun of.
    Nominal,
}

/// When the act of a predicate is, as its ending tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Done.
    Past,
    /// Going on, or told without time.
    Present,
    /// To come.
    Future,
}

/// How an act stands in its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// As a noun, with or without a particle.
    Noun,
    /// As a verb.
    Verb,
}

#[derive(Debug)]
struct Finder {
    automaton: AhoCorasick,
    words: Vec<Box<str>>,
}

impl Finder {
    fn new(mut words: Vec<Box<str>>) -> Option<Self> {
        words.sort_unstable();
        words.dedup();
        let automaton = AhoCorasick::new(words.iter().map(|word| word.as_bytes())).ok()?;
        Some(Self { automaton, words })
    }

    /// All words of the list within a written word: index, start, end in bytes.
    fn within<'f>(&'f self, form: &'f str) -> impl Iterator<Item = (usize, usize, usize)> + 'f {
        self.automaton
            .find_overlapping_iter(form)
            .map(|found| (found.pattern().as_usize(), found.start(), found.end()))
    }
}

impl Endings {
    pub(crate) fn parse(
        file: &str,
        text: &str,
        events: &EventRules,
        classes: &Classes,
    ) -> Result<Self, PackError> {
        let mut endings: Self = super::error::from_toml(file, text)?;
        for list in [
            &mut endings.particles,
            &mut endings.verbal,
            &mut endings.nominal,
            &mut endings.linking,
            &mut endings.quoting,
            &mut endings.light,
            &mut endings.auxiliaries,
        ] {
            list.sort_unstable_by_key(|form| std::cmp::Reverse(form.len()));
        }
        if endings.is_glued() {
            endings.heads = Finder::new(events.heads().map(Into::into).collect());
            endings.verbs = events.verb_heads().map(Into::into).collect();
            endings.classes = Finder::new(classes.single_words().map(Into::into).collect());
            endings.masks = endings.classes.as_ref().map_or_else(Vec::new, |finder| {
                finder.words.iter().map(|word| classes.mask_of(word)).collect()
            });
        }
        Ok(endings)
    }

    /// Whether the language runs its words together with their endings.
    pub fn is_glued(&self) -> bool {
        !self.verbal.is_empty()
    }

    /// The acts within a written word, with how they stand there and where their stem ends.
    pub fn acts<'e>(&'e self, form: &'e str) -> impl Iterator<Item = (&'e str, Use, usize)> + 'e {
        self.heads.iter().flat_map(move |finder| finder.within(form)).filter_map(move |(at, start, end)| {
            let stem = &*self.heads.as_ref()?.words[at];
            if start > 0 && stem.chars().count() < 2 {
                return None;
            }
            Some((stem, self.use_of(&form[end..])?, end))
        })
    }

    /// Whether a written word is a verb of the table of acts with its ending, as the table writes it: "맺은".
    pub fn is_verb(&self, form: &str) -> bool {
        self.verbs.contains(form)
    }

    /// The verbs without a noun in them: stems at the beginning of the word, whatever stands behind.
    pub fn stems<'e>(&'e self, form: &'e str) -> impl Iterator<Item = (&'e str, usize)> + 'e {
        self.heads.iter().flat_map(move |finder| {
            finder
                .within(form)
                .filter(|(_, start, _)| *start == 0)
                .map(move |(at, _, end)| (&*finder.words[at], end))
        })
    }

    fn use_of(&self, rest: &str) -> Option<Use> {
        if rest.is_empty() || self.is_particle(rest) {
            return Some(Use::Noun);
        }
        if starts(&self.verbal, rest) {
            return Some(Use::Verb);
        }
        let glued = self.nominal.iter().filter_map(|noun| rest.strip_prefix(&**noun));
        glued.into_iter().any(|rest| rest.is_empty() || self.is_particle(rest)).then_some(Use::Noun)
    }

    /// Whether a word behind a noun sets another act by it.
    pub fn is_after(&self, form: &str) -> bool {
        self.after.contains(form)
    }

    /// Whether a word behind a verb tells when another act was.
    pub fn is_occasion(&self, form: &str) -> bool {
        starts(&self.occasions, form)
    }

    /// Whether a noun tells where or through what another act is done.
    pub fn is_setting(&self, form: &str) -> bool {
        ends(&self.settings, form)
    }

    /// The classes of all words within a written word; a word of one letter counts alone or before a particle.
    pub fn mask(&self, form: &str) -> ClassMask {
        let Some(finder) = &self.classes else { return 0 };
        let fits = |&(at, start, end): &(usize, usize, usize)| {
            let short = finder.words[at].chars().count() < 2;
            !short || (start == 0 && (end == form.len() || self.is_particle(&form[end..])))
        };
        finder.within(form).filter(fits).fold(0, |mask, (at, ..)| mask | self.masks[at])
    }

    /// What a predicate does with its clause, by its ending; `None` for what is no form of a predicate.
    pub fn shape(&self, form: &str) -> Option<Shape> {
        if ends(&self.quoting, form) {
            Some(Shape::Quoting)
        } else if ends(&self.unreal, form) {
            Some(Shape::Unreal)
        } else if ends(&self.linking, form) || self.is_whole_verb(form) {
            Some(Shape::Linking)
        } else if ends(&self.closing, form) {
            Some(Shape::Closing)
        } else if [&self.before_past, &self.before_present, &self.before_future]
            .into_iter()
            .any(|list| ends(list, form) || self.is_light(form) && list.iter().any(|whole| **whole == *form))
        {
            Some(Shape::Before)
        } else {
            None
        }
    }

    /// "찾아", "만나": a verb that goes on and is as long as its ending.
    fn is_whole_verb(&self, form: &str) -> bool {
        self.linking.iter().any(|verb| **verb == *form)
            && !self.is_loose(form)
            && (self.stems(form).next().is_some() || self.is_light(form))
    }

    /// When the act of a predicate is, by its form and what it does with its clause.
    pub fn when(&self, form: &str, shape: Shape) -> When {
        let has = |list: &[Box<str>]| list.iter().any(|mark| form.contains(&**mark));
        if has(&self.past) || shape == Shape::Closing && ends(&self.terse, form) {
            When::Past
        } else if has(&self.future) {
            When::Future
        } else if shape != Shape::Before || ends(&self.before_present, form) {
            When::Present
        } else if ends(&self.before_future, form) {
            When::Future
        } else {
            When::Past
        }
    }

    /// Whether a reported clause goes on with another.
    pub fn quotes_on(&self, form: &str) -> bool {
        ends(&self.quoting_on, form)
    }

    /// Whether the end of a reported clause says something of the noun behind it.
    pub fn quotes_of(&self, form: &str) -> bool {
        stripped(&self.quoting_of, form).is_some()
    }

    /// Whether a word is the ending of a quotation that its mark parts from it.
    pub fn is_parted_quoting(&self, form: &str) -> bool {
        self.quoting_parted.contains(form)
    }

    /// The act of a word that names its day: "*수교*일은".
    pub fn act_of_day<'w>(&self, form: &'w str) -> Option<&'w str> {
        stripped(&self.day_of, form)
    }

    /// Whether a word that ends like a predicate is a particle.
    pub fn is_loose(&self, form: &str) -> bool {
        self.loose.contains(form)
    }

    /// Whether a verb tells of taking part.
    pub fn attends(&self, form: &str) -> bool {
        starts(&self.attending, form)
    }

    /// Whether a word begins like a verb that belongs to the predicate before it.
    pub fn is_auxiliary(&self, form: &str) -> bool {
        starts(&self.auxiliaries, form)
    }

    /// Whether a word begins like a verb that leaves the act to a noun.
    pub fn is_light(&self, form: &str) -> bool {
        starts(&self.light, form)
    }

    /// Whether a word is what was decided to be done.
    pub fn is_decided(&self, form: &str) -> bool {
        ends(&self.decided, form)
    }

    /// Whether another act follows at once what a word tells.
    pub fn is_at_once(&self, form: &str) -> bool {
        ends(&self.at_once, form)
    }

    /// Whether what stands behind a date makes it the predicate.
    pub fn is_told_as(&self, rest: &str) -> bool {
        self.told_as.iter().any(|ending| **ending == *rest)
    }

    /// Whether a word behind a date says that something is told since then.
    pub fn is_since(&self, word: &str) -> bool {
        self.since.iter().any(|since| **since == *word)
    }

    /// Whether a word behind a number of years says that they had passed when something was done again.
    pub fn is_passed(&self, word: &str) -> bool {
        starts(&self.passed, word)
    }

    /// Whether a word makes a thing of the act before it.
    pub fn is_thing(&self, form: &str) -> bool {
        self.things.iter().any(|thing| **thing == *form)
    }

    /// Whether a predicate says what something is, not what somebody does.
    pub fn is_copula(&self, form: &str) -> bool {
        ends(&self.copulas, form) && !self.not_copulas.iter().any(|part| form.contains(&**part))
    }

    /// Whether a verb tells of the beginning of what the word before names.
    pub fn is_beginning(&self, form: &str) -> bool {
        starts(&self.beginnings, form)
    }

    /// Whether a word behind a predicate tells that another act took its place.
    pub fn is_instead(&self, form: &str) -> bool {
        self.instead.iter().any(|word| **word == *form)
    }

    /// Whether the two words behind a predicate tell that it was done: "한 *바 있다*".
    pub fn is_fact(&self, noun: &str, verb: &str) -> bool {
        self.facts.iter().any(|fact| {
            fact.split_once(' ').is_some_and(|(first, rest)| first == noun && verb.starts_with(rest))
        })
    }

    /// Whether a closing predicate addresses listeners.
    pub fn is_spoken(&self, form: &str) -> bool {
        ends(&self.spoken, form)
    }
}

fn ends(list: &[Box<str>], form: &str) -> bool {
    list.iter().any(|ending| form.len() > ending.len() && without(form, ending).is_some())
}

/// A word without the first ending of a list that it has.
fn stripped<'w>(list: &[Box<str>], form: &'w str) -> Option<&'w str> {
    list.iter().find_map(|ending| without(form, ending))
}

/// A word without one of the endings of a list, which are not empty. Most differ from it in the last byte already.
fn without<'w>(form: &'w str, ending: &str) -> Option<&'w str> {
    if form.as_bytes().last() == ending.as_bytes().last() { form.strip_suffix(ending) } else { None }
}

fn starts(list: &[Box<str>], form: &str) -> bool {
    list.iter().any(|beginning| form.starts_with(&**beginning))
}
