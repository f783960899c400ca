//! Documents in the form of a ZIP archive: DOCX, `OpenDocument` texts, EPUB books.

mod docx;
mod epub;
mod odt;
mod package;
pub(crate) mod xml;

pub(crate) use odt::flat;

use std::io::Cursor;

use ::zip::ZipArchive;

use crate::{
    IntakeError, Options,
    archive::{self, Kind},
};

/// What a document of an office program or a book gives.
#[derive(Debug, Default)]
pub(crate) struct OfficeText {
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) lang: Option<String>,
    /// When it was issued, as written.
    pub(crate) published: Option<String>,
    /// When it was made or changed, as written; less than a date of publication.
    pub(crate) modified: Option<String>,
    /// Bytes of the text before each chapter, with the chapter's name.
    pub(crate) places: Vec<(usize, String)>,
}

/// The archive as a package of named parts, with a bound on what is unpacked.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    format: &'static str,
    left: u64,
}

/// Reads a document in the form of a ZIP archive; `None` for an archive of files.
///
/// # Errors
///
/// [`IntakeError`] for one that is locked, broken, or of a kind that is not read.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<Option<OfficeText>, IntakeError> {
    let archive = archive::open_zip(Cursor::new(bytes))?;
    let Some(kind) = archive::zip_kind(&archive) else { return Ok(None) };
    let package = |format| Package { archive, format, left: options.max_bytes.saturating_mul(4) };
    match kind {
        Kind::Docx => docx::read(package("DOCX")).map(Some),
        Kind::OpenText => odt::read(package("OpenDocument text")).map(Some),
        Kind::Epub => epub::read(package("EPUB")).map(Some),
        Kind::Other(name) => Err(IntakeError::Unsupported(name)),
    }
}
