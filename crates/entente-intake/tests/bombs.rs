//! Archives, letters and feeds that are made to break a reader: bounded, refused with a reason, the rest goes on.

#![allow(clippy::format_push_string, reason = "hostile files are put together from pieces")]

use std::io::{Cursor, Read, Seek, SeekFrom, Write as _};

use entente_intake::{Contents, Hints, Intake, IntakeError, Options};
use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

const MEGA: usize = 1_000_000;

fn small() -> Options {
    Options {
        max_bytes: 2 * MEGA as u64,
        max_unpacked: 10 * MEGA as u64,
        max_parts: 1_000,
        ..Options::default()
    }
}

fn open(name: &str, bytes: &[u8]) -> Result<Contents, IntakeError> {
    Intake::new(small()).open(name, bytes, &Hints::default())
}

fn reasons(contents: &Contents) -> Vec<String> {
    contents.refused.iter().map(|refused| format!("{}: {}", refused.origin, refused.error)).collect()
}

fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default()).expect("file");
        writer.write_all(bytes).expect("bytes");
    }
    writer.finish().expect("archive").into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("bytes");
    encoder.finish().expect("gzip")
}

const NOTICE: &str = "The ministers of the two countries met in Busan and agreed on the fees of the harbour.";

#[test]
fn a_zip_bomb_is_refused_and_its_neighbour_read() {
    let bomb = vec![b' '; 3 * MEGA];
    let archive = zip(&[
        ("a.txt".into(), NOTICE.into()),
        ("bomb.txt".into(), bomb),
        ("c.txt".into(), NOTICE.replace("Busan", "Oslo").into()),
    ]);
    let contents = open("bomb.zip", &archive).expect("archive");
    assert_eq!(contents.documents.len(), 2);
    assert_eq!(
        reasons(&contents),
        ["bomb.zip#bomb.txt: the source is too large: 3000000 bytes, and the limit is 2000000"]
    );
}

#[test]
fn many_bombs_end_the_unpacking() {
    let files: Vec<_> =
        (0..50).map(|number| (format!("{number:02}.txt"), NOTICE.repeat(MEGA / 100).into())).collect();
    let contents = open("bombs.zip", &zip(&files)).expect("archive");
    assert!((5..20).contains(&contents.documents.len()), "{}", contents.documents.len());
    assert!(reasons(&contents)[0].contains("more than 10 MB once unpacked"), "{:?}", reasons(&contents));
}

#[test]
fn archives_within_archives_end_somewhere() {
    let mut archive = zip(&[("a.txt".into(), NOTICE.into())]);
    for _ in 0..10 {
        archive = zip(&[("inner.zip".into(), archive)]);
    }
    let contents = open("deep.zip", &archive).expect("archive");
    assert!(contents.documents.is_empty());
    assert!(reasons(&contents)[0].ends_with("nested too deep: 5 levels of archives, and the limit is 4"));
}

#[test]
fn a_gzip_bomb_is_refused() {
    let contents = open("bomb.txt.gz", &gzip(&vec![b'x'; 30 * MEGA])).expect("archive");
    assert!(reasons(&contents)[0].contains("too large"), "{:?}", reasons(&contents));
    // One that is packed twice.
    let contents = open("bomb.gz.gz", &gzip(&gzip(&vec![b'x'; 30 * MEGA]))).expect("archive");
    assert!(reasons(&contents)[0].contains("too large"), "{:?}", reasons(&contents));
}

#[test]
fn names_are_only_names() {
    let archive = zip(&[("../../etc/pass\nwd.txt".into(), NOTICE.into())]);
    let contents = open("a.zip", &archive).expect("archive");
    assert_eq!(contents.documents[0].origin, "a.zip#../../etc/pass\u{FFFD}wd.txt");
}

#[test]
fn a_letter_of_ten_thousand_parts_is_refused() {
    let mut letter =
        "From: a@b.c\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=p\r\n\r\n"
            .to_owned();
    for number in 0..10_000 {
        letter += &format!("--p\r\nContent-Type: text/plain\r\n\r\nPart {number}\r\n");
    }
    let error = open("parts.eml", letter.as_bytes()).expect_err("refused");
    assert_eq!(error.to_string(), "too much inside: an e-mail of more than 2000 parts");
    let mut nested = String::new();
    for number in 0..5_000 {
        nested += &format!("Content-Type: multipart/mixed; boundary=p{number}\r\n\r\n--p{number}\r\n");
    }
    let _ = open("nested.eml", format!("From: a@b.c\r\nTo: x\r\nMIME-Version: 1.0\r\n{nested}").as_bytes());
}

#[test]
fn a_feed_of_a_million_items_ends_at_the_limit() {
    let intake = Intake::new(Options { max_parts: 2_000, ..Options::default() });
    let feed = format!(
        "<?xml version='1.0'?><rss><channel>{}",
        "<item><title>T</title><description>Some words</description></item>".repeat(700_000)
    );
    let contents = intake.open("f.rss", feed.as_bytes(), &Hints::default()).expect("feed");
    assert_eq!(contents.documents.len(), 2_000);
    assert!(reasons(&contents)[0].ends_with("more than 2000 parts; the rest was left out"));
}

#[test]
fn entities_of_xml_do_not_grow() {
    let laughs = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><rss><channel><item><title>T</title>\
                  <description>A notice of some words &b;</description></item></channel></rss>";
    let contents = open("laughs.rss", laughs.as_bytes()).expect("feed");
    assert!(contents.documents[0].text.ends_with("&b;"), "{}", contents.documents[0].text);
}

#[test]
fn xml_nested_without_end_is_refused() {
    let page = format!("<?xml version='1.0'?><office:document>{}", "<text:p>".repeat(100_000));
    let error = open("deep.fodt", page.as_bytes()).expect_err("refused");
    assert!(error.to_string().contains("4000 deep"), "{error}");
}

#[test]
fn a_pdf_that_loops_is_refused_or_read_in_bounds() {
    // The pages lead to themselves, the form draws itself, the table of objects names itself as the one before.
    let loops = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
        2 0 obj\n<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>\nendobj\n\
        4 0 obj\n<< /Length 5 >>\nstream\n/X Do\nendstream\nendobj\n\
        5 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 17 /Resources << /XObject << /X 5 0 R >> >> >>\nstream\n/X Do /X Do /X Do\nendstream\nendobj\n\
        trailer\n<< /Root 1 0 R /Size 6 /Prev 0 >>\nstartxref\n0\n%%EOF\n";
    let options = Options { max_seconds: 3, ..small() };
    let error =
        Intake::new(options).open("loop.pdf", loops.as_bytes(), &Hints::default()).expect_err("no words");
    assert!(
        matches!(error, IntakeError::NoText(_) | IntakeError::TooSlow { .. } | IntakeError::Broken { .. }),
        "{error}"
    );
}

/// A record of two gigabytes that no one has to hold: zeros made as they are asked for.
struct Huge {
    head: Vec<u8>,
    zeros: u64,
    tail: Vec<u8>,
    at: u64,
}

impl Read for Huge {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let head = self.head.len() as u64;
        let read = if self.at < head {
            (&self.head[self.at as usize..]).read(buffer)?
        } else if self.at < head + self.zeros {
            let left = (head + self.zeros - self.at).min(buffer.len() as u64) as usize;
            buffer[..left].fill(0);
            left
        } else {
            let from = (self.at - head - self.zeros).min(self.tail.len() as u64);
            (&self.tail[from as usize..]).read(buffer)?
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Huge {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let end = self.head.len() as u64 + self.zeros + self.tail.len() as u64;
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => end.saturating_add_signed(by),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

#[test]
fn a_record_of_two_gigabytes_is_refused_and_the_next_one_read() {
    let zeros = 2_000_000_000;
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let page = format!("{head}<html><body><p>{NOTICE}</p></body></html>");
    let record = |address: &str, length: u64| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Length: {length}\r\n\r\n"
        )
    };
    let huge = Huge {
        head: format!("{}{head}", record("http://a.org/huge", head.len() as u64 + zeros)).into_bytes(),
        zeros,
        tail: format!("\r\n\r\n{}{page}\r\n\r\n", record("http://a.org/next", page.len() as u64))
            .into_bytes(),
        at: 0,
    };
    let intake = Intake::new(small());
    let parts: Vec<_> = intake.parts("crawl.warc", huge).expect("opened").expect("archive").collect();
    assert_eq!(parts.len(), 2);
    let refused = parts[0].as_ref().expect_err("too large");
    assert_eq!(
        (refused.origin.as_str(), refused.error.code().as_str()),
        ("crawl.warc#http://a.org/huge", "too-large")
    );
    let part = parts[1].as_ref().expect("page");
    assert_eq!(part.address.as_deref(), Some("http://a.org/next"));
}

#[test]
fn a_revisit_is_followed_to_the_page_it_means() {
    let page = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>{NOTICE}</p></body></html>"
    );
    let record = |kind: &str, day: &str, digest: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.org/x\r\nWARC-Date: {day}\r\n\
             WARC-Payload-Digest: {digest}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let records = [
        record("response", "2020-01-01T00:00:00Z", "sha1:A", &page),
        record("revisit", "2021-01-01T00:00:00Z", "sha1:A", "HTTP/1.1 200 OK\r\n\r\n"),
        record("revisit", "2022-01-01T00:00:00Z", "sha1:B", "HTTP/1.1 200 OK\r\n\r\n"),
    ];
    let packed: Vec<u8> = records.iter().flat_map(|record| gzip(record.as_bytes())).collect();
    for (name, bytes) in [("c.warc", records.concat().into_bytes()), ("c.warc.gz", packed)] {
        let contents = open(name, &bytes).expect("archive");
        let captured: Vec<_> =
            contents.documents.iter().map(|document| document.captured.as_deref()).collect();
        assert_eq!(captured, [Some("2020-01-01T00:00:00Z"), Some("2021-01-01T00:00:00Z")], "{name}");
        assert_eq!(contents.documents[0].id, contents.documents[1].id);
        assert!(reasons(&contents)[0].contains("is not in this archive"), "{:?}", reasons(&contents));
    }
}

#[test]
fn what_breaks_off_keeps_what_stands_before() {
    for sample in entente_samples::files(48) {
        for part in [2, 3, 5] {
            let cut = &sample.bytes[..sample.bytes.len() * (part - 1) / part];
            if let Ok(contents) = open(&sample.name, cut) {
                assert!(contents.documents.len() <= sample.documents());
            }
        }
    }
}
