//! Why a source was not read.

use entente_intake::IntakeError;

/// Why a source, or a part of one, was not read: the reason and a way out, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct Refusal {
    /// The reason as a short stable word: `empty`, `too-large`, `binary`, `defect`.
    pub code: &'static str,
    /// The reason.
    pub reason: String,
    /// What a person can do about it; nothing where that is not known.
    pub hint: &'static str,
}

impl Refusal {
    /// The program failed.
    pub(crate) fn defect() -> Self {
        let reason = "the program failed on it; this is a defect of the program".to_owned();
        Self { code: "defect", reason, hint: "" }
    }

    fn words(&self) -> String {
        if self.hint.is_empty() { self.reason.clone() } else { format!("{}; {}", self.reason, self.hint) }
    }
}

impl From<IntakeError> for Refusal {
    fn from(error: IntakeError) -> Self {
        Self { code: error.code().as_str(), reason: error.to_string(), hint: error.hint() }
    }
}

/// A part of a source that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it came from.
    pub origin: String,
    /// Why.
    pub refusal: Refusal,
}

impl From<entente_intake::Refused> for Refused {
    fn from(part: entente_intake::Refused) -> Self {
        Self { origin: part.origin, refusal: part.error.into() }
    }
}
