//! Agreements that are told of as acts, with no phrase that names an instrument: "on 13 March 1912 the two kingdoms became
//! allies", "the premiers settled on 130,000 tons a year", «стороны обменялись нотами».
//!
//! The events of a text say so; what is listed here are those that no instrument listed before stands for.

use std::ops::Range;

use entente_model::{Interval, PartyCode};

use super::{FoundAgreement, Scene, Step, StepKind, act, pack::Act, phrase};
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

/// The agreement that an event tells; `None` where it is a later step of one, or where one that is `listed` stands for it.
pub(crate) fn told(
    scene: &Scene,
    event: &ComingToTerms,
    listed: &[FoundAgreement],
) -> Option<FoundAgreement> {
    let text = scene.text;
    let touches = |range: &Range<usize>| range.start < event.range.end && event.range.start < range.end;
    if listed.iter().any(|one| touches(&one.range)) {
        return None;
    }
    // "…, which was signed on 6 April 1948": of the one that the sentence names.
    let named_before = listed.iter().any(|one| {
        scene.sentence.start <= one.head.start && one.range.end <= event.range.start + 1
            || one.signed == Some(event.when) && event.range.start.abs_diff(one.range.end) <= NEAR
    });
    if named_before {
        return None;
    }
    let phrases = phrase::all(scene);
    let acts = act::all(scene, &phrases);
    let within = |range: &Range<usize>| event.range.start <= range.start && range.end <= event.range.end;
    let own = acts.iter().find(|done| within(&done.range));
    let initialled = own.is_some_and(|done| done.act == Act::Proposed);
    if own.is_some_and(|done| !done.act.makes()) && !initialled {
        return None;
    }
    let phrase = phrases.iter().find(|phrase| within(&phrase.head));
    let range = quote::trim(text, event.range.clone());
    let head = phrase.map_or_else(|| range.clone(), |phrase| phrase.head.clone());
    let name = phrase.map_or(range.clone(), |phrase| phrase.name_start..phrase.range.end.min(range.end));
    Some(FoundAgreement {
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
    })
}

/// Bytes between an instrument and a sentence that goes on about it.
const NEAR: usize = 300;
