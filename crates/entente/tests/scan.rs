//! A page of a book as a picture, through the text recognition that the system has.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod common;

use std::process::{Command, Stdio};

use common::{Place, run};
use serde_json::Value;

/// Three lines that we wrote, drawn in black on white.
const PAGE: &[u8] = include_bytes!("data/scan.png");

fn tesseract() -> bool {
    let listed = Command::new("tesseract").arg("--list-langs").stderr(Stdio::null()).output();
    listed.is_ok_and(|listed| String::from_utf8_lossy(&listed.stdout).lines().any(|line| line == "eng"))
}

#[test]
fn words_of_a_scan_are_recognised_and_their_confidence_goes_with_what_stands_on_them() {
    let place = Place::new();
    let path = place.file("page.png", PAGE);
    let extracted = run(&["extract", &path]);
    if !tesseract() {
        eprintln!("skipped: the recognition of words (no Tesseract with data for English)");
        assert_eq!((extracted.code, extracted.out.as_str()), (1, ""));
        assert!(extracted.err.contains("Tesseract"), "{}", extracted.err);
        return;
    }
    assert_eq!((extracted.code, extracted.err.as_str()), (0, ""));
    let reading: Value = serde_json::from_str(&extracted.out).unwrap();
    assert!(
        reading["text"].as_str().unwrap().contains("signed a treaty of friendship in Lima on 3 June 1929")
    );
    let sure = reading["places"][0]["confidence"].as_f64().unwrap();
    assert!((0.8..1.0).contains(&sure), "{sure}");
    let treaty =
        reading["events"].as_array().unwrap().iter().find(|event| event["kind"] == "agreement").unwrap();
    assert_eq!(treaty["when"], "1929-06-03");
    let typed = place.file("page.txt", reading["text"].as_str().unwrap().as_bytes());
    let typed: Value = serde_json::from_str(&run(&["extract", &typed]).out).unwrap();
    let of = |reading: &Value| reading["events"][0]["confidence"].as_f64().unwrap();
    assert!(of(&reading) < of(&typed), "{} of a scan, {} of the same typed", of(&reading), of(&typed));
}
