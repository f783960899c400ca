//! A date put where what is told of it must lie: at the start of a change, ahead of the publication or behind it.

use entente_language::{Aspect, Deprel, Upos};
use entente_model::{Day, EventStatus, Interval, Letter as _, Precision, SpeechAct};

use super::{super::status::Reality, Dated};
use crate::{
    annotate::Annotated,
    time::{Anchor, Relation},
};

/// "С 1 января визы отменены": what changed, or will change, from a day on did so on that day.
pub(in crate::events) fn start_of_change(
    text: &Annotated<'_>,
    head: usize,
    reality: Reality,
    dated: &mut Dated,
) {
    let word = &text.analysis.tokens[head];
    let finished = word.feats.aspect() == Some(Aspect::Perf)
        || text.lexicon.status.perfective.contains(text.lemma(head));
    if finished && reality.status == EventStatus::Cancelled {
        // "Visas have been abolished since January": the abolishing was done.
        to_start(text, Reality::DONE, dated);
    } else if finished || reality.status == EventStatus::Planned {
        to_start(text, reality, dated);
    } else if binds(text, head) {
        to_start(text, Reality::DONE, dated);
    }
}

/// Whether a predicate says that an instrument binds: "the agreement is in force".
pub(in crate::events) fn binds(text: &Annotated<'_>, head: usize) -> bool {
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
pub(in crate::events) fn to_start(text: &Annotated<'_>, reality: Reality, dated: &mut Dated) {
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

/// A month or day named without its year, of a finished act, lies behind the day of publication: "signed in April", "went to
/// Cairo on 17 March", told by a text that otherwise looks ahead.
pub(in crate::events) fn not_ahead(text: &Annotated<'_>, verb: usize, dated: &mut Dated) {
    let Some(published) = text.published.filter(|_| !dated.range.is_empty()) else { return };
    if dated.when.earliest() <= published.latest() {
        return;
    }
    let words = &text.text[dated.range.clone()];
    let digits = words.chars().filter(char::is_ascii_digit).count();
    if dated.when.is_range() {
        // "In January–September trade came to …"
        let closed = dated.when.days().is_some() && dated.when.precision() == Precision::Month && digits == 0;
        let earlier = closed.then(|| dated.when.plus_months(-12)).flatten();
        dated.when = earlier.filter(|_| is_of(text, verb, dated)).unwrap_or(dated.when);
        return;
    }
    // "Next January", "8 мая следующего года" say more than the month.
    let parts = words.split_whitespace().count();
    let first = dated.when.earliest();
    // "On Tuesday morning" names no day of another year.
    if digits == 0 && dated.when.precision() == Precision::Day {
        return;
    }
    // "7월 24일": two numbers, each with its mark.
    let bare_in_glued = text.lexicon.endings.is_glued()
        && words.split_whitespace().all(|part| part.starts_with(|sign: char| sign.is_ascii_digit()))
        && words.split(|sign: char| !sign.is_ascii_digit()).all(|run| run.len() <= 2);
    let year = i32::from(first.year()) - 1;
    let earlier = match dated.when.precision() {
        Precision::Month if digits < 3 && parts == 1 => Interval::month(year, first.month() as u8),
        Precision::Day
            if (digits <= 2 || bare_in_glued)
                && parts == 2
                && (is_right_behind(text, verb, dated) || is_of(text, verb, dated)) =>
        {
            Day::new(first.year() - 1, first.month(), first.day()).map(Interval::day)
        }
        _ => None,
    };
    dated.when = earlier.unwrap_or(dated.when);
}

/// Whether a date hangs on a verb by itself; where the predicate comes last, whether the verb is the first behind it.
fn is_of(text: &Annotated<'_>, verb: usize, dated: &Dated) -> bool {
    let own = text.tokens_in(&dated.range);
    if text.lexicon.endings.is_glued() {
        return own.end <= verb && text.predicates_in(&(own.end..verb)).is_empty();
    }
    // "Flights resumed in January; the next is due on March 27", "on 1 April, he said": parsers hang many dates wrongly.
    let between = if own.end <= verb { own.end..verb } else { verb + 1..own.start };
    let parted = |token: usize| {
        let word = &text.analysis.tokens[token];
        let helps = word.upos == Upos::Aux && text.analysis.head(token) == Some(verb);
        text.form(token) == ";" || matches!(word.upos, Upos::Verb | Upos::Aux) && !helps
    };
    let says = text.lexicon.speech.verb(text.lemma(verb)) == Some(SpeechAct::Assert);
    let hangs = own.clone().filter_map(|token| text.analysis.head(token)).any(|head| head == verb);
    let right_before = own.end == verb && text.analysis.is_finite(verb);
    (hangs && !own.contains(&verb) && !between.into_iter().any(parted) || right_before) && !says
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
pub(in crate::events) fn nearest(text: &Annotated<'_>, dated: &mut Dated) {
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
pub(in crate::events) fn not_behind(text: &Annotated<'_>, dated: &mut Dated) {
    let Some(published) = text.published.filter(|_| !dated.range.is_empty()) else { return };
    let words = &text.text[dated.range.clone()];
    let numbers = || words.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let digits = numbers().map(str::len).max().unwrap_or(0);
    let exact = matches!(dated.when.precision(), Precision::Day | Precision::Month);
    // Nothing but the marks of month and day: "올해 1월" says its year. "1 September" says none either.
    let marks = words.chars().filter(|c| c.is_letter()).count() <= 2;
    let guessed = || {
        let [time] = dated.times[..] else { return false };
        let mut parts = words.split_whitespace();
        let day = parts.next().is_some_and(|first| first.starts_with(|c: char| c.is_ascii_digit()))
            || parts.clone().last().is_some_and(|last| last.ends_with(|c: char| c.is_ascii_digit()));
        text.times[time].anchor == Some(Anchor::Published) && day && dated.when.days() == Some(1)
    };
    let bare = marks || !text.lexicon.endings.is_glued() && guessed();
    // "11일": of a day without its month only the months count, and those were weighed.
    let day_alone = marks && numbers().count() == 1 && dated.when.precision() == Precision::Day;
    if day_alone
        || digits == 0
        || !bare
        || digits > 2
        || !exact
        || dated.when.latest() >= published.earliest()
    {
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
