//! Archives of files and web archives.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

use crate::{Story, office, page, plain};

/// Three files of three formats.
fn files(stories: &[Story]) -> [(String, Vec<u8>); 3] {
    let [one, two, three] = [&stories[..1], &stories[1..2], &stories[2..3]];
    [
        ("a/notice.txt".to_owned(), plain::text(one)),
        // A name that would lead out of the folder, with a line end in it: it is a name and no more.
        ("b/../../page\n.html".to_owned(), page::html(two)),
        ("c/letter.docx".to_owned(), office::docx(three)),
    ]
}

pub(crate) fn zip(stories: &[Story]) -> Vec<u8> {
    let files = files(stories);
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    office::archive(&files, &[])
}

pub(crate) fn tar(stories: &[Story]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, bytes) in files(stories) {
        archive.extend_from_slice(&tar_header(&name, bytes.len()));
        archive.extend_from_slice(&bytes);
        archive.resize(archive.len().next_multiple_of(512), 0);
    }
    archive.resize(archive.len() + 1024, 0);
    archive
}

fn tar_header(name: &str, size: usize) -> [u8; 512] {
    let mut header = [0u8; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[100..107].copy_from_slice(b"0000644");
    header[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    header[148..156].copy_from_slice(b"        ");
    header[156] = b'0';
    header[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
    header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    header
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

pub(crate) fn tar_gz(stories: &[Story]) -> Vec<u8> {
    gzip(&tar(stories))
}

/// A record of a web archive.
fn record(kind: &str, address: &str, more: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-03-05T01:02:03Z\r\n{more}\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn answer(status: &str, media: &str, body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n").into_bytes();
    answer.extend_from_slice(body);
    answer
}

/// The records of a crawl: the pages, and what is no document.
fn records(stories: &[Story]) -> Vec<Vec<u8>> {
    let info = record("warcinfo", "", "", b"software: a crawler\r\n");
    let mut records = vec![info];
    for story in stories {
        let page = answer("200 OK", "text/html; charset=utf-8", page::of(story).as_bytes());
        records.push(record("request", &story.address(), "", b"GET / HTTP/1.1\r\n\r\n"));
        let digest = format!("WARC-Payload-Digest: sha1:{}\r\n", story.number);
        records.push(record("response", &story.address(), &digest, &page));
    }
    let picture = answer("200 OK", "image/png", b"\x89PNG\r\n");
    records.push(record("response", "https://news.example.org/logo.png", "", &picture));
    let gone =
        answer("404 Not Found", "text/html", b"<html><body>There is nothing here any more.</body></html>");
    records.push(record("response", "https://news.example.org/gone", "", &gone));
    records
}

pub(crate) fn warc_gz(stories: &[Story]) -> Vec<u8> {
    records(stories).iter().flat_map(|record| gzip(record)).collect()
}

pub(crate) fn wacz(stories: &[Story]) -> Vec<u8> {
    let warc = warc_gz(stories);
    let pages = b"{\"format\": \"json-pages-1.0\", \"id\": \"pages\", \"title\": \"All pages\"}\n";
    let package = b"{\"profile\": \"data-package\", \"wacz_version\": \"1.1.1\", \"resources\": []}\n";
    let files: [(&str, &[u8]); 3] =
        [("archive/data.warc.gz", &warc), ("datapackage.json", package), ("pages/pages.jsonl", pages)];
    office::archive(&files, &[".warc.gz"])
}
