//! Where readings go: one buffered writer, to standard output or a file.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use entente_columns::{Batch, ReadingFile};

use super::Format;
use crate::{engine::Read, outcome::WrongUse};

/// Readings ready to be written, made by the workers so that the writer only writes.
pub(crate) enum Rows {
    /// Lines of JSON.
    Lines(Vec<u8>),
    /// Columns.
    Columns(Batch),
}

impl Format {
    /// What is written for these readings.
    ///
    /// # Errors
    /// When a reading cannot be written in the format.
    pub(crate) fn written(self, read: &Read) -> anyhow::Result<Rows> {
        match self {
            Self::Jsonl => {
                let size: usize = read.readings.iter().map(|reading| reading.text.len() * 4 + 1024).sum();
                let mut lines = Vec::with_capacity(size);
                for reading in &read.readings {
                    serde_json::to_writer(&mut lines, reading)?;
                    lines.push(b'\n');
                }
                Ok(Rows::Lines(lines))
            }
            Self::Parquet => Ok(Rows::Columns(entente_columns::batch(&read.readings)?)),
        }
    }
}

/// An open output.
pub(crate) enum Output {
    /// Lines of JSON.
    Lines(Box<dyn Write>),
    /// A Parquet file, written beside its place and put there when it is whole.
    Columns(Box<ReadingFile<BufWriter<File>>>, Unfinished),
}

/// A file that is being written under another name.
pub(crate) struct Unfinished {
    now: PathBuf,
    then: PathBuf,
}

/// Bytes that are gathered before they are written.
const BUFFER: usize = 1 << 18;

impl Output {
    /// Opens the output; a file is gone on with at its end.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn open(path: Option<&Path>, format: Format, resume: bool) -> anyhow::Result<Self> {
        match (format, path) {
            (Format::Jsonl, None) => {
                Ok(Self::Lines(Box::new(BufWriter::with_capacity(BUFFER, io::stdout().lock()))))
            }
            (Format::Jsonl, Some(path)) => {
                let file = OpenOptions::new().append(true).create(true).open(path);
                let file = file.with_context(|| cannot_write(path))?;
                Ok(Self::Lines(Box::new(BufWriter::with_capacity(BUFFER, file))))
            }
            (Format::Parquet, None) => {
                Err(WrongUse("a Parquet file needs a place: -o FILE".to_owned()).into())
            }
            (Format::Parquet, Some(path)) => {
                let mut name = path.as_os_str().to_owned();
                name.push(".unfinished");
                let unfinished = Unfinished { now: name.into(), then: path.to_owned() };
                let file = File::create(&unfinished.now).with_context(|| cannot_write(&unfinished.now))?;
                let mut file = ReadingFile::new(BufWriter::with_capacity(BUFFER, file))?;
                if resume && path.exists() {
                    let held = File::open(path).with_context(|| cannot_write(path))?;
                    file.copy(held).with_context(|| format!("cannot go on with `{}`", path.display()))?;
                }
                Ok(Self::Columns(Box::new(file), unfinished))
            }
        }
    }

    /// Writes the next readings.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) fn write(&mut self, rows: Rows) -> anyhow::Result<()> {
        match (self, rows) {
            (Self::Lines(output), Rows::Lines(lines)) => {
                output.write_all(&lines).context("cannot write the readings")
            }
            (Self::Columns(output, _), Rows::Columns(rows)) => {
                output.write(&rows).context("cannot write the readings")
            }
            _ => unreachable!("rows are made in the format of the output"),
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// As [`Output::write`].
    pub(crate) fn close(self) -> anyhow::Result<()> {
        match self {
            Self::Lines(mut output) => output.flush().context("cannot write the readings"),
            Self::Columns(output, unfinished) => {
                output.close()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
                fs::rename(&unfinished.now, &unfinished.then).with_context(|| cannot_write(&unfinished.then))
            }
        }
    }
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write `{}`", path.display())
}
