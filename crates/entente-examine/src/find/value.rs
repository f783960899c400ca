//! Numbers for a year: "trade reached $22.3 billion in 2021".

use entente_model::{Bound, Quantity, QuantityRole, Span};

use crate::{
    Claim, Content,
    find::acts,
    page::{DateAt, Page, Sentence},
};

/// What is measured is told by the first act of the packs that counts something.
const MEASURES: &[&str] = &["trade", "tourists", "resettlement"];

/// The quantities of the reading that hold for one year and measure something that other sources measure.
pub(crate) fn find(page: &Page, claims: &mut Vec<Claim>) {
    for quantity in &page.reading.quantities {
        if matches!(quantity.unit.as_str(), "percent" | "times" | "year")
            || quantity.role == QuantityRole::Change
        {
            continue;
        }
        claims.extend(claim(page, quantity));
    }
}

fn claim(page: &Page, quantity: &Quantity) -> Option<Claim> {
    let (sentence, at) = page.sentence_at(quantity.span())?;
    if page.words.value.unsure.is_match(sentence.text) {
        return None;
    }
    let year = match quantity.as_of.and_then(entente_model::Interval::single_year) {
        Some(year) => year,
        None => nearest_year(sentence, at)?,
    };
    let key = key(page, sentence, quantity)?;
    let content = Content::Value {
        key,
        year,
        value: quantity.value,
        unit: quantity.unit.clone(),
        role: quantity.role,
        loose: quantity.bound != Bound::Exact,
    };
    Some(page.claim(sentence, at..at + 1, content))
}

fn nearest_year(sentence: &Sentence, at: usize) -> Option<i16> {
    let gap = |date: &DateAt| date.range.start.abs_diff(at).min(date.range.end.abs_diff(at));
    sentence.explicit().min_by_key(|date| gap(date)).and_then(DateAt::year)
}

/// What is counted: the measure, the sides, and for people the side they come from.
fn key(page: &Page, sentence: &Sentence, quantity: &Quantity) -> Option<String> {
    let acts = &page.words.acts;
    let act = MEASURES.iter().find_map(|measure| {
        let act = acts.iter().find(|act| act.id == *measure)?;
        acts::said(sentence.text, act).or_else(|| acts::said(&quantity.measure, act)).map(|_| act)
    })?;
    let sides: Vec<String> = if act.id == "resettlement" {
        Vec::new()
    } else if act.id == "trade" {
        acts::sides(page, sentence).iter().map(ToString::to_string).collect()
    } else {
        sentence.states.iter().map(|state| state.side.to_string()).collect()
    };
    (act.id == "resettlement" || sides.len() >= 2).then(|| format!("{} {}", act.id, sides.join("-")))
}

impl<'a> Page<'a> {
    /// The sentence in which a span starts, and the byte in it at which it does.
    pub(crate) fn sentence_at(&self, span: Span) -> Option<(&Sentence<'a>, usize)> {
        let at = self.byte_of(span.start);
        let number = self.sentences.partition_point(|sentence| sentence.end() <= at);
        let sentence = self.sentences.get(number)?;
        Some((sentence, at.checked_sub(sentence.start())?))
    }
}
