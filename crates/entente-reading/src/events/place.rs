//! Where an event was, in the words of the text.

use std::ops::Range;

use entente_language::{Deprel, NameKind};
use entente_model::EventKind;
use entente_reference::NameKind as Form;

use crate::annotate::Annotated;

/// The place named after "in" or "at"; for a visit the place visited.
pub(super) fn of(text: &Annotated<'_>, bytes: &Range<usize>, kind: EventKind) -> Option<Range<usize>> {
    let analysis = &text.analysis;
    let tokens = text.tokens_in(bytes);
    let mut best: Option<(u8, Range<usize>)> = None;
    for name in analysis.names_in(tokens.start as u32..tokens.end as u32) {
        if name.kind == NameKind::Location {
            offer(text, &mut best, name.start as usize..name.end as usize, kind);
        }
    }
    for hit in text.actors.hits_in(bytes.clone()) {
        let hit = &text.actors.hits[hit];
        if matches!(hit.kind, Form::Capital | Form::Name | Form::Full) {
            offer(text, &mut best, hit.range.clone(), kind);
        }
    }
    best.map(|(_, range)| range)
}

/// Whether a name stands as the place where something is: after "in", or before the particle that says so.
pub(super) fn is_at(text: &Annotated<'_>, name: &Range<usize>) -> bool {
    let Some(token) = text.analysis.token_at(name.start as u32) else { return false };
    if text.lexicon.endings.is_glued() {
        let end = text.analysis.tokens[token].end as usize;
        return text.lexicon.people.place_in.contains(text.text.get(name.end..end).unwrap_or_default());
    }
    matches!(preposition(text, token), Some(Before::In))
}

/// Ranks a name by the word before it.
fn offer(text: &Annotated<'_>, best: &mut Option<(u8, Range<usize>)>, range: Range<usize>, kind: EventKind) {
    let Some(token) = text.analysis.token_at(range.start as u32) else { return };
    if text.lexicon.endings.is_glued() {
        // The particle behind the name says what a preposition says elsewhere.
        let end = text.analysis.tokens[token].end as usize;
        let rest = text.text.get(range.end..end).unwrap_or_default();
        let rank = if text.lexicon.people.place_in.contains(rest) {
            3
        } else if text.lexicon.people.place_to.contains(rest) && kind == EventKind::Visit {
            2
        } else {
            return;
        };
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            *best = Some((rank, range));
        }
        return;
    }
    let Some(before) = preposition(text, token) else {
        // "visited Moscow"
        let object = matches!(text.analysis.tokens[token].deprel, Deprel::Obj) && kind == EventKind::Visit;
        if object && best.is_none() {
            *best = Some((1, range));
        }
        return;
    };
    let rank = match (before, kind) {
        (Before::In, _) => 3,
        (Before::To, EventKind::Visit) => 2,
        (Before::To, _) => return,
    };
    if best.as_ref().is_none_or(|(known, _)| rank > *known) {
        *best = Some((rank, range));
    }
}

/// What stands before a place.
#[derive(Clone, Copy)]
enum Before {
    In,
    To,
}

/// The preposition right before a name, an article skipped.
fn preposition(text: &Annotated<'_>, token: usize) -> Option<Before> {
    let people = &text.lexicon.people;
    let mut at = token.checked_sub(1)?;
    if people.articles.contains(text.form(at)) {
        at = at.checked_sub(1)?;
    }
    let form = text.form(at);
    if people.place_in.contains(form) {
        Some(Before::In)
    } else {
        people.place_to.contains(form).then_some(Before::To)
    }
}
