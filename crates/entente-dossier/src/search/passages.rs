//! Texts cut into passages and indexed.

use std::ops::Range;

use entente_model::{ActorKind, CharIndex, Reading, Span};
use rusqlite::{Transaction, params};

use crate::{skeleton::skeletons, words::Words};

/// A passage has at least so many bytes where the text goes on.
const LEAST: usize = 240;
/// A passage is cut at the end of a sentence beyond so many bytes.
const MOST: usize = 1200;

/// A stretch of a text with the terms it is found by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Passage {
    span: Span,
    terms: String,
}

/// The passages of a reading.
pub(crate) fn passages(reading: &Reading, words: &Words) -> Vec<Passage> {
    let index = CharIndex::new(&reading.text);
    let mut names: Vec<(u32, &str)> = reading
        .actors
        .iter()
        .filter(|actor| matches!(actor.kind, ActorKind::Person | ActorKind::Place | ActorKind::Organisation))
        .flat_map(|actor| actor.mentions.iter().map(|mention| (mention.start, mention.text.as_str())))
        .collect();
    names.sort_unstable();
    cut(&reading.text)
        .into_iter()
        .map(|range| {
            let span = index.span(&reading.text, range.clone());
            let mut terms = String::new();
            words.terms(&reading.text[range], |term| push(&mut terms, term));
            let from = names.partition_point(|&(start, _)| start < span.start);
            for (_, name) in names[from..].iter().take_while(|&&(start, _)| start < span.end) {
                for skeleton in skeletons(name).into_iter().filter(|skeleton| skeleton.len() > 1) {
                    push(&mut terms, &sound(&skeleton));
                }
            }
            Passage { span, terms }
        })
        .collect()
}

/// How the skeleton of a name stands in the index; no word of a text begins so.
pub(crate) fn sound(skeleton: &str) -> String {
    format!("0{skeleton}")
}

fn push(terms: &mut String, term: &str) {
    if !terms.is_empty() {
        terms.push(' ');
    }
    terms.push_str(term);
}

/// Paragraphs, short ones taken together, long ones cut behind a sentence.
fn cut(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut last_break = 0;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let length = end - start;
        if matches!(letter, '.' | '!' | '?' | '。' | ' ') && (letter != ' ' || length > MOST) {
            last_break = end;
        }
        if (letter == '\n' && length >= LEAST) || (length > MOST && last_break > start) || length > 2 * MOST {
            let stop = if letter == '\n' || last_break <= start { end } else { last_break };
            ranges.push(start..stop);
            start = stop;
        }
    }
    if start < text.len() {
        ranges.push(start..text.len());
    }
    ranges.retain(|range| !text[range.clone()].trim().is_empty());
    ranges
}

/// Passages that were written and are not yet in the index: their numbers and words.
///
/// They are put there at the end of a transaction: whatever else is written in between would have the index write down
/// what it has gathered so far, in as many small pieces.
#[derive(Debug, Default)]
pub(crate) struct Unindexed<'p>(Vec<(i64, &'p str)>);

impl<'p> Unindexed<'p> {
    /// Writes the passages of a source.
    pub(crate) fn add(
        &mut self,
        transaction: &Transaction<'_>,
        source: i64,
        passages: &'p [Passage],
    ) -> rusqlite::Result<()> {
        let mut place = transaction
            .prepare_cached("INSERT INTO passages (source, start, \"end\") VALUES (?1, ?2, ?3)")?;
        for passage in passages {
            let number = place.insert(params![source, passage.span.start, passage.span.end])?;
            self.0.push((number, &passage.terms));
        }
        Ok(())
    }

    /// Does what writes passages, and puts the words of all of them into the index behind it.
    pub(crate) fn index_after<T, E: From<rusqlite::Error>>(
        transaction: &Transaction<'_>,
        write: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut passages = Self::default();
        let written = write(&mut passages)?;
        let mut index = transaction.prepare_cached("INSERT INTO words (rowid, terms) VALUES (?1, ?2)")?;
        for (number, terms) in passages.0 {
            index.execute(params![number, terms])?;
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn passages_cover_every_letter_once(text in "[a-zа-я가-나.\n ]{0,4000}") {
            let ranges = cut(&text);
            let mut at = 0;
            for range in &ranges {
                prop_assert!(range.start >= at && text[at..range.start].trim().is_empty());
                prop_assert!(range.len() <= 2 * MOST + 4);
                at = range.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
