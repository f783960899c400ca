//! The way of the bytes: format, charset, text, furniture, metadata.

use std::borrow::Cow;

use entente_model::{CharIndex, Cut, Document, Interval, Language, Place, SourceId, Warning};

use crate::{
    Contents, Hints, IntakeError, Options, Parts, archive,
    charset::{self, Decoded},
    dates, frontmatter, html, jsonl, language,
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
    /// How the readers of the source write dates.
    pub(crate) locale: Option<html::Locale>,
    pub(crate) warnings: Vec<Warning>,
    /// Where the parts of the text stood.
    pub(crate) places: Vec<Place>,
    /// What the format's reader left out of the text.
    pub(crate) cuts: Vec<Cut>,
}

/// How much of a text is page furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// All of a page may be in it.
    Page,
    /// An extraction crate or a person has taken most of it off.
    Extracted,
    /// None: the text stays as it is.
    Kept,
}

impl Known {
    /// Keeps the places of a text, given in bytes.
    pub(crate) fn place(&mut self, text: &str, places: &[(usize, String)]) {
        let chars = CharIndex::new(text);
        let place = |(at, name): &(usize, String)| Place {
            at: chars.chars(text, *at),
            name: name.clone(),
            confidence: None,
        };
        self.places = places.iter().map(place).collect();
    }

    /// Keeps what was left out of a text, given in bytes.
    pub(crate) fn cut(&mut self, text: &str, cuts: &[(usize, String)], reason: &str) {
        let chars = CharIndex::new(text);
        let cut = |(at, words): &(usize, String)| Cut {
            at: chars.chars(text, *at),
            text: words.clone(),
            reason: reason.to_owned(),
        };
        self.cuts.extend(cuts.iter().map(cut));
    }
}

impl Intake {
    /// An intake with these bounds and words.
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// Reads one source of any format to its documents; [`Intake::open`] tells of the parts that were left out, too.
    ///
    /// `origin` is the path or address as given; it helps to tell the format and the publisher. A hint wins over what
    /// the source says. The text of a document is clean text, or with `clean` off the decoded input.
    ///
    /// # Errors
    ///
    /// An [`IntakeError`] that names the reason; nothing of the source is returned then.
    pub fn read(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Vec<Document>, IntakeError> {
        self.open(origin, bytes, hints)?.into_documents()
    }

    /// The files of an archive as a stream: of a ZIP, TAR, gzip, WARC or WACZ file, or a mailbox; `None` for anything
    /// else. For archives too large to be held: hand each part over to [`Intake::open`] with `hints`.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Broken`] for an archive that cannot be opened at all.
    pub fn parts<'r>(
        &self,
        origin: &str,
        reader: impl std::io::Read + std::io::Seek + Send + 'r,
    ) -> Result<Option<Parts<'r>>, IntakeError> {
        archive::parts(origin, reader, &self.options)
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
        let record = jsonl::record(number, line, hints.columns.as_ref())?;
        let name = format!("{origin}#{}", record.id.as_deref().unwrap_or(&number.to_string()));
        self.read_row(&name, line, record, hints)
    }

    pub(crate) fn read_lines(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Contents {
        let mut contents = Contents::default();
        for (number, line) in jsonl::lines(bytes) {
            let read = self.read_line(origin, number, line, hints);
            contents.take(&format!("{origin}#{number}"), read);
        }
        contents
    }

    pub(crate) fn read_plain(
        &self,
        origin: &str,
        bytes: &[u8],
        hints: &Hints,
    ) -> Result<Document, IntakeError> {
        let Decoded { text, warnings } = charset::decode(bytes, None)?;
        let mut known = Known { warnings, ..Known::default() };
        known.dates.extend(published::of_address(origin).filter(|_| origin.contains("://")));
        self.finish(origin, bytes, text, known, hints, Shape::Page)
    }

    pub(crate) fn read_html(
        &self,
        origin: &str,
        bytes: &[u8],
        hints: &Hints,
    ) -> Result<Document, IntakeError> {
        let Decoded { text, warnings } = charset::decode(bytes, html::declared_charset(bytes).as_deref())?;
        let known = Known { warnings, ..Known::default() };
        self.read_page(origin, bytes, text, known, hints)
    }

    /// A decoded page; what is known already wins over what the page says.
    pub(crate) fn read_page(
        &self,
        origin: &str,
        bytes: &[u8],
        text: String,
        mut known: Known,
        hints: &Hints,
    ) -> Result<Document, IntakeError> {
        let address = hints.address.as_deref().unwrap_or(origin);
        let page = match html::read(address, &text, &self.options) {
            Ok(page) => page,
            // The decoded input is wanted as it is; that its main text cannot be told does not matter.
            Err(_) if !hints.clean => html::WebPage::default(),
            Err(error) => return Err(error),
        };
        known.title = page.title.or(known.title);
        known.publisher = known.publisher.or(page.publisher);
        known.lang = page.lang;
        known.warnings.extend(page.warnings);
        known.locale = page.locale;
        let words = &self.options.furniture.dates;
        for (written, evidence) in page.dates {
            if evidence == Evidence::Metadata {
                self.metadata_date(&written, evidence, &mut known);
            } else {
                let written = &written[..written.floor_char_boundary(200)];
                known.dates.extend(page::metadata::marked(written, evidence, words));
            }
        }
        let told = known.dates.len();
        for written in page.vague_dates {
            self.metadata_date(&written, Evidence::Metadata, &mut known);
        }
        known.dates[told..].iter_mut().for_each(Candidate::doubt);
        if let Some(rest) = &page.rest {
            known.dates.extend(page::metadata::of_lines(rest, page.heading.as_deref(), words));
            // A heading may itself begin or end with the day.
            let titles = [page.heading.as_deref(), known.title.as_deref()];
            let titled = titles
                .into_iter()
                .flatten()
                .flat_map(|title| page::metadata::marked(title, Evidence::Text, words));
            known.dates.extend(titled.take(1));
            known.dates.extend(page.picture.as_deref().and_then(published::of_picture));
        }
        known.dates.retain(Candidate::may_be_of_a_page);
        known.dates.extend(page.address.as_deref().and_then(published::of_address));
        published::prefer_the_days_of_the_place(&mut known.dates);
        let text = if hints.clean { page.text } else { text };
        let shape = if page.whole { Shape::Page } else { Shape::Extracted };
        self.finish(origin, bytes, text, known, hints, shape)
    }

    /// Adds the first date in `written` to what is known.
    pub(crate) fn metadata_date(&self, written: &str, evidence: Evidence, known: &mut Known) {
        let written = &written[..written.floor_char_boundary(200)];
        if let Some(date) = dates::find(written, &self.options.furniture.dates).first() {
            known.dates.push(Candidate::new(evidence, date.value, date.clock, written));
        } else if let Some(date) = digits(written) {
            known.dates.push(Candidate::new(evidence, date, None, written));
        } else if let Some(date) = year_or_month(written) {
            known.dates.push(Candidate::new(evidence, date, None, written));
        }
    }

    /// Cleans `text` as its shape wants it and puts the document together.
    pub(crate) fn finish(
        &self,
        origin: &str,
        bytes: &[u8],
        text: String,
        mut known: Known,
        hints: &Hints,
        shape: Shape,
    ) -> Result<Document, IntakeError> {
        let furniture = &self.options.furniture;
        let mut cleaned = self.clean(&text, &mut known, shape == Shape::Page);
        if !hints.clean || shape == Shape::Kept {
            // The furniture was looked at for the title and the day of publication only.
            cleaned = Cleaned { text, cuts: std::mem::take(&mut known.cuts), ..cleaned };
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
        let (published, clock, published_by) = if let Some(day) = hints.published {
            (Some(day), hints.published_clock, Some(Evidence::Given))
        } else {
            let found =
                published::choose(known.dates, &cleaned.text, furniture, known.locale.map(|locale| locale.0));
            warnings.extend(found.warnings);
            (found.day, hints.published_clock.or(found.clock), found.evidence)
        };
        let lang = hints.lang.or_else(|| language::detect(&cleaned.text, &furniture.telling)).or(known.lang);
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
            published_by: published_by.filter(|_| published.is_some()),
            captured: hints.captured.clone(),
            places: known.places,
            text: cleaned.text,
            cuts: cleaned.cuts,
            warnings,
        })
    }

    fn clean(&self, text: &str, known: &mut Known, whole: bool) -> Cleaned {
        let text = without_controls(text, &mut known.warnings);
        let start = if whole { self.front_matter(&text, known) } else { 0 };
        let mut cleaned = page::clean(&text[start..], &self.options.furniture, whole);
        if start > 0 {
            let words = text[..start].trim().to_owned();
            cleaned.cuts.insert(0, Cut { at: 0, text: words, reason: "front matter".to_owned() });
        }
        cleaned
    }
}

impl Intake {
    /// Reads the front matter of a text; how many bytes it takes.
    pub(crate) fn front_matter(&self, text: &str, known: &mut Known) -> usize {
        let Some(found) = frontmatter::read(text) else { return 0 };
        known.title = found.title.clone().or_else(|| known.title.take());
        known.publisher = found.publisher.clone().or_else(|| known.publisher.take());
        known.lang = found.lang.as_deref().and_then(Language::new).or(known.lang);
        if let Some(written) = &found.published {
            self.metadata_date(written, Evidence::Metadata, known);
        }
        if let Some(written) = &found.modified {
            self.metadata_date(written, Evidence::Change, known);
        }
        if let Some(address) = &found.address {
            known.dates.extend(published::of_address(address));
            known.publisher = known.publisher.take().or_else(|| html::host(address));
        }
        found.len
    }
}

/// A title in one line.
fn tidy(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `20170901`, or `20170901123000` with a time of day.
fn digits(written: &str) -> Option<dates::Written> {
    let digits = written.trim();
    let digits = digits.split(['T', ' ']).next().unwrap_or(digits);
    if !matches!(digits.len(), 8 | 12 | 14) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    published::day_of(&digits[..4], &digits[4..6], &digits[6..8]).map(dates::Written::Day)
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
