//! Visits told by where somebody was: "the president was in Luanda in March 2019", "the minister is expected in Accra on 6 July".
//!
//! Parsers take the name for the predicate of such clauses as often as the place. The order of the words tells: somebody, a form
//! of "to be" or a word of planning, a place abroad, a date.

use std::ops::Range;

use entente_language::{NameKind, Upos};
use entente_model::{EventKind, EventStatus, Precision};

use super::{
    FoundEvent, SURE, build,
    dates::{Calendar, Dated},
    place, status,
    trigger::Triggers,
};
use crate::annotate::Annotated;

/// The visit that a clause without an act of its own tells by a person, a place of another state and a date.
pub(super) fn visit(
    text: &Annotated<'_>,
    calendar: &Calendar,
    number: usize,
    triggers: &Triggers<'_>,
) -> Option<FoundEvent> {
    let clause = &text.clauses[number];
    if triggers.main.is_some() || !text.analysis.sentences[clause.sentence].parsed {
        return None;
    }
    let dated = date(text, calendar, number)?;
    let (place, before) = places(text, &clause.span)
        .into_iter()
        .filter(|place| place.end <= dated.range.start || dated.range.end <= place.start)
        .find_map(|place| Some((place.clone(), before_preposition(text, &place)?)))?;
    let expected = status::is_planning(text, before);
    let is_form = |token: usize| text.analysis.tokens[token].upos == Upos::Aux;
    if !(expected || is_form(before)) {
        return None;
    }
    // "Is due in", "will be in", "was recently in": up to who it is.
    let small = |token: usize| is_form(token) || text.analysis.tokens[token].upos == Upos::Adv;
    let first = text.analysis.sentences[clause.sentence].tokens.start as usize;
    let guest = (first..before).rev().find(|&token| !small(token))?;
    let denied = (guest..before).any(|token| text.lexicon.status.negations.contains(text.form(token)));
    let person = somebody(text, first, guest);
    // "The Foreign Minister of Kenya is due in Ankara"
    let office =
        up_to(text, first, guest).any(|token| text.lexicon.people.offices.contains(text.lemma(token)));
    if denied || !(person.is_some() || office) || !is_abroad(text, person, &place, expected) {
        return None;
    }
    let rule = text.lexicon.events.of_kind(EventKind::Visit)?;
    let ahead = text.published.is_some_and(|today| dated.when.earliest() > today.latest());
    let over = text.published.is_some_and(|today| dated.when.latest() < today.earliest());
    let to_come = expected || (guest + 1..=before).any(|token| status::is_planning(text, token));
    let status = if ahead || to_come && !over { EventStatus::Planned } else { EventStatus::Occurred };
    let quote = clause.quote.clone();
    let visit = build(text, number, rule, quote, guest, Some(dated), status, 0.6);
    Some(FoundEvent { grade: SURE, ..visit })
}

/// The person named up to a token, with nothing but "of Peru" or an office behind: "President Lee of Korea", "Lee, the minister".
fn somebody(text: &Annotated<'_>, first: usize, last: usize) -> Option<usize> {
    up_to(text, first, last).find_map(|token| text.actors.person_at(&text.bytes_of(&(token..token + 1))))
}

/// A few words up to a token, the last first, and none of a verb.
fn up_to<'t>(text: &'t Annotated<'_>, first: usize, last: usize) -> impl Iterator<Item = usize> + use<'t> {
    const WORDS: usize = 6;
    let acts = |token: usize| matches!(text.analysis.tokens[token].upos, Upos::Verb | Upos::Aux);
    (first..=last).rev().take(WORDS).take_while(move |&token| !acts(token))
}

/// The date of a clause, a month or more exact.
fn date(text: &Annotated<'_>, calendar: &Calendar, number: usize) -> Option<Dated> {
    let own = calendar.of_clause(text, number).into_iter().next();
    let dated = own.or_else(|| calendar.in_clause(text, number).next().map(|(_, dated)| dated))?;
    (!dated.carried && dated.when.precision() >= Precision::Month).then_some(dated)
}

/// The places named in these bytes behind a word like "in".
fn places(text: &Annotated<'_>, bytes: &Range<usize>) -> Vec<Range<usize>> {
    let hits = text.actors.hits_in(bytes.clone()).map(|hit| text.actors.hits[hit].range.clone());
    let tokens = text.tokens_in(bytes);
    let names = text.analysis.names_in(tokens.start as u32..tokens.end as u32).iter();
    let names = names.filter(|name| name.kind == NameKind::Location);
    let mut found: Vec<Range<usize>> =
        hits.chain(names.map(|name| name.start as usize..name.end as usize)).collect();
    found.retain(|place| place::is_at(text, place));
    found.sort_by_key(|place| place.start);
    found
}

/// The word before the preposition of a place.
fn before_preposition(text: &Annotated<'_>, place: &Range<usize>) -> Option<usize> {
    let mut at = text.analysis.token_at(place.start as u32)?.checked_sub(1)?;
    if text.lexicon.people.articles.contains(text.form(at)) {
        at = at.checked_sub(1)?;
    }
    at.checked_sub(1)
}

/// Whether a place lies in another state than the person's. Of a place whose state nobody knows only an arrival that is expected
/// counts.
fn is_abroad(text: &Annotated<'_>, person: Option<usize>, place: &Range<usize>, expected: bool) -> bool {
    let code = |hit: usize| text.actors.code(text.reference, hit, None);
    let Some(hit) = text.actors.hits_in(place.clone()).next() else { return expected };
    let own = person
        .and_then(|person| text.actors.state_of[person].map(code).or_else(|| text.actors.known_of[person]));
    own != Some(code(hit))
}
