//! What a caller may set.

use std::sync::Arc;

use entente_model::{Interval, Language};

use crate::Furniture;

/// The bounds within which sources are read, and the words of page furniture.
#[derive(Debug, Clone)]
pub struct Options {
    /// Sources with more bytes than this are refused; 50 MB unless told.
    pub max_bytes: u64,
    /// HTML nested deeper than this many elements is refused; 2,000 unless told.
    pub max_html_depth: usize,
    /// HTML longer than this many bytes is not given to the extraction crate, whose time may grow faster than the
    /// page: its text is taken whole, with a warning. 8 MB unless told.
    pub max_extracted_html: usize,
    /// HTML with more tags than this is not given to the extraction crate either; 100,000 unless told.
    pub max_extracted_tags: usize,
    /// The words of menus, comment forms, teasers and dates; the embedded ones unless told.
    pub furniture: Arc<Furniture>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_bytes: 50_000_000,
            max_html_depth: 2_000,
            max_extracted_html: 8_000_000,
            max_extracted_tags: 100_000,
            furniture: Furniture::embedded(),
        }
    }
}

/// What the caller knows of a source; it wins over what the source says of itself.
#[derive(Debug, Clone)]
pub struct Hints {
    /// When it was published.
    pub published: Option<Interval>,
    /// Hour, minute and second of publication.
    pub published_clock: Option<(u8, u8, u8)>,
    /// The language of the text.
    pub lang: Option<Language>,
    /// Whether page furniture is left out. Without, the text is the decoded input to the last character, a byte
    /// order mark apart.
    pub clean: bool,
}

impl Default for Hints {
    fn default() -> Self {
        Self { published: None, published_clock: None, lang: None, clean: true }
    }
}
