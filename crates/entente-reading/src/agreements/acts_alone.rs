//! Agreements that are told of as acts, with no phrase that names an instrument: "on 13 March 1912 the two kingdoms became
//! allies", "the premiers settled on 130,000 tons a year", «стороны обменялись нотами».
//!
//! The events of a text say so; what is listed here are those that no instrument listed before stands for.

use std::ops::Range;

use entente_model::{Interval, PartyCode};

use super::{
    FoundAgreement, Scene, Step, StepKind, act,
    pack::Act,
    phrase::{self, Phrase},
};
use crate::quantities::quote;

/// An event by which states came to terms, on its date.
#[derive(Debug, Clone, PartialEq)]
pub struct ComingToTerms {
    /// Bytes of its quote.
    pub range: Range<usize>,
    /// When.
    pub when: Interval,
    /// Who.
    pub parties: Vec<PartyCode>,
}

/// Bytes between an instrument and a sentence that goes on about it.
const NEAR: usize = 300;

/// Takes an event in: it dates the instrument that the sentence names without a word of what was done with it, or is an
/// agreement of its own; nothing where it is a later step of one, or where one that is `listed` stands for it.
pub(crate) fn tell(scene: &Scene, event: &ComingToTerms, listed: &mut Vec<FoundAgreement>) {
    let phrases = phrase::all(scene);
    let acts = act::all(scene, &phrases);
    let within = |range: &Range<usize>| event.range.start <= range.start && range.end <= event.range.end;
    let own = acts.iter().find(|done| within(&done.range));
    let initialled = own.is_some_and(|done| done.act == Act::Proposed);
    if own.is_some_and(|done| !done.act.makes()) && !initialled {
        return;
    }
    let here = |one: &FoundAgreement| {
        scene.sentence.start <= one.head.start && one.head.start < event.range.end.min(scene.sentence.end)
    };
    let nearest = listed
        .iter_mut()
        .filter(|one| here(one) && one.signed.is_none() && one.steps.is_empty())
        .max_by_key(|one| one.head.start);
    if let Some(named) = nearest.filter(|_| !initialled) {
        named.signed = Some(event.when);
        named.steps.push(Step { kind: StepKind::Signed, when: Some(event.when) });
        return;
    }
    let touches = |range: &Range<usize>| range.start < event.range.end && event.range.start < range.end;
    // "…, which was signed on 6 April 1948": of the one that the sentence names.
    let stands = |one: &FoundAgreement| {
        touches(&one.range)
            || scene.sentence.start <= one.head.start && one.range.end <= event.range.start + 1
            || one.signed == Some(event.when) && event.range.start.abs_diff(one.range.end) <= NEAR
    };
    if !listed.iter().any(stands) {
        listed.push(alone(scene, event, &phrases, initialled));
    }
}

/// The agreement that an event tells by itself.
fn alone(scene: &Scene, event: &ComingToTerms, phrases: &[Phrase], initialled: bool) -> FoundAgreement {
    let text = scene.text;
    let within = |range: &Range<usize>| event.range.start <= range.start && range.end <= event.range.end;
    let phrase = phrases.iter().find(|phrase| within(&phrase.head));
    let range = quote::trim(text, event.range.clone());
    let head = phrase.map_or_else(|| range.clone(), |phrase| phrase.head.clone());
    let name = phrase.map_or(range.clone(), |phrase| phrase.name_start..phrase.range.end.min(range.end));
    FoundAgreement {
        name: text.get(quote::trim(text, name)).unwrap_or_default().to_owned(),
        kind: phrase.map_or("agreement", |phrase| &phrase.instrument.kind).to_owned(),
        signed: Some(event.when).filter(|_| !initialled),
        parties: event.parties.clone(),
        steps: vec![Step {
            kind: if initialled { StepKind::Proposed } else { StepKind::Signed },
            when: Some(event.when),
        }],
        head,
        range,
    }
}
