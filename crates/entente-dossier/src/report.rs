//! What one source says about one thing, as it is stored.

use std::collections::HashSet;

use entente_model::{
    Actor, ActorKind, Agreement, CharIndex, Event, EventKind, EventStatus, Interval, Language, Mode,
    ParticipantRole, PartyCode, Quantity, Reading, Role, Selector, Span, Statement, TimeExpression,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use crate::{block, fold::Face, words::Words};

/// What a report is about. The numbers are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Class {
    Event = 1,
    Agreement = 2,
    Quantity = 3,
    Statement = 4,
    Person = 5,
}

impl Class {
    pub(crate) const ALL: [Self; 5] =
        [Self::Event, Self::Agreement, Self::Quantity, Self::Statement, Self::Person];

    /// The letter in front of ids.
    pub(crate) const fn letter(self) -> char {
        match self {
            Self::Event => 'e',
            Self::Agreement => 'g',
            Self::Quantity => 'q',
            Self::Statement => 's',
            Self::Person => 'p',
        }
    }

    pub(crate) fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.letter() == letter)
    }

    pub(crate) fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|&class| class as i64 == number)
    }
}

/// A report on its way into the database.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NewReport {
    pub id: i64,
    pub class: Class,
    pub block: String,
    /// What reports of events and of people are compared by, where that is less than the whole.
    pub face: Option<String>,
    pub body: String,
    /// The name of a person, or of those who take part in an event, as the reading has them.
    pub names: Vec<String>,
}

/// Where words stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Quote {
    pub start: u32,
    pub end: u32,
    #[serde(rename = "quote")]
    pub words: String,
}

impl Quote {
    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// A person as one reading names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PersonBody {
    /// Left out of the face, which is all that the fold looks at.
    #[serde(default, skip_serializing_if = "Quote::is_empty")]
    pub at: Quote,
    pub name: String,
    /// Other ways in which the text writes the name.
    pub also: Vec<String>,
    pub roles: Vec<Role>,
    pub mentions: u32,
    /// The days on which the text shows the person doing something.
    pub active: Option<Interval>,
}

/// An event with the names of who takes part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct EventBody {
    pub event: Event,
    pub people: Vec<String>,
    pub lang: Option<Language>,
    pub published: Option<Interval>,
    /// The sentence or its beginning, where the quote by itself does not say what happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// The terms of the quote, as [`Words::signature`] gives them.
    pub terms: Vec<u32>,
}

/// An agreement with the terms of its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AgreementBody {
    pub agreement: Agreement,
    pub lang: Option<Language>,
    /// The report of the event that tells of its signature.
    pub told_by: Option<i64>,
    pub terms: Vec<u32>,
}

/// A quantity with the terms of its measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct QuantityBody {
    pub quantity: Quantity,
    pub lang: Option<Language>,
    pub published: Option<Interval>,
    pub terms: Vec<u32>,
}

/// A statement with the name of who speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StatementBody {
    pub statement: Statement,
    pub speaker: String,
    pub person: bool,
    pub party: Option<PartyCode>,
    pub when: Option<Interval>,
    pub terms: Vec<u32>,
}

/// Everything that a reading reports.
pub(crate) fn reports(reading: &Reading, words: &Words) -> Vec<NewReport> {
    let mut maker =
        Maker { reading, words, index: CharIndex::new(&reading.text), made: Vec::new(), ids: HashSet::new() };
    let events: Vec<i64> = reading.events.iter().map(|event| maker.event(event)).collect();
    for agreement in &reading.agreements {
        maker.agreement(agreement, &events);
    }
    for quantity in &reading.quantities {
        maker.quantity(quantity);
    }
    for statement in &reading.statements {
        maker.statement(statement);
    }
    for actor in reading.actors.iter().filter(|actor| actor.kind == ActorKind::Person) {
        maker.person(actor);
    }
    maker.made
}

struct Maker<'a> {
    reading: &'a Reading,
    words: &'a Words,
    index: CharIndex,
    made: Vec<NewReport>,
    ids: HashSet<i64>,
}

impl Maker<'_> {
    fn add(&mut self, class: Class, span: Span, kind: &str, block: String, body: &impl Serialize) -> i64 {
        let selector = selector_at(self.reading, &self.index, span);
        let id = (0..u32::MAX)
            .map(|number| report_id(class, &selector, kind, number))
            .find(|&id| self.ids.insert(id))
            .unwrap_or_default();
        // The types are made of text, numbers and lists: they always serialise.
        let body = serde_json::to_string(body).unwrap_or_default();
        self.made.push(NewReport { id, class, block, face: None, body, names: Vec::new() });
        id
    }

    /// Gives the last report its face and its names.
    fn show(&mut self, face: &impl Serialize, names: Vec<String>) {
        if let Some(made) = self.made.last_mut() {
            made.face = serde_json::to_string(face).ok();
            made.names = names;
        }
    }

    fn actor(&self, id: entente_model::ActorId) -> Option<&Actor> {
        self.reading.actors.iter().find(|actor| actor.id == id)
    }

    fn event(&mut self, event: &Event) -> i64 {
        let mut people = Vec::new();
        for participant in event.participants.iter().filter(|participant| takes_part(participant.role)) {
            if let Some(actor) = self.actor(participant.actor).filter(|actor| actor.kind == ActorKind::Person)
                && !people.contains(&actor.name)
            {
                people.push(actor.name.clone());
            }
        }
        let body = EventBody {
            event: event.clone(),
            people,
            lang: self.reading.lang,
            published: self.reading.published,
            sentence: self.sentence(event),
            terms: self.words.signature(&event.quote),
        };
        let id = self.add(Class::Event, event.span(), event.kind.as_str(), block::of_event(&body), &body);
        self.show(&Face::of(&body), body.people);
        id
    }

    /// The sentence around a short quote, or up to the end of one that begins in the middle of it: "which took over the
    /// air strikes on March 31".
    fn sentence(&self, event: &Event) -> Option<String> {
        const SHORT: usize = 42;
        const LINE: u32 = 140;
        let span = event.span();
        let mut wider = around(&self.reading.text, &self.index, span);
        if event.quote.chars().count() >= SHORT {
            wider.end = span.end;
            let is_part = event.quote.starts_with(char::is_lowercase);
            if !is_part || wider.end - wider.start > LINE || !begins(&self.reading.text, &self.index, wider) {
                return None;
            }
        }
        wider.of(&self.reading.text).filter(|sentence| *sentence != event.quote).map(str::to_owned)
    }

    fn agreement(&mut self, agreement: &Agreement, events: &[i64]) {
        let number =
            agreement.event.and_then(|id| self.reading.events.iter().position(|event| event.id == id));
        let body = AgreementBody {
            agreement: agreement.clone(),
            lang: self.reading.lang,
            told_by: number.and_then(|number| events.get(number).copied()),
            terms: self.words.signature(&agreement.name),
        };
        self.add(Class::Agreement, agreement.span(), &agreement.kind, block::of_agreement(&body), &body);
    }

    fn quantity(&mut self, quantity: &Quantity) {
        let body = QuantityBody {
            quantity: quantity.clone(),
            lang: self.reading.lang,
            published: self.reading.published,
            terms: self.words.signature(&quantity.measure),
        };
        self.add(Class::Quantity, quantity.span(), &quantity.unit, block::of_quantity(&body), &body);
    }

    fn statement(&mut self, statement: &Statement) {
        let speaker = self.actor(statement.speaker);
        let events = self.reading.events.iter();
        // The statement's own event, where the reader found one at the same words, knows the day.
        let told = events.filter(|event| self.tells_when_said(event, statement)).find_map(|event| event.when);
        let body = StatementBody {
            statement: statement.clone(),
            speaker: speaker.map(|actor| actor.name.clone()).unwrap_or_default(),
            person: speaker.is_some_and(|actor| actor.kind == ActorKind::Person),
            party: speaker
                .and_then(|actor| actor.code.or_else(|| actor.roles.iter().find_map(|role| role.of))),
            when: told.or(self.reading.published),
            terms: self.words.signature(&statement.quote),
        };
        self.add(
            Class::Statement,
            statement.span(),
            statement.act.as_str(),
            block::of_statement(&body),
            &body,
        );
    }

    /// Whether the day of an event is the day on which a statement was made, and not one that is spoken of: "we
    /// opened embassies in 1961" is said later. What is reported has its day in the same words as its content.
    fn tells_when_said(&self, event: &Event, statement: &Statement) -> bool {
        if !event.span().overlaps(statement.span()) || !happened(event) || self.is_implied(event) {
            return false;
        }
        let mut times =
            event.times.iter().filter_map(|&time| self.reading.times.get(time)).map(TimeExpression::span);
        let mut beside = || times.any(|time| time.overlaps(event.span()) && !time.overlaps(statement.span()));
        // "Kurbanov outlined the opening of the mission in 1884": whoever only tells of an act does so later.
        let known = &event.participants;
        let acts = || known.is_empty() || known.iter().any(|part| part.actor == statement.speaker);
        let person = || self.actor(statement.speaker).is_some_and(|actor| actor.kind == ActorKind::Person);
        statement.mode == Mode::Reported && (acts() || !person())
            || event.times.is_empty()
            || event.kind == EventKind::Statement
            || beside()
    }

    /// Whether the day of an event is only counted back to, as that of a jubilee is: whoever is named beside it may
    /// have lived later.
    fn is_implied(&self, event: &Event) -> bool {
        event.times.is_empty() && event.when.is_some() && event.when != self.reading.published
    }

    fn person(&mut self, actor: &Actor) {
        let Some(first) = actor.mentions.first() else { return };
        let span = around(&self.reading.text, &self.index, first.span());
        let mut also: Vec<String> = Vec::new();
        for mention in &actor.mentions {
            if mention.text != actor.name && !also.contains(&mention.text) {
                also.push(mention.text.clone());
            }
        }
        let acts = self.reading.events.iter().filter(|event| {
            happened(event)
                && !self.is_implied(event)
                && event.participants.iter().any(|part| part.actor == actor.id && takes_part(part.role))
        });
        let mut days: Vec<Interval> =
            acts.filter_map(|event| event.when).filter(|when| !when.is_open()).collect();
        days.sort_unstable();
        let latest = days.iter().copied().max_by_key(|when| when.latest());
        let body = PersonBody {
            at: Quote {
                start: span.start,
                end: span.end,
                words: span.of(&self.reading.text).unwrap_or_default().to_owned(),
            },
            name: actor.name.clone(),
            also,
            roles: actor.roles.clone(),
            mentions: actor.mentions.len() as u32,
            active: hull(days.first().copied(), latest),
        };
        self.add(Class::Person, span, &actor.name, block::of_person(&body.name), &body);
        let name = body.name.clone();
        self.show(&PersonBody { at: Quote::default(), ..body }, vec![name]);
    }
}

/// Whether an event has been, and its day is one on which people were at work.
fn happened(event: &Event) -> bool {
    matches!(event.status, EventStatus::Occurred | EventStatus::Ongoing | EventStatus::Alleged)
}

/// Whether the role is a part in the act, and not its place or its matter.
fn takes_part(role: ParticipantRole) -> bool {
    matches!(role, ParticipantRole::Source | ParticipantRole::Target | ParticipantRole::Participant)
}

/// From the start of one to the end of the other; one of them where they are the same.
pub(crate) fn hull(from: Option<Interval>, to: Option<Interval>) -> Option<Interval> {
    match (from, to) {
        (Some(from), Some(to)) if from == to => Some(from),
        (Some(from), Some(to)) => Interval::range(Some(from), Some(to)),
        (one, other) => one.or(other),
    }
}

/// The words of a span with what stands around them.
pub(crate) fn selector_at(reading: &Reading, index: &CharIndex, span: Span) -> Selector {
    const AROUND: u32 = 32;
    let text = &reading.text;
    let cut = |from: u32, to: u32| {
        text.get(index.bytes(text, from)..index.bytes(text, to)).unwrap_or_default().to_owned()
    };
    Selector {
        source: reading.id,
        exact: cut(span.start, span.end),
        prefix: cut(span.start.saturating_sub(AROUND), span.start),
        suffix: cut(span.end, span.end.saturating_add(AROUND)),
    }
}

/// The id of a report: bits of a digest.
pub(crate) fn report_id(class: Class, selector: &Selector, kind: &str, number: u32) -> i64 {
    let mut digest = Sha256::new();
    digest.update(selector.source.as_bytes());
    for part in [&selector.exact, &selector.prefix, &selector.suffix, kind] {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    digest.update([class as u8]);
    digest.update(number.to_le_bytes());
    let bytes: [u8; 32] = digest.finalize().into();
    crate::id::leading(&bytes).wrapping_shr(64 - crate::id::BITS) as i64
}

/// Whether a span begins as a sentence does, and not in the middle of one that is too long to be shown whole.
fn begins(text: &str, index: &CharIndex, span: Span) -> bool {
    let (before, rest) = text.split_at(index.bytes(text, span.start));
    let ended = before.trim_end();
    !rest.starts_with(char::is_lowercase)
        && (ended.is_empty()
            || ended.ends_with(['.', '!', '?', '…', '"', '”', '»', ')', ':'])
            || before[ended.len()..].contains('\n'))
}

/// The sentence, or a part of it, in which a name stands.
fn around(text: &str, index: &CharIndex, name: Span) -> Span {
    const REACH: u32 = 90;
    let (from, to) = (index.bytes(text, name.start), index.bytes(text, name.end));
    let low = index.bytes(text, name.start.saturating_sub(REACH));
    let high = index.bytes(text, name.end.saturating_add(REACH));
    let before = text.get(low..from).unwrap_or_default();
    let ends =
        |part: &str| part.rfind(['\n', '。']).into_iter().chain(part.rfind(". ").map(|at| at + 1)).max();
    let start = match ends(before) {
        Some(at) => low + at + before[at..].chars().next().map_or(0, char::len_utf8),
        None if low == 0 => 0,
        None => before.find(' ').map_or(from, |at| low + at + 1),
    };
    let after = text.get(to..high).unwrap_or_default();
    let stop =
        [after.find('\n'), after.find(". ").map(|at| at + 1), after.find('。')].into_iter().flatten().min();
    let end = match stop {
        Some(at) => to + at,
        None if high == text.len() => high,
        None => after.rfind(' ').map_or(to, |at| to + at),
    };
    let inner = text.get(start..end).unwrap_or_default();
    let start = end - inner.trim_start().len();
    let end = start + text.get(start..end).unwrap_or_default().trim_end().len();
    index.span(text, start..end)
}

/// A report read back from the database.
#[derive(Debug, Clone)]
pub(crate) struct Stored<B> {
    pub id: i64,
    /// The number of the source's row.
    pub source: i64,
    pub entry: Option<i64>,
    pub body: B,
}

/// A body out of its JSON.
pub(crate) fn body<B: DeserializeOwned>(id: i64, text: &str) -> Result<B, crate::DossierError> {
    serde_json::from_str(text).map_err(|error| crate::DossierError::Stored {
        what: "report",
        number: id,
        reason: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, name: &str) -> String {
        let index = CharIndex::new(text);
        let at = text.find(name).unwrap();
        around(text, &index, index.span(text, at..at + name.len())).of(text).unwrap().to_owned()
    }

    #[test]
    fn a_name_is_shown_in_its_sentence() {
        let text = "Talks were held. On Monday Lavrov met Kang in Moscow. They agreed.\nMore";
        assert_eq!(sentence(text, "Lavrov"), "On Monday Lavrov met Kang in Moscow.");
        assert_eq!(sentence("Lavrov", "Lavrov"), "Lavrov");
        assert_eq!(sentence("Вчера Лавров прибыл в Сеул", "Лавров"), "Вчера Лавров прибыл в Сеул");
        let long = format!("{}Lavrov{}", "слово ".repeat(40), " word".repeat(40));
        assert!(sentence(&long, "Lavrov").chars().count() < 200);
    }

    const SPEECH: &str = "Okello spoke on Friday. We opened embassies in 1961. Okello will come on 9 May. \
        Okello recalled 40 years of the union.";

    fn bodies<B: DeserializeOwned>(told: &crate::testing::Told, class: Class) -> Vec<B> {
        let made = reports(&told.0, &Words::default());
        made.iter()
            .filter(|report| report.class == class)
            .map(|report| body(report.id, &report.body).unwrap())
            .collect()
    }

    fn day(day: &str) -> Interval {
        day.parse().unwrap()
    }

    #[test]
    fn what_is_spoken_of_does_not_date_the_speech() {
        let spoken = |quote: &str, mode| {
            let told = crate::testing::told("a.txt", "en", "2001-03-02", SPEECH)
                .person("Okello", "Minister/UGA")
                .event("We opened embassies in 1961", "1961", EventKind::Relations, "UGA KEN")
                .event("40 years of the union", "1961", EventKind::Relations, "UGA KEN")
                .time("1961", "1961")
                .statement(quote, mode);
            bodies::<StatementBody>(&told, Class::Statement)[0].when.unwrap()
        };
        assert_eq!(spoken("We opened embassies in 1961", Mode::Direct), day("2001-03-02"));
        assert_eq!(spoken("We opened embassies", Mode::Direct), day("1961"));
        assert_eq!(spoken("We opened embassies in 1961", Mode::Reported), day("1961"));
        assert_eq!(spoken("recalled 40 years of the union", Mode::Reported), day("2001-03-02"));
    }

    #[test]
    fn whoever_only_tells_of_an_act_does_so_later() {
        let text = "Okello outlined its history. Abebe opened the embassy in 1961.";
        let told = crate::testing::told("a.txt", "en", "2001-03-02", text)
            .person("Okello", "Professor/UGA")
            .person("Abebe", "Minister/ETH")
            .event("Abebe opened the embassy in 1961", "1961", EventKind::Mission, "UGA ETH")
            .time("1961", "1961")
            .statement("Okello outlined its history. Abebe opened the embassy in 1961.", Mode::Reported);
        assert_eq!(bodies::<StatementBody>(&told, Class::Statement)[0].when.unwrap(), day("2001-03-02"));
    }

    #[test]
    fn neither_plans_nor_jubilees_tell_when_somebody_was_at_work() {
        let told = crate::testing::told("a.txt", "en", "2001-03-02", SPEECH)
            .person("Okello", "Minister/UGA")
            .event("Okello spoke on Friday", "2001-03-02", EventKind::Statement, "UGA")
            .event_that(
                "Okello will come on 9 May",
                "2001-05-09",
                EventKind::Visit,
                "UGA",
                EventStatus::Planned,
            )
            .time("9 May", "2001-05-09")
            .event("Okello recalled 40 years of the union", "1961", EventKind::Relations, "UGA");
        let people = bodies::<PersonBody>(&told, Class::Person);
        assert!(!people.is_empty() && people.iter().all(|person| person.active == Some(day("2001-03-02"))));
    }
}
