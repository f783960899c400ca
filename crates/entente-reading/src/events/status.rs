//! How far a thing has come, by the verb and the words around it.

use std::ops::Range;

use entente_language::{Aspect, Deprel, Feats, Tense, Upos, VerbForm};
use entente_model::{EventStatus, Interval, TimexType};
use rustc_hash::FxHashSet;

use crate::{annotate::Annotated, lexicon::List};

/// What a clause says about the reality of what it tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reality {
    pub status: EventStatus,
    /// The predicate is in the past or perfect.
    pub past: bool,
    /// The predicate is in a plain present: only a date makes an act of it.
    pub present: bool,
    /// Planned as of a time that is over: "was due to open", "had hoped to come".
    pub lapsed: bool,
}

/// Days of what goes on around the day of a text, at most.
const AROUND: i64 = 31;

impl Reality {
    /// What is told as done.
    pub(super) const DONE: Self = Self::new(EventStatus::Occurred, true, false);

    /// What is told as `status`, in the `past` or in a plain `present`.
    pub(super) const fn new(status: EventStatus, past: bool, present: bool) -> Self {
        Self { status, past, present, lapsed: false }
    }

    /// Still to come, or going on: no date of the past fits.
    pub(super) fn is_open(self) -> bool {
        matches!(self.status, EventStatus::Planned | EventStatus::Ongoing | EventStatus::Alleged)
    }

    /// What the present tense means with a date: a chronicle, a timetable, something that goes on since; else nothing.
    pub(super) fn dated(self, when: Option<Interval>, published: Option<Interval>) -> Option<Self> {
        if !self.present {
            return Some(self);
        }
        let when = when?;
        let today = published.map(Interval::earliest);
        let status = match (when.first_day(), when.last_day(), today) {
            (Some(_), None, _) => EventStatus::Ongoing,
            (Some(first), _, Some(today)) if first > today => EventStatus::Planned,
            (Some(_), Some(last), Some(today)) if last < today => EventStatus::Occurred,
            (Some(_), Some(_), None) => EventStatus::Occurred,
            // "Is on a visit from 9 to 11 October", told on the 10th.
            (Some(_), Some(_), Some(_)) if when.days().is_some_and(|days| (2..=AROUND).contains(&days)) => {
                EventStatus::Ongoing
            }
            _ => return None,
        };
        Some(Self { status, present: false, ..self })
    }

    /// The status given the date: what lies after publication is planned.
    pub(super) fn at(self, when: Option<Interval>, published: Option<Interval>) -> EventStatus {
        // "Since then it has been accredited": it goes on.
        if self.status == EventStatus::Occurred && when.is_some_and(|when| when.last_day().is_none()) {
            return EventStatus::Ongoing;
        }
        // "Was due to open last July": what has come about is told as done.
        let over = |when: Interval, today: Interval| when.latest() < today.earliest();
        if self.status == EventStatus::Planned
            && self.lapsed
            && when.zip(published).is_some_and(|(when, today)| over(when, today))
        {
            return EventStatus::Cancelled;
        }
        match (when.and_then(Interval::first_day), published.and_then(Interval::last_day)) {
            (Some(first), Some(today)) if self.status == EventStatus::Occurred && first > today => {
                EventStatus::Planned
            }
            _ => self.status,
        }
    }
}

/// The reality of a clause; `None` where it tells of nothing that is or will be: a condition, a wish, a denial.
pub(super) fn of(text: &Annotated<'_>, number: usize) -> Option<Reality> {
    let clause = &text.clauses[number];
    let analysis = &text.analysis;
    let words = &text.lexicon.status;
    if !analysis.sentences[clause.sentence].parsed {
        return Some(by_words(text, number));
    }
    let head = clause.head;
    let feats = analysis.tokens[head].feats;
    let mut past = feats.tense() == Some(Tense::Past)
        || (feats.verb_form() == Some(VerbForm::Part)
            && (analysis.is_passive(head) || words.perfective.contains(text.lemma(head))));
    // A past form that does not follow the rule, whatever its tag.
    let by_form = words.past_forms.contains_key(text.form(head));
    past |= by_form;
    let mut status = EventStatus::Occurred;
    let mut auxiliary_be = false;
    let mut auxiliary = false;
    for child in analysis.children(head) {
        let word = &analysis.tokens[child];
        let form = text.form(child);
        let lemma = text.lemma(child);
        match word.deprel {
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop => {
                auxiliary = true;
                past |= word.feats.tense() == Some(Tense::Past) || lemma == "have";
                auxiliary_be |=
                    lemma == "be" && word.deprel == Deprel::Aux && word.feats.tense() != Some(Tense::Past);
                let later = words.later.contains(form) && is_said_before(text, number);
                if later || words.planned.contains(lemma) || words.planned.contains(form) {
                    status = EventStatus::Planned;
                } else if words.missed.contains(form) && has_perfect(text, head) && is_dated(text, number) {
                    // "*Should have* opened in January", and did not.
                    (status, past) = (EventStatus::Cancelled, true);
                } else if words.unreal.contains(lemma) || words.unreal.contains(form) {
                    let scheduled = words.scheduled.contains(lemma) || words.scheduled.contains(form);
                    if !scheduled || !has_day_to_come(text, number) {
                        return None;
                    }
                    status = EventStatus::Planned;
                }
            }
            Deprel::Mark if words.unreal.contains(lemma) => return None,
            _ => {}
        }
    }
    let arranged = (status == EventStatus::Occurred).then(|| arranging(text, head)).flatten();
    let was = arranged.is_some_and(|be| analysis.tokens[be].feats.tense() == Some(Tense::Past));
    // "Was to *have* gone": and did not.
    let in_vain = || has_perfect(text, head);
    // "A treaty under which 600 children *were to be* schooled" tells what the treaty is.
    let relative = analysis.tokens[head].deprel == Deprel::AclRelcl;
    if was && in_vain() {
        (status, past) = (EventStatus::Cancelled, true);
    } else if arranged.is_some() && !(was && relative) {
        (status, past) = (EventStatus::Planned, was);
    }
    if (analysis.is_negated(head) || is_never(text, head)) && !has_until(text, number) {
        return None;
    }
    let (lemma, form) = (text.lemma(head), text.form(head));
    // "Japan may open": where the modal verb is the predicate, what it governs is unreal.
    if words.unreal.contains(lemma) || words.unreal.contains(form) {
        return None;
    }
    let planned = is_planning(text, head);
    let participle = feats.verb_form() == Some(VerbForm::Part) && !auxiliary;
    // "Planned to visit": what it governs stayed a plan as far as the clause tells.
    let governs = analysis.child(head, Deprel::Xcomp).is_some()
        || analysis.children(head).any(|child| analysis.tokens[child].deprel == Deprel::Csubj);
    // "Said that growers were expected in February": what was to come for whoever said it. "The visit *planned for May*", whatever
    // form a tagger sees in it.
    let told_as_plan = || is_said_before(text, number) || leads_to_time(text, head);
    let intended = planned && (!past || participle || governs || told_as_plan());
    let ahead = !by_form && is_future(feats, words.perfective.contains(lemma));
    if is_cancelling(text, head) {
        status = EventStatus::Cancelled;
    } else if words.denied.contains(lemma) {
        status = EventStatus::Denied;
    } else if status == EventStatus::Occurred && (intended || ahead) {
        status = EventStatus::Planned;
    } else if status == EventStatus::Occurred
        && auxiliary_be
        && matches!(feats.verb_form(), Some(VerbForm::Ger | VerbForm::Part))
        && !past
    {
        status = EventStatus::Ongoing;
    }
    // "Rejected *claims* that …": the rejection was made; what becomes of the claim is told by it.
    let listed = clause.tokens.iter().map(|&token| (token, text.listed(token)));
    let mut own = listed.filter(|&(token, listed)| !listed.lemma.holds(List::Claim) || token == head);
    if own.clone().any(|(_, listed)| listed.is_on(List::Alleged)) {
        status = EventStatus::Alleged;
    } else if status == EventStatus::Occurred
        && !past
        && own.any(|(_, listed)| listed.lemma.holds(List::Ongoing))
    {
        status = EventStatus::Ongoing;
    }
    // What is simply said in the present is a state of things, not an act, unless a date says otherwise.
    let told =
        past || status != EventStatus::Occurred || feats.tense().is_none() && !analysis.is_finite(head);
    let lapsed = past && !is_said_before(text, number) && !is_ahead_of_today(text, head);
    Some(Reality { lapsed, ..Reality::new(status, past, !told) })
}

/// Whether a clause tells when: "should have opened *in January*", where "should have opened" blames somebody.
fn is_dated(text: &Annotated<'_>, number: usize) -> bool {
    text.times_in(&text.clauses[number].span).any(|time| time.timex_type == TimexType::Date)
}

/// Whether an infinitive is one of the perfect: "to *have* gone", "should *have* opened".
fn has_perfect(text: &Annotated<'_>, head: usize) -> bool {
    text.analysis.children(head).any(|child| {
        text.lexicon.status.perfect.contains(text.lemma(child))
            && text.analysis.tokens[child].feats.verb_form() == Some(VerbForm::Inf)
    })
}

/// "*Is to* be signed in December", "*was to* have met": an auxiliary with the sign of the infinitive right behind makes a plan
/// of it. "He was to become President" tells what came about.
fn arranging(text: &Annotated<'_>, head: usize) -> Option<usize> {
    let words = &text.lexicon.status;
    if words.arranged.is_empty() || words.destined.contains(text.lemma(head)) {
        return None;
    }
    text.analysis.children(head).filter(|&child| child + 1 < head).find(|&child| {
        words.arranged.contains(text.lemma(child))
            && text.analysis.tokens[child].feats.verb_form() == Some(VerbForm::Fin)
            && words.arranged_by.contains(text.form(child + 1))
    })
}

/// Whether an auxiliary of a predicate is no past: "*will* be raised", "*are* planned".
fn is_ahead_of_today(text: &Annotated<'_>, head: usize) -> bool {
    text.analysis.children(head).any(|child| {
        let word = &text.analysis.tokens[child];
        matches!(word.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
            && word.feats.tense() != Some(Tense::Past)
            && word.feats.verb_form() == Some(VerbForm::Fin)
    })
}

/// Whether a clause tells when: "should convene in January", where "should convene" would be advice. A day that was over when the
/// text was published is no time of a plan.
fn has_day_to_come(text: &Annotated<'_>, number: usize) -> bool {
    let clause = &text.clauses[number];
    let acts = &text.lexicon.status.scheduled_acts;
    let ahead = |when: Interval| text.published.is_none_or(|today| when.latest() >= today.earliest());
    let dates = text.times_in(&clause.span).filter(|time| time.timex_type == TimexType::Date);
    (acts.is_empty() || acts.contains(text.lemma(clause.head)))
        && dates.filter_map(|time| time.edtf).any(ahead)
}

/// "Accepted an invitation *to visit* Nairobi in 2026": what was accepted is planned.
pub(super) fn is_accepted(text: &Annotated<'_>, number: usize) -> bool {
    let (analysis, words) = (&text.analysis, &text.lexicon.status);
    let head = text.clauses[number].head;
    if analysis.tokens[head].feats.verb_form() != Some(VerbForm::Inf) || words.accepts.is_empty() {
        return false;
    }
    // A parser hangs the infinitive on the noun, or on the verb beside it.
    let offered = |token: usize| words.offers.contains(text.lemma(token));
    let noun = head.saturating_sub(3)..head;
    noun.rev().any(offered)
        && analysis.ancestors(head).take(3).any(|above| words.accepts.contains(text.lemma(above)))
}

/// Whether a word says that something is to come.
pub(super) fn is_planning(text: &Annotated<'_>, token: usize) -> bool {
    text.is_one_of(token, &text.lexicon.status.planned) || is_set(text, token)
}

/// "Was *set* for April", "*назначенный* на 5 мая": a verb that makes a plan of a thing only with the time right behind it.
fn is_set(text: &Annotated<'_>, token: usize) -> bool {
    let words = &text.lexicon.status;
    if !words.set.contains(text.lemma(token)) && !words.set.contains(text.form(token)) {
        return false;
    }
    leads_to_time(text, token)
}

/// Whether a time stands right behind a word with the small word that sets it: "planned *for* May".
fn leads_to_time(text: &Annotated<'_>, token: usize) -> bool {
    /// Bytes between the small word and the time: "for the week of 5 May".
    const BETWEEN: usize = 12;
    let tokens = &text.analysis.tokens;
    let to = tokens.get(token + 1).filter(|_| text.lexicon.status.set_to.contains(text.form(token + 1)));
    to.is_some_and(|to| {
        let end = to.end as usize;
        text.times_in(&(end..text.text.len())).next().is_some_and(|time| time.range.start <= end + BETWEEN)
    })
}

/// Whether a verb calls something off, by itself or with the word behind it: "called *off*", "fell *victim*".
fn is_cancelling(text: &Annotated<'_>, verb: usize) -> bool {
    if !text.listed(verb).may_cancel() {
        return false;
    }
    let cancelled = &text.lexicon.status.cancelled;
    // "Was shelved": an adjective to the tagger.
    let adjective = text.analysis.tokens[verb].upos == Upos::Adj && cancelled.contains(text.form(verb));
    adjective || cancelled.contains(lemma_of_past(text, verb)) || cancels_with_next(text, verb)
}

/// What somebody calls off: "put *it* off"; the noun of "fell *victim*" is a part of the verb.
pub(super) fn object_called_off(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let own = |object: usize| object == verb + 1 && cancels_with_next(text, verb);
    text.analysis.object(verb).filter(|&object| is_cancelling(text, verb) && !own(object))
}

/// Whether a verb calls something off together with the word behind it.
fn cancels_with_next(text: &Annotated<'_>, verb: usize) -> bool {
    text.listed(verb).may_cancel()
        && verb + 1 < text.analysis.tokens.len()
        && text
            .lexicon
            .status
            .cancelled
            .contains(format!("{}_{}", lemma_of_past(text, verb), text.form(verb + 1)).as_str())
}

/// The lemma, also of a past form that the tagger does not know.
fn lemma_of_past<'a>(text: &'a Annotated<'_>, verb: usize) -> &'a str {
    text.lexicon.status.lemma_of_past(text.lemma(verb), text.form(verb))
}

/// Whether a word denies a predicate where the tagger does not say so: "*never* happened".
fn is_never(text: &Annotated<'_>, head: usize) -> bool {
    let negations = &text.lexicon.status.negations;
    text.analysis.children(head).any(|child| negations.contains(text.form(child)))
}

/// Whether a clause says that what its subject names did not come about: "was called off", "did not take place".
pub(super) fn is_called_off(text: &Annotated<'_>, number: usize) -> bool {
    let clause = &text.clauses[number];
    if !text.analysis.sentences[clause.sentence].parsed || clause.lesser {
        return false;
    }
    let head = clause.head;
    let occurs = text.lexicon.classes.bit("occurrence").unwrap_or_default();
    let negated = || text.analysis.is_negated(head) || is_never(text, head);
    is_cancelling(text, head) || text.mask(head) & occurs != 0 && negated() && !has_until(text, number)
}

/// The subject of what was called off; where a parser hangs it on the plan, "the *visit*, scheduled for May, never happened",
/// from there.
pub(super) fn subject_called_off(text: &Annotated<'_>, head: usize) -> Option<usize> {
    let of_plan = || text.analysis.subject(plan_with_subject(text, head)?);
    text.analysis.subject(head).or_else(of_plan)
}

/// The plan before a predicate, with a subject of its own.
fn plan_with_subject(text: &Annotated<'_>, head: usize) -> Option<usize> {
    let mut plans = text.analysis.children_with(head, Deprel::Advcl).filter(|&child| child < head);
    plans.find(|&plan| is_planning(text, plan) && text.analysis.subject(plan).is_some())
}

/// Whether the predicate of a clause calls something off or puts it off.
pub(super) fn calls_off(text: &Annotated<'_>, number: usize) -> bool {
    let head = text.clauses[number].head;
    is_cancelling(text, head) && !text.analysis.is_negated(head)
}

/// The bytes of what a clause says was called off: its subject, the object of whoever called it off, or, where a parser hangs the verb on the noun that it is said
/// of, all that stands before it.
pub(super) fn called_off(text: &Annotated<'_>, number: usize) -> Option<Range<usize>> {
    let clause = &text.clauses[number];
    let verb = clause.head;
    if !calls_off(text, number) {
        // "The visit, scheduled for May, never happened", with the visit hung on the plan.
        let plan = plan_with_subject(text, verb).filter(|_| is_called_off(text, number))?;
        return Some(text.bytes_of(&text.analysis.subtree(plan)));
    }
    let word = &text.analysis.tokens[verb];
    let passive = text.analysis.is_passive(verb)
        || word.feats.verb_form() == Some(VerbForm::Part)
        || word.upos == Upos::Adj;
    if let Some(object) = object_called_off(text, verb).filter(|_| !passive) {
        return Some(text.bytes_of(&text.analysis.subtree(object)));
    }
    // "Put off the *visit* planned for May": a parser takes what is called off for the subject of the plan.
    let plan = text.analysis.children(verb).find(|&child| {
        child > verb && text.analysis.tokens[child].deprel == Deprel::Advcl && is_planning(text, child)
    });
    if let Some(plan) = plan.filter(|_| !passive) {
        return Some(text.bytes_of(&text.analysis.subtree(plan)));
    }
    // "The visit fell through": nobody is said to have called it off.
    let by_itself = !passive && word.feats.tense() == Some(Tense::Past);
    // "The talks, *which* were planned for May, put off": a parser joins it to the relative clause.
    let which = |subject: &usize| text.lexicon.status.which.contains(text.lemma(*subject));
    let subject = text.analysis.shared_subject(verb).filter(|subject| !which(subject));
    if let Some(subject) = subject.filter(|_| by_itself) {
        return Some(text.bytes_of(&text.analysis.subtree(subject)));
    }
    // "Was to have taken place but was put off": a conjunct has the subject of the first.
    if let Some(subject) = subject {
        return passive.then(|| text.bytes_of(&text.analysis.subtree(subject)));
    }
    let before = |from: u32| from as usize..word.start as usize;
    // "A retreat, *which* was planned for May but cancelled": all of the relative clause.
    let off = passive || by_itself;
    let above = text.analysis.head(verb).filter(|_| word.deprel == Deprel::Conj && off);
    if let Some(which) = above.and_then(|above| text.analysis.subject(above)).filter(which) {
        return Some(before(text.analysis.tokens[which].start));
    }
    let sentence = &text.analysis.sentences[clause.sentence];
    let root = text.analysis.root(sentence)?;
    let nominal = text.analysis.tokens[root].upos == Upos::Noun && root < verb;
    // "The film week, planned for May, had to be cancelled": a parser hangs what was cancelled on the plan.
    let whole = passive && root == verb && text.analysis.tokens[verb].upos == Upos::Verb;
    (off && nominal || whole).then(|| before(sentence.start))
}

/// Whether a clause is what was said or agreed in the past, and tells of what was to come then.
pub(super) fn is_to_come(text: &Annotated<'_>, number: usize) -> bool {
    let head = text.clauses[number].head;
    let later = |child: usize| text.lexicon.status.later.contains(text.form(child));
    is_said_before(text, number) && text.analysis.children(head).any(later)
}

/// Whether a clause is set apart in time from the one above it: "*after* they had signed", "*since* joining".
pub(super) fn is_apart(text: &Annotated<'_>, number: usize) -> bool {
    let head = text.clauses[number].head;
    let below = matches!(text.analysis.tokens[head].deprel, Deprel::Advcl | Deprel::Acl);
    below && begins_with(text, head, &text.lexicon.status.apart)
}

/// Whether a word, of a noun or a clause, is put far from the time of what it hangs on: "*since* its accession".
pub(super) fn is_far(text: &Annotated<'_>, token: usize) -> bool {
    begins_with(text, token, &text.lexicon.status.apart_for_long)
}

fn begins_with(text: &Annotated<'_>, token: usize, words: &FxHashSet<Box<str>>) -> bool {
    text.analysis.children(token).take_while(|&child| child < token).any(|child| {
        matches!(text.analysis.tokens[child].deprel, Deprel::Mark | Deprel::Case | Deprel::Advmod)
            && words.contains(text.form(child))
    })
}

fn is_said_before(text: &Annotated<'_>, number: usize) -> bool {
    let analysis = &text.analysis;
    let head = text.clauses[number].head;
    let content = matches!(
        analysis.tokens[head].deprel,
        Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass | Deprel::Parataxis
    );
    let above = analysis.head(head).filter(|_| content);
    above.is_some_and(|above| {
        let feats = analysis.tokens[above].feats;
        feats.tense() == Some(Tense::Past) || feats.verb_form() == Some(VerbForm::Part)
    })
}

/// A form of the future, or the present of a verb for finished acts.
fn is_future(feats: Feats, perfective: bool) -> bool {
    feats.tense() == Some(Tense::Fut)
        || (feats.tense() == Some(Tense::Pres)
            && (perfective || feats.aspect() == Some(Aspect::Perf))
            && feats.verb_form() == Some(VerbForm::Fin))
}

/// Without a tree the words alone tell.
fn by_words(text: &Annotated<'_>, number: usize) -> Reality {
    let words = &text.lexicon.status;
    let clause = &text.clauses[number];
    let has = |list: &FxHashSet<Box<str>>| {
        clause.tokens.iter().any(|&token| {
            let form = text.form(token);
            list.contains(text.lemma(token)) || list.contains(form)
        })
    };
    let status = if has(&words.cancelled) {
        EventStatus::Cancelled
    } else if has(&words.planned) {
        EventStatus::Planned
    } else if has(&words.alleged) {
        EventStatus::Alleged
    } else {
        EventStatus::Occurred
    };
    Reality::new(status, true, false)
}

/// "did not recognise … until 1917": it happened then.
fn has_until(text: &Annotated<'_>, number: usize) -> bool {
    let span = &text.clauses[number].span;
    text.times_in(span).any(|time| time.relation == Some(crate::time::Relation::Until))
}

/// The status of an act told by a noun: to come when a word beside it says so or its date lies ahead.
pub(super) fn of_noun(text: &Annotated<'_>, noun: &Range<usize>, when: Interval) -> EventStatus {
    let words = &text.lexicon.status;
    let before = noun.start.saturating_sub(3)..noun.start;
    let ahead = match (when.first_day(), text.published.and_then(Interval::last_day)) {
        (Some(first), Some(today)) => first > today,
        _ => false,
    };
    if ahead || before.clone().any(|token| words.planned.contains(text.lemma(token))) {
        EventStatus::Planned
    } else if before.clone().any(|token| words.cancelled.contains(text.lemma(token))) {
        EventStatus::Cancelled
    } else {
        EventStatus::Occurred
    }
}
