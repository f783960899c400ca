//! What one source holds: documents, and parts that were refused.

use entente_model::{Document, Warning};

use crate::{IntakeError, Options};

/// The documents of one source, and what of it could not be read.
#[derive(Debug, Default)]
pub struct Contents {
    /// In the order in which they stand in the source.
    pub documents: Vec<Document>,
    /// The parts that were left out, each with the reason.
    pub refused: Vec<Refused>,
}

/// A part of a source that was refused; the others are read all the same.
#[derive(Debug)]
pub struct Refused {
    /// The origin of the source, `#`, and the name of the part.
    pub origin: String,
    /// Why.
    pub error: IntakeError,
}

impl Contents {
    /// Takes over what another source held, this one's part.
    pub(crate) fn extend(&mut self, other: Self) {
        self.documents.extend(other.documents);
        self.refused.extend(other.refused);
    }

    /// Puts a part on the list of the refused.
    pub(crate) fn refuse(&mut self, origin: &str, error: IntakeError) {
        self.refused.push(Refused { origin: origin.to_owned(), error });
    }

    /// Adds what was made of a part.
    pub(crate) fn take(&mut self, origin: &str, read: Result<Document, IntakeError>) {
        match read {
            Ok(document) => self.documents.push(document),
            Err(error) => self.refuse(origin, error),
        }
    }

    /// The documents; one bad part does not lose the others, a source of nothing but bad parts is refused.
    ///
    /// # Errors
    ///
    /// The first refusal, where no document is left.
    pub(crate) fn into_documents(mut self) -> Result<Vec<Document>, IntakeError> {
        let count = self.refused.len();
        match (self.documents.is_empty(), self.refused.into_iter().next()) {
            (true, Some(refused)) => Err(refused.error),
            (true, None) => Err(IntakeError::Empty),
            (false, None) => Ok(self.documents),
            (false, Some(first)) => {
                let parts = if count == 1 { "part was" } else { "parts were" };
                let message =
                    format!("{count} {parts} left out, the first of them {}: {}", first.origin, first.error);
                self.documents[0].warnings.push(Warning::new("parts-refused", message));
                Ok(self.documents)
            }
        }
    }
}

/// What may still be unpacked of one source, its archives within archives counted too.
#[derive(Debug)]
pub(crate) struct Budget {
    parts: usize,
    bytes: u64,
    depth: usize,
}

impl Budget {
    pub(crate) fn of(options: &Options) -> Self {
        Self { parts: options.max_parts, bytes: options.max_unpacked, depth: options.max_archive_depth }
    }

    /// Counts one part of so many bytes.
    ///
    /// # Errors
    ///
    /// [`IntakeError::TooMuchInside`] where it is one too many.
    pub(crate) fn spend(&mut self, bytes: usize, options: &Options) -> Result<(), IntakeError> {
        self.parts = self.parts.checked_sub(1).ok_or_else(|| too_many(options))?;
        self.bytes = self.bytes.checked_sub(bytes as u64).ok_or_else(|| too_large(options))?;
        Ok(())
    }

    /// One archive deeper.
    ///
    /// # Errors
    ///
    /// [`IntakeError::TooDeep`] where archives lie too deep in each other.
    pub(crate) fn enter(&mut self, options: &Options) -> Result<(), IntakeError> {
        let limit = options.max_archive_depth;
        self.depth = self.depth.checked_sub(1).ok_or(IntakeError::TooDeep {
            what: "archives",
            depth: limit + 1,
            limit,
        })?;
        Ok(())
    }

    /// Back out of an archive.
    pub(crate) fn leave(&mut self) {
        self.depth += 1;
    }
}

/// More parts than allowed.
pub(crate) fn too_many(options: &Options) -> IntakeError {
    IntakeError::TooMuchInside(format!("more than {} parts", options.max_parts))
}

/// More bytes than allowed, unpacked.
pub(crate) fn too_large(options: &Options) -> IntakeError {
    IntakeError::TooMuchInside(format!("more than {} MB once unpacked", options.max_unpacked / 1_000_000))
}
