//! What was planned and did not come about, or was put off to another day.

use entente_language::Deprel;
use entente_model::{EventKind, EventStatus, TimexType};

use super::{FoundEvent, lapsed, status};
use crate::{annotate::Annotated, time::FoundTime};

/// "The meeting pencilled in for June was called off", "the sides put off the trip planned for May": what a clause calls off was
/// planned and did not come about.
pub(super) fn call_off(text: &Annotated<'_>, events: &mut Vec<FoundEvent>) {
    let off = (0..text.clauses.len())
        .filter_map(|number| Some((text.clauses[number].head, status::called_off(text, number)?)));
    for (verb, range) in off {
        // "His trip, planned for 2 May, was called off", "was set for April and fell through" is told after that day.
        let above = text.analysis.head(verb).filter(|_| text.analysis.tokens[verb].deprel == Deprel::Conj);
        let plans = text.tokens_in(&range).chain(above).any(|token| status::is_planning(text, token));
        // "Was to have taken place in July *but* was put off."
        let contrary = |child: usize| {
            text.analysis.tokens[child].deprel == Deprel::Cc
                && text.lexicon.status.contrary.contains(text.form(child))
        };
        let plans = plans || above.is_some() && text.analysis.children(verb).any(contrary);
        let planned = |event: &&mut FoundEvent| {
            let over = plans && event.status == EventStatus::Occurred && may_be_put_off(event.kind);
            (event.status == EventStatus::Planned || over) && range.contains(&event.range.start)
        };
        for event in events.iter_mut().filter(planned) {
            event.status = EventStatus::Cancelled;
        }
    }
    lapsed::call_off(text, events);
    put_off(text, events);
}

/// "The visit, planned for June, was postponed to September": what is put off to a day is planned for it.
fn put_off(text: &Annotated<'_>, events: &mut Vec<FoundEvent>) {
    let words = &text.lexicon.status;
    if words.put_off_to.is_empty() {
        return;
    }
    for (number, clause) in text.clauses.iter().enumerate() {
        let verb = text.analysis.tokens[clause.head].end as usize;
        if !status::calls_off(text, number) {
            continue;
        }
        let to = |time: &&FoundTime| {
            let before = text.text[..time.range.start].split_whitespace().next_back().unwrap_or_default();
            time.range.start >= verb
                && words.put_off_to.contains(before)
                && time.timex_type == TimexType::Date
        };
        let Some((time, when)) =
            text.times_in(&clause.span).find(to).and_then(|time| Some((time, time.edtf?)))
        else {
            continue;
        };
        let beside = |event: &&mut FoundEvent| {
            event.range.start < clause.span.end
                && clause.span.start < event.range.end
                && may_be_put_off(event.kind)
        };
        let Some(event) = events.iter_mut().rfind(beside) else { continue };
        if event.when == Some(when) {
            event.status = EventStatus::Planned;
            continue;
        }
        let number = text.times.iter().position(|other| other.range == time.range);
        let planned = FoundEvent {
            range: clause.quote.clone(),
            when: Some(when),
            status: EventStatus::Planned,
            times: number.into_iter().collect(),
            ..event.clone()
        };
        events.push(planned);
    }
}

/// Whether to call something of this kind off says what became of it; to cancel a treaty is an act of its own.
pub(super) const fn may_be_put_off(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Meeting | EventKind::Visit | EventKind::Exchange | EventKind::Military | EventKind::Other
    )
}
