//! A buffered reader that counts, and the gzip members on it.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

/// Counts what was taken out of a buffered reader.
pub(super) struct Counted<R> {
    inner: BufReader<R>,
    /// Bytes taken so far.
    pub(super) taken: u64,
}

impl<R: Read> Counted<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner: BufReader::with_capacity(64 * 1024, inner), taken: 0 }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.taken += read as u64;
        Ok(read)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        self.inner.consume(amount);
    }
}

/// The bytes of a gzip file of one or many members, with the place at which the last member began.
pub(super) struct Members<R: Read> {
    state: State<R>,
    /// Packed bytes before the member that is being read.
    pub(super) member: u64,
}

enum State<R: Read> {
    Within(Box<GzDecoder<Counted<R>>>),
    Ended,
}

impl<R: Read> Members<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { state: State::Within(Box::new(GzDecoder::new(Counted::new(inner)))), member: 0 }
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            let State::Within(decoder) = &mut self.state else { return Ok(0) };
            let read = decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            let State::Within(decoder) = std::mem::replace(&mut self.state, State::Ended) else {
                return Ok(0);
            };
            let mut inner = decoder.into_inner();
            // Zeros that fill up a tape, and nothing else, may stand behind the last member.
            let next = inner.fill_buf()?;
            if next.first() != Some(&0x1F) {
                return Ok(0);
            }
            self.member = inner.taken;
            self.state = State::Within(Box::new(GzDecoder::new(inner)));
        }
    }
}
