//! `value`: the same measure for the same time with different numbers.

use entente_model::{Conflict, ConflictKind, QuantityRole};

use super::{conflict, date::file_name};
use crate::{
    Claim, Content,
    bucket::{Bucket, Held, Place},
    certainty,
};

/// Two statistics of one trade differ by a few per cent as a rule; what differs by more is looked at.
const SHARE_LET_PASS: f64 = 0.10;

/// A claim with its number and whether it is loose.
type Number<'a> = (&'a Claim, f64, bool);

/// The most claims shown from each end of a series.
const MOST_CLAIMS: usize = 12;

/// "Trade reached $22.3 billion in 2021" and "$27.3 billion in 2021".
///
/// Only observations: a goal, a plan or a growth is another thing. Bounds ("more than") are held to what they exclude.
pub(crate) fn place(claim: &Claim, places: &mut Vec<Place>) {
    if let Content::Value { key, year, value, unit, role: QuantityRole::Observed, .. } = &claim.content {
        let bucket = Bucket::new(Held::Value, &format!("{key}|{year}|{unit}"));
        places.push(Place { bucket, mark: value.to_bits() as i64 });
    }
}

/// The conflict of numbers of one measure, year and unit, if they do not agree.
pub(crate) fn compare(claims: &[Claim]) -> Vec<Conflict> {
    let Some(Content::Value { key, year, unit, .. }) = claims.first().map(|claim| &claim.content) else {
        return Vec::new();
    };
    disagreement(key, *year, unit, claims.iter().filter_map(number).collect()).into_iter().collect()
}

fn number(claim: &Claim) -> Option<Number<'_>> {
    let Content::Value { value, loose, .. } = &claim.content else { return None };
    Some((claim, *value, *loose))
}

fn disagreement(key: &str, year: i16, unit: &str, mut bucket: Vec<Number<'_>>) -> Option<Conflict> {
    bucket.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (least, most) = (bucket.first()?, bucket.last()?);
    // A lower bound fits everything above it.
    let apart = (most.1 - least.1) / most.1.abs().max(f64::MIN_POSITIVE);
    let slack = if least.2 || most.2 { 3.0 * SHARE_LET_PASS } else { SHARE_LET_PASS };
    if apart <= slack || least.1 <= 0.0 {
        return None;
    }
    let same_source = |a: &Claim, b: &Claim| a.evidence.source_id == b.evidence.source_id;
    if same_source(least.0, most.0) && bucket.len() == 2 {
        return None;
    }
    let what = key.split_whitespace().next().unwrap_or(key);
    let (first, second) = (amount(least.1, unit), amount(most.1, unit));
    let why = format!(
        "{what} in {year}: {first} in {}, {second} in {}",
        file_name(&least.0.evidence.source),
        file_name(&most.0.evidence.source)
    );
    let ends = bucket.iter().take(MOST_CLAIMS).chain(bucket.iter().rev().take(MOST_CLAIMS));
    let claims: Vec<&Claim> = ends.map(|(claim, ..)| *claim).collect();
    Some(conflict(ConflictKind::Value, why, &claims, certainty::LIKELY))
}

/// A number as a reader says it: "27.3 billion USD", "270,000 (person)".
fn amount(value: f64, unit: &str) -> String {
    let money = unit.len() == 3 && unit.chars().all(|letter| letter.is_ascii_uppercase());
    let unit = if money { unit.to_owned() } else { format!("({unit})") };
    let scales = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];
    match scales.into_iter().find(|(size, _)| value.abs() >= *size) {
        Some((size, word)) => format!("{} {word} {unit}", (value / size * 100.0).round() / 100.0),
        None => format!("{} {unit}", grouped(value)),
    }
}

/// Digits in threes.
fn grouped(value: f64) -> String {
    let digits = format!("{value}");
    let whole = digits.split('.').next().unwrap_or_default();
    let rest = &digits[whole.len()..];
    let places = whole.len();
    let grouped: String = whole
        .char_indices()
        .flat_map(|(at, digit)| {
            let comma = (at > 0 && (places - at).is_multiple_of(3)).then_some(',');
            comma.into_iter().chain(std::iter::once(digit))
        })
        .collect();
    grouped + rest
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{kinds, page, with_quantity};

    #[test]
    fn two_numbers_of_one_year_are_found() {
        let first = page("en", "2022", "Trade between Russia and South Korea reached $22.3 billion in 2021.");
        let second =
            page("en", "2024", "Trade between Russia and South Korea amounted to $27.3 billion in 2021.");
        let (first, second) = (
            with_quantity(first, "$22.3 billion", 22.3e9, "USD"),
            with_quantity(second, "$27.3 billion", 27.3e9, "USD"),
        );
        assert_eq!(kinds(&[first, second]), ["value"]);
    }

    #[test]
    fn two_years_and_two_statistics_are_let_pass() {
        let first = page("en", "2022", "Trade between Russia and South Korea reached $22.3 billion in 2019.");
        let second =
            page("en", "2024", "Trade between Russia and South Korea amounted to $27.3 billion in 2021.");
        let third =
            page("en", "2024", "Trade between Russia and South Korea amounted to $27.4 billion in 2021.");
        let readings = [
            with_quantity(first, "$22.3 billion", 22.3e9, "USD"),
            with_quantity(second, "$27.3 billion", 27.3e9, "USD"),
            with_quantity(third, "$27.4 billion", 27.4e9, "USD"),
        ];
        assert_eq!(kinds(&readings), [""; 0]);
    }
}
