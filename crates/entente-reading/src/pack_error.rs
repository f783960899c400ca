//! What can be wrong with a pack.

/// A pack file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The file is no TOML of the shape that is wanted.
    #[error("{path}:{line}: {message}")]
    Syntax {
        /// The file.
        path: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A value is outside its vocabulary.
    #[error("{path}: {message}")]
    Value {
        /// The file.
        path: String,
        /// What is wrong.
        message: String,
    },
}

impl PackError {
    /// An error of the TOML parser, with the line that it names.
    pub(crate) fn syntax(path: &str, text: &str, source: &toml::de::Error) -> Self {
        let at = source.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Self::Syntax { path: path.to_owned(), line, message: source.message().to_owned() }
    }

    /// A value that does not belong there.
    pub(crate) fn value(path: &str, message: &str) -> Self {
        Self::Value { path: path.to_owned(), message: message.to_owned() }
    }
}
