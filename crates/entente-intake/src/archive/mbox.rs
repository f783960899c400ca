//! Mailboxes: messages one after the other, each after a line that begins with `From `.

use std::io::{self, BufRead, BufReader, Read};

use super::{Part, Refused, named, part_or_end};
use crate::IntakeError;

/// The messages of a mailbox.
pub(super) struct Mbox<R> {
    origin: String,
    reader: BufReader<R>,
    limit: u64,
    number: usize,
    /// Whether the `From ` line of the next message has been read.
    begun: bool,
    ended: bool,
}

impl<R: Read> Mbox<R> {
    pub(super) fn new(origin: &str, reader: R, limit: u64) -> Self {
        let reader = BufReader::with_capacity(64 * 1024, reader);
        Self { origin: origin.to_owned(), reader, limit, number: 0, begun: false, ended: false }
    }

    /// The next line or, of a long one, the next piece, added to `line`; whether there was one.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        line.clear();
        let longest = 1 << 20;
        Ok((&mut self.reader).take(longest).read_until(b'\n', line)? > 0)
    }

    fn message(&mut self) -> io::Result<Option<Result<Part, Refused>>> {
        let (mut message, mut line, mut size) = (Vec::new(), Vec::new(), 0u64);
        let mut at_line_start = true;
        let mut after_blank = true;
        loop {
            if !self.line(&mut line)? {
                self.ended = true;
                break;
            }
            let is_mark = at_line_start && after_blank && line.starts_with(b"From ");
            after_blank = at_line_start && line.trim_ascii().is_empty();
            at_line_start = line.ends_with(b"\n");
            if is_mark {
                if std::mem::replace(&mut self.begun, true) {
                    break;
                }
                continue;
            }
            if !self.begun {
                // Blank lines before the first message.
                continue;
            }
            size += line.len() as u64;
            if size <= self.limit {
                message.extend_from_slice(unquoted(&line));
            }
        }
        if !self.begun || self.ended && size == 0 {
            return Ok(None);
        }
        self.number += 1;
        let origin = named(&self.origin, &self.number.to_string());
        if size > self.limit {
            return Ok(Some(Err(Refused {
                origin,
                error: IntakeError::TooLarge { bytes: size, limit: self.limit },
            })));
        }
        let media_type = Some("message/rfc822".to_owned());
        Ok(Some(Ok(Part { origin, bytes: message, media_type, ..Part::default() })))
    }
}

/// `>From ` at the start of a line stands for `From `.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|&&byte| byte == b'>').count();
    if marks > 0 && line[marks..].starts_with(b"From ") { &line[1..] } else { line }
}

impl<R: Read> Iterator for Mbox<R> {
    type Item = Result<Part, Refused>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.message();
        part_or_end(next, &mut self.ended, &self.origin, "mailbox")
    }
}
