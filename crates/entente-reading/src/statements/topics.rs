//! What a statement is about.

use std::ops::Range;

use entente_model::Topic;

use crate::annotate::Annotated;

/// The one to three topics named most among these tokens, those named first of equals.
pub(super) fn of(text: &Annotated<'_>, tokens: Range<usize>) -> Vec<Topic> {
    let mut counts: Vec<(Topic, usize)> = Vec::new();
    let mut count = |topic: Topic, weight: usize| match counts.iter_mut().find(|(known, _)| *known == topic) {
        Some((_, number)) => *number += weight,
        None => counts.push((topic, weight)),
    };
    let speech = &text.lexicon.speech;
    for token in tokens {
        let glued = || {
            let endings = &text.lexicon.endings;
            endings
                .is_glued()
                .then(|| speech.topic_by_prefix(text.form(token), |rest| endings.is_particle(rest)))?
        };
        if let Some(topic) =
            speech.topic(text.lemma(token)).or_else(|| speech.topic(text.form(token))).or_else(glued)
        {
            count(topic, 2);
        }
        for topic in speech.topics_of(text.mask(token)) {
            count(topic, 1);
        }
    }
    counts.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    counts.into_iter().take(3).map(|(topic, _)| topic).collect()
}
