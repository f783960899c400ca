//! Full-text search over the sources in any script and word form.

mod passages;
mod query;

pub(crate) use passages::{Passage, add_passages, passages};
pub use query::{Hit, SearchFilter};
