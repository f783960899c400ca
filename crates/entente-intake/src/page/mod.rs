//! A plain text that was taken from a page: which of its lines are the text and which are furniture.
//!
//! Each rule marks lines or stretches with a reason; nothing is lost, what was left out is kept in the document.
//! Where a rule is unsure, the text stays.

mod collapsed;
mod datelines;
mod edges;
mod lines;
pub(crate) mod metadata;
mod own_day;
mod series;
mod tail;
mod title;
mod weave;

use std::ops::Range;

use entente_model::{Cut, Letter as _};

use crate::{
    furniture::{Furniture, fold},
    published::Candidate,
};

/// Lines longer than this are never furniture, and are not folded.
const LONGEST_FURNITURE: usize = 400;

/// A text with more line ends than this is taken as it is.
const MOST_LINES: usize = 500_000;

/// Why a stretch was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Reason {
    /// Navigation and settings.
    Menu,
    /// A choice of languages.
    Languages,
    /// The way from the home page to this one.
    Breadcrumb,
    /// Share buttons.
    Share,
    /// Comment forms and counters.
    Comments,
    /// Labels and names of pictures.
    Media,
    /// The day of publication.
    Date,
    /// Numbers, ranges and kinds of a document.
    Metadata,
    /// Other stories.
    Teaser,
    /// References, links and sources.
    References,
    /// A line that stands there twice.
    Repeat,
    /// A short line in another script than the text.
    OtherScript,
    /// A note on a person or body put into the text.
    Note,
    /// A link to another page put into the text.
    Link,
    /// Markup.
    Markup,
}

impl Reason {
    /// The words for people.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Menu => "menu",
            Self::Languages => "language menu",
            Self::Breadcrumb => "breadcrumb",
            Self::Share => "share buttons",
            Self::Comments => "comment form",
            Self::Media => "picture",
            Self::Date => "date of publication",
            Self::Metadata => "metadata",
            Self::Teaser => "teaser",
            Self::References => "references",
            Self::Repeat => "repeated line",
            Self::OtherScript => "line in another script",
            Self::Note => "note",
            Self::Link => "link to another page",
            Self::Markup => "markup",
        }
    }

    /// The reason of a list in a pack.
    pub(crate) fn named(list: &str) -> Self {
        match list {
            "share" => Self::Share,
            "comments" => Self::Comments,
            "media" => Self::Media,
            "breadcrumb" => Self::Breadcrumb,
            _ => Self::Menu,
        }
    }
}

/// One line of a page.
#[derive(Debug)]
pub(crate) struct Line<'t> {
    /// Bytes of the line, without the line end.
    pub(crate) range: Range<usize>,
    /// The line without blanks around it.
    pub(crate) trimmed: &'t str,
    /// The line for looking up; empty for a long one.
    pub(crate) folded: String,
    /// Whether it reads like text: a whole sentence.
    pub(crate) prose: bool,
    /// The script of most of its letters.
    pub(crate) script: Option<Script>,
    /// Why it is left out.
    pub(crate) cut: Option<Reason>,
}

/// A family of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    /// English and most others.
    Latin,
    /// Russian and others.
    Cyrillic,
    /// Korean.
    Hangul,
    /// Any other.
    Other,
}

/// A page on the way to a clean text.
#[derive(Debug)]
pub(crate) struct Page<'t> {
    /// The whole text.
    pub(crate) text: &'t str,
    /// Its lines, the blank ones left out.
    pub(crate) lines: Vec<Line<'t>>,
    /// Stretches within lines that are left out.
    pub(crate) stretches: Vec<(Range<usize>, Reason)>,
    /// Offsets at which blocks ran into each other and a paragraph begins.
    pub(crate) breaks: Vec<usize>,
    /// The script of most letters.
    pub(crate) script: Option<Script>,
    /// What tells of the day of publication.
    pub(crate) dates: Vec<Candidate>,
    /// The line or stretch that looks like the title.
    pub(crate) title: Option<String>,
}

/// A clean text with what was left out.
#[derive(Debug)]
pub(crate) struct Cleaned {
    pub(crate) text: String,
    pub(crate) cuts: Vec<Cut>,
    pub(crate) title: Option<String>,
    pub(crate) dates: Vec<Candidate>,
}

impl Cleaned {
    /// A text of which nothing was left out.
    pub(crate) fn of(text: String) -> Self {
        Self { text, cuts: Vec::new(), title: None, dates: Vec::new() }
    }
}

/// Takes the furniture off a text. `whole` is false for a text that an extraction crate has cleaned already: then
/// only lines that are furniture wherever they stand go.
pub(crate) fn clean(text: &str, furniture: &Furniture, whole: bool) -> Cleaned {
    // A table of a million lines is no page, and the marks on its lines would take more room than its text.
    if memchr::memchr_iter(b'\n', text.as_bytes()).count() > MOST_LINES {
        return Cleaned::of(text.to_owned());
    }
    let mut page = Page::new(text);
    lines::mark(&mut page, furniture);
    if whole {
        tail::mark(&mut page, furniture);
        metadata::mark(&mut page, furniture);
        lines::mark_rows(&mut page, furniture);
        edges::mark(&mut page, furniture);
        title::mark(&mut page, furniture);
        collapsed::mark(&mut page, furniture);
    } else {
        lines::mark_rows(&mut page, furniture);
    }
    weave::weave(page)
}

impl<'t> Page<'t> {
    fn new(text: &'t str) -> Self {
        let mut counts = ScriptCounts::default();
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_end_matches('\n');
            if bare.trim().is_empty() {
                start += line.len();
                continue;
            }
            let own = ScriptCounts::of(bare);
            counts.add(own);
            let trimmed = bare.trim();
            let short = trimmed.len() <= LONGEST_FURNITURE;
            lines.push(Line {
                range: start..start + bare.len(),
                trimmed,
                folded: if short { fold(trimmed) } else { String::new() },
                prose: is_prose(trimmed),
                script: own.most(),
                cut: None,
            });
            start += line.len();
        }
        let script = counts.most();
        Self {
            text,
            lines,
            stretches: Vec::new(),
            breaks: Vec::new(),
            script,
            dates: Vec::new(),
            title: None,
        }
    }

    /// The lines above the first sentence of the text.
    pub(crate) fn head(&self) -> Range<usize> {
        let end = self.lines.iter().position(|line| self.is_body(line)).unwrap_or(self.lines.len());
        0..end
    }

    /// The lines below its last sentence; empty where there is no sentence at all.
    pub(crate) fn foot(&self) -> Range<usize> {
        let start = self.lines.iter().rposition(|line| self.is_body(line));
        start.map_or(self.lines.len(), |last| last + 1)..self.lines.len()
    }

    fn is_body(&self, line: &Line<'_>) -> bool {
        line.cut.is_none() && line.prose && (line.script == self.script || line.script.is_none())
    }

    /// Bytes of the lines that are not left out.
    pub(crate) fn kept_bytes(&self, lines: Range<usize>) -> usize {
        self.lines[lines].iter().filter(|line| line.cut.is_none()).map(|line| line.trimmed.len()).sum()
    }
}

/// Whether a line reads like a sentence: it ends like one and has six words, or is very long.
fn is_prose(line: &str) -> bool {
    if line.len() > LONGEST_FURNITURE {
        return true;
    }
    // Marks of references and closing signs may follow the full stop: `in 2001.[2]`.
    let closed = line.trim_end_matches(|char: char| char.is_ascii_digit() || "\"'”’»)[]*_".contains(char));
    let words = || line.split_whitespace().filter(|word| word.contains(char::is_letter)).take(6).count();
    closed.ends_with(['.', '!', '?', '…', '。', ':']) && words() >= 6
}

/// How many letters of each script.
#[derive(Debug, Clone, Copy, Default)]
struct ScriptCounts([usize; 4]);

impl ScriptCounts {
    const SCRIPTS: [Script; 4] = [Script::Latin, Script::Cyrillic, Script::Hangul, Script::Other];

    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for char in text.chars().filter(|char| char.is_letter()) {
            let slot = match char {
                '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => 0,
                '\u{400}'..='\u{52F}' => 1,
                // A syllable carries what two or three letters do.
                '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}' => {
                    counts.0[2] += 1;
                    2
                }
                _ => 3,
            };
            counts.0[slot] += 1;
        }
        counts
    }

    fn add(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, count)| *sum += count);
    }

    fn most(self) -> Option<Script> {
        let (&count, script) = self.0.iter().zip(Self::SCRIPTS).rev().max_by_key(|&(&count, _)| count)?;
        (count > 0).then_some(script)
    }
}
