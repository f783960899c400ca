//! Sources that cannot be read, and what the program says and does.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs::{self, File};

use common::{Place, Run, article, run};

/// One bad source among good ones: it is named with the reason, the good ones are read, the exit status is 1.
fn refused_among_good(name: &str, bytes: &[u8], reason: &str) -> Run {
    let place = Place::new();
    let good = place.file("in/a.txt", article(1));
    let bad = place.file(&format!("in/{name}"), bytes);
    let other = place.file("in/z.txt", article(2));

    let extracted = run(&["extract", &place.path("in")]);
    assert_eq!(extracted.code, 1, "{}", extracted.err);
    assert_eq!(extracted.out.lines().count(), 2);
    assert!(extracted.err.contains(&bad) && extracted.err.contains(reason), "{}", extracted.err);

    let added = place.run(&["add", &good, &bad, &other]);
    assert_eq!(added.code, 1, "{}", added.err);
    assert_eq!(added.out, "Added 2 sources, 1 was refused\n");
    assert!(added.err.contains(&bad) && added.err.contains(reason), "{}", added.err);
    let listed = place.run(&["sources", "--refused", "--format", "jsonl"]);
    assert!(listed.out.contains(name) && listed.out.contains(reason), "{}", listed.out);
    assert_eq!(listed.out.lines().count(), 1);
    place.assert_whole();
    added
}

#[test]
fn an_empty_file_is_refused() {
    refused_among_good("empty.txt", b"", "empty");
    refused_among_good("blank.txt", b" \n\t\n", "empty");
}

#[test]
fn a_binary_file_is_refused() {
    let mut bytes: Vec<u8> =
        (0..4000u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    refused_among_good("noise.txt", &bytes, "binary");
    bytes.splice(0..4, [0x7f, b'E', b'L', b'F']);
    refused_among_good("program.bin", &bytes, "unsupported format");
}

#[test]
fn html_nested_a_hundred_thousand_deep_is_refused() {
    let page =
        format!("<html><body>{}deep{}</body></html>", "<div>".repeat(100_000), "</div>".repeat(100_000));
    refused_among_good("deep.html", page.as_bytes(), "deep");
}

#[test]
fn a_text_with_invalid_utf8_is_read_with_a_warning_or_refused_with_a_reason() {
    let place = Place::new();
    let mut bytes = article(3).into_bytes();
    bytes.splice(30..32, [0xff, 0xfe, 0xc3, 0x28]);
    let path = place.file("broken.txt", bytes);
    let done = place.run(&["add", &path]);
    match done.code {
        0 => assert_eq!(place.ask::<i64>("SELECT count(*) FROM sources"), 1),
        code => assert_eq!((code, done.err.contains("broken.txt")), (1, true)),
    }
    place.assert_whole();
}

#[test]
fn two_hundred_megabytes_of_one_line_are_refused_by_size() {
    let place = Place::new();
    let path = place.path("long.txt");
    // A sparse file: refused before a byte of it is read.
    File::create(&path).unwrap().set_len(200_000_000).unwrap();
    let extracted = run(&["extract", &path]);
    assert_eq!((extracted.code, extracted.out.as_str()), (1, ""));
    assert_eq!(extracted.err, format!("refused: {path}: 200 MB, above the limit of 50 MB (--max-size)\n"));
    assert_eq!(place.run(&["add", &path]).code, 1);
    place.assert_whole();
}

#[test]
fn one_long_line_is_read() {
    let place = Place::new();
    let line = "Russia and South Korea signed a protocol in Moscow on 20 November 1992. ".repeat(400);
    let path = place.file("line.txt", &line);
    let added = place.run(&["add", &path]);
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    place.assert_whole();
}

#[test]
fn what_is_not_there_is_named() {
    let place = Place::new();
    let gone = place.path("gone.txt");
    let done = place.run(&["add", &gone, &place.file("here.txt", article(1))]);
    assert_eq!((done.code, done.err), (1, format!("refused: {gone}: no such file or folder\n")));
    assert_eq!(done.out, "Added 1 source, 1 was refused\n");
}

#[cfg(unix)]
#[test]
fn a_file_that_vanishes_from_its_folder_is_named() {
    let place = Place::new();
    place.file("in/a.txt", article(1));
    // What is listed and then cannot be opened is the same to the program as what vanished in between.
    std::os::unix::fs::symlink(place.path("nowhere"), place.path("in/b.txt")).unwrap();
    let done = run(&["extract", &place.path("in")]);
    assert_eq!((done.code, done.out.lines().count()), (1, 1));
    assert_eq!(done.err, format!("refused: {}: no such file or folder\n", place.path("in/b.txt")));
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new();
    place.file("in/locked/a.txt", article(1));
    place.file("in/open.txt", article(2));
    let locked = place.path("in/locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&locked).is_ok() {
        eprintln!("skipped: this user may read every folder");
        return;
    }
    let done = run(&["extract", &place.path("in")]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!((done.code, done.out.lines().count()), (1, 1));
    assert_eq!(done.err, format!("refused: {locked}: permission denied\n"));
}

#[test]
fn a_source_that_was_refused_and_is_mended_is_taken() {
    let place = Place::new();
    let path = place.file("a.txt", "");
    assert_eq!(place.run(&["add", &path]).code, 1);
    fs::write(&path, article(1)).unwrap();
    assert_eq!(place.run(&["add", &path]).code, 0);
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM refused"), 0);
}

#[test]
fn wrong_use_has_its_own_status() {
    assert_eq!(run(&[]).code, 2);
    assert_eq!(run(&["extract"]).code, 2);
    assert_eq!(run(&["init", "x", "--parties", "Russia"]).code, 2);
    assert_eq!(run(&["init", "x", "--parties", "QQQ"]).code, 2);
    assert_eq!(run(&["timeline", "--from", "soon"]).code, 2);
    let place = Place::new();
    assert_eq!(place.run(&["brief", "-o", "brief.odp"]).code, 2);
}
