//! Files packed with gzip: an archive within, or one document.

use std::io::{self, Cursor, Read};

use super::{
    Bounds, HEAD, Part, Parts, Refused, Source, bounded, counted::Members, guarded, mbox::Mbox,
    section::Section, tar::Tar, warc::Warc,
};
use crate::{
    IntakeError,
    format::{self, Format},
};

pub(super) fn parts<'r>(
    origin: &str,
    reader: impl Source + 'r,
    bounds: &Bounds,
) -> Result<Parts<'r>, IntakeError> {
    let broken = |error: &io::Error| IntakeError::Broken { format: "gzip", reason: error.to_string() };
    let section = Section::whole(reader).map_err(|error| broken(&error))?;
    let mut head = Vec::new();
    let inner_name = inner_name(origin);
    Members::new(section.from(0)).take(HEAD as u64).read_to_end(&mut head).map_err(|error| broken(&error))?;
    let unpacked = Members::new(section.from(0));
    Ok(match format::tell(&inner_name, &head, None) {
        Format::Tar => guarded(Tar::new(origin, unpacked, bounds.part), bounds),
        Format::Mbox => guarded(Mbox::new(origin, unpacked, bounds.part), bounds),
        Format::Warc => guarded(Warc::packed(origin, section, bounds.part), bounds),
        _ => {
            let name = inner_name.rsplit(['/', '\\']).next().unwrap_or_default();
            let origin = super::named(origin, name);
            let mut unpacked = unpacked;
            let part = match bounded(&mut unpacked, bounds.part, None) {
                Ok(bytes) => Ok(Part { origin, bytes, ..Part::default() }),
                Err(error) => Err(Refused { origin, error: error.into_error("gzip") }),
            };
            Box::new(std::iter::once(part))
        }
    })
}

/// The name without `.gz`; `.tgz` is a TAR.
fn inner_name(origin: &str) -> String {
    if super::ends_with(origin, ".tgz") {
        return format!("{}.tar", &origin[..origin.len() - 4]);
    }
    let cut = if super::ends_with(origin, ".gz") { 3 } else { 0 };
    origin[..origin.len() - cut].to_owned()
}

/// The bytes of a gzip file in memory, at most `limit` of them.
///
/// # Errors
///
/// As a reader's; [`io::ErrorKind::FileTooLarge`] beyond the limit.
pub(super) fn unpack(bytes: &[u8], limit: u64) -> io::Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    Members::new(Cursor::new(bytes)).take(limit.saturating_add(1)).read_to_end(&mut unpacked)?;
    if unpacked.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(unpacked)
}
