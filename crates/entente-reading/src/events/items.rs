//! Lists of dated items: "- President Julius Nyerere (1975, 1981)" under "Presidential visits from Tanzania to Mexico".

use std::ops::Range;

use entente_language::Upos;
use entente_model::EventStatus;

use super::{FoundEvent, dates::Calendar, parties, place};
use crate::{
    annotate::Annotated,
    lexicon::{EventRule, Part},
};

/// A line of the text with what it holds.
struct Line {
    bytes: Range<usize>,
    /// Starts with a dash, a bullet or a number.
    bullet: bool,
    /// Has a finite verb.
    verbal: bool,
}

/// Events of list items without a verb of their own: their kind is that of the heading above, their dates are their own.
pub(super) fn find(text: &Annotated<'_>, _calendar: &Calendar) -> Vec<FoundEvent> {
    let lines = lines(text);
    let mut events = Vec::new();
    let mut heading: Option<(Range<usize>, &EventRule)> = None;
    for line in &lines {
        if line.bullet && !line.verbal {
            let own = rule_in(text, &line.bytes);
            if let Some((range, rule)) = &heading {
                item_events(text, line, range, own.unwrap_or(rule), &mut events);
            }
        } else {
            heading = rule_in(text, &line.bytes).map(|rule| (line.bytes.clone(), rule));
        }
    }
    events
}

fn lines(text: &Annotated<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + line.find(trimmed).unwrap_or(0);
            let bytes = from..from + trimmed.len();
            let tokens = text.tokens_in(&bytes);
            let verbal = tokens.clone().any(|token| {
                matches!(text.analysis.tokens[token].upos, Upos::Verb | Upos::Aux)
                    && text.analysis.is_finite(token)
            });
            let bullet = trimmed.starts_with(['-', '•', '*', '–', '—', '·']);
            lines.push(Line { bytes, bullet, verbal });
        }
        start += line.len();
    }
    lines
}

/// The rule of the last noun of a line that meets one.
fn rule_in<'a>(text: &'a Annotated<'_>, bytes: &Range<usize>) -> Option<&'a EventRule> {
    let tokens = text.tokens_in(bytes);
    let mask = text.mask_of(tokens.clone());
    let hits = tokens
        .filter_map(|token| text.lexicon.events.best(Part::Noun, mask, 0, |step| text.forms(token + step)));
    hits.map(|hit| hit.rule).max_by_key(|rule| rule.grade)
}

fn item_events(
    text: &Annotated<'_>,
    line: &Line,
    heading: &Range<usize>,
    rule: &EventRule,
    events: &mut Vec<FoundEvent>,
) {
    let start =
        line.bytes.start + text.text[line.bytes.clone()].find(|c: char| c.is_alphanumeric()).unwrap_or(0);
    for (number, time) in text.times.iter().enumerate() {
        let inside = line.bytes.start <= time.range.start && time.range.end <= line.bytes.end;
        let Some(when) = time.edtf.filter(|_| inside) else { continue };
        let Some(clause) = text.analysis.token_at(start as u32).and_then(|token| text.clause_of(token))
        else {
            continue;
        };
        let mut sides = parties::of(text, clause, heading, usize::MAX, rule.kind, Some(when));
        let own = parties::of(text, clause, &line.bytes, usize::MAX, rule.kind, Some(when));
        for party in own.parties {
            if !sides.parties.contains(&party) {
                sides.parties.push(party);
            }
        }
        sides.participants.extend(own.participants);
        let end =
            text.text[time.range.end..line.bytes.end].find([')', ',', ';']).map_or(time.range.end, |at| {
                time.range.end + at + usize::from(text.text[time.range.end + at..].starts_with(')'))
            });
        events.push(FoundEvent {
            range: start..end,
            when: Some(when),
            kind: rule.kind,
            plover: rule.plover,
            cameo: rule.cameo.to_string(),
            status: EventStatus::Occurred,
            parties: sides.parties,
            participants: sides.participants,
            place: place::of(text, heading, rule.kind),
            times: vec![number],
            confidence: 0.7,
        });
    }
}
