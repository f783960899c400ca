//! What was found, as the public reading has it: code points for bytes, ids for indices.

use std::ops::Range;

use entente_model::{
    Agreement, CharIndex, Document, Event, EventId, EventKind, EventStatus, Letter as _, Participant,
    Quantity, READING_SCHEMA, Reading, Statement, TimeExpression,
};

use crate::{
    actors::ActorTable,
    agreements::{FoundAgreement, StepKind},
    annotate::Annotated,
    cover::Cover,
    events::FoundEvent,
    lines::item_mark,
    quantities::FoundQuantity,
    statements::FoundStatement,
    time::FoundTime,
};

/// A reading of a document in which nothing is found yet.
pub(crate) fn blank(document: &Document) -> Reading {
    Reading {
        publisher: document.publisher.clone(),
        title: document.title.clone(),
        captured: document.captured.clone(),
        places: document.places.clone(),
        text: document.text.clone(),
        warnings: document.warnings.clone(),
        ..empty(document)
    }
}

/// The same without text, title and warnings, for a part of a document.
pub(crate) fn empty(document: &Document) -> Reading {
    Reading {
        schema: READING_SCHEMA.to_owned(),
        id: document.id,
        origin: document.origin.clone(),
        lang: document.lang,
        title: None,
        publisher: None,
        published: document.published,
        published_by: document.published_by,
        captured: None,
        places: Vec::new(),
        text: String::new(),
        times: Vec::new(),
        actors: Vec::new(),
        events: Vec::new(),
        quantities: Vec::new(),
        agreements: Vec::new(),
        statements: Vec::new(),
        warnings: Vec::new(),
    }
}

pub(crate) fn expression(text: &str, chars: &CharIndex, found: &FoundTime) -> TimeExpression {
    let span = chars.span(text, found.range.clone());
    TimeExpression {
        start: span.start,
        end: span.end,
        text: text[found.range.clone()].to_owned(),
        timex_type: found.timex_type,
        value: found.value.clone(),
        edtf: found.edtf,
        anchor: found.anchor.as_ref().map(ToString::to_string),
    }
}

pub(crate) fn quantity(text: &str, chars: &CharIndex, found: FoundQuantity) -> Quantity {
    let span = chars.span(text, found.range.clone());
    Quantity {
        start: span.start,
        end: span.end,
        quote: text[found.range].to_owned(),
        value: found.value,
        unit: found.unit,
        bound: found.bound,
        measure: found.measure,
        as_of: found.as_of,
        role: found.role,
    }
}

pub(crate) fn statement(
    text: &Annotated<'_>,
    chars: &CharIndex,
    table: &ActorTable,
    found: &FoundStatement,
) -> Statement {
    let range = without_mark(text.text, found.range.clone());
    let span = chars.span(text.text, range.clone());
    Statement {
        start: span.start,
        end: span.end,
        quote: text.text[range].to_owned(),
        speaker: table.id(found.speaker),
        mode: found.mode,
        act: found.act,
        topics: found.topics.clone(),
        about: found.about.clone(),
    }
}

/// A quote without the number of its paragraph: "3. The Sides reaffirmed …".
fn without_mark(text: &str, quote: Range<usize>) -> Range<usize> {
    let begins_line = text[..quote.start].trim_end_matches([' ', '\t']).ends_with('\n');
    let mark = item_mark(&text[quote.clone()]).filter(|_| begins_line).unwrap_or_default();
    let rest = quote.start + mark..quote.end;
    // "5. 3." is a day.
    if text[rest.clone()].starts_with(char::is_letter) { rest } else { quote }
}

pub(crate) fn event(
    text: &Annotated<'_>,
    chars: &CharIndex,
    table: &ActorTable,
    number: usize,
    found: &FoundEvent,
) -> Event {
    let range = without_mark(text.text, found.range.clone());
    let span = chars.span(text.text, range.clone());
    let mut participants: Vec<Participant> = Vec::new();
    for &(target, role) in &found.participants {
        let actor = table.id(target);
        if !participants.iter().any(|known| known.actor == actor) {
            participants.push(Participant { actor, role });
        }
    }
    Event {
        id: EventId(number as u32 + 1),
        start: span.start,
        end: span.end,
        quote: text.text[range].to_owned(),
        when: found.when,
        kind: found.kind,
        plover: Some(found.plover),
        cameo: Some(found.cameo.clone()),
        status: found.status,
        parties: found.parties.clone(),
        participants,
        place: found.place.clone().map(|range| text.text[range].to_owned()),
        times: found.times.clone(),
        confidence: (found.confidence * 100.0).round() / 100.0,
    }
}

/// An instrument with the event that tells of it; its date is that event's where its own words give none.
pub(crate) fn agreement(
    text: &str,
    chars: &CharIndex,
    (events, told): (&[FoundEvent], &Cover),
    found: FoundAgreement,
) -> Agreement {
    let span = chars.span(text, found.range.clone());
    let overlap = |range: &Range<usize>| {
        range.end.min(found.range.end).saturating_sub(range.start.max(found.range.start))
    };
    let telling = told
        .around(&found.head)
        .map(|number| (number, &events[number]))
        .filter(|(_, event)| overlap(&event.range) > 0)
        .max_by_key(|(number, event)| (event.kind == EventKind::Agreement, overlap(&event.range), *number));
    let concluded = found.steps.iter().any(|step| step.kind == StepKind::Signed);
    let told = telling
        .filter(|(_, event)| concluded && event.status == EventStatus::Occurred)
        .and_then(|(_, event)| event.when);
    Agreement {
        start: span.start,
        end: span.end,
        quote: text[found.range.clone()].to_owned(),
        name: found.name,
        kind: found.kind,
        signed: found.signed.or(told),
        parties: found.parties,
        event: telling.map(|(number, _)| EventId(number as u32 + 1)),
    }
}
