//! A small record for the tests, with the languages, gaps and tricks of real ones.

use entente_model::Record;

/// Events of 1884 to 2030 in English, Russian and Korean, and one hostile source.
pub(crate) fn record() -> Record {
    serde_json::from_str(include_str!("../tests/data/record.json")).unwrap()
}
