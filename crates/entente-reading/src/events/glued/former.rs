//! "칠레 외교장관의 방한은 2019년 이후 6년 만이다": the act of the same kind before this one, told by the years since.

use entente_model::EventStatus;

use super::{
    super::{FoundEvent, build, dates::Dated},
    Scan,
};
use crate::time::FoundTime;

/// Bytes between the date and the years: " 이후 ", " 응우옌 민 찌엣 주석 이후 ".
const BETWEEN: usize = 60;

/// Words between the act and its date.
const FAR: usize = 4;

impl Scan<'_, '_> {
    /// The act before, where a date is followed by the word for "since", and by how long it took.
    pub(super) fn former(&self, token: usize, date: &Dated) -> Option<FoundEvent> {
        let text = self.text;
        let endings = &text.lexicon.endings;
        let since = self.years_since(date)?;
        let mask = text.mask_of(self.tokens.clone());
        let from = token.saturating_sub(FAR).max(self.tokens.start);
        let noun = (from..token).rev().find(|&at| endings.is_topic(text.form(at)))?;
        let (rule, _) = text.noun_rule(noun, mask).filter(|(rule, _)| rule.grade > 1)?;
        let when = text.times.get(*date.times.first()?)?.edtf?;
        let first = text.analysis.tokens[self.tokens.start].start as usize;
        let dated = Dated { when, ..date.clone() };
        Some(build(text, self.number, rule, first..since, noun, Some(dated), EventStatus::Occurred, 0.65))
    }

    /// Where the years end that passed since a date, in bytes.
    fn years_since(&self, date: &Dated) -> Option<usize> {
        let text = self.text;
        let endings = &text.lexicon.endings;
        let next: &FoundTime = text.times.get(date.times.last()? + 1)?;
        let years = next.value.as_deref().is_some_and(|value| value.starts_with('P'));
        let between = text.text.get(date.range.end..next.range.start)?;
        let since = between.split_whitespace().next_back().is_some_and(|word| endings.is_since(word));
        let after = text.text[..next.range.end].split_whitespace().next_back().unwrap_or_default();
        let rest = text.text[next.range.end..].split_whitespace().next().unwrap_or_default();
        let passed = endings.is_passed(after) || endings.is_passed(rest);
        (years && since && passed && between.len() <= BETWEEN && !between.contains(['.', ',', '\n']))
            .then_some(next.range.end)
    }
}
