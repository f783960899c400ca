//! What a speaker does with the words.

use std::ops::Range;

use entente_language::{Person, Tense, VerbForm};
use entente_model::{Letter as _, Mode, SpeechAct};

use crate::{annotate::Annotated, lexicon::List};

/// The act of the reporting verb; where that only says "said", or there is none, the strongest cue in the words.
pub(super) fn of(
    text: &Annotated<'_>,
    tokens: Range<usize>,
    verb: Option<SpeechAct>,
    mode: Mode,
) -> SpeechAct {
    match verb {
        Some(act) if act != SpeechAct::Assert => act,
        Some(act) if mode == Mode::Reported => act,
        _ => cue(text, tokens.clone()).or_else(|| by_tense(text, tokens)).unwrap_or(SpeechAct::Assert),
    }
}

/// What the speaker will do is promised, what others will do is expected.
fn by_tense(text: &Annotated<'_>, tokens: Range<usize>) -> Option<SpeechAct> {
    let verb = tokens.into_iter().find(|&token| {
        let feats = text.analysis.tokens[token].feats;
        feats.tense() == Some(Tense::Fut)
            || (feats.tense() == Some(Tense::Pres)
                && feats.verb_form() == Some(VerbForm::Fin)
                && text.lexicon.status.perfective.contains(text.lemma(token)))
    })?;
    let own = text.analysis.tokens[verb].feats.person() == Some(Person::First);
    Some(if own { SpeechAct::Promise } else { SpeechAct::Expect })
}

/// Whether somebody who speaks for himself takes a stand: "I would warn everyone against haste", "we reject that", "it is simply false".
pub(super) fn takes_a_stand(text: &Annotated<'_>, mut tokens: Range<usize>) -> bool {
    let analysis = &text.analysis;
    let own = |verb: usize| {
        let subject = analysis.shared_subject(verb);
        subject.is_some_and(|subject| text.is_first_person(subject, List::Speaker))
    };
    let stands = |token: usize| {
        super::reported::act_of(text, token).is_some_and(|act| act != SpeechAct::Assert) && own(token)
    };
    cue(text, tokens.clone()).is_some_and(|act| STANDS.contains(&act)) || tokens.any(stands)
}

/// Acts whose cues alone take a stand.
const STANDS: [SpeechAct; 5] =
    [SpeechAct::Criticise, SpeechAct::Ask, SpeechAct::Propose, SpeechAct::Promise, SpeechAct::Warn];

fn cue(text: &Annotated<'_>, tokens: Range<usize>) -> Option<SpeechAct> {
    let speech = &text.lexicon.speech;
    if text.lexicon.endings.is_glued() {
        // The end of the sentence says what is done with the rest.
        let words = |token: &usize| text.form(*token).chars().any(char::is_letter_or_digit);
        let last: Vec<usize> = tokens.clone().rev().filter(words).take(3).collect();
        let cue = |token: usize| speech.cue_within(text.form(token));
        return last
            .into_iter()
            .find_map(cue)
            .or_else(|| tokens.rev().find_map(|token| cue(token).filter(|act| *act == SpeechAct::Praise)));
    }
    let cues =
        tokens.filter_map(|token| speech.cue(text.lemma(token)).or_else(|| speech.cue(text.form(token))));
    cues.min_by_key(|act| match act {
        SpeechAct::Criticise => 0,
        SpeechAct::Ask => 1,
        SpeechAct::Propose => 2,
        SpeechAct::Promise => 3,
        SpeechAct::Warn => 4,
        SpeechAct::Praise => 5,
        SpeechAct::Expect => 6,
        SpeechAct::Assert => 7,
    })
}
