//! Quotations that a verb puts down to somebody, whatever the verb tells: `"…," he snapped`, `«…», — усмехнулся премьер Иван
//! Петров`.

use std::ops::Range;

use entente_language::Upos;
use entente_model::{Mode, SpeechAct};

use super::{FoundStatement, reported::sentence_bytes, speaker, statement};
use crate::{actors::Target, annotate::Annotated};

/// The least words of a quotation: fewer may be a name.
const QUOTED: usize = 4;

/// The most words of somebody between a quotation and the verb, or behind it.
const SOMEBODY: usize = 8;

/// What somebody says in a quotation that ends right before the verb, or before its subject.
pub(super) fn find(text: &Annotated<'_>, verb: usize, quotations: &[Range<usize>]) -> Option<FoundStatement> {
    let analysis = &text.analysis;
    if !analysis.is_finite(verb) {
        return None;
    }
    let (start, end) = (analysis.tokens[verb].start as usize, analysis.tokens[verb].end as usize);
    let sentence = sentence_bytes(text, analysis.sentence_of(verb)?);
    let before = quotations.partition_point(|span| span.end <= start);
    let span = quotations[..before].last().filter(|span| span.start >= sentence.start)?;
    let (quoted, behind) = (&text.text[span.clone()], &text.text[span.end..start]);
    let behind = behind.trim_start_matches(['"', '”', '»']);
    let subject = behind.trim_start_matches([' ', ',', '—', '–', '-']);
    // A name in quotation marks is no speech: `the newspaper "Our Day Today" wrote`.
    let parted =
        quoted.trim_end().ends_with([',', '?', '!', '…']) || behind.trim_start().starts_with([',', '—', '–']);
    if !parted || quoted.split_whitespace().count() < QUOTED {
        return None;
    }
    let speaker = if subject.trim().is_empty() {
        somebody(text, end..sentence.end.max(end), true)
    } else {
        somebody(text, start - subject.len()..start, false)
    }?;
    statement(text, sentence, speaker, Mode::Direct, Some(SpeechAct::Assert))
}

/// The person whom words name or point back to, with nothing between the name and where they begin (`first`) or end but what the
/// person is.
fn somebody(text: &Annotated<'_>, bytes: Range<usize>, first: bool) -> Option<Target> {
    let analysis = &text.analysis;
    let mut tokens = text.tokens_in(&bytes);
    let next = if first { tokens.next() } else { tokens.next_back() }?;
    if text.lexicon.people.pronouns.contains(text.form(next)) {
        return speaker::person_before(text, bytes.start, analysis.tokens[next].feats.gender())
            .filter(|_| first || tokens.next().is_none());
    }
    let mut named = text.actors.named_in(bytes.clone()).iter().filter(|mention| mention.person().is_some());
    let mention = if first { named.next() } else { named.next_back() }?;
    let between = if first { bytes.start..mention.range.start } else { bytes.clone() };
    let nominal = |token: usize| {
        matches!(analysis.tokens[token].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Adp)
    };
    let beside = first || text.text[mention.range.end..bytes.end].trim().is_empty();
    let mut tokens = text.tokens_in(&between);
    (beside && tokens.len() <= SOMEBODY && tokens.all(nominal)).then_some(mention.target)
}
