//! Which words of a clause make it an event.

use std::ops::Range;

use entente_language::{Deprel, Upos, VerbForm};

use super::dates::Calendar;
use crate::{
    annotate::Annotated,
    lexicon::{ClassMask, EventRule, Part},
};

/// A trigger with the rule that it meets.
#[derive(Debug, Clone)]
pub(super) struct Trigger<'a> {
    pub rule: &'a EventRule,
    /// The trigger's own tokens.
    pub tokens: Range<usize>,
    /// For a noun, the bytes of its phrase.
    pub nominal: Range<usize>,
    /// Found by its past form alone, against the tag.
    pub past_form: bool,
}

/// The triggers of a clause.
pub(super) struct Triggers<'a> {
    /// That of the predicate, or of the noun that a light verb leaves it to.
    pub main: Option<Trigger<'a>>,
    /// All nouns that meet a rule.
    pub nouns: Vec<Trigger<'a>>,
}

/// The triggers of a clause.
pub(super) fn find<'a>(text: &'a Annotated<'_>, number: usize) -> Triggers<'a> {
    let clause = &text.clauses[number];
    let mask = scope_mask(text, number, None);
    let nouns = nouns(text, number, mask);
    // "Awarded a grant" is about no award: what the verb itself could be as a noun does not count.
    let alone =
        |token: usize| if text.mask(token) == 0 { mask } else { scope_mask(text, number, Some(token)) };
    let verb = verbs(text, number).into_iter().find_map(|token| at(text, token, Part::Verb, alone(token)));
    let main = match verb {
        Some(verb) if verb.rule.grade > 1 => Some(verb),
        verb => argument_noun(text, clause.head, &nouns).or(verb).or_else(|| by_form(text, number, mask)),
    };
    Triggers { main, nouns }
}

/// The classes that a rule may ask for: those of the clause, of what a participle is about, of reported content.
fn scope_mask(text: &Annotated<'_>, number: usize, without: Option<usize>) -> ClassMask {
    let clause = &text.clauses[number];
    let analysis = &text.analysis;
    let mut mask = text.mask_of(clause.tokens.iter().copied().filter(|&token| Some(token) != without));
    // "The war, which broke out … and ended": a coordinated predicate is about the same noun.
    let mut first = clause.head;
    while analysis.tokens[first].deprel == Deprel::Conj
        && let Some(up) = analysis.head(first).filter(|&up| up < first)
    {
        first = up;
    }
    if matches!(analysis.tokens[first].deprel, Deprel::Acl | Deprel::AclRelcl)
        && let Some(noun) = analysis.head(first)
    {
        mask |= text.mask_of(noun.saturating_sub(3)..=noun);
    }
    // "Ties were broken off and were not restored until …": the subject is named once.
    if first != clause.head
        && let Some(subject) = analysis.shared_subject(clause.head).filter(|&subject| subject < clause.head)
    {
        mask |= text.mask_of(analysis.subtree(subject));
    }
    for child in analysis.children(clause.head) {
        let relation = analysis.tokens[child].deprel;
        let below = text.clause_of(child).filter(|&below| below != number);
        if relation == Deprel::Ccomp || below.is_some_and(|below| text.clauses[below].lesser) {
            mask |= text.mask_of(analysis.subtree(child));
        }
    }
    // "Our relations are young; they were established …"
    if let Some(subject) =
        analysis.subject(clause.head).filter(|&subject| analysis.tokens[subject].upos == Upos::Pron)
    {
        let before = number
            .checked_sub(1)
            .map(|before| &text.clauses[before])
            .filter(|before| before.sentence + 1 >= clause.sentence);
        // … or "The king severed relations. They were restored in 1991."
        for before in before.into_iter().filter(|_| text.form(subject).len() > 1) {
            for earlier in [analysis.subject(before.head), analysis.child(before.head, Deprel::Obj)] {
                mask |= earlier.map_or(0, |earlier| text.mask_of(analysis.subtree(earlier)));
            }
        }
    }
    mask
}

/// The predicate and the verbs that it passes its meaning to: "agreed to *start*", "managed to *sign*".
fn verbs(text: &Annotated<'_>, number: usize) -> Vec<usize> {
    let clause = &text.clauses[number];
    let mut verbs = vec![clause.head];
    let mut at = clause.head;
    let governed = |at: usize| {
        let impersonal = |&child: &usize| {
            text.analysis.tokens[child].deprel == Deprel::Csubj
                && text.analysis.tokens[child].feats.verb_form() == Some(VerbForm::Inf)
        };
        text.analysis.child(at, Deprel::Xcomp).or_else(|| text.analysis.children(at).find(impersonal))
    };
    while let Some(next) = governed(at).filter(|next| !verbs.contains(next)) {
        verbs.push(next);
        at = next;
    }
    if !text.analysis.sentences[clause.sentence].parsed {
        verbs.extend(
            clause.tokens.iter().copied().filter(|&token| text.analysis.tokens[token].upos == Upos::Verb),
        );
    }
    verbs
}

/// The rule that a token meets.
fn at<'a>(text: &'a Annotated<'_>, token: usize, part: Part, mask: ClassMask) -> Option<Trigger<'a>> {
    if !text.may_act(token, part) {
        return None;
    }
    let arguments = if part == Part::Verb { text.argument_mask(token) } else { 0 };
    let hit = text.lexicon.events.best(part, mask, arguments, |step| text.forms(token + step))?;
    let tokens = token..token + hit.words;
    let words = text.analysis.subtree(token);
    Some(Trigger { rule: hit.rule, tokens, nominal: text.bytes_of(&words), past_form: false })
}

/// What a line of a chronicle tells: by a verb in the present that the tagger takes for a noun ("July 1957: President Ho
/// *visits* Warsaw"), else by its best noun ("State *visit* of …").
pub(super) fn of_chronicle<'a>(
    text: &'a Annotated<'_>,
    number: usize,
    nouns: &[Trigger<'a>],
) -> Option<Trigger<'a>> {
    let clause = &text.clauses[number];
    let mask = text.mask_of(clause.tokens.iter().copied());
    let verb = clause.tokens.iter().copied().find_map(|token| {
        let form = text.form(token);
        let capital = |at: usize| text.analysis.text(at).starts_with(char::is_uppercase);
        // Between two names: "Ho *visits* Warsaw".
        let between = token > 0 && capital(token - 1) && token + 1 < text.analysis.tokens.len();
        let verb =
            form.strip_suffix("es").or_else(|| form.strip_suffix('s')).filter(|_| between && !capital(token));
        let lemma =
            verb.into_iter().chain(form.strip_suffix('s')).find(|verb| text.lexicon.events.knows(verb))?;
        let forms = |step: usize| if step == 0 { Some((lemma, form)) } else { text.forms(token + step) };
        let hit = text.lexicon.events.best(Part::Verb, mask, text.mask_of(token + 1..token + 6), forms)?;
        let nominal = text.bytes_of(&(token..token + 1));
        Some(Trigger { rule: hit.rule, tokens: token..token + hit.words, nominal, past_form: true })
    });
    verb.or_else(|| nouns.iter().max_by_key(|trigger| trigger.rule.grade).cloned())
}

/// Whether a full sentence in which the tagger sees no verb has one by its form: "On 18 September a coup *united* …".
pub(super) fn is_told_by_form(text: &Annotated<'_>, number: usize) -> bool {
    let sentence = &text.analysis.sentences[text.clauses[number].sentence];
    text.text[..sentence.end as usize].ends_with('.')
        && by_form(text, number, scope_mask(text, number, None)).is_some()
}

/// A verb whose tag or lemma is wrong, known by its past form: "Leaders *held* talks".
fn by_form<'a>(text: &'a Annotated<'_>, number: usize, mask: ClassMask) -> Option<Trigger<'a>> {
    let words = &text.lexicon.status;
    let clause = &text.clauses[number];
    clause.tokens.iter().copied().find_map(|token| {
        if !text.analysis.text(token).starts_with(char::is_lowercase) {
            return None;
        }
        let form = text.form(token);
        let lemma = text.lexicon.past_of(form, |verb| text.lexicon.events.knows(verb))?;
        let before = token.checked_sub(1).map(|before| text.form(before)).unwrap_or_default();
        if words.unreal.contains(before) || text.lexicon.people.articles.contains(before) {
            return None;
        }
        let forms =
            |step: usize| if step == 0 { Some((lemma.as_str(), form)) } else { text.forms(token + step) };
        let hit = text.lexicon.events.best(Part::Verb, mask, text.mask_of(token + 1..token + 6), forms)?;
        (hit.rule.grade > 1).then(|| Trigger {
            rule: hit.rule,
            tokens: token..token + hit.words,
            nominal: text.bytes_of(&(token..token + 1)),
            past_form: true,
        })
    })
}

fn nouns<'a>(text: &'a Annotated<'_>, number: usize, mask: ClassMask) -> Vec<Trigger<'a>> {
    let clause = &text.clauses[number];
    let is_noun = |token: &usize| {
        let upos = text.analysis.tokens[*token].upos;
        matches!(upos, Upos::Noun | Upos::Propn)
            || (upos == Upos::Verb && text.lexicon.inflections.is_noun(text.form(*token)))
    };
    let mut found: Vec<Trigger<'a>> = Vec::new();
    for token in clause.tokens.iter().copied().filter(is_noun) {
        if found.last().is_some_and(|last| last.tokens.contains(&token)) {
            continue;
        }
        // The first words of a compound ("trade" in "trade office") name no act.
        if text.analysis.tokens[token].deprel == Deprel::Compound {
            continue;
        }
        found.extend(at(text, token, Part::Noun, mask));
    }
    found
}

/// The noun that carries the meaning where the verb has none: subject, object, or complement of `hold`, `take place`, `be`.
fn argument_noun<'a>(text: &Annotated<'_>, head: usize, nouns: &[Trigger<'a>]) -> Option<Trigger<'a>> {
    let analysis = &text.analysis;
    let is_argument = |trigger: &&Trigger<'a>| {
        let token = trigger.tokens.start;
        token == head
            || (analysis.head(token) == Some(head)
                && matches!(analysis.tokens[token].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj))
    };
    nouns.iter().filter(is_argument).max_by_key(|trigger| trigger.rule.grade).cloned()
}

/// The nouns that are events of their own beside the predicate: a date stands in their phrase, or they set the time
/// of the clause ("during a visit of the minister to Seoul").
pub(super) fn nominal_with_dates<'a>(
    text: &Annotated<'_>,
    calendar: &Calendar,
    number: usize,
    triggers: &Triggers<'a>,
) -> Vec<Trigger<'a>> {
    let clause = &text.clauses[number];
    let analysis = &text.analysis;
    let is_main = |trigger: &Trigger<'a>| {
        triggers.main.as_ref().is_some_and(|main| main.tokens.start == trigger.tokens.start)
    };
    let is_argument = |trigger: &Trigger<'a>| {
        let token = trigger.tokens.start;
        let relation = analysis.tokens[token].deprel;
        token == clause.head
            || (analysis.head(token) == Some(clause.head)
                && matches!(relation, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj))
    };
    let own_date = |trigger: &&Trigger<'a>| {
        calendar.within(&trigger.nominal).is_some() && (triggers.main.is_none() || !is_argument(trigger))
    };
    // "outlined the dates: the opening of the embassy *in 1984*": whatever verb a parser hangs the date on, where that
    // verb is no act, the noun right before it is.
    let with_date_behind = |trigger: &Trigger<'a>| {
        let mut trigger = trigger.clone();
        if triggers.main.is_none() && trigger.rule.grade > 1 && calendar.within(&trigger.nominal).is_none() {
            let end = trigger.nominal.end;
            let right_behind = |range: &Range<usize>| {
                text.text.get(end..range.start).is_some_and(|between| {
                    between.split_whitespace().count() <= 1 && !between.contains([',', ';', ':', '.'])
                })
            };
            let mut dates = calendar.in_clause(text, number).map(|(_, dated)| dated.range);
            if let Some(range) = dates.find(right_behind) {
                trigger.nominal.end = range.end;
            }
        }
        trigger
    };
    let nouns = triggers.nouns.iter().filter(|trigger| !is_main(trigger)).map(with_date_behind);
    nouns.filter(|trigger| own_date(&trigger)).collect()
}

/// The nouns that set the time of the clause and share its date: "during a visit of the minister to Seoul".
pub(super) fn surrounding<'a>(
    text: &Annotated<'_>,
    calendar: &Calendar,
    triggers: &Triggers<'a>,
) -> Vec<Trigger<'a>> {
    let sets_time = |trigger: &&Trigger<'a>| {
        let words = &text.lexicon.status.while_in;
        // "during a visit", or by a noun of its own: "in the course of a visit".
        let marked = text
            .analysis
            .case_marker(trigger.tokens.start)
            .is_some_and(|case| words.contains(text.form(case)))
            || text.analysis.head(trigger.tokens.start).is_some_and(|head| words.contains(text.lemma(head)));
        let named = !text.actors.named_in(trigger.nominal.clone()).is_empty();
        trigger.rule.grade > 1 && named && marked && calendar.within(&trigger.nominal).is_none()
    };
    triggers.nouns.iter().filter(sets_time).cloned().collect()
}
