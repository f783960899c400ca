//! How far the act of a Korean predicate has come, by its ending and the words behind it.

use entente_model::{EventKind, EventStatus, Interval, Letter as _, PloverRoot, Precision};

use super::{Act, Scan};
use crate::{
    annotate::Annotated,
    events::{dates::Dated, status::Reality},
    lexicon::{EventRule, Shape, When},
};

impl Scan<'_, '_> {
    /// The words of a predicate and of what stands behind it in its sentence, a few of them.
    pub(super) fn tail(&self, index: usize) -> String {
        let text = self.text;
        let predicate = text.predicates[index];
        let sentence = &text.analysis.sentences[text.clauses[self.number].sentence];
        let last = (predicate.token + 4).min(sentence.tokens.end as usize);
        let mut tail = String::new();
        for token in predicate.token..last {
            let form = text.form(token);
            if form.chars().any(char::is_letter_or_digit) {
                tail.push(' ');
                tail.push_str(form);
            } else if form.starts_with([',', ';']) {
                break;
            }
        }
        tail
    }

    /// Whether the words right behind a predicate make a plan of it.
    pub(super) fn is_plan(&self, index: usize) -> bool {
        let tail = self.tail(index);
        self.text.lexicon.status.planned.iter().any(|word| tail.contains(&**word))
    }

    /// How far the act of a predicate has come; `None` where it is only thought of.
    pub(super) fn reality(&self, index: usize, depth: usize) -> Option<Reality> {
        let text = self.text;
        let words = &text.lexicon.status;
        let predicate = text.predicates[index];
        let tail = self.tail(index);
        let has = |list: &rustc_hash::FxHashSet<Box<str>>| list.iter().any(|word| tail.contains(&**word));
        let reality = |status, past, present| Some(Reality::new(status, past, present));
        if predicate.shape == Shape::Unreal || has(&words.unreal) {
            return None;
        }
        let next = index + 1;
        let sentence = &text.analysis.sentences[text.clauses[self.number].sentence];
        let inside = text.predicates_in(&(sentence.tokens.start as usize..sentence.tokens.end as usize));
        if has(&words.cancelled) {
            return reality(EventStatus::Cancelled, true, false);
        }
        if has(&words.denied) {
            return reality(EventStatus::Denied, true, false);
        }
        if has(&words.planned) {
            let lapsed = predicate.when == When::Past;
            return Some(Reality { lapsed, ..Reality::new(EventStatus::Planned, false, false) });
        }
        let done = Some(Reality::DONE);
        // "출항할 때": when it was, whatever the ending.
        let next_word = text.form(predicate.token + 1);
        if predicate.shape == Shape::Before && text.lexicon.endings.is_occasion(next_word) && depth < 8 {
            let last = inside.end - 1;
            return if last > index { self.reality(last, depth + 1) } else { done };
        }
        let goes_on = predicate.when != When::Past && depth < 8 && inside.contains(&next);
        match (predicate.shape, predicate.when) {
            (_, When::Future) => reality(EventStatus::Planned, false, false),
            (_, When::Past) if has(&words.alleged) => reality(EventStatus::Alleged, true, false),
            (Shape::Closing, When::Present) if has(&words.ongoing) => {
                reality(EventStatus::Ongoing, false, false)
            }
            (_, When::Past) | (Shape::Linking | Shape::Nominal, _) if !goes_on => done,
            (Shape::Linking | Shape::Nominal, _) if goes_on => {
                // It goes as far as the sentence goes: "방문해 회담을 가질 예정이다".
                let last = if predicate.shape == Shape::Nominal { next } else { inside.end - 1 };
                let end = self.reality(last, depth + 1);
                // Before a wish or a state of things only a date makes an act of it.
                end.or_else(|| reality(EventStatus::Occurred, false, true))
            }
            _ => reality(EventStatus::Occurred, false, true),
        }
    }

    /// Whether what the predicate behind a token tells is still to come.
    pub(super) fn is_ahead(&self, token: usize) -> bool {
        let behind = |&index: &usize| self.text.predicates[index].token >= token;
        let governing = self.predicates.clone().find(behind);
        let reality = governing.and_then(|index| self.reality(index, 0));
        reality.is_some_and(|reality| reality.status == EventStatus::Planned)
    }

    /// Whether the head of the clause tells that what a noun before it names was called off.
    pub(super) fn is_called_off(&self, noun: usize) -> bool {
        let text = self.text;
        let Some(last) = self.predicates.clone().next_back() else { return false };
        let told = text.predicates[last].token == self.head && text.predicates[last].token > noun;
        // "내년으로 *연기하기로 하였다*": what was decided upon.
        let upon = last.checked_sub(1).filter(|before| {
            self.predicates.contains(before)
                && text.predicates[*before].shape == Shape::Nominal
                && text.predicates[*before].token + 1 == text.predicates[last].token
        });
        let last = upon.unwrap_or(last);
        // Of whatever else is told in between the noun is a part.
        let alone = !self.predicates.clone().any(|at| {
            let token = text.predicates[at].token;
            at < last && token > noun && text.predicates[at].shape == Shape::Linking
        });
        told && alone && self.reality(last, 0).is_some_and(|reality| reality.status == EventStatus::Cancelled)
    }

    /// "제안합니다": saying so to listeners does it.
    pub(super) fn is_performed(&self, index: usize, rule: &EventRule) -> bool {
        let predicate = self.text.predicates[index];
        predicate.shape == Shape::Closing
            && predicate.when == When::Present
            && rule.plover == PloverRoot::Request
            && self.text.lexicon.endings.is_spoken(self.text.form(predicate.token))
    }

    /// "수교 30주년을 맞았다": the anniversary tells when the act was; the day that keeps it is no day of the act.
    /// An act that is told with its own month or day is told as well, "1964년 2월 수교한 두 나라는 … 60주년을".
    pub(super) fn is_celebrated(&self, token: usize, when: Interval) -> bool {
        let word = &self.text.analysis.tokens[token];
        let (start, end) = (word.start as usize, word.end as usize);
        self.text.anniversaries.iter().any(|anniversary| {
            let range = &anniversary.range;
            // "수교한 *지* 60년이 되는": a word of a syllable counts the years from the act.
            let counted = |gap: &str| gap.is_empty() || anniversary.counts && gap.chars().count() == 1;
            let before = self.text.text.get(end..range.start).is_some_and(|gap| counted(gap.trim()));
            let own = |implied: Interval| {
                when.precision() >= Precision::Month && implied.earliest().year() == when.earliest().year()
            };
            anniversary.implied.is_some_and(|implied| !own(implied)) && (before || range.contains(&start))
        })
    }

    /// Whether a predicate is the head of the clause, or all but a helper behind it: "*선언해* 버렸다".
    pub(super) fn is_head(&self, index: usize) -> bool {
        let text = self.text;
        let token = text.predicates[index].token;
        let helped = token + 1 == self.head
            && text.predicates[index].shape == Shape::Linking
            && text.lexicon.endings.is_auxiliary(text.form(self.head));
        token == self.head || helped
    }

    /// Whether a predicate is what the head of the clause reports or decides.
    pub(super) fn reported(&self, index: usize) -> bool {
        let behind = self.predicates.clone().filter(|&at| at > index);
        behind.clone().count() == 1
            && behind.clone().all(|at| self.text.predicates[at].token == self.head)
            && self.text.predicates[index].shape == Shape::Quoting
    }

    /// "방문한 총리가 공동성명에 *서명했을 때*": what was done while something else was.
    pub(super) fn is_occasion(&self, index: usize) -> bool {
        let text = self.text;
        let predicate = text.predicates[index];
        predicate.shape == Shape::Before
            && predicate.when == When::Past
            && text.lexicon.endings.is_occasion(text.form(predicate.token + 1))
    }

    /// "도입한 *바 있다*": what is told so was done.
    pub(super) fn is_fact(&self, index: usize) -> bool {
        let text = self.text;
        let predicate = text.predicates[index];
        predicate.shape == Shape::Before
            && predicate.when == When::Past
            && text.lexicon.endings.is_fact(text.form(predicate.token + 1), text.form(predicate.token + 2))
    }

    pub(super) fn is_nominal(&self, token: usize) -> bool {
        let at = self.text.predicates_in(&(token..token + 1));
        self.text.predicates[at].iter().any(|predicate| predicate.shape == Shape::Nominal)
    }

    /// Whether what is told as said or agreed is only about a year: one behind the publication.
    pub(super) fn is_said_of(&self, act: &Act<'_>, date: &Dated) -> bool {
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

    /// "3월로 연기됐다": whether a date is the one to which something is put off.
    pub(super) fn is_put_off_to(&self, date: &Dated) -> bool {
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

    /// Whether nothing in the sentence ends it as a sentence does.
    pub(super) fn is_headline(&self) -> bool {
        let sentence = &self.text.analysis.sentences[self.text.clauses[self.number].sentence];
        let inside = self.text.predicates_in(&(sentence.tokens.start as usize..sentence.tokens.end as usize));
        !self.text.predicates[inside].iter().any(|predicate| predicate.shape == Shape::Closing)
    }
}

/// The status of an act on its day: what is told without a tense happened, goes on or is to come as the day lies.
pub(super) fn at(text: &Annotated<'_>, reality: Reality, index: usize, when: Interval) -> EventStatus {
    if !reality.present {
        return reality.at(Some(when), text.published);
    }
    if let Some(dated) = reality.dated(Some(when), text.published) {
        return dated.status;
    }
    // The day or the year of the text itself.
    let before = text.predicates[index].shape == Shape::Before;
    match when.precision() {
        Precision::Day => EventStatus::Occurred,
        _ if before => EventStatus::Planned,
        _ => EventStatus::Ongoing,
    }
}
