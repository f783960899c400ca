//! Web archives (WARC 1.0 and 1.1): what a crawler fetched, record after record, each with its address and time.
//!
//! Of a crawl only what may be a document is read: answers with status 200 that are no pictures, sounds, styles or
//! scripts. A revisit record, which says that a page was found unchanged, is followed to the record that holds it.

use std::{
    collections::HashMap,
    io::{self, BufRead, BufReader, Read},
};

use super::{
    Part, PartError, Refused, bounded,
    counted::{Counted, Members},
    http, part_or_end,
    section::Section,
};
use crate::IntakeError;

/// The longest head of a record.
const LONGEST_HEAD: usize = 64 * 1024;

/// How many records are kept in mind for revisits.
const MOST_KNOWN: usize = 1_000_000;

/// The records of a web archive.
pub(super) struct Warc<'r> {
    origin: String,
    records: Records<'r>,
    section: Section<'r>,
    /// Where the answer with this digest stands.
    known: HashMap<u64, u64>,
    limit: u64,
    ended: bool,
}

/// The bytes of the archive.
enum Records<'r> {
    Plain(Counted<Section<'r>>),
    Packed(BufReader<Members<Section<'r>>>),
}

/// What the head of a record says.
#[derive(Debug, Default)]
struct Head {
    kind: String,
    address: Option<String>,
    captured: Option<String>,
    media_type: Option<String>,
    digest: Option<String>,
    /// Address and time of the visit that a revisit refers to, as far as it names them.
    original: (String, String),
    length: u64,
}

impl<'r> Warc<'r> {
    /// An archive that is not packed.
    pub(super) fn plain(origin: &str, reader: impl super::Source + 'r, limit: u64) -> Self {
        // A reader whose end cannot be told gives no records.
        let section = Section::whole(reader).unwrap_or_else(|_| Section::empty());
        Self::new(origin, section, limit, false)
    }

    /// An archive packed with gzip, usually record by record.
    pub(super) fn packed(origin: &str, section: Section<'r>, limit: u64) -> Self {
        Self::new(origin, section, limit, true)
    }

    fn new(origin: &str, section: Section<'r>, limit: u64, packed: bool) -> Self {
        let records = Records::at(&section, 0, packed);
        Self { origin: origin.to_owned(), records, section, known: HashMap::new(), limit, ended: false }
    }

    /// The next record that may be a document.
    fn record(&mut self) -> io::Result<Option<Result<Part, Refused>>> {
        loop {
            let Some((head, place)) = self.records.head()? else { return Ok(None) };
            let wanted = match head.kind.as_str() {
                "response" => self.response(&head, place)?,
                "resource" | "conversion" => self.resource(&head)?,
                "revisit" => {
                    self.records.skip(head.length)?;
                    Some(self.revisit(&head))
                }
                "continuation" => {
                    self.records.skip(head.length)?;
                    Some(Err(IntakeError::Unsupported(
                        "a record of a web archive that is split over several files",
                    )))
                }
                _ => {
                    self.records.skip(head.length)?;
                    None
                }
            };
            if let Some(read) = wanted {
                let origin = super::named(&self.origin, head.address.as_deref().unwrap_or("record"));
                return Ok(Some(match read {
                    Ok((bytes, media_type)) => {
                        Ok(Part { origin, bytes, address: head.address, captured: head.captured, media_type })
                    }
                    Err(error) => Err(Refused { origin, error }),
                }));
            }
        }
    }

    fn response(&mut self, head: &Head, place: u64) -> io::Result<Option<Body>> {
        let address = head.address.as_deref().unwrap_or_default();
        if !address.starts_with("http") || head.length == 0 {
            self.records.skip(head.length)?;
            return Ok(None);
        }
        let mut rest = self.records.up_to(head.length);
        let mut window = Vec::new();
        (&mut rest).take(http::LONGEST_HEAD as u64).read_to_end(&mut window)?;
        let left = rest.limit();
        let (answer, start) = http::head(&window).unwrap_or_default();
        if answer.status != 200 || !may_be_a_document(answer.media_type.as_deref()) {
            self.records.skip(left)?;
            return Ok(None);
        }
        if let Some(digest) = head.digest.as_deref().filter(|_| self.known.len() < MOST_KNOWN) {
            self.known.entry(mark(digest)).or_insert(place);
        }
        let size = head.length - start as u64;
        if size > self.limit {
            self.records.skip(left)?;
            return Ok(Some(Err(IntakeError::TooLarge { bytes: size, limit: self.limit })));
        }
        let mut body = window.split_off(start);
        self.records.up_to(left).read_to_end(&mut body)?;
        Ok(Some(answer.body(body, self.limit).map(|body| (body, answer.media_type))))
    }

    fn resource(&mut self, head: &Head) -> io::Result<Option<Body>> {
        if !may_be_a_document(head.media_type.as_deref()) {
            self.records.skip(head.length)?;
            return Ok(None);
        }
        let mut rest = self.records.up_to(head.length);
        match bounded(&mut rest, self.limit, Some(head.length)) {
            Ok(bytes) => Ok(Some(Ok((bytes, head.media_type.clone())))),
            Err(PartError::Refused(error)) => {
                let left = rest.limit();
                self.records.skip(left)?;
                Ok(Some(Err(error)))
            }
            Err(PartError::Broken(error)) => Err(error),
        }
    }

    /// What a revisit record stands for: the page as it was first fetched.
    fn revisit(&self, head: &Head) -> Body {
        let place = head.digest.as_deref().and_then(|digest| self.known.get(&mark(digest)));
        let Some(&place) = place else {
            let (address, day) = &head.original;
            let (from, on) =
                (if address.is_empty() { "" } else { " of " }, if day.is_empty() { "" } else { " on " });
            return Err(IntakeError::NoText(format!(
                "the page was unchanged since an earlier visit{from}{address}{on}{day}, which is not in this archive"
            )));
        };
        let packed = matches!(self.records, Records::Packed(_));
        let broken = |error: &io::Error| IntakeError::Broken { format: "WARC", reason: error.to_string() };
        let again = Records::at(&self.section, place, packed);
        let mut again = Self {
            origin: String::new(),
            records: again,
            section: self.section.from(0),
            known: HashMap::new(),
            limit: self.limit,
            ended: false,
        };
        let found = again.records.head().map_err(|error| broken(&error))?;
        let Some((first, place)) =
            found.filter(|(first, _)| first.kind == "response" && first.digest == head.digest)
        else {
            return Err(broken(&io::ErrorKind::UnexpectedEof.into()));
        };
        let read = again.response(&first, place).map_err(|error| broken(&error))?;
        read.unwrap_or(Err(IntakeError::Empty))
    }
}

/// The bytes of a page with their media type.
type Body = Result<(Vec<u8>, Option<String>), IntakeError>;

/// A digest in short.
fn mark(digest: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    digest.hash(&mut hasher);
    hasher.finish()
}

/// Whether something of this media type can hold the text of a document.
fn may_be_a_document(media_type: Option<&str>) -> bool {
    let Some(media) = media_type.and_then(|media| media.split(';').next()) else { return true };
    let media = media.trim().to_ascii_lowercase();
    let never = [
        "image/",
        "video/",
        "audio/",
        "font/",
        "application/font",
        "application/x-font",
        "application/vnd.ms-font",
    ];
    let others = [
        "text/css",
        "application/json",
        "application/wasm",
        "application/warc-fields",
        "application/manifest+json",
    ];
    !never.iter().any(|start| media.starts_with(start))
        && !others.contains(&media.as_str())
        && !media.ends_with("javascript")
        && !media.ends_with("ecmascript")
}

impl<'r> Records<'r> {
    /// From this place of the file on.
    fn at(section: &Section<'r>, place: u64, packed: bool) -> Self {
        let section = section.from(place);
        if packed {
            Self::Packed(BufReader::with_capacity(64 * 1024, Members::new(section)))
        } else {
            Self::Plain(Counted::new(section))
        }
    }

    /// The head of the next record, and where it stands in the file; `None` at the end.
    fn head(&mut self) -> io::Result<Option<(Head, u64)>> {
        let mut line = Vec::new();
        let mut place;
        loop {
            place = self.place()?;
            if !self.line(&mut line)? {
                return Ok(None);
            }
            if !line.trim_ascii().is_empty() {
                break;
            }
        }
        if !line.starts_with(b"WARC/") {
            return Err(io::Error::other("a record does not begin with WARC/"));
        }
        let mut head = Head::default();
        let (mut refers_to, mut refers_day) = (None, None);
        let mut size = 0;
        let mut has_length = false;
        loop {
            if !self.line(&mut line)? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            size += line.len();
            if size > LONGEST_HEAD {
                return Err(io::Error::other("the head of a record is too long"));
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim();
            if text.is_empty() {
                break;
            }
            let Some((name, value)) = text.split_once(':') else { continue };
            let value = value.trim().to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value.to_ascii_lowercase(),
                // Some crawlers write the address within angle brackets.
                "warc-target-uri" => head.address = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => head.captured = Some(value),
                "content-type" => head.media_type = Some(value),
                "warc-payload-digest" => head.digest = Some(value),
                "warc-refers-to-target-uri" => refers_to = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-refers-to-date" => refers_day = Some(value),
                "content-length" => {
                    head.length = value.parse().map_err(|_| io::Error::other("a record without a length"))?;
                    has_length = true;
                }
                _ => {}
            }
        }
        if !has_length {
            return Err(io::Error::other("a record without a length"));
        }
        head.original = (refers_to.unwrap_or_default(), refers_day.unwrap_or_default());
        Ok(Some((head, place)))
    }

    /// Where the next record stands in the file. Of a packed archive, where its gzip member begins.
    fn place(&mut self) -> io::Result<u64> {
        Ok(match self {
            Self::Plain(reader) => reader.taken,
            Self::Packed(reader) => {
                reader.fill_buf()?;
                reader.get_ref().member
            }
        })
    }

    /// A line of at most the longest head; whether there was one.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        line.clear();
        Ok(self.up_to(LONGEST_HEAD as u64).read_until(b'\n', line)? > 0)
    }

    fn up_to(&mut self, bytes: u64) -> io::Take<&mut Self> {
        Read::take(self, bytes)
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        if io::copy(&mut self.up_to(bytes), &mut io::sink())? < bytes {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

impl Read for Records<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(reader) => reader.read(buffer),
            Self::Packed(reader) => reader.read(buffer),
        }
    }
}

impl BufRead for Records<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Self::Plain(reader) => reader.fill_buf(),
            Self::Packed(reader) => reader.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Self::Plain(reader) => reader.consume(amount),
            Self::Packed(reader) => reader.consume(amount),
        }
    }
}

impl Iterator for Warc<'_> {
    type Item = Result<Part, Refused>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.record();
        part_or_end(next, &mut self.ended, &self.origin, "WARC")
    }
}
