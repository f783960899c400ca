//! Dated acts that the table of acts does not know, told as done, as planned or as lasting.

use std::ops::Range;

use entente_model::{EventStatus, Interval, Letter as _, ParticipantRole};

use super::{
    super::{
        FoundEvent, acts,
        dates::{self, Dated},
        status::Reality,
    },
    Scan,
};
use crate::{
    annotate::Annotated,
    lexicon::{Shape, When},
};

impl Scan<'_, '_> {
    /// A dated act of a state that the table of acts does not know: what the first predicate that ends a part of the
    /// sentence tells as done, or the head of the clause as planned.
    pub(super) fn nameless(&self, mut date: Dated) -> Option<FoundEvent> {
        let text = self.text;
        let endings = &text.lexicon.endings;
        let last = text.tokens_in(&date.range).last()?;
        let particle = text.text.get(date.range.end..text.analysis.tokens[last].end as usize)?;
        if endings.is_object(particle) {
            return None;
        }
        if let Some(Some(told)) = self.turned_about(last, last, &date.range) {
            return self.nameless_cleft(told, last, date);
        }
        let first = self.first_behind(&date.range)?;
        let intended = self.intended(first);
        let index = (first..self.predicates.end).find(|&at| !self.goes_on(at)).unwrap_or(first);
        let index = intended.unwrap_or(index);
        // "사원이 캄보디아 영토 안에 *있다고 판결했다*": the day is that of the verb behind what is quoted.
        let quoting = text.predicates[index];
        let judged = quoting.shape == Shape::Quoting
            && quoting.when != When::Past
            && self.predicates.contains(&(index + 1))
            && text.predicates[index + 1].token == self.head;
        let index = if judged { index + 1 } else { index };
        let predicate = text.predicates[index];
        let form = text.form(predicate.token);
        let ahead = match (date.when.first_day(), text.published.and_then(Interval::last_day)) {
            (Some(first), Some(today)) => first > today,
            _ => false,
        };
        // "2020년 2월 중단된 직항은": what is said of a noun, right behind its date.
        let attributes = predicate.shape == Shape::Before
            && (predicate.when == When::Past || ahead && predicate.when == When::Present)
            && index == first
            && !self.helps(index);
        let ends = matches!(predicate.shape, Shape::Closing | Shape::Linking)
            && (predicate.token == self.head || predicate.shape == Shape::Linking)
            || attributes
            || self.is_fact(index);
        if !ends || self.is_quoted(date.range.end, predicate.token) {
            return None;
        }
        // "올해 60주년을 맞았다": an anniversary is no act.
        let verb = text.analysis.tokens[predicate.token].start as usize;
        let kept = |other: &crate::time::Anniversary| {
            date.range.end <= other.range.start
                && text.text.get(other.range.end..verb).is_some_and(|gap| gap.split_whitespace().count() <= 1)
        };
        if text.anniversaries.iter().any(kept) {
            return None;
        }
        let reality = self.reality(index, 0)?;
        let words = &text.lexicon.status;
        let is_of =
            |list: &rustc_hash::FxHashSet<Box<str>>| list.iter().any(|stem| form.starts_with(&**stem));
        // "첫 열차는 2027년에 인도된다": a timetable.
        let timetable = ahead && reality.present && !is_of(&words.stative) && !endings.is_copula(form);
        let reality = if timetable { Reality { status: EventStatus::Planned, ..reality } } else { reality };
        let planned = intended.is_some() || reality.status == EventStatus::Planned;
        let stands = is_of(&words.stative) || is_of(&words.figures) || endings.is_copula(form);
        // "1953년부터 … 두고 있다": it goes on since then.
        let since = date.when.first_day().is_some() && date.when.last_day().is_none();
        let lasting = since && reality.status == EventStatus::Ongoing && !is_of(&words.figures);
        let told = predicate.when == When::Past && !stands || lasting;
        if !(told || planned) || speaks(text, form) {
            return None;
        }
        // "2004년부터 병력을 보냈다": what was done from a day on was done on it.
        if predicate.when == When::Past && !self.helps(index) && !stands {
            dates::to_start(text, reality, &mut date);
        }
        let put_off = self.is_put_off_to(&date);
        let status = if put_off { EventStatus::Planned } else { reality.at(Some(date.when), text.published) };
        let before = self.predicates.start..first;
        let mut part = before
            .map(|at| text.predicates[at])
            .filter(|other| other.shape == Shape::Linking && other.when == When::Past);
        let start = part.next_back().map_or(self.tokens.start, |other| other.token + 1);
        let first =
            (start..self.tokens.end).find(|&token| text.form(token).chars().any(char::is_letter_or_digit))?;
        let end = if attributes { self.phrase_end(index) } else { predicate.token };
        let range = text.bytes_of(&(first..end + 1));
        let mut event = acts::dated(text, self.number, range, date, status, None)?;
        // Sentences that hold no known act have no trees, and so nobody to tell who does it to whom.
        event.participants.iter_mut().for_each(|(_, role)| *role = ParticipantRole::Participant);
        (lasting || matches!(status, EventStatus::Occurred | EventStatus::Planned)).then_some(event)
    }

    /// "첫 열차가 국경에 닿은 것은 그해 12월이었다": the same, its day told as the predicate of the sentence.
    fn nameless_cleft(&self, told: usize, last: usize, date: Dated) -> Option<FoundEvent> {
        let text = self.text;
        let predicate = text.predicates[told];
        let words = &text.lexicon.status;
        let form = text.form(predicate.token);
        let mut stands = words.stative.iter().chain(&words.figures);
        if predicate.when != When::Past || speaks(text, form) || stands.any(|stem| form.starts_with(&**stem))
        {
            return None;
        }
        let status = self.reality(told, 0)?.at(Some(date.when), text.published);
        let word = |token: &usize| text.form(*token).chars().any(char::is_letter_or_digit);
        let first = self.tokens.clone().find(word)?;
        let range = text.bytes_of(&(first..last + 1));
        let event = acts::dated(text, self.number, range, date, status, None)?;
        (status == EventStatus::Occurred).then_some(event)
    }

    /// The predicate that ends a plan, "감사패를 전달할 *계획이다*", where nothing from `first` on is told as done.
    fn intended(&self, first: usize) -> Option<usize> {
        let text = self.text;
        let last = self.predicates.end.checked_sub(1).filter(|&last| last > first)?;
        let (act, end) = (text.predicates[last - 1], text.predicates[last]);
        let done = (first..last)
            .any(|at| text.predicates[at].when == When::Past && text.predicates[at].shape != Shape::Before);
        let closes = end.token == self.head && end.shape == Shape::Closing && act.token + 1 == end.token;
        let planned =
            || self.reality(last - 1, 0).is_some_and(|reality| reality.status == EventStatus::Planned);
        (!done && closes && act.shape == Shape::Before && planned()).then_some(last)
    }

    /// Whether a predicate only leads to the next one: "고아 1,200명을 *받아* 돌보았다".
    fn goes_on(&self, at: usize) -> bool {
        let predicate = self.text.predicates[at];
        // "폐지하는 *대신* … 도입했다"
        let instead = predicate.shape == Shape::Before
            && self.text.lexicon.endings.is_instead(self.text.form(predicate.token + 1));
        predicate.shape == Shape::Linking && predicate.when != When::Past || instead
    }

    /// Whether a predicate only helps the one right before it: "막아 *왔다*".
    pub(super) fn helps(&self, index: usize) -> bool {
        let text = self.text;
        let token = text.predicates[index].token;
        let before = index.checked_sub(1).filter(|before| self.predicates.contains(before));
        text.lexicon.endings.is_auxiliary(text.form(token))
            && before.is_some_and(|before| text.predicates[before].token + 1 == token)
    }

    /// The first predicate behind a date: "올해 65세*인* 대통령은 …" leaves nothing of it to the next one.
    fn first_behind(&self, date: &Range<usize>) -> Option<usize> {
        let tokens = &self.text.analysis.tokens;
        let behind = |&at: &usize| tokens[self.text.predicates[at].token].start as usize >= date.end;
        self.predicates.clone().find(behind)
    }

    /// Whether a word stands in a quotation that opens behind a date: whoever is quoted spoke that day, and what the words
    /// themselves tell has no part in it.
    pub(super) fn is_quoted(&self, date: usize, token: usize) -> bool {
        let start = self.text.analysis.tokens[token].start as usize;
        let between = self.text.text.get(date..start).unwrap_or_default();
        let opened = between.rfind(['“', '«', '「', '『', '｢']);
        let closed = between.rfind(['”', '»', '」', '』']);
        opened > closed || between.matches('"').count() % 2 == 1
    }
}

/// Whether a predicate is a verb of speech.
fn speaks(text: &Annotated<'_>, form: &str) -> bool {
    text.lexicon.endings.stems(form).any(|(stem, _)| text.lexicon.speech.verb(stem).is_some())
}
