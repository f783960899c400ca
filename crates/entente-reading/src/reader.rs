//! One document, read from end to end.

use std::{
    ops::Range,
    sync::{Arc, LazyLock},
};

use entente_language::{Depth, Packs};
use entente_model::{
    CharIndex, Document, Event, EventId, Interval, Language, Participant, Quantity, READING_SCHEMA, Reading,
    Statement, TimeExpression, Warning,
};
use entente_reference::Reference;

use crate::{
    actors::ActorTable,
    annotate::{Annotated, Found},
    events::{self, FoundEvent},
    lexicon::Lexicon,
    quantities::{self, QuantityContext, QuantityPack, TimeRange},
    statements::{self, FoundStatement},
    time::{self, FoundTime, TimeContext, TimeGrammar},
};

/// Reads documents; made once, shared by all threads.
#[derive(Debug, Clone)]
pub struct Reader {
    packs: Packs,
    reference: &'static Reference,
    /// The grammars of numbers, by language.
    quantities: Arc<Vec<(Language, QuantityPack)>>,
}

/// The lexicon of a language that has none: nothing is an event, everything else is still read.
static NO_WORDS: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

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
        let languages: Vec<Language> = packs.iter().map(entente_language::Pack::language).collect();
        let grammar = |language: Language| Some((language, QuantityPack::embedded(language.as_str())?.ok()?));
        let quantities = Arc::new(languages.into_iter().filter_map(grammar).collect());
        Self { packs, reference: Reference::embedded(), quantities }
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
        let lexicon = Lexicon::embedded(lang).unwrap_or(&NO_WORDS);
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
        reading.quantities = self.quantities(&annotated, lang, &chars);
        reading
    }

    fn analyse(&self, text: &str, lang: Language) -> Option<entente_language::Analysis> {
        self.packs
            .get(lang)
            .map(|pack| pack.analyse_with(text, &|_: &entente_language::SentenceView<'_>| Depth::Tree))
    }
}

impl Reader {
    fn quantities(&self, text: &Annotated<'_>, lang: Language, chars: &CharIndex) -> Vec<Quantity> {
        let Some((_, pack)) = self.quantities.iter().find(|(known, _)| *known == lang) else {
            return Vec::new();
        };
        let sentences: Vec<Range<usize>> = text
            .analysis
            .sentences
            .iter()
            .map(|sentence| sentence.start as usize..sentence.end as usize)
            .collect();
        let times: Vec<TimeRange> = text
            .times
            .iter()
            .map(|time| TimeRange { range: time.range.clone(), timex: time.timex_type, interval: time.edtf })
            .collect();
        let dollar =
            text.pair.into_iter().flatten().find_map(|code| pack.dollar_of(code.as_str())).map(str::to_owned);
        let found = quantities::find(text.text, &sentences, &times, pack, &QuantityContext { dollar });
        found.into_iter().map(|found| public_quantity(text.text, chars, found)).collect()
    }
}

fn public_quantity(text: &str, chars: &CharIndex, found: quantities::FoundQuantity) -> Quantity {
    let span = chars.span(text, found.range.clone());
    Quantity {
        start: span.start,
        end: span.end,
        quote: text[found.range].to_owned(),
        value: found.value,
        unit: found.unit,
        bound: found.bound,
        measure: found.measure,
        as_of: found.as_of,
        role: found.role,
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
    let day_at = |bytes: &Range<usize>| -> Option<Interval> {
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
