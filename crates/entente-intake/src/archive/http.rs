//! An HTTP answer as a web archive keeps it: the head, and a body that may be packed.

use std::io::{self, Read};

use super::gzip;
use crate::IntakeError;

/// The longest head.
pub(super) const LONGEST_HEAD: usize = 64 * 1024;

/// What the head of an answer says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) media_type: Option<String>,
    encoding: Option<String>,
    chunked: bool,
}

/// Reads the head; the number of bytes that it takes. `None` where this is no answer of HTTP.
pub(super) fn head(bytes: &[u8]) -> Option<(Head, usize)> {
    let window = &bytes[..bytes.len().min(LONGEST_HEAD)];
    if !window.starts_with(b"HTTP/") {
        return None;
    }
    let crlf = memchr::memmem::find(window, b"\r\n\r\n").map(|at| at + 4);
    let lf = memchr::memmem::find(window, b"\n\n").map(|at| at + 2);
    let end = crlf.into_iter().chain(lf).min().unwrap_or(window.len());
    let text = String::from_utf8_lossy(&window[..end]);
    let mut lines = text.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut head = Head { status, ..Head::default() };
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => head.media_type = Some(value.to_owned()),
            "content-encoding" => head.encoding = Some(value.to_ascii_lowercase()),
            "transfer-encoding" => head.chunked = value.to_ascii_lowercase().contains("chunked"),
            _ => {}
        }
    }
    Some((head, end))
}

impl Head {
    /// The body as the page's author wrote it.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Broken`] or [`IntakeError::TooLarge`] for one that does not unpack,
    /// [`IntakeError::Unsupported`] for one that is packed in another way.
    pub(super) fn body(&self, bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, IntakeError> {
        // Archives keep the name of an encoding that they have undone themselves.
        let bytes = if self.chunked { unchunked(&bytes).unwrap_or(bytes) } else { bytes };
        let unpacked = match self.encoding.as_deref() {
            Some("gzip" | "x-gzip") if bytes.starts_with(b"\x1F\x8B") => gzip::unpack(&bytes, limit),
            Some("deflate") => inflate(&bytes, limit).or(Ok(bytes)),
            Some("br") if !looks_like_text(&bytes) => {
                return Err(IntakeError::Unsupported("a page packed with Brotli"));
            }
            Some("zstd") if bytes.starts_with(b"\x28\xB5\x2F\xFD") => {
                return Err(IntakeError::Unsupported("a page packed with Zstandard"));
            }
            _ => Ok(bytes),
        };
        unpacked.map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => IntakeError::TooLarge { bytes: limit + 1, limit },
            _ => IntakeError::Broken { format: "gzip", reason: error.to_string() },
        })
    }
}

fn looks_like_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    !head.is_empty() && head.iter().all(|&byte| byte >= b' ' || byte.is_ascii_whitespace())
}

fn inflate(bytes: &[u8], limit: u64) -> io::Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    flate2::read::ZlibDecoder::new(bytes).take(limit).read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

/// The body without the lengths of its chunks; `None` where it has none.
fn unchunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let line = memchr::memchr(b'\n', rest)?;
        let length = std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?.trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        rest = &rest[line + 1..];
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..length)?);
        rest = &rest[length..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunked_body_is_put_together() {
        let (head, end) =
            head(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
                .expect("head");
        assert_eq!((head.status, end), (200, 72));
        let body = b"4\r\nWiki\r\n6;x=y\r\npedia \r\n0\r\n\r\n".to_vec();
        assert_eq!(head.body(body, 100).expect("body"), b"Wikipedia ");
        assert_eq!(head.body(b"<p>not chunked".to_vec(), 100).expect("body"), b"<p>not chunked");
    }
}
