//! When an event was: by a date in its clause, in its sentence, or carried on from what was told before.

use std::ops::Range;

use entente_language::{Aspect, Deprel, Tense, Upos, VerbForm};
use entente_model::{Day, EventStatus, Interval, Precision, TimexType};

use super::{
    shifted::Shift,
    status::{self, Reality},
};
use crate::{
    annotate::Annotated,
    lexicon::Part,
    time::{Anchor, FoundTime, Relation, Section},
};

/// A date for an event.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    pub when: Interval,
    /// Where the words of the date stand, in bytes; empty for a carried date.
    pub range: Range<usize>,
    /// Indices into the times.
    pub times: Vec<usize>,
    /// Taken over from another clause or sentence.
    pub carried: bool,
}

/// The datable times of a text by their clauses.
pub(super) struct Calendar {
    /// Index of the time, its clause, its interval; in the order of the text.
    entries: Vec<Entry>,
    /// Where the lines of the text begin.
    lines: Vec<usize>,
    /// What lines that are nothing but a date head, each with the date.
    sections: Vec<(Range<usize>, Dated)>,
    /// Whether a stop parts the dates that lines begin with from what they tell: "1996, 13 May. The line was opened."
    stops: bool,
}

struct Entry {
    time: usize,
    clause: usize,
    token: usize,
    range: Range<usize>,
    when: Interval,
}

impl Calendar {
    pub(super) fn new(text: &Annotated<'_>) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (number, time) in text.times.iter().enumerate() {
            let Some(when) = interval_of(text, time) else { continue };
            if !matches!(time.timex_type, TimexType::Date | TimexType::Time)
                || is_vague(time.value.as_deref())
            {
                continue;
            }
            // The start of a "since" is an end of something that goes on, not the date of an act.
            if text
                .anniversaries
                .iter()
                .any(|other| other.range.start < time.range.end && time.range.start < other.range.end)
            {
                continue;
            }
            // "the '21st-century partnership'": a part of a name in quotation marks.
            let opened = text.text[..time.range.start].ends_with(['\'', '‘', '"', '“', '«', '「', '『', '｢']);
            if opened && when.precision() < Precision::Year {
                continue;
            }
            let Some(token) = text.analysis.token_at(time.range.start as u32) else { continue };
            let Some(clause) = text.clause_of(token) else { continue };
            // "Was prolonged until 2030": how long what was done holds, not when it was done.
            let ahead = text.published.is_some_and(|day| when.earliest() > day.latest());
            let head = text.clauses[clause].head;
            let feats = text.analysis.tokens[head].feats;
            let done = feats.tense() == Some(Tense::Past)
                && !text.analysis.children(head).any(|child| status::is_planning(text, child));
            if time.relation == Some(Relation::Until) && ahead && done {
                continue;
            }
            if is_term(text, token, when, head) {
                continue;
            }
            // The two ends of one range are one date.
            if time.relation == Some(Relation::To)
                && let Some(last) = entries.last_mut().filter(|last| last.when == when)
            {
                last.range.end = last.range.end.max(time.range.end);
                continue;
            }
            entries.push(Entry { time: number, clause, token, range: time.range.clone(), when });
        }
        let breaks = text.text.match_indices('\n');
        let lines = std::iter::once(0).chain(breaks.map(|(end, _)| end + 1)).collect();
        let entries = told_behind(text, told_closer(text, entries));
        let mut calendar = Self { entries, lines, sections: sections(text), stops: false };
        calendar.stops = calendar.begins_lines(text);
        calendar.add_days_of_lines(text);
        calendar
    }

    /// "1881 – Treaty signed on 23 July": days and months without a year, in a line that begins with a year.
    fn add_days_of_lines(&mut self, text: &Annotated<'_>) {
        for (number, time) in text.times.iter().enumerate() {
            let rest = time.value.as_deref().and_then(|value| value.strip_prefix("XXXX-"));
            let (Some(rest), None) = (rest, time.edtf) else { continue };
            let Some(line) = self.of_line(text, time.range.start) else { continue };
            let year = line.when.earliest().year();
            let when = format!("{year:04}-{rest}").parse().ok().filter(|&when| is_within(when, line.when));
            let token = text.analysis.token_at(time.range.start as u32);
            let clause = token.and_then(|token| text.clause_of(token));
            if let (Some(when), Some(token), Some(clause)) = (when, token, clause) {
                self.entries.push(Entry { time: number, clause, token, range: time.range.clone(), when });
            }
        }
        self.entries.sort_by_key(|entry| entry.range.start);
    }

    /// Whether several lines begin with a date, a stop and a sentence.
    fn begins_lines(&self, text: &Annotated<'_>) -> bool {
        const LINES: usize = 3;
        let begins = |entry: &&Entry| {
            let before = &text.text[..entry.range.start];
            let next = text.text[entry.range.end..].strip_prefix('.').map(str::trim_start);
            (before.is_empty() || before.ends_with('\n'))
                && next
                    .is_some_and(|next| next.starts_with(|c: char| c.is_uppercase() || c == '«' || c == '"'))
        };
        self.entries.iter().filter(begins).nth(LINES - 1).is_some()
    }

    /// The same without some of the times.
    pub(super) fn without(mut self, times: &[usize]) -> Self {
        self.entries.retain(|entry| !times.contains(&entry.time));
        self
    }

    /// The dates from a byte on.
    fn beginning_at(&self, at: usize) -> &[Entry] {
        &self.entries[self.entries.partition_point(|entry| entry.range.start < at)..]
    }

    /// The dates that stand in a sentence.
    fn in_sentence(&self, text: &Annotated<'_>, number: usize) -> &[Entry] {
        let sentence = &text.analysis.sentences[number];
        let from = self.beginning_at(sentence.start as usize);
        &from[..from.partition_point(|entry| entry.range.start < sentence.end as usize)]
    }

    /// The entries of a clause.
    fn of<'c>(&'c self, text: &Annotated<'_>, clause: usize) -> impl Iterator<Item = &'c Entry> + use<'c> {
        let sentence = self.in_sentence(text, text.clauses[clause].sentence);
        sentence.iter().filter(move |entry| entry.clause == clause)
    }

    /// The date inside these bytes; of several the most exact.
    pub(super) fn within(&self, bytes: &Range<usize>) -> Option<Dated> {
        let inside = self
            .beginning_at(bytes.start)
            .iter()
            .take_while(|entry| entry.range.start <= bytes.end)
            .filter(|entry| entry.range.end <= bytes.end);
        inside.max_by_key(|entry| entry.when.precision()).map(Entry::dated)
    }

    /// The dates of a clause's predicate: those that stand in it and belong to no noun with an event of its own.
    pub(super) fn of_clause(&self, text: &Annotated<'_>, number: usize) -> Vec<Dated> {
        let clause = &text.clauses[number];
        let mine: Vec<&Entry> = self.of(text, number).collect();
        let direct: Vec<&&Entry> =
            mine.iter().filter(|entry| hangs_on(text, entry.token, clause.head)).collect();
        if let Some(line) = self.of_line(text, clause.span.start) {
            // "2009 – the presidents sign the treaty (30 October)": the day within the year that the line begins with;
            // "May 1977 – The court decides. Argentina rejects it in January 1978": a date of its own.
            let beside = self.in_sentence(text, clause.sentence);
            let finer = mine.iter().copied().chain(beside).find(|entry| is_within(entry.when, line.when));
            let other = direct.iter().copied().copied().find(|entry| entry.range != line.range);
            // "… The first oil came in May of the next year": a sentence further on in the line, wherever a parser hangs its date.
            let further = text.analysis.sentences[clause.sentence].start as usize > line.range.end;
            let loose = || {
                let own = |entry: &&&Entry| {
                    entry.when.earliest() > line.when.latest()
                        && !belongs_to_noun(text, entry)
                        && !is_far(text, entry, clause.head)
                };
                mine.iter().filter(|_| further).find(own).copied()
            };
            return vec![finer.or(other).or_else(loose).map_or(line, Entry::dated)];
        }
        let chosen: Vec<&Entry> = if direct.is_empty() {
            let free = |entry: &&Entry| !belongs_to_noun(text, entry) && !is_far(text, entry, clause.head);
            mine.iter().copied().filter(free).take(1).collect()
        } else {
            direct.into_iter().copied().collect()
        };
        let chosen = with_neighbours(text, chosen, &mine);
        match chosen[..] {
            [] => Vec::new(),
            [one] => vec![one.dated()],
            [first, second, ..] => {
                if let (Some(stretch), true) =
                    (days_in_a_row(first, second), coordinated(text, first, second))
                {
                    vec![stretch]
                } else if coordinated(text, first, second) {
                    chosen.iter().map(|entry| entry.dated()).collect()
                } else {
                    // "On 6 March 2016 … in 2015": the most exact says when.
                    let best = chosen
                        .iter()
                        .max_by_key(|entry| (entry.when.precision(), std::cmp::Reverse(entry.range.start)));
                    best.map(|entry| vec![entry.dated()]).unwrap_or_default()
                }
            }
        }
    }

    /// The first date that hangs on a clause's predicate itself; else the only one that stands in it, wherever a parser hangs it,
    /// unless its own words make it that of a noun.
    pub(super) fn of_predicate(&self, text: &Annotated<'_>, number: usize) -> Option<Dated> {
        let head = text.clauses[number].head;
        let mine = || self.of(text, number);
        let alone = || {
            let mut all = mine();
            let only = all.next().filter(|_| all.next().is_none())?;
            (only.when.precision() >= Precision::Year
                && !belongs_to_noun(text, only)
                && !is_far(text, only, head))
            .then_some(only)
        };
        mine().find(|entry| hangs_on(text, entry.token, head)).or_else(alone).map(Entry::dated)
    }

    /// The dates that stand in a clause, each with its first word.
    pub(super) fn in_clause<'c>(
        &'c self,
        text: &Annotated<'_>,
        number: usize,
    ) -> impl Iterator<Item = (usize, Dated)> + use<'c> {
        self.of(text, number).map(|entry| (entry.token, entry.dated()))
    }

    /// The last date before a clause in its sentence that lies behind the day of publication.
    pub(super) fn earlier_in_sentence(&self, text: &Annotated<'_>, number: usize) -> Option<Dated> {
        let clause = &text.clauses[number];
        let behind = |when: Interval| {
            let today = text.published.map(Interval::latest);
            today.is_none_or(|today| when.earliest() <= today)
        };
        let fits = |entry: &&Entry| {
            entry.clause < number
                && behind(entry.when)
                && text.times[entry.time]
                    .relation
                    .is_none_or(|relation| matches!(relation, Relation::From | Relation::To))
        };
        let entry = self.in_sentence(text, clause.sentence).iter().rev().find(fits)?;
        Some(Dated { carried: true, ..entry.dated() })
    }

    /// The date that stands at a byte, if it is told in full.
    pub(super) fn beginning(&self, text: &Annotated<'_>, at: usize) -> Option<Dated> {
        let entry = self.beginning_at(at).first().filter(|entry| entry.range.start == at)?;
        text.times[entry.time].anchor.is_none().then(|| entry.dated())
    }

    /// The date that a line of a chronicle begins with: `1950 — India recognises …`.
    pub(super) fn of_line(&self, text: &Annotated<'_>, at: usize) -> Option<Dated> {
        let start = self.lines[self.lines.partition_point(|&line| line <= at).saturating_sub(1)];
        let line = &text.text[start..];
        let first =
            start + line.find(|c: char| !c.is_whitespace() && !matches!(c, '-' | '•' | '*' | '–' | '—'))?;
        // "April 1989 to March 1990 – …": the whole range leads the line.
        let end_of = |entry: &Entry| {
            let next = text.times.get(entry.time + 1).filter(|next| {
                let whole = text.times[entry.time].whole;
                next.relation == Some(Relation::To) && whole.is_some() && next.whole == whole
            });
            next.map_or(entry.range.end, |next| next.range.end)
        };
        let close = |entry: &&Entry| {
            let behind = text.text[end_of(entry)..].trim_start();
            // Behind a stop only the next sentence is what the date tells of.
            let next =
                || text.text.get(end_of(entry) + 1..at).is_none_or(|rest| !rest.contains(['.', '!', '?']));
            let parted =
                behind.starts_with(['—', '–', '-', ':']) || self.stops && behind.starts_with('.') && next();
            parted && !text.text[first..entry.range.start].contains(|c: char| c.is_alphabetic())
        };
        let leading = self.beginning_at(first).iter().take_while(|entry| entry.range.start <= first + 24);
        let Some(entry) = leading.into_iter().find(close) else { return self.of_section(at) };
        (entry.range.end <= at + entry.range.len() + 8).then(|| {
            let range = entry.range.start..end_of(entry);
            Dated { carried: false, range, ..entry.dated() }
        })
    }

    /// The date on a line of its own under which a byte of a chronicle stands.
    pub(super) fn of_section(&self, at: usize) -> Option<Dated> {
        let next = self.sections.partition_point(|(body, _)| body.start <= at);
        let (body, dated) = self.sections.get(next.checked_sub(1)?)?;
        body.contains(&at).then(|| dated.clone())
    }

    /// The date of what hangs on a clause and says that it is planned: "the visit, planned for May".
    pub(super) fn of_plan(&self, text: &Annotated<'_>, number: usize) -> Option<Dated> {
        let plans = |clause: usize| {
            text.clauses[clause].parent == Some(number)
                && status::is_planning(text, text.clauses[clause].head)
        };
        self.of_one(text, number, &plans)
    }

    /// The date of a clause about the subject that says that it was planned: "the visit *that was planned for May*".
    pub(super) fn of_planned_noun(&self, text: &Annotated<'_>, number: usize) -> Option<Dated> {
        let subject = text.analysis.subject(text.clauses[number].head)?;
        let about = text.analysis.subtree(subject);
        let plans = |clause: usize| {
            let head = text.clauses[clause].head;
            about.contains(&head) && status::is_planning(text, head)
        };
        self.of_one(text, number, &plans)
    }

    /// The first date in a clause of this kind, of those in the sentence of a clause.
    fn of_one(&self, text: &Annotated<'_>, number: usize, fits: &dyn Fn(usize) -> bool) -> Option<Dated> {
        let sentence = self.in_sentence(text, text.clauses[number].sentence);
        sentence.iter().find(|entry| fits(entry.clause)).map(Entry::dated)
    }

    /// The nearest date of the same sentence, the ones before the clause first.
    pub(super) fn of_sentence(&self, text: &Annotated<'_>, number: usize) -> Option<Dated> {
        let clause = &text.clauses[number];
        let sentence = clause.sentence;
        let others = self.in_sentence(text, sentence).iter().filter(|entry| {
            text.times[entry.time]
                .relation
                .is_none_or(|relation| matches!(relation, Relation::From | Relation::To))
        });
        let shift = Shift::of(text, number);
        // "Nine months after Malta became free in September 1964, Poland opened …"
        let from = |entry: &&Entry| Shift::of(text, entry.clause).map(Shift::back);
        let counted = others.clone().find_map(|entry| {
            let shift = shift.or_else(|| from(&entry).filter(|_| is_above(text, number, entry.clause)))?;
            Some(Dated { carried: true, when: shift.from(entry.when)?, ..entry.dated() })
        });
        if counted.is_some() {
            return counted;
        }
        let related = others.filter(|entry| {
            // "Agreed that talks would be held in May": it was agreed before.
            let ahead =
                text.clauses[entry.clause].parent == Some(number) && status::is_to_come(text, entry.clause);
            // "Trade stood at 1.2 million in 2022; the sides set the goal …": the year is the figure's.
            let figure = text.lexicon.status.figures.contains(text.lemma(text.clauses[entry.clause].head));
            !ahead && !figure && shares_time(text, number, entry.clause)
        });
        related
            .min_by_key(|entry| {
                (entry.range.start > clause.span.start, entry.range.start.abs_diff(clause.span.start))
            })
            .map(|entry| Dated { carried: true, ..entry.dated() })
    }
}

impl Entry {
    fn dated(&self) -> Dated {
        Dated { when: self.when, range: self.range.clone(), times: vec![self.time], carried: false }
    }
}

/// The parts of a chronicle whose dates stand on lines of their own.
fn sections(text: &Annotated<'_>) -> Vec<(Range<usize>, Dated)> {
    let dated = |section: &Section| {
        let time = text.times.get(section.time)?;
        let when = time.whole.or(time.edtf)?;
        let dated = Dated { when, range: time.range.clone(), times: vec![section.time], carried: false };
        Some((section.body.clone(), dated))
    };
    text.sections.iter().filter_map(dated).collect()
}

/// A date that the next one tells more closely is one with it: "four months later, on 20 October, …", "한 달 뒤인 10월 3일".
fn told_closer(text: &Annotated<'_>, entries: Vec<Entry>) -> Vec<Entry> {
    let mut told: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let closer = told.last().is_some_and(|last| {
            let within = last.when != entry.when && is_within(entry.when, last.when);
            (within || is_counted(text, last, &entry)) && is_beside(text, last, &entry)
        });
        match told.last_mut() {
            Some(last) if closer => {
                (last.time, last.when, last.range.end) = (entry.time, entry.when, entry.range.end);
            }
            _ => told.push(entry),
        }
    }
    told
}

/// "*Three weeks later*, on 5 November": what is only counted to may miss the day that is written behind it. "Today, tomorrow" are
/// two days.
fn is_counted(text: &Annotated<'_>, first: &Entry, second: &Entry) -> bool {
    let (counted, day) = (&text.times[first.time], &text.times[second.time]);
    counted.anchor.is_some()
        && counted.relation.is_none()
        && first.when.precision() > Precision::Year
        && day.relation.is_none()
        && second.when.precision() == Precision::Day
        && text.text[second.range.clone()].contains(|sign: char| sign.is_ascii_digit())
}

/// "After December 1991, in May 1992, …": what came after a day did so at the time that its clause tells next.
fn told_behind(text: &Annotated<'_>, mut entries: Vec<Entry>) -> Vec<Entry> {
    for at in (1..entries.len()).rev() {
        let (after, next) = (&entries[at - 1], &entries[at]);
        let only_after = text.times[after.time].relation == Some(Relation::After);
        if only_after && after.clause == next.clause && !next.when.is_open() {
            entries.remove(at - 1);
        }
    }
    entries
}

/// Whether nothing but a comma, and a small word behind it, stands between two dates; or what makes the first say which the second
/// is.
fn is_beside(text: &Annotated<'_>, first: &Entry, second: &Entry) -> bool {
    let Some(between) = text.text.get(first.range.end..second.range.start) else { return false };
    let words = &text.lexicon.status;
    match between.strip_prefix(',') {
        Some(rest) => rest.trim().is_empty() || words.closer.contains(rest.trim().to_lowercase().as_str()),
        None => words.closer.contains(between.trim()) && text.lexicon.endings.is_glued(),
    }
}

/// The days of a time: of a range the whole, of "until" the end alone, never more exact than the day it was counted from.
fn interval_of(text: &Annotated<'_>, time: &FoundTime) -> Option<Interval> {
    let own = time.edtf?;
    if time.relation == Some(Relation::Until) && !own.is_open() {
        return Some(own);
    }
    let when = time.whole.unwrap_or(own);
    match (time.anchor, text.published) {
        (Some(Anchor::Published), Some(published))
            if when.precision() > published.precision() && !names_its_day(text, time, when) =>
        {
            Some(published)
        }
        _ => Some(when),
    }
}

/// Whether the number of the day stands in the words: "지난 5월 21일" counts but its year from the publication.
fn names_its_day(text: &Annotated<'_>, time: &FoundTime, when: Interval) -> bool {
    let Some(day) = when.first_day().filter(|_| when.precision() == Precision::Day) else { return false };
    let numbers = text.text[time.range.clone()].split(|letter: char| !letter.is_ascii_digit());
    let mut numbers = numbers.filter_map(|number| number.parse::<i8>().ok());
    numbers.any(|number| number == day.day())
}

/// `PRESENT_REF` and the like say nothing about when.
fn is_vague(value: Option<&str>) -> bool {
    value.is_none_or(|value| value.ends_with("_REF"))
}

/// Whether a date hangs on the predicate itself, not on a noun below it.
fn hangs_on(text: &Annotated<'_>, token: usize, head: usize) -> bool {
    let analysis = &text.analysis;
    let mut at = token;
    // Up to the top of the date's own phrase, then one step more.
    for _ in 0..6 {
        let Some(up) = analysis.head(at) else { return at == head };
        if up == head {
            return true;
        }
        let relation = analysis.tokens[at].deprel;
        let inner = matches!(
            relation,
            Deprel::Compound
                | Deprel::Nummod
                | Deprel::Flat
                | Deprel::Amod
                | Deprel::Appos
                | Deprel::Conj
                | Deprel::Det
                | Deprel::Case
                | Deprel::NmodTime
                | Deprel::Xcomp
        ) || analysis.tokens[at].deprel.is_oblique()
            && matches!(analysis.tokens[up].deprel, Deprel::Xcomp | Deprel::Advmod);
        if !inner {
            return false;
        }
        at = up;
    }
    false
}

/// "С 1 января визы отменены": what changed, or will change, from a day on did so on that day.
pub(super) fn start_of_change(text: &Annotated<'_>, head: usize, reality: Reality, dated: &mut Dated) {
    let word = &text.analysis.tokens[head];
    let finished = word.feats.aspect() == Some(Aspect::Perf)
        || text.lexicon.status.perfective.contains(text.lemma(head));
    let told = Reality { status: EventStatus::Occurred, past: true, present: false };
    if finished && reality.status == EventStatus::Cancelled {
        // "Visas have been abolished since January": the abolishing was done.
        to_start(text, told, dated);
    } else if finished || reality.status == EventStatus::Planned {
        to_start(text, reality, dated);
    } else if binds(text, head) {
        to_start(text, told, dated);
    }
}

/// Whether a predicate says that an instrument binds: "the agreement is in force".
pub(super) fn binds(text: &Annotated<'_>, head: usize) -> bool {
    let words = &text.lexicon.status.in_force;
    // Asked of each clause: what costs least comes first.
    let says = words.contains(text.lemma(head))
        || text.analysis.children(head).any(|child| words.contains(text.lemma(child)));
    if !says {
        return false;
    }
    // Behind its verb a parser may take the subject for an object.
    let object = || text.analysis.child(head, Deprel::Obj);
    let Some(subject) = text.analysis.shared_subject(head).or_else(object) else { return false };
    let instruments = text.lexicon.classes.bits(&["instrument", "visa", "fta"]);
    text.mask_of(text.analysis.subtree(subject)) & instruments != 0
}

/// The day from which on something was done or will be, for what is told as done or planned.
pub(super) fn to_start(text: &Annotated<'_>, reality: Reality, dated: &mut Dated) {
    let changes =
        reality.status == EventStatus::Planned || reality.status == EventStatus::Occurred && reality.past;
    let [time] = dated.times[..] else { return };
    let time = &text.times[time];
    if changes
        && time.relation == Some(Relation::Since)
        && let Some(start) = time.edtf
        && dated.when.last_day().is_none()
    {
        dated.when = start;
    }
}

/// Whether an interval lies within another one that is less exact.
pub(super) fn is_within(inner: Interval, outer: Interval) -> bool {
    inner.precision() > outer.precision()
        && outer.earliest() <= inner.earliest()
        && inner.latest() <= outer.latest()
}

/// Whether a date is that of the noun before it, and not of what the clause tells: "thanked them for the help during the
/// floods *of September 2019*".
fn belongs_to_noun(text: &Annotated<'_>, entry: &Entry) -> bool {
    let words = &text.lexicon.status;
    // "its readiness to supply it *by* the end of 2021"; "план на 2024–2028 годы", but "намечено на май" is when.
    let years = entry.when.precision() <= Precision::Year;
    preposition(text, entry.token).is_some_and(|case| {
        words.of_noun.contains(text.form(case)) || years && words.for_years.contains(text.form(case))
    })
}

/// The preposition of the phrase that a date stands in: "a programme *for* the years 2020-2023".
fn preposition(text: &Annotated<'_>, token: usize) -> Option<usize> {
    let analysis = &text.analysis;
    let mut at = token;
    for _ in 0..4 {
        let case = analysis.child(at, Deprel::Case).filter(|&case| case < token);
        if case.is_some() {
            return case;
        }
        let relation = analysis.tokens[at].deprel;
        let inner = matches!(relation, Deprel::Compound | Deprel::Nummod | Deprel::Flat | Deprel::Amod);
        // "for the years 2025 to 2030"
        let beside = analysis.head(at).is_some_and(|up| up + 1 == at)
            && matches!(relation, Deprel::Nmod | Deprel::NmodTime | Deprel::Appos | Deprel::Dep);
        at = analysis.head(at).filter(|_| inner || beside)?;
    }
    None
}

/// "Принят план на 2024–2026 годы": the years that something was made for are not when it was, wherever a parser hangs them.
fn is_term(text: &Annotated<'_>, token: usize, when: Interval, head: usize) -> bool {
    let words = &text.lexicon.status;
    let years = when.precision() <= Precision::Year && when.earliest().year() != when.latest().year();
    // "Строительство намечено на 2024–2026 годы"
    let planned = || {
        [&words.set, &words.planned].iter().any(|verbs| verbs.contains(text.lemma(head)))
            || text.analysis.children(head).any(|child| status::is_planning(text, child))
    };
    years
        && preposition(text, token).is_some_and(|case| words.for_years.contains(text.form(case)))
        && !planned()
}

/// Whether a date is that of a noun of another time: "*since* its accession to the union in 2004".
fn is_far(text: &Annotated<'_>, entry: &Entry, head: usize) -> bool {
    let above = text.analysis.ancestors(entry.token).take_while(|&above| above != head);
    above
        .filter(|&above| above < entry.token)
        .any(|above| text.may_act(above, Part::Noun) && status::is_far(text, above))
}

/// "on 24 and 25 October": one stretch of two days.
fn days_in_a_row(first: &Entry, second: &Entry) -> Option<Dated> {
    let one_day = |entry: &Entry| entry.when.days() == Some(1);
    let next = second.when.earliest().days_since(first.when.earliest()) == 1;
    let when = Interval::range(Some(first.when), Some(second.when))
        .filter(|_| one_day(first) && one_day(second) && next)?;
    let range = first.range.start..second.range.end;
    Some(Dated { when, range, times: vec![first.time, second.time], carried: false })
}

/// "in 2001 and 2003" where a parser hangs one of the two elsewhere: a date with those that it is put together with.
fn with_neighbours<'e>(text: &Annotated<'_>, chosen: Vec<&'e Entry>, all: &[&'e Entry]) -> Vec<&'e Entry> {
    /// Bytes of a word that joins, with the spaces around it.
    const JOIN: usize = 8;
    let &[one] = &chosen[..] else { return chosen };
    let joined = |first: &Entry, second: &Entry| {
        let between = text.text.get(first.range.end..second.range.start).unwrap_or_default();
        let word = between.trim();
        between.len() <= JOIN
            && !word.is_empty()
            && word.chars().all(char::is_alphabetic)
            && coordinated(text, first, second)
    };
    let is_one = |entry: &Entry| entry.range == one.range;
    all.iter().copied().filter(|entry| is_one(entry) || joined(entry, one) || joined(one, entry)).collect()
}

/// `in 2009 and 2010`.
fn coordinated(text: &Annotated<'_>, first: &Entry, second: &Entry) -> bool {
    let between = text.text.get(first.range.end..second.range.start).unwrap_or_default();
    between.split_whitespace().count() <= 3
        && between.len() <= 16
        && first.when.precision() == second.when.precision()
}

/// Whether a clause hangs on another one, or stands beside it.
fn is_above(text: &Annotated<'_>, number: usize, below: usize) -> bool {
    let up = |number: usize| text.clauses[number].parent;
    up(below) == Some(number) || up(number) == Some(below) || up(below).is_some() && up(below) == up(number)
}

/// Whether two clauses of a sentence tell of one time: one hangs on the other, or both on the same one.
fn shares_time(text: &Annotated<'_>, a: usize, b: usize) -> bool {
    // "The war, which broke out in 1879, cost Peru a province": the date is the relative clause's own.
    let relative = |number: usize| {
        let head = &text.analysis.tokens[text.clauses[number].head];
        let which = |subject: usize| text.lexicon.status.which.contains(text.lemma(subject));
        let about_noun = text.analysis.subject(text.clauses[number].head).is_some_and(which);
        // "reaffirmed their commitment to the Declaration *signed in 2015*"; but "the visit *planned for May* was put off".
        let participle = head.deprel == Deprel::Acl
            && head.feats.verb_form() == Some(VerbForm::Part)
            && !status::is_planning(text, text.clauses[number].head);
        head.deprel == Deprel::AclRelcl || participle || about_noun
    };
    // Where a parser hangs a clause on the date before it ("In 2014 the sides signed"), the date is the clause's.
    let bare = |number: usize| {
        !matches!(text.analysis.tokens[text.clauses[number].head].upos, Upos::Verb | Upos::Aux)
    };
    // "Since joining the league in 2004 it has opened …": the date is that of the joining.
    if status::is_far(text, text.clauses[b].head) {
        return false;
    }
    if relative(b) || (relative(a) && !goes_on_beside(text, a) && !bare(b)) {
        return false;
    }
    let up = |number: usize| text.clauses[number].parent;
    is_above(text, a, b) || up(a).and_then(up) == Some(b)
}

/// A relative clause that tells of the same time as what it hangs on: "during which …", "who *was visiting* Hanoi".
fn goes_on_beside(text: &Annotated<'_>, number: usize) -> bool {
    let clause = &text.clauses[number];
    let first = clause.tokens.first().is_some_and(|&token| {
        text.lexicon.status.while_in.contains(text.form(token))
            || text.lexicon.status.same_time.contains(text.form(token))
    });
    let head = &text.analysis.tokens[clause.head];
    let progressive = head.feats.verb_form() == Some(VerbForm::Ger)
        || (head.feats.verb_form() == Some(VerbForm::Part) && head.feats.tense() == Some(Tense::Pres));
    first || (progressive && text.analysis.child(clause.head, Deprel::Aux).is_some())
}

/// A month or day named without its year, of a finished act, lies behind the day of publication: "signed in April", "went to
/// Cairo on 17 March", told by a text that otherwise looks ahead.
pub(super) fn not_ahead(text: &Annotated<'_>, verb: usize, dated: &mut Dated) {
    let Some(published) = text.published.filter(|_| !dated.range.is_empty()) else { return };
    if dated.when.earliest() <= published.latest() || dated.when.is_range() {
        return;
    }
    let words = &text.text[dated.range.clone()];
    let digits = words.chars().filter(char::is_ascii_digit).count();
    // "Next January", "8 мая следующего года" say more than the month.
    let parts = words.split_whitespace().count();
    let first = dated.when.earliest();
    let year = i32::from(first.year()) - 1;
    let earlier = match dated.when.precision() {
        Precision::Month if digits < 3 && parts == 1 => Interval::month(year, first.month() as u8),
        Precision::Day if digits <= 2 && parts == 2 && is_right_behind(text, verb, dated) => {
            Day::new(first.year() - 1, first.month(), first.day()).map(Interval::day)
        }
        _ => None,
    };
    dated.when = earlier.unwrap_or(dated.when);
}

/// Whether a date stands a few words behind a verb, with no mark between.
fn is_right_behind(text: &Annotated<'_>, verb: usize, dated: &Dated) -> bool {
    const WORDS: usize = 6;
    let end = text.analysis.tokens[verb].end as usize;
    let between = text.text.get(end..dated.range.start);
    between.is_some_and(|words| {
        words.split_whitespace().count() <= WORDS && !words.contains([',', ';', ':', '.', '\n'])
    })
}

/// A day or month named without its year, of what was called off: the nearest to the day of publication, for it may have been
/// called off before or behind it.
pub(super) fn nearest(text: &Annotated<'_>, dated: &mut Dated) {
    /// Half a year, in days.
    const FAR: i64 = 183;
    let Some(published) = text.published.filter(|_| !dated.range.is_empty()) else { return };
    let digits = text.text[dated.range.clone()].chars().filter(char::is_ascii_digit).count();
    let first = dated.when.earliest();
    let exact = matches!(dated.when.precision(), Precision::Day | Precision::Month);
    if digits > 2 || !exact || first.days_since(published.latest()) <= FAR {
        return;
    }
    let earlier = match dated.when.precision() {
        Precision::Day => Day::new(first.year() - 1, first.month(), first.day()).map(Interval::day),
        _ => Interval::month(i32::from(first.year()) - 1, first.month() as u8),
    };
    dated.when = earlier.unwrap_or(dated.when);
}

/// A day or month named without its year, of an act still to come, lies ahead of the day of publication.
pub(super) fn not_behind(text: &Annotated<'_>, dated: &mut Dated) {
    let Some(published) = text.published.filter(|_| !dated.range.is_empty()) else { return };
    let words = &text.text[dated.range.clone()];
    let digits = words.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let exact = matches!(dated.when.precision(), Precision::Day | Precision::Month);
    // Nothing but the marks of month and day: "올해 1월" says its year. "1 September" says none either.
    let marks = words.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    let guessed = || {
        let [time] = dated.times[..] else { return false };
        let mut parts = words.split_whitespace();
        let day = parts.next().is_some_and(|first| first.starts_with(|c: char| c.is_ascii_digit()))
            || parts.clone().last().is_some_and(|last| last.ends_with(|c: char| c.is_ascii_digit()));
        text.times[time].anchor == Some(Anchor::Published) && day && dated.when.days() == Some(1)
    };
    let bare = marks || !text.lexicon.endings.is_glued() && guessed();
    if digits == 0 || !bare || digits > 2 || !exact || dated.when.latest() >= published.earliest() {
        return;
    }
    let first = dated.when.earliest();
    let (year, month) = (first.year() + 1, first.month());
    let later = match dated.when.precision() {
        Precision::Day => Day::new(year, month, first.day()).map(Interval::day),
        _ => Interval::month(i32::from(year), month as u8),
    };
    dated.when = later.unwrap_or(dated.when);
}
