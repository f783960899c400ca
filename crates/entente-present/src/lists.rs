//! The lists of a record: what each shows to people, and what it hands to machines.

mod agreements;
mod conflicts;
pub(crate) mod people;
pub(crate) mod quantities;
mod sources;
pub(crate) mod statements;
mod timeline;

use entente_model::{Day, Evidence, Interval};
use serde::Serialize;

use crate::{context::Context, sheet::Sheet};

pub use people::PersonRow;
pub use quantities::number;

/// A value of a flat list, typed for spreadsheets.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    Empty,
    /// Text, several entries separated by `; `.
    Text(String),
    /// A number.
    Number(f64),
    /// A date in EDTF.
    Date(Interval),
    /// A day of the calendar.
    Day(Day),
    /// A path or address of a source.
    Address(String),
}

impl Value {
    /// The value as text; empty for nothing.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Address(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// An entry of a list.
pub trait Listed: Serialize + Sized {
    /// A word for the list, as in the command: `timeline`.
    const NAME: &'static str;
    /// Names of the fields of a flat row; they are part of the public formats.
    const FIELDS: &'static [&'static str];

    /// The flat row, one value a field.
    fn values(&self) -> Vec<Value>;

    /// The list for people.
    fn sheet(entries: &[Self], context: &Context<'_>) -> Sheet;
}

/// Fields that say where the first report of an entry stands.
macro_rules! with_evidence {
    ($($field:literal),+ $(,)?) => {
        &[$($field),+, "reports", "source", "source_id", "start", "end", "quote"]
    };
}
use with_evidence;

/// The values of those fields.
fn evidence(reports: &[Evidence]) -> Vec<Value> {
    let mut values = vec![Value::Number(reports.len() as f64)];
    match reports.first() {
        Some(first) => values.extend([
            Value::Address(first.source.clone()),
            Value::Text(first.source_id.to_string()),
            Value::Number(f64::from(first.start)),
            Value::Number(f64::from(first.end)),
            Value::Text(first.quote.clone()),
        ]),
        None => values.extend(std::iter::repeat_n(Value::Empty, 5)),
    }
    values
}

#[allow(clippy::needless_pass_by_value, reason = "references and small values both come in")]
fn text(text: impl ToString) -> Value {
    let text = text.to_string();
    if text.is_empty() { Value::Empty } else { Value::Text(text) }
}

fn optional(given: Option<impl ToString>) -> Value {
    given.map_or(Value::Empty, text)
}

fn date(when: Option<Interval>) -> Value {
    when.map_or(Value::Empty, Value::Date)
}

fn joined<T: ToString>(items: &[T]) -> Value {
    text(items.iter().map(T::to_string).collect::<Vec<_>>().join("; "))
}
