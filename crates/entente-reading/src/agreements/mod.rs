//! Instruments between states: treaties, protocols, memoranda, declarations and the like, with the steps of their life.
//!
//! An instrument is listed where the text says that something was or is to be done with it (signed, ratified, in
//! force, ended, proposed), dates it, or names its parties. What only points back ("this agreement") adds to what was
//! said before. An instrument told of twice is listed once, at its fullest mention.

mod act;
mod acts_alone;
mod list;
mod merge;
mod name;
mod pack;
mod phrase;
mod when;

use std::ops::Range;

use entente_model::{Interval, PartyCode};

pub use crate::quantities::TimeRange;
use crate::quantities::reach;
pub use acts_alone::ComingToTerms;
pub use pack::AgreementPack;

/// A state or body named in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyMention {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Which it is.
    pub code: PartyCode,
}

/// What is known about the text as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AgreementContext {
    /// When it was published: the day of what "are signing" says.
    pub published: Option<Interval>,
    /// The states that "both sides" are.
    pub sides: Vec<PartyCode>,
    /// Bytes of each anniversary of the text, with the date that it implies where that is known.
    pub anniversaries: Vec<(Range<usize>, Option<Interval>)>,
    /// The events by which states came to terms, in the order of their quotes.
    pub terms: Vec<ComingToTerms>,
}

/// A step in the life of an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepKind {
    /// Proposed, negotiated or under discussion.
    Proposed,
    /// Signed, concluded, exchanged, agreed or adopted.
    Signed,
    /// Ratified or acceded to.
    Ratified,
    /// Entered into force.
    InForce,
    /// Ended, left or suspended.
    Ended,
}

impl StepKind {
    /// The word used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Signed => "signed",
            Self::Ratified => "ratified",
            Self::InForce => "in-force",
            Self::Ended => "ended",
        }
    }
}

/// A step with its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub kind: StepKind,
    /// When, where the text tells.
    pub when: Option<Interval>,
}

/// An instrument found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundAgreement {
    /// Bytes of the quote.
    pub range: Range<usize>,
    /// Bytes of its noun.
    pub head: Range<usize>,
    /// Its name in the words of the text.
    pub name: String,
    /// `treaty`, `protocol`, `memorandum` and so on.
    pub kind: String,
    /// When it was signed; `None` where that is not told, or it is not signed.
    pub signed: Option<Interval>,
    /// States and bodies that made it, as far as its clause names them.
    pub parties: Vec<PartyCode>,
    /// What is told of its life, in the order of the text.
    pub steps: Vec<Step>,
}

/// One sentence with all that is known about it.
pub(crate) struct Scene<'a> {
    text: &'a str,
    sentence: Range<usize>,
    times: &'a [TimeRange],
    parties: &'a [PartyMention],
    pack: &'a AgreementPack,
    context: &'a AgreementContext,
    /// The day that a report is about, and where it is named.
    story: Option<(usize, Interval)>,
}

/// Every instrument of a text, in the order of their quotes. Ranges are bytes, each list in the order of their starts.
pub fn find(
    text: &str,
    sentences: &[Range<usize>],
    times: &[TimeRange],
    parties: &[PartyMention],
    pack: &AgreementPack,
    context: &AgreementContext,
) -> Vec<FoundAgreement> {
    let mut told = merge::Told::default();
    let story = when::story_day(text, times, context);
    let mut open_list: Option<list::OpenList> = None;
    let sentences = reach::pieces(text, sentences);
    // Dates are looked for in the sentence and in those before it.
    let scene_of = |sentence: &Range<usize>| {
        let told_from = sentence.start.saturating_sub(when::REACH)..sentence.end;
        Scene {
            text,
            sentence: sentence.clone(),
            times: &times[reach::starting_in(times, |time| time.range.start, &told_from)],
            parties: &parties[reach::starting_in(parties, |party| party.range.start, sentence)],
            pack,
            context,
            story,
        }
    };
    for sentence in &sentences {
        if crate::quantities::is_note(text, sentence) {
            continue;
        }
        let scene = scene_of(sentence);
        if !list::is_item(&scene) {
            open_list = None;
        }
        let phrases = phrase::all(&scene);
        if phrases.is_empty() {
            open_list = list::opened_without_name(&scene).or(open_list);
            continue;
        }
        let acts = act::all(&scene, &phrases);
        let linked = act::link(&scene, &phrases, &acts);
        for (number, (phrase, act)) in phrases.iter().zip(&linked).enumerate() {
            let listed = open_list.filter(|_| list::is_named_by_item(&scene, phrase));
            let beside = when::told_behind(&scene, phrase, &acts, phrases.get(number + 1))
                .or_else(|| when::told_ahead(&scene, phrase, &acts));
            if let Some(mut mention) = name::mention(&scene, phrase, act.as_ref(), listed, beside) {
                mention.signed = mention.signed.or(beside);
                told.add(mention);
            }
        }
        open_list = list::opened_by(&scene, &phrases, &linked).or(open_list);
    }
    let mut found = told.finish(text, &sentences);
    for event in &context.terms {
        if let Some(sentence) = reach::sentence_of(&sentences, event.range.start) {
            acts_alone::tell(&scene_of(sentence), event, &mut found);
        }
    }
    found.sort_by_key(|found| (found.range.start, found.head.start));
    found
}
