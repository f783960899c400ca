//! What happened, is planned, or is said to have happened: one event a clause, with its date and its parties.

mod acts;
mod behind;
mod called_off;
mod clause;
mod dates;
mod disputed;
mod found;
mod glued;
mod items;
mod jubilees;
mod lapsed;
mod lines;
mod occasion;
mod once;
mod parties;
mod place;
mod roles;
mod shifted;
mod signed;
mod status;
mod stays;
mod titles;
mod told;
mod trigger;

use std::ops::Range;

use entente_model::{EventStatus, Interval};

pub(crate) use found::FoundEvent;

use self::found::{SURE, build};
use crate::{annotate::Annotated, cover::Cover};

/// The events of a text, in the order of their quotes.
pub(crate) fn find(text: &Annotated<'_>) -> Vec<FoundEvent> {
    let calendar = dates::Calendar::new(text);
    let mut events = Vec::new();
    let mut told = told::Told::default();
    let occasion = occasion::Occasion::new(text);
    let mut listed = items::find(text);
    listed.extend(items::bracketed(text));
    listed.retain(|item| !lines::is_dateline(text, item.range.start));
    let calendar = calendar.without(&listed.iter().flat_map(|item| item.times.clone()).collect::<Vec<_>>());
    let items: Cover = listed.iter().map(|item| item.range.clone()).collect();
    for number in 0..text.clauses.len() {
        let clause = &text.clauses[number];
        if items.holds(&clause.span) {
            continue;
        }
        told.enter(text.paragraphs[clause.sentence]);
        if text.lexicon.endings.is_glued() {
            glued::clause_events(text, &calendar, &mut told, number, &mut events);
            continue;
        }
        clause::clause_events(text, &calendar, (&mut told, &occasion), number, &mut events);
    }
    if text.lexicon.endings.is_glued() {
        let rows = glued::chronicle(text, &calendar, &events);
        events.extend(rows);
    }
    signed::listed(text, &mut events);
    called_off::call_off(text, &mut events);
    disputed::mark(text, &mut events);
    events.extend(listed);
    // What the title announces is told once: by the text, if it tells it.
    if let Some((title, noun)) = titles::find(text) {
        let says =
            |range: &Range<usize>| text.tokens_in(range).any(|token| text.lemma(token) == text.lemma(noun));
        // "On the consultations", given out some days after the talks that the text dates.
        let lately = |event: &FoundEvent| {
            let days = event.when.and_then(Interval::last_day).zip(title.when.and_then(Interval::first_day));
            days.is_some_and(|(told, given_out)| (0..=LATELY).contains(&given_out.days_since(told)))
        };
        let again = |event: &FoundEvent| {
            event.kind == title.kind && (event.when == title.when || lately(event)) && says(&event.range)
        };
        if !events.iter().any(again) {
            events.push(title);
        }
    }
    events.extend(jubilees::find(text));
    acts::weigh(text, &mut events);
    if text.lexicon.endings.is_glued() {
        glued::drop_details(&mut events);
    }
    // "captured or *killed* soldiers": a word or two tell nothing by themselves.
    let least = if text.lexicon.endings.is_glued() { 2 } else { 3 };
    events.retain(|event| {
        event.listed || text.text[event.range.clone()].split_whitespace().nth(least - 1).is_some()
    });
    // A heading without a date announces what the text tells.
    events.retain(|event| event.when.is_some() || !lines::in_heading(text, event.range.start));
    events.sort_by_key(|event| (event.range.start, event.range.end));
    let mut events = once::once(events);
    acts::sort(text, &mut events);
    events
}

/// Whether the clause of a token tells of what is still to come.
pub(crate) fn is_ahead(text: &Annotated<'_>, token: usize) -> bool {
    let Some(number) = text.clause_of(token) else { return false };
    if text.lexicon.endings.is_glued() {
        return glued::is_ahead(text, number, token);
    }
    status::of(text, number).is_some_and(|reality| reality.status == EventStatus::Planned)
}

/// How many days after an event a text about it may be given out.
const LATELY: i64 = 10;
