//! Which sentences are worth a tree: those in which something could be found.

use std::{cell::RefCell, ops::Range};

use entente_language::{Depth, SentenceView, Upos};
use entente_reference::NameHit;

use crate::{lexicon::Lexicon, time::FoundTime};

/// What is known of a text when its sentences are tagged and not yet parsed.
///
/// A sentence is parsed when it holds a time, a name, or a word of the pack's tables; of others nothing is read, and what
/// is read elsewhere does not depend on them. Where the pack reads clauses by the endings of words, trees only tell who
/// acts upon whom: a sentence is parsed when it holds an act.
pub(crate) struct Worth<'a> {
    lexicon: &'a Lexicon,
    /// Where states are named and times told, each in the order of the text.
    hits: &'a [NameHit],
    times: &'a [FoundTime],
    every_tree: bool,
    /// Of each different word what was found out last, with its part of speech.
    matters: RefCell<Vec<Option<(Upos, bool)>>>,
}

impl<'a> Worth<'a> {
    pub(crate) const fn new(
        lexicon: &'a Lexicon,
        hits: &'a [NameHit],
        times: &'a [FoundTime],
        every_tree: bool,
    ) -> Self {
        Self { lexicon, hits, times, every_tree, matters: RefCell::new(Vec::new()) }
    }

    /// How far a sentence is to be analysed.
    pub(crate) fn depth(&self, sentence: &SentenceView<'_>) -> Depth {
        if self.every_tree {
            return Depth::Tree;
        }
        let glued = self.lexicon.endings.is_glued();
        let bytes = sentence.sentence().start as usize..sentence.sentence().end as usize;
        let named = || {
            sentence.has_name()
                || reaches(self.hits, |hit| &hit.range, &bytes)
                || reaches(self.times, |time| &time.range, &bytes)
        };
        let worth = !glued && named() || self.has_word(sentence, glued);
        if worth { Depth::Tree } else { Depth::Tags }
    }

    fn has_word(&self, sentence: &SentenceView<'_>, glued: bool) -> bool {
        let (analysis, tokens) = (sentence.analysis(), &sentence.sentence().tokens);
        tokens.clone().any(|token| {
            let index = token as usize;
            let word = &analysis.tokens[index];
            let form = analysis.text(index);
            // The first word of a sentence is always a capital.
            let capital = token > tokens.start && form.starts_with(char::is_uppercase);
            !glued && (capital || word.upos == Upos::Propn)
                || self.matters(word.word, word.upos, form, analysis.lemma(index))
        })
    }

    fn matters(&self, number: u32, upos: Upos, form: &str, lemma: &str) -> bool {
        let mut known = self.matters.borrow_mut();
        let number = number as usize;
        if number >= known.len() {
            known.resize(number + 1, None);
        }
        match known[number] {
            Some((tagged, matters)) if tagged == upos => matters,
            _ => {
                let matters = self.is_in_tables(&form.to_lowercase(), &lemma.to_lowercase(), upos);
                known[number] = Some((upos, matters));
                matters
            }
        }
    }

    fn is_in_tables(&self, form: &str, lemma: &str, upos: Upos) -> bool {
        let Lexicon { classes, events, people, speech, inflections, endings, .. } = self.lexicon;
        if endings.is_glued() {
            return events.knows(form)
                || endings.acts(form).next().is_some()
                || endings.stems(form).next().is_some();
        }
        let knows = |word: &str| {
            events.knows(word)
                || classes.mask_of(word) != 0
                || classes.begins_phrase(word)
                || people.pronouns.contains(word)
                || people.offices.contains(word)
                || speech.first_person.contains(word)
                || speech.begins(word)
        };
        knows(lemma)
            || knows(form)
            || inflections.word(form, lemma, upos).is_some()
            || events.is_slip(lemma)
            || self.lexicon.past_of(form, |verb| events.knows(verb) || speech.verb(verb).is_some()).is_some()
    }
}

/// Whether one of some ranges, in the order of their starts, begins within these bytes.
fn reaches<T>(all: &[T], range: impl Fn(&T) -> &Range<usize>, bytes: &Range<usize>) -> bool {
    let first = all.partition_point(|one| range(one).start < bytes.start);
    all.get(first).is_some_and(|one| range(one).start < bytes.end)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use entente_language::Packs;
    use entente_model::Document;

    use crate::Reader;

    fn document(text: String) -> Document {
        Document {
            published: "2021-03-23".parse().ok(),
            ..Document::of_text("worth.txt", Packs::embedded().detect(&text), text)
        }
    }

    #[test]
    fn what_is_not_parsed_tells_nothing() {
        let reader = Reader::new();
        let thorough = reader.clone().with_every_tree();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sample/documents");
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "txt") {
                let document = document(fs::read_to_string(&path).unwrap());
                assert_eq!(reader.read(&document), thorough.read(&document), "{}", path.display());
                count += 1;
            }
        }
        assert!(count > 10);
    }
}
