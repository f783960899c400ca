//! Temporal expressions as `TimeML` defines them.

use serde::{Deserialize, Serialize};

use crate::{Interval, Span, code::vocabulary};

vocabulary! {
    /// The TIMEX3 type.
    TimexType, "TIMEX3 type" {
        /// A calendar date of any precision.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A recurring time.
        Set = "SET",
    }
}

/// A temporal expression of a text with its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimeExpression {
    /// Code points before it.
    pub start: u32,
    /// Its end, exclusive.
    pub end: u32,
    /// The words.
    pub text: String,
    /// The TIMEX3 type.
    #[serde(rename = "type")]
    pub timex_type: TimexType,
    /// The TIMEX3 value; `None` for a text that looks like a date that does not exist.
    pub value: Option<String>,
    /// The same as an interval, where EDTF can say it.
    pub edtf: Option<Interval>,
    /// For a relative expression, what it was counted from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
}

impl TimeExpression {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}
