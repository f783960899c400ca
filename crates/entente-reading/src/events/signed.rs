//! Lists of instruments under a line that tells of their signing: "The following were signed:".

use std::ops::Range;

use entente_model::{EventKind, EventStatus};

use super::FoundEvent;
use crate::{
    annotate::Annotated,
    lines::{item_mark, lines},
};

/// The longest quote of an item, in words.
const LONGEST: usize = 25;

/// Puts the items of such a list in the place of the line that opens it: each instrument was signed then.
pub(super) fn listed(text: &Annotated<'_>, events: &mut Vec<FoundEvent>) {
    let Some(instrument) = text.lexicon.classes.bit("instrument") else { return };
    let opens = |event: &FoundEvent| {
        event.kind == EventKind::Agreement
            && event.status == EventStatus::Occurred
            && line_end(text.text, event.range.end).is_some_and(|end| text.text[..end].ends_with(':'))
    };
    let names = |item: &Range<usize>| text.mask_of(text.tokens_in(item)) & instrument != 0;
    for number in (0..events.len()).rev() {
        if !opens(&events[number]) {
            continue;
        }
        let Some(end) = line_end(text.text, events[number].range.end) else { continue };
        let items: Vec<Range<usize>> = items(text.text, end).filter(names).collect();
        if items.len() < 2 {
            continue;
        }
        let heading = events.remove(number);
        events.extend(items.into_iter().map(|range| FoundEvent { range, listed: true, ..heading.clone() }));
    }
}

/// Where the words of the line around an offset end.
fn line_end(text: &str, at: usize) -> Option<usize> {
    let line = text.get(at..)?.split('\n').next()?;
    Some(at + line.trim_end().len())
}

/// The items of the list that begins behind an offset, without their marks and the signs at their ends.
fn items(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let told = lines(&text[from..]).skip(1).filter(|(_, line)| !line.trim().is_empty());
    let marked = told.map_while(|(bytes, line)| Some((bytes.start, line, item_mark(line)?)));
    marked.map(move |(start, line, mark)| {
        let words = line[mark..]
            .trim_end_matches(|sign: char| sign.is_whitespace() || matches!(sign, ';' | '.' | ','));
        let start = from + start + mark;
        let end = words.match_indices(char::is_whitespace).nth(LONGEST - 1).map_or(words.len(), |(at, _)| at);
        start..start + end
    })
}
