//! Why a source was refused.

/// A source that cannot be taken in. The message names the reason; [`IntakeError::hint`] a way out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// No bytes, or nothing but blanks.
    #[error("the source is empty: there is no text in it")]
    Empty,
    /// More bytes than allowed.
    #[error("the source is too large: {bytes} bytes, and the limit is {limit}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The size allowed.
        limit: u64,
    },
    /// A format that is known and not read.
    #[error("unsupported format: {0}")]
    Unsupported(&'static str),
    /// Bytes that are no text in any charset.
    #[error("the source is binary, not text: {0}")]
    Binary(String),
    /// HTML or an archive within archives that goes too deep.
    #[error("nested too deep: {depth} levels of {what}, and the limit is {limit}")]
    TooDeep {
        /// `HTML elements`, `archives`.
        what: &'static str,
        /// How deep it goes at least.
        depth: usize,
        /// How deep it may go.
        limit: usize,
    },
    /// An archive or a mailbox with too many parts, or one that grows too much when it is unpacked.
    #[error("too much inside: {0}")]
    TooMuchInside(String),
    /// A file that breaks the rules of its format.
    #[error("broken {format}: {reason}")]
    Broken {
        /// `JSON Lines`, `DOCX`.
        format: &'static str,
        /// What is wrong, and where.
        reason: String,
    },
    /// A document of a good format that holds no text.
    #[error("no text found: {0}")]
    NoText(String),
    /// A file that takes too long.
    #[error("{what} took more than {seconds} seconds")]
    TooSlow {
        /// `the PDF`.
        what: &'static str,
        /// The time allowed.
        seconds: u64,
    },
    /// A picture, whose words would have to be recognised.
    #[error("{0}, whose words have to be recognised first")]
    Picture(&'static str),
    /// A scan on which no words were recognised.
    #[error("the scan could not be read: {0}")]
    NotRecognised(String),
    /// A table without a column of texts.
    #[error("none of the table's columns holds texts: {0}")]
    NoTextColumn(String),
    /// A file that only opens with a password.
    #[error("the {0} is locked with a password")]
    Locked(&'static str),
}

/// A reason of refusal as a short stable word, for scripts and for the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ErrorCode(pub &'static str);

impl ErrorCode {
    /// The word.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl std::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl IntakeError {
    /// The reason as a short stable word: `empty`, `too-large`, `binary`.
    pub const fn code(&self) -> ErrorCode {
        ErrorCode(match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::Unsupported(_) => "unsupported-format",
            Self::Binary(_) => "binary",
            Self::TooDeep { .. } => "too-deep",
            Self::TooMuchInside(_) => "too-much-inside",
            Self::Broken { .. } => "broken",
            Self::NoText(_) => "no-text",
            Self::TooSlow { .. } => "too-slow",
            Self::Picture(_) => "picture",
            Self::NotRecognised(_) => "not-recognised",
            Self::NoTextColumn(_) => "no-text-column",
            Self::Locked(_) => "locked",
        })
    }

    /// What a person can do about it.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "check that the file was saved or downloaded whole",
            Self::TooLarge { .. } => "split the source, or raise the limit with --max-size",
            Self::Unsupported(_) => "save the text as plain text, HTML, DOCX or PDF and add that",
            Self::Binary(_) => "add the text that belongs to it, as plain text or HTML",
            Self::TooDeep { .. } => "save the page as plain text, or unpack the archive, and add that",
            Self::TooMuchInside(_) => "unpack it and add the files that you need",
            Self::Broken { .. } => "open it in the program that made it, save it again, and add that",
            Self::NoText(_) => {
                "install Tesseract and pdftoppm for a scan; a page made by scripts must be saved from a browser"
            }
            Self::Picture(_) => {
                "install Tesseract with the language of the text, and add it again; or add the text itself"
            }
            Self::NotRecognised(_) => "add a sharper scan, or the text itself",
            Self::NoTextColumn(_) => {
                "name the column with --columns text=NAME; a table of figures is no source of texts and may be left out"
            }
            Self::TooSlow { .. } => "save it again with another program, or add its text",
            Self::Locked(_) => "save it without a password and add that",
        }
    }
}
