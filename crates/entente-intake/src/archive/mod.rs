//! Files that hold files: ZIP, TAR, gzip, web archives, mailboxes. Each is read as a stream of parts, so that the
//! memory does not grow with the archive.

mod counted;
mod gzip;
mod http;
mod mbox;
mod section;
mod tar;
mod warc;
mod zip;

pub(crate) use zip::{Kind, kind as zip_kind, open as open_zip};

use std::io::{self, Read, Seek, SeekFrom};

use crate::{
    IntakeError, Options, Refused,
    format::{self, Format},
};

/// One file out of an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The origin of the archive, `#`, and the name of the file in it.
    pub origin: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The address that it was fetched from, where the archive tells.
    pub address: Option<String>,
    /// When it was fetched, RFC 3339, where the archive tells.
    pub captured: Option<String>,
    /// The media type that the archive names.
    pub media_type: Option<String>,
}

/// The parts of an archive, read as they are asked for.
pub type Parts<'r> = Box<dyn Iterator<Item = Result<Part, Refused>> + Send + 'r>;

/// How many bytes at the start tell the format.
const HEAD: usize = 4096;

/// A reader that can go back.
pub(crate) trait Source: Read + Seek + Send {}

impl<R: Read + Seek + Send> Source for R {}

/// The bounds of one archive.
#[derive(Debug, Clone)]
pub(crate) struct Bounds {
    /// The largest part in bytes.
    pub(crate) part: u64,
    /// How many parts.
    pub(crate) parts: usize,
    /// How many bytes all parts may have.
    pub(crate) all: u64,
}

/// Unpacks `reader`; `None` where it is no archive but a document.
///
/// # Errors
///
/// [`IntakeError::Broken`] for an archive that cannot be opened at all.
pub(crate) fn parts<'r>(
    origin: &str,
    mut reader: impl Source + 'r,
    options: &Options,
) -> Result<Option<Parts<'r>>, IntakeError> {
    let broken = |error: &io::Error| IntakeError::Broken { format: "archive", reason: error.to_string() };
    let mut head = Vec::with_capacity(HEAD);
    let length = reader.seek(SeekFrom::End(0)).map_err(|error| broken(&error))?;
    reader.rewind().map_err(|error| broken(&error))?;
    (&mut reader).take(HEAD as u64).read_to_end(&mut head).map_err(|error| broken(&error))?;
    reader.rewind().map_err(|error| broken(&error))?;
    // What is streamed may be larger than what fits the memory, as long as it does not blow up.
    let all = options.max_unpacked.max(length.saturating_mul(100));
    let bounds = Bounds { part: options.max_bytes, parts: options.max_parts, all };
    Ok(match format::tell(origin, &head, None) {
        Format::Zip => zip::parts(origin, reader, &bounds)?,
        Format::Gzip => Some(gzip::parts(origin, reader, &bounds)?),
        Format::Tar => Some(guarded(tar::Tar::new(origin, reader, bounds.part), &bounds)),
        Format::Warc => Some(guarded(warc::Warc::plain(origin, reader, bounds.part), &bounds)),
        Format::Mbox => Some(guarded(mbox::Mbox::new(origin, reader, bounds.part), &bounds)),
        _ => None,
    })
}

/// Ends the stream of parts with a refusal once there are too many of them.
fn guarded<'r>(parts: impl Iterator<Item = Result<Part, Refused>> + Send + 'r, bounds: &Bounds) -> Parts<'r> {
    let Bounds { parts: most, all, .. } = *bounds;
    let (mut count, mut bytes, mut over) = (0usize, 0u64, false);
    Box::new(parts.map_while(move |part| {
        if over {
            return None;
        }
        count += 1;
        bytes += part.as_ref().map_or(0, |part| part.bytes.len() as u64);
        let origin = match &part {
            Ok(part) => &part.origin,
            Err(refused) => &refused.origin,
        };
        let too_much = |what: String| {
            let error = IntakeError::TooMuchInside(what + "; the rest was left out");
            Some(Err(Refused { origin: origin.clone(), error }))
        };
        over = count > most || bytes > all;
        if count > most {
            return too_much(format!("more than {most} parts"));
        }
        if bytes > all {
            return too_much(format!("more than {} MB once unpacked", all / 1_000_000));
        }
        Some(part)
    }))
}

/// What a stream of parts gives when it is asked for the next one: behind its end, or what cannot be read, nothing comes.
fn part_or_end(
    next: io::Result<Option<Result<Part, Refused>>>,
    ended: &mut bool,
    origin: &str,
    format: &'static str,
) -> Option<Result<Part, Refused>> {
    if let Ok(Some(part)) = next {
        return Some(part);
    }
    *ended = true;
    let error = IntakeError::Broken { format, reason: next.err()?.to_string() };
    Some(Err(Refused { origin: origin.to_owned(), error }))
}

/// The origin of a part; the name is for people and is never used as a path. Control characters, which could forge
/// lines of a log, are replaced.
pub(crate) fn named(origin: &str, name: &str) -> String {
    let clean = |char: char| if char.is_control() { '\u{FFFD}' } else { char };
    format!("{origin}#{}", name.chars().map(clean).collect::<String>())
}

/// Reads a part of at most `limit` bytes.
fn bounded(reader: &mut impl Read, limit: u64, known: Option<u64>) -> Result<Vec<u8>, PartError> {
    if let Some(bytes) = known.filter(|&bytes| bytes > limit) {
        return Err(PartError::Refused(IntakeError::TooLarge { bytes, limit }));
    }
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(PartError::Broken)?;
    if bytes.len() as u64 > limit {
        return Err(PartError::Refused(IntakeError::TooLarge { bytes: bytes.len() as u64, limit }));
    }
    Ok(bytes)
}

/// Why a part could not be read.
#[derive(Debug)]
enum PartError {
    /// The stream goes on behind it.
    Refused(IntakeError),
    /// The stream is at its end.
    Broken(io::Error),
}

impl PartError {
    fn into_error(self, format: &'static str) -> IntakeError {
        match self {
            Self::Refused(error) => error,
            Self::Broken(error) => IntakeError::Broken { format, reason: error.to_string() },
        }
    }
}

/// Whether a name has this ending, in small or large letters.
fn ends_with(name: &str, ending: &str) -> bool {
    let at = name.len().saturating_sub(ending.len());
    name.as_bytes()[at..].eq_ignore_ascii_case(ending.as_bytes())
}

/// Whether a file of this name in an archive or folder is none of the documents: hidden, or made by a system.
fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\'])
        .any(|step| step.starts_with('.') && step != "." && step != ".." || step == "__MACOSX")
}
