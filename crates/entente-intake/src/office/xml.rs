//! XML as a row of events, with references resolved and nothing fetched.

use crate::html;
use quick_xml::{Reader, events::Event};

/// Elements that lie deeper in each other than this end the reading.
const DEEPEST: usize = 4_000;

/// One step through a document.
#[derive(Debug)]
pub(crate) enum Step<'x> {
    /// A start tag; an empty element is a start and an end.
    Start(Element<'x>),
    /// An end tag, its name without the prefix.
    End(&'x str),
    /// Words.
    Words(&'x str),
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Element<'x> {
    /// Its name without the prefix.
    pub(crate) name: &'x str,
    start: &'x quick_xml::events::BytesStart<'x>,
}

impl Element<'_> {
    /// The value of an attribute by its name without the prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.html_attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(quick_xml::XmlVersion::Explicit1_0);
        Some(value.map_or_else(|_| found.value.clone().into_owned(), std::borrow::Cow::into_owned))
    }
}

/// Walks through `text`; a document that breaks off or is broken gives what stands before the break.
///
/// # Errors
///
/// The reader's words for what is broken.
pub(crate) fn walk(text: &str, mut visit: impl FnMut(Step<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(format!("elements lie more than {DEEPEST} deep in each other"));
                }
                visit(Step::Start(Element { name: start.local_name().into_inner(), start: &start }));
            }
            Event::Empty(start) => {
                let name = start.local_name();
                visit(Step::Start(Element { name: name.into_inner(), start: &start }));
                visit(Step::End(name.into_inner()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Step::End(end.local_name().into_inner()));
            }
            Event::Text(words) => visit(Step::Words(&words.xml10_content())),
            Event::CData(words) => visit(Step::Words(&words.xml10_content())),
            Event::GeneralRef(reference) => {
                let resolved = reference.resolve_char_ref().ok().flatten().map(String::from);
                let known = || html::entity(&reference);
                visit(Step::Words(&resolved.or_else(known).unwrap_or_else(|| format!("&{};", &*reference))));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A text that grows by words, lines and paragraphs, with blanks as the marks around it want them.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// What stands so far.
    pub(crate) text: String,
    gap: usize,
}

impl Text {
    /// Words as they are; control characters are left out.
    pub(crate) fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if self.gap > 0 {
            let end = self.text.trim_end_matches(' ').len();
            self.text.truncate(end);
            if !self.text.is_empty() {
                self.text.extend(std::iter::repeat_n('\n', self.gap));
            }
            self.gap = 0;
        }
        self.text.extend(words.chars().filter(|char| !char.is_control() || matches!(char, '\n' | '\t')));
    }

    /// Words of a format in which blanks and line ends between words mean one blank.
    pub(crate) fn push_folded(&mut self, words: &str) {
        for piece in words.split_inclusive(|char: char| char.is_ascii_whitespace()) {
            let word = piece.trim_ascii();
            self.push(word);
            let open = self.gap > 0 || self.text.is_empty() || self.text.ends_with([' ', '\n', '\t']);
            if piece.len() > word.len() && !open {
                self.text.push(' ');
            }
        }
    }

    /// A cell of a table; behind another one of its row it follows a tab.
    pub(crate) fn cell(&mut self, behind_another: bool) {
        if behind_another {
            self.gap = 0;
            self.push("\t");
        }
    }

    /// A new line.
    pub(crate) fn line(&mut self) {
        self.gap = self.gap.max(1);
    }

    /// A new paragraph.
    pub(crate) fn paragraph(&mut self) {
        self.gap = 2;
    }
}
