//! Sentences and lines that tell no act: headings, datelines, labels, questions.

use std::ops::Range;

use entente_language::Upos;
use entente_model::Letter as _;

use crate::annotate::Annotated;

/// Whether a sentence has a finite verb, or is of a language whose sentences were not parsed.
pub(super) fn has_verb(text: &Annotated<'_>, sentence: usize) -> bool {
    let sentence = &text.analysis.sentences[sentence];
    let mut tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
    !sentence.parsed || tokens.any(|token| matches!(text.analysis.tokens[token].upos, Upos::Verb | Upos::Aux))
}

/// "Abuja, 21-22 March 2019", "By Ann Lee | Published 9 May 2020": where and when a text was given out, and by whom.
pub(super) fn is_label(text: &Annotated<'_>, sentence: usize) -> bool {
    const MOST_WORDS: usize = 6;
    let sentence = &text.analysis.sentences[sentence];
    let bytes = sentence.start as usize..sentence.end as usize;
    let times: Vec<&Range<usize>> = text.times_in(&bytes).map(|time| &time.range).collect();
    if times.is_empty() {
        return false;
    }
    let mut words = 0;
    let first =
        sentence.tokens.clone().find(|&token| text.analysis.tokens[token as usize].upos != Upos::Punct);
    let done_at = first.is_some_and(|token| text.lexicon.status.done_at.contains(text.form(token as usize)));
    for token in sentence.tokens.clone() {
        let word = &text.analysis.tokens[token as usize];
        let (start, end) = (word.start as usize, word.end as usize);
        if times.iter().any(|time| time.start < end && start < time.end) {
            continue;
        }
        if !done_at && text.text[start..end].starts_with(char::is_lowercase) {
            words = MOST_WORDS + 1;
            break;
        }
        words += usize::from(text.text[start..end].starts_with(char::is_letter));
    }
    let rows = text.text[bytes.clone()].contains(" | ");
    // "Done in Cairo on 13 February 2020."
    let stopped = text.text[..bytes.end].ends_with('.') && !done_at;
    rows || words <= MOST_WORDS && !stopped
}

/// Whether an offset lies in a line of a place, a comma and a date: "Abuja, 21-22 March 2019".
pub(super) fn is_dateline(text: &Annotated<'_>, at: usize) -> bool {
    let start = text.text[..at].rfind('\n').map_or(0, |line| line + 1);
    let end = text.text[at..].find('\n').map_or(text.text.len(), |line| at + line);
    let line = start..end;
    let mut inside = text.times_in(&line);
    let Some(first) = inside.next() else { return false };
    let last = inside.last().unwrap_or(first);
    let place = text.text[start..first.range.start].trim().strip_suffix(',');
    let named = |place: &str| {
        let mut words = place.split_whitespace();
        words.clone().count() <= 3 && words.all(|word| word.starts_with(char::is_uppercase))
    };
    place.is_some_and(named) && text.text[last.range.end..end].trim().is_empty()
}

/// Whether bytes stand in a first line of a few words that no stop ends.
pub(super) fn in_heading(text: &Annotated<'_>, at: usize) -> bool {
    let start = text.text.len() - text.text.trim_start().len();
    let end = text.text[start..].find('\n').map_or(text.text.len(), |line| start + line);
    let line = text.text[start..end].trim_end();
    let more = !text.text[end..].trim().is_empty();
    at < end
        && more
        && !line.ends_with(['.', '!', '?', ':', '"', '”'])
        && line.split_whitespace().count() <= 20
}

/// Whether a sentence is a question.
pub(super) fn asks(text: &Annotated<'_>, sentence: usize) -> bool {
    let sentence = &text.analysis.sentences[sentence];
    text.text[sentence.start as usize..sentence.end as usize].trim_end().ends_with('?')
}
