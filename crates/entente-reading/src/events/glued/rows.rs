//! Chronicles whose lines begin with a date and end in a noun: "1995. 1. 26. 세네파 강 상류에서 교전 개시".

use std::ops::Range;

use entente_model::{EventStatus, Letter as _};

use super::Scan;
use crate::{
    annotate::Annotated,
    cover::Cover,
    events::{
        FoundEvent, acts, build,
        dates::{Calendar, Dated},
    },
    lexicon::Shape,
    lines::{item_mark, lines},
};

/// Lines that make a chronicle.
const LEAST: usize = 3;
/// The fewest words that tell something behind the date.
const WORDS: usize = 2;

/// What the lines of a chronicle tell, each sentence of them, where nothing was read of it so far.
pub(in crate::events) fn find(
    text: &Annotated<'_>,
    calendar: &Calendar,
    told: &[FoundEvent],
) -> Vec<FoundEvent> {
    let rows: Vec<(Range<usize>, Dated)> = lines(text.text)
        .filter_map(|(bytes, line)| {
            let mark = item_mark(line).unwrap_or(line.len() - line.trim_start().len());
            let dated = calendar.beginning(text, bytes.start + mark)?;
            Some((bytes, dated))
        })
        .collect();
    if rows.len() < LEAST {
        return Vec::new();
    }
    let mut found = Vec::new();
    let told: Cover = told.iter().map(|event| event.range.clone()).collect();
    let sentences = &text.analysis.sentences;
    for (line, date) in rows {
        let from = sentences.partition_point(|sentence| sentence.end as usize <= line.start);
        for sentence in sentences[from..].iter().take_while(|sentence| (sentence.start as usize) < line.end) {
            let bytes = (sentence.start as usize).max(line.start)..sentence.end as usize;
            // A sentence that the next line goes on with is none of a row.
            if bytes.end > line.end || told.touches(&bytes) {
                continue;
            }
            let tokens = text.tokens_in(&bytes);
            let word = |token: &usize| text.form(*token).chars().any(char::is_letter_or_digit);
            let behind = tokens.clone().filter(|&token| {
                word(&token) && text.analysis.tokens[token].start as usize >= date.range.end
            });
            let Some(last) = behind.clone().next_back().filter(|_| behind.count() >= WORDS) else { continue };
            let Some(number) = text.clause_of(last) else { continue };
            // A whole sentence was read as one.
            let predicates = text.predicates_in(&(last..last + 1));
            if text.predicates[predicates.clone()].iter().any(|at| at.shape != Shape::Nominal) {
                continue;
            }
            // "2022년 65.3 / 2023년 59.5": a row of figures.
            if !text.form(last).ends_with(char::is_letter) {
                continue;
            }
            let first = tokens.clone().find(word).unwrap_or(last);
            let range = text.bytes_of(&(first..last + 1));
            let dated = calendar.within(&bytes).unwrap_or_else(|| date.clone());
            let ahead = text.published.is_some_and(|day| dated.when.earliest() > day.latest());
            let planned = text.lexicon.status.planned.contains(text.form(last));
            let status = if ahead || planned { EventStatus::Planned } else { EventStatus::Occurred };
            let scan = Scan::new(text, number);
            let mask = text.mask_of(tokens);
            let rule = predicates.clone().next().and_then(|at| scan.act_at(at)).map(|act| act.rule);
            let rule = rule.or_else(|| text.noun_rule(last, mask).map(|(rule, _)| rule));
            found.extend(match rule {
                Some(rule) => Some(build(text, number, rule, range, last, Some(dated), status, 0.6)),
                None => acts::dated(text, number, range, dated, status, None),
            });
        }
    }
    found
}
