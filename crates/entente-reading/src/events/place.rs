//! Where an event was, in the words of the text.

use std::ops::Range;

use entente_language::{Deprel, NameKind};
use entente_model::EventKind;
use entente_reference::NameKind as Form;

use crate::annotate::Annotated;

/// The place named after "in" or "at"; for a visit the place visited.
pub(super) fn of(
    text: &Annotated<'_>,
    number: usize,
    bytes: &Range<usize>,
    kind: EventKind,
) -> Option<Range<usize>> {
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
    let _ = number;
    best.map(|(_, range)| range)
}

/// Ranks a name by the word before it.
fn offer(text: &Annotated<'_>, best: &mut Option<(u8, Range<usize>)>, range: Range<usize>, kind: EventKind) {
    let Some(token) = text.analysis.token_at(range.start as u32) else { return };
    let Some(case) = preposition(text, token) else {
        // "visited Moscow"
        let object = matches!(text.analysis.tokens[token].deprel, Deprel::Obj) && kind == EventKind::Visit;
        if object && best.is_none() {
            *best = Some((1, range));
        }
        return;
    };
    let rank = match (case, kind) {
        ("in" | "at", _) => 3,
        ("to", EventKind::Visit) => 2,
        _ => return,
    };
    if best.as_ref().is_none_or(|(known, _)| rank > *known) {
        *best = Some((rank, range));
    }
}

/// The preposition right before a name, an article skipped.
fn preposition<'t>(text: &'t Annotated<'_>, token: usize) -> Option<&'t str> {
    let mut at = token.checked_sub(1)?;
    if matches!(text.form(at), "the") {
        at = at.checked_sub(1)?;
    }
    matches!(text.form(at), "in" | "at" | "to").then(|| text.form(at))
}
