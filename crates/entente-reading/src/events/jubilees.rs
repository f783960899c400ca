//! The event behind an anniversary: "the 30th anniversary of the establishment of relations", kept in 2020, says 1990.

use entente_language::Deprel;
use entente_model::EventKind;

use super::{FoundEvent, parties};
use crate::{annotate::Annotated, clauses::Clause, lexicon::Part};

/// The clause counts the years since an act, or tells that act: neither happens on the day of the sentence.
pub(super) fn counts_in(text: &Annotated<'_>, clause: &Clause) -> bool {
    let mut counted = text.anniversaries.iter().filter(|anniversary| anniversary.counts);
    counted.any(|anniversary| {
        let tokens = text.tokens_in(&anniversary.range);
        let near = tokens.end.saturating_sub(1)..tokens.end + 7;
        // "… since relations were established *and signed a plan*": what is joined is done on the day.
        let joined = matches!(text.analysis.tokens[clause.head].deprel, Deprel::Conj | Deprel::Root);
        // "It will be ten years since" is a clause of its own, or one with the act that stands behind it.
        let itself = || {
            tokens.contains(&clause.head)
                || clause.tokens.contains(&tokens.start)
                    && (tokens.end..tokens.end + 8).contains(&clause.head)
        };
        !anniversary.kept && itself()
            || !joined && clause.tokens.first().is_some_and(|first| near.contains(first))
    })
}

/// Events that anniversaries date; where the text dates the event itself, that mention stands instead.
pub(super) fn find(text: &Annotated<'_>) -> Vec<FoundEvent> {
    let mut events = Vec::new();
    for anniversary in &text.anniversaries {
        let Some(when) = anniversary.implied else { continue };
        let tokens = text.tokens_in(&anniversary.range);
        let Some(sentence) = tokens.end.checked_sub(1).and_then(|last| text.analysis.sentence_of(last))
        else {
            continue;
        };
        let sentence = &text.analysis.sentences[sentence];
        let after = tokens.end..(sentence.tokens.end as usize).min(tokens.end + 14);
        let mask = text.mask_of(after.clone());
        let verb = |token: usize| {
            let hit = text.lexicon.events.best(Part::Verb, mask, mask, |step| text.forms(token + step))?;
            Some((token, hit.rule))
        };
        // The noun of the act stands close behind: "of *establishing*", "since the *opening* of".
        let near = |token: usize| text.noun_rule(token, mask).map(|(rule, _)| (token, rule));
        let hit = after.clone().take(5).find_map(|token| near(token).or_else(|| verb(token)));
        // "Since the Court *delivered* its judgment": its verb stands behind its subject.
        let hit = hit.or_else(|| after.clone().filter(|_| anniversary.counts).find_map(verb));
        // Where the act stands before its number ("수교 30주년").
        let hit = hit.filter(|_| !text.lexicon.endings.is_glued()).or_else(|| {
            let first = sentence.tokens.start as usize;
            let before = tokens.start.saturating_sub(3).max(first)..tokens.start + 1;
            let mask = text.mask_of(before.clone());
            let endings = &text.lexicon.endings;
            // "수교한 지 60년": the act may be a verb.
            let stem = |token: usize| {
                let acts = endings.acts(text.form(token)).filter(|_| anniversary.counts);
                let rules =
                    acts.filter_map(|(stem, ..)| text.lexicon.events.of_stem(Part::Noun, stem, mask, mask));
                rules.max_by_key(|rule| rule.grade)
            };
            before.filter(|_| endings.is_glued()).rev().find_map(|token| {
                let noun = text.noun_rule(token, mask).map(|(rule, _)| rule);
                Some((token, noun.or_else(|| stem(token))?))
            })
        });
        let Some((token, rule)) = hit else { continue };
        let after = after.start.max(token)..after.end;
        let end = after
            .clone()
            .find(|&token| matches!(text.form(token), "," | ";" | "." | ")" | "and"))
            .unwrap_or(after.end);
        let end = if text.lexicon.endings.is_glued() { tokens.end } else { end };
        let Some(clause) = text.clause_of(token) else { continue };
        // Where the act stands before its years its sides do as well, behind the day of the celebration.
        let start = if anniversary.counts && text.lexicon.endings.is_glued() {
            let span = &text.clauses[clause].span;
            let at = text.analysis.tokens[token].start as usize;
            let day = text.times_in(&(span.start..at)).last().map_or(span.start, |day| day.range.end);
            text.tokens_in(&(day..at)).find(|&first| text.analysis.tokens[first].start as usize >= day)
        } else {
            None
        };
        let range = text.bytes_of(&(start.unwrap_or(token)..end.max(token + 1)));
        // An anniversary is one of today's sides: their codes are not put back to that day.
        let sides = parties::of(text, clause, &range, token, rule.kind, anniversary.celebrated);
        // The anniversary of a war whose sides are not named is a date of the calendar.
        if rule.kind == EventKind::Conflict && sides.parties.is_empty() {
            continue;
        }
        let range = range.start.min(anniversary.range.start)..range.end;
        events.push(FoundEvent { when: Some(when), listed: true, ..FoundEvent::by_rule(rule, range, sides) });
    }
    events
}
