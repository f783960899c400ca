//! Acts with their dates: "relations were established on 30 September 1990".

use std::{collections::BTreeSet, ops::Range};

use entente_model::PartyCode;

use crate::{
    Claim, Content,
    claim::Dated,
    page::{DateAt, Page, Sentence},
    pattern::Pattern,
    words::Act,
};

/// Acts that are dated in one sentence.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    if sentence.explicit().next().is_none() {
        return;
    }
    for act in &page.words.acts {
        let Some((focus, date)) = dated(sentence, act) else { continue };
        let span = focus.start.min(date.range.start)..focus.end.max(date.range.end);
        let dated = Dated {
            act: act.id.clone(),
            once: act.once,
            sides: if act.once { sides_named(page, sentence) } else { sides(page, sentence) },
            states: sentence.states.iter().filter(|state| state.fixed).map(|state| state.code).collect(),
            instruments: instruments(page, sentence),
            marks: marks(page, sentence, &focus),
            when: date.when,
            first_ever: sentence.says(&page.words.identity.first_ever),
        };
        claims.push(page.claim(sentence, span, Content::Dated(dated)));
    }
}

/// Whether every group of an act's words is found, and where.
pub(crate) fn said(sentence: &str, act: &Act) -> Option<Range<usize>> {
    let mut span: Option<Range<usize>> = None;
    for words in &act.words {
        let found = words.find(sentence)?;
        span =
            Some(span.map_or(found.range(), |span| span.start.min(found.start())..span.end.max(found.end())));
    }
    span
}

fn dated<'a>(sentence: &'a Sentence, act: &Act) -> Option<(Range<usize>, &'a DateAt)> {
    if !sentence.may_tell(act) || act.unless.as_ref().is_some_and(|unless| sentence.says(unless)) {
        return None;
    }
    let focus = said(sentence.text, act)?;
    let distance = |date: &DateAt| {
        let (from, to) = (date.range.start.min(focus.start), date.range.end.max(focus.end));
        let gap = (to - from).saturating_sub(date.range.len() + focus.len());
        gap + if other_clause(sentence, &focus, date) { BYTES_OF_A_COMMA } else { 0 }
    };
    let date = sentence.explicit().min_by_key(|date| distance(date))?;
    // Dates of several acts in one long sentence are told apart by the clause only.
    (distance(date) <= MOST_BYTES_APART).then_some((focus, date))
}

/// Whether a comma parts an act from a date that is not at the head of the act's own clause.
fn other_clause(sentence: &Sentence, focus: &Range<usize>, date: &DateAt) -> bool {
    const MARKS: &[char] = &[',', ';', '–', '—'];
    if date.range.start >= focus.end {
        return sentence.text[focus.end..date.range.start].contains(MARKS);
    }
    let between = sentence.text.get(date.range.end..focus.start).unwrap_or_default();
    // "On 4 June 1990, the presidents met": the first comma belongs to the date.
    between.trim_start_matches([' ', ',']).contains(MARKS)
}

/// A comma is as good as so many bytes between an act and its date.
const BYTES_OF_A_COMMA: usize = 60;

/// An act and its date stand together.
const MOST_BYTES_APART: usize = 160;

/// The lineages of the states named; the document's main pair where the sentence names none but these.
pub(crate) fn sides(page: &Page, sentence: &Sentence) -> BTreeSet<PartyCode> {
    let named: BTreeSet<PartyCode> = sentence.states.iter().map(|state| state.side).collect();
    if named.len() < 2 && named.iter().all(|side| page.main_pair.contains(side)) {
        return page.main_pair.iter().copied().collect();
    }
    named
}

/// The same for an act of two sides that happens once: one side named alone may act with a third.
fn sides_named(page: &Page, sentence: &Sentence) -> BTreeSet<PartyCode> {
    let named: BTreeSet<PartyCode> = sentence.states.iter().map(|state| state.side).collect();
    if named.len() == 1 { named } else { sides(page, sentence) }
}

fn instruments(page: &Page, sentence: &Sentence) -> BTreeSet<String> {
    let named = page.words.instruments.iter().filter(|(_, pattern)| sentence.says(pattern));
    named.map(|(id, _)| id.clone()).collect()
}

/// What two reports of one act share: the place nearest to its words, and the titles of who takes part.
fn marks(page: &Page, sentence: &Sentence, focus: &Range<usize>) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    let capitals = sentence.states.iter().filter(|state| state.capital || state.noun);
    let nearest = capitals.min_by_key(|state| {
        let gap = state.range.start.abs_diff(focus.end).min(focus.start.abs_diff(state.range.end));
        (gap, state.range.start)
    });
    marks.extend(nearest.map(|state| format!("place:{}", state.side)));
    let mut capitals = sentence.states.iter().filter(|state| state.capital);
    if let (Some(capital), None) = (capitals.next(), capitals.next()) {
        marks.insert(format!("capital:{}", capital.side));
    }
    let office = &page.words.office;
    marks.extend(sentence.people.iter().map(|person| format!("person:{}", person.id)));
    let titles = office.titles.iter().filter(|(_, pattern)| title_found(pattern, sentence.text));
    marks.extend(titles.map(|(id, _)| format!("title:{id}")));
    marks
}

/// A title's pattern may be tied to the start of what follows a name; looked for anywhere here.
fn title_found(pattern: &Pattern, text: &str) -> bool {
    if !pattern.as_str().contains("(?i)^") {
        return pattern.is_match(text);
    }
    text.char_indices()
        .filter(|(_, letter)| letter.is_whitespace())
        .any(|(at, _)| pattern.is_match(&text[at..]))
}
