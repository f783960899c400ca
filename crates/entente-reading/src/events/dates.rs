//! When an event was: by a date in its clause, in its sentence, or carried on from what was told before.

mod adjusted;
mod beside;

use std::ops::Range;

use entente_language::{Deprel, Tense, Upos, VerbForm};
use entente_model::{Interval, Letter as _, Precision, TimexType};

use super::{shifted::Shift, status};
use crate::{
    annotate::Annotated,
    lexicon::Part,
    time::{Anchor, FoundTime, Relation, Section},
};

pub(super) use adjusted::{binds, nearest, not_ahead, not_behind, start_of_change, to_start};
use beside::{coordinated, days_in_a_row, told_behind, told_closer, with_neighbours};

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
            // "Thirty years ago, on a hot *afternoon*": the time of a day of which nothing more is told.
            let hour = time.timex_type == TimexType::Time && time.anchor == Some(Anchor::Published);
            let long_ago = |last: &Entry| {
                last.clause == clause && text.published.is_some_and(|day| last.when.latest() < day.earliest())
            };
            if hour && entries.last().is_some_and(long_ago) {
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
        let direct: Vec<&&Entry> = mine
            .iter()
            .filter(|entry| hangs_on(text, entry.token, clause.head) && !is_of_noun(text, entry))
            .collect();
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
        let own = |entry: &&Entry| hangs_on(text, entry.token, head) && !is_of_noun(text, entry);
        mine().find(own).or_else(alone).map(Entry::dated)
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
            parted && !text.text[first..entry.range.start].contains(|c: char| c.is_letter())
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

    /// "Since 11 June 2020, *when* gunmen killed …": the date that a clause of what was done then stands right behind.
    pub(super) fn right_before(&self, text: &Annotated<'_>, number: usize) -> Option<Dated> {
        let clause = &text.clauses[number];
        let mark = |token: &&usize| text.analysis.tokens[**token].upos != Upos::Punct;
        let first = *clause.tokens.iter().find(mark)?;
        if !text.lexicon.status.same_time.contains(text.form(first)) {
            return None;
        }
        let start = text.analysis.tokens[first].start as usize;
        let before = self.in_sentence(text, clause.sentence);
        let entry = before.iter().rev().find(|entry| entry.range.end <= start)?;
        let gap = text.text.get(entry.range.end..start)?.trim();
        let time = &text.times[entry.time];
        let when = match time.relation {
            Some(Relation::Until | Relation::Before | Relation::After) => return None,
            Some(Relation::Since) => time.edtf?,
            _ => entry.when,
        };
        matches!(gap, "" | "," | "—" | "–").then(|| Dated { when, carried: true, ..entry.dated() })
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
    let hours = &text.lexicon.status.hours;
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
                | Deprel::Cc
                | Deprel::Xcomp
        ) || relation == Deprel::Advmod && analysis.tokens[up].deprel == Deprel::Cc
            || relation == Deprel::Nmod && up < at && hours.contains(text.lemma(up))
            || analysis.tokens[at].deprel.is_oblique()
                && matches!(analysis.tokens[up].deprel, Deprel::Xcomp | Deprel::Advmod);
        if !inner {
            return false;
        }
        at = up;
    }
    false
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

/// "Honours the ruling *of 2013*": a date that a parser hangs on the verb, and that the word before it binds to the noun before that.
fn is_of_noun(text: &Annotated<'_>, entry: &Entry) -> bool {
    let words = &text.lexicon.status;
    let case = preposition(text, entry.token).filter(|&case| words.genitive.contains(text.form(case)));
    let before =
        case.filter(|_| entry.when.precision() <= Precision::Year).and_then(|case| case.checked_sub(1));
    // "During the year of 2020" is when.
    before.is_some_and(|noun| {
        text.analysis.tokens[noun].upos == Upos::Noun && !words.hours.contains(text.lemma(noun))
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
        // "for the years 2025 to 2030", "на 2024–2028 годы"
        let marks = |up: usize| (up + 1..at).all(|mark| analysis.tokens[mark].upos == Upos::Punct);
        let beside = analysis.head(at).is_some_and(|up| up < at && marks(up))
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

/// Whether a clause hangs on another one, or stands beside it.
fn is_above(text: &Annotated<'_>, number: usize, below: usize) -> bool {
    let up = |number: usize| text.clauses[number].parent;
    up(below) == Some(number) || up(number) == Some(below) || up(below).is_some() && up(below) == up(number)
}

/// Whether two clauses of a sentence tell of one time: one hangs on the other, or both on the same one.
fn shares_time(text: &Annotated<'_>, a: usize, b: usize) -> bool {
    let words = &text.lexicon.status;
    // "The war, which broke out in 1879, cost Peru a province": the date is the relative clause's own.
    let relative = |number: usize| {
        let head = &text.analysis.tokens[text.clauses[number].head];
        let which = |subject: usize| words.which.contains(text.lemma(subject));
        let about_noun = text.analysis.subject(text.clauses[number].head).is_some_and(which);
        // "reaffirmed their commitment to the Declaration *signed in 2015*"; but "the visit *planned for May* was put off".
        let participle = head.deprel == Deprel::Acl
            && head.feats.verb_form() == Some(VerbForm::Part)
            && !status::is_planning(text, text.clauses[number].head);
        // «подписали *по итогам* заседания, прошедшего 30 января»: signed on that day as well.
        let noun = text.analysis.head(text.clauses[number].head);
        let closing = noun
            .and_then(|noun| text.analysis.head(noun))
            .is_some_and(|above| words.closing.contains(text.lemma(above)));
        (head.deprel == Deprel::AclRelcl || participle || about_noun) && !closing
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
