//! A reading cut into sentences with their dates: what the finders look at.

use std::{collections::BTreeSet, ops::Range};

use entente_model::{
    ActorKind, CharIndex, Evidence, Interval, Language, PartyCode, Precision, Reading, TimexType,
};

use crate::{
    Claim, Content, clause, known,
    pattern::{May, Pattern},
    people::{self, PersonAt},
    words::{Act, Words},
};

/// A reading prepared for the finders.
pub(crate) struct Page<'a> {
    pub(crate) reading: &'a Reading,
    pub(crate) words: &'static Words,
    pub(crate) lang: Language,
    index: CharIndex,
    pub(crate) sentences: Vec<Sentence<'a>>,
    /// The two sides that the document names most, as lineages.
    pub(crate) main_pair: Vec<PartyCode>,
    /// Every year that is written out in the text.
    pub(crate) years: BTreeSet<i16>,
    /// Office-holders that the text names in full at least once.
    pub(crate) known_people: BTreeSet<&'static str>,
    /// Where the reading says that a person is named, in bytes of the text, in order.
    people: Vec<Range<usize>>,
    /// When it was published, by the reading or by a line of the text that is nothing but a day.
    pub(crate) told: Option<Interval>,
}

/// One sentence with its dates and the states it names.
pub(crate) struct Sentence<'a> {
    /// The words.
    pub(crate) text: &'a str,
    /// Where it starts in the text, in bytes.
    start: usize,
    /// Its dates in order.
    pub(crate) dates: Vec<DateAt>,
    /// States it names, in order.
    pub(crate) states: Vec<StateAt>,
    /// International bodies it names, in order.
    pub(crate) bodies: Vec<StateAt>,
    /// Office-holders it names, in order.
    pub(crate) people: Vec<PersonAt>,
    /// Number of the paragraph.
    pub(crate) paragraph: usize,
    /// The patterns of the language that may match in its words.
    may: May,
}

/// A date of a sentence; ranges are bytes of the sentence.
#[derive(Debug, Clone)]
pub(crate) struct DateAt {
    pub(crate) range: Range<usize>,
    pub(crate) when: Interval,
    /// The year is written out.
    pub(crate) explicit: bool,
}

/// A state named in a sentence; the range is bytes of the sentence.
#[derive(Debug, Clone)]
pub(crate) struct StateAt {
    pub(crate) range: Range<usize>,
    /// The code of the name itself.
    pub(crate) code: PartyCode,
    /// The lasting name of its lineage.
    pub(crate) side: PartyCode,
    /// The name means this very state whatever the day.
    pub(crate) fixed: bool,
    /// It is a noun that acts, not an adjective.
    pub(crate) noun: bool,
    /// It is the name of a capital.
    pub(crate) capital: bool,
    /// When the name was in use, where that is shorter than the life of the state.
    pub(crate) span: Option<Interval>,
}

/// What is longer is a table or a list without full stops; to compare all in it with all would take for ever.
const LONGEST_SENTENCE: usize = 4000;

impl<'a> Page<'a> {
    /// Cuts a reading whose language has a pack; `None` otherwise.
    pub(crate) fn new(reading: &'a Reading) -> Option<Self> {
        let lang = reading.lang?;
        let words = Words::of(lang)?;
        let index = CharIndex::new(&reading.text);
        let dates = dates(reading, &index, words);
        let named = named(reading, &index, ActorKind::State);
        let mut sentences = Vec::new();
        let (mut paragraph, mut last_end, mut next_date) = (0, 0, 0);
        for range in clause::sentences(&reading.text, words) {
            paragraph += usize::from(reading.text[last_end..range.start].contains('\n'));
            last_end = range.end;
            if range.len() > LONGEST_SENTENCE {
                continue;
            }
            while dates.get(next_date).is_some_and(|date| date.range.start < range.start) {
                next_date += 1;
            }
            let inside = dates[next_date..].iter().take_while(|date| date.range.end <= range.end);
            let text = &reading.text[range.clone()];
            let surely =
                |hit: &Range<usize>| overlap(&named, &(range.start + hit.start..range.start + hit.end));
            let (states, bodies) = known::parties(text, lang, surely);
            sentences.push(Sentence {
                text,
                start: range.start,
                dates: inside.map(|date| date.shifted(range.start)).collect(),
                states,
                bodies,
                people: people::named(text, lang),
                paragraph,
                may: words.may(text),
            });
        }
        let main_pair = main_pair(&sentences);
        let told = reading.published.or_else(|| date_line(&sentences));
        let years = sentences.iter().flat_map(Sentence::explicit).filter_map(DateAt::year).collect();
        let people = self::named(reading, &index, ActorKind::Person);
        let known = sentences.iter().flat_map(|sentence| &sentence.people).filter(|person| person.full);
        let known_people = known.map(|person| person.id).collect();
        Some(Self { reading, words, lang, index, sentences, main_pair, years, known_people, people, told })
    }

    /// A claim about what stands at `focus` in a sentence.
    pub(crate) fn claim(&self, sentence: &Sentence, focus: Range<usize>, content: Content) -> Claim {
        let range = clause::clause(sentence.text, focus);
        self.claim_of(sentence.start + range.start..sentence.start + range.end, content)
    }

    /// A claim whose quote runs from one sentence to the next.
    pub(crate) fn claim_over(&self, first: &Sentence, last: &Sentence, content: Content) -> Claim {
        self.claim_of(first.start..last.start + last.text.len(), content)
    }

    fn claim_of(&self, bytes: Range<usize>, content: Content) -> Claim {
        let span = self.index.span(&self.reading.text, bytes.clone());
        Claim {
            evidence: Evidence {
                source: self.reading.origin.clone(),
                source_id: self.reading.id,
                start: span.start,
                end: span.end,
                quote: self.reading.text[bytes].to_owned(),
            },
            lang: self.lang,
            told: self.told,
            content,
        }
    }

    /// Whether the reading knows a person at a place of a sentence; a reading without any people cannot tell.
    pub(crate) fn may_be_person(&self, sentence: &Sentence, range: &Range<usize>) -> bool {
        let bytes = sentence.start + range.start..sentence.start + range.end;
        self.people.is_empty() || overlap(&self.people, &bytes)
    }

    /// The byte of the text at which a code point starts.
    pub(crate) fn byte_of(&self, chars: u32) -> usize {
        self.index.bytes(&self.reading.text, chars)
    }

    /// The year of publication, where it is known to lie within one.
    pub(crate) fn told_year(&self) -> Option<i16> {
        self.told.and_then(Interval::single_year)
    }
}

impl Sentence<'_> {
    /// Where it starts in the text, in bytes.
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    /// Where it ends in the text, in bytes.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether a pattern of the language may match in the sentence as a whole.
    pub(crate) fn may(&self, pattern: &Pattern) -> bool {
        self.may.match_of(pattern)
    }

    /// Whether a pattern of the language matches in the sentence as a whole.
    pub(crate) fn says(&self, pattern: &Pattern) -> bool {
        self.may(pattern) && pattern.is_match(self.text)
    }

    /// Whether the words of an act may stand in the sentence.
    pub(crate) fn may_tell(&self, act: &Act) -> bool {
        act.words.iter().all(|words| self.may(words))
    }

    /// Dates whose year is written out, of the precision of a year or finer.
    pub(crate) fn explicit(&self) -> impl DoubleEndedIterator<Item = &DateAt> {
        self.dates.iter().filter(|date| date.explicit)
    }

    /// Whether nothing but a few small words stands between two places.
    pub(crate) fn near(&self, from: usize, to: usize, words: usize) -> bool {
        self.text.get(from..to).is_some_and(|between| clause::count_words(between) <= words)
    }
}

impl DateAt {
    fn shifted(&self, by: usize) -> Self {
        Self { range: self.range.start - by..self.range.end - by, ..self.clone() }
    }

    /// The year, where it lies within one.
    pub(crate) fn year(&self) -> Option<i16> {
        self.when.single_year()
    }
}

/// The dates of a reading, ranges in bytes of its text.
fn dates(reading: &Reading, index: &CharIndex, words: &Words) -> Vec<DateAt> {
    let mut dates: Vec<DateAt> = Vec::new();
    for time in &reading.times {
        let Some(when) = time.edtf else { continue };
        if !matches!(time.timex_type, TimexType::Date | TimexType::Time) || when.precision() < Precision::Year
        {
            continue;
        }
        let range = index.bytes(&reading.text, time.start)..index.bytes(&reading.text, time.end);
        let Some(text) = reading.text.get(range.clone()) else { continue };
        let no_year = text.len() == 4 && words.not_year.is_match(&reading.text[range.end..]);
        if no_year || dates.last().is_some_and(|last| last.range.end > range.start) {
            continue;
        }
        dates.push(DateAt { range, when, explicit: has_year(text) });
    }
    dates
}

/// Where the reading names actors of a kind, in bytes, in order.
fn named(reading: &Reading, index: &CharIndex, kind: ActorKind) -> Vec<Range<usize>> {
    let actors = reading.actors.iter().filter(|actor| actor.kind == kind);
    let bytes = |chars| index.bytes(&reading.text, chars);
    let mentions = actors.flat_map(|actor| &actor.mentions);
    let mut named: Vec<Range<usize>> =
        mentions.map(|mention| bytes(mention.start)..bytes(mention.end)).collect();
    named.sort_by_key(|range| (range.start, range.end));
    named
}

/// Whether one of some ranges in order overlaps another.
fn overlap(ranges: &[Range<usize>], wanted: &Range<usize>) -> bool {
    let next = ranges.partition_point(|range| range.end <= wanted.start);
    ranges.get(next).is_some_and(|range| range.start < wanted.end)
}

/// The day of the one line near the top that says a day and nothing else.
fn date_line(sentences: &[Sentence]) -> Option<Interval> {
    const NEAR_THE_TOP: usize = 12;
    let lines = sentences.iter().take(NEAR_THE_TOP).filter_map(|sentence| {
        let date = sentence.explicit().next()?;
        let outside = sentence.text.len() - date.range.len();
        (outside <= 1 && date.when.precision() == Precision::Day && !date.when.is_range())
            .then_some(date.when)
    });
    let lines: BTreeSet<Interval> = lines.collect();
    if lines.len() == 1 { lines.first().copied() } else { None }
}

/// Whether four digits stand together.
fn has_year(text: &str) -> bool {
    let mut run = 0;
    text.bytes().any(|byte| {
        run = if byte.is_ascii_digit() { run + 1 } else { 0 };
        run == 4
    })
}

/// The two lineages named most often; fewer where the text names fewer.
fn main_pair(sentences: &[Sentence]) -> Vec<PartyCode> {
    let mut counts = std::collections::BTreeMap::<PartyCode, usize>::new();
    for state in sentences.iter().flat_map(|sentence| &sentence.states) {
        *counts.entry(state.side).or_default() += 1;
    }
    let mut ranked: Vec<(PartyCode, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(side, count)| (std::cmp::Reverse(count), side));
    let mut pair: Vec<PartyCode> = ranked.into_iter().take(2).map(|(side, _)| side).collect();
    pair.sort();
    pair
}
