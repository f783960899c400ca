//! One source of any format to its documents.

use std::io::Cursor;

use entente_model::{Cut, Document, Warning};

use crate::{
    Contents, Hints, Intake, IntakeError, Link,
    archive::{self, Part},
    charset,
    contents::Budget,
    feed,
    format::{self, Format},
    intake::{Known, Shape},
    mail, markdown, office, pdf,
    published::{self, Evidence},
    recognise::Scan,
    rtf,
    table::{self, Row},
};

impl Intake {
    /// Reads one source of any format with all that it holds: a file of several documents, an archive, a letter with
    /// what hangs on it. Parts that cannot be read are listed, each with its reason.
    ///
    /// # Errors
    ///
    /// An [`IntakeError`] where nothing of the source can be read.
    pub fn open(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Contents, IntakeError> {
        let mut budget = Budget::of(&self.options);
        let contents = self.open_within(origin, bytes, hints, &mut budget)?;
        if contents.documents.is_empty() && contents.refused.is_empty() {
            return Err(IntakeError::Empty);
        }
        Ok(contents)
    }

    /// The addresses that a feed or a sitemap leads to; `None` for anything else.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Broken`] for one that breaks off before its first address.
    pub fn links(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Option<Vec<Link>>, IntakeError> {
        let most = self.options.max_parts;
        let mut links = Vec::new();
        let take = |row: Row| {
            links.extend(row.url.map(|address| Link { address, dated: row.published, is_sitemap: false }));
            links.len() < most
        };
        match format::tell(origin, bytes, hints.media_type.as_deref()) {
            Format::Sitemap => return feed::sitemap(&charset::decode_markup(bytes)?, most).map(Some),
            Format::Feed => feed::entries(&charset::decode_markup(bytes)?, take)?,
            Format::JsonFeed => feed::json_entries(bytes, take)?,
            _ => return Ok(None),
        }
        Ok(Some(links))
    }

    fn open_within(
        &self,
        origin: &str,
        bytes: &[u8],
        hints: &Hints,
        budget: &mut Budget,
    ) -> Result<Contents, IntakeError> {
        if bytes.len() as u64 > self.options.max_bytes {
            return Err(IntakeError::TooLarge { bytes: bytes.len() as u64, limit: self.options.max_bytes });
        }
        if bytes.trim_ascii().is_empty() {
            return Err(IntakeError::Empty);
        }
        let one = |document| Contents { documents: vec![document], ..Contents::default() };
        match format::tell(origin, bytes, hints.media_type.as_deref()) {
            Format::Foreign(name) => Err(IntakeError::Unsupported(name)),
            Format::Picture(name) => {
                self.read_scan(origin, bytes, hints, Scan::Picture, IntakeError::Picture(name)).map(one)
            }
            Format::JsonLines => Ok(self.read_lines(origin, bytes, hints)),
            Format::Html => self.read_html(origin, bytes, hints).map(one),
            Format::Plain => self.read_plain(origin, bytes, hints).map(one),
            Format::Markdown => self.read_markdown(origin, bytes, hints).map(one),
            Format::Table(delimiter) => self.read_table(origin, bytes, hints, delimiter),
            Format::Pdf => self.read_pdf(origin, bytes, hints).map(one),
            Format::Rtf => self.read_rtf(origin, bytes, hints).map(one),
            Format::FlatText => {
                let found = office::flat(&charset::decode(bytes, Some("utf-8"))?.text)?;
                self.read_office(origin, bytes, hints, found).map(one)
            }
            Format::Mail => self.read_mail(origin, bytes, hints, budget),
            Format::Feed => self.read_feed(origin, bytes, hints),
            Format::JsonFeed => self.read_json_feed(origin, bytes, hints),
            Format::Sitemap => Err(IntakeError::Unsupported(
                "a sitemap, which holds addresses and no text; `entente add --follow ADDRESS` reads its pages",
            )),
            Format::Zip => match office::read(bytes, &self.options)? {
                Some(found) => self.read_office(origin, bytes, hints, found).map(one),
                None => self.unpack(origin, bytes, hints, budget),
            },
            Format::Gzip | Format::Tar | Format::Warc | Format::Mbox => {
                self.unpack(origin, bytes, hints, budget)
            }
        }
    }

    /// Every file of an archive in memory.
    fn unpack(
        &self,
        origin: &str,
        bytes: &[u8],
        hints: &Hints,
        budget: &mut Budget,
    ) -> Result<Contents, IntakeError> {
        budget.enter(&self.options)?;
        let mut contents = Contents::default();
        let parts = archive::parts(origin, Cursor::new(bytes), &self.options)?;
        for part in parts.into_iter().flatten() {
            match part {
                Ok(part) => {
                    if let Err(error) = budget.spend(part.bytes.len(), &self.options) {
                        contents.refuse(&part.origin, error);
                        break;
                    }
                    self.open_part(&part, hints, budget, &mut contents);
                }
                Err(refused) => contents.refused.push(refused),
            }
        }
        budget.leave();
        Ok(contents)
    }

    fn open_part(&self, part: &Part, hints: &Hints, budget: &mut Budget, contents: &mut Contents) {
        match self.open_within(&part.origin, &part.bytes, &part.hints(hints), budget) {
            Ok(inner) => contents.extend(inner),
            Err(error) => contents.refuse(&part.origin, error),
        }
    }

    fn read_markdown(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Document, IntakeError> {
        let decoded = charset::decode(bytes, None)?;
        let mut known = Known { warnings: decoded.warnings, ..Known::default() };
        if !hints.clean {
            return self.finish(origin, bytes, decoded.text, known, hints, Shape::Page);
        }
        let front = self.front_matter(&decoded.text, &mut known);
        match markdown::words(&decoded.text[front..]) {
            Some(words) => {
                let matter = decoded.text[..front].trim();
                if !matter.is_empty() {
                    let reason = "front matter".to_owned();
                    known.cuts.push(Cut { at: 0, text: matter.to_owned(), reason });
                }
                self.finish(origin, bytes, words, known, hints, Shape::Kept)
            }
            None => self.finish(origin, bytes, decoded.text, known, hints, Shape::Page),
        }
    }

    fn read_rtf(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Document, IntakeError> {
        let found = rtf::read(bytes)?;
        let known = Known { title: found.title, ..Known::default() };
        self.finish(origin, bytes, found.text.trim().to_owned(), known, hints, Shape::Kept)
    }

    fn read_office(
        &self,
        origin: &str,
        bytes: &[u8],
        hints: &Hints,
        found: office::OfficeText,
    ) -> Result<Document, IntakeError> {
        let mut known = Known {
            title: found.title,
            publisher: found.publisher,
            lang: found.lang.as_deref().and_then(entente_model::Language::new),
            ..Known::default()
        };
        self.dates(found.published.as_deref(), found.modified.as_deref(), &mut known);
        known.place(&found.text, &found.places);
        self.finish(origin, bytes, found.text, known, hints, Shape::Kept)
    }

    fn read_pdf(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Document, IntakeError> {
        let found = match pdf::read(bytes, self.options.max_seconds) {
            Err(error @ IntakeError::NoText(_)) => {
                return self.read_scan(origin, bytes, hints, Scan::Pdf, error);
            }
            read => read?,
        };
        let mut known = Known { title: found.title, ..Known::default() };
        self.dates(None, found.made.as_deref(), &mut known);
        known.place(&found.text, &found.places);
        known.cut(&found.text, &found.running, "page head or foot");
        if found.unknown > 0 {
            let message =
                format!("{} characters were left out: their fonts do not say what they are", found.unknown);
            known.warnings.push(Warning::new("characters-unknown", message));
        }
        self.finish(origin, bytes, found.text, known, hints, Shape::Kept)
    }

    /// A date of publication and one of the last change, as written.
    fn dates(&self, published: Option<&str>, modified: Option<&str>, known: &mut Known) {
        if let Some(written) = published {
            self.metadata_date(written, Evidence::Metadata, known);
        }
        if let Some(written) = modified {
            self.metadata_date(written, Evidence::Change, known);
        }
    }

    fn read_table(
        &self,
        origin: &str,
        bytes: &[u8],
        hints: &Hints,
        delimiter: u8,
    ) -> Result<Contents, IntakeError> {
        let text = charset::decode(bytes, None)?.text;
        let mut contents = Contents::default();
        table::rows(&text, delimiter, hints.columns.as_ref(), |number, line, row| {
            let name = row.as_ref().ok().and_then(|row| row.id.clone()).unwrap_or_else(|| number.to_string());
            let origin = archive::named(origin, &name);
            let read = row.and_then(|row| self.read_row(&origin, line.as_bytes(), row, hints));
            contents.take(&origin, read);
            self.has_room(&origin, &mut contents)
        })?;
        Ok(contents)
    }

    /// Whether more documents may follow; says so in the list of the refused where not.
    fn has_room(&self, origin: &str, contents: &mut Contents) -> bool {
        let most = self.options.max_parts;
        let room = contents.documents.len() + contents.refused.len() < most;
        if !room {
            let error = IntakeError::TooMuchInside(format!("more than {most} parts; the rest was left out"));
            contents.refuse(origin, error);
        }
        room
    }

    /// A document out of a row of a table or an entry of a feed.
    pub(crate) fn read_row(
        &self,
        origin: &str,
        bytes: &[u8],
        row: Row,
        hints: &Hints,
    ) -> Result<Document, IntakeError> {
        let mut known = Known {
            title: row.title,
            publisher: row.publisher,
            lang: row.lang.as_deref().and_then(entente_model::Language::new),
            ..Known::default()
        };
        self.dates(row.published.as_deref(), None, &mut known);
        known.dates.extend(row.url.as_deref().and_then(published::of_address));
        if row.text.trim().is_empty() {
            return Err(IntakeError::Empty);
        }
        self.finish(origin, bytes, row.text, known, hints, Shape::Page)
    }

    fn read_feed(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Contents, IntakeError> {
        let text = charset::decode_markup(bytes)?;
        let mut contents = Contents::default();
        let walked = feed::entries(&text, |row| self.take_entry(origin, row, hints, &mut contents));
        if let Err(error) = walked {
            contents.refuse(origin, error);
        }
        Ok(contents)
    }

    fn read_json_feed(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Contents, IntakeError> {
        let mut contents = Contents::default();
        feed::json_entries(bytes, |row| self.take_entry(origin, row, hints, &mut contents))?;
        Ok(contents)
    }

    fn take_entry(&self, origin: &str, row: Row, hints: &Hints, contents: &mut Contents) -> bool {
        let number = contents.documents.len() + contents.refused.len() + 1;
        let name = row.id.clone().or_else(|| row.url.clone()).unwrap_or_else(|| number.to_string());
        let origin = archive::named(origin, &name);
        let title = row.title.as_deref().unwrap_or_default();
        let dated = row.published.as_deref().unwrap_or_default();
        // The words of the entry stand for its bytes: the feed around it changes from day to day.
        let bytes = [&name, title, dated, &row.text].join("\n");
        let read = self.read_row(&origin, bytes.as_bytes(), row, hints);
        contents.take(&origin, read);
        self.has_room(&origin, contents)
    }

    fn read_mail(
        &self,
        origin: &str,
        bytes: &[u8],
        hints: &Hints,
        budget: &mut Budget,
    ) -> Result<Contents, IntakeError> {
        let letter = mail::read(bytes)?;
        let mut contents = Contents::default();
        let saved = letter.address.is_some();
        let hints = &Hints { media_type: None, ..hints.clone() };
        let own = if let Some(page) = letter.page {
            let address = letter.address.or_else(|| hints.address.clone());
            let captured = hints.captured.clone().or_else(|| letter.date.clone().filter(|_| saved));
            let hints = Hints { address, captured, ..hints.clone() };
            let mut known = Known { title: letter.subject, ..Known::default() };
            if !saved {
                known.publisher = letter.sender;
                self.dates(letter.date.as_deref(), None, &mut known);
            }
            Some(self.read_page(origin, bytes, page, known, &hints))
        } else {
            letter.text.map(|text| {
                let mut known = Known { title: letter.subject, publisher: letter.sender, ..Known::default() };
                self.dates(letter.date.as_deref(), None, &mut known);
                self.finish(origin, bytes, text, known, hints, Shape::Extracted)
            })
        };
        match own {
            Some(read) => contents.take(origin, read),
            None if letter.attachments.is_empty() => {
                contents.refuse(
                    origin,
                    IntakeError::NoText("the e-mail has neither words nor attachments".to_owned()),
                );
            }
            None => {}
        }
        budget.enter(&self.options)?;
        for attachment in letter.attachments {
            let origin = archive::named(origin, &attachment.name);
            let part = Part {
                origin,
                bytes: attachment.bytes,
                media_type: attachment.media_type,
                ..Part::default()
            };
            if let Err(error) = budget.spend(part.bytes.len(), &self.options) {
                contents.refuse(&part.origin, error);
                break;
            }
            self.open_part(&part, hints, budget, &mut contents);
        }
        budget.leave();
        Ok(contents)
    }
}

impl Part {
    /// What is known of the part, beside what is known of its archive.
    pub fn hints(&self, hints: &Hints) -> Hints {
        Hints {
            address: self.address.clone().or_else(|| hints.address.clone()),
            captured: self.captured.clone().or_else(|| hints.captured.clone()),
            media_type: self.media_type.clone(),
            ..hints.clone()
        }
    }
}
