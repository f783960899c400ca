//! Files of every format through the commands.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Place, run};

/// A file of each format, in a folder.
fn folder(place: &Place) -> usize {
    let samples = entente_samples::files(24);
    for sample in &samples {
        place.file(&format!("in/{}", sample.name), &sample.bytes);
    }
    samples.iter().map(entente_samples::Sample::documents).sum()
}

#[test]
fn a_folder_of_every_format_is_extracted_whole() {
    let place = Place::new();
    let documents = folder(&place);
    let extracted = run(&["extract", "--jobs", "2", &place.path("in")]);
    assert_eq!((extracted.code, extracted.err.as_str()), (0, ""));
    assert_eq!(extracted.out.lines().count(), documents);
    let one = run(&["extract", "--jobs", "1", &place.path("in")]);
    assert!(one.out == extracted.out, "the number of jobs changes nothing");
    assert!(extracted.out.contains("\"places\":[{\"at\":0,\"name\":\"page 1\"}]"));
    assert!(extracted.out.contains("\"captured\":\"2024-03-05T01:02:03Z\""));
}

#[test]
fn the_files_of_an_archive_are_sources_of_their_own() {
    let place = Place::new();
    let documents = folder(&place);
    let added = place.run(&["add", &place.path("in")]);
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    assert!(added.out.contains(&format!("with {documents} documents")), "{}", added.out);
    let again = place.run(&["add", &place.path("in")]);
    assert!(again.out.starts_with("Added 0 sources"), "{}", again.out);
    let listed = place.run(&["sources", "--format", "jsonl"]).out;
    assert_eq!(listed.lines().count(), documents);
    assert!(listed.contains(".warc.gz#https://news.example.org/"), "{listed}");
    place.assert_whole();
    let rebuilt = place.run(&["rebuild", "--check"]);
    assert_eq!(rebuilt.code, 0, "{}{}", rebuilt.out, rebuilt.err);
}

#[test]
fn what_is_refused_of_an_archive_is_listed_with_reason_and_way_out() {
    let place = Place::new();
    let sample = entente_samples::files(24).into_iter().find(|sample| sample.name.ends_with("tar")).unwrap();
    let mut archive = sample.bytes;
    // The last file is a old Office document: its name and size stay, its first bytes are those of one.
    let at = archive.windows(4).rposition(|bytes| bytes == b"PK\x03\x04");
    let docx = archive.windows(30).position(|bytes| bytes.starts_with(b"PK\x03\x04")).or(at).unwrap();
    archive[docx..docx + 6].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1");
    let path = place.file("in/parts.tar", &archive);
    let added = place.run(&["add", &path]);
    assert_eq!(added.code, 1);
    assert_eq!(added.out, "Added 2 sources, 1 was refused\n");
    let listed = place.run(&["sources", "--refused", "--format", "jsonl"]).out;
    assert!(
        listed.contains("parts.tar#c/letter.docx") && listed.contains("an old Office document"),
        "{listed}"
    );
    assert!(listed.contains("; save the text as plain text"), "{listed}");
}

#[test]
fn columns_are_named_by_the_user() {
    let place = Place::new();
    let table = "when;words;note\n2019-03-05;\"The delegations of Norway and Korea met in Busan on 4 March 2019.\";x\n";
    let path = place.file("table.csv", table);
    let refused = run(&["extract", &path]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("holds texts: when, words, note; name the column with --columns"),
        "{}",
        refused.err
    );
    let read = run(&["extract", "--columns", "text=words,published=when", &path]);
    assert_eq!(read.code, 0, "{}", read.err);
    assert!(read.out.contains("\"published\":\"2019-03-05\""), "{}", read.out);
    assert_eq!(run(&["extract", "--columns", "words", &path]).code, 2);
}
