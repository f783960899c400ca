//! Stretches of text with a meaning for the eye, and how they are wrapped together.

use crate::width;

/// What a stretch of text is to the reader; a terminal may colour it, a page may set it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Text.
    Plain,
    /// A heading or a name.
    Strong,
    /// A source, an id: there when it is needed.
    Dim,
    /// A date.
    Date,
    /// Something that does not fit.
    Alert,
    /// Something that has not happened (yet).
    Hint,
}

impl Paint {
    /// The ANSI code, none for plain text.
    pub(crate) const fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Dim => Some("2"),
            Self::Date => Some("36"),
            Self::Alert => Some("31"),
            Self::Hint => Some("33"),
        }
    }
}

/// Text of one paint, on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text, free of controls and line breaks.
    pub text: String,
    /// What it is.
    pub paint: Paint,
}

impl Run {
    /// A run; the text is made safe for one line.
    pub fn new(text: &str, paint: Paint) -> Self {
        Self { text: crate::escape::line(text).into_owned(), paint }
    }
}

/// Lines of at most `width` columns; runs follow each other with a space between.
pub(crate) fn wrap(runs: &[Run], width: usize) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    let mut taken = 0;
    for run in runs {
        for word in run.text.split(' ').filter(|word| !word.is_empty()) {
            for (at, piece) in width::wrap(word, width).into_iter().enumerate() {
                let needed = width::columns(&piece);
                if at > 0 || (taken > 0 && taken + 1 + needed > width) {
                    lines.push(Vec::new());
                    taken = 0;
                }
                if let Some(line) = lines.last_mut() {
                    taken += needed + usize::from(taken > 0);
                    append(line, piece, run.paint);
                }
            }
        }
    }
    lines
}

/// Adds a word to a line, to its last run where the paint is the same.
fn append(line: &mut Vec<Run>, word: String, paint: Paint) {
    match line.last_mut() {
        Some(last) if last.paint == paint => {
            last.text.push(' ');
            last.text.push_str(&word);
        }
        Some(last) => {
            last.text.push(' ');
            line.push(Run { text: word, paint });
        }
        None => line.push(Run { text: word, paint }),
    }
}

/// The columns that a line of runs takes.
pub(crate) fn columns(line: &[Run]) -> usize {
    line.iter().map(|run| width::columns(&run.text)).sum()
}
