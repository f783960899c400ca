//! Quotations that run over more than the sentence that says whose they are.

use std::ops::Range;

use entente_language::{Deprel, Sentence};
use entente_model::{Mode, SpeechAct};

use super::{FoundStatement, reported::sentence_bytes, speaker, statement};
use crate::{actors::Target, annotate::Annotated, lines::lines};

/// How many words a sentence inside a quotation has at the least to say something.
const LEAST: usize = 7;

/// Whose words a sentence reports.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    /// The sentence, as an index into the analysis.
    pub sentence: usize,
    /// Who speaks there.
    pub speaker: Target,
}

/// The sentences inside quotation marks that no verb of speech stands by: their speaker is told in a sentence of the
/// same quotation, else in the last one before it in the paragraph. `told` is in the order of the sentences.
pub(super) fn find(text: &Annotated<'_>, spans: &[Range<usize>], told: &[Told]) -> Vec<FoundStatement> {
    if spans.is_empty() || told.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for number in 0..text.analysis.sentences.len() {
        if told.binary_search_by_key(&number, |told| told.sentence).is_ok() {
            continue;
        }
        let bytes = sentence_bytes(text, number);
        let Some(span) = around(text, number, spans) else { continue };
        if text.text[bytes.clone()].split_whitespace().count() < LEAST {
            continue;
        }
        if let Some(speaker) = told_in(text, told, number, span) {
            found.extend(statement(text, bytes, speaker, Mode::Direct, Some(SpeechAct::Assert)));
        }
    }
    found
}

/// The quotation that a sentence is a part of, all of it.
pub(super) fn around<'s>(
    text: &Annotated<'_>,
    sentence: usize,
    spans: &'s [Range<usize>],
) -> Option<&'s Range<usize>> {
    let words = bare(text.text, &sentence_bytes(text, sentence))?;
    let span = spans.get(spans.partition_point(|span| span.end < words.end))?;
    (span.start <= words.start).then_some(span)
}

/// Quotations that a sentence about somebody leads to by a colon, whatever its verb: `The minister was blunter: "There is …"`.
pub(super) fn announced(text: &Annotated<'_>, spans: &[Range<usize>]) -> Vec<FoundStatement> {
    /// Words before the colon, and of the quotation.
    const BEFORE: usize = 25;
    const QUOTED: usize = 4;
    let announced = |(number, sentence): (usize, &Sentence)| {
        let bytes = sentence_bytes(text, number);
        let span = spans[spans.partition_point(|span| span.start < bytes.start)..].first()?;
        let before =
            text.text.get(bytes.start..span.start)?.trim_end_matches(['"', '“', '«', '„']).trim_end();
        let lead = before.strip_suffix(':')?;
        let quoted = text.text.get(span.start..span.end.min(bytes.end))?;
        let short = lead.split_whitespace().count() <= BEFORE && !lead.contains('\n');
        if !short || quoted.split_whitespace().count() < QUOTED {
            return None;
        }
        // Wherever a parser hangs what is quoted: the first subject before the colon.
        let before = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let mut before =
            before.take_while(|&token| (text.analysis.tokens[token].start as usize) < span.start);
        let subject = before
            .find(|&token| matches!(text.analysis.tokens[token].deprel, Deprel::Nsubj | Deprel::NsubjPass))?;
        let speaker = speaker::of(text, subject).filter(|who| matches!(who, Target::Person(_)))?;
        statement(text, bytes, speaker, Mode::Direct, Some(SpeechAct::Assert))
    };
    text.analysis.sentences.iter().enumerate().filter_map(announced).collect()
}

/// Takes the short sentences with which a quotation begins, "It was hard.", into what is told of its speaker behind them.
pub(super) fn take_in(text: &Annotated<'_>, spans: &[Range<usize>], found: &mut [FoundStatement]) {
    let starts: Vec<usize> = found.iter().map(|said| said.range.start).collect();
    for said in found.iter_mut().filter(|said| said.mode == Mode::Direct) {
        let Some(number) =
            text.analysis.token_at(said.range.start as u32).and_then(|at| text.analysis.sentence_of(at))
        else {
            continue;
        };
        let at = said.range.start;
        let Some(span) =
            spans.get(spans.partition_point(|span| span.end <= at)).filter(|span| span.start < at)
        else {
            continue;
        };
        // The opening mark stands before the quotation.
        let opens = |number: usize| {
            let start = text.analysis.sentences[number].start as usize;
            start <= span.start && span.start <= start + 4
        };
        let first = (0..number).rev().take(2).find(|&before| opens(before));
        let Some(first) = first else { continue };
        let from = text.analysis.sentences[first].start as usize;
        let free = starts.iter().all(|&start| start < from || start >= at);
        if free && text.text[from..said.range.end].split_whitespace().count() <= super::LONGEST {
            said.range.start = from;
        }
    }
}

/// Quotations that a line of their own puts down to somebody: `"We want fair trade."`, and below it `– Ann Lee, Minister of
/// Trade`.
pub(super) fn signed(text: &Annotated<'_>) -> Vec<FoundStatement> {
    let mut found = Vec::new();
    // The quotation that ended with the last line.
    let mut quoted: Option<Range<usize>> = None;
    for (bytes, line) in lines(text.text) {
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        let signature = words.trim_start_matches(['–', '—', '-', '―', ' ']);
        let speaker = (signature.len() < words.len()).then(|| signatory(text, &bytes, signature)).flatten();
        if let (Some(quotation), Some(speaker)) = (quoted.take(), speaker) {
            let sentences = &text.analysis.sentences;
            let first = sentences.partition_point(|sentence| (sentence.end as usize) <= quotation.start);
            let last = sentences.partition_point(|sentence| (sentence.start as usize) < quotation.end);
            for number in first..last {
                let sentence = sentence_bytes(text, number);
                let words = bare(text.text, &sentence);
                if words.is_some_and(|words| quotation.start <= words.start && words.end <= quotation.end) {
                    found.extend(statement(text, sentence, speaker, Mode::Direct, Some(SpeechAct::Assert)));
                }
            }
            continue;
        }
        let opens = words.starts_with(['"', '“', '«', '„']);
        let closes = words.trim_end_matches(['.', ',']).ends_with(['"', '”', '»', '“']);
        quoted = (opens && closes).then(|| bytes.clone());
    }
    found
}

/// Whose name a line begins with.
fn signatory(text: &Annotated<'_>, line: &Range<usize>, signature: &str) -> Option<Target> {
    /// Bytes of a title before the name.
    const TITLE: usize = 60;
    let start = line.start + text.text[line.clone()].find(signature)?;
    let named = text.actors.named_in(line.clone());
    let person = named.iter().find(|mention| matches!(mention.target, Target::Person(_)))?;
    (person.range.start <= start + TITLE).then_some(person.target)
}

/// Who speaks in a quotation: told in one of its own sentences, or in the paragraph before it.
fn told_in(text: &Annotated<'_>, told: &[Told], number: usize, span: &Range<usize>) -> Option<Target> {
    let reaching = told.partition_point(|told| sentence_bytes(text, told.sentence).end <= span.start);
    let own = told.get(reaching).filter(|told| sentence_bytes(text, told.sentence).start < span.end);
    let before = || {
        let last = told[..told.partition_point(|told| told.sentence < number)].last();
        // "The minister said:", and his words in a paragraph of their own.
        let leads = |told: &&Told| {
            let bytes = text.analysis.sentences[told.sentence].start as usize..span.start;
            let between = text.text.get(bytes).unwrap_or_default().trim_end_matches(['"', '“', '«', '„']);
            between.trim_end().ends_with(':') && !between.trim_end().contains('\n')
        };
        last.filter(|told| text.paragraphs[told.sentence] == text.paragraphs[number] || leads(told))
    };
    own.or_else(before).map(|told| told.speaker)
}

/// A sentence without the marks around it, if words are left.
fn bare(text: &str, bytes: &Range<usize>) -> Option<Range<usize>> {
    let words = &text[bytes.clone()];
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | '.' | '—' | '–');
    let start = bytes.end - words.trim_start_matches(marks).len();
    let end = bytes.start + words.trim_end_matches(marks).len();
    (start < end).then_some(start..end)
}

/// What stands between quotation marks, paragraph by paragraph; a quotation left open ends with its paragraph.
pub(super) fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut open: Option<usize> = None;
    for (at, byte) in text.bytes().enumerate() {
        // The first bytes of the marks: few other characters have them.
        if !matches!(byte, b'\n' | b'"' | 0xC2 | 0xE2) {
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let after = at + c.len_utf8();
        match (c, open) {
            ('\n' | '”' | '»' | '"', Some(start)) => {
                spans.push(start..at);
                open = None;
            }
            ('“' | '«' | '„' | '"', None) => open = Some(after),
            // German and Russian close with the mark that English opens with.
            ('“', Some(start)) if text[..start].ends_with('„') => {
                spans.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    spans.extend(open.map(|start| start..text.len()));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_end_with_their_mark_or_their_paragraph() {
        let text = "He said: “One. Two.” Then \"three\".\n«Четыре. Пять\nsix";
        let found: Vec<&str> = spans(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["One. Two.", "three", "Четыре. Пять"]);
    }
}
