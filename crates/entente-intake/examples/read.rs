//! Reads files and prints what intake makes of them: metadata, what was cut, and the text.
//!
//! `cargo run -p entente-intake --example read -- [--quiet | --json] FILE...`
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::time::Instant;

use entente_intake::{Hints, Intake, IntakeError, Options};
use entente_model::Document;

fn main() -> std::io::Result<()> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let flag = |name: &str| flags.iter().any(|flag| flag == name);
    let intake = Intake::new(Options::default());
    for file in files {
        let bytes = std::fs::read(&file)?;
        let start = Instant::now();
        let result = intake.read(&file, &bytes, &Hints::default());
        if flag("--json") {
            println!("{}", json(&file, &result));
            continue;
        }
        println!("== {file}: {} bytes in {:?}", bytes.len(), start.elapsed());
        match result {
            Err(error) => println!("refused ({}): {error}\n  {}", error.code(), error.hint()),
            Ok(documents) => documents.iter().for_each(|document| show(document, flag("--quiet"))),
        }
    }
    Ok(())
}

fn json(file: &str, result: &Result<Vec<Document>, IntakeError>) -> serde_json::Value {
    match result {
        Err(error) => serde_json::json!({ "origin": file, "refused": error.to_string() }),
        Ok(documents) => {
            let text: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
            let first = &documents[0];
            serde_json::json!({
                "origin": file, "title": first.title, "publisher": first.publisher, "lang": first.lang,
                "published": first.published, "text": text.join("\n\n"), "warnings": first.warnings,
            })
        }
    }
}

fn show(document: &Document, quiet: bool) {
    let lang = document.lang.map(|lang| lang.to_string());
    println!("{lang:?} | {:?} | {:?}", document.title, document.publisher);
    println!("{:?} {:?}", document.published.map(|day| day.to_string()), document.published_clock);
    document.warnings.iter().for_each(|warning| println!("! {}: {}", warning.code, warning.message));
    if !quiet {
        document.cuts.iter().for_each(|cut| println!("- {} {}: {:?}", cut.at, cut.reason, cut.text));
        println!("{}", document.text);
    }
}
