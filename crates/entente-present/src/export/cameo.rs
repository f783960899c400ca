//! Dyadic events with CAMEO and PLOVER codes, in the column names of the large event data sets.
//!
//! A line for each pair of the first party with another; events without a day, a party or a code have no line.
//! Coarse dates give their first day and say so in `Precision`. `GoldsteinScale` is that of the CAMEO root.

use entente_model::{Day, Precision, TimelineEvent};

use super::Given;
use crate::{PresentError, escape};

const COLUMNS: &[&str] = &[
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "Actor1Code",
    "Actor1Name",
    "Actor2Code",
    "Actor2Name",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "PloverRoot",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "ActionGeo_FullName",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "EDTF",
    "Precision",
    "Status",
    "Quote",
    "SOURCEURL",
];

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let mut text = COLUMNS.join("\t");
    text.push('\n');
    for event in &given.record.events {
        let (Some(day), Some(code)) = (event.sort, event.cameo.as_deref()) else { continue };
        let Some((&first, others)) = event.parties.split_first() else { continue };
        let dyads: Vec<Option<entente_model::PartyCode>> =
            if others.is_empty() { vec![None] } else { others.iter().copied().map(Some).collect() };
        let place = event.place.as_ref().and_then(|place| given.options.places.get(place)).copied();
        for (at, other) in dyads.into_iter().enumerate() {
            // An id belongs to one line: the pairs of one event are counted.
            let id = if at == 0 { event.id.clone() } else { format!("{}.{}", event.id, at + 1) };
            let actors = [
                first.to_string(),
                given.context.party(first),
                other.map_or_else(String::new, |party| party.to_string()),
                other.map_or_else(String::new, |party| given.context.party(party)),
            ];
            row(&mut text, &Line { id, event, day, code, actors: &actors, place });
        }
    }
    Ok(text.into_bytes())
}

/// One pair of one event.
struct Line<'a> {
    id: String,
    event: &'a TimelineEvent,
    day: Day,
    code: &'a str,
    /// Code and name of the one, code and name of the other.
    actors: &'a [String; 4],
    /// Longitude and latitude.
    place: Option<(f64, f64)>,
}

fn row(text: &mut String, line: &Line<'_>) {
    let Line { id, event, day, code, actors, place } = line;
    let root = code.get(..2).unwrap_or(code);
    let sources: std::collections::BTreeSet<_> =
        event.reports.iter().map(|report| report.source_id).collect();
    let first = event.reports.first();
    let cells = [
        id.clone(),
        format!("{:04}{:02}{:02}", day.year(), day.month(), day.day()),
        format!("{:04}{:02}", day.year(), day.month()),
        format!("{:04}", day.year()),
        actors[0].clone(),
        actors[1].clone(),
        actors[2].clone(),
        actors[3].clone(),
        (*code).to_owned(),
        code.get(..3).unwrap_or(code).to_owned(),
        root.to_owned(),
        event.plover.map_or_else(String::new, |plover| plover.to_string()),
        quad_class(root).to_owned(),
        goldstein(root).to_owned(),
        event.reports.len().to_string(),
        sources.len().to_string(),
        event.place.clone().unwrap_or_default(),
        place.map_or_else(String::new, |(_, lat)| lat.to_string()),
        place.map_or_else(String::new, |(lon, _)| lon.to_string()),
        event.when.map_or_else(String::new, |when| when.to_string()),
        event.when.map_or("", |when| precision(when.precision())).to_owned(),
        event.status.to_string(),
        first.map_or_else(String::new, |report| report.quote.clone()),
        first.map_or_else(String::new, |report| report.source.clone()),
    ];
    let cells: Vec<_> = cells.iter().map(|cell| escape::line(cell)).collect();
    text.push_str(&cells.join("\t"));
    text.push('\n');
}

/// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
fn quad_class(root: &str) -> &'static str {
    match root.parse::<u8>() {
        Ok(1..=5) => "1",
        Ok(6..=8) => "2",
        Ok(9..=13) => "3",
        Ok(14..=20) => "4",
        _ => "",
    }
}

/// From -10, the most conflictual, to 10, the most cooperative (Goldstein 1992, by CAMEO root).
fn goldstein(root: &str) -> &'static str {
    const SCALE: [&str; 20] = [
        "0.0", "3.0", "4.0", "1.0", "3.5", "6.0", "7.0", "5.0", "-2.0", "-5.0", "-2.0", "-4.0", "-6.0",
        "-6.5", "-7.2", "-4.0", "-7.0", "-9.0", "-10.0", "-10.0",
    ];
    root.parse::<usize>().ok().and_then(|root| SCALE.get(root.checked_sub(1)?).copied()).unwrap_or_default()
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Century => "century",
        Precision::Decade => "decade",
        Precision::Year => "year",
        Precision::Season => "season",
        Precision::Month => "month",
        Precision::Day => "day",
    }
}
