//! The engine with what the command line says: hints, bounds, and which documents are wanted.

use std::{
    fs, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::Context as _;
use entente_dossier::{NewSource, RawSource};
use entente_engine::Refused;
use entente_intake::{Hints, Intake, Options};
use entente_model::{Cut, Document, Language, Reading, SourceId};
use entente_reading::Reader;
use rayon::prelude::*;

use crate::{lines::Lines, ocr, rows::Rows};

/// Reads sources; shared by all threads.
#[derive(Debug)]
pub(crate) struct Engine {
    inner: entente_engine::Engine,
    hints: Hints,
    max_bytes: u64,
    version: String,
}

/// The version of the program, whose packs are its own.
const VERSION: &str = concat!("entente ", env!("CARGO_PKG_VERSION"));

fn options(max_bytes: u64) -> Options {
    Options { max_bytes, recogniser: ocr::installed(), ..Options::default() }
}

/// The first hexadecimal digits of the SHA-256 of the files of a folder of packs, each behind its name.
fn digest(folder: &Path) -> anyhow::Result<String> {
    let listed = |folder: &Path| -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    };
    let unreadable = || format!("cannot read `{}`", folder.display());
    let mut files = Vec::new();
    for pack in listed(folder).with_context(unreadable)?.iter().filter(|path| path.is_dir()) {
        files.extend(listed(pack).with_context(unreadable)?.into_iter().filter(|path| path.is_file()));
    }
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let name = file.strip_prefix(folder).unwrap_or(&file);
        all.extend_from_slice(name.to_string_lossy().as_bytes());
        all.push(0);
        all.extend(fs::read(&file).with_context(|| format!("cannot read `{}`", file.display()))?);
        all.push(0);
    }
    let mut hex = SourceId::of(&all).to_hex();
    hex.truncate(12);
    Ok(hex)
}

/// Which of the documents of a source are to be read.
pub(crate) type Wanted<'w> = &'w (dyn Fn(&Document) -> bool + Sync);

impl Engine {
    /// An engine with the built-in packs; sources with more than `max_bytes` are refused.
    pub(crate) fn new(hints: Hints, max_bytes: u64) -> Self {
        let inner = entente_engine::Engine::new(options(max_bytes));
        Self { inner, hints, max_bytes, version: VERSION.to_owned() }
    }

    /// An engine with the built-in packs and those of a folder.
    ///
    /// # Errors
    /// When a file of the folder cannot be read or a line does not fit; the error names both.
    pub(crate) fn with_packs(hints: Hints, max_bytes: u64, packs: Option<&Path>) -> anyhow::Result<Self> {
        let Some(folder) = packs else { return Ok(Self::new(hints, max_bytes)) };
        let inner = entente_engine::Engine::with_reader(options(max_bytes), Reader::with_dir(folder)?);
        let version = format!("{VERSION}, packs {}", digest(folder)?);
        Ok(Self { inner, hints, max_bytes, version })
    }

    /// The version of program and packs that makes the readings.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// What the person who gave the sources said about them.
    pub(crate) fn hints(&self) -> &Hints {
        &self.hints
    }

    /// Sources with more bytes are refused.
    pub(crate) fn max_bytes(&self) -> u64 {
        self.max_bytes
    }

    /// What unpacks archives.
    pub(crate) fn intake(&self) -> &Intake {
        self.inner.intake()
    }

    /// Every document of one source, read.
    ///
    /// # Errors
    /// The reason why the source is refused, in words.
    pub(crate) fn read(&self, origin: &str, bytes: &[u8], hints: &Hints) -> Result<Read, String> {
        let prepared = AtomicBool::new(false);
        self.read_wanted(origin, bytes, hints, &|document| {
            // What comes behind the reading is made ready beside it.
            if let Some(lang) = document.lang
                && !prepared.swap(true, Ordering::Relaxed)
            {
                rayon::spawn(move || NewSource::prepare(lang));
            }
            true
        })
    }

    /// Reads a source again in the way in which it was read before.
    ///
    /// # Errors
    /// As [`Engine::read`].
    pub(crate) fn read_again(&self, source: &RawSource) -> Result<NewSource, String> {
        let readings = self.read(&source.origin, &source.bytes, &hints_of(&source.hints))?.readings;
        Ok(NewSource::new(&source.origin, &source.bytes, &source.hints, self.version(), readings))
    }

    /// Reads a source about which a person said something of its own.
    ///
    /// # Errors
    /// As [`Engine::read`].
    pub(crate) fn read_as_said(&self, origin: &str, bytes: &[u8], said: &Hints) -> Result<NewSource, String> {
        let readings = self.read(origin, bytes, said)?.readings;
        Ok(NewSource::new(origin, bytes, &hints_as_json(said), self.version(), readings))
    }

    /// What is cut out of a source as page furniture; nothing where it holds several documents or cannot be read.
    pub(crate) fn cuts(&self, origin: &str, bytes: &[u8], hints: &str) -> Vec<Cut> {
        let read = || self.intake().read(origin, bytes, &hints_of(hints)).unwrap_or_default();
        match catch_unwind(AssertUnwindSafe(read)).unwrap_or_default().as_mut_slice() {
            [only] => std::mem::take(&mut only.cuts),
            _ => Vec::new(),
        }
    }

    /// Those documents of one source that are wanted.
    ///
    /// # Errors
    /// As [`Engine::read`].
    pub(crate) fn read_wanted(
        &self,
        origin: &str,
        bytes: &[u8],
        hints: &Hints,
        wanted: Wanted<'_>,
    ) -> Result<Read, String> {
        let by = by(wanted);
        self.inner.read(origin, bytes, hints, &by).map(Read::from).map_err(|refusal| refusal.to_string())
    }

    /// Those documents that are wanted of some lines of a JSON Lines file.
    pub(crate) fn read_lines(&self, lines: &Lines, wanted: Wanted<'_>) -> Read {
        let (mut read, by) = (entente_engine::Read::default(), by(wanted));
        for (number, line) in (lines.first..).zip(lines.bytes.split(|&byte| byte == b'\n')) {
            let line = if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
            if line.trim_ascii().is_empty() {
                continue;
            }
            let one = self.inner.read_line(&lines.origin, number, line, &self.hints, &by);
            read.take(&format!("{}#{number}", lines.origin), one);
        }
        read.into()
    }

    /// Those documents that are wanted of some rows of a Parquet file.
    pub(crate) fn read_rows(&self, rows: Rows, wanted: Wanted<'_>) -> Read {
        let (mut read, by) = (entente_engine::Read::default(), by(wanted));
        for (number, row) in (rows.first..).zip(rows.documents) {
            let one = self.inner.read_row(&rows.origin, number, row, &self.hints, &by);
            read.take(&rows.origin, Ok(one));
        }
        read.into()
    }
}

/// A file of many documents is read on all processors.
fn by(wanted: Wanted<'_>) -> impl Fn(&Reader, &[Document]) -> Vec<Reading> + Sync {
    move |reader, documents| match documents {
        [one] => wanted(one).then(|| reader.read(one)).into_iter().collect(),
        all => {
            let all: Vec<&Document> = all.iter().filter(|document| wanted(document)).collect();
            all.par_iter().map(|document| reader.read(document)).collect()
        }
    }
}

/// What was read out of one source.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// A reading a document.
    pub readings: Vec<Reading>,
    /// The parts that were left out: origin and reason.
    pub refused: Vec<(String, String)>,
}

impl From<entente_engine::Read> for Read {
    fn from(read: entente_engine::Read) -> Self {
        let in_words = |part: Refused| (part.origin, part.refusal.to_string());
        Self { readings: read.readings, refused: read.refused.into_iter().map(in_words).collect() }
    }
}

/// The hints as JSON, so that the source can be read again in the same way.
pub(crate) fn hints_as_json(hints: &Hints) -> String {
    let clock = hints.published_clock;
    let mut json = serde_json::json!({
        "published": hints.published,
        "clock": clock.map(|(hour, minute, second)| format!("{hour:02}:{minute:02}:{second:02}")),
        "lang": hints.lang,
        "clean": hints.clean,
    });
    let more = [
        ("address", hints.address.clone()),
        ("captured", hints.captured.clone()),
        ("media_type", hints.media_type.clone()),
        ("columns", hints.columns.as_ref().map(ToString::to_string)),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            json[name] = value.into();
        }
    }
    json.to_string()
}

/// What `hints_as_json` wrote; what does not read back is left out.
fn hints_of(json: &str) -> Hints {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let text = |name: &str| value.get(name).and_then(serde_json::Value::as_str);
    Hints {
        published: text("published").and_then(|date| date.parse().ok()),
        published_clock: text("clock").and_then(entente_engine::parse_clock),
        lang: text("lang").and_then(Language::new),
        clean: value.get("clean").and_then(serde_json::Value::as_bool).unwrap_or(true),
        address: text("address").map(str::to_owned),
        captured: text("captured").map(str::to_owned),
        media_type: text("media_type").map(str::to_owned),
        columns: text("columns").and_then(|columns| columns.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_read_back() {
        let hints = Hints {
            published: "2021-03-23".parse().ok(),
            published_clock: Some((14, 5, 0)),
            lang: Language::new("ko"),
            clean: false,
            address: Some("https://a.org/x".to_owned()),
            captured: Some("2024-03-05T01:02:03Z".to_owned()),
            media_type: Some("text/html".to_owned()),
            columns: "text=body,published=day".parse().ok(),
        };
        assert_eq!(hints_of(&hints_as_json(&hints)), hints);
        assert!(hints_of("damaged").clean);
    }
}
