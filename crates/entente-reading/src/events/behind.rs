//! Acts told by a noun and dated by what hangs on it: "the visit of the president to Peru, *which took place in January
//! 2024*", "the talks *scheduled for May*".

use std::ops::Range;

use entente_language::{Deprel, Upos, VerbForm};
use entente_model::EventStatus;

use super::{
    dates::{Calendar, Dated},
    status,
    trigger::{Trigger, Triggers},
};
use crate::annotate::Annotated;

/// A noun with the date that stands behind it.
pub(super) struct Behind<'a> {
    pub noun: Trigger<'a>,
    /// From the noun's phrase to the end of what dates it, in bytes.
    pub quote: Range<usize>,
    pub dated: Dated,
    pub status: EventStatus,
    /// The date may be that of the clause as well: "*after* talks in May the two signed".
    pub shared: bool,
}

/// The nouns of a clause that are dated so.
pub(super) fn find<'a>(
    text: &Annotated<'_>,
    calendar: &Calendar,
    number: usize,
    triggers: &Triggers<'a>,
) -> Vec<Behind<'a>> {
    // Most clauses tell no act by a noun.
    if triggers.nouns.is_empty() {
        return Vec::new();
    }
    let Some(occurs) = text.lexicon.classes.bit("occurrence") else { return Vec::new() };
    let sentence = text.clauses[number].sentence;
    // Clauses stand in the order of their heads: what is told of a subject comes before the clause that it is the subject of.
    let first = text.clauses.partition_point(|clause| clause.sentence < sentence);
    let beside =
        text.clauses.iter().enumerate().skip(first).take_while(|(_, clause)| clause.sentence == sentence);
    let mut found: Vec<Behind<'a>> = Vec::new();
    for (below, clause) in beside {
        let head = clause.head;
        let says = text.mask(head) & occurs != 0 || status::is_planning(text, head);
        if below == number || !says || !is_about_noun(text, below) {
            continue;
        }
        let Some(noun) = noun_of(text, below, &triggers.nouns) else { continue };
        let Some((_, dated)) = calendar.in_clause(text, below).next() else { continue };
        let Some(reality) = status::of(text, below) else { continue };
        let planned = status::is_planning(text, head) && !reality.is_open();
        let status = if planned { EventStatus::Planned } else { reality.status };
        let status =
            status::Reality { status, present: false, ..reality }.at(Some(dated.when), text.published);
        // Without the preposition before it: "preparations *for* the visit".
        let mut words = text.tokens_in(&noun.nominal);
        let first = words.find(|&token| text.analysis.tokens[token].upos != Upos::Adp);
        let start = first.map_or(noun.nominal.start, |first| text.analysis.tokens[first].start as usize);
        let quote = start..clause.span.end.max(start);
        let shared = status == EventStatus::Occurred && is_closing(text, noun);
        found.push(Behind { noun: noun.clone(), quote, dated, status, shared });
    }
    found.extend(in_front(text, calendar, number, &triggers.nouns));
    found
}

/// «подписали документы *по итогам* заседания, прошедшего 30 января»: what was done at the end of something was done then.
fn is_closing(text: &Annotated<'_>, noun: &Trigger<'_>) -> bool {
    let closing = &text.lexicon.status.closing;
    text.analysis.head(noun.tokens.start).is_some_and(|above| closing.contains(text.lemma(above)))
}

/// What a clause begins with: "*Since the establishment of relations in 1992*, the two have signed ten agreements". Parsers
/// hang the date on the verb.
fn in_front<'a>(
    text: &Annotated<'_>,
    calendar: &Calendar,
    number: usize,
    nouns: &[Trigger<'a>],
) -> Option<Behind<'a>> {
    let words = &text.lexicon.status;
    let clause = &text.clauses[number];
    let &first = clause.tokens.first().filter(|&&first| words.apart.contains(text.form(first)))?;
    let start = text.analysis.tokens[first].end as usize;
    let end = start + text.text[start..clause.span.end.max(start)].find(',')?;
    let (_, dated) = calendar.in_clause(text, number).filter(|(_, dated)| dated.range.end <= end).last()?;
    let before = |noun: &&Trigger<'a>| {
        let at = text.analysis.tokens[noun.tokens.start].start as usize;
        noun.rule.grade > 1 && start <= at && at < dated.range.start
    };
    let noun = nouns.iter().find(before)?;
    let verbal = |&token: &usize| {
        let word = &text.analysis.tokens[token];
        (word.start as usize) < end && word.upos == Upos::Verb
    };
    let shared = !words.apart_for_long.contains(text.form(first));
    // A date within the phrase of the noun is seen without this.
    let seen = shared && calendar.within(&noun.nominal).is_some();
    if seen || clause.tokens.iter().any(verbal) {
        return None;
    }
    let status = status::of_noun(text, &noun.tokens, dated.when);
    let from = text.analysis.tokens.get(first + 1).map_or(start, |token| token.start as usize);
    Some(Behind { noun: noun.clone(), quote: from..dated.range.end, dated, status, shared })
}

/// Whether a clause tells something of a noun before it: a relative clause, or a participle without a subject. Parsers
/// hang many of them wrongly.
pub(super) fn is_about_noun(text: &Annotated<'_>, number: usize) -> bool {
    let head = text.clauses[number].head;
    let analysis = &text.analysis;
    if matches!(analysis.tokens[head].deprel, Deprel::Acl | Deprel::AclRelcl) {
        return true;
    }
    if let Some(subject) = analysis.subject(head) {
        return text.lexicon.status.which.contains(text.lemma(subject));
    }
    // "the visit to Peru *planned* for May", taken for a finite verb: nothing joins it to another one.
    let unjoined = analysis.tokens[head].deprel == Deprel::Conj
        && analysis.child(head, Deprel::Cc).is_none()
        && head
            .checked_sub(1)
            .is_some_and(|before| matches!(analysis.tokens[before].upos, Upos::Noun | Upos::Propn));
    (unjoined || analysis.tokens[head].feats.verb_form() == Some(VerbForm::Part))
        && analysis.child(head, Deprel::Aux).or_else(|| analysis.child(head, Deprel::AuxPass)).is_none()
}

/// The noun that a clause says something of: the nearest one above it that is an act, "the visit to *Peru*, which took
/// place in January", or else the last one shortly before it.
fn noun_of<'n, 'a>(text: &Annotated<'_>, number: usize, nouns: &'n [Trigger<'a>]) -> Option<&'n Trigger<'a>> {
    /// Words between a noun and what dates it.
    const FAR: usize = 12;
    let clause = &text.clauses[number];
    let first = *clause.tokens.first()?;
    // "The *trip* of President Dlamini, planned for June": whose it is makes it a visit.
    let sure = |noun: &Trigger<'_>| {
        noun.rule.grade > 1
            || status::is_planning(text, clause.head)
                && !text.actors.named_in(noun.nominal.clone()).is_empty()
    };
    let acts = || nouns.iter().filter(|noun| sure(noun) && noun.tokens.end <= first);
    let above = text
        .analysis
        .ancestors(clause.head)
        .find_map(|above| acts().find(|noun| noun.tokens.contains(&above)));
    above.or_else(|| acts().next_back().filter(|noun| noun.tokens.end + FAR >= first))
}
