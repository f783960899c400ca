//! Events where endings run together with words and the predicate comes last.
//!
//! A date belongs to the first predicate behind it, or to the noun that it leads to without a particle between ("2000년 6월
//! 남북정상회담"). What the ending of that predicate does tells how far the act has come; one that goes on takes this from
//! the end of its sentence.

mod former;
mod nameless;
mod reality;
mod rows;

use std::ops::Range;

use entente_model::{EventKind, EventStatus, Interval, PartyCode, Precision};

pub(super) use rows::find as chronicle;

use super::{
    FoundEvent, build,
    dates::{self, Calendar, Dated},
    status::{self, Reality},
    told::{self, Told},
};
use crate::{
    annotate::Annotated,
    lexicon::{ClassMask, EventRule, Part, Shape, Use, When},
};

/// How many words from a date a noun that it leads to may stand.
const REACH: usize = 12;
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

    /// Whether what is told as said or agreed is only about a year: one behind the publication.
    fn is_said_of(&self, act: &Act<'_>, date: &Dated) -> bool {
        let ahead = self.text.published.is_some_and(|day| date.when.earliest() > day.latest());
        let done = act
            .predicate
            .and_then(|index| self.reality(index, 0))
            .is_some_and(|reality| reality.past && reality.status == EventStatus::Occurred);
        // "2030년까지 사들이기로 했다" is the plan itself.
        let decided = || {
            let last = act.predicate.map_or(act.token, |index| self.text.predicates[index].token);
            let (first, last) = (act.token.min(last), act.token.max(last));
            (first..=last).any(|token| self.text.lexicon.endings.is_decided(self.text.form(token)))
        };
        ahead
            && done
            && !decided()
            && date.when.precision() <= Precision::Year
            && act.rule.kind == EventKind::Statement
    }

    /// Whether one of these acts has its predicate where a range ends.
    fn tells(&self, dated: &[(Act<'_>, Dated)], end: usize) -> bool {
        let ends = |index: usize| {
            let token = self.text.predicates[index].token;
            self.text.analysis.tokens[token].end as usize == end
        };
        dated.iter().any(|(act, _)| act.predicate.is_some_and(ends))
    }

    /// The act that a date with this last word belongs to.
    fn bearer(&self, token: usize, dated: &Dated) -> Option<Act<'a>> {
        let (date, over) = (&dated.range, dated.when);
        let last = self.text.tokens_in(date).last().unwrap_or(token);
        if let Some(act) = self.cleft(token, last, date) {
            return Some(act);
        }
        self.noun_behind(last, date).or_else(|| {
            // A purpose between a date and its act takes no date: "4일 … 논의하기 위해 회의를 연다".
            let mut behind = self.predicates.clone().filter(|&at| {
                let predicate = self.text.predicates[at];
                predicate.token > last
                    && predicate.shape != Shape::Unreal
                    && !self.is_quoted(date.end, predicate.token)
            });
            let first = behind.next()?;
            // "5월 12일 가입하*겠다고 선언했다": on a day that is over it was said, and not done.
            let quoting = self.text.predicates[first];
            // "1960년 이 문서가 무효라고 선언했다": nor does what stands hold on a day alone.
            let said = quoting.shape == Shape::Quoting
                && (quoting.when == When::Future
                    || quoting.when == When::Present && over.precision() >= Precision::Year)
                && self.predicates.contains(&(first + 1))
                && self.is_head(first + 1)
                && self.text.published.is_some_and(|day| over.earliest() <= day.latest());
            if said && let Some(act) = self.act_at(first + 1) {
                return Some(Act { first: act.first.min(token), ..act });
            }
            // "9월 뉴욕에서 열리는 총회에 참석한다": whoever takes part does so that day.
            let next = first + 1;
            let light = self.text.lexicon.endings.is_light(self.text.form(self.text.predicates[first].token));
            if self.text.predicates[first].shape == Shape::Before
                && light
                && self.predicates.contains(&next)
                && self.text.lexicon.endings.attends(self.text.form(self.text.predicates[next].token))
                && let Some(act) = self.act_at(next)
            {
                return Some(Act { first: act.first.min(token), ..act });
            }
            self.act_at(first).or_else(|| {
                // Verbs that say nothing of their own leave the date to the next one of the clause.
                let mut passed = first;
                behind.find_map(|next| {
                    let over = self.text.predicates[passed];
                    let at_once = over.shape == Shape::Linking
                        && self.text.lexicon.endings.is_at_once(self.text.form(over.token));
                    passed = next;
                    if over.shape == Shape::Before || at_once { self.act_at(next) } else { None }
                })
            })
        })
    }

    /// Whether a predicate is the head of the clause, or all but a helper behind it: "*선언해* 버렸다".
    fn is_head(&self, index: usize) -> bool {
        let text = self.text;
        let token = text.predicates[index].token;
        let helped = token + 1 == self.head
            && text.predicates[index].shape == Shape::Linking
            && text.lexicon.endings.is_auxiliary(text.form(self.head));
        token == self.head || helped
    }

    /// "라오스를 방문한 것은 9월 11일이었다": the act whose day the sentence tells as its predicate.
    fn cleft(&self, token: usize, last: usize, date: &Range<usize>) -> Option<Act<'a>> {
        match self.turned_about(token, last, date)? {
            Some(told) => {
                let act = self.act_at(told)?;
                Some(Act { last: last.max(act.last), ..act })
            }
            None => self.named_day(token, last),
        }
    }

    /// The predicate that says something of "the thing" whose date the sentence tells, where it tells one so; without such a
    /// thing `Some(None)`.
    #[expect(clippy::option_option, reason = "a sentence may tell a date so of a noun")]
    fn turned_about(&self, token: usize, last: usize, date: &Range<usize>) -> Option<Option<usize>> {
        let text = self.text;
        let endings = &text.lexicon.endings;
        let word = text.analysis.tokens.get(last)?;
        let copula = text.text.get(date.end..word.end as usize)?;
        if !endings.is_told_as(copula) {
            return None;
        }
        let thing = (self.tokens.start + 1..token).rev().find(|&at| endings.is_thing(text.form(at)));
        let Some(thing) = thing else { return Some(None) };
        let told = text.predicates_in(&(thing - 1..thing)).next()?;
        (text.predicates[told].shape == Shape::Before).then_some(Some(told))
    }

    /// "수교일은 1948년 10월 15일이다": the act that names the day which the sentence tells.
    fn named_day(&self, token: usize, last: usize) -> Option<Act<'a>> {
        let text = self.text;
        let mask = text.mask_of(self.tokens.clone());
        let rule = |at: usize| {
            let noun = text.lexicon.endings.act_of_day(text.form(at))?;
            let rule = text.lexicon.events.of_stem(Part::Noun, noun, mask, mask)?;
            (rule.grade > 1).then_some((rule, at))
        };
        let (rule, token) = (self.tokens.start..token).rev().find_map(rule)?;
        Some(Act { rule, token, predicate: None, first: self.tokens.start, last })
    }

    /// The noun that a date leads to, with nothing but nouns without particles between.
    fn noun_behind(&self, last: usize, date: &Range<usize>) -> Option<Act<'a>> {
        let text = self.text;
        let endings = &text.lexicon.endings;
        let word = text.analysis.tokens.get(last)?;
        let rest = text.text.get(date.end..word.end as usize)?;
        if !rest.is_empty() && !endings.modifies(&format!("-{rest}")) {
            return None;
        }
        let end = self.tokens.end.min(last + REACH);
        for token in last + 1..end {
            let form = text.form(token);
            if !form.chars().any(char::is_alphanumeric) {
                if form.starts_with([',', '.', ';']) {
                    return None;
                }
                continue;
            }
            if !text.predicates_in(&(token..token + 1)).is_empty() {
                return None;
            }
            let particle = text.analysis.tokens[token].stem_end < text.analysis.tokens[token].end;
            // A noun without a particle belongs to the noun behind it: "대북 제재 결의".
            let next = text.form(token + 1);
            let inner = !particle
                && token + 1 < self.tokens.end
                && next.chars().any(char::is_alphanumeric)
                && text.predicates_in(&(token + 1..token + 2)).is_empty()
                && !text.lexicon.endings.is_after(next)
                // "국빈 방중 예정"
                && !text.lexicon.status.planned.contains(next);
            let counted =
                token + 1 < self.tokens.end && next.starts_with(|letter: char| letter.is_ascii_digit());
            let mask = text.mask_of(self.tokens.clone());
            if !counted
                && !inner
                && let Some((rule, _)) = text.noun_rule(token, mask)
            {
                let verb = self.verb_of(token);
                // "2017년 9월 동방경제포럼에서 … 제안했다": where it was; what was done there is the act.
                // … or why somebody came: "11월 정상회의 *참석차* 리마를 방문해", "정상회의에 *참석하기* 위해".
                let setting = |form| text.lexicon.endings.is_setting(form);
                let purpose = verb.is_some_and(|verb| text.predicates[verb].shape == Shape::Unreal);
                if (verb.is_none() && (setting(form) || setting(next) || endings.is_occasion(next))
                    || purpose)
                    && let Some(act) = self.head_act().filter(|act| act.token > token)
                {
                    return Some(act);
                }
                let quoted = verb.map_or(token, |verb| text.predicates[verb].token);
                return Some(Act { rule, token, predicate: verb, first: last, last: quoted });
            }
            if particle && !endings.modifies(form) {
                return None;
            }
        }
        None
    }

    /// The act of the clause's head, if it is told as done or to come.
    fn head_act(&self) -> Option<Act<'a>> {
        let index = self.predicates.clone().next_back()?;
        let told = self.text.predicates[index].token == self.head && self.reality(index, 0).is_some();
        self.act_at(index).filter(|_| told)
    }

    /// The verb that a noun leaves its act to: "정상회담을 *갖고*".
    fn verb_of(&self, noun: usize) -> Option<usize> {
        let behind = self.text.predicates_in(&(noun + 1..(noun + 4).min(self.tokens.end)));
        behind.clone().next().filter(|&verb| {
            let token = self.text.predicates[verb].token;
            self.text.lexicon.endings.is_light(self.text.form(token))
        })
    }

    /// The act that a predicate tells: by its own stem, or by the noun that it leaves it to.
    fn act_at(&self, index: usize) -> Option<Act<'a>> {
        let text = self.text;
        let predicate = text.predicates[index];
        let before = index.checked_sub(1).filter(|before| self.predicates.contains(before));
        let first = before.map_or(self.tokens.start, |before| text.predicates[before].token + 1);
        let last = self.phrase_end(index);
        let whole = if predicate.token == self.head { self.tokens.clone() } else { first..last + 1 };
        let mask = text.mask_of(whole);
        let near = text.mask_of(predicate.token.saturating_sub(NEAR).max(first)..=last);
        let act = |rule, token, first| Act { rule, token, predicate: Some(index), first, last };
        if let Some(rule) = self.phrase(predicate.token, mask, first) {
            return Some(act(rule, predicate.token, first));
        }
        let own = self.own(predicate.token, mask, near);
        let light = text.lexicon.endings.is_light(text.form(predicate.token));
        if let Some(rule) = own.filter(|rule| !light || rule.grade > 1) {
            return Some(act(rule, predicate.token, first));
        }
        if !light {
            return None;
        }
        // What an earlier predicate tells is its own: "개최될 예정이다".
        let other = self.predicates.clone().filter(|&at| at < index);
        let other = other.rev().map(|at| text.predicates[at]).find(|other| other.shape != Shape::Nominal);
        let floor = other.map_or(self.tokens.start, |other| other.token + 1);
        let from = predicate.token.saturating_sub(NEAR).max(floor);
        let noun = (from..predicate.token).rev().find_map(|token| self.noun_or_decided(token, mask, near));
        if let Some((rule, token)) = noun {
            // "회담을 갖기로 하였다": what is decided upon is the act, where the verb leaves it to a noun.
            let form = text.form(token);
            let left = text.lexicon.endings.is_decided(form) && text.lexicon.endings.is_light(form);
            let upon = (token.saturating_sub(NEAR).max(floor)..token).rev();
            let upon = upon.filter(|_| left).find_map(|token| Some((text.noun_rule(token, mask)?.0, token)));
            let (rule, token) = upon.unwrap_or((rule, token));
            return Some(act(rule, token, first.min(token)));
        }
        if predicate.shape == Shape::Before {
            // Of several nouns the last is what the others say more of: "이민 120주년 준비 *모임*".
            let behind = (predicate.token + 1..=last).rev().find_map(|token| {
                let (rule, _) = text.noun_rule(token, mask)?;
                Some((rule, token))
            });
            if let Some((rule, token)) = behind {
                return Some(act(rule, token, first));
            }
        }
        own.map(|rule| act(rule, predicate.token, first))
    }

    /// A phrase that ends in the predicate: "문을 열었다".
    fn phrase(&self, token: usize, mask: ClassMask, first: usize) -> Option<&'a EventRule> {
        let text = self.text;
        (token.saturating_sub(2).max(first)..token).find_map(|start| {
            let hit =
                text.lexicon.events.of_phrase(mask, |step| text.forms(start + step).map(|(_, form)| form))?;
            (start + hit.words == token + 1).then_some(hit.rule)
        })
    }

    /// The rule that a predicate meets by its own stem.
    fn own(&self, token: usize, mask: ClassMask, near: ClassMask) -> Option<&'a EventRule> {
        let text = self.text;
        let events = &text.lexicon.events;
        let endings = &text.lexicon.endings;
        let form = text.form(token);
        let acts = endings.acts(form).filter(|(_, use_, _)| *use_ == Use::Verb);
        let nouns =
            acts.filter_map(|(stem, ..)| Some((stem.len(), events.of_stem(Part::Noun, stem, mask, near)?)));
        let stems = endings.stems(form);
        let verbs =
            stems.filter_map(|(stem, _)| Some((stem.len(), events.of_stem(Part::Verb, stem, mask, near)?)));
        nouns.chain(verbs).max_by_key(|(len, rule)| (rule.grade, *len)).map(|(_, rule)| rule)
    }

    /// A noun that tells an act, or a predicate made a noun of ("설립하기로 했다").
    fn noun_or_decided(
        &self,
        token: usize,
        mask: ClassMask,
        near: ClassMask,
    ) -> Option<(&'a EventRule, usize)> {
        let text = self.text;
        let nominal = text.predicates_in(&(token..token + 1)).next();
        match nominal.map(|at| text.predicates[at].shape) {
            Some(Shape::Nominal) => self
                .own(token, mask, near)
                .or_else(|| text.noun_rule(token, mask).map(|(rule, _)| rule))
                .map(|rule| (rule, token)),
            Some(_) => None,
            None => text.noun_rule(token, mask).map(|(rule, _)| (rule, token)),
        }
    }

    /// The last word of what a predicate's act takes in: of one that says something of a noun, that noun.
    fn phrase_end(&self, index: usize) -> usize {
        let text = self.text;
        let predicate = text.predicates[index];
        if predicate.token == self.head {
            return self.tokens.end - 1;
        }
        if predicate.shape != Shape::Before {
            return predicate.token;
        }
        let end = (predicate.token + 6).min(self.tokens.end);
        for token in predicate.token + 1..end {
            let form = text.form(token);
            let particle = text.analysis.tokens[token].stem_end < text.analysis.tokens[token].end;
            let stops = particle && !text.lexicon.endings.modifies(form);
            // "한,일" is one word.
            let comma =
                form == "," && text.analysis.tokens.get(token + 1).is_none_or(|next| next.space_before);
            if stops || comma || !text.predicates_in(&(token..token + 1)).is_empty() {
                return token;
            }
        }
        end - 1
    }

    /// Whether a predicate is what the head of the clause reports or decides.
    fn reported(&self, index: usize) -> bool {
        let behind = self.predicates.clone().filter(|&at| at > index);
        behind.clone().count() == 1
            && behind.clone().all(|at| self.text.predicates[at].token == self.head)
            && self.text.predicates[index].shape == Shape::Quoting
    }

    /// An act on its day; the day, if it happened then.
    fn dated_event(
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
            event.grade = super::SURE;
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

    /// "2022년 11월 방한 *때 체결된* 약정": what was done on the occasion of an act that a date leads to.
    fn done_at(&self, act: &Act<'a>) -> Option<Act<'a>> {
        let text = self.text;
        let occasion = act.predicate.is_none() && text.lexicon.endings.is_occasion(text.form(act.token + 1));
        let behind = |&index: &usize| occasion && text.predicates[index].token > act.token;
        let index = self.predicates.clone().find(behind)?;
        let predicate = text.predicates[index];
        let near = predicate.token <= act.token + NEAR;
        let done = near && predicate.shape == Shape::Before && predicate.when == When::Past;
        self.act_at(index).filter(|next| done && next.rule.grade > 1 && next.token != act.token)
    }

    /// "3월로 연기됐다": whether a date is the one to which something is put off.
    fn is_put_off_to(&self, date: &Dated) -> bool {
        let text = self.text;
        let last = text.tokens_in(&date.range).last();
        let particle =
            last.and_then(|last| text.text.get(date.range.end..text.analysis.tokens[last].end as usize));
        let to = particle.is_some_and(|particle| text.lexicon.endings.is_towards(particle));
        let behind = |&index: &usize| last.is_some_and(|last| text.predicates[index].token > last);
        let next = self.predicates.clone().find(behind).map(|index| text.form(text.predicates[index].token));
        to && next
            .is_some_and(|form| text.lexicon.status.put_off.iter().any(|word| form.starts_with(&**word)))
    }

    /// "방문한 총리가 공동성명에 *서명했을 때*": what was done while something else was.
    fn is_occasion(&self, index: usize) -> bool {
        let text = self.text;
        let predicate = text.predicates[index];
        predicate.shape == Shape::Before
            && predicate.when == When::Past
            && text.lexicon.endings.is_occasion(text.form(predicate.token + 1))
    }

    /// "도입한 *바 있다*": what is told so was done.
    fn is_fact(&self, index: usize) -> bool {
        let text = self.text;
        let predicate = text.predicates[index];
        predicate.shape == Shape::Before
            && predicate.when == When::Past
            && text.lexicon.endings.is_fact(text.form(predicate.token + 1), text.form(predicate.token + 2))
    }

    fn is_nominal(&self, token: usize) -> bool {
        let at = self.text.predicates_in(&(token..token + 1));
        self.text.predicates[at].iter().any(|predicate| predicate.shape == Shape::Nominal)
    }

    fn undated_event(
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
        let word = |token: &usize| text.form(*token).chars().any(char::is_alphanumeric);
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
