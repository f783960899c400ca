//! Sentences cut into clauses: a predicate with the words that depend on it and on no other predicate.

use std::ops::Range;

use entente_language::{Analysis, Deprel, Tense, Upos, VerbForm};

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
    /// Whether it is an infinitive or participle below another clause: a purpose, a manner, no act told by itself.
    pub lesser: bool,
    /// The clause that it depends on.
    pub parent: Option<usize>,
}

/// The clauses of a text, sentence by sentence, in the order of their predicates.
///
/// `finished` tells of predicates without a finite verb that all the same tell a finished act: they are no lesser clauses.
pub(crate) fn clauses(analysis: &Analysis, finished: &dyn Fn(usize) -> bool) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
        if tokens.is_empty() {
            continue;
        }
        if sentence.parsed {
            parsed_clauses(analysis, number, tokens, finished, &mut clauses);
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
        Deprel::Root => true,
        // A date put before a sentence is no clause, and neither is what begins with a preposition.
        Deprel::Parataxis => {
            word.upos != Upos::Adp && !analysis.text(token).starts_with(|c: char| c.is_ascii_digit())
        }
        Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass | Deprel::Advcl | Deprel::AclRelcl => {
            verbal || has_subject(analysis, token)
        }
        Deprel::Acl => verbal,
        Deprel::Conj => {
            let head = word.head as usize;
            // "captured or killed soldiers": no more is told than that they were.
            if matches!(analysis.tokens[head].deprel, Deprel::Amod) && head != token {
                return false;
            }
            (verbal || has_subject(analysis, token))
                && (head == token
                    || matches!(analysis.tokens[head].upos, Upos::Verb | Upos::Aux)
                    || is_predicate(analysis, head))
        }
        _ => false,
    }
}

/// "to build", "by signing", "pledging": subordinate without a finite verb. A past participle tells of a finished act,
/// and so does the infinitive of "the first state *to recognise* it".
fn is_lesser(analysis: &Analysis, head: usize, finished: &dyn Fn(usize) -> bool) -> bool {
    let word = &analysis.tokens[head];
    let subordinate = matches!(
        word.deprel,
        Deprel::Advcl | Deprel::Acl | Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass | Deprel::AclRelcl
    );
    let unfinished = matches!(word.feats.verb_form(), Some(VerbForm::Inf | VerbForm::Ger))
        || (word.feats.verb_form() == Some(VerbForm::Part) && word.feats.tense() == Some(Tense::Pres));
    // "Said that the commission *must* convene": the modal word is its auxiliary, and no infinitive's own.
    let modal = |child: usize| {
        analysis.tokens[child].deprel == Deprel::Aux && analysis.tokens[child].upos != Upos::Aux
    };
    subordinate
        && unfinished
        && !analysis.is_finite(head)
        && !finished(head)
        && !analysis.children(head).any(modal)
}

fn has_subject(analysis: &Analysis, token: usize) -> bool {
    analysis
        .children(token)
        .any(|child| matches!(analysis.tokens[child].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Cop))
}

fn parsed_clauses(
    analysis: &Analysis,
    sentence: usize,
    tokens: Range<usize>,
    finished: &dyn Fn(usize) -> bool,
    clauses: &mut Vec<Clause>,
) {
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
    let mut owned: Vec<(usize, usize)> = owner.iter().copied().zip(tokens.clone()).collect();
    owned.sort_unstable();
    for own in owned.chunk_by(|one, other| one.0 == other.0) {
        let (head, mine): (usize, Vec<usize>) = (own[0].0, own.iter().map(|&(_, token)| token).collect());
        clauses.extend(clause(analysis, sentence, head, mine, is_lesser(analysis, head, finished)));
    }
    for clause in &mut clauses[first..] {
        clause.quote = quote(analysis, clause);
    }
    let numbers: Vec<usize> = clauses[first..].iter().map(|clause| clause.head).collect();
    for clause in &mut clauses[first..] {
        if let Some(up) = analysis.head(clause.head).filter(|up| tokens.contains(up)) {
            let parent = owner[up - offset];
            clause.parent = numbers.iter().position(|&head| head == parent).map(|at| first + at);
        }
    }
}

/// The longest quote of a clause, in words.
const LONGEST: usize = 28;

/// How far before a clause the noun may stand that its first preposition hangs on, in words.
const REACH: usize = 8;

/// The clause with what hangs on it to the right (reported content, purposes, participles), up to the next coordinated
/// clause; a participle takes the noun that it belongs to along.
fn quote(analysis: &Analysis, clause: &Clause) -> Range<usize> {
    let (Some(&first), Some(&last)) = (clause.tokens.first(), clause.tokens.last()) else {
        return clause.span.clone();
    };
    let mut end = last;
    for child in analysis.children(clause.head).filter(|&child| child > clause.head) {
        let relation = analysis.tokens[child].deprel;
        if matches!(relation, Deprel::Conj | Deprel::Parataxis) && is_predicate(analysis, child) {
            break;
        }
        let subtree = analysis.subtree(child);
        // A clause coordinated below the child is an act of its own.
        let stop = subtree.clone().find(|&token| {
            token > end
                && analysis.tokens[token].deprel == Deprel::Conj
                && is_predicate(analysis, token)
                && token != child
        });
        end = end.max(stop.unwrap_or(subtree.end) - 1);
        if stop.is_some() {
            break;
        }
    }
    let mut start = first;
    if analysis.tokens[clause.head].deprel == Deprel::Acl
        && let Some(noun) = analysis.head(clause.head).filter(|&noun| noun < first)
    {
        start = analysis.subtree(noun).start.max(noun.saturating_sub(6));
    }
    // "The Fifth Round | of the Consultations was held": a preposition goes with the noun that it hangs on.
    if analysis.tokens[start].deprel == Deprel::Case
        && let Some(noun) = analysis.head(start).filter(|&noun| analysis.tokens[noun].deprel == Deprel::Nmod)
        && let Some(up) = analysis.head(noun).filter(|&up| up < start && start - up <= REACH)
    {
        start = analysis.subtree(up).start.max(start.saturating_sub(REACH));
    }
    let end = end.min(start + LONGEST).max(last.min(start + 2 * LONGEST));
    let tokens: Vec<usize> = (start..=end).collect();
    trimmed(analysis, &tokens).unwrap_or_else(|| clause.span.clone())
}

/// A clause of these tokens, its quote its own words; `None` where they are nothing but marks.
fn clause(
    analysis: &Analysis,
    sentence: usize,
    head: usize,
    tokens: Vec<usize>,
    lesser: bool,
) -> Option<Clause> {
    let span = trimmed(analysis, &tokens)?;
    Some(Clause { sentence, head, tokens, quote: span.clone(), span, lesser, parent: None })
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
            clauses.extend(clause(analysis, sentence, head, mine, false));
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
    let words = without_marks(analysis, tokens);
    let last = words.iter().rev().find(|token| !outer(token))?;
    (first <= last).then(|| analysis.tokens[*first].start as usize..analysis.tokens[*last].end as usize)
}

/// The words without reference marks at their end: `Dodoma.[8`.
fn without_marks<'t>(analysis: &Analysis, mut tokens: &'t [usize]) -> &'t [usize] {
    loop {
        let rest = match tokens {
            [rest @ .., open, number, close]
                if analysis.text(*open) == "["
                    && is_number(analysis, *number)
                    && analysis.text(*close) == "]" =>
            {
                rest
            }
            [rest @ .., open, number] if analysis.text(*open) == "[" && is_number(analysis, *number) => rest,
            _ => return tokens,
        };
        tokens = rest;
    }
}

fn is_number(analysis: &Analysis, token: usize) -> bool {
    analysis.text(token).bytes().all(|byte| byte.is_ascii_digit())
}
