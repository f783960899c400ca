//! One document, read from end to end.

use entente_language::{Depth, Packs};
use entente_model::{
    CharIndex, Document, Event, EventId, Interval, Language, Participant, READING_SCHEMA, Reading, Statement,
    TimeExpression, Warning,
};
use entente_reference::Reference;

use crate::{
    actors::ActorTable,
    annotate::{Annotated, Found},
    events::{self, FoundEvent},
    lexicon::Lexicon,
    statements::{self, FoundStatement},
    time::{self, FoundTime, TimeContext, TimeGrammar},
};

/// Reads documents; made once, shared by all threads.
#[derive(Debug, Clone)]
pub struct Reader {
    packs: Packs,
    reference: &'static Reference,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// A reader with the packs and the reference that are built in.
    pub fn new() -> Self {
        Self::with_packs(Packs::embedded().clone())
    }

    /// A reader with other language packs.
    pub fn with_packs(packs: Packs) -> Self {
        Self { packs, reference: Reference::embedded() }
    }

    /// Everything found in one document: a pure function of the document and of this reader's packs.
    pub fn read(&self, document: &Document) -> Reading {
        let mut reading = blank(document);
        let Some(lang) = document.lang else {
            reading
                .warnings
                .push(Warning::new("language-unknown", "the language could not be told: nothing was read"));
            return reading;
        };
        let text = document.text.as_str();
        let chars = CharIndex::new(text);
        let context = TimeContext { published: document.published, clock: document.published_clock };
        let (times, anniversaries) = TimeGrammar::embedded(lang)
            .map(|grammar| time::scan(text, grammar, &context))
            .unwrap_or_default();
        reading.times = times.iter().map(|found| expression(text, &chars, found)).collect();
        let Some(lexicon) = Lexicon::embedded(lang) else {
            return reading;
        };
        let Some(analysis) = self.analyse(text, lang) else { return reading };
        let found = Found {
            text,
            lang,
            title: document.title.as_deref(),
            published: document.published,
            analysis,
            times,
            anniversaries,
        };
        let annotated = Annotated::new(found, lexicon, self.reference);
        fill(&mut reading, &annotated, &chars);
        reading
    }

    fn analyse(&self, text: &str, lang: Language) -> Option<entente_language::Analysis> {
        self.packs
            .get(lang)
            .map(|pack| pack.analyse_with(text, &|_: &entente_language::SentenceView<'_>| Depth::Tree))
    }
}

fn blank(document: &Document) -> Reading {
    Reading {
        schema: READING_SCHEMA.to_owned(),
        id: document.id,
        origin: document.origin.clone(),
        lang: document.lang,
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        published: document.published,
        text: document.text.clone(),
        times: Vec::new(),
        actors: Vec::new(),
        events: Vec::new(),
        quantities: Vec::new(),
        agreements: Vec::new(),
        statements: Vec::new(),
        warnings: document.warnings.clone(),
    }
}

fn expression(text: &str, chars: &CharIndex, found: &FoundTime) -> TimeExpression {
    let span = chars.span(text, found.range.clone());
    TimeExpression {
        start: span.start,
        end: span.end,
        text: text[found.range.clone()].to_owned(),
        timex_type: found.timex_type,
        value: found.value.clone(),
        edtf: found.edtf,
        anchor: found.anchor.as_ref().map(ToString::to_string),
    }
}

fn fill(reading: &mut Reading, text: &Annotated<'_>, chars: &CharIndex) {
    let found = events::find(text);
    let day_at = |bytes: &std::ops::Range<usize>| -> Option<Interval> {
        let around =
            found.iter().filter(|event| event.range.start <= bytes.start && bytes.end <= event.range.end);
        around.min_by_key(|event| event.range.len()).and_then(|event| event.when)
    };
    let table = ActorTable::new(&text.actors, text.text, chars, text.reference, &day_at);
    reading.events = found
        .iter()
        .enumerate()
        .map(|(number, event)| public_event(text, chars, &table, number, event))
        .collect();
    reading.statements =
        statements::find(text).iter().map(|found| public_statement(text, chars, &table, found)).collect();
    reading.actors = table.actors;
}

fn public_statement(
    text: &Annotated<'_>,
    chars: &CharIndex,
    table: &ActorTable,
    found: &FoundStatement,
) -> Statement {
    let span = chars.span(text.text, found.range.clone());
    Statement {
        start: span.start,
        end: span.end,
        quote: text.text[found.range.clone()].to_owned(),
        speaker: table.id(found.speaker),
        mode: found.mode,
        act: found.act,
        topics: found.topics.clone(),
        about: found.about.clone(),
    }
}

fn public_event(
    text: &Annotated<'_>,
    chars: &CharIndex,
    table: &ActorTable,
    number: usize,
    found: &FoundEvent,
) -> Event {
    let span = chars.span(text.text, found.range.clone());
    let mut participants: Vec<Participant> = Vec::new();
    for &(target, role) in &found.participants {
        let actor = table.id(target);
        if !participants.iter().any(|known| known.actor == actor) {
            participants.push(Participant { actor, role });
        }
    }
    Event {
        id: EventId(number as u32 + 1),
        start: span.start,
        end: span.end,
        quote: text.text[found.range.clone()].to_owned(),
        when: found.when,
        kind: found.kind,
        plover: Some(found.plover),
        cameo: Some(found.cameo.clone()),
        status: found.status,
        parties: found.parties.clone(),
        participants,
        place: found.place.clone().map(|range| text.text[range].to_owned()),
        times: found.times.clone(),
        confidence: (found.confidence * 100.0).round() / 100.0,
    }
}
