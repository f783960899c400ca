//! Documents to readings: times, actors, events, quantities, agreements, statements.
pub mod time;
