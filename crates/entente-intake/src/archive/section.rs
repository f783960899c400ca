//! A stretch of a reader that others read too.

use std::{
    io::{self, Read, Seek, SeekFrom},
    sync::{Arc, Mutex, PoisonError},
};

use super::Source;

/// A stretch of a shared reader, with a place of its own.
pub(super) struct Section<'r> {
    reader: Arc<Mutex<Box<dyn Source + 'r>>>,
    start: u64,
    end: u64,
    at: u64,
}

impl<'r> Section<'r> {
    /// All of `reader`.
    pub(super) fn whole(mut reader: impl Source + 'r) -> io::Result<Self> {
        let end = reader.seek(SeekFrom::End(0))?;
        Ok(Self { reader: Arc::new(Mutex::new(Box::new(reader))), start: 0, end, at: 0 })
    }

    /// Nothing.
    pub(super) fn empty() -> Self {
        Self { reader: Arc::new(Mutex::new(Box::new(io::Cursor::new([])))), start: 0, end: 0, at: 0 }
    }

    /// A stretch of it.
    pub(super) fn stretch(&self, start: u64, length: u64) -> Self {
        let start = self.start.saturating_add(start).min(self.end);
        let end = start.saturating_add(length).min(self.end);
        Self { reader: Arc::clone(&self.reader), start, end, at: start }
    }

    /// What stands from `start` on.
    pub(super) fn from(&self, start: u64) -> Self {
        self.stretch(start, u64::MAX)
    }
}

impl Read for Section<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let most = buffer.len().min(left);
        if most == 0 {
            return Ok(0);
        }
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.seek(SeekFrom::Start(self.at))?;
        let read = reader.read(&mut buffer[..most])?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Section<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => self.start.checked_add(at),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.filter(|&at| at >= self.start).ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at - self.start)
    }
}
