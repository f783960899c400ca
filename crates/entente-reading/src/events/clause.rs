//! The events of one clause where a tree tells what hangs on what: that of its predicate, and those of nouns with a date.

use std::ops::Range;

use entente_language::{Deprel, Upos};
use entente_model::{EventKind, EventStatus, Interval, Precision, SpeechAct, TimexType};
use entente_reference::NameKind;

use super::{
    FoundEvent, acts, behind, build,
    called_off::may_be_put_off,
    dates::{self, Calendar, Dated},
    jubilees,
    lines::{asks, has_verb, is_label},
    occasion::Occasion,
    shifted, status, stays,
    told::Told,
    trigger::{self, Trigger},
};
use crate::{
    annotate::Annotated,
    clauses::Clause,
    time::{Anchor, Anniversary},
};

/// The fewest words of a quote.
const LEAST: usize = 4;

/// The events of one clause: that of its predicate, and those of nouns with a date of their own.
pub(super) fn clause_events(
    text: &Annotated<'_>,
    calendar: &Calendar,
    (told, occasion): (&mut Told, &Occasion),
    number: usize,
    events: &mut Vec<FoundEvent>,
) {
    let clause = &text.clauses[number];
    // Below a year on a line of its own a relative clause only tells more of something.
    let relative = text.analysis.tokens[clause.head].deprel == Deprel::AclRelcl;
    let line = calendar.of_line(text, clause.span.start).filter(|line| {
        !relative || !text.text[line.range.end..clause.span.start.max(line.range.end)].contains('\n')
    });
    // A heading tells nothing by itself.
    let verbal = has_verb(text, clause.sentence) || trigger::is_told_by_form(text, number);
    let tells = verbal && !is_label(text, clause.sentence) || line.is_some();
    if !text.analysis.tokens.is_empty() && (!tells || asks(text, clause.sentence)) {
        return;
    }
    if jubilees::counts_in(text, clause) {
        return;
    }
    let mut triggers = trigger::find(text, number);
    triggers.main = triggers.main.filter(|_| !trails(text, clause.head));
    if let (None, Some(_)) = (&triggers.main, &line) {
        triggers.main = trigger::of_chronicle(text, number, &triggers.nouns);
    }
    if let Some(visit) = occasion.visit(text, calendar, number, &triggers) {
        events.push(visit);
        return;
    }
    if let Some(visit) = stays::visit(text, calendar, number, &triggers) {
        events.push(visit);
        return;
    }
    let dated = || line.is_some() || calendar.in_clause(text, number).next().is_some();
    if triggers.main.is_none() && triggers.nouns.is_empty() && !dated() {
        return;
    }
    let behind = behind::find(text, calendar, number, &triggers);
    // What dates a noun dates nothing else.
    let taken = |dated: &Dated| {
        behind
            .iter()
            .any(|behind| !behind.shared && behind.dated.range == dated.range && !dated.range.is_empty())
    };
    // "The visit, planned for April, was called off": the day for which it was planned.
    if !behind.is_empty() && status::is_called_off(text, number) {
        let subject =
            status::subject_called_off(text, clause.head).map(|subject| text.analysis.subtree(subject));
        let bytes = status::called_off(text, number);
        let of_subject = |behind: &&behind::Behind<'_>| {
            let noun = behind.noun.tokens.start;
            let start = text.analysis.tokens[noun].start as usize;
            subject.as_ref().is_some_and(|subject| subject.contains(&noun))
                || bytes.as_ref().is_some_and(|bytes| bytes.contains(&start))
        };
        let off: Vec<&behind::Behind<'_>> = behind.iter().filter(of_subject).collect();
        for behind in &off {
            let quote = behind.quote.start..clause.span.end.max(behind.quote.end);
            let (rule, trigger) = (behind.noun.rule, behind.noun.tokens.start);
            let mut dated = behind.dated.clone();
            dates::nearest(text, &mut dated);
            events.push(build(text, number, rule, quote, trigger, Some(dated), EventStatus::Cancelled, 0.65));
        }
        if !off.is_empty() {
            return;
        }
    }
    for behind in &behind {
        let (rule, trigger) = (behind.noun.rule, behind.noun.tokens.start);
        let (quote, dated) = (behind.quote.clone(), Some(behind.dated.clone()));
        events.push(build(text, number, rule, quote, trigger, dated, behind.status, 0.65));
    }
    let reality = status::of(text, number);
    for Trigger { rule, tokens, nominal, .. } in
        trigger::nominal_with_dates(text, calendar, number, &triggers)
    {
        let Some(dated) = calendar.within(&nominal).filter(|dated| !taken(dated)) else { continue };
        // What the line begins with dates its predicate.
        if line.as_ref().is_some_and(|line| line.range == dated.range) && triggers.main.is_some() {
            continue;
        }
        let status = status::of_noun(text, &tokens, dated.when);
        // "In the war on 9 May": the day is of another thing that nobody is named for.
        let named = !text.actors.hits_in(nominal.clone()).is_empty();
        let one_day = dated.when.days() == Some(1);
        let event = build(text, number, rule, nominal, tokens.start, Some(dated), status, 0.65);
        let sided = rule.grade > 1 || !event.parties.is_empty();
        if rule.kind != EventKind::Conflict || named || sided && !one_day {
            events.push(event);
        }
    }
    let by_form = triggers.main.as_ref().is_some_and(|main| main.past_form);
    let reality = if by_form { Some(status::Reality::DONE) } else { reality };
    let mut own = calendar.of_clause(text, number);
    own.retain(|dated| !taken(dated));
    // "Has been in force since 1 May": wherever a parser hangs the day, there is no other to tell.
    if own.is_empty() && dated() && dates::binds(text, clause.head) {
        own.extend(calendar.of_predicate(text, number).filter(|dated| !taken(dated)));
    }
    // "In January 2016, when a judge issued a warrant over a coup the previous September": a look back is of something else.
    let right_before = calendar.right_before(text, number);
    let looks_back = |dated: &Dated| {
        let counted =
            dated.times.iter().all(|&time| matches!(text.times[time].anchor, Some(Anchor::Told(_))));
        counted && right_before.as_ref().is_some_and(|other| dated.when.latest() < other.when.earliest())
    };
    own.retain(|dated| !looks_back(dated));
    let right_before = right_before.filter(|_| own.is_empty());
    own.extend(right_before.clone());
    // "Since joining the league in 2004": what came before or after is told as done.
    let apart = clause.lesser && !own.is_empty() && status::is_apart(text, number);
    let accepted = status::Reality::new(EventStatus::Planned, false, false);
    let reality = if status::is_accepted(text, number) {
        Some(accepted)
    } else if apart {
        Some(status::Reality::DONE)
    } else {
        reality.filter(|_| !clause.lesser)
    };
    let Some(reality) = reality else { return };
    for dated in &mut own {
        dates::start_of_change(text, clause.head, reality, dated);
    }
    if reality.past && reality.status == EventStatus::Occurred {
        for dated in &mut own {
            dates::not_ahead(text, clause.head, dated);
        }
    }
    let Some(reality) = reality.dated(own.first().map(|dated| dated.when), text.published) else { return };
    let around = trigger::surrounding(text, calendar, &triggers);
    for Trigger { rule, tokens, nominal, .. } in around {
        if let Some(dated) = own.first().cloned() {
            let status = reality.at(Some(dated.when), text.published);
            events.push(build(text, number, rule, nominal, tokens.start, Some(dated), status, 0.6));
        }
    }
    let Some(main) = triggers.main else {
        let noun = triggers.nouns.iter().max_by_key(|trigger| trigger.rule.grade).map(|trigger| trigger.rule);
        // "The visit, planned for May, …", "which will take place in May": the date is the visit's.
        let by_noun = |above: usize| {
            let triggers = trigger::find(text, above);
            let main = triggers.main.as_ref().map(|main| text.analysis.tokens[main.tokens.start].upos);
            !triggers.nouns.is_empty() || main == Some(Upos::Noun)
        };
        let occurs = text.lexicon.classes.bit("occurrence").unwrap_or_default();
        let of_act = (status::is_planning(text, clause.head) || text.mask(clause.head) & occurs != 0)
            && behind::is_about_noun(text, number)
            && clause.parent.is_some_and(by_noun);
        if of_act {
            return;
        }
        let mut dated = calendar.of_predicate(text, number).or(line).or(right_before);
        if let Some(dated) = &mut dated {
            dates::start_of_change(text, clause.head, reality, dated);
            if reality.past && reality.status == EventStatus::Occurred {
                dates::not_ahead(text, clause.head, dated);
            }
        }
        if let Some(dated) = dated {
            let status = reality.at(Some(dated.when), text.published);
            if let Some(mut event) = acts::dated(text, number, clause.quote.clone(), dated, status, noun) {
                acts::go_on(text, events, &mut event);
                events.push(event);
            }
        }
        return;
    };
    // "It is 120 years since the establishment of relations": the anniversary tells when that was.
    let celebrated = |anniversary: &Anniversary| {
        let at = text.analysis.tokens[main.tokens.start].start as usize;
        clause.span.start <= anniversary.range.start
            && anniversary.range.end <= at
            && anniversary.implied.is_some()
    };
    let noun = !matches!(text.analysis.tokens[main.tokens.start].upos, Upos::Verb | Upos::Aux);
    if noun && text.anniversaries.iter().any(celebrated) {
        return;
    }
    let grade = main.rule.grade;
    // "Cancelled the treaty": the cancelling is the act itself, not what became of another.
    let put_off = may_be_put_off(main.rule.kind);
    let by_itself = main.tokens.start == clause.head;
    let own_act = by_itself
        && (reality.status == EventStatus::Cancelled && !put_off && status::calls_off(text, number)
            // "The ministry denied the reports": the denial was made.
            || reality.status == EventStatus::Denied && main.rule.kind == EventKind::Statement);
    let reality =
        if own_act { status::Reality { status: EventStatus::Occurred, ..reality } } else { reality };
    if reality.past && reality.status == EventStatus::Occurred {
        for dated in &mut own {
            dates::not_ahead(text, clause.head, dated);
        }
        // What is told as done was not done after the day of the text: that date is of something else.
        let ahead = |dated: &Dated| {
            text.published.is_some_and(|published| dated.when.earliest() > published.latest())
        };
        // "Pledged to invest by 2030": what is governed may lie ahead.
        let governs = text.analysis.child(clause.head, Deprel::Xcomp).is_some();
        // "Reaffirmed the target of 20 billion by 2030": nor was it said then.
        let said = main.rule.kind == EventKind::Statement
            && main.tokens.start == clause.head
            && own.iter().all(|dated| dated.when.precision() <= Precision::Year);
        if said || !governs && own.iter().any(|dated| !ahead(dated)) {
            own.retain(|dated| !ahead(dated));
        }
    }
    if reality.status == EventStatus::Planned && !reality.past {
        for dated in &mut own {
            dates::not_behind(text, dated);
        }
    }
    let dates: Vec<Option<Dated>> = if own.is_empty() {
        let carried = told.carried(text, calendar, number, &main, reality).filter(|dated| !taken(dated));
        vec![carried.or_else(|| occasion.date(text, number, &main, reality))]
    } else {
        own.into_iter().map(Some).collect()
    };
    for (dated, quote) in quotes(text, number, dates) {
        if grade == 1 && dated.is_none() {
            continue;
        }
        let sure = match &dated {
            Some(dated) if dated.carried => 0.5,
            Some(_) => 0.7,
            None => 0.45,
        };
        let status = reality.at(dated.as_ref().map(|dated| dated.when), text.published);
        let confidence = sure + 0.08 * f64::from(grade);
        let mut event = build(text, number, main.rule, quote, main.tokens.start, dated, status, confidence);
        if event.kind == EventKind::Visit && is_of_the_people(text, clause.head) {
            event.kind = EventKind::Exchange;
        }
        if event.kind == EventKind::Visit {
            event.when = event.when.map(|when| stretch(text, clause, when));
        }
        if grade == 1 && event.parties.is_empty() {
            continue;
        }
        // What was called off, or put off to another day, leaves the story where it was.
        let happens = !matches!(event.status, EventStatus::Planned | EventStatus::Cancelled);
        if let (Some(when), true) = (event.when, happens && !apart) {
            told.tell(clause.sentence, when, &event.times);
        }
        events.push(event);
    }
}

/// "Opened a three-day visit on Tuesday", "today concluded a two-day visit": all its days, where a clause tells of the first
/// or the last.
fn stretch(text: &Annotated<'_>, clause: &Clause, when: Interval) -> Interval {
    /// The longest visit, in days.
    const LONGEST: i64 = 30;
    let class = |name: &str| text.lexicon.classes.bit(name).unwrap_or_default();
    let verb = text.mask(clause.head);
    // "Two days before the president arrived on 14 May": the days are no stay.
    if text.clause_of(clause.head).is_some_and(|number| shifted::Shift::of(text, number).is_some()) {
        return when;
    }
    let (begins, ends) = (verb & class("beginning") != 0, verb & class("ending") != 0);
    let days =
        text.times_in(&clause.span).filter(|time| time.timex_type == TimexType::Duration).find_map(|time| {
            let days: i64 = time.value.as_deref()?.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
            (2..=LONGEST).contains(&days).then_some(days - 1)
        });
    let (Some(more), Some(day), true) = (days, when.first_day(), when.days() == Some(1) && begins != ends)
    else {
        return when;
    };
    let other = Interval::day(day.plus_days(if begins { more } else { -more }));
    let own = Interval::day(day);
    let (first, last) = if begins { (own, other) } else { (other, own) };
    Interval::range(Some(first), Some(last)).unwrap_or(when)
}

/// "Many Koreans visited Vladivostok": the people of a state travel, no official.
fn is_of_the_people(text: &Annotated<'_>, head: usize) -> bool {
    let Some(subject) = text.analysis.shared_subject(head) else { return false };
    let bytes = text.bytes_of(&(subject..subject + 1));
    let mut hits = text.actors.hits_in(bytes);
    hits.any(|hit| text.actors.hits[hit].kind == NameKind::People)
}

/// "Trawlers entered the zone, the coast guard *said* on Friday": whose words they are, behind what they tell.
fn trails(text: &Annotated<'_>, verb: usize) -> bool {
    if text.lexicon.endings.is_glued()
        || text.lexicon.speech.verb(text.lemma(verb)) != Some(SpeechAct::Assert)
    {
        return false;
    }
    let analysis = &text.analysis;
    // Whoever tells somebody does more than that.
    let addressed =
        [Deprel::Obj, Deprel::Iobj].into_iter().any(|relation| analysis.child(verb, relation).is_some());
    let content = |child: usize| {
        let clausal =
            matches!(analysis.tokens[child].deprel, Deprel::Ccomp | Deprel::Parataxis | Deprel::Advcl);
        let whole = analysis.subject(child).is_some() && analysis.child(child, Deprel::Mark).is_none();
        child < verb && clausal && whole
    };
    let beside = analysis.tokens[verb].deprel == Deprel::Parataxis;
    !addressed && (beside || analysis.children(verb).any(content))
}

/// With two dates in a clause ("in 2009 and 2010") there are two events: the quote of the second starts at its date.
fn quotes(
    text: &Annotated<'_>,
    number: usize,
    dates: Vec<Option<Dated>>,
) -> Vec<(Option<Dated>, Range<usize>)> {
    let whole = text.clauses[number].quote.clone();
    if dates.len() < 2 {
        return dates.into_iter().map(|dated| (dated, whole.clone())).collect();
    }
    let starts: Vec<usize> =
        dates.iter().map(|dated| dated.as_ref().map_or(whole.start, |dated| dated.range.start)).collect();
    let mut quotes = Vec::new();
    for (at, dated) in dates.into_iter().enumerate() {
        let start = if at == 0 { whole.start } else { starts[at] };
        let end = match (at, starts.get(at + 1)) {
            (0, Some(_)) => dated.as_ref().map_or(whole.end, |dated| dated.range.end),
            (_, Some(&next)) => next,
            (_, None) => whole.end,
        };
        // "… and again in 1981": a bare date says nothing by itself.
        let piece = start.min(end)..end;
        let says_little = text.text[piece.clone()].split_whitespace().nth(LEAST - 1).is_none();
        quotes.push((dated, if says_little { whole.clone() } else { piece }));
    }
    quotes
}
