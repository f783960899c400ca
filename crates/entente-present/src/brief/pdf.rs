//! The brief as a PDF: own lines and pages over `pdf-writer` and `subsetter`, the layer beneath typst.
//!
//! Typst itself would bring a compiler of some three hundred crates for a page of paragraphs, lists, tables and bars.

mod font;
mod layout;
mod write;

use std::collections::BTreeSet;

pub use font::Fonts;

use super::{blocks, outline::Outline};

/// A brief that cannot be set as a PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// There is no font at all.
    #[error(
        "no font to set the PDF in: this program was built without its fonts, and the system has none that fits"
    )]
    NoFont,
    /// A file that is no font, or one of a kind that is not read.
    #[error("`{name}` is no font that can be read: {reason}")]
    Font {
        /// The name that the font was given under.
        name: String,
        /// What is wrong.
        reason: String,
    },
}

/// The document, and the letters that no font has.
pub(super) fn document(outline: &Outline<'_>, fonts: &Fonts) -> Result<(Vec<u8>, BTreeSet<char>), PdfError> {
    if fonts.is_empty() {
        return Err(PdfError::NoFont);
    }
    let brief = blocks::of(outline, true);
    let pages = layout::pages(&brief.blocks, fonts, outline.words);
    write::document(&pages, fonts, &outline.title, &outline.words.lang)
}
