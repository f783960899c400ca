//! Titles: the office before a name, behind it, or between commas beside it.

use std::ops::Range;

use super::{Finder, FoundName, NameKind, covers};
use crate::{
    actors::words::{Gap, Shape, Word},
    lexicon::PeopleWords,
};

impl Finder<'_> {
    /// The title before a name, with nothing or a comma between: `Russian Foreign Minister`, `president`, `Mr`,
    /// `Rector of St Petersburg University`; `Chile's foreign minister, Alejandro Foxley,`.
    pub(super) fn title_before(&self, name: usize) -> Option<Range<usize>> {
        self.title_before_style(name)
            .or_else(|| self.close_title(name, Gap::Space))
            .or_else(|| self.long_title_before(name, Gap::Space))
            .or_else(|| self.apposed_title(name))
    }

    /// `the first president, Sukarno, came`, `Ukraine's ambassador to Poland, Andriy Bondar, said`: an office in the
    /// singular between commas, or at the end of its phrase.
    fn apposed_title(&self, name: usize) -> Option<Range<usize>> {
        let comma = self.words[name].gap == Gap::Comma;
        let office = name.checked_sub(1).map(|before| &self.words[before])?;
        let singular = self.lexicon.offices.contains(&*office.lower)
            && (office.shape == Shape::Lower || self.is_pointed_at(name - 1));
        // "The presidents, ministers, Anna": a list goes on; a name in apposition closes.
        let mut end = name;
        while self.words.get(end + 1).is_some_and(|word| word.is_capital() && word.gap == Gap::Space) {
            end += 1;
        }
        let rest = self.text[self.words[end].range.end..].trim_start_matches(['\'', '’']);
        let closed = rest.starts_with([',', '.', ';', '—', '–', ')']) || rest.starts_with(" (");
        if !comma || !closed {
            return None;
        }
        let title = if singular {
            self.close_title(name, Gap::Comma)
        } else {
            self.long_title_before(name, Gap::Comma)
        };
        title.filter(|title| !self.is_of_another(title))
    }

    /// "*the* Prime Minister, …": an article before the office and what goes with it.
    fn is_pointed_at(&self, office: usize) -> bool {
        let mut at = office;
        while at > 0 && self.words[at].gap == Gap::Space {
            at -= 1;
            if self.lexicon.articles.contains(&*self.words[at].lower) {
                return true;
            }
            if !self.is_title_word(at) {
                return false;
            }
        }
        false
    }

    /// "Nana Ofori, President of Ghana, Mia Clarke": that was the office of the one before.
    fn is_of_another(&self, title: &Range<usize>) -> bool {
        let before = title.start.checked_sub(1).map(|before| &self.words[before]);
        self.words[title.start].gap == Gap::Comma
            && before.is_some_and(|word| {
                word.is_capital()
                    && !self.is_office(word.lemma())
                    && !covers(self.marks.polities, &word.range)
            })
    }

    /// "the Prime Minister of Mongolia, H.E. Mr. Ganbold": the office, with the style of address between it and the name.
    fn title_before_style(&self, name: usize) -> Option<Range<usize>> {
        let mut start = name;
        while start > 0 && (start == name || self.words[start].gap == Gap::Space) {
            let word = &self.words[start - 1];
            let lower = word.lower.trim_end_matches('.');
            let style = self.lexicon.styles.contains(lower) || self.lexicon.honorifics.contains(lower);
            if !style || self.words[start].gap != Gap::Space {
                break;
            }
            start -= 1;
        }
        if start == name || self.words[start].gap != Gap::Comma {
            return None;
        }
        let title =
            self.close_title(start, Gap::Comma).or_else(|| self.long_title_before(start, Gap::Comma))?;
        (!self.is_of_another(&title)).then_some(title)
    }

    /// The title right before a name that this gap parts from it.
    fn close_title(&self, name: usize, gap: Gap) -> Option<Range<usize>> {
        let mut start = name;
        let mut office = false;
        let follows = |start: usize| self.words[start].gap == if start == name { gap } else { Gap::Space };
        while start > 0 && follows(start) && !self.ends_possessive(start - 1) {
            let word = &self.words[start - 1];
            let lower = word.lower.trim_end_matches('.');
            let is_office = self.is_office(word.lemma());
            let fits = is_office
                || self.lexicon.honorifics.contains(lower)
                || (self.is_modifier(word) && (start < name || self.lexicon.inflected))
                || ((start < name || self.lexicon.inflected) && covers(self.marks.polities, &word.range));
            // `Посол Пакистана в Беларуси`
            // … and `полковник в отставке`
            let between = self.lexicon.inflected
                && start < name
                && self.lexicon.place_in.contains(lower)
                && (covers(self.marks.polities, &self.words[start].range)
                    || self.is_modifier(&self.words[start]));
            if !fits && !between {
                break;
            }
            // "said to *journalists* Ivan Petrov": an office in another case than the name is somebody else.
            if is_office && self.other_case(start - 1, name) {
                break;
            }
            office |= is_office || self.lexicon.honorifics.contains(lower);
            start -= 1;
        }
        if office {
            return Some(self.behind_place(start..name));
        }
        None
    }

    /// A title without the "and" or the place before it: "в Душанбе министр обороны России" is told in Dushanbe. What stands behind an
    /// office ("посол Пакистана в Беларуси") is its own.
    fn behind_place(&self, title: Range<usize>) -> Range<usize> {
        let mut start = title.start;
        let is_in = |at: usize| self.lexicon.place_in.contains(&*self.words[at].lower);
        while start + 1 < title.end && self.lexicon.glue.contains(&*self.words[start].lower) {
            start += 1;
        }
        if self.lexicon.inflected && (is_in(start) || start.checked_sub(1).is_some_and(is_in)) {
            start += usize::from(is_in(start));
            while start + 1 < title.end && covers(self.marks.polities, &self.words[start].range) {
                start += 1;
            }
        }
        start..title.end
    }

    /// Whether an office is a plural in another case, and the name is not: people spoken to, not who the name is.
    fn other_case(&self, office: usize, name: usize) -> bool {
        let word = &self.words[office];
        word.plural && word.nominative == Some(false) && self.words[name].nominative != Some(false)
    }

    /// `Foreign Minister of the Republic of Korea Chung Eui-yong`: an office with its `of` phrase.
    fn long_title_before(&self, name: usize, gap: Gap) -> Option<Range<usize>> {
        let mut at = name;
        let mut linked = false;
        for _ in 0..22 {
            if at == 0 || self.words[at].gap != if at == name { gap } else { Gap::Space } {
                return None;
            }
            at -= 1;
            let word = &self.words[at];
            if self.is_office(word.lemma()) && linked {
                let mut start = at;
                while start > 0
                    && self.words[start].gap == Gap::Space
                    && self.is_title_word(start - 1)
                    && !self.ends_possessive(start - 1)
                {
                    start -= 1;
                }
                return Some(self.behind_place(start..name));
            }
            if self.lexicon.links.contains(&*word.lower) {
                linked = true;
            } else if self.is_governed(word) {
                // "секретарь Совета безопасности Ирана": the cases link what the office is of.
                linked = true;
            } else if !word.is_capital() && !self.lexicon.glue.contains(&*word.lower) {
                return None;
            }
            // The word right before the name must close the phrase: `University`, `Korea`, not a verb.
            if at + 1 == name && !word.is_capital() && !self.is_governed(word) {
                return None;
            }
        }
        None
    }

    /// Whether a word hangs on a noun before it by its case alone.
    fn is_governed(&self, word: &Word) -> bool {
        self.lexicon.inflected && word.governed
    }

    pub(super) fn is_long(&self, title: &Range<usize>) -> bool {
        title.clone().any(|at| self.lexicon.links.contains(&*self.words[at].lower))
    }

    fn is_title_word(&self, at: usize) -> bool {
        let word = &self.words[at];
        self.is_office(word.lemma()) || self.is_modifier(word) || covers(self.marks.polities, &word.range)
    }

    /// "Mia Clarke, Q.C., M.P., Prime Minister of Barbados": where the letters behind a name end.
    fn behind_letters(&self, end: usize) -> usize {
        const MOST: usize = 4;
        let letters = |at: usize| {
            self.words.get(at).is_some_and(|word| {
                word.gap == Gap::Comma
                    && matches!(word.shape, Shape::Initial | Shape::AllCaps)
                    && word.range.len() <= 6
                    && !covers(self.marks.polities, &word.range)
            })
        };
        let behind = (end..end + MOST).take_while(|&at| letters(at)).count() + end;
        let goes_on = self.words.get(behind).is_some_and(|word| word.gap == Gap::Comma);
        if goes_on { behind } else { end }
    }

    /// `, Head of the Department of Korean Studies at St Petersburg University`, `, who was Kenya's ambassador to Ethiopia`.
    pub(super) fn apposition_after(&self, end: usize, titled: bool) -> Option<Range<usize>> {
        if self.words.get(end)?.gap != Gap::Comma {
            return None;
        }
        let end = self.behind_letters(end);
        let relative = self.words[end..].iter().take(4).enumerate().take_while(|(at, word)| {
            (*at == 0 || word.gap == Gap::Space) && self.lexicon.relatives.contains(&*word.lower)
        });
        let mut end = end + relative.count();
        if self.words.get(end).is_some_and(|word| covers(self.marks.polities, &word.range))
            && self.ends_possessive(end)
        {
            end += 1;
        }
        let near = self.words[end..].iter().take(6).enumerate();
        let mut office = None;
        for (at, word) in near {
            if at > 0 && matches!(word.gap, Gap::Comma | Gap::Break) {
                break;
            }
            if self.is_office(word.lemma()) {
                office = Some(end + at);
                break;
            }
            if word.shape == Shape::Lower
                && !self.is_modifier(word)
                && !self.lexicon.glue.contains(&*word.lower)
                && !self.lexicon.links.contains(&*word.lower)
            {
                break;
            }
        }
        let office = office?;
        // "…, Federal Chancellor Werner Faymann": that is somebody else.
        let behind = self.words.get(office + 1).filter(|word| word.gap == Gap::Space && word.is_capital());
        if behind.is_some_and(|word| self.tagged_person(office + 1) || self.gazetteer.is_given(word.lemma()))
        {
            return None;
        }
        let stop = self.words[office + 1..].iter().take(24).position(|word| {
            word.gap != Gap::Space
                || word.shape == Shape::Number
                || (word.shape == Shape::Lower
                    && !self.lexicon.links.contains(&*word.lower)
                    && !self.lexicon.glue.contains(&*word.lower))
        });
        let mut stop = office + 1 + stop.unwrap_or(24.min(self.words.len() - office - 1));
        while stop > office + 1 && self.words[stop - 1].shape == Shape::Lower {
            stop -= 1;
        }
        // "the Prime Minister of Kuwait, Sheikh Salem, the Prime Minister of Mongolia, Mr Ganbold": behind somebody whose
        // office stands before the name, the office is that of the next one.
        let next = self.words.get(stop).is_some_and(|word| word.gap == Gap::Comma && word.is_capital());
        (!titled || !next).then_some(end..stop)
    }
}

/// "Presidents Roh Tae-woo and Boris Yeltsin": a title in the plural is that of the second name as well.
pub(crate) fn share_titles(text: &str, words: &[Word], lexicon: &PeopleWords, found: &mut [FoundName]) {
    for second in 1..found.len() {
        let (before, after) = found.split_at_mut(second);
        let (Some(first), Some(next)) = (before.last(), after.first_mut()) else { continue };
        let Some(title) = first.title.clone().filter(|_| next.title.is_none()) else { continue };
        let office = &words[title.end - 1];
        let plural =
            office.lower.strip_suffix('s').or((lexicon.inflected && office.plural).then(|| office.lemma()));
        let between = &text[words[first.words.end - 1].range.end..words[next.words.start].range.start];
        let joined = matches!(between.trim(), "," | "&") || lexicon.glue.contains(between.trim());
        if plural.is_some_and(|one| lexicon.offices.contains(one)) && joined && next.words.len() <= 4 {
            next.title = Some(title);
            if next.kind == NameKind::Unknown {
                next.kind = NameKind::Person;
                next.sure = true;
            }
        }
    }
}
