//! Bodies by the endings of their names.

use std::ops::Range;

use entente_reference::NameHit;

use crate::{
    actors::{
        Person,
        words::{Gap, Word},
    },
    lexicon::Lexicon,
};

/// Syllables before the ending of a body that is named by one word.
const OF_BODY: usize = 4;

/// Ministries, companies and the like that carry a state's name: "베트남 외교부", "한국무역협회".
pub(in crate::actors) fn organisations(
    text: &str,
    words: &[Word],
    lexicon: &Lexicon,
    hits: &[NameHit],
    people: &[Person],
) -> Vec<Range<usize>> {
    let endings = &lexicon.people.body_endings;
    let taken = |range: &Range<usize>| {
        let within = |mention: &Range<usize>| mention.start < range.end && range.start < mention.end;
        people.iter().any(|person| person.mentions.iter().any(within))
    };
    let mut found = Vec::new();
    for hit in hits {
        let at = words.partition_point(|word| word.range.end <= hit.range.start);
        let Some(word) = words.get(at).filter(|word| word.range.start == hit.range.start) else { continue };
        // In the state's own word, or in the one behind it.
        let mut candidates = vec![at];
        if word.range.end == hit.range.end && words.get(at + 1).is_some_and(|next| next.gap == Gap::Space) {
            candidates.push(at + 1);
        }
        let body = candidates.into_iter().find_map(|at| {
            let word = &words[at];
            let stem = lexicon.endings.without_particle(&word.lower);
            let end = word.end_of(text, stem.len());
            let own = end.saturating_sub(hit.range.end.max(word.range.start));
            let fits = endings.iter().any(|ending| stem.ends_with(&**ending) && own >= ending.len());
            let listed = lexicon.classes.word(stem).is_some() || lexicon.events.word(stem).is_some();
            (fits && !listed).then_some(hit.range.start..end)
        });
        found.extend(body.filter(|range| !taken(range)));
    }
    // "방위사업청은": a long word that ends so and does something, whether a state is named or not.
    let named = |range: &Range<usize>| {
        hits.iter().any(|hit| hit.range.start < range.end && range.start < hit.range.end)
    };
    let acts = |word: &Word| {
        let stem = lexicon.endings.without_particle(&word.lower);
        let particle = word.lower.get(stem.len()..).unwrap_or_default();
        let range = word.range.start..word.end_of(text, stem.len());
        let letters = stem.chars().count();
        let long = |ending: &str| stem.ends_with(ending) && letters >= ending.chars().count() + OF_BODY;
        let does = lexicon.endings.is_topic_particle(particle) || lexicon.endings.is_subject(particle);
        let listed = lexicon.classes.word(stem).is_some()
            || lexicon.events.word(stem).is_some()
            || lexicon.people.not_names.contains(stem);
        (does && !listed && endings.iter().any(|ending| long(ending)) && !taken(&range) && !named(&range))
            .then_some(range)
    };
    found.extend(words.iter().filter_map(acts));
    found
}
