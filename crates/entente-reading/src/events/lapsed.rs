//! Plans of which the next words say that nothing came: "was to be held in May, *and it was put off*", «намечался на май, *но
//! его отложили*».

use entente_language::{Deprel, Upos};
use entente_model::EventStatus;

use super::{FoundEvent, status};
use crate::annotate::Annotated;

/// Calls off the plan told last before a clause that says so of it by a pronoun, or by a noun that points back: "the trip".
pub(super) fn call_off(text: &Annotated<'_>, events: &mut [FoundEvent]) {
    for (number, clause) in text.clauses.iter().enumerate() {
        if !status::is_called_off(text, number) || !points_back(text, clause.head) {
            continue;
        }
        let analysis = &text.analysis;
        let sentence = clause.sentence;
        // A new sentence goes on from the last one of its paragraph.
        let opens = analysis.root(&analysis.sentences[sentence]) == Some(clause.head);
        let last = sentence
            .checked_sub(1)
            .filter(|&last| opens && text.paragraphs[last] == text.paragraphs[sentence]);
        let from = analysis.sentences[last.unwrap_or(sentence)].start as usize;
        let start = clause.span.start;
        let told_before = |event: &FoundEvent| {
            let dated = event.times.last().is_some_and(|&time| text.times[time].range.end <= start);
            event.range.start >= from && event.range.start < start && dated
        };
        let plan = events.iter_mut().filter(|event| told_before(event)).max_by_key(|event| event.range.start);
        if let Some(plan) = plan.filter(|plan| plan.status == EventStatus::Planned) {
            plan.status = EventStatus::Cancelled;
        }
    }
}

/// Whether what a clause calls off is told by a pronoun, or by a noun that points back to what was told.
fn points_back(text: &Annotated<'_>, head: usize) -> bool {
    let analysis = &text.analysis;
    // «Его отложили», "they put it off": what somebody calls off is the object, what is called off or fell through the subject.
    let object = status::object_called_off(text, head).filter(|_| !analysis.is_passive(head));
    let Some(what) = object.or_else(|| analysis.subject(head)) else { return false };
    let word = &analysis.tokens[what];
    let own = analysis.subtree(what);
    match word.upos {
        // «Его отложили»: to some taggers whose it is.
        Upos::Det if analysis.object(head) == Some(what) => own.len() == 1,
        Upos::Pron => !text.lexicon.status.which.contains(text.lemma(what)),
        // "The trip"; where there are no articles, «поездка» alone.
        Upos::Noun => {
            let determined =
                analysis.children(what).any(|child| analysis.tokens[child].deprel == Deprel::Det);
            let articles = !text.lexicon.people.articles.is_empty();
            if articles { determined && own.len() == 2 } else { own.len() == 1 }
        }
        _ => false,
    }
}
