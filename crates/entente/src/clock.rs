//! The time of day, which no other room asks for.

/// Now in UTC, RFC 3339 to the second.
pub(crate) fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}

/// Today in UTC.
pub(crate) fn today() -> Option<entente_model::Day> {
    now().get(..10).and_then(|day| day.parse().ok())
}
