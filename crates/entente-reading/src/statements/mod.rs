//! Who says what: reported speech by its verb, direct speech by labels of speakers and first-person texts.

mod act;
mod direct;
mod glued;
mod interviews;
mod inverted;
mod labels;
mod quotation;
mod reported;
mod speaker;
mod tagged;
mod topics;

use std::ops::Range;

use entente_model::{Mode, PartyCode, SpeechAct, Topic};

use crate::{actors::Target, annotate::Annotated};
pub(crate) use speaker::organs;

/// A statement of the text; offsets are bytes.
#[derive(Debug, Clone)]
pub(crate) struct FoundStatement {
    pub range: Range<usize>,
    pub speaker: Target,
    pub mode: Mode,
    pub act: SpeechAct,
    pub topics: Vec<Topic>,
    pub about: Vec<PartyCode>,
}

/// The longest quote, in words.
const LONGEST: usize = 40;

/// The statements of a text, in the order of their quotes.
pub(crate) fn find(text: &Annotated<'_>) -> Vec<FoundStatement> {
    let turns = direct::turns(text);
    let mut statements = direct::find(text, &turns);
    let glued = text.lexicon.endings.is_glued();
    let reported = if glued { glued::find(text, &turns) } else { reported::find(text, &turns) };
    // What others are reported to say within somebody's own words is theirs.
    statements.retain(|own| {
        !reported.iter().any(|other| other.range.start < own.range.end && own.range.start < other.range.end)
    });
    statements.extend(reported);
    if glued {
        // "헝가리 정부는 이를 비판했다": its government speaks for a state.
        for statement in &mut statements {
            let Target::Organisation(body) = statement.speaker else { continue };
            let state = speaker::governed(text, &text.actors.organisations[body]);
            statement.speaker = state.map_or(statement.speaker, Target::Polity);
        }
    }
    statements.sort_by_key(|statement| (statement.range.start, statement.range.end));
    statements
        .dedup_by(|later, earlier| later.range.start < earlier.range.end && later.speaker == earlier.speaker);
    statements
}

/// A statement with its act, topics and states, or nothing where the words hold no substance.
fn statement(
    text: &Annotated<'_>,
    range: Range<usize>,
    speaker: Target,
    mode: Mode,
    verb: Option<SpeechAct>,
) -> Option<FoundStatement> {
    let range = shortened(text, range);
    let tokens = text.tokens_in(&range);
    let topics = topics::of(text, tokens.clone());
    let words = text.text[range.clone()].split_whitespace().count();
    let glued = text.lexicon.endings.is_glued();
    let mut about: Vec<PartyCode> = Vec::new();
    for hit in text.actors.hits_in(range.clone()) {
        let code = text.actors.code(text.reference, hit, text.published);
        if !about.contains(&code) {
            about.push(code);
        }
    }
    // Whoever reports a quotation vouches for its substance; of what a speaker says without a topic, what names a state or a
    // time tells something.
    let spoken = mode == Mode::Direct && verb.is_none() && !text.lexicon.speech.verbless && !glued;
    let tells = !about.is_empty() || text.times_in(&range).next().is_some();
    // "I would warn everyone against haste": where somebody speaks for himself, fewer words take a stand.
    let stands = || words == 6 && act::takes_a_stand(text, tokens.clone());
    let vague = words < if glued { 6 } else { 7 } && !(spoken && (tells || stands()));
    // Where particles are no words of their own, four words say as much.
    if words < if glued { 4 } else { 5 } || topics.is_empty() && vague {
        return None;
    }
    let act = act::of(text, tokens, verb, mode);
    let topics = if topics.is_empty() { vec![Topic::Politics] } else { topics };
    Some(FoundStatement { range, speaker, mode, act, topics, about })
}

/// At most [`LONGEST`] words.
fn shortened(text: &Annotated<'_>, range: Range<usize>) -> Range<usize> {
    let words = &text.text[range.clone()];
    let end = words
        .match_indices(char::is_whitespace)
        .map(|(at, _)| at)
        .filter(|&at| !words[..at].ends_with(char::is_whitespace))
        .nth(LONGEST - 1);
    range.start..end.map_or(range.end, |end| range.start + end)
}
