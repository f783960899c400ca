//! Temporal expressions of running text, as TIMEX3 and as intervals of days.
//!
//! The engine knows no language: words, orders and patterns are the data of a pack, compiled once into a [`TimeGrammar`].

mod calendar;
mod clock;
mod date;
mod embedded;
mod found;
mod grammar;
mod hash;
mod length;
mod lexicon;
mod lunar;
mod matcher;
mod moment;
mod needs;
mod number;
mod offset;
mod pack;
mod pattern;
mod raw;
mod second;
mod sections;
mod slot;
mod story;
mod style;
mod tagger;
mod token;
mod unit;

use entente_model::Interval;

pub use embedded::embedded_packs;
pub use found::{Anchor, Anniversary, Clock, FoundTime, Relation, Scanned, Section, TimeContext};
pub use grammar::TimeGrammar;
pub use pack::{PackError, TimePackText};
pub use style::to_new_style;

/// The temporal expressions of a text, in order, without overlaps.
pub fn find(text: &str, grammar: &TimeGrammar, context: &TimeContext) -> Vec<FoundTime> {
    scan(text, grammar, context).times
}

/// The temporal expressions and the anniversaries of a text, and whether it says that its days are of the old style.
pub fn scan(text: &str, grammar: &TimeGrammar, context: &TimeContext) -> Scanned {
    tagger::scan(text, grammar, context)
}

/// The day, month or year that a short string (a page's date line, a metadata field) says, with its time of day.
pub fn parse_date(text: &str, grammar: &TimeGrammar) -> Option<(Interval, Option<Clock>)> {
    tagger::parse_date(text, grammar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_compiles() {
        for (_, pack) in embedded_packs() {
            TimeGrammar::from_pack(pack).map(|_| ()).unwrap();
        }
    }
}
