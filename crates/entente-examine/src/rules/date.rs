//! `date`: the same event dated differently.

use std::collections::{BTreeMap, BTreeSet};

use entente_model::{Conflict, ConflictKind, Interval, Language, Precision, SourceId};

use super::{calendar, conflict, say};
use crate::{
    Claim, Content,
    bucket::{self, Bucket, Held, Place},
    certainty,
    claim::Dated,
};

/// Dates of one act that are compared with each other; more than so many are no slips of a pen.
pub(crate) const MOST_DATES: usize = 12;

/// The most claims shown for one date.
const MOST_WITNESSES: usize = 8;

/// "Relations were established on 30 September 1990" and "in 1991".
///
/// An act that happens once between two sides has one date; dates more than a few years apart belong to two acts (1884
/// and 1990). Of other acts only slips are taken: the same day or month of neighbouring years, or neighbouring days, for
/// the same instrument, place and office. A source that tells both dates knows two events.
pub(crate) fn place(claim: &Claim, places: &mut Vec<Place>) {
    if let Content::Dated(dated) = &claim.content
        && let Some(key) = key(dated)
    {
        let mark = bucket::mark(&dated.when.to_string());
        places.push(Place { bucket: Bucket::new(Held::Date, &key), mark });
    }
}

/// What must be equal for two reports to tell of one act; `None` where too little is told.
fn key(dated: &Dated) -> Option<String> {
    if dated.sides.len() != 2 {
        return None;
    }
    let sides: Vec<String> = dated.sides.iter().map(ToString::to_string).collect();
    let sides = sides.join("-");
    let joined = |marks: &BTreeSet<String>, prefix: &str| {
        marks.iter().filter(|mark| mark.starts_with(prefix)).cloned().collect::<Vec<_>>().join(" ")
    };
    let mark = match dated.act.as_str() {
        _ if dated.once => String::new(),
        "treaty-signed" | "in-force" | "ratifications-exchanged" => {
            let instruments: Vec<String> = dated.instruments.iter().cloned().collect();
            (instruments.len() == 1).then(|| instruments.join(" "))?
        }
        "visit" => {
            let (place, title) = (joined(&dated.marks, "place:"), joined(&dated.marks, "title:"));
            let person = joined(&dated.marks, "person:");
            (!place.is_empty() && !title.is_empty()).then(|| format!("{place} {title} {person}"))?
        }
        // One embassy stands in a capital for each of two sides.
        "embassy-opened" => {
            let capital = joined(&dated.marks, "capital:");
            (!capital.is_empty()).then_some(capital)?
        }
        "parliament-speech" => joined(&dated.marks, "title:"),
        _ => return None,
    };
    Some(format!("{} {sides} {mark}", dated.act))
}

/// The conflict of claims of one key, if they do not agree.
pub(crate) fn compare(claims: &[Claim]) -> Vec<Conflict> {
    let bucket: Vec<(&Claim, &Dated)> = claims.iter().filter_map(dated).collect();
    let mut dates: BTreeMap<Interval, Vec<&(&Claim, &Dated)>> = BTreeMap::new();
    for report in &bucket {
        dates.entry(report.1.when).or_default().push(report);
    }
    if dates.len() < 2 || dates.len() > MOST_DATES {
        return Vec::new();
    }
    let dates: Vec<(Interval, Vec<&(&Claim, &Dated)>)> = dates.into_iter().collect();
    let mut group = BTreeSet::new();
    for (number, (first, witnesses)) in dates.iter().enumerate() {
        for (other, (second, others)) in dates.iter().enumerate().skip(number + 1) {
            let once = witnesses[0].1.once;
            let languages = [witnesses[0].0.lang, others[0].0.lang];
            if slip(*first, *second, witnesses[0].1, &languages)
                && (once || !one_source_tells_both(witnesses, others))
            {
                group.extend([number, other]);
            }
        }
    }
    if group.is_empty() {
        return Vec::new();
    }
    let chosen: Vec<&(Interval, Vec<&(&Claim, &Dated)>)> =
        group.iter().map(|&number| &dates[number]).collect();
    let words: Vec<String> =
        chosen.iter().map(|(when, witnesses)| format!("{} ({})", say(*when), sources(witnesses))).collect();
    let act = bucket[0].1.act.replace('-', " ");
    let why = format!("one act ({act}) is dated differently: {}", words.join(", "));
    let claims: Vec<&Claim> = chosen
        .iter()
        .flat_map(|(_, witnesses)| witnesses.iter().take(MOST_WITNESSES).map(|report| report.0))
        .collect();
    let certain = if bucket[0].1.once { certainty::PLAIN } else { certainty::LIKELY };
    vec![conflict(ConflictKind::Date, why, &claims, certain)]
}

fn dated(claim: &Claim) -> Option<(&Claim, &Dated)> {
    let Content::Dated(dated) = &claim.content else { return None };
    Some((claim, dated))
}

/// Whether two dates look like one written wrong.
fn slip(first: Interval, second: Interval, act: &Dated, languages: &[Language]) -> bool {
    let same = first.overlaps(second) || calendar::same_day(first, second, act, languages);
    if same || first.is_range() || second.is_range() {
        return false;
    }
    let (from, to) = (first.earliest(), second.earliest());
    let years = (to.year() - from.year()).abs();
    if act.once || act.act == "embassy-opened" {
        return years <= 5;
    }
    let fine = first.precision().min(second.precision());
    let same_month = from.month() == to.month();
    match fine {
        Precision::Day if same_month && from.day() == to.day() => years <= 3,
        // A visit has several days.
        Precision::Day => act.act != "visit" && years == 0 && same_month && to.days_since(from).abs() <= 5,
        Precision::Month => same_month && years == 1,
        _ => false,
    }
}

fn one_source_tells_both(first: &[&(&Claim, &Dated)], second: &[&(&Claim, &Dated)]) -> bool {
    let of = |reports: &[&(&Claim, &Dated)]| -> BTreeSet<SourceId> {
        reports.iter().map(|report| report.0.evidence.source_id).collect()
    };
    !of(first).is_disjoint(&of(second))
}

/// "embassy.html and 3 more".
fn sources(reports: &[&(&Claim, &Dated)]) -> String {
    let names: BTreeSet<&str> = reports.iter().map(|report| file_name(&report.0.evidence.source)).collect();
    let first = names.first().copied().unwrap_or_default();
    if names.len() > 1 { format!("{first} and {} more", names.len() - 1) } else { first.to_owned() }
}

/// The last part of a path or address.
pub(super) fn file_name(source: &str) -> &str {
    source.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or(source)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{kinds, page};

    #[test]
    fn one_act_with_two_dates_is_found() {
        let first = page(
            "en",
            "2023",
            "Diplomatic relations between Russia and South Korea were established on September 30, 1991.",
        );
        let second = page(
            "en",
            "2019",
            "Diplomatic relations between the Soviet Union and South Korea were established on 30 September 1990.",
        );
        assert_eq!(kinds(&[first, second]), ["date"]);
        let inside = "Relations of Korea and Russia are old. Diplomatic relations between the two countries officially began \
                      on September 30, 1990. Korea and Russia established diplomatic ties in 1991.";
        assert_eq!(kinds(&[page("en", "2023", inside)]), ["date"]);
    }

    #[test]
    fn two_acts_are_let_pass() {
        let text = "In 1884 Korea and Russia established diplomatic relations. Diplomatic relations between the Soviet \
                    Union and South Korea were established on 30 September 1990. In 1990 Korea and Russia established \
                    diplomatic ties. President Putin visited Seoul in February 2001, President Putin visited Seoul in \
                    November 2005. Korea and Russia signed a treaty on 19 November 1992. Korea and Russia signed a \
                    protocol on 20 November 1992.";
        assert_eq!(kinds(&[page("en", "2023", text)]), [""; 0]);
    }

    #[test]
    fn a_normalisation_of_relations_happens_once() {
        let page = |year: &str, text: &str| page("en", year, text);
        let first =
            page("2021", "Japan and the Philippines normalised diplomatic relations on July 23, 1956.");
        let second = page(
            "2024",
            "Diplomatic relations between Japan and the Philippines were normalised on July 23, 1957.",
        );
        assert_eq!(kinds(&[first, second]), ["date"]);
        // To establish and to normalise are two acts.
        let first = page("2021", "Japan and South Korea normalised diplomatic relations on June 22, 1965.");
        let second =
            page("2021", "Japan and South Korea established diplomatic relations on December 18, 1965.");
        assert_eq!(kinds(&[first, second]), [""; 0]);
    }
}
