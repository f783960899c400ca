//! A state named as acting at a date: "In 1904 the Soviet Union and Japan began the war".

use entente_model::Precision;

use crate::{
    Claim, Content,
    page::{DateAt, Page, Sentence, StateAt},
};

/// States of one sentence that are fixed to their own lifespan, with the date of their clause.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    if sentence.explicit().next().is_none() || page.words.presence.unsure.is_match(sentence.text) {
        return;
    }
    for state in &sentence.states {
        let before = &sentence.text[..state.range.start];
        let modern = state.noun && page.words.presence.modern.is_match(before);
        let meant = state.fixed && state.noun && !page.words.presence.elsewhen.is_match(before);
        if !(modern || meant) {
            continue;
        }
        let Some(date) = governing(sentence, state) else { continue };
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

/// The one date that the clause of a state has: no other date may stand nearer or as near on the other side.
fn governing<'a>(sentence: &'a Sentence, state: &StateAt) -> Option<&'a DateAt> {
    let (from, to) = strong_part(sentence.text, state);
    let mut inside = sentence.explicit().filter(|date| {
        date.range.start >= from && date.range.end <= to && date.when.precision() >= Precision::Year
    });
    let date = inside.next()?;
    let alone = inside.next().is_none() && !date.when.is_open();
    alone.then_some(date)
}

/// The stretch around a state without a semicolon or dash in it.
fn strong_part(text: &str, state: &StateAt) -> (usize, usize) {
    const MARKS: &[char] = &[';', '–', '—', ':'];
    let from = text[..state.range.start].rfind(MARKS).unwrap_or(0);
    let to = text[state.range.end..].find(MARKS).map_or(text.len(), |at| state.range.end + at);
    (from, to)
}
