//! Keeping a dossier current: what was seen, and how a new version differs from the old one.

mod difference;
mod state;

pub(crate) use difference::difference;
pub(crate) use state::{Seen, State};
