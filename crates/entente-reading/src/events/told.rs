//! The time of the story so far: which date an act without one of its own takes over.

use std::ops::Range;

use entente_language::{Deprel, Number, Upos};
use entente_model::{EventKind, EventStatus, Interval, Precision, TimexType};

use super::{
    dates::{Calendar, Dated},
    status::Reality,
    trigger::Trigger,
};
use crate::{actors::Target, annotate::Annotated, lexicon::List, time::FoundTime};

/// The time of the story so far.
#[derive(Default)]
pub(super) struct Told {
    paragraph: usize,
    last: Option<(usize, Interval, Vec<usize>)>,
    /// The day of the news, once a sentence has told an act by "today" or "yesterday".
    news: Option<(Interval, Vec<usize>)>,
}

impl Told {
    /// A new paragraph forgets the date of the one before.
    pub(super) fn enter(&mut self, paragraph: usize) {
        if paragraph != self.paragraph {
            self.paragraph = paragraph;
            self.last = None;
        }
    }

    /// Remembers the date of an event.
    pub(super) fn tell(&mut self, sentence: usize, when: Interval, times: &[usize]) {
        self.last = Some((sentence, when, times.to_vec()));
    }

    /// A date taken over: from the same sentence, from the sentence before when the subject goes on, or the day of the news.
    pub(super) fn carried(
        &mut self,
        text: &Annotated<'_>,
        calendar: &Calendar,
        number: usize,
        trigger: &Trigger<'_>,
        reality: Reality,
    ) -> Option<Dated> {
        // "A visit that had been planned for May was called off": the day for which it was planned.
        if reality.status == EventStatus::Cancelled
            && let Some(dated) =
                calendar.of_plan(text, number).or_else(|| calendar.of_planned_noun(text, number))
        {
            return Some(dated);
        }
        if trigger.rule.grade < 2 {
            return None;
        }
        if reality.is_open() {
            return calendar.of_plan(text, number).filter(|_| reality.status == EventStatus::Planned);
        }
        let clause = &text.clauses[number];
        if has_unplaced(text, &clause.span) {
            return None;
        }
        let relation = text.analysis.tokens[clause.head].deprel;
        let main = matches!(relation, Deprel::Root | Deprel::Conj | Deprel::Parataxis);
        // "The Ministers reaffirmed …", in a report of their meeting: they did so there, whatever years they spoke of.
        if trigger.rule.kind == EventKind::Statement
            && main
            && reality.past
            && reality.status == EventStatus::Occurred
            && speaks_for_a_side(text, number)
            && let Some(news) = self.news_day(text)
        {
            return Some(Dated { when: news.0, range: 0..0, times: news.1, carried: true });
        }
        if let Some(dated) = calendar.of_sentence(text, number) {
            return Some(dated);
        }
        // "Over fifteen years": it has a time of its own.
        if lasts(text, &clause.span) {
            return None;
        }
        // A subordinate clause has no place of its own in the story.
        if !main {
            return None;
        }
        if let Some(news) = self.news_day(text)
            && reality.past
            && continues(text, number)
            && !is_before_past(text, clause.head)
            && self.last.is_none()
            && trigger.rule.grade > 1
        {
            return Some(Dated { when: news.0, range: 0..0, times: news.1, carried: true });
        }
        let (sentence, when, times) = self.last.clone()?;
        // What was said was said on a day, and not in the year that a sentence before tells something of; nor, in a report of
        // a day, in a month long before it.
        let long_before = || {
            let last = when.latest();
            when.precision() < Precision::Day
                && self.news.is_some()
                && text.published.is_some_and(|day| day.earliest().days_since(last) > LONG_BEFORE)
        };
        if trigger.rule.kind == EventKind::Statement && (when.precision() < Precision::Month || long_before())
        {
            return None;
        }
        let near = clause.sentence - sentence <= 1;
        (near
            && reality.past
            && trigger.rule.grade > 1
            && (continues(text, number) || behind_semicolon(text, clause.sentence))
            && when.precision() >= Precision::Year)
            .then_some(Dated { when, range: 0..0, times, carried: true })
    }

    /// The same where no tree tells who goes on: the last date of the sentence, of the sentence before, or the day of the
    /// news.
    pub(super) fn carried_glued(
        &mut self,
        text: &Annotated<'_>,
        calendar: &Calendar,
        number: usize,
        reality: Reality,
    ) -> Option<Dated> {
        if reality.is_open() || !reality.past {
            return None;
        }
        if has_unplaced(text, &text.clauses[number].span) {
            return None;
        }
        if let Some(dated) = calendar.earlier_in_sentence(text, number) {
            return Some(dated);
        }
        let sentence = text.clauses[number].sentence;
        // What a report of one day says of a year ("trade reached …") dates nothing that the report goes on to tell.
        let opening = text.published.filter(|day| day.precision() == Precision::Day);
        let report = || opening.and_then(|day| of_opening(text, day)).is_some();
        let near = self.last.clone().filter(|(told, when, _)| {
            sentence - told <= 2 && (when.precision() >= Precision::Month || !report())
        });
        let (when, times) = near.map(|(_, when, times)| (when, times)).or_else(|| self.news_day(text))?;
        (when.precision() >= Precision::Year).then_some(Dated { when, range: 0..0, times, carried: true })
    }

    /// The day of the news, for what happened.
    pub(super) fn on_news_day(&mut self, text: &Annotated<'_>, reality: Reality) -> Option<Dated> {
        if reality.is_open() || !reality.past {
            return None;
        }
        let (when, times) = self.news_day(text)?;
        Some(Dated { when, range: 0..0, times, carried: true })
    }

    fn news_day(&mut self, text: &Annotated<'_>) -> Option<(Interval, Vec<usize>)> {
        if self.news.is_none() {
            let published = text.published.filter(|day| day.precision() == Precision::Day)?;
            // "Tomorrow" is no day of the news.
            let told = |days: i64| {
                let then = |when: Interval| {
                    when.days() == Some(1) && published.earliest().days_since(when.earliest()) == days
                };
                text.times.iter().position(|time| time.edtf.is_some_and(then) && time.anchor.is_some())
            };
            let first = of_opening(text, published).or_else(|| told(0)).or_else(|| told(1));
            self.news = first.and_then(|time| Some((text.times[time].edtf?, vec![time])));
        }
        self.news.clone()
    }
}

/// Days before a report from which on nothing that it goes on to tell was said.
const LONG_BEFORE: i64 = 60;

/// The day that a report opens with, not long before it was given out: "The ministers met in Riga on 8 May", given out on 9
/// May. What it goes on to tell was then.
fn of_opening(text: &Annotated<'_>, published: Interval) -> Option<usize> {
    /// Sentences that open a report, its title among them.
    const SENTENCES: usize = 4;
    /// Words of a sentence that tells something: a dateline has fewer.
    const WORDS: u32 = 8;
    /// Bytes between two days that are told together.
    const JOINED: usize = 6;
    /// Days between an act and the report on it.
    const LATELY: i64 = 3;
    let opening = text.analysis.sentences.iter().take(SENTENCES);
    let mut told = opening.filter(|sentence| sentence.tokens.end - sentence.tokens.start >= WORDS);
    told.find_map(|sentence| {
        let span = sentence.start as usize..sentence.end as usize;
        let lately = |when: Interval| {
            when.days() == Some(1) && (0..=LATELY).contains(&published.earliest().days_since(when.earliest()))
        };
        // "From 9 to 11 October" is no day of the report.
        let inside = |time: &FoundTime| {
            span.contains(&time.range.start) && time.whole.is_none() && time.edtf.is_some_and(lately)
        };
        // Only the times of the opening: this is asked for each clause of a text.
        let end = text.times.partition_point(|time| time.range.start < span.end);
        let first = text.times[..end].iter().position(inside)?;
        // "Paid a visit on 4 and 5 November", given out on the 5th: what came of it was told on the last day.
        let next = text.times[..end]
            .get(first + 1)
            .filter(|next| inside(next) && next.range.start <= text.times[first].range.end + JOINED);
        Some(if next.is_some() { first + 1 } else { first })
    })
}

/// Whether a date of a clause cannot be placed ("last year on 16 August" of a text of unknown day): no other stands for it.
fn has_unplaced(text: &Annotated<'_>, span: &Range<usize>) -> bool {
    text.times_in(span).any(|time| {
        time.timex_type == TimexType::Date
            && time.edtf.is_none()
            && time.value.as_deref().is_some_and(|value| value.starts_with("XXXX-"))
    })
}

/// "Had flown from Lima": what was done before whatever else is told.
fn is_before_past(text: &Annotated<'_>, head: usize) -> bool {
    text.analysis.children(head).any(|child| {
        let word = &text.analysis.tokens[child];
        word.deprel == Deprel::Aux && text.lexicon.status.before_past.contains(text.form(child))
    })
}

/// "Over fifteen years": a clause with a time of its own.
pub(super) fn lasts(text: &Annotated<'_>, span: &Range<usize>) -> bool {
    text.times_in(span).any(|time| time.timex_type == TimexType::Duration)
}

/// Whether only a semicolon parts a sentence from the one before.
fn behind_semicolon(text: &Annotated<'_>, sentence: usize) -> bool {
    let before = sentence.checked_sub(1).map(|before| text.analysis.sentences[before].end as usize);
    before.is_some_and(|end| text.text[..end].ends_with(';'))
}

/// Whether several together, a side or a delegation speak: "the Ministers", "they", "both sides", "the Indian side".
fn speaks_for_a_side(text: &Annotated<'_>, number: usize) -> bool {
    let analysis = &text.analysis;
    let Some(subject) = analysis.shared_subject(text.clauses[number].head) else { return false };
    let several = analysis.tokens[subject].feats.number() == Some(Number::Plur);
    let lemma = text.lemma(subject);
    let bytes = text.bytes_of(&analysis.subtree(subject));
    let side = text.lexicon.speech.voices.contains(lemma) && !text.actors.hits_in(bytes.clone()).is_empty();
    let office = several && text.lexicon.people.offices.contains(lemma);
    let they = several && analysis.tokens[subject].upos == Upos::Pron;
    // "The leaders of our countries": whoever tells this speaks of other days as well.
    let own = |token: usize| text.is_first_person(token, List::Speaker);
    if text.tokens_in(&bytes).any(own) {
        return false;
    }
    let words = text.lower(bytes);
    side || office || they || text.lexicon.people.both_sides.stand_in(words, |_| true)
}

/// Whether a clause goes on with who acted before: a person, a pronoun, both sides, or no subject of its own.
fn continues(text: &Annotated<'_>, number: usize) -> bool {
    let clause = &text.clauses[number];
    let Some(subject) = text.analysis.shared_subject(clause.head) else { return true };
    let form = text.form(subject);
    let people = &text.lexicon.people;
    if people.pronouns.contains(form) || people.offices.contains(text.lemma(subject)) {
        return true;
    }
    let bytes = text.bytes_of(&text.analysis.subtree(subject));
    let named = text.actors.named_in(bytes.clone());
    let words = text.text.get(bytes.start.saturating_sub(4)..bytes.end).unwrap_or_default().to_lowercase();
    named.iter().any(|mention| matches!(mention.target, Target::Person(_) | Target::Polity(_)))
        || people.both_sides.stand_in(&words, |_| true)
        || text.analysis.is_passive(clause.head)
}
