//! Numbers for a year: "trade reached $22.3 billion in 2021".

use entente_model::{Bound, Precision, Quantity, QuantityRole, Span};

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
    if sentence.says(&page.words.value.unsure) {
        return None;
    }
    let key = key(page, sentence, quantity)?;
    let number = number_in(sentence, at, quantity);
    let year = match (number.and_then(|end| year_after(sentence, end)), quantity.as_of) {
        (Some(year), _) => year,
        // The trade of a month or a half-year is not that of the year.
        (None, Some(as_of)) if key.starts_with("trade") && as_of.precision() > Precision::Year => {
            return None;
        }
        (None, Some(as_of)) => as_of.single_year()?,
        (None, None) => nearest_year(sentence, number.unwrap_or(at))?,
    };
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

/// What a text counts, by the first of the measures that its words say; `None` for a language without a pack.
pub(crate) fn measure(text: &str, words: &crate::words::Words) -> Option<&'static str> {
    MEASURES
        .iter()
        .copied()
        .find(|measure| words.acts.iter().any(|act| act.id == *measure && acts::said(text, act).is_some()))
}

/// Where the number itself ends in the sentence: the digits of the quote that its value begins with.
fn number_in(sentence: &Sentence, at: usize, quantity: &Quantity) -> Option<usize> {
    let quote = sentence.text.get(at..)?.get(..quantity.quote.len())?;
    let mut start = 0;
    while let Some(found) = quote[start..].find(|letter: char| letter.is_ascii_digit()) {
        let from = start + found;
        let rest = &quote[from..];
        let len = rest
            .find(|letter: char| !letter.is_ascii_digit() && !".,".contains(letter))
            .unwrap_or(rest.len());
        if says(rest[..len].trim_end_matches(['.', ',']), quantity.value) {
            return Some(at + from + len);
        }
        start = from + len;
    }
    None
}

/// Whether digits say a value, or what is left of it before a word for thousands or more.
fn says(digits: &str, value: f64) -> bool {
    let plain = digits.replace(',', "").parse::<f64>();
    let decimal = digits.replace(',', ".").parse::<f64>();
    [plain, decimal].into_iter().flatten().filter(|number| *number > 0.0).any(|number| {
        let scale = (value / number).log10();
        (scale - scale.round()).abs() < 1e-6 && (scale.round() == 0.0 || (3.0..=12.5).contains(&scale))
    })
}

/// The year that follows a number at once: "$25.3 billion in 2019 and".
fn year_after(sentence: &Sentence, end: usize) -> Option<i16> {
    let date = sentence.explicit().find(|date| date.range.start >= end)?;
    let between = &sentence.text[end..date.range.start];
    (sentence.near(end, date.range.start, 3) && !between.contains([',', ';'])).then(|| date.year())?
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
        let said = if sentence.may_tell(act) { acts::said(sentence.text, act) } else { None };
        said.or_else(|| acts::said(&quantity.measure, act)).map(|_| act)
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
