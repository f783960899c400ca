//! Clauses of languages that run words together with their endings and put the predicate last.
//!
//! A predicate is known by its ending, and the ending tells what it does with its clause: ends it, goes on with another,
//! says something of the next noun, is reported. A clause is what stands between two predicates that go on or end; what
//! says something of a noun stays inside the clause of that noun.

use std::ops::Range;

use entente_language::{Analysis, Upos};
use entente_model::Letter as _;

use crate::{
    clauses::Clause,
    lexicon::{Endings, Shape, Use, When},
};

/// A word that tells an act or a state, with what its ending does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Predicate {
    pub token: usize,
    pub shape: Shape,
    pub when: When,
}

/// The predicates and clauses of a text; `is_other` tells of words that are a date or a name.
pub(crate) fn clauses(
    analysis: &Analysis,
    endings: &Endings,
    is_other: &dyn Fn(&Range<usize>) -> bool,
) -> (Vec<Predicate>, Vec<Clause>) {
    let (mut predicates, mut clauses) = (Vec::new(), Vec::new());
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let first = predicates.len();
        let Some(last) = tokens.clone().rev().find(|&token| is_word(analysis, token)) else { continue };
        for token in tokens.clone() {
            predicates.extend(predicate(analysis, endings, token, last, is_other));
        }
        let mut start = tokens.start;
        let own: Vec<Predicate> = predicates[first..].to_vec();
        let from = clauses.len();
        for predicate in own.iter().filter(|predicate| ends_clause(analysis, endings, predicate, last)) {
            push(analysis, number, start..predicate.token + 1, predicate.token, &mut clauses);
            start = predicate.token + 1;
        }
        if start <= last {
            let head = own.iter().rev().find(|predicate| predicate.token >= start);
            push(analysis, number, start..tokens.end, head.map_or(last, |head| head.token), &mut clauses);
        }
        let main = clauses.len().checked_sub(1);
        for clause in clauses.iter_mut().skip(from) {
            clause.parent = main;
        }
        if let Some(main) = clauses.last_mut() {
            main.parent = None;
        }
    }
    (predicates, clauses)
}

fn push(analysis: &Analysis, sentence: usize, tokens: Range<usize>, head: usize, clauses: &mut Vec<Clause>) {
    let mut words = tokens.clone().filter(|&token| is_word(analysis, token));
    let Some(first) = words.next() else { return };
    let last = words.next_back().unwrap_or(first);
    let span = analysis.tokens[first].start as usize..analysis.tokens[last].end as usize;
    clauses.push(Clause {
        sentence,
        head,
        tokens: tokens.collect(),
        quote: span.clone(),
        span,
        lesser: false,
        parent: None,
    });
}

fn is_word(analysis: &Analysis, token: usize) -> bool {
    analysis.text(token).chars().any(char::is_letter_or_digit)
}

fn predicate(
    analysis: &Analysis,
    endings: &Endings,
    token: usize,
    last: usize,
    is_other: &dyn Fn(&Range<usize>) -> bool,
) -> Option<Predicate> {
    let form = analysis.text(token);
    let word = &analysis.tokens[token];
    let bytes = word.start as usize..word.end as usize;
    if endings.is_loose(form) || !is_word(analysis, token) || is_other(&bytes) {
        return None;
    }
    let shape = endings.shape(form);
    let act = endings.acts(form).any(|(_, use_, _)| use_ == Use::Verb);
    // Treebanks call a verb that goes on a conjunction: "도쿄를 *찾아* 협력을 논의했다".
    let goes_on = || {
        matches!(word.upos, Upos::Sconj | Upos::Cconj)
            && shape == Some(Shape::Linking)
            && endings.stems(form).next().is_some()
    };
    let verb = matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Adj) || goes_on();
    let closes = token == last && shape == Some(Shape::Closing);
    // A mark of the past before an ending that goes on or ends makes a verb, whatever the tagger thinks.
    let past = shape.is_some_and(|shape| {
        matches!(shape, Shape::Linking | Shape::Closing | Shape::Quoting)
            && endings.when(form, shape) == When::Past
    });
    let shape = match shape {
        Some(Shape::Linking) if endings.is_light(form) && form.chars().count() <= 5 => Shape::Linking,
        Some(shape) if act || verb || closes || past || endings.is_verb(form) => shape,
        None if act => Shape::Nominal,
        _ => return None,
    };
    // "철수하기 *시작했다*": the next verb tells it.
    let begins = shape == Shape::Unreal
        && analysis.tokens.get(token + 1).is_some_and(|_| endings.is_beginning(analysis.text(token + 1)));
    if begins {
        return None;
    }
    // "시작은", "개방은": a noun with a particle, whatever the tagger thinks.
    // "맺은", a verb of a letter with its ending, is none.
    let noun = |(stem, use_, end): (&str, Use, usize)| {
        use_ == Use::Noun && stem.chars().count() > 1 && end < form.len()
    };
    if shape == Shape::Before && !act && endings.acts(form).any(noun) {
        return None;
    }
    Some(Predicate { token, shape, when: endings.when(form, shape) })
}

fn ends_clause(analysis: &Analysis, endings: &Endings, predicate: &Predicate, last: usize) -> bool {
    let form = analysis.text(predicate.token);
    if predicate.token >= last {
        return false;
    }
    let goes_on = match predicate.shape {
        Shape::Linking => true,
        Shape::Quoting => endings.quotes_on(form),
        _ => false,
    };
    goes_on && !endings.is_auxiliary(analysis.text(predicate.token + 1))
}
