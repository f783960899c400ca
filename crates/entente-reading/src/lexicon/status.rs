//! Words that tell how far a thing has come.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;

use super::PackError;

/// The lists of `status.toml`, lemmas in small letters.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StatusWords {
    /// Still to come.
    pub planned: HashSet<Box<str>>,
    /// Called off or put off.
    pub cancelled: HashSet<Box<str>>,
    /// Of these words, where endings run together with them, those that put something off to another time.
    pub put_off: HashSet<Box<str>>,
    /// Auxiliaries that tell, before a perfect, of what was due and did not come about: "*should* have opened".
    pub missed: HashSet<Box<str>>,
    /// What joins a clause that says the contrary of the one before.
    pub contrary: HashSet<Box<str>>,
    /// Words before the time to which something is put off: "postponed *to* September".
    pub put_off_to: HashSet<Box<str>>,
    /// Said by others, not vouched for.
    pub alleged: HashSet<Box<str>>,
    /// Said not to be so.
    pub denied: HashSet<Box<str>>,
    /// Nouns for what somebody says is so: "report", "claim".
    pub claims: HashSet<Box<str>>,
    /// Of these, those that nobody vouches for: "rumour".
    pub rumours: HashSet<Box<str>>,
    /// Verbs that deny a claim which is their object: "dismiss".
    pub rejects: HashSet<Box<str>>,
    /// What says that a claim is not so: "untrue".
    pub untrue: HashSet<Box<str>>,
    /// What says so where it is denied: "not *true*".
    pub true_to: HashSet<Box<str>>,
    /// Verbs whose clause nobody vouches for: "*claim* that".
    pub claiming: HashSet<Box<str>>,
    /// Verbs that do so as passives: "is *said* to have".
    pub said_to: HashSet<Box<str>>,
    /// What begins a clause that tells what is said: "that".
    pub content_marks: HashSet<Box<str>>,
    /// What begins a clause that nobody vouches for: «будто».
    pub claiming_marks: HashSet<Box<str>>,
    /// Going on.
    pub ongoing: HashSet<Box<str>>,
    /// Verbs whose present form tells of the future.
    pub perfective: HashSet<Box<str>>,
    /// Auxiliaries of the perfect, by which a participle tells what its subject did: `have` of "has advised".
    pub perfect: HashSet<Box<str>>,
    /// What makes a clause unreal.
    pub unreal: HashSet<Box<str>>,
    /// Of the unreal ones those that set a time where a day is told: "комиссия *должна* собраться в мае".
    pub scheduled: HashSet<Box<str>>,
    /// The verbs behind them that do so; any where there are none.
    pub scheduled_acts: HashSet<Box<str>>,
    /// Words, lemmas or forms, that govern the infinitive of what was or is to be done, as an auxiliary does: "*пришлось*
    /// отложить", "*had* to be put off".
    pub modals: Vec<Box<str>>,
    /// Auxiliaries that make a plan of an infinitive, and its sign right behind: "*is to* be signed".
    pub arranged: HashSet<Box<str>>,
    /// The sign of the infinitive behind them.
    pub arranged_by: HashSet<Box<str>>,
    /// Verbs of which they tell what came about: "was to *become* President".
    pub destined: HashSet<Box<str>>,
    /// Verbs of taking what is offered, and what is taken: "*accepted* an *invitation* to visit Nairobi".
    pub accepts: HashSet<Box<str>>,
    /// What is accepted.
    pub offers: HashSet<Box<str>>,
    /// Nouns that make another one the time of an act: "at the *close* of the session", «по *итогам* заседания».
    pub closing: HashSet<Box<str>>,
    /// Of the unreal ones those that tell of the future in what was said before: "agreed that they *would* meet".
    pub later: HashSet<Box<str>>,
    /// Verbs that tell how things stand, not what somebody does: `live`, `contain`.
    pub stative: HashSet<Box<str>>,
    /// Verbs of figures: what they tell is a quantity, not an act: `amount`, `exceed`.
    pub figures: HashSet<Box<str>>,
    /// Words that make an infinitive behind a noun an act that was done: "the *first* state to recognise it".
    pub firsts: HashSet<Box<str>>,
    /// Words before a noun that make it the time of another act.
    pub while_in: HashSet<Box<str>>,
    /// Words before a date that make it that of the noun before them: "the floods *of* September".
    pub of_noun: HashSet<Box<str>>,
    /// The same where the date is a year or more: "план *на* 2024–2026 годы".
    pub for_years: HashSet<Box<str>>,
    /// Words that bind a year to the noun before them, whatever a parser makes of it: "the ruling *of* 2013".
    pub genitive: HashSet<Box<str>>,
    /// Verbs that make a plan of a thing with a time behind [`Status::set_to`]: "the visit was *set* for April".
    pub set: HashSet<Box<str>>,
    /// Words between such a verb and the time: "set *for* April".
    pub set_to: HashSet<Box<str>>,
    /// What stands between a date and the next one that tells it more closely: "four months later, *on* 20 October".
    pub closer: HashSet<Box<str>>,
    /// Words that say of an instrument that it binds: "in *force* since 1 May".
    pub in_force: HashSet<Box<str>>,
    /// Words that begin a line that says where and when a text was signed: "*Done* in Cairo on 13 February 2020".
    pub done_at: HashSet<Box<str>>,
    /// Words that begin a relative clause of the same time: "*when* the treaty was signed".
    pub same_time: HashSet<Box<str>>,
    /// Auxiliaries of what was done before whatever else is told: "*had* flown".
    pub before_past: HashSet<Box<str>>,
    /// Words that set what they begin apart in time from what the sentence tells: "*after* joining the league in 2004".
    pub apart: HashSet<Box<str>>,
    /// What says, behind a length of time, that an act came so long before the other one: "seven years *after* they had met".
    pub later_than: HashSet<Box<str>>,
    /// The same for an act that came so long behind it: "two days *before* he arrived".
    pub earlier_than: HashSet<Box<str>>,
    /// Those of them that never begin something of the same time: `since`.
    pub apart_for_long: HashSet<Box<str>>,
    /// Pronouns that begin a clause about the noun before it: `which`.
    pub which: HashSet<Box<str>>,
    /// Words that deny a clause where the tagger does not say so: `never`.
    pub negations: HashSet<Box<str>>,
    /// Endings of the past of regular verbs, with what to put in their place.
    pub past_endings: Vec<(Box<str>, Box<str>)>,
    /// Nouns whose own date is that of what they are the time of: "on the *night* of 31 March".
    pub hours: HashSet<Box<str>>,
    /// Forms that are nouns or verbs, and how the word behind them ends where they are verbs: "посольство *начало* работу".
    pub verbs_by_next: HashMap<Box<str>, Vec<Box<str>>>,
    /// Past forms of other verbs, with their lemmas.
    pub past_forms: HashMap<Box<str>, Box<str>>,
}

impl StatusWords {
    /// The words of all lists.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let lists = [
            &self.stative,
            &self.figures,
            &self.planned,
            &self.cancelled,
            &self.alleged,
            &self.denied,
            &self.ongoing,
            &self.unreal,
            &self.perfective,
        ];
        lists.into_iter().flatten().map(|word| &**word)
    }

    /// The lemma, also of a past form that the tagger does not know.
    pub(crate) fn lemma_of_past<'a>(&'a self, lemma: &'a str, form: &str) -> &'a str {
        self.past_forms.get(form).map_or(lemma, |known| known)
    }

    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        super::error::from_toml(file, text)
    }
}
