//! The event that a title announces: "Joint press conference with …", published that day.

use entente_model::{EventKind, Interval, Precision};

use super::{FoundEvent, parties, place};
use crate::annotate::Annotated;

/// The meeting or visit of which a dated text is itself the record, with the noun that says so.
pub(super) fn find(text: &Annotated<'_>) -> Option<(FoundEvent, usize)> {
    let published = text.published.filter(|day| day.precision() == Precision::Day)?;
    let sentence = text.analysis.sentences.iter().take(2).find(|sentence| {
        let bytes = sentence.start as usize..sentence.end as usize;
        text.text[..bytes.start].trim().is_empty() && text.text[bytes.end..].starts_with('\n')
    })?;
    let bytes = sentence.start as usize..sentence.end as usize;
    // A day in the title itself dates it; any other time there makes it something else.
    let inside = |range: &std::ops::Range<usize>| bytes.start <= range.start && range.end <= bytes.end;
    let own: Vec<Interval> =
        text.times.iter().filter(|time| inside(&time.range)).filter_map(|time| time.edtf).collect();
    let when = match own[..] {
        [] => published,
        [one] if one.precision() == Precision::Day => one,
        _ => return None,
    };
    let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
    let mask = text.mask_of(tokens.clone());
    let hit = tokens.clone().find_map(|token| {
        let (rule, _) =
            text.noun_rule(token, mask).filter(|_| !text.lexicon.endings.is_after(text.form(token + 1)))?;
        // A title that ends in its noun, where the last word is the head: "한·러시아 비즈니스 포럼".
        let head = text.lexicon.endings.is_glued() && token + 1 == tokens.end;
        let recorded = matches!(rule.kind, EventKind::Meeting) && (rule.grade >= 2 || head);
        recorded.then_some((token, rule))
    });
    let (token, rule) = hit?;
    let clause = text.clause_of(token)?;
    let sides = parties::of(text, clause, &bytes, token, rule.kind, Some(when));
    let event = FoundEvent {
        when: Some(when),
        place: place::of(text, &bytes, rule.kind),
        confidence: 0.6,
        act: Some(token),
        ..FoundEvent::by_rule(rule, bytes, sides)
    };
    Some((event, token))
}
