//! What brackets behind a name or an office tell: the name in other letters, or who speaks under the office.

use std::ops::Range;

use super::{Finder, LONGEST, Named};
use crate::actors::words::Gap;

/// Whether these are Chinese characters throughout, as many as a name of Japan has.
fn is_han(word: &str) -> bool {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々');
    (3..=5).contains(&word.chars().count()) && word.chars().all(han)
}

impl Finder<'_> {
    /// A name of two words and more with the same in other letters behind it, the tagger taking one of its words for somebody: "아마
    /// 보아텡(Ama Boateng)", "다케우치 쇼조(竹內昭三)".
    pub(super) fn spelled_out(&self, at: usize) -> Option<Named> {
        let end = self.words[at].range.end;
        let spelled = self.bracket_behind(end)?;
        let inner = &self.text[spelled.clone()];
        let words = if self.is_spelling(&spelled) {
            inner.split_whitespace().count()
        } else {
            // Names that are read as their signs have as many syllables; those of Japan are longer, and two.
            2 * usize::from(is_han(inner))
        };
        let first = (at + 1).checked_sub(words).filter(|_| words > 1)?;
        let name = first..at + 1;
        let apart = self.words[first + 1..=at].iter().all(|word| word.gap == Gap::Space);
        let syllables: usize = name.clone().map(|at| self.words[at].lower.chars().count()).sum();
        let long = self.is_spelling(&spelled) || syllables > inner.chars().count();
        let open = |at: usize| {
            let one = at == first && self.words[at].lower.chars().count() == 1;
            self.may_be_name(at) && (one || !self.is_common(at)) && !self.ends_in_body(&self.words[at].lower)
        };
        let span = self.words[first].range.start..end;
        let tagged = self.tagged.iter().any(|tag| tag.start < span.end && span.start < tag.end);
        let in_signs = !self.is_spelling(&spelled);
        (apart && long && tagged && name.clone().all(open)).then(|| Named {
            family_first: in_signs,
            spelled: Some(spelled).filter(|_| !in_signs),
            ..Named::new(self.words[name].iter().map(|word| word.range.clone()).collect(), None)
        })
    }

    /// Who speaks for short under an office: "대변인(속 판냐): …" at the beginning of a line.
    pub(super) fn labelled(&self, at: usize) -> Option<Named> {
        let office = &self.words[at];
        let people = &self.lexicon.people;
        let speaks = people.offices.contains(&*office.lower) || people.functions.contains(&*office.lower);
        // "기자(프놈펜 타임스): …" is asked by a paper.
        let asks = people.question_labels.contains(&*office.lower);
        let line = self.text[..office.range.start].rfind('\n').map_or(0, |at| at + 1);
        if !speaks || asks || !self.text[line..office.range.start].trim().is_empty() {
            return None;
        }
        let inner = self.bracket_behind(office.range.end)?;
        let words = self.words[at + 1..].iter().take_while(|word| word.range.end <= inner.end);
        let parts: Vec<Range<usize>> = words.map(|word| word.range.clone()).collect();
        let letters =
            |part: &Range<usize>| self.text[part.clone()].chars().all(|c| ('가'..='힣').contains(&c));
        let whole = parts
            .first()
            .zip(parts.last())
            .is_some_and(|(first, last)| first.start == inner.start && last.end == inner.end);
        let colon = self.text[inner.end + 1..].trim_start().starts_with([':', '：']);
        let listed = parts.iter().any(|part| self.is_listed(&self.text[part.clone()]));
        (whole && colon && !listed && (1..=LONGEST).contains(&parts.len()) && parts.iter().all(letters))
            .then(|| Named::new(parts, Some(office.range.clone())))
    }

    /// What stands in brackets right behind a name.
    fn bracket_behind(&self, end: usize) -> Option<Range<usize>> {
        let inner = self.text[end..].strip_prefix('(')?;
        let close = inner.find(')').filter(|close| *close < 60)?;
        Some(end + 1..end + 1 + close)
    }

    /// `(Yuri Petrovich Trutnev)` right behind a name.
    pub(super) fn spelling_behind(&self, end: usize) -> Option<Range<usize>> {
        self.bracket_behind(end).filter(|range| self.is_spelling(range))
    }

    pub(super) fn is_spelling(&self, range: &Range<usize>) -> bool {
        let words = &self.text[range.clone()];
        let name =
            |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
        words.split_whitespace().count() <= LONGEST && words.split_whitespace().all(name) && !words.is_empty()
    }
}
