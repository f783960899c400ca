//! Briefs in every form, and the tools for assistants, through the program.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{
    fs,
    io::{Read as _, Write as _},
    process::Stdio,
};

use common::{Place, article, program};

/// A dossier with some articles.
fn place() -> Place {
    let place = Place::new();
    for number in 1..6 {
        place.file(&format!("in/{number}.txt"), article(number));
    }
    let added = place.run(&["add", &place.path("in")]);
    assert_eq!(added.code, 0, "{}", added.err);
    place
}

#[test]
fn a_brief_is_written_in_every_form_and_language() {
    let place = place();
    for (lang, heading) in [("en", "Chronology"), ("ru", "Хронология"), ("ko", "연표")] {
        let page = place.path(&format!("{lang}.html"));
        let written = place.run(&["brief", "--language", lang, "-o", &page]);
        assert_eq!((written.code, written.err.as_str()), (0, ""));
        let page = fs::read_to_string(page).unwrap();
        assert!(page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(heading), "{lang}");
        let docx = place.path(&format!("{lang}.docx"));
        assert_eq!(place.run(&["brief", "--language", lang, "-o", &docx]).code, 0);
        // What we write we read: the brief is a document like others.
        let read = common::run(&["extract", &docx]);
        assert_eq!(read.code, 0, "{}", read.err);
        assert!(read.out.contains(heading), "{lang}: {}", read.out);
    }
    assert_eq!(place.run(&["brief", "--language", "xx", "-o", "-"]).code, 2);
    assert_eq!(place.run(&["brief", "-o", &place.path("brief.odt")]).code, 2);
}

#[test]
fn a_pdf_holds_the_words_of_the_brief() {
    let place = place();
    let path = place.path("brief.pdf");
    let written = place.run(&["brief", "--language", "ru", "-o", &path]);
    if written.code == 3 && written.err.contains("no font") {
        // A program built without fonts on a system without any says so and writes nothing.
        assert!(fs::metadata(&path).is_err());
        return;
    }
    assert_eq!(written.code, 0, "{}", written.err);
    let read = common::run(&["extract", &path]);
    assert_eq!(read.code, 0, "{}", read.err);
    assert!(
        read.out.contains("Хронология") && read.out.contains("protocol on visits number 3"),
        "{}",
        read.out
    );
    assert!(read.out.contains("\"name\":\"page 1\""), "{}", read.out);
}

#[test]
fn sections_are_chosen_by_flags_or_by_a_template() {
    let place = place();
    let chosen = place.run(&["brief", "--sections", "figures,chronology", "--since", "2020", "-o", "-"]);
    assert_eq!(chosen.code, 0, "{}", chosen.err);
    let headings: Vec<&str> = chosen.out.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings, ["## Figures and targets", "## Chronology", "## Sources"]);
    let template = place.file(
        "visit.toml",
        "title = \"For the visit\"\n[[section]]\nis = \"text\"\nheading = \"Purpose\"\ntext = \"To prepare.\"\n\
         [[section]]\nis = \"changes\"\n[[section]]\nis = \"chronology\"\nheading = \"Key dates\"\ntop = 2\n",
    );
    let written = place.run(&["brief", "--template", &template, "--since", "2020-01-01", "-o", "-"]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert!(written.out.starts_with("# For the visit\n"), "{}", written.out);
    let headings: Vec<&str> = written.out.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings, ["## Purpose", "## Since the last brief", "## Key dates", "## Sources"]);
    let broken = place.file("broken.toml", "[[section]]\nis = \"weather\"\n");
    let refused = place.run(&["brief", "--template", &broken, "-o", "-"]);
    assert!(refused.code == 2 && refused.err.contains("weather"), "{}", refused.err);
}

#[test]
fn an_assistant_is_answered_with_quotes() {
    let place = place();
    let mut server = program()
        .args(["mcp", "-d", &place.dossier()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let calls = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#,
        r#"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"timeline","arguments":{"limit":3}}}"#,
        r#"{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"as_of","arguments":{"date":"1990"}}}"#,
        r#"{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"search","arguments":{"query":"protocol"}}}"#,
    ];
    let mut input = server.stdin.take().unwrap();
    let mut output = server.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        // The answers come in any order; the last of them ends the reading.
        let (mut said, mut bytes) = (String::new(), [0; 4096]);
        while !(2..=5).all(|id| said.contains(&format!("\"id\":{id}"))) {
            let read = output.read(&mut bytes).unwrap();
            if read == 0 {
                break;
            }
            said.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
        said
    });
    for call in calls {
        writeln!(input, "{call}").unwrap();
    }
    let said = reader.join().unwrap();
    drop(input);
    assert!(server.wait().unwrap().success());
    for wanted in ["\"as_of\"", "readOnlyHint", "protocol on visits number", "latest_events", "passages"] {
        assert!(said.contains(wanted), "{wanted} is not in {said}");
    }
}
