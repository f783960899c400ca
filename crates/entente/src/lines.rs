//! A JSON Lines file some lines at a time, so that its size does not matter.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read as _},
    path::Path,
};

use entente_intake::{IntakeError, Refused};

use crate::inputs::Input;

/// How many bytes of lines are handed over at once.
const BATCH: usize = 128 << 10;

/// Some lines that follow each other.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The path of the file.
    pub origin: String,
    /// The number of the first line, from one.
    pub first: usize,
    /// Whole lines.
    pub bytes: Vec<u8>,
}

/// An open file of lines.
pub(crate) struct LineFile {
    origin: String,
    reader: BufReader<File>,
    /// How many lines were read.
    line: usize,
    max_bytes: u64,
    /// The number of a line that is too long, to be told next.
    long: Option<usize>,
    ended: bool,
}

impl LineFile {
    /// Whether the name is that of such a file.
    pub(crate) fn is_one(path: &Path) -> bool {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        ["jsonl", "ndjson"].iter().any(|known| ending.eq_ignore_ascii_case(known))
    }

    /// Opens the file; `None` where it cannot be opened or does not begin with an object: then it is read as what it is.
    pub(crate) fn open(path: &Path, max_bytes: u64) -> Option<Self> {
        let mut reader = BufReader::with_capacity(BATCH, File::open(path).ok()?);
        let head = reader.fill_buf().ok()?;
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        head.trim_ascii_start().starts_with(b"{").then(|| Self {
            origin: path.to_string_lossy().into_owned(),
            reader,
            line: 0,
            max_bytes,
            long: None,
            ended: false,
        })
    }

    /// The next lines, or what is wrong with one.
    pub(crate) fn next(&mut self) -> Option<Input> {
        if let Some(line) = self.long.take() {
            let error = IntakeError::TooLarge { bytes: self.max_bytes + 1, limit: self.max_bytes };
            return Some(Input::Refused(Refused { origin: format!("{}#{line}", self.origin), error }));
        }
        if self.ended {
            return None;
        }
        let first = self.line + 1;
        let mut bytes = Vec::new();
        while bytes.len() < BATCH {
            let start = bytes.len();
            match self.line_into(&mut bytes) {
                Ok(true) => self.line += 1,
                Ok(false) => {
                    self.ended = true;
                    break;
                }
                Err(why) => {
                    self.ended = true;
                    return Some(Input::Unreadable(self.origin.clone().into(), why));
                }
            }
            if (bytes.len() - start) as u64 > self.max_bytes {
                bytes.truncate(start);
                self.long = Some(self.line);
                break;
            }
        }
        if bytes.is_empty() {
            return if self.long.is_some() { self.next() } else { None };
        }
        Some(Input::Lines(Box::new(Lines { origin: self.origin.clone(), first, bytes })))
    }

    /// Reads one line, at most a byte more than may be; what is beyond that is skipped. False at the end.
    fn line_into(&mut self, bytes: &mut Vec<u8>) -> Result<bool, String> {
        let in_words = |error: std::io::Error| error.to_string();
        let bound = self.max_bytes.saturating_add(1);
        let read = (&mut self.reader).take(bound).read_until(b'\n', bytes).map_err(in_words)?;
        if read as u64 == bound && bytes.last() != Some(&b'\n') {
            self.reader.skip_until(b'\n').map_err(in_words)?;
        }
        Ok(read > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, max_bytes: u64) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, text).unwrap();
        let mut file = LineFile::open(&path, max_bytes).unwrap();
        std::iter::from_fn(|| file.next())
            .map(|input| match input {
                Input::Lines(lines) => format!("{}: {}", lines.first, String::from_utf8_lossy(&lines.bytes)),
                Input::Refused(refused) => {
                    refused.origin.rsplit_once('#').map_or_else(String::new, |(_, line)| format!("no {line}"))
                }
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn lines_are_handed_over_whole_and_numbered() {
        assert_eq!(all("{\"a\":1}\n\n{\"b\":2}", 100), ["1: {\"a\":1}\n\n{\"b\":2}"]);
        let long = format!("{{\"a\":\"{}\"}}\n", "x".repeat(BATCH));
        let two = all(&format!("{long}{{}}\n"), 1 << 20);
        assert_eq!(two.len(), 2);
        assert_eq!(two[1], "2: {}\n");
    }

    #[test]
    fn a_line_that_is_too_long_is_named_and_the_others_are_read() {
        assert_eq!(all("{}\n{\"a\":\"xxxxxxxxxx\"}\n{}\n", 8), ["1: {}\n", "no 2", "3: {}\n"]);
    }
}
