//! TAR: headers of 512 bytes, each followed by its file (POSIX ustar and pax, GNU long names).

use std::io::{self, Read};

use super::{Part, PartError, Refused, bounded, is_hidden, named, part_or_end};

const BLOCK: usize = 512;

/// The longest name, and the longest pax header.
const LONGEST_HEADER: u64 = 1 << 20;

/// The files of a TAR archive.
pub(super) struct Tar<R> {
    origin: String,
    reader: R,
    limit: u64,
    ended: bool,
}

/// What a header says.
struct Header {
    name: String,
    size: u64,
    kind: u8,
}

impl<R: Read> Tar<R> {
    pub(super) fn new(origin: &str, reader: R, limit: u64) -> Self {
        Self { origin: origin.to_owned(), reader, limit, ended: false }
    }

    /// The next file; `None` at the end.
    fn file(&mut self) -> Result<Option<Result<Part, Refused>>, io::Error> {
        let (mut long_name, mut long_size): (Option<String>, Option<u64>) = (None, None);
        loop {
            let mut block = [0u8; BLOCK];
            let read = read_up_to(&mut self.reader, &mut block)?;
            if read == 0 || block.iter().all(|&byte| byte == 0) {
                return Ok(None);
            }
            if read < BLOCK {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let header = header(&block).ok_or_else(|| io::Error::other("a header's sum is wrong"))?;
            match header.kind {
                b'L' => {
                    let name = self.short(header.size)?;
                    let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
                    long_name = Some(String::from_utf8_lossy(name).into_owned());
                }
                b'x' => {
                    let records = self.short(header.size)?;
                    long_name = pax(&records, "path").or(long_name);
                    long_size = pax(&records, "size").and_then(|size| size.parse().ok()).or(long_size);
                }
                b'0' | 0 | b'7' => {
                    let name = long_name.take().unwrap_or(header.name);
                    let size = long_size.take().unwrap_or(header.size);
                    if is_hidden(&name) || name.ends_with('/') {
                        self.skip(size)?;
                        continue;
                    }
                    return self.part(&name, size).map(Some);
                }
                _ => {
                    (long_name, long_size) = (None, None);
                    self.skip(header.size)?;
                }
            }
        }
    }

    fn part(&mut self, name: &str, size: u64) -> io::Result<Result<Part, Refused>> {
        let origin = named(&self.origin, name);
        match bounded(&mut (&mut self.reader).take(size), self.limit, Some(size)) {
            Ok(bytes) if (bytes.len() as u64) < size => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(bytes) => {
                self.fill(size)?;
                Ok(Ok(Part { origin, bytes, ..Part::default() }))
            }
            Err(PartError::Refused(error)) => {
                self.skip(size)?;
                Ok(Err(Refused { origin, error }))
            }
            Err(PartError::Broken(error)) => Err(error),
        }
    }

    /// A long name or a pax header.
    fn short(&mut self, size: u64) -> io::Result<Vec<u8>> {
        if size > LONGEST_HEADER {
            return Err(io::Error::other("a header of more than a megabyte"));
        }
        let mut bytes = Vec::new();
        (&mut self.reader).take(size).read_to_end(&mut bytes)?;
        self.fill(size)?;
        Ok(bytes)
    }

    fn skip(&mut self, size: u64) -> io::Result<()> {
        io::copy(&mut (&mut self.reader).take(size), &mut io::sink())?;
        self.fill(size)
    }

    /// Steps over the zeros behind a file of this size.
    fn fill(&mut self, size: u64) -> io::Result<()> {
        let rest = (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64;
        io::copy(&mut (&mut self.reader).take(rest), &mut io::sink())?;
        Ok(())
    }
}

impl<R: Read> Iterator for Tar<R> {
    type Item = Result<Part, Refused>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.file();
        part_or_end(next, &mut self.ended, &self.origin, "TAR")
    }
}

fn read_up_to(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// `None` where the sum over the header is wrong.
fn header(block: &[u8; BLOCK]) -> Option<Header> {
    let sum: u64 = block
        .iter()
        .enumerate()
        .map(|(at, &byte)| u64::from(if (148..156).contains(&at) { b' ' } else { byte }))
        .sum();
    if number(&block[148..156])? != sum {
        return None;
    }
    let text = |range: &[u8]| {
        let end = range.iter().position(|&byte| byte == 0).unwrap_or(range.len());
        String::from_utf8_lossy(&range[..end]).into_owned()
    };
    let mut name = text(&block[..100]);
    // The format of GNU uses these bytes for times; only POSIX has a prefix there.
    let prefix = text(&block[345..500]);
    if &block[257..263] == b"ustar\0" && !prefix.is_empty() {
        name = format!("{prefix}/{name}");
    }
    Some(Header { name, size: number(&block[124..136])?, kind: block[156] })
}

/// A number in octal digits, or in base 256 where the first bit is set.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        return field[1..].iter().try_fold(u64::from(field[0] & 0x7F), |number, &byte| {
            number.checked_mul(256)?.checked_add(u64::from(byte))
        });
    }
    let digits = field.iter().copied().skip_while(|&byte| byte == b' ').take_while(u8::is_ascii_digit);
    digits.into_iter().try_fold(0u64, |number, digit| {
        (digit < b'8').then(|| number.checked_mul(8)?.checked_add(u64::from(digit - b'0')))?
    })
}

/// The value of a pax record, `27 path=a long name\n`.
fn pax(records: &[u8], key: &str) -> Option<String> {
    let mut rest = records;
    while let Some(blank) = rest.iter().position(|&byte| byte == b' ') {
        let length: usize = std::str::from_utf8(&rest[..blank]).ok()?.parse().ok()?;
        let record = rest.get(blank + 1..length)?;
        if let Some(value) = record.strip_prefix(key.as_bytes()).and_then(|value| value.strip_prefix(b"=")) {
            return Some(String::from_utf8_lossy(value.strip_suffix(b"\n").unwrap_or(value)).into_owned());
        }
        rest = &rest[length..];
    }
    None
}
