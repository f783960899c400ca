//! What the rules ask of the reference data.

use std::ops::Range;

use entente_model::{Interval, Language, Letter as _, PartyCode};
use entente_reference::{NameKind, PolityKind, Reference};

use crate::page::StateAt;

/// The states and the international bodies that a sentence names, in order.
///
/// A form that is also a common word counts where the reading says that it names a state (`surely`, bytes of the text).
pub(crate) fn parties(
    text: &str,
    lang: Language,
    surely: impl Fn(&Range<usize>) -> bool,
) -> (Vec<StateAt>, Vec<StateAt>) {
    let hits = hits(text, lang, surely);
    let (states, others): (Vec<StateAt>, Vec<StateAt>) =
        hits.into_iter().partition(|hit| is(hit.code, PolityKind::State));
    (states, others.into_iter().filter(|hit| is(hit.code, PolityKind::Body)).collect())
}

fn hits(text: &str, lang: Language, surely: impl Fn(&Range<usize>) -> bool) -> Vec<StateAt> {
    let reference = Reference::embedded();
    let hits = reference.mentions(text, lang);
    let sure = hits.into_iter().filter(|hit| !hit.flags.common || surely(&hit.range));
    sure.map(|hit| StateAt {
        side: side(hit.code),
        code: hit.code,
        // "조선" is a kingdom and shipbuilding: too little for a finding that rests on the name.
        fixed: (hit.flags.fixed || hit.span.is_some()) && !hit.flags.common,
        noun: matches!(hit.kind, NameKind::Name | NameKind::Full | NameKind::Abbreviation | NameKind::Body),
        capital: hit.kind == NameKind::Capital,
        span: hit.span,
        range: hit.range,
    })
    .collect()
}

fn is(code: PartyCode, kind: PolityKind) -> bool {
    Reference::embedded().periods(code).any(|polity| polity.kind == kind)
}

/// Whether it is an international body.
pub(crate) fn is_body(code: PartyCode) -> bool {
    is(code, PolityKind::Body)
}

/// The code under which a lasting name is kept: `RUS` for the Russian Empire and the Soviet Union.
pub(crate) fn side(code: PartyCode) -> PartyCode {
    let reference = Reference::embedded();
    if reference.periods(code).any(|polity| polity.lineage.contains(&code)) {
        return code;
    }
    reference.periods(code).find_map(|polity| polity.lineage.first().copied()).unwrap_or(code)
}

/// Whether a state existed on at least one day.
pub(crate) fn existed(code: PartyCode, when: Interval) -> bool {
    Reference::embedded().exists_on(code, when)
}

/// The years between a day on which a state did not exist, or did not bear the name, and its nearest period; 0 if it did.
pub(crate) fn years_off(code: PartyCode, name_span: Option<Interval>, when: Interval) -> i64 {
    let periods = Reference::embedded().periods(code).filter_map(|polity| polity.span);
    let spans: Vec<Interval> = name_span.map_or_else(|| periods.collect(), |span| vec![span]);
    let distance = |span: Interval| {
        let (before, after) =
            (span.earliest().days_since(when.latest()), when.earliest().days_since(span.latest()));
        before.max(after).max(0) / 365
    };
    spans.into_iter().map(distance).min().unwrap_or(0)
}

/// The lifespans of a state.
pub(crate) fn lifespans(code: PartyCode) -> Vec<Interval> {
    Reference::embedded().periods(code).filter_map(|polity| polity.span).collect()
}

/// The state that bore the lasting name then, in English.
pub(crate) fn state_of_the_day(side: PartyCode, when: Interval) -> Option<&'static str> {
    let reference = Reference::embedded();
    let code = reference.resolve(side, Some(when));
    let period = reference.periods(code).find(|polity| polity.existed_in(when))?;
    Some(period.name)
}

/// The name of a state in English, in the period nearest to a time in which the name was in use.
pub(crate) fn english(code: PartyCode, name_span: Option<Interval>) -> &'static str {
    let reference = Reference::embedded();
    let named = |span: Interval| reference.periods(code).find(|polity| polity.existed_in(span));
    let period = name_span.and_then(named).or_else(|| reference.polity(code));
    period.map_or("the state", |polity| polity.name)
}

/// Whether a few words are nothing but names of states with small words.
pub(crate) fn is_state_name(text: &str, lang: Language) -> bool {
    let (states, _) = parties(text, lang, |_| false);
    let outside = text
        .char_indices()
        .filter(|(at, letter)| letter.is_letter() && !states.iter().any(|state| state.range.contains(at)));
    !states.is_empty() && outside.count() <= MOST_LETTERS_OUTSIDE
}

/// "of the", "of Russia to the".
const MOST_LETTERS_OUTSIDE: usize = 6;
