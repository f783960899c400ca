//! A state named as acting at a date: "In 1904 the Soviet Union and Japan began the war".

use std::ops::Range;

use crate::{
    Claim, Content, known,
    page::{DateAt, Page, Sentence, StateAt},
};

/// States of one sentence that are fixed to their own lifespan, with the date of their clause.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    if sentence.explicit().next().is_none() {
        return;
    }
    for state in sentence.states.iter().chain(&sentence.bodies) {
        let before = &sentence.text[..state.range.start];
        let modern = state.noun && page.words.presence.modern.is_match(before);
        let meant = (state.fixed || known::is_body(state.code))
            && state.noun
            && !page.words.presence.elsewhen.is_match(before);
        if !(modern || meant) {
            continue;
        }
        let (from, to) = strong_part(sentence.text, state);
        if page.words.presence.unsure.is_match(&sentence.text[from..to]) {
            continue;
        }
        let Some(date) = governing(sentence, from..to) else { continue };
        let span = state.range.start.min(date.range.start)..state.range.end.max(date.range.end);
        let content = Content::Presence {
            state: state.code,
            name: sentence.text[state.range.clone()].to_owned(),
            when: date.when,
            name_span: state.span,
            modern,
        };
        claims.push(page.claim(sentence, span, content));
    }
}

/// The one date of a stretch; of two it is not sure which is meant.
fn governing<'a>(sentence: &'a Sentence, part: Range<usize>) -> Option<&'a DateAt> {
    let mut inside =
        sentence.explicit().filter(|date| date.range.start >= part.start && date.range.end <= part.end);
    let date = inside.next()?;
    let alone =
        inside.next().is_none() && !date.when.is_open() && date.year().is_some_and(|year| year >= EARLIEST);
    alone.then_some(date)
}

/// Before that lifespans are a matter of definition.
const EARLIEST: i16 = 1500;

/// The stretch around a state without a semicolon or dash in it.
fn strong_part(text: &str, state: &StateAt) -> (usize, usize) {
    const MARKS: &[char] = &[';', '–', '—', ':'];
    let from = text[..state.range.start].rfind(MARKS).unwrap_or(0);
    let to = text[state.range.end..].find(MARKS).map_or(text.len(), |at| state.range.end + at);
    (from, to)
}
