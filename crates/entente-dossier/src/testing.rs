//! Readings made by hand.

use std::path::Path;

use entente_model::{
    Actor, ActorId, ActorKind, Agreement, CharIndex, Event, EventId, EventKind, EventStatus, Language,
    Mention, Mode, Participant, ParticipantRole, PartyCode, READING_SCHEMA, Reading, Role, SourceId,
    SpeechAct, Statement, TimeExpression, TimexType, Topic,
};

use crate::{Dossier, NewSource};

/// A reading under way.
pub(crate) struct Told(pub Reading);

/// A document of this text.
pub(crate) fn told(origin: &str, lang: &str, published: &str, text: &str) -> Told {
    Told(Reading {
        schema: READING_SCHEMA.to_owned(),
        id: SourceId::of(format!("{origin}{text}").as_bytes()),
        origin: origin.to_owned(),
        lang: Language::new(lang),
        title: None,
        publisher: None,
        published: published.parse().ok(),
        published_by: None,
        captured: None,
        places: Vec::new(),
        text: text.to_owned(),
        times: Vec::new(),
        actors: Vec::new(),
        events: Vec::new(),
        quantities: Vec::new(),
        agreements: Vec::new(),
        statements: Vec::new(),
        warnings: Vec::new(),
    })
}

impl Told {
    fn place(&self, quote: &str) -> (u32, u32) {
        let at = self.0.text.find(quote).unwrap_or_else(|| panic!("`{quote}` is not in the text"));
        let span = CharIndex::new(&self.0.text).span(&self.0.text, at..at + quote.len());
        (span.start, span.end)
    }

    /// Where the event told last took place, as the text writes it.
    pub(crate) fn at(mut self, place: &str) -> Self {
        if let Some(event) = self.0.events.last_mut() {
            event.place = Some(place.to_owned());
        }
        self
    }

    /// Somebody with an office ("Foreign Minister/RUS").
    pub(crate) fn person(mut self, name: &str, office: &str) -> Self {
        let (start, end) = self.place(name);
        let roles = office
            .split_once('/')
            .map(|(title, of)| Role { title: title.to_owned(), of: of.parse().ok() })
            .into_iter()
            .collect();
        self.0.actors.push(Actor {
            id: ActorId(self.0.actors.len() as u32 + 1),
            kind: ActorKind::Person,
            name: name.to_owned(),
            code: None,
            roles,
            mentions: vec![Mention { start, end, text: name.to_owned() }],
        });
        self
    }

    /// An event of these words; everybody named in the text takes part.
    pub(crate) fn event(self, quote: &str, when: &str, kind: EventKind, parties: &str) -> Self {
        self.event_that(quote, when, kind, parties, EventStatus::Occurred)
    }

    /// An event that has come so far.
    pub(crate) fn event_that(
        mut self,
        quote: &str,
        when: &str,
        kind: EventKind,
        parties: &str,
        status: EventStatus,
    ) -> Self {
        let (start, end) = self.place(quote);
        self.0.events.push(Event {
            id: EventId(self.0.events.len() as u32 + 1),
            start,
            end,
            quote: quote.to_owned(),
            when: when.parse().ok(),
            kind,
            plover: None,
            cameo: None,
            status,
            parties: codes(parties),
            participants: self
                .0
                .actors
                .iter()
                .filter(|actor| quote.contains(&actor.name))
                .map(|actor| Participant { actor: actor.id, role: ParticipantRole::Participant })
                .collect(),
            place: None,
            times: Vec::new(),
            confidence: 0.9,
        });
        self
    }

    /// A time that dates all events so far that hold its words.
    pub(crate) fn time(mut self, words: &str, value: &str) -> Self {
        let (start, end) = self.place(words);
        let number = self.0.times.len();
        for event in self.0.events.iter_mut().filter(|event| event.quote.contains(words)) {
            event.times.push(number);
        }
        self.0.times.push(TimeExpression {
            start,
            end,
            text: words.to_owned(),
            timex_type: TimexType::Date,
            value: Some(value.to_owned()),
            edtf: value.parse().ok(),
            anchor: None,
        });
        self
    }

    /// A statement of these words by the first actor.
    pub(crate) fn statement(mut self, quote: &str, mode: Mode) -> Self {
        let (start, end) = self.place(quote);
        self.0.statements.push(Statement {
            start,
            end,
            quote: quote.to_owned(),
            speaker: ActorId(1),
            mode,
            act: SpeechAct::Assert,
            topics: vec![Topic::Politics],
            about: Vec::new(),
        });
        self
    }

    /// An agreement of these words.
    pub(crate) fn agreement(mut self, quote: &str, name: &str, signed: &str, parties: &str) -> Self {
        let (start, end) = self.place(quote);
        self.0.agreements.push(Agreement {
            start,
            end,
            quote: quote.to_owned(),
            name: name.to_owned(),
            kind: "treaty".to_owned(),
            signed: signed.parse().ok(),
            parties: codes(parties),
            event: self.0.events.first().map(|event| event.id),
        });
        self
    }
}

/// Codes separated by blanks.
pub(crate) fn codes(text: &str) -> Vec<PartyCode> {
    text.split_whitespace().map(|code| code.parse().unwrap()).collect()
}

/// A dossier about Russia and South Korea with these documents.
pub(crate) fn dossier(folder: &Path, documents: &[&Told]) -> Dossier {
    let mut dossier = Dossier::create(folder, &codes("RUS KOR")).unwrap();
    let sources: Vec<NewSource> = documents.iter().map(|document| source(document)).collect();
    let added = dossier.add_all(&sources, "2026-01-01T00:00:00Z").unwrap();
    assert_eq!(added.len(), sources.len());
    dossier
}

/// Adds a document.
pub(crate) fn add(dossier: &mut Dossier, document: &Told) {
    dossier.add(&source(document), "2026-01-01T00:00:00Z").unwrap();
}

fn source(document: &Told) -> NewSource {
    let bytes = format!("{}{}", document.0.origin, document.0.text);
    NewSource::new(&document.0.origin, bytes.as_bytes(), "{}", "test", vec![document.0.clone()])
}
