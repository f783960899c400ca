//! What the reference knows of names of people, as the name finder asks it.

use entente_reference::Reference;

/// Given names and family names.
pub(crate) struct Gazetteer {
    reference: &'static Reference,
}
