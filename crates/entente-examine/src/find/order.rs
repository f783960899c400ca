//! One thing told as before or after another: "After the war of 1950, in 1948 ...".

use std::ops::Range;

use entente_model::Interval;

use crate::{
    Claim, Content,
    page::{DateAt, Page, Sentence},
    pattern::Pattern,
    words::{Era, Position},
};

/// The orders that one sentence tells between two of its dates, or between a date and a time with a name.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    let words = &page.words.order;
    if sentence.explicit().next().is_none() || sentence.says(&words.unsure) {
        return;
    }
    for (after, pattern) in [(true, &words.after), (false, &words.before)] {
        if !sentence.may(pattern) {
            continue;
        }
        if let Some(found) =
            between_dates(page, sentence, pattern).or_else(|| with_era(page, number, pattern))
        {
            let content = Content::Order { told: found.told, other: found.other, after, era: found.era };
            claims.push(page.claim(sentence, found.span, content));
            return;
        }
    }
}

/// What an order stands between.
struct Found {
    told: Interval,
    other: Interval,
    era: Option<String>,
    span: Range<usize>,
}

/// Both dates are written out, and the sentence has no third.
fn between_dates(page: &Page, sentence: &Sentence, pattern: &Pattern) -> Option<Found> {
    let dates: Vec<&DateAt> = sentence.explicit().collect();
    let [first, second] = dates[..] else { return None };
    let mut words = pattern.find_iter(sentence.text);
    let word = words.next()?;
    if words.next().is_some() {
        return None;
    }
    let near = |from: usize, to: usize, most: usize| from <= to && sentence.near(from, to, most);
    let (told, other) = match page.words.order.position {
        // "after the war of 1950, in 1948 two states": the other date first, then the told one.
        Position::Before if word.end() <= first.range.start => {
            let comma =
                sentence.text[first.range.end..second.range.start].trim_start().starts_with([',', ')']);
            let close = near(first.range.end, second.range.start, 3);
            (comma && close && near(word.end(), first.range.start, 10)).then_some((second, first))?
        }
        // "was delivered in 2017, two years before the contract was signed in 2015".
        Position::Before => {
            let inside = first.range.end <= word.start() && word.end() <= second.range.start;
            let close =
                inside && near(first.range.end, word.start(), 4) && near(word.end(), second.range.start, 10);
            let unbroken = inside && !sentence.text[word.end()..second.range.start].contains([',', ';']);
            (close && unbroken).then_some((first, second))?
        }
        // "1991년 12월 이후, 1990년 12월에": the word follows the other date.
        Position::After => {
            let inside = first.range.end <= word.start() && word.end() <= second.range.start;
            let close =
                inside && near(first.range.end, word.start(), 6) && near(word.end(), second.range.start, 2);
            close.then_some((second, first))?
        }
    };
    let span = first.range.start.min(word.start())..second.range.end.max(word.end());
    Some(Found { told: told.when, other: other.when, era: None, span })
}

/// One date is written out; the other is that of a war or the end of a union.
fn with_era(page: &Page, number: usize, pattern: &Pattern) -> Option<Found> {
    let sentence = &page.sentences[number];
    let dates: Vec<&DateAt> = sentence.explicit().collect();
    let [date] = dates[..] else { return None };
    let word = pattern.find(sentence.text)?;
    let named = page.words.eras.iter().find_map(|era| {
        let found = if sentence.may(&era.pattern) { era.pattern.find(sentence.text) } else { None };
        Some((era, found?))
    });
    let (era, found) = named.or_else(|| {
        let war = page.words.order.same_war.find(sentence.text)?;
        Some((war_before(page, number)?, war))
    })?;
    let beside = match page.words.order.position {
        Position::Before => word.end() <= found.start() && sentence.near(word.end(), found.start(), 1),
        Position::After => found.end() <= word.start() && sentence.near(found.end(), word.start(), 1),
    };
    // A date inside the era's own phrase dates the era: "after the war (1950-1953)".
    let apart = date.range.end <= word.start() || date.range.start >= found.end().max(word.end());
    let own = sentence.text.get(found.end()..date.range.start).is_some_and(|gap| {
        let gap = gap.trim();
        gap.is_empty() || gap.starts_with('(') || (!gap.contains(',') && gap.split_whitespace().count() < 2)
    });
    let era_first_then_comma = !own || page.words.order.position == Position::After;
    (beside && apart && era_first_then_comma).then(|| Found {
        told: date.when,
        other: era.span,
        era: Some(found.as_str().to_owned()),
        span: date.range.start.min(word.start()).min(found.start())
            ..date.range.end.max(word.end()).max(found.end()),
    })
}

/// The one war named in the sentences just before, in the same paragraph.
fn war_before<'a>(page: &'a Page, number: usize) -> Option<&'a Era> {
    let sentences = page.sentences[number.saturating_sub(SENTENCES_BACK)..number].iter();
    let near = sentences.filter(|sentence| sentence.paragraph == page.sentences[number].paragraph);
    let text = near.map(|sentence| sentence.text).collect::<Vec<_>>().join(" ");
    let mut wars = page.words.eras.iter().filter(|era| era.war && era.pattern.is_match(&text));
    let war = wars.next()?;
    wars.next().is_none().then_some(war)
}

/// How far back "the war" may have been named.
const SENTENCES_BACK: usize = 3;
