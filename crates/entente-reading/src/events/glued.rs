//! Events where endings run together with words and the predicate comes last.
//!
//! A date belongs to the first predicate behind it, or to the noun that it leads to without a particle between ("2000년 6월
//! 남북정상회담"). What the ending of that predicate does tells how far the act has come; one that goes on takes this from
//! the end of its sentence.

mod acts;
mod bearer;
mod entries;
mod former;
mod nameless;
mod reality;
mod rows;

use std::ops::Range;

use entente_model::{EventKind, EventStatus, PartyCode};

pub(super) use rows::find as chronicle;

use super::{
    FoundEvent,
    dates::{Calendar, Dated},
    told::Told,
};
use crate::{
    annotate::Annotated,
    lexicon::{EventRule, Shape},
};

/// How many words before a verb that leaves the act to a noun that noun may stand.
const NEAR: usize = 4;

/// An act of a clause.
#[derive(Clone, Copy)]
struct Act<'a> {
    rule: &'a EventRule,
    /// The word that tells it.
    token: usize,
    /// Its predicate, as an index; none for a noun by itself.
    predicate: Option<usize>,
    /// The first and the last word to quote for it.
    first: usize,
    last: usize,
}

/// The events of one clause.
pub(super) fn clause_events(
    text: &Annotated<'_>,
    calendar: &Calendar,
    told: &mut Told,
    number: usize,
    events: &mut Vec<FoundEvent>,
) {
    let sentence = &text.analysis.sentences[text.clauses[number].sentence];
    if text.text[sentence.start as usize..sentence.end as usize].trim_end().ends_with('?') {
        return;
    }
    let scan = Scan::new(text, number);
    let mut dated: Vec<(Act<'_>, Dated)> = Vec::new();
    let mut nameless: Vec<Dated> = Vec::new();
    for (token, date) in calendar.in_clause(text, number) {
        if let Some(former) = scan.former(token, &date) {
            events.push(former);
            continue;
        }
        let Some(act) = scan.bearer(token, &date) else {
            nameless.push(date);
            continue;
        };
        // "2030년 박람회 유치에 대한 지지를 요청하였다": nothing was said in a year still to come.
        if scan.is_said_of(&act, &date) {
            continue;
        }
        if let Some(next) = scan.done_at(&act) {
            dated.push((next, date.clone()));
        }
        let apart = scan.is_put_off_to(&date);
        match dated.iter_mut().find(|(other, _)| other.token == act.token && !apart) {
            // Of two dates of one act the more exact says when.
            Some((_, known)) if date.when.precision() > known.when.precision() => *known = date,
            Some(_) => {}
            None => dated.push((act, date)),
        }
    }
    // Each date tells of the part of the sentence that it stands in.
    let mut silent: Vec<FoundEvent> = nameless.into_iter().filter_map(|date| scan.nameless(date)).collect();
    silent.dedup_by(|later, earlier| {
        let same = later.range.end == earlier.range.end;
        if same {
            std::mem::swap(later, earlier);
        }
        same
    });
    silent.retain(|event| !scan.tells(&dated, event.range.end));
    for event in &silent {
        if let (Some(when), EventStatus::Occurred) = (event.when, event.status) {
            told.tell(text.clauses[number].sentence, when, &event.times);
        }
    }
    events.extend(silent);
    let mut done: Vec<Act<'_>> = Vec::new();
    // What a clause dates itself it takes no date from elsewhere for; its own exact day holds for all of it.
    let mut own = if dated.is_empty() { Own::Nothing } else { Own::Other };
    for (act, date) in dated {
        done.push(act);
        if let Some(date) = scan.dated_event(act, date, told, events) {
            own = Own::Day(date);
        }
    }
    for index in scan.predicates.clone() {
        let predicate = text.predicates[index];
        let main = predicate.token == scan.head
            || scan.is_fact(index)
            || matches!(own, Own::Day(_)) && scan.is_occasion(index)
            || matches!(predicate.shape, Shape::Quoting | Shape::Nominal) && scan.reported(index);
        if !main {
            continue;
        }
        let told_already = |act: &Act<'_>| {
            done.iter().any(|other| {
                let verb = other.predicate.map(|verb| text.predicates[verb].token);
                other.token == act.token || other.predicate == Some(index) || verb == Some(act.token)
            })
        };
        if let Some(act) = scan.act_at(index).filter(|act| !told_already(act)) {
            done.push(act);
            scan.undated_event(act, calendar, told, &own, events);
        }
    }
}

/// Whether a clause tells what a token is about as still to come.
pub(super) fn is_ahead(text: &Annotated<'_>, number: usize, token: usize) -> bool {
    Scan::new(text, number).is_ahead(token)
}

/// Talks told by what was talked about are the talks told before: one entry for both.
pub(super) fn drop_details(events: &mut Vec<FoundEvent>) {
    let mut seen: Vec<(Vec<usize>, Vec<PartyCode>)> = Vec::new();
    events.retain(|event| {
        if event.kind != EventKind::Meeting || event.times.is_empty() || event.listed {
            return true;
        }
        let again = seen.iter().any(|(times, parties)| {
            *times == event.times && event.parties.iter().all(|party| parties.contains(party))
        });
        seen.push((event.times.clone(), event.parties.clone()));
        !again
    });
}

/// The dates of a clause.
enum Own {
    /// It has none.
    Nothing,
    /// They are of other acts.
    Other,
    /// The day of an act that happened.
    Day(Dated),
}

struct Scan<'a, 't> {
    text: &'a Annotated<'t>,
    number: usize,
    tokens: Range<usize>,
    head: usize,
    /// The predicates of the clause, as indices.
    predicates: Range<usize>,
}

impl<'a, 't> Scan<'a, 't> {
    fn new(text: &'a Annotated<'t>, number: usize) -> Self {
        let clause = &text.clauses[number];
        let tokens = clause.tokens.first().map_or(0..0, |&first| first..first + clause.tokens.len());
        Self { text, number, predicates: text.predicates_in(&tokens), tokens, head: clause.head }
    }

    /// Whether one of these acts has its predicate where a range ends.
    fn tells(&self, dated: &[(Act<'_>, Dated)], end: usize) -> bool {
        let ends = |index: usize| {
            let token = self.text.predicates[index].token;
            self.text.analysis.tokens[token].end as usize == end
        };
        dated.iter().any(|(act, _)| act.predicate.is_some_and(ends))
    }
}
