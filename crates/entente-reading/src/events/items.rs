//! Lists of dated items: "- President Julius Nyerere (1975, 1981)" under "Presidential visits from Tanzania to Mexico".

use std::ops::Range;

use entente_language::Upos;
use entente_model::{EventKind, Interval, Letter as _, Precision, TimexType};

use super::{FoundEvent, dates, parties, place};
use crate::{
    actors::Target,
    annotate::Annotated,
    glued::Predicate,
    lexicon::{EventRule, Part, Shape},
    time::{FoundTime, Relation},
};

/// A line of the text with what it holds.
struct Line {
    bytes: Range<usize>,
    /// Starts with a dash, a bullet or a number.
    bullet: bool,
    /// Has a finite verb.
    verbal: bool,
}

/// Events of list items without a verb of their own: their kind is that of the heading above, their dates are their own.
pub(super) fn find(text: &Annotated<'_>) -> Vec<FoundEvent> {
    let lines = lines(text);
    let mut events = Vec::new();
    let mut heading: Option<(Range<usize>, &EventRule)> = None;
    let mut stale = 0;
    for line in &lines {
        // A day alone on its line is that of the text.
        if !line.bullet && is_date(text, &line.bytes) {
            continue;
        }
        if line.verbal {
            // A sentence without a word for it, within a list, leaves the heading as it is; a few of them end it.
            stale += 1;
            if let Some(rule) = rule_in(text, &line.bytes) {
                heading = Some((line.bytes.clone(), rule));
                stale = 0;
            } else if stale > 2 {
                heading = None;
            }
            continue;
        }
        let first_time = times_in(text, &line.bytes).next();
        let dated = first_time.is_some();
        // "President Julius Nyerere (June 1981, for the summit in Cancún)": what comes behind the date is no word for the item.
        let before = first_time.map_or(line.bytes.end, |time| text.times[time].range.start);
        let own = match heading {
            Some(_) if has_letters(text.text, &(line.bytes.start..before)) => {
                rule_in(text, &(line.bytes.start..before))
            }
            _ => rule_in(text, &line.bytes),
        };
        let own = own.or_else(|| instrument(text, line, dated));
        let own = own.or_else(|| heading.as_ref().and_then(|(_, rule)| call(text, line, rule)));
        match &heading {
            Some((range, rule)) if line.bullet => {
                item_events(text, line, range, own.unwrap_or(rule), &mut events);
            }
            // "Rabat earliest date: June 25, 1881" under a sentence about consulates.
            Some((range, rule)) if dated && exact(text, &line.bytes) && !is_dateline(text, &line.bytes) => {
                item_events(text, line, range, rule, &mut events);
            }
            // "2011 President Tarja Halonen (state visit, 14–17 March)" under "Visits".
            Some((range, rule)) if dated && led_by_year(text, &line.bytes) => {
                item_events(text, line, range, own.unwrap_or(rule), &mut events);
            }
            // "Memorandum of Understanding on Geology, December 2021" under "Agreements".
            Some((range, rule)) if dated && own.is_some() && closed_by_date(text, &line.bytes) => {
                item_events(text, line, range, own.unwrap_or(rule), &mut events);
            }
            _ if dated => {}
            // "Visits", and below it "From Brazil to Nigeria": who visits whom.
            Some((_, rule)) if own.is_none() && names_two_sides(text, &line.bytes) => {
                heading = Some((line.bytes.clone(), *rule));
            }
            // "To Namibia:" below "Visits".
            Some(_) if own.is_none() && leads_on(text, &line.bytes) => {}
            _ => heading = own.map(|rule| (line.bytes.clone(), rule)).or(heading.filter(|_| line.bullet)),
        }
    }
    events
}

/// "- Trade Treaty (May 1985)", and "Agreements" above it: an instrument listed with its date was signed on it.
fn instrument<'a>(text: &'a Annotated<'_>, line: &Line, dated: bool) -> Option<&'a EventRule> {
    /// Words of a heading that is about instruments as such, and not about one of them.
    const HEADING: usize = 3;
    /// Words of a heading that is about envoys.
    const ENVOYS: usize = 7;
    let tokens = text.tokens_in(&line.bytes);
    let mask = text.mask_of(tokens.clone());
    let of_class = |name: &str| text.lexicon.classes.bit(name).is_some_and(|bit| mask & bit != 0);
    // "Ambassadors of Peru to Japan": those listed below it were sent.
    if !dated && !line.bullet && tokens.len() <= ENVOYS && of_class("envoy") {
        return text.lexicon.events.of_kind(EventKind::Mission);
    }
    let short = !dated && tokens.len() <= HEADING;
    text.lexicon.events.of_kind(EventKind::Agreement).filter(|_| {
        let item = line.bullet || closed_by_date(text, &line.bytes);
        of_class("instrument") && (dated && item || short)
    })
}

/// "- 2015. 3. 정의화 국회의장" under "주요 인사 교류": whoever holds an office came, where a heading tells of exchanges alone.
fn call<'a>(text: &'a Annotated<'_>, line: &Line, heading: &EventRule) -> Option<&'a EventRule> {
    let in_office = || text.actors.titles.within(&line.bytes).next().is_some();
    (heading.kind == EventKind::Exchange && in_office())
        .then(|| text.lexicon.events.of_kind(EventKind::Visit))
        .flatten()
}

/// Whether a line begins with a year, and goes on about something.
fn led_by_year(text: &Annotated<'_>, bytes: &Range<usize>) -> bool {
    times_in(text, bytes).next().map(|time| &text.times[time]).is_some_and(|time| {
        time.range.start == bytes.start
            && time.edtf.is_some_and(|when| when.precision() >= Precision::Year)
            && text.text[time.range.end..bytes.end].contains(char::is_letter)
    })
}

/// Whether a date is the last of a line behind a comma or in brackets, so far as nothing but a remark follows it.
fn closed_by_date(text: &Annotated<'_>, bytes: &Range<usize>) -> bool {
    times_in(text, bytes).next().map(|time| &text.times[time].range).is_some_and(|range| {
        let behind = text.text[range.end..bytes.end].trim_start();
        text.text[bytes.start..range.start].trim_end().ends_with([',', '(', ':', '-', '–', '—'])
            && (behind.is_empty() || behind.starts_with([',', ';', ')', '.']))
    })
}

/// Whether a short line ends in a colon: it leads on to a part of a list.
fn leads_on(text: &Annotated<'_>, bytes: &Range<usize>) -> bool {
    const WORDS: usize = 6;
    let line = &text.text[bytes.clone()];
    line.ends_with(':') && line.split_whitespace().count() <= WORDS
}

/// Whether a line names two states or bodies.
fn names_two_sides(text: &Annotated<'_>, bytes: &Range<usize>) -> bool {
    let named = text.actors.named_in(bytes.clone());
    let mut sides = named.iter().filter_map(|mention| match mention.target {
        Target::Polity(polity) => Some(polity),
        _ => None,
    });
    let first = sides.next();
    first.is_some() && sides.any(|side| Some(side) != first)
}

/// Dates in brackets behind the things that they date: "an Agreement on Health (2007) and a Memorandum (2008)".
///
/// Their clause leaves them to the list; two of them at least, or one behind a noun that is an event of its own.
pub(super) fn bracketed(text: &Annotated<'_>) -> Vec<FoundEvent> {
    let mut events = Vec::new();
    for clause in &text.clauses {
        let dates: Vec<usize> =
            times_in(text, &clause.span).filter(|&time| in_brackets(text, &text.times[time].range)).collect();
        if dates.len() < 2 {
            continue;
        }
        let mask = text.mask_of(clause.tokens.iter().copied());
        let mut start = clause.span.start;
        for time in dates {
            let range = text.times[time].range.clone();
            let from = item_start(text.text, start, range.start);
            let Some(rule) =
                rule_in(text, &(from..range.start)).or_else(|| verb_rule(text, clause.head, mask))
            else {
                continue;
            };
            let Some(when) = text.times[time].edtf else { continue };
            let number = text.clause_of(clause.head).unwrap_or_default();
            let sides = parties::of(text, number, &clause.span, clause.head, rule.kind, Some(when));
            events.push(event(rule, from..range.end + 1, when, time, sides, None));
            start = range.end + 1;
        }
    }
    events
}

fn verb_rule<'a>(
    text: &'a Annotated<'_>,
    head: usize,
    mask: crate::lexicon::ClassMask,
) -> Option<&'a EventRule> {
    text.lexicon.events.best(Part::Verb, mask, mask, |step| text.forms(head + step)).map(|hit| hit.rule)
}

/// Where the item before a bracket starts: after a separator, and after the article.
fn item_start(text: &str, from: usize, to: usize) -> usize {
    let between = &text[from..to];
    let cut = between.rfind([';', ':', ',', ')']).map_or(0, |at| at + 1);
    let rest = &between[cut..];
    let skipped =
        rest.find(char::is_uppercase).filter(|&at| at < 24).unwrap_or(rest.len() - rest.trim_start().len());
    from + cut + skipped
}

fn in_brackets(text: &Annotated<'_>, range: &Range<usize>) -> bool {
    text.text[..range.start].ends_with('(') && text.text[range.end..].starts_with(')')
}

/// Whether the line holds a date to the day.
fn exact(text: &Annotated<'_>, bytes: &Range<usize>) -> bool {
    times_in(text, bytes)
        .any(|time| text.times[time].edtf.is_some_and(|when| when.precision() == Precision::Day))
}

/// Whether nothing but a date stands there.
fn is_date(text: &Annotated<'_>, bytes: &Range<usize>) -> bool {
    times_in(text, bytes).any(|time| {
        let range = &text.times[time].range;
        let around = [&text.text[bytes.start..range.start], &text.text[range.end..bytes.end]];
        around.iter().all(|rest| !rest.contains(char::is_letter_or_digit))
    })
}

/// The dates within bytes, as indices into the times.
fn times_in(text: &Annotated<'_>, bytes: &Range<usize>) -> impl Iterator<Item = usize> {
    let inside = |time: &FoundTime| {
        time.range.end <= bytes.end
            && time.timex_type == TimexType::Date
            && time.edtf.is_some()
            && !is_term(text, time)
    };
    let first = text.times.partition_point(|time| time.range.start < bytes.start);
    let here = text.times[first..].iter().take_while(|time| time.range.start <= bytes.end);
    let found: Vec<usize> = (first..).zip(here).filter(|(_, time)| inside(time)).map(|(at, _)| at).collect();
    found.into_iter()
}

/// "a programme *for 2023–2026*": the years for which something holds are no date of it.
fn is_term(text: &Annotated<'_>, time: &FoundTime) -> bool {
    let start = match time.relation {
        Some(Relation::From) => time.range.start,
        Some(Relation::To) => {
            let behind = text.times.partition_point(|other| other.range.start < time.range.start);
            let before = text.times[..behind].iter().rev().find(|other| other.range.end <= time.range.start);
            before.map_or(time.range.start, |first| first.range.start)
        }
        _ => return false,
    };
    let before = text.text[..start].split_whitespace().next_back().unwrap_or_default();
    text.lexicon.status.of_noun.contains(before)
}

/// `Suva, 26 May 2022`, `Published: 22 August 2015`: a place or a word and a date, which date the text itself.
fn is_dateline(text: &Annotated<'_>, bytes: &Range<usize>) -> bool {
    let Some(first) = times_in(text, bytes).next().map(|time| &text.times[time].range) else { return false };
    let signs = text.tokens_in(bytes).find(|&token| text.analysis.tokens[token].upos != Upos::Punct);
    if signs.is_some_and(|token| text.lexicon.status.done_at.contains(text.form(token))) {
        return true;
    }
    let before = text.text[bytes.start..first.start].split_whitespace().count();
    let after = text.text[first.end..bytes.end].trim_matches(|c: char| !c.is_letter_or_digit());
    let at_head = text.text[..bytes.start].trim().lines().count() <= 2;
    let published = text
        .published
        .is_some_and(|day| times_in(text, bytes).any(|time| text.times[time].edtf == Some(day)));
    before <= 3 && after.is_empty() && (at_head || published)
}

fn lines(text: &Annotated<'_>) -> Vec<Line> {
    let mut found = Vec::new();
    for (whole, line) in crate::lines::lines(text.text) {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = whole.end - line.trim_start().len();
            let bytes = from..from + trimmed.len();
            let tokens = text.tokens_in(&bytes);
            let by_tag = |token: usize| {
                matches!(text.analysis.tokens[token].upos, Upos::Verb | Upos::Aux)
                    && (text.analysis.is_finite(token) || text.analysis.subject(token).is_some())
            };
            let verbal = if text.lexicon.endings.is_glued() {
                let closing = |predicate: &Predicate| predicate.shape == Shape::Closing;
                text.predicates[text.predicates_in(&tokens)].iter().any(closing)
            } else {
                tokens.clone().any(by_tag)
            };
            let bullet = trimmed.starts_with(['-', '•', '*', '–', '—', '―', '─', '·']);
            found.push(Line { bytes, bullet, verbal });
        }
    }
    found
}

/// The rule of the last noun of a line that meets one; what an office is called tells of no act.
fn rule_in<'a>(text: &'a Annotated<'_>, bytes: &Range<usize>) -> Option<&'a EventRule> {
    let tokens = text.tokens_in(bytes);
    let mask = text.mask_of(tokens.clone());
    let in_title = |token: usize| {
        let at = text.analysis.tokens[token].start as usize;
        text.actors.titles.holds(&(at..at + 1))
    };
    // Few words meet a rule: where they stand is asked of those alone.
    let hits = tokens.filter_map(|token| Some((token, text.noun_rule(token, mask)?.0)));
    hits.filter(|(token, _)| !in_title(*token)).map(|(_, rule)| rule).max_by_key(|rule| rule.grade)
}

fn item_events(
    text: &Annotated<'_>,
    line: &Line,
    heading: &Range<usize>,
    rule: &EventRule,
    events: &mut Vec<FoundEvent>,
) {
    let first =
        line.bytes.start + text.text[line.bytes.clone()].find(|c: char| c.is_letter_or_digit()).unwrap_or(0);
    let mut start = first;
    let times: Vec<usize> = times_in(text, &line.bytes).collect();
    for (place_of_time, &number) in times.iter().enumerate() {
        let time = &text.times[number];
        let before = place_of_time.checked_sub(1).map(|before| &text.times[times[before]]);
        // "6–8 September 2005" is one time, and its quote goes to the end of the range.
        if time.relation == Some(Relation::To) && before.is_some_and(|from| is_range(from, time)) {
            continue;
        }
        let until = times.get(place_of_time + 1).map(|&next| &text.times[next]);
        let until = until.filter(|until| is_range(time, until));
        let Some(when) = until.and(time.whole).or(time.edtf) else { continue };
        let time_end = until.map_or(time.range.end, |until| until.range.end);
        // "1881 – Treaty signed on 23 July": the year only leads to the day.
        let leads_to =
            |&other: &usize| text.times[other].edtf.is_some_and(|finer| dates::is_within(finer, when));
        if times.iter().any(leads_to) {
            continue;
        }
        let Some(clause) = text.analysis.token_at(first as u32).and_then(|token| text.clause_of(token))
        else {
            continue;
        };
        let mut sides = parties::of(text, clause, heading, usize::MAX, rule.kind, Some(when));
        let own = parties::of(text, clause, &line.bytes, usize::MAX, rule.kind, Some(when));
        for party in own.parties {
            if !sides.parties.contains(&party) {
                sides.parties.push(party);
            }
        }
        sides.participants.extend(own.participants);
        let bracket = usize::from(text.text[time_end..].starts_with(')'));
        // The second date of an item ("closed early 1989") has a quote of its own; a list in brackets has not.
        let from = if in_list_of_years(text.text, start, time.range.start) { first } else { start };
        // Where the date leads its line, what it dates stands behind it.
        let opens = text.lexicon.endings.is_glued() || time.range.start == first;
        let leads = opens && times.len() == 1;
        // "(June 2012, for the Rio+20 conference)": what is said of the date goes with it.
        let said =
            text.text[time_end..line.bytes.end].find([';', ')']).map(|at| time_end + at).filter(|&end| {
                !times.iter().any(|&other| (time_end..end).contains(&text.times[other].range.start))
            });
        let end = match said {
            _ if leads => line.bytes.end,
            Some(end) if bracket == 0 => end + usize::from(text.text[end..].starts_with(')')),
            _ => time_end + bracket,
        };
        events.push(event(rule, from..end, when, number, sides, place::of(text, heading, rule.kind)));
        start = time_end + text.text[time_end..line.bytes.end].find(char::is_letter_or_digit).unwrap_or(0);
    }
}

/// Whether two times are the ends of one range.
fn is_range(from: &FoundTime, to: &FoundTime) -> bool {
    from.relation == Some(Relation::From) && to.relation == Some(Relation::To) && from.whole == to.whole
}

fn has_letters(text: &str, bytes: &Range<usize>) -> bool {
    text[bytes.clone()].contains(char::is_letter)
}

/// Whether nothing but the bracket or a comma stands between: "(1975, 1981)".
fn in_list_of_years(text: &str, from: usize, to: usize) -> bool {
    from >= to || text[from..to].chars().filter(|c| c.is_letter()).count() == 0
}

fn event(
    rule: &EventRule,
    range: Range<usize>,
    when: Interval,
    time: usize,
    sides: parties::Sides,
    place: Option<Range<usize>>,
) -> FoundEvent {
    FoundEvent {
        when: Some(when),
        place,
        times: vec![time],
        confidence: 0.65,
        listed: true,
        ..FoundEvent::by_rule(rule, range, sides)
    }
}
