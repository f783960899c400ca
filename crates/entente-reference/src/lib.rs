//! What is known beforehand: states and bodies with lifespans, offices and their holders, names, currencies.
//!
//! The data are tables under `reference/` (tab-separated, a source per row), embedded in the program and read on first
//! use. A name is looked up for a language, a state for a day:
//!
//! ```
//! use entente_reference::Reference;
//! let reference = Reference::embedded();
//! let english = entente_model::Language::new("en").unwrap();
//! let hits = reference.mentions("Moscow recognised Seoul.", english);
//! let day = "1990-09-30".parse().ok();
//! let codes: Vec<_> = hits.iter().map(|hit| reference.code_of(hit, day).to_string()).collect();
//! assert_eq!(codes, ["SUN", "KOR"]);
//! ```
//!
//! The crate knows nothing of documents or storage; what a hit means in its sentence is the reader's affair.

mod calendars;
mod hit;
mod lexicon;
mod matching;
mod mentions;
mod offices;
mod paradigm;
mod people;
mod places;
mod polity;
mod reference;
mod resolve;
mod romanise;
mod same_name;
mod sound;
mod suffix;
mod table;
#[cfg(test)]
mod tests;

pub use calendars::{CalendarChange, FormerCalendar};
pub use hit::{FormFlags, NameHit, NameKind};
pub use offices::Tenure;
pub use people::Person;
pub use polity::{Polity, PolityKind};
pub use reference::Reference;
pub use romanise::{Romanisation, romanise};
pub use same_name::{SAME_NAME, same_name};
