//! Foreign bytes: refused with a reason, or read within bounds; never a panic.

use entente_intake::{Hints, Intake, Options};
use entente_model::Document;
use proptest::prelude::*;

fn intake() -> Intake {
    Intake::new(Options::default())
}

fn refusal(origin: &str, bytes: &[u8]) -> String {
    let error = intake().read(origin, bytes, &Hints::default()).expect_err("refused");
    assert!(!error.hint().is_empty());
    format!("{}: {error}", error.code())
}

fn read(origin: &str, bytes: &[u8]) -> Document {
    intake().read(origin, bytes, &Hints::default()).expect("read").remove(0)
}

#[test]
fn what_is_no_text_is_refused_with_its_reason() {
    assert_eq!(refusal("a.txt", b""), "empty: the source is empty: there is no text in it");
    assert_eq!(refusal("a.txt", b" \n\t\r\n "), "empty: the source is empty: there is no text in it");
    assert_eq!(
        refusal("a.html", b"\xEF\xBB\xBF"),
        "no-text: no text found: the page holds no words outside of its scripts"
    );
    assert!(refusal("a.txt", &[0; 5000]).starts_with("binary:"));
    assert!(refusal("a.txt", b"\x7FELF\x02\x01\x01\0\0\0").starts_with("unsupported-format:"));
    assert!(refusal("a.html", b"<html><script>alert(1)</script></html>").starts_with("no-text:"));
    assert!(refusal("a.jsonl", b"{\"id\": 1}\n").starts_with("broken: broken JSON Lines: line 1"));
    assert!(refusal("a.jsonl", b"not json\n").starts_with("broken: broken JSON Lines: line 1"));
}

#[test]
fn too_many_bytes_are_refused() {
    let options = Options { max_bytes: 10, ..Options::default() };
    let error =
        Intake::new(options).read("a.txt", b"eleven bytes", &Hints::default()).expect_err("too large");
    assert_eq!(error.to_string(), "the source is too large: 12 bytes, and the limit is 10");
}

#[test]
fn one_long_line_of_anything_is_read() {
    for piece in ["word ", "слово-", "<", "/ ", "_.jpg ", "Aa Bb ", "[1] ", ": ", "2020-", "<a '"] {
        let text = piece.repeat(500_000 / piece.len());
        let result = intake().read("a.txt", text.as_bytes(), &Hints::default());
        assert!(result.is_ok(), "{piece}");
        let page = format!("<html><body>{text}");
        let _ = intake().read("a.html", page.as_bytes(), &Hints::default());
    }
}

#[test]
fn very_many_lines_are_read() {
    let document = read("a.txt", "a\n".repeat(600_000).as_bytes());
    assert_eq!(document.text.len(), 1_200_000);
    assert!(refusal("a.txt", "\n".repeat(2_000_000).as_bytes()).starts_with("empty:"));
}

#[test]
fn zeros_and_controls_among_words_are_left_out() {
    let mut bytes =
        "The ministers met in Seoul and signed a treaty on trade and fishing. ".repeat(3).into_bytes();
    bytes.insert(5, 0);
    let document = read("a.txt", &bytes);
    assert!(document.text.starts_with("The ministers met") && !document.text.contains('\0'));
    assert_eq!(document.warnings[0].code, "control-characters");
    let kept = Hints { clean: false, ..Hints::default() };
    let document = intake().read("a.txt", &bytes, &kept).expect("read").remove(0);
    assert_eq!(document.text.as_bytes(), bytes);
}

#[test]
fn a_deep_page_is_refused_at_once() {
    for tag in ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<font color=red>", "<svg>", "<x-y>"] {
        let page = format!("<html><body>{}Some words", tag.repeat(100_000));
        assert!(refusal("a.html", page.as_bytes()).starts_with("too-deep: nested too deep:"), "{tag}");
    }
}

/// Every cut stands inside of the text, in order, and without cleaning nothing is cut.
fn check(document: &Document) {
    let chars = document.text.chars().count();
    assert!(document.cuts.iter().all(|cut| cut.at as usize <= chars && !cut.text.is_empty()));
    assert!(document.cuts.is_sorted_by_key(|cut| cut.at));
    assert!(!document.text.trim().is_empty());
}

/// Words that the rules look for, and others.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\n\n"),
        Just(" "),
        Just("---\n"),
        Just("title: x\n"),
        Just("Select language:"),
        Just("References"),
        Just("[1] "),
        Just("Related news"),
        Just("2023.08.03 10:31"),
        Just("03/11/2010"),
        Just("20100624 - 20130627"),
        Just("댓글 0"),
        Just("Смотрите также"),
        Just("Краткая справка"),
        Just("x_y.jpg"),
        Just("]]"),
        Just("<!-- -->"),
        Just("The ministers of the two countries met in Seoul on Monday. "),
        Just("Министры двух стран встретились в Сеуле в понедельник. "),
        Just("양국 장관은 서울에서 만났다. "),
        Just("Сергей Лавров Лавров Сергей Викторович Министр ,"),
        Just("/ Home / News / A"),
        Just("\r\n"),
        Just("\u{0}"),
        Just("<p>"),
        Just("</div>"),
        Just("é"),
        Just("\u{301}"),
        Just("The year 2020 has been "),
        Just("This year"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2000), name in "[a-z]{1,3}\\.(txt|html|jsonl|md|)") {
        if let Ok(documents) = intake().read(&name, &bytes, &Hints::default()) {
            documents.iter().for_each(check);
        }
    }

    #[test]
    fn pages_of_furniture_keep_their_laws(text in pieces(), html in any::<bool>()) {
        let name = if html { "a.html" } else { "a.txt" };
        if let Ok(documents) = intake().read(name, text.as_bytes(), &Hints::default()) {
            documents.iter().for_each(check);
        }
        let whole = Hints { clean: false, ..Hints::default() };
        if let Ok(documents) = intake().read(name, text.as_bytes(), &whole) {
            prop_assert_eq!(&documents[0].text, &text);
            prop_assert!(documents[0].cuts.is_empty());
        }
    }

    #[test]
    fn reading_twice_gives_the_same(text in pieces()) {
        let first = intake().read("a.txt", text.as_bytes(), &Hints::default()).ok();
        prop_assert_eq!(first, intake().read("a.txt", text.as_bytes(), &Hints::default()).ok());
    }

    #[test]
    fn what_is_kept_and_cut_is_the_whole(text in pieces()) {
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|char| char.is_alphanumeric()).collect();
            letters.sort_unstable();
            letters
        };
        if let Ok(documents) = intake().read("a.txt", text.as_bytes(), &Hints::default()) {
            let mut both = documents[0].text.clone();
            documents[0].cuts.iter().for_each(|cut| both.push_str(&cut.text));
            prop_assert_eq!(letters(&both), letters(&text));
        }
    }
}
