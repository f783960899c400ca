//! PDF: the words of its pages in the order in which they are read, page by page.
//!
//! The interpreter draws each page; what it draws as letters is collected with its place, and the letters are put
//! together to lines, columns and paragraphs. Each file is read in a thread of its own that can be left behind.

mod glyphs;
mod layout;
mod lines;
mod running;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use entente_model::Letter as _;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf, object::DateTime};

use crate::IntakeError;

/// Deep enough for what the interpreter nests, within its own bounds.
const STACK: usize = 64 << 20;

/// More pages than any document has.
const MOST_PAGES: usize = 20_000;

/// What a file gives.
#[derive(Debug, Default)]
pub(crate) struct PdfText {
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    /// The day on which the file was made, which is not always the day of publication.
    pub(crate) made: Option<String>,
    /// Bytes of the text before each page with words.
    pub(crate) places: Vec<(usize, String)>,
    /// Bytes of the text before each running head or foot that was left out, with its words.
    pub(crate) running: Vec<(usize, String)>,
    /// Letters whose fonts do not say what they are.
    pub(crate) unknown: usize,
}

/// Reads a file within so many seconds.
///
/// # Errors
///
/// [`IntakeError::Locked`], [`IntakeError::Broken`], [`IntakeError::TooSlow`], or [`IntakeError::NoText`] for a scan.
pub(crate) fn read(bytes: &[u8], seconds: u64) -> Result<PdfText, IntakeError> {
    let bytes = bytes.to_vec();
    let stop = Arc::new(AtomicBool::new(false));
    let (sender, receiver) = mpsc::sync_channel(1);
    let flag = Arc::clone(&stop);
    let work = move || {
        let read = catch_unwind(AssertUnwindSafe(|| pages(bytes, &flag)));
        let crashed =
            || IntakeError::Broken { format: "PDF", reason: "its pages cannot be drawn".to_owned() };
        // The one who asked may have gone.
        let _ = sender.send(read.unwrap_or_else(|_| Err(crashed())));
    };
    let started = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(work);
    if let Err(error) = started {
        return Err(IntakeError::Broken { format: "PDF", reason: error.to_string() });
    }
    receiver.recv_timeout(Duration::from_secs(seconds)).unwrap_or_else(|_| {
        stop.store(true, Ordering::Relaxed);
        Err(IntakeError::TooSlow { what: "the PDF", seconds })
    })
}

fn pages(bytes: Vec<u8>, stop: &AtomicBool) -> Result<PdfText, IntakeError> {
    let broken = |reason: &str| IntakeError::Broken { format: "PDF", reason: reason.to_owned() };
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => IntakeError::Locked("PDF"),
        LoadPdfError::Decryption(_) => IntakeError::Unsupported("a PDF locked in a way that is not known"),
        LoadPdfError::Invalid => broken("it has no table of its objects"),
    })?;
    let count = pdf.pages().len();
    if count > MOST_PAGES {
        return Err(IntakeError::TooMuchInside(format!("{count} pages, and the limit is {MOST_PAGES}")));
    }
    let drawn = glyphs::pages(&pdf, stop);
    let mut found = PdfText { unknown: drawn.unknown, ..PdfText::default() };
    let columns: Vec<Vec<lines::Line>> = drawn.pages.into_iter().map(layout::reading_order).collect();
    running::put_together(columns, &mut found);
    let known = found.text.chars().filter(|char| !char.is_whitespace()).count();
    if known == 0 && found.unknown == 0 {
        return Err(IntakeError::NoText(format!("none of its {count} pages has words; it may be a scan")));
    }
    if found.unknown > known {
        let reason = "its fonts do not say which characters they show; it must be recognised like a scan";
        return Err(IntakeError::NoText(reason.to_owned()));
    }
    let metadata = pdf.metadata();
    found.title = metadata.title.as_deref().map(text_string).filter(|title| is_title(title));
    found.made = metadata.creation_date.as_ref().map(written);
    Ok(found)
}

/// A string of the file: UTF-16 with a mark, UTF-8 with a mark, or Latin.
fn text_string(bytes: &[u8]) -> String {
    let (text, ..) = match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode(rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => encoding_rs::UTF_8.decode(rest),
        bytes if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8.decode(bytes),
        bytes => encoding_rs::WINDOWS_1252.decode(bytes),
    };
    text.trim().to_owned()
}

/// Programs write names of files where titles belong.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let file = [".doc", ".docx", ".pdf", ".indd", ".hwp", ".qxd", ".rtf", ".tex"]
        .iter()
        .any(|end| lower.ends_with(end));
    title.chars().filter(|char| char.is_letter()).count() >= 3
        && !file
        && !lower.starts_with("untitled")
        && !lower.starts_with("microsoft word")
}

fn written(date: &DateTime) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
