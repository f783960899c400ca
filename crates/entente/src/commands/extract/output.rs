//! Where readings go: one buffered writer, to standard output or a file.

use std::{
    fs::OpenOptions,
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::Context as _;

use super::Format;
use crate::engine::Read;

/// Readings ready to be written, made by the workers so that the writer only writes.
pub(crate) enum Rows {
    /// Lines of JSON.
    Lines(Vec<u8>),
}

impl Format {
    /// What is written for these readings.
    ///
    /// # Errors
    /// When a reading cannot be written in the format.
    pub(crate) fn written(self, read: &Read) -> anyhow::Result<Rows> {
        let Self::Jsonl = self;
        let size: usize = read.readings.iter().map(|reading| reading.text.len() * 4 + 1024).sum();
        let mut lines = Vec::with_capacity(size);
        for reading in &read.readings {
            serde_json::to_writer(&mut lines, reading)?;
            lines.push(b'\n');
        }
        Ok(Rows::Lines(lines))
    }
}

/// An open output.
pub(crate) enum Output {
    /// Lines of JSON.
    Lines(Box<dyn Write>),
}

/// Bytes that are gathered before they are written.
const BUFFER: usize = 1 << 18;

impl Output {
    /// Opens the output; a file is gone on with at its end.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn open(path: Option<&Path>, format: Format) -> anyhow::Result<Self> {
        let Format::Jsonl = format;
        Ok(Self::Lines(match path {
            None => Box::new(BufWriter::with_capacity(BUFFER, io::stdout().lock())),
            Some(path) => {
                let file = OpenOptions::new().append(true).create(true).open(path);
                let file = file.with_context(|| format!("cannot write `{}`", path.display()))?;
                Box::new(BufWriter::with_capacity(BUFFER, file))
            }
        }))
    }

    /// Writes the next readings.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) fn write(&mut self, rows: Rows) -> anyhow::Result<()> {
        let Self::Lines(output) = self;
        let Rows::Lines(lines) = rows;
        output.write_all(&lines).context("cannot write the readings")
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// As [`Output::write`].
    pub(crate) fn close(self) -> anyhow::Result<()> {
        let Self::Lines(mut output) = self;
        output.flush().context("cannot write the readings")
    }
}
