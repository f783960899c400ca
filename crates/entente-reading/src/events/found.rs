//! An event of a text, and how it is put together from the rule that tells it.

use std::ops::Range;

use entente_model::{EventKind, EventStatus, Interval, ParticipantRole, PartyCode, PloverRoot};

use super::{
    acts,
    dates::Dated,
    parties::{self, Sides},
    place,
};
use crate::{actors::Target, annotate::Annotated, lexicon::EventRule};

/// An event of the text; offsets are bytes.
#[derive(Debug, Clone)]
pub(crate) struct FoundEvent {
    pub range: Range<usize>,
    pub when: Option<Interval>,
    pub kind: EventKind,
    /// How sure the table of acts is of the kind: the grade of its rule, zero where no rule says it.
    pub grade: u8,
    pub plover: PloverRoot,
    pub cameo: String,
    pub status: EventStatus,
    pub parties: Vec<PartyCode>,
    pub participants: Vec<(Target, ParticipantRole)>,
    pub place: Option<Range<usize>>,
    /// Indices into the times that date it.
    pub times: Vec<usize>,
    pub confidence: f64,
    /// From a list, where no clause tells it.
    pub listed: bool,
    /// The word that tells it, as an index into the words.
    pub act: Option<usize>,
}

impl FoundEvent {
    /// What a rule tells in these bytes of these sides: done, without a date or a place.
    pub(super) fn by_rule(rule: &EventRule, range: Range<usize>, sides: Sides) -> Self {
        Self {
            range,
            when: None,
            kind: rule.kind,
            grade: rule.grade,
            plover: rule.plover,
            cameo: rule.cameo.to_string(),
            status: EventStatus::Occurred,
            parties: sides.parties,
            participants: sides.participants,
            place: None,
            times: Vec::new(),
            confidence: 0.5,
            listed: false,
            act: None,
        }
    }
}

/// The grade of a rule that leaves no doubt.
pub(super) const SURE: u8 = 3;

/// The event that a rule tells by a word of a clause, with its sides and its place.
#[expect(clippy::too_many_arguments, reason = "the parts of an event, put together in one place")]
pub(super) fn build(
    text: &Annotated<'_>,
    number: usize,
    rule: &EventRule,
    range: Range<usize>,
    trigger: usize,
    dated: Option<Dated>,
    status: EventStatus,
    confidence: f64,
) -> FoundEvent {
    let when = dated.as_ref().map(|dated| dated.when);
    let sides = parties::of(text, number, &range, trigger, rule.kind, when);
    let place = place::of(text, &range, rule.kind);
    let kind = acts::of_commitment(text, rule.kind, trigger, &range).unwrap_or(rule.kind);
    FoundEvent {
        when,
        kind,
        grade: if kind == rule.kind { rule.grade } else { 0 },
        status,
        place,
        times: dated.map(|dated| dated.times).unwrap_or_default(),
        confidence,
        act: Some(trigger),
        ..FoundEvent::by_rule(rule, range, sides)
    }
}
