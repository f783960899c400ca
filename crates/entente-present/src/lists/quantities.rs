//! The figures.

use entente_model::{Bound, QuantityEntry, QuantityRole};

use super::{Listed, Value, date, evidence, joined, text, with_evidence};
use crate::{
    context::{Context, count, from_sources, sourced},
    run::Paint,
    sheet::{Column, Fit, Row, Sheet, painted},
    when,
};

impl Listed for QuantityEntry {
    const NAME: &'static str = "quantities";
    const FIELDS: &'static [&'static str] =
        with_evidence!["id", "measure", "as_of", "role", "bound", "value", "unit", "conflicts"];

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            text(&self.id),
            text(&self.measure),
            date(self.as_of),
            text(self.role),
            text(self.bound),
            Value::Number(self.value),
            text(&self.unit),
            joined(&self.conflicts),
        ];
        values.extend(evidence(&self.reports));
        values
    }

    fn sheet(entries: &[Self], context: &Context<'_>) -> Sheet {
        let rows = entries
            .iter()
            .map(|quantity| Row {
                group: String::new(),
                cells: vec![
                    painted(
                        &quantity.as_of.map_or_else(String::new, |as_of| when::human(Some(as_of))),
                        Paint::Date,
                    ),
                    painted(&amount(quantity), Paint::Strong),
                    match quantity.role {
                        QuantityRole::Observed => painted("", Paint::Plain),
                        role => painted(role.as_str(), Paint::Hint),
                    },
                    sourced(&quantity.measure, Paint::Plain, &quantity.reports),
                    painted(&quantity.id, Paint::Dim),
                ],
                notes: context.notes(&quantity.conflicts),
            })
            .collect();
        Sheet {
            title: "Figures".to_owned(),
            columns: vec![
                Column { head: "As of", fit: Fit::Narrow(17) },
                Column { head: "Figure", fit: Fit::Number(26) },
                Column { head: "", fit: Fit::Narrow(8) },
                Column { head: "Of what", fit: Fit::Wide },
                Column { head: "Id", fit: Fit::Narrow(12) },
            ],
            rows,
            summary: match entries {
                [] => "No figures.".to_owned(),
                _ => format!(
                    "{}, from {}",
                    count(entries.len(), "figure", "figures"),
                    from_sources(entries.iter().flat_map(|quantity| &quantity.reports))
                ),
            },
        }
    }
}

/// "over 27 billion USD", "about 170,000 persons", "2.5 percent".
pub(crate) fn amount(quantity: &QuantityEntry) -> String {
    let bound = match quantity.bound {
        Bound::Exact => "",
        Bound::About => "about ",
        Bound::Over => "over ",
        Bound::Under => "under ",
        Bound::UpTo => "up to ",
    };
    let one = (quantity.value.abs() - 1.0).abs() < f64::EPSILON;
    format!("{bound}{} {}", number(quantity.value), unit(&quantity.unit, one))
}

/// Currency codes and units that have no plural stay as they are; others take an English plural.
fn unit(unit: &str, one: bool) -> String {
    let code = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    if one || code || unit.is_empty() || matches!(unit, "percent" | "times") || !unit.is_ascii() {
        return unit.to_owned();
    }
    match unit {
        "person" => "people".to_owned(),
        "country" => "countries".to_owned(),
        _ if unit.ends_with(['s', 'x']) || unit.ends_with("ch") || unit.ends_with("sh") => {
            format!("{unit}es")
        }
        _ if unit.ends_with('y') && !unit.ends_with("ay") && !unit.ends_with("ey") => {
            format!("{}ies", &unit[..unit.len() - 1])
        }
        _ => format!("{unit}s"),
    }
}

/// A number as people read it: "27 billion", "1.87 trillion", "170,000", "0.5".
pub fn number(value: f64) -> String {
    for (scale, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        let scaled = value / scale;
        // Only where four digits say it all: 1,234,567 stays as it is.
        if scaled.abs() >= 1.0 && ((scaled * 1000.0).round() - scaled * 1000.0).abs() < 1e-6 {
            return format!("{} {name}", grouped(scaled));
        }
    }
    grouped(value)
}

/// Thousands apart, up to three digits behind the point.
pub(crate) fn grouped(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    rest.map_or(out.clone(), |rest| format!("{out}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_short_only_where_nothing_is_lost() {
        for (value, said) in [
            (27e9, "27 billion"),
            (1.87e12, "1.87 trillion"),
            (170_000.0, "170,000"),
            (1_234_567.0, "1,234,567"),
            (1_234_000.0, "1.234 million"),
            (0.5, "0.5"),
            (-1200.0, "-1,200"),
            (22_460_000_000.0, "22.46 billion"),
            (3.0, "3"),
        ] {
            assert_eq!(number(value), said);
        }
    }

    #[test]
    fn units_take_their_plural() {
        assert_eq!(unit("person", false), "people");
        assert_eq!(unit("agreement", false), "agreements");
        assert_eq!(unit("city", false), "cities");
        assert_eq!(unit("USD", false), "USD");
        assert_eq!(unit("year", true), "year");
    }
}
