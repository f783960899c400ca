//! How a language reports speech: verbs with their acts, and words that tell topics.

use entente_model::{SpeechAct, Topic};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;

use super::{ClassMask, Classes, PackError, Phrases, WordKey};

/// The lists of `speech.toml`.
#[derive(Debug, Default)]
pub struct SpeechWords {
    verbs: HashMap<WordKey, SpeechAct>,
    /// The first words of all verbs.
    first: HashSet<WordKey>,
    /// The first words of those that are phrases.
    first_of_phrases: HashSet<WordKey>,
    /// Words that colour a direct statement: `hope` expects, `unacceptable` criticises.
    cues: HashMap<WordKey, SpeechAct>,
    topics: HashMap<WordKey, Topic>,
    topic_classes: Vec<(ClassMask, Topic)>,
    /// Words before the name of a source: `according to`.
    pub attributions: Phrases,
    /// What a sentence begins with that says who said what stands before it: "*Об этом* сообщил посол".
    pub points_back: Vec<Box<str>>,
    /// What stands behind the name of somebody who says who he is: "박진*입니다*".
    pub introduces: Vec<Box<str>>,
    /// Pronouns of the first person singular.
    pub first_person: HashSet<Box<str>>,
    /// Pronouns of the first person, singular and plural, in all cases.
    pub speakers: HashSet<Box<str>>,
    /// Pronouns for somebody spoken to.
    pub spoken_to: HashSet<Box<str>>,
    /// Words that call something the one in hand: "*this* meeting".
    pub this: HashSet<Box<str>>,
    /// Nouns for those who speak for a state: "the Peruvian *delegation*", "the *government* of Kenya".
    pub voices: HashSet<Box<str>>,
    /// What a line begins with that names the author of a text: "By".
    pub bylines: HashSet<Box<str>>,
    /// What those are who sign texts with views of their own, and hold no office: historians, journalists. In languages
    /// that glue words together a title ends with one.
    pub callings: Vec<Box<str>>,
    /// What a line of credits begins with: "(*Reporting by* Ann Lee)".
    pub credits: Vec<Box<str>>,
    /// What a heading calls the memories of somebody: they are told, and not said to anybody.
    pub memories: HashSet<Box<str>>,
    /// A sentence may do without a finite verb: `В планах – открытие школы`.
    pub verbless: bool,
    /// A plural without a subject is said by the house in which it was said: «в МИД сообщили».
    pub impersonal: bool,
    /// Words before a plain verb that make it tell what somebody takes for likely: "것으로 본다".
    pub supposed: HashSet<Box<str>>,
    /// The verb of speech may stand before its subject, behind what is said.
    pub inverted: bool,
    /// Verbs that report only with a clause or a quotation: "recalled that", not "recalled the ambassador".
    pub with_content: HashSet<Box<str>>,
    /// Words of courtesy: a short sentence with one of them says nothing.
    pub courtesy: HashSet<Box<str>>,
    /// Verbs that convey what the noun before them names.
    conveying: Vec<Box<str>>,
    /// Verbs that speak only with something said before them.
    weak: Vec<Box<str>>,
    /// Beginnings of the plain verb that reports what a quoting clause before it says: "지지한다고 *하였다*".
    plain: Vec<Box<str>>,
    /// Beginnings of verbs that tell that somebody spoke, and what is said may be a sentence beside: "*말했*다".
    saying: Vec<Box<str>>,
    /// What tells that it stands behind: "*이렇게* 말했다".
    ahead: Vec<Box<str>>,
    /// Endings of verbs by which a speaker tells of himself: "감사*드립니다*".
    own: Vec<Box<str>>,
    /// What stands right behind the mark that closes a quotation, where the words are somebody's: "“…”*라며*".
    quoting: Vec<Box<str>>,
    /// Nouns behind a quoting clause by which somebody still says it: "…다는 *데* 뜻을 같이했다".
    pub quoted_nouns: HashSet<Box<str>>,
    /// Beginnings of verbs behind something quoted whose subject does not say it: "…다고 *알려졌*다".
    hearsay: Vec<Box<str>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    verbs: HashMap<String, Vec<String>>,
    cues: HashMap<String, Vec<String>>,
    topics: HashMap<String, Vec<String>>,
    topic_classes: HashMap<String, Vec<String>>,
    attributions: Phrases,
    points_back: Vec<Box<str>>,
    introduces: Vec<Box<str>>,
    first_person: HashSet<Box<str>>,
    speakers: HashSet<Box<str>>,
    spoken_to: HashSet<Box<str>>,
    this: HashSet<Box<str>>,
    #[serde(default)]
    bylines: HashSet<Box<str>>,
    #[serde(default)]
    callings: Vec<Box<str>>,
    #[serde(default)]
    credits: Vec<Box<str>>,
    #[serde(default)]
    memories: HashSet<Box<str>>,
    voices: HashSet<Box<str>>,
    verbless: bool,
    #[serde(default)]
    impersonal: bool,
    #[serde(default)]
    supposed: HashSet<Box<str>>,
    inverted: bool,
    with_content: HashSet<Box<str>>,
    courtesy: HashSet<Box<str>>,
    conveying: Vec<Box<str>>,
    weak: Vec<Box<str>>,
    plain: Vec<Box<str>>,
    saying: Vec<Box<str>>,
    ahead: Vec<Box<str>>,
    own: Vec<Box<str>>,
    #[serde(default)]
    quoting: Vec<Box<str>>,
    #[serde(default)]
    quoted_nouns: HashSet<Box<str>>,
    #[serde(default)]
    hearsay: Vec<Box<str>>,
}

impl SpeechWords {
    pub(crate) fn parse(file: &str, text: &str, classes: &Classes) -> Result<Self, PackError> {
        let wrong = |line, reason: String| PackError::new(file, line, reason);
        let table: File = super::error::from_toml(file, text)?;
        let mut speech = Self {
            attributions: table.attributions,
            points_back: table.points_back,
            introduces: table.introduces,
            first_person: table.first_person,
            speakers: table.speakers,
            spoken_to: table.spoken_to,
            this: table.this,
            bylines: table.bylines,
            callings: table.callings,
            credits: table.credits,
            memories: table.memories,
            voices: table.voices,
            verbless: table.verbless,
            impersonal: table.impersonal,
            supposed: table.supposed,
            inverted: table.inverted,
            with_content: table.with_content,
            courtesy: table.courtesy,
            conveying: table.conveying,
            weak: table.weak,
            plain: table.plain,
            saying: table.saying,
            ahead: table.ahead,
            own: table.own,
            quoting: table.quoting,
            quoted_nouns: table.quoted_nouns,
            hearsay: table.hearsay,
            ..Self::default()
        };
        for (words, into) in [(table.verbs, &mut speech.verbs), (table.cues, &mut speech.cues)] {
            for (act, list) in words {
                let act: SpeechAct = act.parse().map_err(|error| wrong(0, format!("{error}")))?;
                into.extend(list.into_iter().map(|word| (word.into(), act)));
            }
        }
        let first = speech.verbs.keys().filter_map(|verb| verb.split('_').next());
        speech.first = first.map(Into::into).collect();
        let of_phrases = speech.verbs.keys().filter_map(|verb| verb.split_once('_'));
        speech.first_of_phrases = of_phrases.map(|(first, _)| first.into()).collect();
        for (topic, list) in table.topics {
            let topic: Topic = topic.parse().map_err(|error| wrong(0, format!("{error}")))?;
            speech.topics.extend(list.into_iter().map(|word| (word.into(), topic)));
        }
        for (topic, list) in table.topic_classes {
            let topic: Topic = topic.parse().map_err(|error| wrong(0, format!("{error}")))?;
            for name in list {
                let bit = classes
                    .bit(&name)
                    .ok_or_else(|| wrong(0, format!("`{name}` is no class of classes.tsv")))?;
                speech.topic_classes.push((bit, topic));
            }
        }
        speech.topic_classes.sort_unstable();
        Ok(speech)
    }

    /// Verbs and words of topics.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.verbs.keys().chain(self.topics.keys()).map(|word| &**word)
    }

    /// Cues of acts: lemmas and single forms.
    pub(crate) fn cues(&self) -> impl Iterator<Item = &str> {
        self.cues.keys().map(|word| &**word)
    }

    /// The act of a reporting verb by its lemma (the words of a phrase joined by `_`).
    pub fn verb(&self, lemma: &str) -> Option<SpeechAct> {
        self.verbs.get(lemma).copied()
    }

    /// Whether a reporting verb, or the phrase of one, begins with a lemma.
    pub(crate) fn begins(&self, lemma: &str) -> bool {
        self.first.contains(lemma)
    }

    /// Whether the phrase of a reporting verb begins with a lemma.
    pub(crate) fn begins_phrase(&self, lemma: &str) -> bool {
        self.first_of_phrases.contains(lemma)
    }

    /// The act that a word lends to what is said.
    pub fn cue(&self, lemma: &str) -> Option<SpeechAct> {
        self.cues.get(lemma).copied()
    }

    /// The topic of a word.
    pub fn topic(&self, lemma: &str) -> Option<Topic> {
        self.topics.get(lemma).copied()
    }

    /// The topic of a word that begins with one of the list, the longest first; for languages that glue endings to words.
    pub fn topic_by_prefix(&self, form: &str, is_particle: impl Fn(&str) -> bool) -> Option<Topic> {
        let (end, topic) = longest_prefix(&self.topics, form)?;
        let (known, rest) = form.split_at(end);
        // A syllable begins too many words: 핵심 is a core, and nothing nuclear.
        (known.chars().count() > 1 || rest.is_empty() || is_particle(rest)).then_some(topic)
    }

    /// The act of a verb that begins with one of the list, the longest first.
    pub fn verb_by_prefix(&self, form: &str) -> Option<SpeechAct> {
        longest_prefix(&self.verbs, form).map(|(_, act)| act)
    }

    /// The act of the longest cue that stands within a word; for languages that glue endings to words.
    pub fn cue_within(&self, form: &str) -> Option<SpeechAct> {
        let within = self.cues.iter().filter(|(cue, _)| form.contains(&***cue));
        within.max_by_key(|(cue, act)| (cue.len(), **act as u8)).map(|(_, act)| *act)
    }

    /// Whether a verb speaks only with something said before it.
    pub fn is_weak(&self, form: &str) -> bool {
        self.weak.iter().any(|verb| form.starts_with(&**verb))
    }

    /// Whether a verb is the plain one that reports what was quoted before it.
    pub fn is_plain(&self, form: &str) -> bool {
        self.plain.iter().any(|verb| form.starts_with(&**verb))
    }

    /// Whether a verb tells that somebody spoke, and what is said may be a sentence beside.
    pub fn is_saying(&self, form: &str) -> bool {
        self.saying.iter().any(|verb| form.starts_with(&**verb))
    }

    /// Whether what stands behind the closing mark of a quotation makes it somebody's words.
    pub fn is_quoting(&self, behind: &str) -> bool {
        self.quoting.iter().any(|particle| behind.starts_with(&**particle))
    }

    /// Whether a verb tells that something is said, and not by its subject.
    pub fn is_hearsay(&self, form: &str) -> bool {
        self.hearsay.iter().any(|verb| form.starts_with(&**verb))
    }

    /// Whether a sentence tells that what is said stands behind it.
    pub fn points_ahead(&self, sentence: &str) -> bool {
        self.ahead.iter().any(|words| sentence.contains(&**words))
    }

    /// Whether the form of a verb tells that the speaker speaks of himself.
    pub fn is_own(&self, form: &str) -> bool {
        self.own.iter().any(|ending| form.ends_with(&**ending))
    }

    /// Whether a predicate only conveys what the noun before it names: "우려를 표했다".
    pub fn is_conveying(&self, form: &str) -> bool {
        self.conveying.iter().any(|verb| form.starts_with(&**verb))
    }

    /// The topics of word classes.
    pub fn topics_of(&self, mask: ClassMask) -> impl Iterator<Item = Topic> + '_ {
        // Most words are of no class.
        let classes = if mask == 0 { &[] } else { &self.topic_classes[..] };
        classes.iter().filter(move |(bit, _)| mask & bit != 0).map(|(_, topic)| *topic)
    }
}

fn longest_prefix<T: Copy>(words: &HashMap<WordKey, T>, form: &str) -> Option<(usize, T)> {
    let ends: Vec<usize> = form.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    ends.into_iter().rev().find_map(|end| words.get(&form[..end]).map(|found| (end, *found)))
}
