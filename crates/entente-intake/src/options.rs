//! What a caller may set.

use std::sync::Arc;

use entente_model::{Interval, Language};

use crate::{Furniture, Recogniser};

/// The bounds within which sources are read, and the words of page furniture.
#[derive(Debug, Clone)]
pub struct Options {
    /// Sources with more bytes than this are refused; 50 MB unless told.
    pub max_bytes: u64,
    /// HTML nested deeper than this many elements is refused; 2,000 unless told.
    pub max_html_depth: usize,
    /// HTML longer than this many bytes is not given to the extraction crate, whose time may grow faster than the
    /// page: its text is taken whole, with a warning. 8 MB unless told.
    pub max_extracted_html: usize,
    /// HTML with more tags than this is not given to the extraction crate either; 100,000 unless told.
    pub max_extracted_tags: usize,
    /// How many parts an archive, a mailbox or a feed may have; 100,000 unless told.
    pub max_parts: usize,
    /// How many bytes an archive may hold once it is unpacked, its archives unpacked too; 2 GB unless told.
    pub max_unpacked: u64,
    /// How deep archives may lie in each other; 4 unless told.
    pub max_archive_depth: usize,
    /// How many seconds a PDF may take; 30 unless told.
    pub max_seconds: u64,
    /// The words of menus, comment forms, teasers and dates; the embedded ones unless told.
    pub furniture: Arc<Furniture>,
    /// What recognises the words of scans; nothing unless told, and scans are refused.
    pub recogniser: Option<Arc<dyn Recogniser>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_bytes: 50_000_000,
            max_html_depth: 2_000,
            max_extracted_html: 8_000_000,
            max_extracted_tags: 100_000,
            max_parts: 100_000,
            max_unpacked: 2_000_000_000,
            max_archive_depth: 4,
            max_seconds: 30,
            furniture: Furniture::embedded(),
            recogniser: None,
        }
    }
}

/// What the caller knows of a source; it wins over what the source says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Hints {
    /// When it was published.
    pub published: Option<Interval>,
    /// Hour, minute and second of publication.
    pub published_clock: Option<(u8, u8, u8)>,
    /// The language of the text.
    pub lang: Option<Language>,
    /// The address that it came from, where the origin does not say it.
    pub address: Option<String>,
    /// When it was fetched, RFC 3339.
    pub captured: Option<String>,
    /// The media type that its carrier names, `text/html; charset=euc-kr`.
    pub media_type: Option<String>,
    /// Which columns of a table hold what.
    pub columns: Option<Columns>,
    /// Whether page furniture is left out. Without, the text is the decoded input to the last character, a byte
    /// order mark apart.
    pub clean: bool,
}

impl Default for Hints {
    fn default() -> Self {
        Self {
            published: None,
            published_clock: None,
            lang: None,
            address: None,
            captured: None,
            media_type: None,
            columns: None,
            clean: true,
        }
    }
}

/// Which columns of a table, or fields of JSON Lines, hold what.
///
/// ```
/// let columns: entente_intake::Columns = "text=body,published=date".parse()?;
/// assert_eq!(columns.of("body"), Some("text"));
/// # Ok::<(), entente_intake::ColumnsError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns(Vec<(&'static str, String)>);

/// A list of columns that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` names no columns: write `text=NAME`, then `id=`, `title=`, `published=`, `publisher=`, `lang=`, `url=` as needed, with commas between"
)]
pub struct ColumnsError(String);

/// What a column can hold.
const MEANINGS: [&str; 7] = ["text", "id", "title", "published", "publisher", "lang", "url"];

impl Columns {
    /// What the column of this name holds: `text`, `id`, `title`, `published`, `publisher`, `lang`, `url`.
    ///
    /// Several columns may hold text; a column that is not named holds what its own name says, if anything.
    pub fn of(&self, name: &str) -> Option<&'static str> {
        let name = name.trim();
        let named = |(_, column): &&(&str, String)| column.eq_ignore_ascii_case(name);
        let (meaning, _) = self.0.iter().find(named)?;
        Some(meaning)
    }

    /// Whether a column is named for this meaning.
    pub(crate) fn names(&self, meaning: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == meaning)
    }
}

impl std::str::FromStr for Columns {
    type Err = ColumnsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ColumnsError(text.to_owned());
        let pair = |pair: &str| {
            let (meaning, column) = pair.split_once('=')?;
            let meaning = MEANINGS.into_iter().find(|known| *known == meaning.trim())?;
            let column = column.trim();
            (!column.is_empty()).then(|| (meaning, column.to_owned()))
        };
        let pairs: Option<Vec<_>> = text.split(',').map(pair).collect();
        pairs.filter(|pairs| !pairs.is_empty()).map(Self).ok_or_else(wrong)
    }
}

impl std::fmt::Display for Columns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, (meaning, column)) in self.0.iter().enumerate() {
            write!(f, "{}{meaning}={column}", if number > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}
