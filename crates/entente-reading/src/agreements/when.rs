//! The day an instrument was signed, as far as the text tells it.

use std::ops::Range;

use entente_model::{Day, Interval, Letter as _, Precision, TimexType};

use super::{
    AgreementContext, Scene, TimeRange,
    act::Done,
    pack::{Act, Order},
    phrase::Phrase,
};
use crate::quantities::{
    lexicon::{Lexicon, word_starts},
    reach::{floor_char, line_start},
};

/// How far back the date of a sentence without one is looked for, in bytes: some sentences.
pub(crate) const REACH: usize = 700;
/// Words of a place between a day and an instrument.
const PLACE: usize = 3;
/// The longest name of an item of a list, in bytes.
const LONGEST_ITEM: usize = 200;

/// The date written onto the name: "(2007)", "of 1990", "the 1965 treaty".
///
/// `acted`: what the clause does with the instrument; where that is not its making, a date before the phrase is of that.
pub(crate) fn beside_name(scene: &Scene, phrase: &Phrase, acted: Option<&Done>) -> Option<Interval> {
    let text = scene.text;
    let inside = |time: &&TimeRange| {
        let left = time.range.start >= phrase.range.start && time.range.end <= phrase.head.start;
        left && text[time.range.end..phrase.head.start].split_whitespace().count() <= 5
    };
    // "Agreement on Terms and Procedures, 1991", a line of its own; "…, December 2021, valid for five years".
    let opens = super::list::is_named_by_item(scene, phrase);
    let ends_with = |time: &TimeRange| {
        let rest = text[time.range.end..scene.sentence.end].trim_start();
        rest.starts_with([')', '.', ';']) || opens && (rest.is_empty() || rest.starts_with(','))
    };
    let after = |time: &&TimeRange| {
        time.range.start >= phrase.head.end
            && [phrase.head.end, phrase.range.end].iter().any(|&end| {
                let gap = text.get(end..time.range.start).map_or("?", str::trim);
                matches!(
                    gap,
                    "(" | "of"
                        | "of the"
                        | "dated"
                        | "of the year"
                        | "от"
                        | "в"
                        | "(from"
                        | "signed on"
                        | "signed in"
                        | ","
                        | "-"
                        | "–"
                ) && (gap != "," || ends_with(time))
                    || in_brackets(gap)
                    // «по соглашению 2015 года», «договором 8 сентября 1909 года»
                    || gap.is_empty() && scene.pack.order == Order::Either
            })
            && !is_later_step(scene, time)
    };
    // "договор об основах отношений от 16 июня 1994 года": the date that closes the name.
    let closing = |time: &&TimeRange| {
        let within = time.range.start > phrase.head.end && time.range.start <= phrase.range.end + 1;
        let before = text[..time.range.start].trim_end();
        let opener = before.rsplit(|sign: char| !sign.is_letter()).next().unwrap_or_default();
        let exact = time.interval.is_some_and(|when| when.precision() > Precision::Year);
        let last = text[time.range.end.min(phrase.range.end)..phrase.range.end].trim().is_empty();
        within && phrase.content && (exact || last) && scene.pack.dated.get(opener).is_some()
    };
    // "- Agreement on Friendship, Cooperation and Trade (January 1979)": the first date in the brackets of an item, and
    // "1992 – Agreement on development cooperation": the date that leads the line.
    let item = super::list::is_item(scene) && super::list::is_named_by_item(scene, phrase);
    let of_item = |time: &&TimeRange| {
        let gap = text.get(phrase.head.end..time.range.start).unwrap_or_default();
        let opened = gap.rfind('(').map(|at| gap[at + 1..].trim());
        item && gap.len() <= LONGEST_ITEM
            && !gap.contains(['.', ';', ')'])
            && opened.is_some_and(|words| words.is_empty() || scene.pack.acts.get(words).is_some())
            && !is_later_step(scene, time)
    };
    let leading = |time: &&TimeRange| {
        let gap = text.get(time.range.end..phrase.range.start).map(str::trim);
        let line = line_start(text, time.range.start, REACH);
        let opens = line.is_some_and(|line| !text[line..time.range.start].contains(char::is_letter_or_digit));
        // "… signed a trade treaty in 2000, and in 2003 — one on legal aid": the verb is understood.
        let understood = scene.pack.order == Order::Either
            && word_starts(text, scene.sentence.start, time.range.start)
                .any(|at| scene.pack.acts.at(text, at).is_some_and(|(_, act)| act.makes()));
        // «…, 6 июня 2024 года в Пекине – соглашение»
        let placed = |gap: &str| {
            let words = gap.trim_end_matches(['-', '–', '—']);
            words.len() < gap.len()
                && words.split_whitespace().count() <= PLACE
                && !words.contains([',', '.', ';', ':'])
        };
        gap.is_some_and(|gap| placed(gap) && (opens || understood) || gap == ":" && opens)
    };
    // "last year's seven points of agreement": the date before a phrase that ends with its noun.
    let ahead = |time: &&TimeRange| {
        scene.pack.order == Order::ObjectVerb
            && acted.is_none_or(|done| done.act.makes())
            && text
                .get(time.range.end..phrase.range.start)
                .is_some_and(|gap| gap.trim().is_empty() || scene.pack.dated.get(gap.trim()).is_some())
    };
    dates(scene, &scene.sentence)
        .find(|time| {
            inside(time) || after(time) || closing(time) || ahead(time) || of_item(time) || leading(time)
        })
        .map_or_else(|| bare_year(scene, phrase), |time| time.interval)
}

/// "(Moscow, 25 June 1998", «(оба — 17 февраля 2003 года»: what stands in the brackets behind an instrument, before its date.
fn in_brackets(gap: &str) -> bool {
    const WORDS: usize = 3;
    gap.strip_prefix('(').is_some_and(|words| {
        let told = words.trim_end();
        told.ends_with([',', '-', '–', '—', ':'])
            && !told.contains([')', '(', '.', ';'])
            && !told.contains(|sign: char| sign.is_ascii_digit())
            && told.split_whitespace().count() <= WORDS
    })
}

/// "(2014년 11월 29일 발효)", "(in force since 2009)": the date of what became of an instrument, not of its making.
fn is_later_step(scene: &Scene, time: &TimeRange) -> bool {
    let text = scene.text;
    let until = |sign: char| matches!(sign, ')' | ',' | ';' | '.' | '(');
    let rest = &text[time.range.end..scene.sentence.end];
    let behind = rest[..rest.find(until).unwrap_or(rest.len())].trim();
    let open = text[scene.sentence.start..time.range.start].rfind(until).map_or(0, |at| at + 1);
    let before = text[scene.sentence.start + open..time.range.start].trim();
    [behind, before].iter().any(|words| scene.pack.acts.get(words).is_some_and(|act| !act.makes()))
}

/// Four digits in brackets or after "of" right behind the noun, where no date was found: "the Treaty of 1893".
fn bare_year(scene: &Scene, phrase: &Phrase) -> Option<Interval> {
    const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;
    let rest = scene.text[phrase.head.end..scene.sentence.end].trim_start();
    let digits = ["(", "of ", "от "].iter().find_map(|opener| rest.strip_prefix(opener))?;
    let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
    let year: i32 = digits[..end].parse().ok().filter(|year| YEARS.contains(year))?;
    // The year of a date that is there tells nothing apart from it.
    let at = scene.sentence.end - digits.len();
    if scene.times.iter().any(|time| time.range.contains(&at)) {
        return None;
    }
    (end == 4).then(|| Interval::year(year)).flatten()
}

/// When the act on an instrument was done.
pub(crate) fn of_act(scene: &Scene, phrase: &Phrase, done: &Done) -> Option<Interval> {
    if done.future || done.negated || done.act == Act::Proposed {
        return None;
    }
    if let Some(anniversary) = celebrated(scene, done) {
        return anniversary;
    }
    in_sentence(scene, phrase, done).map(|when| not_later(scene, when)).or_else(|| {
        if done.present {
            return scene.context.published;
        }
        inherited(scene, done)
    })
}

/// When an act without an instrument was done: on the one day that its sentence tells, else in the time of the story.
pub(crate) fn of_bare_act(scene: &Scene, done: &Done) -> Option<Interval> {
    let mut own = dates(scene, &scene.sentence).filter(|time| !is_limit(scene, time));
    match (own.next(), own.next()) {
        (Some(time), None) => time.interval.map(|when| not_later(scene, when)),
        (None, _) => inherited(scene, done).or_else(|| scene.story.map(|(_, day)| day)),
        _ => None,
    }
}

/// The day told in a clause behind the instrument, of whatever the sentence says about it: "the treaty, signed in Minsk on
/// 2 May 1998, has come into force", "договор, который президенты подписали 17 января".
pub(crate) fn told_behind(
    scene: &Scene,
    phrase: &Phrase,
    acts: &[Done],
    next: Option<&Phrase>,
) -> Option<Interval> {
    /// Words between the instrument and the verb, and bytes between the verb and its date.
    const WORDS: usize = 14;
    const NEAR: usize = 60;
    if scene.pack.order == Order::ObjectVerb {
        return None;
    }
    let text = scene.text;
    let limit = next.map_or(scene.sentence.end, |next| next.range.start.max(phrase.head.end));
    let done = acts.iter().find(|done| {
        let behind = done.range.start >= phrase.head.end && done.range.end <= limit;
        behind && done.act == Act::Signed && !done.future && !done.negated
    })?;
    let gap = &text[phrase.head.end..done.range.start];
    let (_, clause) = gap.rsplit_once(',')?;
    let opener = done.range.start - clause.trim_start().len();
    // "…, first concluded in 2010"
    // "…, initialled in Windhoek in 2017 and signed in Helsinki on 22 May"
    let told = clause.split_whitespace().count() <= 1
        || scene.pack.relatives.at(text, opener).is_some()
        || acts.iter().any(|act| act.range.start == opener);
    if !told || gap.contains(['.', ';', ':']) || gap.split_whitespace().count() > WORDS {
        return None;
    }
    let clause_end = text[done.range.end..limit].find([',', ';']).map_or(limit, |at| done.range.end + at);
    let within = dates(scene, &(opener..clause_end)).filter(|time| !is_limit(scene, time));
    within
        .filter(|time| time.range.start <= done.range.end + NEAR)
        .min_by_key(|time| {
            // What stands behind another verb is its day: "initialled in 2017 and signed on 22 May".
            let of_other = acts.iter().any(|act| {
                opener <= act.range.start
                    && act.range.end <= time.range.start
                    && time.range.end <= done.range.start
            });
            (of_other, time.range.start.abs_diff(done.range.end))
        })
        .and_then(|time| time.interval)
        .map(|when| not_later(scene, when))
}

/// The day told before the instrument: "Signed in Cairo on 19 August 2019, the agreement on the port was followed by a study".
pub(crate) fn told_ahead(scene: &Scene, phrase: &Phrase, acts: &[Done]) -> Option<Interval> {
    if scene.pack.order == Order::ObjectVerb {
        return None;
    }
    let text = scene.text;
    let done = acts.first().filter(|done| done.act == Act::Signed && !done.future && !done.negated)?;
    let opens = !text[scene.sentence.start..done.range.start].contains(char::is_letter_or_digit);
    let gap = text.get(done.range.end..phrase.range.start)?;
    let only = gap.trim_end().strip_suffix(',').filter(|gap| !gap.contains([',', ';', ':']))?;
    let within = done.range.end..done.range.end + only.len();
    opens.then(|| dates(scene, &within).next().and_then(|time| time.interval)).flatten()
}

/// "25 years of the signing of the declaration": the date that the anniversary implies; none where it is not known.
#[allow(clippy::option_option)]
fn celebrated(scene: &Scene, done: &Done) -> Option<Option<Interval>> {
    const NEAR: usize = 40;
    let near = |range: &Range<usize>| {
        let (from, to) = if range.end <= done.range.start {
            (range.end, done.range.start)
        } else {
            (done.range.end.min(range.start), range.start)
        };
        range.start >= scene.sentence.start && range.end <= scene.sentence.end && to - from <= NEAR
    };
    scene.context.anniversaries.iter().find(|(range, _)| near(range)).map(|(_, implied)| *implied)
}

/// What has been signed was signed before the text was published: "in April", told in March, is April of last year.
fn not_later(scene: &Scene, when: Interval) -> Interval {
    let Some(published) = scene.context.published else { return when };
    if when.earliest() <= published.latest() || when.is_range() {
        return when;
    }
    let first = when.earliest();
    let year = i32::from(first.year()) - 1;
    let moved = match when.precision() {
        Precision::Month => Interval::month(year, first.month() as u8),
        Precision::Day => Day::new(first.year() - 1, first.month(), first.day()).map(Interval::day),
        _ => None,
    };
    moved.unwrap_or(when)
}

/// The date of the sentence that stands nearest to the verb, in its own half of a sentence with a semicolon.
fn in_sentence(scene: &Scene, phrase: &Phrase, done: &Done) -> Option<Interval> {
    /// Stands for "right beside it", in bytes.
    const CLOSE: usize = 1;
    /// Bytes behind verb and phrase within which a date still tells of them.
    const FAR: usize = 110;
    let text = scene.text;
    let low = done.range.start.min(phrase.range.start);
    let high = done.range.end.max(phrase.range.end);
    let start = text[scene.sentence.start..low]
        .rfind(';')
        .map_or(scene.sentence.start, |at| scene.sentence.start + at);
    let end = text[high..scene.sentence.end].find(';').map_or(scene.sentence.end, |at| high + at);
    // A date in what the instrument is about ("offices to open in 1989") dates that, not the signing.
    let about = phrase.head.end..phrase.range.end;
    let distance = |time: &TimeRange| {
        // "signed between the two republics in 1927": a date that closes the phrase belongs to it.
        let closes = about.contains(&time.range.start) && time.range.end + 1 >= phrase.range.end;
        if closes && phrase.content && !has_verbal(scene, phrase.head.end, time.range.start) {
            return CLOSE;
        }
        let far = if time.range.end <= done.range.start {
            done.range.start - time.range.end
        } else {
            // Where verbs come last, what follows belongs to the next clause.
            let next_clause = if scene.pack.order == Order::ObjectVerb { 200 } else { 0 };
            time.range.start.saturating_sub(done.range.end) + next_clause
        };
        // A date between the verb and a later member of its list belongs to an earlier one.
        let other = time.range.start >= done.range.end && time.range.end <= phrase.range.start;
        let buried = phrase.content
            && about.contains(&time.range.start)
            && text[about.start..time.range.start].split_whitespace().count() > 1;
        // "In April 1904 a treaty was concluded, and in 1905 …": what follows a comma is told of something else.
        let apart =
            time.range.start >= done.range.end && text[done.range.end..time.range.start].contains(',');
        far + if buried && !dated_at_end(scene, phrase, time) { 1000 } else { 0 }
            + if other || apart { 60 } else { 0 }
    };
    // A date inside the name is part of the name.
    let in_name =
        |time: &&TimeRange| time.range.start >= phrase.range.start && time.range.end <= phrase.head.start;
    dates(scene, &(start..end))
        .filter(|time| !in_name(time) && !is_limit(scene, time) && !is_year_ahead(scene, time))
        .filter(|time| time.range.start <= high + FAR)
        .min_by_key(|time| distance(time))
        .and_then(|time| time.interval)
}

/// Whether a date is a year still to come: what was signed was not signed then.
fn is_year_ahead(scene: &Scene, time: &TimeRange) -> bool {
    time.interval.zip(scene.context.published).is_some_and(|(when, published)| {
        when.precision() <= Precision::Year && when.earliest() > published.latest()
    })
}

/// "a peace treaty with Israel on 26 March 1979": a date at the end of the phrase, with no verb of its own before it.
fn dated_at_end(scene: &Scene, phrase: &Phrase, time: &TimeRange) -> bool {
    let before = &scene.text[phrase.head.end..time.range.start];
    before.split_whitespace().count() <= 5 && !has_verbal(scene, phrase.head.end, time.range.start)
}

/// Whether a participle or infinitive stands in a stretch of text.
fn has_verbal(scene: &Scene, from: usize, to: usize) -> bool {
    scene.text[from..to].split_whitespace().any(|word| {
        scene.pack.link_endings.iter().any(|ending| word.ends_with(ending.as_str())) || word == "to"
    })
}

/// "by 2015", "since 2014".
fn is_limit(scene: &Scene, time: &TimeRange) -> bool {
    let head = scene.text[..time.range.start].trim_end().len();
    // "план на 2024–2026 годы": the second end of a range is one where the first is.
    let first = scene.text[..head].trim_end_matches(['-', '–', '—', ' ']).len();
    if first < head
        && let Some(other) = scene.times.iter().find(|other| other.range.end == first)
    {
        return is_limit(scene, other);
    }
    let limit = scene.pack.not_when.ending_at(scene.text, 0, head, 1).map(|(start, ())| start);
    // "Not until 24 January 1937 did they sign": then they did.
    limit.is_some_and(|limit| scene.pack.negations.ending_at(scene.text, 0, limit, 1).is_none())
}

/// Without a date of its own a sentence goes on in the time of the paragraph; one in which "both sides" act in that of the story.
fn inherited(scene: &Scene, done: &Done) -> Option<Interval> {
    /// Bytes from the start of the text.
    const OPENING: usize = 500;
    let text = scene.text;
    let start = scene.sentence.start;
    let first_person = subject(scene, done, &scene.pack.first_person);
    let story = || scene.story.filter(|(at, _)| *at < start).map(|(_, day)| day);
    let told = || story().or(scene.context.published);
    if first_person && let Some(day) = told() {
        return Some(day);
    }
    let far = floor_char(text, start.saturating_sub(REACH));
    let before: Range<usize> = line_start(text, start, REACH).unwrap_or(far).max(far)..start;
    // "on Thursday" that cannot be resolved is a date of its own all the same.
    let own = scene.times.iter().any(|time| {
        time.timex == TimexType::Date
            && time.interval.is_none()
            && time.range.start >= start
            && time.range.end <= scene.sentence.end
    });
    if own {
        return None;
    }
    // What is told as done was not done on a day still to come.
    let today = scene.context.published.map(Interval::latest);
    let ahead =
        |time: &&TimeRange| time.interval.zip(today).is_some_and(|(when, today)| when.earliest() > today);
    let planned = |time: &&TimeRange| {
        time.interval
            .zip(today)
            .is_some_and(|(when, today)| when.precision() < Precision::Day && when.latest() > today)
    };
    if let Some(time) =
        dates(scene, &before).filter(|time| !is_limit(scene, time) && !ahead(time) && !planned(time)).last()
    {
        return time.interval.map(|when| not_later(scene, when));
    }
    // The opening of a dated text tells its news.
    let opening = start <= OPENING && done.act.makes();
    (opening || subject(scene, done, &scene.pack.sides)).then(told).flatten()
}

/// Whether one of these words is the subject of the act.
fn subject(scene: &Scene, done: &Done, words: &Lexicon<()>) -> bool {
    const NEAR: usize = 3;
    let text = scene.text;
    let near = |end: usize| text[end..done.range.start].split_whitespace().count() <= NEAR;
    !done.passive
        && words
            .all_in(text, scene.sentence.start, done.range.start)
            .any(|(_, end, ())| near(end) && !text[end..done.range.start].contains([',', ';']))
}

/// The first day near the publication that the text names, and where: what a report is about.
pub(crate) fn story_day(
    text: &str,
    times: &[TimeRange],
    context: &AgreementContext,
) -> Option<(usize, Interval)> {
    const NEAR: i64 = 45;
    let published = context.published?;
    times.iter().filter(|time| is_date(time)).find_map(|time| {
        let when = time.interval?;
        // The day written out is that of the text, which may be given out later; "today" is what it is about.
        let written = || text[time.range.clone()].contains(|sign: char| sign.is_ascii_digit());
        let given_out = when == published && written();
        let day = when.precision() == Precision::Day && !when.is_range() && !given_out;
        let near = (0..=NEAR).contains(&published.earliest().days_since(when.earliest()));
        (day && near).then_some((time.range.start, when))
    })
}

/// A year or finer, with a value.
fn is_date(time: &TimeRange) -> bool {
    matches!(time.timex, TimexType::Date | TimexType::Time)
        && time.interval.is_some_and(|when| when.precision() >= Precision::Year)
}

/// The dates of a stretch of text.
fn dates<'a>(scene: &'a Scene, within: &Range<usize>) -> impl Iterator<Item = &'a TimeRange> + use<'a> {
    let within = within.clone();
    scene
        .times
        .iter()
        .filter(move |time| is_date(time) && time.range.start >= within.start && time.range.end <= within.end)
}
