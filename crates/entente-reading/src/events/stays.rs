//! Visits told by where somebody was: "the president was in Luanda in March 2019", "the minister is expected in Accra on 6 July".

use std::ops::Range;

use entente_language::{Deprel, NameKind, Upos};
use entente_model::{EventKind, EventStatus, Precision};

use super::{FoundEvent, build, dates::Calendar, place, status, trigger::Triggers};
use crate::{actors::Target, annotate::Annotated};

/// The visit that a clause without an act of its own tells by a person, a place of another state and a date.
pub(super) fn visit(
    text: &Annotated<'_>,
    calendar: &Calendar,
    number: usize,
    triggers: &Triggers<'_>,
) -> Option<FoundEvent> {
    let clause = &text.clauses[number];
    let analysis = &text.analysis;
    if triggers.main.is_some() || !analysis.sentences[clause.sentence].parsed {
        return None;
    }
    let head = clause.head;
    let expected = status::is_planning(text, head);
    let is_there = analysis.child(head, Deprel::Cop).is_some() || analysis.tokens[head].upos == Upos::Aux;
    if !(expected || is_there) || analysis.is_negated(head) {
        return None;
    }
    let dated = calendar.of_clause(text, number).into_iter().next()?;
    if dated.carried || dated.when.precision() < Precision::Month {
        return None;
    }
    let subject = analysis.subject(head)?;
    let guest = text.bytes_of(&analysis.subtree(subject));
    let person = text.actors.named_in(guest.clone()).iter().find_map(|mention| match mention.target {
        Target::Person(person) => Some(person),
        _ => None,
    });
    // "Was in power", "is expected in the talks": a place with a name, and abroad.
    let behind = text.bytes_of(&(subject + 1..analysis.subtree(head).end.max(head + 1)));
    if !is_somebody(text, person, &guest) || !is_abroad(text, person, &behind, expected) {
        return None;
    }
    let rule = text.lexicon.events.of_kind(EventKind::Visit)?;
    let reality = status::of(text, number)?.dated(Some(dated.when), text.published)?;
    let ahead = text.published.is_none_or(|today| dated.when.latest() >= today.earliest());
    let status =
        if expected && ahead { EventStatus::Planned } else { reality.at(Some(dated.when), text.published) };
    let quote = clause.quote.clone();
    Some(build(text, number, rule, quote, subject, Some(dated), status, 0.6))
}

/// Whether a subject is somebody: a person named, or an office.
fn is_somebody(text: &Annotated<'_>, person: Option<usize>, subject: &Range<usize>) -> bool {
    let mut tokens = text.tokens_in(subject);
    person.is_some() || tokens.any(|token| text.lexicon.people.offices.contains(text.lemma(token)))
}

/// Whether a place is named in these bytes that lies in another state than the person's. Of whom or what no state is known, only an
/// arrival that is expected counts.
fn is_abroad(text: &Annotated<'_>, person: Option<usize>, bytes: &Range<usize>, expected: bool) -> bool {
    let hits = text.actors.hits_in(bytes.clone());
    let code = |hit: usize| text.actors.code(text.reference, hit, None);
    if let Some(hit) = { hits }.find(|&hit| place::is_at(text, &text.actors.hits[hit].range)) {
        let own = person.and_then(|person| {
            text.actors.state_of[person].map(code).or_else(|| text.actors.known_of[person])
        });
        return own != Some(code(hit));
    }
    let tokens = text.tokens_in(bytes);
    let names = text.analysis.names_in(tokens.start as u32..tokens.end as u32);
    expected
        && names.iter().any(|name| {
            name.kind == NameKind::Location && place::is_at(text, &(name.start as usize..name.end as usize))
        })
}
