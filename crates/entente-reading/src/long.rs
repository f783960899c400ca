//! Long documents: read section by section, so that time and memory beyond the reading do not grow faster than the text.
//!
//! A section is a quarter of a megabyte, some forty thousand words, cut at a paragraph. Names and dates go back to what
//! was said before within their section; an actor of the same name and code is one throughout.

use std::ops::Range;

use entente_model::{ActorId, ActorKind, EventId, PartyCode, Reading};
use rustc_hash::FxHashMap;

/// Texts of more bytes are read in sections.
pub(crate) const LONG: usize = 1 << 20;

/// The most bytes of a section.
pub(crate) const SECTION: usize = 1 << 18;

/// Where the sections of a long text lie, each of at most so many bytes; together they hold every byte, and none ends
/// within a word.
pub(crate) fn sections(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut sections = Vec::new();
    let mut start = 0;
    while text.len() - start > most {
        let end = start + cut(&text[start..text.floor_char_boundary(start + most)]);
        sections.push(start..end);
        start = end;
    }
    sections.push(start..text.len());
    sections
}

/// The best place to cut in the later half: after a blank line, a line, a sentence, a word.
fn cut(text: &str) -> usize {
    let half = text.ceil_char_boundary(text.len() / 2);
    let behind = |mark: &str| text[half..].rfind(mark).map(|at| half + at + mark.len());
    behind("\n\n")
        .or_else(|| behind("\n"))
        .or_else(|| behind(". "))
        .or_else(|| behind(" "))
        .unwrap_or(text.len())
}

/// A reading that grows by sections.
#[derive(Debug)]
pub(crate) struct Whole {
    reading: Reading,
    actors: FxHashMap<(ActorKind, Option<PartyCode>, String), ActorId>,
}

impl Whole {
    /// Nothing found so far.
    pub(crate) fn new(reading: Reading) -> Self {
        Self { reading, actors: FxHashMap::default() }
    }

    /// Adds what was found in the section that begins after `before` code points.
    pub(crate) fn add(&mut self, mut section: Reading, before: u32) {
        let shift = |start: &mut u32, end: &mut u32| {
            *start += before;
            *end += before;
        };
        section.times.iter_mut().for_each(|time| shift(&mut time.start, &mut time.end));
        section.events.iter_mut().for_each(|event| shift(&mut event.start, &mut event.end));
        section.quantities.iter_mut().for_each(|quantity| shift(&mut quantity.start, &mut quantity.end));
        section.agreements.iter_mut().for_each(|agreement| shift(&mut agreement.start, &mut agreement.end));
        section.statements.iter_mut().for_each(|statement| shift(&mut statement.start, &mut statement.end));
        for actor in &mut section.actors {
            actor.mentions.iter_mut().for_each(|mention| shift(&mut mention.start, &mut mention.end));
        }
        let ids = self.actors(&mut section);
        let id = |own: ActorId| ids.get(own.0 as usize - 1).copied().unwrap_or(own);
        let (times, events) = (self.reading.times.len(), self.reading.events.len() as u32);
        for event in &mut section.events {
            event.id = EventId(event.id.0 + events);
            event.times.iter_mut().for_each(|time| *time += times);
            event.participants.iter_mut().for_each(|participant| participant.actor = id(participant.actor));
        }
        for agreement in &mut section.agreements {
            agreement.event = agreement.event.map(|event| EventId(event.0 + events));
        }
        section.statements.iter_mut().for_each(|statement| statement.speaker = id(statement.speaker));
        let reading = &mut self.reading;
        reading.times.append(&mut section.times);
        reading.events.append(&mut section.events);
        reading.quantities.append(&mut section.quantities);
        reading.agreements.append(&mut section.agreements);
        reading.statements.append(&mut section.statements);
    }

    /// Puts the actors of a section among those known; the ids that they have there, in the order of their own.
    fn actors(&mut self, section: &mut Reading) -> Vec<ActorId> {
        let own = std::mem::take(&mut section.actors);
        own.into_iter()
            .map(|mut actor| {
                let next = ActorId(self.reading.actors.len() as u32 + 1);
                let key = (actor.kind, actor.code, actor.name.clone());
                let id = *self.actors.entry(key).or_insert(next);
                if id == next {
                    actor.id = id;
                    self.reading.actors.push(actor);
                    return id;
                }
                let known = &mut self.reading.actors[id.0 as usize - 1];
                known.mentions.append(&mut actor.mentions);
                for role in actor.roles {
                    if !known.roles.contains(&role) {
                        known.roles.push(role);
                    }
                }
                id
            })
            .collect()
    }

    /// What was found in all sections.
    pub(crate) fn finish(self) -> Reading {
        self.reading
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reader, public};
    use entente_model::{Document, Language};
    use proptest::prelude::*;

    fn document(text: String) -> Document {
        Document {
            published: "2021-03-23".parse().ok(),
            ..Document::of_text("long.txt", Language::new("en"), text)
        }
    }

    const PARAGRAPH: &str = "Foreign Minister Sergey Lavrov visited Séoul on 7 July 1992 and signed a treaty with \
                             South Korea. Lavrov said that trade would reach $5 billion.\n\n";

    #[test]
    fn a_long_text_is_read_to_its_end_and_its_actors_are_one() {
        let (reader, count) = (Reader::new(), 12);
        let document = document(PARAGRAPH.repeat(count));
        let lang = document.lang.unwrap();
        let long = reader.read_sections(public::blank(&document), &document, lang, 3 * PARAGRAPH.len());
        let short = reader.read(&self::document(PARAGRAPH.to_owned()));
        assert_eq!(long.actors.len(), short.actors.len());
        assert_eq!(long.times.len(), short.times.len() * count);
        let letters: Vec<char> = long.text.chars().collect();
        let words = |start: u32, end: u32| letters[start as usize..end as usize].iter().collect::<String>();
        for (number, event) in long.events.iter().enumerate() {
            assert_eq!(event.id, EventId(number as u32 + 1));
            assert_eq!(words(event.start, event.end), event.quote);
            assert!(event.times.iter().all(|&time| time < long.times.len()));
        }
        let last =
            long.actors.iter().flat_map(|actor| &actor.mentions).max_by_key(|mention| mention.end).unwrap();
        assert!(last.start as usize > letters.len() - PARAGRAPH.len());
        assert_eq!(words(last.start, last.end), last.text);
    }

    proptest! {
        #[test]
        fn sections_hold_every_byte(piece in "[a-zё.\n ]{1,40}", times in 1_usize..60, most in 8_usize..200) {
            let text = piece.repeat(times);
            let sections = sections(&text, most);
            prop_assert_eq!(sections.iter().map(|section| &text[section.clone()]).collect::<String>(), text);
            prop_assert!(sections.iter().all(|section| section.len() <= most));
        }
    }
}
