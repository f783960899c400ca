//! Readings for the tests of the rules: texts with their dates found by a small scanner.

use entente_model::{
    Bound, CharIndex, Interval, Language, Quantity, QuantityRole, READING_SCHEMA, Reading, SourceId,
    TimeExpression, TimexType,
};
use regex::Regex;

/// A reading of a text with its dates of written-out years.
pub(crate) fn page(lang: &str, published: &str, text: &str) -> Reading {
    Reading {
        schema: READING_SCHEMA.to_owned(),
        id: SourceId::of(text.as_bytes()),
        origin: format!("{lang}.txt"),
        lang: Language::new(lang),
        title: None,
        publisher: None,
        published: published.parse().ok(),
        published_by: None,
        captured: None,
        places: Vec::new(),
        text: text.to_owned(),
        times: times(text),
        actors: Vec::new(),
        events: Vec::new(),
        quantities: Vec::new(),
        agreements: Vec::new(),
        statements: Vec::new(),
        warnings: Vec::new(),
    }
}

/// The same reading with one quantity more.
pub(crate) fn with_quantity(mut reading: Reading, quote: &str, value: f64, unit: &str) -> Reading {
    let at = reading.text.find(quote).unwrap_or_default();
    let span = CharIndex::new(&reading.text).span(&reading.text, at..at + quote.len());
    reading.quantities.push(Quantity {
        start: span.start,
        end: span.end,
        quote: quote.to_owned(),
        value,
        unit: unit.to_owned(),
        bound: Bound::Exact,
        measure: "trade".to_owned(),
        as_of: None,
        role: QuantityRole::Observed,
    });
    reading
}

/// The kinds of the conflicts of these readings, whatever their order.
pub(crate) fn kinds(readings: &[Reading]) -> Vec<&'static str> {
    let forward: Vec<&Reading> = readings.iter().collect();
    let backward: Vec<&Reading> = readings.iter().rev().collect();
    let found = crate::examine(&forward);
    assert_eq!(found, crate::examine(&backward), "the order of the readings matters");
    for claim in found.iter().flat_map(|conflict| &conflict.claims) {
        let reading = readings.iter().find(|reading| reading.id == claim.source_id).unwrap();
        assert_eq!(claim.span().of(&reading.text), Some(claim.quote.as_str()));
    }
    found.iter().map(|conflict| conflict.kind.as_str()).collect()
}

fn times(text: &str) -> Vec<TimeExpression> {
    const MONTHS: &str =
        "january|february|march|april|may|june|july|august|september|october|november|december";
    const RUSSIAN: [&str; 12] = [
        "январ",
        "феврал",
        "март",
        "апрел",
        "ма[йея]",
        "июн",
        "июл",
        "август",
        "сентябр",
        "октябр",
        "ноябр",
        "декабр",
    ];
    let english: Vec<&str> = MONTHS.split('|').collect();
    let month = |word: &str| -> u8 {
        let word = word.to_lowercase();
        let found = english.iter().position(|known| *known == word).or_else(|| {
            RUSSIAN.iter().position(|stem| Regex::new(&format!("^{stem}")).unwrap().is_match(&word))
        });
        found.map_or(0, |number| number as u8 + 1)
    };
    let pattern = Regex::new(&format!(
        r"(?i)(?P<y1>\d{{4}})년(?: (?P<m1>\d{{1,2}})월)?(?: (?P<d1>\d{{1,2}})일)?|(?:(?P<d2>\d{{1,2}}) )?(?P<m2>{MONTHS}|{})(?: (?P<d3>\d{{1,2}}),)? (?P<y2>\d{{4}})(?: года?)?|\b(?P<y3>1[5-9]\d\d|20\d\d)\b(?: год[ау]?)?",
        RUSSIAN.map(|stem| format!(r"{stem}\w*")).join("|")
    ))
    .unwrap();
    let index = CharIndex::new(text);
    let mut found = Vec::new();
    for hit in pattern.captures_iter(text) {
        let number =
            |names: &[&str]| names.iter().find_map(|name| hit.name(name)?.as_str().parse::<u16>().ok());
        let year = number(&["y1", "y2", "y3"]).unwrap();
        let month_number = number(&["m1"])
            .unwrap_or_else(|| hit.name("m2").map_or(0, |word| u16::from(month(word.as_str()))));
        let day = number(&["d1", "d2", "d3"]).unwrap_or(0);
        let edtf = match (month_number, day) {
            (0, _) => format!("{year}"),
            (month, 0) => format!("{year}-{month:02}"),
            (month, day) => format!("{year}-{month:02}-{day:02}"),
        };
        let whole = hit.get(0).unwrap();
        let span = index.span(text, whole.range());
        found.push(TimeExpression {
            start: span.start,
            end: span.end,
            text: whole.as_str().to_owned(),
            timex_type: TimexType::Date,
            value: Some(edtf.clone()),
            edtf: edtf.parse::<Interval>().ok(),
            anchor: None,
        });
    }
    found
}
