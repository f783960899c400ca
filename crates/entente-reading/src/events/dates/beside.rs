//! Two dates beside each other: one told more closely by the next, days in a row, years that a word joins.

use entente_model::{Interval, Letter as _, Precision};

use super::{Dated, Entry, is_within};
use crate::{annotate::Annotated, time::Relation};

/// A date that the next one tells more closely is one with it: "four months later, on 20 October, …", "한 달 뒤인 10월 3일".
pub(super) fn told_closer(text: &Annotated<'_>, entries: Vec<Entry>) -> Vec<Entry> {
    let mut told: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let closer = told.last().is_some_and(|last| {
            let within = last.when != entry.when && is_within(entry.when, last.when);
            (within || is_counted(text, last, &entry)) && is_beside(text, last, &entry)
        });
        match told.last_mut() {
            Some(last) if closer => {
                (last.time, last.when, last.range.end) = (entry.time, entry.when, entry.range.end);
            }
            _ => told.push(entry),
        }
    }
    told
}

/// "*Three weeks later*, on 5 November": what is only counted to may miss the day that is written behind it. "Today, tomorrow" are
/// two days.
fn is_counted(text: &Annotated<'_>, first: &Entry, second: &Entry) -> bool {
    let (counted, day) = (&text.times[first.time], &text.times[second.time]);
    counted.anchor.is_some()
        && counted.relation.is_none()
        && first.when.precision() > Precision::Year
        && day.relation.is_none()
        && second.when.precision() == Precision::Day
        && text.text[second.range.clone()].contains(|sign: char| sign.is_ascii_digit())
}

/// "After December 1991, in May 1992, …": what came after a day did so at the time that its clause tells next.
pub(super) fn told_behind(text: &Annotated<'_>, mut entries: Vec<Entry>) -> Vec<Entry> {
    for at in (1..entries.len()).rev() {
        let (after, next) = (&entries[at - 1], &entries[at]);
        let only_after = text.times[after.time].relation == Some(Relation::After);
        if only_after && after.clause == next.clause && !next.when.is_open() {
            entries.remove(at - 1);
        }
    }
    entries
}

/// Whether nothing but a comma, and a small word behind it, stands between two dates; or what makes the first say which the second
/// is.
fn is_beside(text: &Annotated<'_>, first: &Entry, second: &Entry) -> bool {
    let Some(between) = text.text.get(first.range.end..second.range.start) else { return false };
    let words = &text.lexicon.status;
    match between.strip_prefix(',') {
        Some(rest) => rest.trim().is_empty() || words.closer.contains(rest.trim().to_lowercase().as_str()),
        None => words.closer.contains(between.trim()) && text.lexicon.endings.is_glued(),
    }
}

/// "on 24 and 25 October": one stretch of two days.
pub(super) fn days_in_a_row(first: &Entry, second: &Entry) -> Option<Dated> {
    let one_day = |entry: &Entry| entry.when.days() == Some(1);
    let next = second.when.earliest().days_since(first.when.earliest()) == 1;
    let when = Interval::range(Some(first.when), Some(second.when))
        .filter(|_| one_day(first) && one_day(second) && next)?;
    let range = first.range.start..second.range.end;
    Some(Dated { when, range, times: vec![first.time, second.time], carried: false })
}

/// "in 2001 and 2003" where a parser hangs one of the two elsewhere: a date with those that it is put together with.
pub(super) fn with_neighbours<'e>(
    text: &Annotated<'_>,
    chosen: Vec<&'e Entry>,
    all: &[&'e Entry],
) -> Vec<&'e Entry> {
    /// Bytes of a word that joins, with the spaces around it.
    const JOIN: usize = 8;
    let &[one] = &chosen[..] else { return chosen };
    let joined = |first: &Entry, second: &Entry| {
        let between = text.text.get(first.range.end..second.range.start).unwrap_or_default();
        let word = between.trim();
        between.len() <= JOIN
            && !word.is_empty()
            && word.chars().all(char::is_letter)
            && coordinated(text, first, second)
    };
    let is_one = |entry: &Entry| entry.range == one.range;
    all.iter().copied().filter(|entry| is_one(entry) || joined(entry, one) || joined(one, entry)).collect()
}

/// `in 2009 and 2010`.
pub(super) fn coordinated(text: &Annotated<'_>, first: &Entry, second: &Entry) -> bool {
    let between = text.text.get(first.range.end..second.range.start).unwrap_or_default();
    between.split_whitespace().count() <= 3
        && between.len() <= 16
        && first.when.precision() == second.when.precision()
}
