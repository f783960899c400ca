//! What somebody denies, or only claims: "denied *that it had sold weapons*", "a report *that the envoy had been recalled* is
//! untrue", "is said *to have been initialled*". Told by others and not vouched for, it is no act of the record's own.

use entente_language::{Deprel, Upos};
use entente_model::EventStatus;
use rustc_hash::FxHashSet;

use super::FoundEvent;
use crate::annotate::Annotated;

/// The most words between an act and what is said of it, upwards in the tree.
const UP: usize = 10;

/// What a text says of an act by the way in which it tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dispute {
    Denied,
    Alleged,
}

/// Marks the acts that are told as denied or as claims.
pub(super) fn mark(text: &Annotated<'_>, events: &mut [FoundEvent]) {
    for event in events {
        let open = matches!(
            event.status,
            EventStatus::Occurred | EventStatus::Planned | EventStatus::Ongoing | EventStatus::Alleged
        );
        let Some(act) = event.act.filter(|_| open) else { continue };
        let said = if text.lexicon.endings.is_glued() {
            by_endings(text, act)
        } else {
            // "A *rumour* that … was *called a lie*": what is denied is more than a claim.
            let told = in_tree(text, act);
            if told == Some(Dispute::Denied) { told } else { by_order(text, act).or(told) }
        };
        match said {
            Some(Dispute::Denied) => event.status = EventStatus::Denied,
            Some(Dispute::Alleged) => event.status = EventStatus::Alleged,
            None => {}
        }
    }
}

/// What the words above an act in the tree say of it.
fn in_tree(text: &Annotated<'_>, act: usize) -> Option<Dispute> {
    let analysis = &text.analysis;
    let words = &text.lexicon.status;
    let mut at = act;
    // "Is *reported* to be seeking": the verb that says so tells the act as well.
    if words.said_to.contains(text.lemma(act))
        && analysis.is_passive(act)
        && analysis.child(act, Deprel::Xcomp).is_some()
    {
        return Some(Dispute::Alleged);
    }
    // Whether a clause was left that says what the word above it is about.
    let mut clause = false;
    for _ in 0..UP {
        let word = &analysis.tokens[at];
        let above = analysis.head(at)?;
        let predicate = matches!(word.upos, Upos::Verb | Upos::Aux);
        let relation = word.deprel;
        let subject = matches!(relation, Deprel::Nsubj | Deprel::NsubjPass);
        match relation {
            Deprel::Conj => {
                at = above;
                continue;
            }
            Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl | Deprel::Csubj => clause = true,
            // «О *том*, что …», "denied the *sale* of weapons". A war or treaty that a claim only mentions is none of it.
            Deprel::Nmod | Deprel::Obl | Deprel::Obj if !predicate && (clause || is_said(text, above)) => {}
            // "That the *talks* took place"; "*reports* that … are untrue" were judged before.
            Deprel::Nsubj | Deprel::NsubjPass if !clause => {}
            _ => return None,
        }
        let marked = is_claimed_by_mark(text, at);
        if words.claims.contains(text.lemma(above)) {
            return of_claim(text, above).or_else(|| marked.then_some(Dispute::Alleged));
        }
        if !subject && denies(text, above) && (relation != Deprel::Obl || clause) {
            return Some(Dispute::Denied);
        }
        // "*A settlement* is said to have been reached."
        let of_subject = || subject && analysis.child(above, Deprel::Xcomp).is_some();
        let passive = analysis.is_passive(above) && (relation == Deprel::Xcomp || of_subject());
        let claims = words.claiming.contains(text.lemma(above)) && relation == Deprel::Ccomp
            || words.said_to.contains(text.lemma(above)) && passive;
        if (claims || marked && clause) && !analysis.is_negated(above) {
            return Some(Dispute::Alleged);
        }
        at = above;
    }
    None
}

/// Whether a word is a claim or denies something.
fn is_said(text: &Annotated<'_>, token: usize) -> bool {
    text.lexicon.status.claims.contains(text.lemma(token)) || denies(text, token)
}

/// «*Будто* в июне был подписан протокол».
fn is_claimed_by_mark(text: &Annotated<'_>, head: usize) -> bool {
    let marks = &text.lexicon.status.claiming_marks;
    !marks.is_empty()
        && text.analysis.children(head).any(|child| child < head && marks.contains(text.form(child)))
}

/// The same by the order of the words, whatever a parser makes of them: "*denied* a *report* in the daily *that* they had met",
/// "*reports that* it had recalled its envoy are *untrue*".
fn by_order(text: &Annotated<'_>, act: usize) -> Option<Dispute> {
    /// Words between what denies and the clause, and from the claim to its clause.
    const BEFORE: usize = 12;
    const BESIDE: usize = 4;
    let analysis = &text.analysis;
    let words = &text.lexicon.status;
    let sentence = &analysis.sentences[analysis.sentence_of(act)?];
    let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    let is = |list: &FxHashSet<Box<str>>, token: usize| text.is_one_of(token, list);
    let mark = (start..act).rev().find(|&token| is(&words.content_marks, token))?;
    // The act is the first that the clause tells.
    if (mark + 1..act).any(|token| analysis.is_finite(token) && analysis.tokens[token].upos == Upos::Verb) {
        return None;
    }
    let claim = (mark.saturating_sub(BEFORE).max(start)..mark).rev().find(|&token| is(&words.claims, token));
    let rejected = claim.is_some_and(|claim| {
        let before = claim.saturating_sub(BEFORE).max(start)..claim;
        before.rev().any(|token| {
            let rejects = is(&words.rejects, token) || is(&words.denied, token) || is(&words.untrue, token);
            rejects && !analysis.is_negated(token)
        })
    });
    // Behind the claim and its clause.
    let beside = claim.filter(|claim| mark - claim <= BESIDE);
    let untrue = beside.is_some_and(|_| {
        (act + 1..end).any(|token| {
            is(&words.untrue, token) && !analysis.is_negated(token)
                || is(&words.true_to, token) && analysis.is_negated(token)
        })
    });
    (rejected || untrue).then_some(Dispute::Denied)
}

/// Whether a verb denies what hangs on it, and is not denied itself.
fn denies(text: &Annotated<'_>, verb: usize) -> bool {
    let words = &text.lexicon.status;
    (text.is_one_of(verb, &words.denied) || calls_untrue(text, verb)) && !text.analysis.is_negated(verb)
}

/// «*Назвала вымыслом* …», "called *false*": what is said to be untrue.
fn calls_untrue(text: &Annotated<'_>, verb: usize) -> bool {
    let words = &text.lexicon.status;
    text.analysis.children(verb).any(|child| {
        text.is_one_of(child, &words.untrue)
            && !matches!(text.analysis.tokens[child].deprel, Deprel::Obj | Deprel::Nsubj)
    })
}

/// What becomes of a report, claim or rumour: rejected by somebody, said to be untrue, or left as what some say.
fn of_claim(text: &Annotated<'_>, claim: usize) -> Option<Dispute> {
    let analysis = &text.analysis;
    let words = &text.lexicon.status;
    let above = analysis.head(claim);
    let relation = analysis.tokens[claim].deprel;
    let rejected = above.is_some_and(|above| {
        let rejects = words.rejects.contains(text.lemma(above)) || denies(text, above);
        let subject = matches!(relation, Deprel::Nsubj | Deprel::NsubjPass);
        let untrue = words.untrue.contains(text.lemma(above)) && !analysis.is_negated(above)
            || words.true_to.contains(text.lemma(above)) && analysis.is_negated(above);
        let object = matches!(relation, Deprel::Obj | Deprel::NsubjPass | Deprel::Iobj);
        object && rejects && !analysis.is_negated(above) || subject && untrue
    });
    let rumour = words.rumours.contains(text.lemma(claim));
    if rejected { Some(Dispute::Denied) } else { rumour.then_some(Dispute::Alleged) }
}

/// The same where endings tell what is said: "체결했*다는* 소문을 일축했다", "넘었*다고* 주장했다".
fn by_endings(text: &Annotated<'_>, act: usize) -> Option<Dispute> {
    /// Words from an act to the ending of its clause, and from there to the claim.
    const TO_ENDING: usize = 5;
    const TO_CLAIM: usize = 4;
    let words = &text.lexicon.status;
    let sentence = &text.analysis.sentences[text.analysis.sentence_of(act)?];
    let end = sentence.tokens.end as usize;
    let ends = |token: usize| words.content_marks.iter().any(|mark| text.form(token).ends_with(&**mark));
    let within = |from: usize, words: usize| from..(from + words).min(end);
    let ending =
        within(act, TO_ENDING).take_while(|&token| text.form(token) != ",").find(|&token| ends(token))?;
    let begins = |list: &FxHashSet<Box<str>>, token: usize| {
        list.iter().any(|word| text.form(token).starts_with(&**word))
    };
    let is_claim = |token: &usize| begins(&words.claims, *token) || begins(&words.claiming, *token);
    let claim = within(ending + 1, TO_CLAIM).find(is_claim)?;
    let behind = text.bytes_of(&(claim..end));
    let behind = text.text.get(behind)?;
    if words.rejects.iter().chain(&words.untrue).any(|phrase| behind.contains(&**phrase)) {
        return Some(Dispute::Denied);
    }
    (begins(&words.rumours, claim) || begins(&words.claiming, claim)).then_some(Dispute::Alleged)
}
