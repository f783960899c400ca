//! ZIP archives, and web archives in them (WACZ).

use ::zip::{CompressionMethod, ZipArchive, result::ZipError};

use super::{
    Bounds, Part, PartError, Parts, Refused, Source, bounded, ends_with, guarded, is_hidden, named,
    section::Section, warc::Warc,
};
use crate::{IntakeError, saved::Pages};

/// The files of a ZIP archive.
struct Zip<'r> {
    origin: String,
    archive: ZipArchive<Section<'r>>,
    whole: Section<'r>,
    /// The numbers of the files in the order of their names.
    order: Vec<usize>,
    next: usize,
    pages: Pages,
    limit: u64,
    /// Whether only the web archives in it are wanted.
    wacz: bool,
    inner: Option<Warc<'r>>,
}

/// `None` for an office document or a book, which is one document although it is such an archive.
pub(super) fn parts<'r>(
    origin: &str,
    reader: impl Source + 'r,
    bounds: &Bounds,
) -> Result<Option<Parts<'r>>, IntakeError> {
    let whole = Section::whole(reader).map_err(|error| broken(&error))?;
    let archive = open(whole.from(0))?;
    if kind(&archive).is_some() {
        return Ok(None);
    }
    if archive.len() > bounds.parts {
        return Err(IntakeError::TooMuchInside(format!(
            "{} files, and the limit is {}",
            archive.len(),
            bounds.parts
        )));
    }
    let has = |start: &str, end: &str| {
        archive.file_names().flatten().any(|name| name.starts_with(start) && name.ends_with(end))
    };
    let wacz = has("datapackage.json", "") && (has("archive/", ".warc.gz") || has("archive/", ".warc"));
    let mut names: Vec<(String, usize)> = (0..archive.len())
        .map(|number| {
            (archive.name_for_index(number).and_then(Result::ok).unwrap_or_default().into_owned(), number)
        })
        .collect();
    names.sort_unstable();
    let pages = Pages::of(names.iter().map(|(name, _)| name.as_str()));
    let order = names.into_iter().map(|(_, number)| number).collect();
    let origin = origin.to_owned();
    let zip = Zip { origin, archive, whole, order, next: 0, pages, limit: bounds.part, wacz, inner: None };
    Ok(Some(guarded(zip, bounds)))
}

/// Opens the archive.
pub(crate) fn open<R: std::io::Read + std::io::Seek>(reader: R) -> Result<ZipArchive<R>, IntakeError> {
    ZipArchive::new(reader).map_err(|error| broken(&error))
}

/// A document in the form of a ZIP archive, by the names in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Docx,
    OpenText,
    Epub,
    /// One that is not read.
    Other(&'static str),
}

pub(crate) fn kind<R: std::io::Read + std::io::Seek>(archive: &ZipArchive<R>) -> Option<Kind> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") || has("word/document2.xml") {
        Some(Kind::Docx)
    } else if has("META-INF/container.xml") {
        Some(Kind::Epub)
    } else if has("content.xml") && (has("mimetype") || has("META-INF/manifest.xml")) {
        Some(Kind::OpenText)
    } else if has("xl/workbook.xml") {
        Some(Kind::Other("a spreadsheet (XLSX); save it as CSV and name its columns"))
    } else if has("ppt/presentation.xml") {
        Some(Kind::Other("slides (PPTX)"))
    } else if has("AndroidManifest.xml") || has("META-INF/MANIFEST.MF") {
        Some(Kind::Other("a program"))
    } else {
        None
    }
}

fn broken(error: &dyn std::error::Error) -> IntakeError {
    IntakeError::Broken { format: "ZIP", reason: error.to_string() }
}

impl Zip<'_> {
    /// The file of this number; `None` where it is not wanted.
    fn file(&mut self, number: usize) -> Option<Result<Part, Refused>> {
        let file = match self.archive.by_index_raw(number) {
            Ok(file) => file,
            Err(error) => return Some(Err(Refused { origin: self.origin.clone(), error: broken(&error) })),
        };
        let name = file.name().unwrap_or_else(|_| String::from_utf8_lossy(file.name_raw())).into_owned();
        let (folder, locked) = (file.is_dir(), file.encrypted());
        let (stored, start) = (file.compression() == CompressionMethod::Stored, file.data_start());
        let (packed, size) = (file.compressed_size(), file.size());
        drop(file);
        if folder || is_hidden(&name) || self.pages.own(&name) {
            return None;
        }
        let origin = named(&self.origin, &name);
        if locked {
            return Some(Err(Refused { origin, error: IntakeError::Locked("file in the ZIP archive") }));
        }
        if self.wacz {
            return self.web_archive(&name, &origin, start.filter(|_| stored), packed, size);
        }
        Some(self.read(number, origin, size))
    }

    /// The records of a web archive in a WACZ file, streamed where it is stored as it is, as the format wants it.
    fn web_archive(
        &mut self,
        name: &str,
        origin: &str,
        start: Option<u64>,
        packed: u64,
        size: u64,
    ) -> Option<Result<Part, Refused>> {
        let is_packed = ends_with(name, ".warc.gz");
        if !name.starts_with("archive/") || !is_packed && !ends_with(name, ".warc") {
            // Indexes, lists of pages and logs of the crawl.
            return None;
        }
        let Some(start) = start else {
            let number = self.order[self.next - 1];
            return Some(self.read(number, origin.to_owned(), size));
        };
        let section = self.whole.stretch(start, packed);
        self.inner = Some(if is_packed {
            Warc::packed(origin, section, self.limit)
        } else {
            Warc::plain(origin, section, self.limit)
        });
        None
    }

    fn read(&mut self, number: usize, origin: String, size: u64) -> Result<Part, Refused> {
        let mut file = match self.archive.by_index(number) {
            Ok(file) => file,
            Err(error) => {
                let error = match error {
                    ZipError::UnsupportedArchive(_) => {
                        IntakeError::Unsupported("a file packed in a way that is not read")
                    }
                    error => broken(&error),
                };
                return Err(Refused { origin, error });
            }
        };
        // A head that says too little is found out while reading.
        match bounded(&mut file, self.limit, Some(size)) {
            Ok(bytes) => Ok(Part { origin, bytes, ..Part::default() }),
            Err(PartError::Refused(error)) => Err(Refused { origin, error }),
            Err(PartError::Broken(error)) => Err(Refused { origin, error: broken(&error) }),
        }
    }
}

impl Iterator for Zip<'_> {
    type Item = Result<Part, Refused>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(part) = self.inner.as_mut().and_then(Iterator::next) {
                return Some(part);
            }
            self.inner = None;
            let number = *self.order.get(self.next)?;
            self.next += 1;
            if let Some(part) = self.file(number) {
                return Some(part);
            }
        }
    }
}
