//! Sentences cut into clauses: a predicate with the words that depend on it and on no other predicate.

use std::ops::Range;

use entente_language::{Analysis, Deprel, Upos};

/// One clause of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    /// The sentence, as an index into the analysis.
    pub sentence: usize,
    /// The predicate, as a token.
    pub head: usize,
    /// The tokens that belong to it, in order.
    pub tokens: Vec<usize>,
    /// From its first word to its last, in bytes, without punctuation at the ends.
    pub span: Range<usize>,
    /// What to quote for it: the span, with the content of reported speech that hangs on it.
    pub quote: Range<usize>,
    /// The clause that it depends on.
    pub parent: Option<usize>,
}

/// The clauses of a text, sentence by sentence, in the order of their predicates.
pub(crate) fn clauses(analysis: &Analysis) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
        if tokens.is_empty() {
            continue;
        }
        if sentence.parsed {
            parsed_clauses(analysis, number, tokens, &mut clauses);
        } else {
            flat_clauses(analysis, number, tokens, &mut clauses);
        }
    }
    clauses
}

/// Whether the token is the predicate of a clause of its own.
fn is_predicate(analysis: &Analysis, token: usize) -> bool {
    let word = &analysis.tokens[token];
    let verbal = matches!(word.upos, Upos::Verb | Upos::Aux);
    match word.deprel {
        Deprel::Root | Deprel::Parataxis => true,
        Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass | Deprel::Advcl | Deprel::AclRelcl => {
            verbal || has_subject(analysis, token)
        }
        Deprel::Acl => verbal,
        Deprel::Conj => {
            let head = word.head as usize;
            (verbal || has_subject(analysis, token))
                && (head == token
                    || matches!(analysis.tokens[head].upos, Upos::Verb | Upos::Aux)
                    || is_predicate(analysis, head))
        }
        _ => false,
    }
}

fn has_subject(analysis: &Analysis, token: usize) -> bool {
    analysis
        .children(token)
        .any(|child| matches!(analysis.tokens[child].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Cop))
}

fn parsed_clauses(analysis: &Analysis, sentence: usize, tokens: Range<usize>, clauses: &mut Vec<Clause>) {
    let first = clauses.len();
    let offset = tokens.start;
    // For each token the predicate that it belongs to; filled from the heads downward, with a bound against loops.
    let mut owner: Vec<usize> = Vec::with_capacity(tokens.len());
    for token in tokens.clone() {
        let mut at = token;
        for _ in 0..tokens.len() {
            if is_predicate(analysis, at) {
                break;
            }
            let head = analysis.tokens[at].head as usize;
            if head == at || !tokens.contains(&head) {
                break;
            }
            if head < token {
                // The head was placed already.
                at = owner[head - offset];
                break;
            }
            at = head;
        }
        owner.push(at);
    }
    let mut heads: Vec<usize> = owner.clone();
    heads.sort_unstable();
    heads.dedup();
    for &head in &heads {
        let mine: Vec<usize> = tokens.clone().filter(|token| owner[token - offset] == head).collect();
        if let Some(span) = trimmed(analysis, &mine) {
            clauses.push(Clause { sentence, head, tokens: mine, quote: span.clone(), span, parent: None });
        }
    }
    let numbers: Vec<usize> = clauses[first..].iter().map(|clause| clause.head).collect();
    for number in first..clauses.len() {
        let up = analysis.tokens[clauses[number].head].head as usize;
        if up != clauses[number].head && tokens.contains(&up) {
            let parent = owner[up - offset];
            clauses[number].parent = numbers.iter().position(|&head| head == parent).map(|at| first + at);
        }
    }
}

/// Without a tree, a clause ends at a semicolon.
fn flat_clauses(analysis: &Analysis, sentence: usize, tokens: Range<usize>, clauses: &mut Vec<Clause>) {
    let mut start = tokens.start;
    for token in tokens.clone() {
        let last = token + 1 == tokens.end;
        if last || analysis.text(token) == ";" {
            let mine: Vec<usize> = (start..=token).collect();
            let head =
                mine.iter().copied().find(|&at| analysis.tokens[at].upos == Upos::Verb).unwrap_or(start);
            if let Some(span) = trimmed(analysis, &mine) {
                clauses.push(Clause {
                    sentence,
                    head,
                    tokens: mine,
                    quote: span.clone(),
                    span,
                    parent: None,
                });
            }
            start = token + 1;
        }
    }
}

/// The bytes from the first to the last word that is more than punctuation or a conjunction.
fn trimmed(analysis: &Analysis, tokens: &[usize]) -> Option<Range<usize>> {
    let outer = |token: &&usize| {
        let word = &analysis.tokens[**token];
        word.upos == Upos::Punct
    };
    let first = tokens.iter().find(|token| !outer(token) && analysis.tokens[**token].upos != Upos::Cconj)?;
    let last = tokens.iter().rev().find(|token| !outer(token))?;
    (first <= last).then(|| analysis.tokens[*first].start as usize..analysis.tokens[*last].end as usize)
}
