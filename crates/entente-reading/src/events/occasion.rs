//! What a text in the first person says of the day that it is given out on: "we are delighted to welcome you to
//! Jakarta", "this is my second visit to Kenya", "we have just signed", "at this meeting we agreed".
//!
//! Hosts and guests tell of a visit or a meeting without its date, since everybody in the room knows it. The day that the
//! text was given out stands for it.

use std::ops::Range;

use entente_language::{Deprel, Tense, Upos, VerbForm};
use entente_model::{EventKind, EventStatus, Interval, Precision};

use super::{
    FoundEvent, SURE, build,
    dates::{Calendar, Dated},
    status::{self, Reality},
    trigger::{Trigger, Triggers},
};
use crate::{actors::Target, annotate::Annotated, lexicon::List};

/// Uses of the first person that make a text one: a single "we" may stand in a quotation.
const SPEAKS: usize = 2;
/// Tokens behind a word of welcome among which the guest is named.
const NEAR: usize = 16;

/// The day of a text in the first person.
pub(super) struct Occasion {
    day: Option<Interval>,
}

impl Occasion {
    pub(super) fn new(text: &Annotated<'_>) -> Self {
        let day = text.published.filter(|day| day.precision() == Precision::Day);
        let mut tokens = 0..text.analysis.tokens.len();
        Self {
            day: day.filter(|_| {
                tokens.by_ref().filter(|&token| is_speaker(text, token)).nth(SPEAKS - 1).is_some()
            }),
        }
    }

    /// The visit for which a clause welcomes or thanks a guest, or which it calls this one.
    pub(super) fn visit(
        &self,
        text: &Annotated<'_>,
        calendar: &Calendar,
        number: usize,
        triggers: &Triggers<'_>,
    ) -> Option<FoundEvent> {
        let day = self.day?;
        let clause = &text.clauses[number];
        let bit = |class| text.lexicon.classes.bit(class).unwrap_or_default();
        let (greets, thanks) = (bit("greeting"), bit("thanks"));
        let word = clause.tokens.iter().copied().find(|&token| text.mask(token) & (greets | thanks) != 0);
        let visits = |trigger: &&Trigger<'_>| trigger.rule.kind == EventKind::Visit;
        let noun = triggers.nouns.iter().find(visits);
        let (at, stage) = match word {
            // Who is welcomed has come and has not left.
            Some(word) if welcomes(text, number, (word, text.mask(word) & greets != 0), noun.is_some()) => {
                (word, EventStatus::Ongoing)
            }
            _ => (noun.filter(|noun| this_is(text, noun.tokens.start))?.tokens.start, EventStatus::Occurred),
        };
        let planned = |&token: &usize| status::is_planning(text, token);
        let own = calendar.in_clause(text, number).map(|(_, dated)| dated).find(|dated| dated.when != day);
        let ahead = own.as_ref().is_some_and(|own| own.when.earliest() > day.latest());
        if ahead || text.analysis.is_negated(clause.head) || clause.tokens.iter().any(planned) {
            return None;
        }
        let rule = noun.map(|noun| noun.rule).or_else(|| text.lexicon.events.of_kind(EventKind::Visit))?;
        let trigger = noun.map_or(at, |noun| noun.tokens.start);
        // "I welcomed him to Jakarta in May 2019": that visit is over.
        let status = if own.is_some() { EventStatus::Occurred } else { stage };
        let dated = own.unwrap_or(Dated { when: day, range: 0..0, times: Vec::new(), carried: true });
        let quote = clause.quote.clone();
        let visit = build(text, number, rule, quote, trigger, Some(dated), status, 0.6);
        Some(FoundEvent { grade: SURE, ..visit })
    }

    /// The day, for an act that a speaker says to have been done just now or at the meeting in hand.
    pub(super) fn date(
        &self,
        text: &Annotated<'_>,
        number: usize,
        trigger: &Trigger<'_>,
        reality: Reality,
    ) -> Option<Dated> {
        let day = self.day?;
        let occurred = reality.past && reality.status == EventStatus::Occurred && trigger.rule.grade > 1;
        let clause = &text.clauses[number];
        let pluperfect = || {
            let auxiliaries = text.analysis.children_with(clause.head, Deprel::Aux);
            let mut past =
                auxiliaries.filter(|&aux| text.analysis.tokens[aux].feats.tense() == Some(Tense::Past));
            past.next().is_some()
        };
        let now = || {
            let just = text.lexicon.classes.bit("just_now").unwrap_or_default();
            let here = text.lexicon.classes.bit("occasion").unwrap_or_default();
            let done = clause
                .tokens
                .iter()
                .any(|&token| text.mask(token) & just != 0 && text.analysis.head(token) == Some(clause.head));
            // "At this meeting we signed": wherever a parser hangs it.
            let sentence = &text.analysis.sentences[clause.sentence];
            let mut before = sentence.tokens.start as usize..trigger.tokens.start;
            let speaks = || clause.tokens.iter().any(|&token| is_speaker(text, token));
            done || before.any(|token| text.mask(token) & here != 0 && is_this(text, token)) && speaks()
        };
        (occurred && now() && !pluperfect()).then_some(Dated {
            when: day,
            range: 0..0,
            times: Vec::new(),
            carried: true,
        })
    }
}

/// Whether a word welcomes a guest to where the speaker is, "welcome *you to Jakarta*" and not "welcome the decision", or
/// thanks one for a visit.
fn welcomes(text: &Annotated<'_>, number: usize, (word, greets): (usize, bool), visit: bool) -> bool {
    let sentence = &text.analysis.sentences[text.clauses[number].sentence];
    let (first, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    // "Welcome to Tokyo", "Рады приветствовать": who speaks goes without saying.
    let speaks = word <= first + 1 || (first..word).any(|token| is_speaker(text, token));
    let behind = word + 1..end.min(word + NEAR);
    let guest = behind.clone().any(|token| is_guest(text, token));
    let gone_to = || greets && behind.clone().any(|token| leads_to_name(text, token));
    // "We look forward to *welcoming* you".
    let ahead = matches!(text.analysis.tokens[word].feats.verb_form(), Some(VerbForm::Ger | VerbForm::Part));
    speaks && guest && !ahead && (visit || gone_to())
}

/// "to the White House", "to our country": the word before a place, with a name or its owner right behind it.
fn leads_to_name(text: &Annotated<'_>, token: usize) -> bool {
    let people = &text.lexicon.people;
    let form = text.form(token);
    if !people.place_to.contains(form) && !people.place_in.contains(form) {
        return false;
    }
    let mut at = token + 1;
    while people.articles.contains(text.form(at)) {
        at += 1;
    }
    let name = || text.analysis.text(at).starts_with(char::is_uppercase);
    at < text.analysis.tokens.len() && (name() || is_speaker(text, at))
}

/// A pronoun or a verb of the first person.
fn is_speaker(text: &Annotated<'_>, token: usize) -> bool {
    text.is_first_person(token, List::Speaker)
}

/// A person, an office, or somebody spoken to.
fn is_guest(text: &Annotated<'_>, token: usize) -> bool {
    let words = &text.lexicon;
    if words.speech.spoken_to.contains(text.form(token)) || words.people.offices.contains(text.lemma(token)) {
        return true;
    }
    let bytes: Range<usize> = text.bytes_of(&(token..token + 1));
    let named = text.actors.named_in(bytes);
    named.iter().any(|mention| matches!(mention.target, Target::Person(_)))
}

/// Whether a noun is called the one in hand: "*this* meeting".
fn is_this(text: &Annotated<'_>, noun: usize) -> bool {
    let words = &text.lexicon.speech.this;
    text.analysis.children(noun).any(|child| {
        words.contains(text.lemma(child))
            && matches!(text.analysis.tokens[child].deprel, Deprel::Det | Deprel::Amod)
    })
}

/// "*This* is the president's second visit": no verb but the copula stands between.
fn this_is(text: &Annotated<'_>, noun: usize) -> bool {
    let words = &text.lexicon.speech.this;
    for token in (noun.saturating_sub(NEAR)..noun).rev() {
        let word = &text.analysis.tokens[token];
        if words.contains(text.lemma(token)) {
            return matches!(word.deprel, Deprel::Nsubj | Deprel::Expl);
        }
        if word.upos == Upos::Verb || text.analysis.text(token).starts_with(['.', '!', '?', ';']) {
            return false;
        }
    }
    false
}
