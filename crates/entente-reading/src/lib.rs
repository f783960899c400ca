//! Documents to readings: times, actors, events, quantities, agreements, statements.

pub mod agreements;
pub mod kinds;
pub mod linear;
pub mod quantities;
pub mod roots;
pub mod time;

mod actors;
mod annotate;
mod clauses;
mod cover;
mod datelines;
mod events;
mod glued;
mod lexicon;
mod lines;
mod long;
mod public;
mod reader;
mod statements;
mod words;
mod worth;

pub use lexicon::{Lexicon, PackError};
pub use reader::Reader;
pub use words::PacksError;
