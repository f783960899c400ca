//! The way of the bytes: format, charset, text, furniture, metadata.

use std::borrow::Cow;

use entente_model::{Document, Interval, Language, SourceId, Warning};

use crate::{
    Hints, IntakeError, Options,
    charset::{self, Decoded},
    dates,
    format::{self, Format},
    frontmatter, html, jsonl, language,
    page::{self, Cleaned},
    published::{self, Candidate, Evidence},
};

/// Turns bytes into documents. Cheap to clone; holds no state.
#[derive(Debug, Clone)]
pub struct Intake {
    pub(crate) options: Options,
}

/// What the source itself says beside its text.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) lang: Option<Language>,
    pub(crate) dates: Vec<Candidate>,
    pub(crate) warnings: Vec<Warning>,
}

impl Intake {
    /// An intake with these bounds and words.
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// Reads one source: a text, a page, or a JSON Lines file, which holds many documents.
    ///
    /// `origin` is the path or address as given; it helps to tell the format and the publisher. A hint wins over what
    /// the source says. The text of a document is clean text, or with `clean` off the decoded input.
    ///
    /// # Errors
    ///
    /// An [`IntakeError`] that names the reason; nothing of the source is returned then.
    pub fn read(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Vec<Document>, IntakeError> {
        if bytes.len() as u64 > self.options.max_bytes {
            return Err(IntakeError::TooLarge { bytes: bytes.len() as u64, limit: self.options.max_bytes });
        }
        if bytes.trim_ascii().is_empty() {
            return Err(IntakeError::Empty);
        }
        match format::tell(origin, bytes) {
            Format::Foreign(name) => Err(IntakeError::Unsupported(name)),
            Format::JsonLines => self.read_lines(origin, bytes, hints),
            Format::Html => Ok(vec![self.read_html(origin, bytes, hints)?]),
            Format::Plain => Ok(vec![self.read_plain(origin, bytes, hints)?]),
        }
    }

    /// One line of a JSON Lines file, its number counted from one: a document of its own, named by the line's bytes.
    ///
    /// For files too large to be held: read them line by line and hand each line over.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Broken`] for a line that is no such object, [`IntakeError::Empty`] for one without text.
    pub fn read_line(
        &self,
        origin: &str,
        number: usize,
        line: &[u8],
        hints: &Hints,
    ) -> Result<Document, IntakeError> {
        if line.len() as u64 > self.options.max_bytes {
            return Err(IntakeError::TooLarge { bytes: line.len() as u64, limit: self.options.max_bytes });
        }
        let line = line.trim_ascii();
        let record = jsonl::record(number, line)?;
        let mut known = Known {
            title: record.title.clone().filter(|title| !title.trim().is_empty()),
            publisher: record.publisher.clone(),
            lang: record.lang.as_deref().and_then(Language::new),
            ..Known::default()
        };
        if let Some(published) = &record.published {
            self.metadata_date(published, Evidence::Metadata, &mut known);
        }
        known.dates.extend(record.url.as_deref().and_then(published::of_address));
        let name = format!("{origin}#{}", record.name(number));
        let text = record.text.unwrap_or_default();
        if text.trim().is_empty() {
            return Err(IntakeError::Empty);
        }
        self.finish(&name, line, text, known, hints, true)
    }

    fn read_lines(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Vec<Document>, IntakeError> {
        let mut documents = Vec::new();
        let mut refused = None;
        for (number, line) in jsonl::lines(bytes) {
            match self.read_line(origin, number, line, hints) {
                Ok(document) => documents.push(document),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        // One bad line does not lose the others; a file of nothing but bad lines is refused.
        match (documents.is_empty(), refused) {
            (true, Some(error)) => Err(error),
            (true, None) => Err(IntakeError::Empty),
            (false, None) => Ok(documents),
            (false, Some(error)) => {
                let warning =
                    Warning::new("lines-refused", format!("some lines of the file were left out: {error}"));
                documents[0].warnings.push(warning);
                Ok(documents)
            }
        }
    }

    fn read_plain(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Document, IntakeError> {
        let Decoded { text, warnings } = charset::decode(bytes, None)?;
        let mut known = Known { warnings, ..Known::default() };
        known.dates.extend(published::of_address(origin).filter(|_| origin.contains("://")));
        self.finish(origin, bytes, text, known, hints, true)
    }

    fn read_html(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Document, IntakeError> {
        let Decoded { text, warnings } = charset::decode(bytes, html::declared_charset(bytes).as_deref())?;
        let mut known = Known { warnings, ..Known::default() };
        let page = match html::read(origin, &text, &self.options) {
            Ok(page) => page,
            // The decoded input is wanted as it is; that its main text cannot be told does not matter.
            Err(_) if !hints.clean => html::WebPage::default(),
            Err(error) => return Err(error),
        };
        known.title = page.title;
        known.publisher = page.publisher;
        known.lang = page.lang;
        known.warnings.extend(page.warnings);
        for (written, evidence) in page.dates {
            self.metadata_date(&written, evidence, &mut known);
        }
        known.dates.extend(page.address.as_deref().and_then(published::of_address));
        let text = if hints.clean { page.text } else { text };
        self.finish(origin, bytes, text, known, hints, page.whole)
    }

    /// Adds the first date in `written` to what is known.
    fn metadata_date(&self, written: &str, evidence: Evidence, known: &mut Known) {
        let written = &written[..written.floor_char_boundary(200)];
        if let Some(date) = dates::find(written, &self.options.furniture.dates).first() {
            known.dates.push(Candidate::new(evidence, date.value, date.clock, written));
        } else if let Some(date) = year_or_month(written) {
            known.dates.push(Candidate::new(evidence, date, None, written));
        }
    }

    /// Cleans `text` and puts the document together. `whole` is false where an extraction crate has cleaned it.
    pub(crate) fn finish(
        &self,
        origin: &str,
        bytes: &[u8],
        text: String,
        mut known: Known,
        hints: &Hints,
        whole: bool,
    ) -> Result<Document, IntakeError> {
        let furniture = &self.options.furniture;
        let mut cleaned = self.clean(&text, &mut known, whole);
        if !hints.clean {
            // The furniture was looked at for the title and the day of publication only.
            cleaned = Cleaned { text, cuts: Vec::new(), ..cleaned };
        } else if cleaned.text.trim().is_empty() {
            let message = "all of it looked like menus and other page furniture, so nothing was taken off";
            known.warnings.push(Warning::new("not-cleaned", message));
            cleaned = Cleaned { text, cuts: Vec::new(), ..cleaned };
        }
        if cleaned.text.trim().is_empty() {
            return Err(IntakeError::Empty);
        }
        let mut warnings = known.warnings;
        known.dates.extend(cleaned.dates);
        let (published, clock) = if let Some(day) = hints.published {
            (Some(day), hints.published_clock)
        } else {
            let found = published::choose(known.dates, &cleaned.text, furniture);
            warnings.extend(found.warnings);
            (found.day, hints.published_clock.or(found.clock))
        };
        let lang = hints.lang.or_else(|| language::detect(&cleaned.text)).or(known.lang);
        if lang.is_none() {
            warnings.push(Warning::new("language-unknown", "the language of the text cannot be told"));
        }
        Ok(Document {
            id: SourceId::of(bytes),
            origin: origin.to_owned(),
            lang,
            title: known.title.or(cleaned.title).map(|title| tidy(&title)).filter(|title| !title.is_empty()),
            publisher: known
                .publisher
                .map(|publisher| tidy(&publisher))
                .filter(|publisher| !publisher.is_empty()),
            published,
            published_clock: clock.filter(|_| published.is_some()),
            text: cleaned.text,
            cuts: cleaned.cuts,
            warnings,
        })
    }

    fn clean(&self, text: &str, known: &mut Known, whole: bool) -> Cleaned {
        let text = without_controls(text, &mut known.warnings);
        let mut front = None;
        if whole && let Some(found) = frontmatter::read(&text) {
            known.title = found.title.clone().or_else(|| known.title.take());
            known.publisher = found.publisher.clone().or_else(|| known.publisher.take());
            known.lang = found.lang.as_deref().and_then(Language::new).or(known.lang);
            if let Some(written) = &found.published {
                self.metadata_date(written, Evidence::Metadata, known);
            }
            if let Some(written) = &found.modified {
                self.metadata_date(written, Evidence::Modified, known);
            }
            if let Some(address) = &found.address {
                known.dates.extend(published::of_address(address));
                known.publisher = known.publisher.take().or_else(|| html::host(address));
            }
            front = Some(found.len);
        }
        let start = front.unwrap_or(0);
        let mut cleaned = page::clean(&text[start..], &self.options.furniture, whole);
        if start > 0 {
            let words = text[..start].trim().to_owned();
            cleaned
                .cuts
                .insert(0, entente_model::Cut { at: 0, text: words, reason: "front matter".to_owned() });
        }
        cleaned
    }
}

/// A title in one line.
fn tidy(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `2023` or `2023-08` alone.
fn year_or_month(written: &str) -> Option<dates::Written> {
    let written = written.trim();
    let (year, month) = written.split_once('-').map_or((written, None), |(year, month)| (year, Some(month)));
    let year: i32 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    match month {
        None => Interval::year(year).map(|_| dates::Written::Year(year)),
        Some(month) => {
            let month: u8 = (month.len() == 2).then(|| month.parse().ok()).flatten()?;
            Interval::month(year, month).map(|_| dates::Written::Month(year, month))
        }
    }
}

/// Line ends of one kind, and no control characters, which neither a reader nor a store wants.
fn without_controls<'t>(text: &'t str, warnings: &mut Vec<Warning>) -> Cow<'t, str> {
    let foreign = |char: char| char.is_control() && !matches!(char, '\n' | '\t');
    if !text.contains(foreign) {
        return Cow::Borrowed(text);
    }
    let mut dropped = 0;
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\r' => {
                chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\u{85}' | '\u{C}' | '\u{B}' => clean.push('\n'),
            char if foreign(char) => dropped += 1,
            char => clean.push(char),
        }
    }
    if dropped > 0 {
        let message = format!("{dropped} control characters were left out");
        warnings.push(Warning::new("control-characters", message));
    }
    Cow::Owned(clean)
}
