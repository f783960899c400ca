//! Spans of years: "31 years since 1990", "the 30th anniversary", "40 years later".

use std::collections::BTreeSet;

use entente_model::Interval;
use regex::Captures;

use crate::{
    Claim, Content, Elapsed, Shape,
    find::{acts, status::content_words},
    page::{DateAt, Page, Sentence},
    words::{Act, Position},
};

/// How many sentences back a count forward may start.
const SENTENCES_BACK: usize = 4;

/// The spans of years of one sentence.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    for (shape, pattern) in page.words.elapsed.iter().filter(|(_, pattern)| sentence.may(pattern)) {
        for found in pattern.captures_iter(sentence.text) {
            let Some((range, elapsed)) = elapsed(page, number, *shape, &found) else { continue };
            claims.push(page.claim(sentence, range, Content::Elapsed(elapsed)));
        }
    }
}

fn elapsed(
    page: &Page,
    number: usize,
    shape: Shape,
    found: &Captures,
) -> Option<(std::ops::Range<usize>, Elapsed)> {
    let sentence = &page.sentences[number];
    let (whole, count) = (found.get(0)?, found.name("n")?);
    let years = page.words.number(count.as_str()).filter(|years| *years >= 2)?;
    let before = &sentence.text[..count.start()];
    let place = Place { page, number, sentence, start: whole.start(), end: whole.end(), years };
    let (bases, targets) = match shape {
        Shape::Ago => place.ago()?,
        Shape::Later => place.later()?,
        Shape::Since => place.since()?,
        Shape::After => place.after()?,
        Shape::Anniversary => place.anniversary()?,
        Shape::Age => place.age()?,
        Shape::Lasted => place.lasted()?,
    };
    let act = bases.is_empty().then(|| place.act()).flatten();
    if bases.is_empty() && act.is_none() || targets.is_empty() {
        return None;
    }
    let elapsed = Elapsed {
        shape,
        years,
        about: page.words.span.about.is_match(before),
        over: page.words.span.over.is_match(before),
        bases,
        targets,
        act: act.map(|id| (id, acts::sides(page, sentence))),
    };
    let dates = sentence.explicit().map(|date| &date.range);
    let span = dates.fold(whole.range(), |span, date| {
        if sentence.near(span.end, date.start, 12) || sentence.near(date.end, span.start, 12) {
            span.start.min(date.start)..span.end.max(date.end)
        } else {
            span
        }
    });
    Some((span, elapsed))
}

/// Where a count stands.
struct Place<'a, 'p> {
    page: &'a Page<'p>,
    number: usize,
    sentence: &'a Sentence<'p>,
    start: usize,
    end: usize,
    years: i16,
}

type Ends = (BTreeSet<i16>, BTreeSet<i16>);

impl Place<'_, '_> {
    /// "in February 1904, 107 years ago": the date stands directly beside the count.
    fn ago(&self) -> Option<Ends> {
        let told = self.page.told_year()?;
        let beside = self.sentence.explicit().filter(|date| self.beside(date, 2));
        let bases: BTreeSet<i16> = beside.filter_map(DateAt::year).filter(|year| *year < told).collect();
        (bases.len() == 1).then(|| (bases, [told].into()))
    }

    /// "20 years after the treaty of 1884, in 1910": the start is named, then the end.
    fn named_ends(&self) -> Option<Ends> {
        let mut after = self.sentence.explicit().filter(|date| date.range.start >= self.end);
        let first = after.next().filter(|date| self.sentence.near(self.end, date.range.start, 6))?;
        let second = after.next()?;
        let gap = &self.sentence.text[first.range.end..second.range.start];
        let close = self.sentence.near(first.range.end, second.range.start, 4);
        (gap.trim_start().starts_with(',') && close)
            .then(|| Some(([first.year()?].into(), [second.year()?].into())))?
    }

    /// "30 years later, in 1945": counted from a date before, to the date beside.
    fn later(&self) -> Option<Ends> {
        if let Some(ends) = self.named_ends() {
            return Some(ends);
        }
        let beside = |date: &&DateAt| self.beside(date, 2);
        let target = self.sentence.explicit().find(beside)?.year()?;
        let mut bases = self.years_before(target);
        bases.extend(
            self.sentence.explicit().filter(|date| date.range.end <= self.start).filter_map(DateAt::year),
        );
        bases.remove(&target);
        bases.retain(|base| *base < target);
        (!bases.is_empty()).then(|| (bases, [target].into()))
    }

    /// "31 years since the establishment of relations in 1990"; without a year, from the one year told just before.
    fn since(&self) -> Option<Ends> {
        self.span_from_start(true)
    }

    /// "In 2023, 33 years after the establishment of relations in 1990": never to the day of telling.
    fn after(&self) -> Option<Ends> {
        self.named_ends().or_else(|| self.span_from_start(false))
    }

    fn span_from_start(&self, counted_to_now: bool) -> Option<Ends> {
        let start = match self.page.words.order.position {
            Position::Before => self.sentence.explicit().find(|date| {
                date.range.start >= self.end
                    && self.sentence.near(self.end, date.range.start, 12)
                    && !self.sentence.text[self.end..date.range.start].contains([';', ','])
            }),
            // "1972년 조약 체결 이후 40년": the start stands before the word.
            Position::After => self.sentence.explicit().rfind(|date| {
                date.range.end <= self.start && self.sentence.near(date.range.end, self.start, 6)
            }),
        };
        if let (Some(start), Position::After) = (start, self.page.words.order.position) {
            let target = self.page.told_year().filter(|_| counted_to_now)?;
            let start = start.year().filter(|start| *start < target)?;
            return Some(([start].into(), [target].into()));
        }
        let before = |date: &&DateAt| {
            date.range.end <= self.start && self.sentence.near(date.range.end, self.start, 8)
        };
        let named_target = self.sentence.dates.iter().rfind(before).and_then(DateAt::year);
        if named_target.is_none() && self.sentence.says(&self.page.words.span.past) {
            return None;
        }
        let target = named_target.or_else(|| self.page.told_year().filter(|_| counted_to_now))?;
        if let Some(start) = start {
            let start = start.year().filter(|start| *start < target)?;
            return Some(([start].into(), [target].into()));
        }
        let named = self.sentence.explicit().any(|date| Some(date.range.start) >= Some(self.end));
        if named {
            return None;
        }
        let previous = self.years_of_the_same(target);
        if previous.len() == 1 && named_target.is_some() && self.act().is_none() {
            return Some((previous, [target].into()));
        }
        Some((BTreeSet::new(), [target].into()))
    }

    /// "the 140th anniversary of the treaty of 1884", "marks its 30th anniversary in 2020".
    fn anniversary(&self) -> Option<Ends> {
        let told = self.page.told_year();
        let years: Vec<(&DateAt, i16)> =
            self.sentence.explicit().filter_map(|date| Some((date, date.year()?))).collect();
        // Any two years of the sentence that fit settle it.
        let fits = |base: i16, target: i16| (target - base - self.years).abs() <= 1;
        let pair = years.iter().any(|&(_, base)| {
            years.iter().any(|&(_, target)| fits(base, target)) || told.is_some_and(|told| fits(base, told))
        });
        if pair {
            return None;
        }
        let now = self.sentence.says(&self.page.words.span.present);
        match years[..] {
            [] => now.then_some((BTreeSet::new(), [told?].into())),
            [(_, year)] if year >= told? - 1 => {
                // The day of the feast; what is celebrated is known, if at all, by its act.
                Some((BTreeSet::new(), [year].into()))
            }
            [(date, year)] => {
                let between = self.sentence.text.get(self.end..date.range.start).unwrap_or_default();
                let after = date.range.start >= self.end && !self.page.words.span.breaks.is_match(between);
                let before =
                    date.range.end <= self.start && self.sentence.near(date.range.end, self.start, 3);
                let start = before
                    || self.is_day_of_feast(date)
                    || (after && self.sentence.near(self.end, date.range.start, 14));
                // A feast of the past in a country's history: silent when the document knows what was celebrated.
                let past_feast = self.page.years.iter().any(|&other| fits(other, year));
                (now && start && !past_feast).then(|| Some(([year].into(), [told?].into())))?
            }
            // "In 2015 they celebrated the 25th anniversary of the treaty of 1997".
            [(feast, target), (start, base)]
                if feast.range.end <= self.start
                    && start.range.start >= self.end
                    && self.sentence.near(self.end, start.range.start, 10)
                    && base < target =>
            {
                Some(([base].into(), [target].into()))
            }
            _ => None,
        }
    }

    /// "The agreement was signed on 30 October 1961 and marks its 60th anniversary today", told on a 30 October.
    fn is_day_of_feast(&self, date: &DateAt) -> bool {
        let day = |when: Interval| when.first_day().filter(|_| when.days() == Some(1));
        let told = self.page.reading.published.and_then(day);
        let same = told.zip(day(date.when)).is_some_and(|(told, day)| {
            (told.month(), told.day()) == (day.month(), day.day()) && told.year() > day.year()
        });
        same && date.range.end <= self.start && self.sentence.near(date.range.end, self.start, 12)
    }

    /// "for 20 years, from 1910 to 1945": both ends stand beside the count.
    fn lasted(&self) -> Option<Ends> {
        let beside: Vec<&DateAt> = self.sentence.explicit().filter(|date| self.beside(date, 6)).collect();
        let through =
            |date: &DateAt| self.page.words.span.through.is_match(&self.sentence.text[..date.range.start]);
        let (from, to) = match beside[..] {
            [whole] if whole.when.is_range() => {
                (whole.when.first_day()?.year(), whole.when.last_day()?.year())
            }
            [first, last] if through(last) && self.sentence.near(first.range.end, last.range.start, 1) => {
                (first.year()?, last.year()?)
            }
            _ => return None,
        };
        (from < to).then(|| ([from].into(), [to].into()))
    }

    /// "born in 1950 ... turned 35 in 1990": the birth stands in this sentence or the one before.
    fn age(&self) -> Option<Ends> {
        let born = &self.page.words.span.born;
        let near = self.number.saturating_sub(1)..=self.number;
        let births: BTreeSet<i16> = near
            .map(|number| &self.page.sentences[number])
            .filter(|sentence| sentence.paragraph == self.sentence.paragraph)
            .filter_map(|sentence| {
                let word = born.find(sentence.text)?;
                let distance = |date: &&DateAt| {
                    date.range.start.abs_diff(word.end()).min(word.start().abs_diff(date.range.end))
                };
                sentence.explicit().min_by_key(distance)?.year()
            })
            .collect();
        let own = self.sentence.explicit().filter_map(DateAt::year).filter(|year| !births.contains(year));
        let mut targets: BTreeSet<i16> = own.collect();
        if targets.is_empty() {
            targets.insert(self.page.told_year()?);
        }
        (births.len() == 1 && targets.len() == 1).then_some((births, targets))
    }

    /// A date directly beside the count, with a comma or a small word between.
    fn beside(&self, date: &DateAt, words: usize) -> bool {
        (date.range.start >= self.end && self.sentence.near(self.end, date.range.start, words))
            || (date.range.end <= self.start && self.sentence.near(date.range.end, self.start, words))
    }

    /// Years of the sentences just before that share a word with what is counted from: "the restaurant opened in 2001
    /// ... 32 years after the restaurant opened".
    fn years_of_the_same(&self, target: i16) -> BTreeSet<i16> {
        let start = self.sentence.text[self.end..].split([',', ';']).next().unwrap_or_default();
        let words = content_words(self.page.words, start);
        let from = self.number.saturating_sub(SENTENCES_BACK);
        let sentences = self.page.sentences[from..self.number].iter();
        let same = sentences.filter(|sentence| sentence.paragraph == self.sentence.paragraph);
        let alike =
            same.filter(|sentence| !content_words(self.page.words, sentence.text).is_disjoint(&words));
        alike.flat_map(Sentence::explicit).filter_map(DateAt::year).filter(|year| *year < target).collect()
    }

    /// Years of the sentences just before, in the same paragraph, that are earlier than `target`.
    fn years_before(&self, target: i16) -> BTreeSet<i16> {
        let from = self.number.saturating_sub(SENTENCES_BACK);
        let sentences = self.page.sentences[from..self.number].iter();
        let same = sentences.filter(|sentence| sentence.paragraph == self.sentence.paragraph);
        same.flat_map(Sentence::explicit).filter_map(DateAt::year).filter(|year| *year < target).collect()
    }

    /// The act from which it counts: one that happens once.
    fn act(&self) -> Option<String> {
        let acts = self.page.words.acts.iter().filter(|act| act.once);
        let named = |act: &&Act| {
            let by_name = act.named.as_ref().is_some_and(|name| self.sentence.says(name));
            by_name || (self.sentence.may_tell(act) && acts::said(self.sentence.text, act).is_some())
        };
        acts.filter(named).map(|act| act.id.clone()).next()
    }
}
