//! What a speaker does with the words.

use std::ops::Range;

use entente_model::{Mode, SpeechAct};

use crate::annotate::Annotated;

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
        _ => cue(text, tokens).unwrap_or(SpeechAct::Assert),
    }
}

fn cue(text: &Annotated<'_>, tokens: Range<usize>) -> Option<SpeechAct> {
    let speech = &text.lexicon.speech;
    let cues = tokens.filter_map(|token| {
        let glued = || text.lexicon.people.prefixes.then(|| speech.cue_by_prefix(text.form(token))).flatten();
        speech.cue(text.lemma(token)).or_else(|| speech.cue(text.form(token))).or_else(glued)
    });
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
