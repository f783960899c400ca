//! The parts of a package by their names.

use std::io::Read as _;

use ::zip::result::ZipError;

use super::Package;
use crate::{IntakeError, charset};

impl Package<'_> {
    /// A part of this name, in bytes; `None` where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, IntakeError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(IntakeError::Locked(self.format));
            }
            Err(error) => return Err(IntakeError::Broken { format: self.format, reason: error.to_string() }),
        };
        let mut bytes = Vec::new();
        let read = file.take(self.left.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| IntakeError::Broken { format: self.format, reason: error.to_string() })?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(|| {
            IntakeError::TooMuchInside(
                "the document grows beyond four times the limit of --max-size".to_owned(),
            )
        })?;
        Ok(Some(bytes))
    }

    /// A part of this name as text.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, IntakeError> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        Ok(Some(charset::decode(&bytes, Some("utf-8"))?.text))
    }

    /// A part that must be there.
    pub(super) fn needed(&mut self, name: &str) -> Result<String, IntakeError> {
        self.text(name)?.ok_or_else(|| self.broken(format!("`{name}` is missing")))
    }

    /// The format of the package is broken.
    pub(super) fn broken(&self, reason: impl Into<String>) -> IntakeError {
        IntakeError::Broken { format: self.format, reason: reason.into() }
    }
}
