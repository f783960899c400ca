//! How trade changed: "exports fell by half in 2016", "товарооборот вырос на 11 процентов".
//!
//! That it grew is told of a year, and is an entry of the chronicle; what it came to is a state of things, and a quantity.

use entente_language::Upos;
use entente_model::{EventKind, EventStatus, Precision};

use super::{FoundEvent, build, dates::Calendar, status};
use crate::annotate::Annotated;

/// Bytes before a clause with "it" or without a subject in which trade is named.
const NEAR: usize = 300;

/// The change that a clause tells, with its year, half year, quarter or month.
pub(super) fn find(text: &Annotated<'_>, calendar: &Calendar, number: usize) -> Option<FoundEvent> {
    let clause = &text.clauses[number];
    let turnover = text.lexicon.classes.bit("turnover")?;
    if !is_change(text, number) || !of_trade(text, number, turnover) {
        return None;
    }
    // "Before climbing above 600 million in 2023" tells it as the clause above does.
    let above = clause.parent.filter(|&above| clause.lesser && is_change(text, above));
    let reality = status::of(text, above.unwrap_or(number))?;
    let dated = calendar.of_clause(text, number).into_iter().next()?;
    let behind = text.published.is_none_or(|day| dated.when.earliest() <= day.latest());
    let told = (reality.past || reality.present) && reality.status == EventStatus::Occurred && behind;
    let coarse = (Precision::Year..Precision::Day).contains(&dated.when.precision());
    if !told || !coarse || clause.lesser && above.is_none() || !has_number(text, number) {
        return None;
    }
    let rule = text.lexicon.events.of_kind(EventKind::Trade)?;
    let quote = clause.quote.clone();
    Some(build(text, number, rule, quote, clause.head, Some(dated), EventStatus::Occurred, 0.6))
}

/// Whether the predicate tells that there was more or less of something than before.
fn is_change(text: &Annotated<'_>, number: usize) -> bool {
    let head = text.clauses[number].head;
    let words = &text.lexicon.status.changes;
    let lemma = text.lemma(head);
    words.contains(lemma) || words.contains(format!("{lemma}_{}", text.form(head + 1)).as_str())
}

/// Whether the subject is trade, or stands for trade named shortly before.
fn of_trade(text: &Annotated<'_>, number: usize, turnover: crate::lexicon::ClassMask) -> bool {
    let clause = &text.clauses[number];
    let subject = text.analysis.shared_subject(clause.head);
    let stands_for = subject.is_none_or(|subject| text.analysis.tokens[subject].upos == Upos::Pron);
    let named = |subject: usize| text.mask_of(text.analysis.subtree(subject)) & turnover != 0;
    if subject.is_some_and(named) {
        return true;
    }
    let line = text.text[..clause.span.start].rfind('\n').map_or(0, |at| at + 1);
    let from = text.text.floor_char_boundary(clause.span.start.saturating_sub(NEAR)).max(line);
    stands_for && text.mask_of(text.tokens_in(&(from..clause.span.start))) & turnover != 0
}

/// Whether a number stands in a clause that is none of its dates, or its verb multiplies.
fn has_number(text: &Annotated<'_>, number: usize) -> bool {
    let clause = &text.clauses[number];
    let figure = |&token: &usize| {
        let bytes = text.bytes_of(&(token..token + 1));
        let digits = text.form(token).starts_with(|c: char| c.is_ascii_digit());
        digits && !text.times.iter().any(|time| time.range.start < bytes.end && bytes.start < time.range.end)
    };
    clause.tokens.iter().any(figure)
}
