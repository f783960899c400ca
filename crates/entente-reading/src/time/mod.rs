//! Temporal expressions of running text, as TIMEX3 and as intervals of days.
//!
//! The engine knows no language: words, orders and patterns are the data of a pack, compiled once into a [`TimeGrammar`].

mod found;

use entente_model::{Interval, Language};

pub use found::{Anchor, Anniversary, FoundTime, Relation, TimeContext};

/// The words and patterns of one language, compiled.
#[derive(Debug)]
pub struct TimeGrammar {}

impl TimeGrammar {
    /// The grammar of a language that comes with the program.
    pub fn embedded(_language: Language) -> Option<&'static Self> {
        static EMPTY: TimeGrammar = TimeGrammar {};
        Some(&EMPTY)
    }
}

/// The temporal expressions of a text, in order, without overlaps.
pub fn find(text: &str, grammar: &TimeGrammar, context: &TimeContext) -> Vec<FoundTime> {
    scan(text, grammar, context).0
}

/// The temporal expressions and the anniversaries of a text.
pub fn scan(
    _text: &str,
    _grammar: &TimeGrammar,
    _context: &TimeContext,
) -> (Vec<FoundTime>, Vec<Anniversary>) {
    (Vec::new(), Vec::new())
}

/// The day, month or year that a short string (a page's date line, a metadata field) says, with its time of day.
pub fn parse_date(_text: &str, _grammar: &TimeGrammar) -> Option<(Interval, Option<(u8, u8, u8)>)> {
    None
}
