//! What an output that was broken off holds already.

use std::{
    borrow::Cow,
    collections::HashSet,
    fs::OpenOptions,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::{BufRead as _, BufReader},
    path::Path,
};

use anyhow::Context as _;
use entente_model::SourceId;
use serde::Deserialize;

use super::Format;

/// The documents of an output, sixteen bytes each.
#[derive(Debug, Default)]
pub(super) struct Held {
    documents: HashSet<u128>,
}

/// What tells a document of the output: its bytes and where they came from.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow)]
    id: Cow<'l, str>,
    #[serde(borrow)]
    origin: Cow<'l, str>,
}

impl Held {
    /// Reads an output; a last line that was not written to its end is taken off. A file that is not there holds
    /// nothing.
    ///
    /// # Errors
    /// When the file cannot be read, or is none of readings.
    pub(super) fn of(path: &Path, format: Format) -> anyhow::Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        match format {
            Format::Jsonl => Self::of_lines(path),
            Format::Parquet => Self::of_columns(path),
        }
    }

    /// Of a Parquet file; one that was not written to its end is not there under this name.
    fn of_columns(path: &Path) -> anyhow::Result<Self> {
        let cannot = || format!("cannot read `{}`", path.display());
        let mut held = Self::default();
        let file = std::fs::File::open(path).with_context(cannot)?;
        for document in entente_columns::written(file).with_context(cannot)? {
            let (id, origin) = document.with_context(cannot)?;
            let id: SourceId = id.parse().with_context(cannot)?;
            held.documents.insert(key(&id, &origin));
        }
        Ok(held)
    }

    fn of_lines(path: &Path) -> anyhow::Result<Self> {
        let mut held = Self::default();
        let cannot = || format!("cannot read `{}`", path.display());
        let file = OpenOptions::new().read(true).write(true).open(path).with_context(cannot)?;
        let mut reader = BufReader::with_capacity(1 << 18, &file);
        let (mut line, mut whole, mut number) = (Vec::new(), 0_u64, 0_usize);
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line).with_context(cannot)?;
            if read == 0 {
                break;
            }
            if line.last() != Some(&b'\n') {
                file.set_len(whole).with_context(cannot)?;
                break;
            }
            number += 1;
            whole += read as u64;
            let parsed: Line<'_> = serde_json::from_slice(&line)
                .with_context(|| format!("`{}`, line {number}, is no reading", path.display()))?;
            let id: SourceId = parsed
                .id
                .parse()
                .map_err(|_| anyhow::anyhow!("`{}`, line {number}, names no source", path.display()))?;
            held.documents.insert(key(&id, &parsed.origin));
        }
        Ok(held)
    }

    /// How many documents.
    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether a document is there.
    pub(super) fn holds(&self, id: &SourceId, origin: &str) -> bool {
        !self.documents.is_empty() && self.documents.contains(&key(id, origin))
    }

    /// Whether a source that is one document is there.
    pub(super) fn holds_source(&self, bytes: &[u8], origin: &str) -> bool {
        !self.documents.is_empty() && self.holds(&SourceId::of(bytes), origin)
    }
}

/// Half of the SHA-256 of the bytes, and a hash of the origin laid over it.
fn key(id: &SourceId, origin: &str) -> u128 {
    let mut hasher = DefaultHasher::new();
    origin.hash(&mut hasher);
    let half: [u8; 16] = std::array::from_fn(|at| id.as_bytes()[at]);
    u128::from_le_bytes(half) ^ (u128::from(hasher.finish()) << 32)
}
