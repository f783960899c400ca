//! The act that a date belongs to: that of the first predicate behind it, or of the noun that it leads to.

use std::ops::Range;

use entente_model::{Letter as _, Precision};

use super::{Act, NEAR, Scan};
use crate::{
    events::dates::Dated,
    lexicon::{Part, Shape, When},
};

/// How many words from a date a noun that it leads to may stand.
const REACH: usize = 12;

impl<'a> Scan<'a, '_> {
    /// The act that a date with this last word belongs to.
    pub(super) fn bearer(&self, token: usize, dated: &Dated) -> Option<Act<'a>> {
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
    pub(super) fn turned_about(
        &self,
        token: usize,
        last: usize,
        date: &Range<usize>,
    ) -> Option<Option<usize>> {
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
            if !form.chars().any(char::is_letter_or_digit) {
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
                && next.chars().any(char::is_letter_or_digit)
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

    /// "2022년 11월 방한 *때 체결된* 약정": what was done on the occasion of an act that a date leads to.
    pub(super) fn done_at(&self, act: &Act<'a>) -> Option<Act<'a>> {
        let text = self.text;
        let occasion = act.predicate.is_none() && text.lexicon.endings.is_occasion(text.form(act.token + 1));
        let behind = |&index: &usize| occasion && text.predicates[index].token > act.token;
        let index = self.predicates.clone().find(behind)?;
        let predicate = text.predicates[index];
        let near = predicate.token <= act.token + NEAR;
        let done = near && predicate.shape == Shape::Before && predicate.when == When::Past;
        self.act_at(index).filter(|next| done && next.rule.grade > 1 && next.token != act.token)
    }
}
