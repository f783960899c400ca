//! Acts of a clause as events, with their dates, how far they have come, and the words to quote.

use std::ops::Range;

use entente_model::{EventKind, EventStatus, Interval, Letter as _, Precision};

use super::{Act, Own, Scan, reality};
use crate::{
    annotate::Annotated,
    events::{
        FoundEvent, SURE, build,
        dates::{self, Calendar, Dated},
        status::{self, Reality},
        told::{self, Told},
    },
    lexicon::Shape,
};

impl Scan<'_, '_> {
    /// An act on its day; the day, if it happened then.
    pub(super) fn dated_event(
        &self,
        act: Act<'_>,
        mut date: Dated,
        told: &mut Told,
        events: &mut Vec<FoundEvent>,
    ) -> Option<Dated> {
        let text = self.text;
        if self.is_celebrated(act.token, date.when) {
            return None;
        }
        // "1963년 1월 14일 수교 이래": since it began; it began on that day.
        if act.predicate.is_none()
            && date.when.last_day().is_none()
            && let Some(day) = date.times.first().and_then(|&time| text.times[time].edtf)
        {
            date.when = day;
        }
        let before = |index: usize| text.predicates[index].shape == Shape::Before;
        let mut just_decided = false;
        let status = match act.predicate {
            // "4월로 잡혀 있던 방한은 … 취소되었다"
            index if index.is_none_or(before) && self.is_called_off(act.token) => EventStatus::Cancelled,
            Some(index) => {
                let reality = self.reality(index, 0)?;
                let decided = text.predicates[index].shape == Shape::Nominal
                    || (act.token..text.predicates[index].token)
                        .any(|token| text.lexicon.endings.is_decided(text.form(token)))
                    || act.token < text.predicates[index].token && self.is_nominal(act.token);
                just_decided = decided && is_recent(text, date.when);
                if (reality.status == EventStatus::Planned || decided) && !just_decided {
                    dates::not_behind(text, &mut date);
                } else if reality.past && reality.status == EventStatus::Occurred {
                    dates::not_ahead(text, text.predicates[index].token, &mut date);
                }
                // "막아 왔다": it went on from that day.
                if !self.helps(index) {
                    dates::to_start(text, reality, &mut date);
                }
                reality::at(text, reality, index, date.when)
            }
            None if text.lexicon.status.planned.contains(text.form(act.token + 1)) => EventStatus::Planned,
            None => status::of_noun(text, &(act.token..act.token + 1), date.when),
        };
        let status = if self.is_put_off_to(&date) { EventStatus::Planned } else { status };
        // "전날 판문점을 방문하고, 19일 출국할 예정이다": a plan at the end of a sentence makes none of what is over.
        let over = text.published.is_some_and(|day| date.when.latest() < day.earliest());
        let linked = act
            .predicate
            .is_some_and(|index| text.predicates[index].shape == Shape::Linking && !self.is_plan(index));
        let over = over && (linked || just_decided);
        let status = if status == EventStatus::Planned && over { EventStatus::Occurred } else { status };
        let when = date.when;
        // "In the war on 9 May": the day is of another thing that nobody is named for.
        let sure = if act.predicate.is_some() { 0.7 } else { 0.62 };
        let range = self.quote(&act, Some(&date.range));
        let confidence = sure + 0.08 * f64::from(act.rule.grade);
        let clause = self.number;
        let verbal = act.predicate.is_some();
        let apart = act.predicate.is_some_and(|index| text.predicates[index].shape != Shape::Before);
        // "2002년 7월 방일한 대통령이 … 서명했다": who came did there what is told of him.
        let came = act.rule.kind == EventKind::Visit && when.precision() == Precision::Month;
        let holds = apart || came || when.precision() == Precision::Day;
        let day = (verbal && status == EventStatus::Occurred && holds)
            .then(|| Dated { carried: true, ..date.clone() });
        let mut event = build(text, clause, act.rule, range, act.token, Some(date), status, confidence);
        // "내년에 방문하겠다고 밝혔다": the words are of the visit, the act is the saying.
        let quoted = act.predicate.and_then(|index| index.checked_sub(1)).is_some_and(|before| {
            self.predicates.contains(&before) && text.predicates[before].shape == Shape::Quoting
        });
        if quoted && act.rule.kind == EventKind::Statement {
            event.grade = SURE;
        }
        // A headline tells what the text tells again.
        event.listed = !verbal && self.is_headline();
        if act.rule.kind == EventKind::Conflict && act.rule.grade < 2 && event.parties.is_empty()
            || act.rule.grade == 1 && event.parties.is_empty()
        {
            return None;
        }
        if status == EventStatus::Occurred && verbal {
            told.tell(text.clauses[clause].sentence, when, &event.times);
        }
        events.push(event);
        day
    }

    pub(super) fn undated_event(
        &self,
        act: Act<'_>,
        calendar: &Calendar,
        told: &mut Told,
        own: &Own,
        events: &mut Vec<FoundEvent>,
    ) {
        let text = self.text;
        let Some(index) = act.predicate else { return };
        let Some(reality) = self.reality(index, 0) else { return };
        let performed = self.is_performed(index, act.rule);
        if act.rule.grade < 2 || reality.present && !performed {
            return;
        }
        let reality = if performed { Reality::DONE } else { reality };
        // "21일 회의를 열고 약정에 서명했다고 22일 밝혔다": the day behind what is reported is that of the report.
        let word_end = text.analysis.tokens[text.predicates[index].token].end as usize;
        let reported =
            |date: &Dated| text.predicates[index].shape == Shape::Quoting && date.range.start >= word_end;
        let date = match own {
            Own::Day(date) if reported(date) && reality.status == EventStatus::Occurred => {
                calendar.earlier_in_sentence(text, self.number).or_else(|| Some(date.clone()))
            }
            Own::Day(date) if reality.status == EventStatus::Occurred => Some(date.clone()),
            Own::Day(_) => None,
            Own::Other => told.on_news_day(text, reality),
            Own::Nothing if performed => told.on_news_day(text, reality),
            Own::Nothing => told
                .carried_glued(text, calendar, self.number, reality)
                .or_else(|| calendar.of_section(text.clauses[self.number].span.start))
                .filter(|_| !told::lasts(text, &text.clauses[self.number].span)),
        };
        let when = date.as_ref().map(|date| date.when);
        let status = reality.at(when, text.published);
        let sure = if date.is_some() { 0.5 } else { 0.45 };
        let confidence = sure + 0.08 * f64::from(act.rule.grade);
        let range = self.quote(&act, None);
        let event = build(text, self.number, act.rule, range, act.token, date, status, confidence);
        if let (Some(when), EventStatus::Occurred) = (when, status) {
            told.tell(text.clauses[self.number].sentence, when, &event.times);
        }
        events.push(event);
    }

    /// From the date or the first word of the act's part of the clause to its last.
    fn quote(&self, act: &Act<'_>, date: Option<&Range<usize>>) -> Range<usize> {
        let text = self.text;
        let word = |token: &usize| text.form(*token).chars().any(char::is_letter_or_digit);
        let predicate = act.predicate.map(|index| text.predicates[index]);
        let heads = predicate.is_some_and(|predicate| predicate.token == self.head);
        let act = Act { first: if heads { self.tokens.start } else { act.first }, ..*act };
        let first = (act.first..=act.last).find(word).unwrap_or(act.first);
        let last = (act.first..=act.last).rev().find(word).unwrap_or(act.last);
        let bytes = text.bytes_of(&(first..last + 1));
        // "수교일은 1948년 10월 15일이다": the date stands behind what it is of.
        let behind = |date: &Range<usize>| {
            predicate.is_none() && (text.analysis.tokens[act.token].end as usize) <= date.start
        };
        let start = match date {
            Some(date) if !heads && date.start < bytes.end && !behind(date) => date.start,
            Some(date) => date.start.min(bytes.start),
            None => bytes.start,
        };
        start..bytes.end.max(start)
    }
}

/// "2월 22일 … 받기로 했고", told in May: what was decided is told by the day of the decision while that is the nearer one.
fn is_recent(text: &Annotated<'_>, when: Interval) -> bool {
    /// Days before the publication: a third of a year.
    const RECENT: i64 = 122;
    text.published.is_some_and(|day| {
        let behind = day.earliest().days_since(when.latest());
        when.precision() >= Precision::Month && (1..=RECENT).contains(&behind)
    })
}
