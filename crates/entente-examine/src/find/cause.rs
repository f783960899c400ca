//! What was put off because of something, and what that something did not touch.

use std::collections::BTreeSet;

use crate::{
    Claim, Content,
    find::status::content_words,
    page::{Page, Sentence},
};

/// The cause of one sentence; one that only refers to the thing takes its name from the sentence before.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    let words = &page.words.status;
    let hindered = sentence.says(&words.cancelled);
    let pattern = if hindered { &words.hindered } else { &words.unhindered };
    if !sentence.may(pattern) {
        return;
    }
    let Some(cause) = pattern.captures(sentence.text).and_then(|found| found.name("cause")) else { return };
    let before = number.checked_sub(1).map(|at| &page.sentences[at]);
    let subject = before.filter(|before| {
        let refers = sentence.says(&words.pronoun) || sentence.says(&words.refers);
        refers && before.paragraph == sentence.paragraph
    });
    let cause = content_words(page.words, cause.as_str());
    let mut named = names(page, sentence);
    named.extend(subject.map(|subject| names(page, subject)).unwrap_or_default());
    let words: BTreeSet<String> = named.difference(&cause).cloned().collect();
    if cause.is_empty() || words.is_empty() {
        return;
    }
    let content = Content::Cause { words, cause, hindered };
    claims.push(match subject {
        Some(subject) => page.claim_over(subject, sentence, content),
        None => page.claim(sentence, 0..1, content),
    });
}

/// The words of a sentence without the states that it names.
fn names(page: &Page, sentence: &Sentence) -> BTreeSet<String> {
    let states = sentence.states.iter().map(|state| &sentence.text[state.range.clone()]);
    let states: BTreeSet<String> = states.flat_map(|name| content_words(page.words, name)).collect();
    content_words(page.words, sentence.text).difference(&states).cloned().collect()
}
