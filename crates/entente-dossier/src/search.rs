//! Full-text search over the sources in any script and word form.

mod passages;
mod query;

pub(crate) use passages::{Passage, Unindexed, passages};
pub use query::{Hit, SearchFilter};
