//! How fast documents are read: `{"published", "text"}` a line, read over and over for some seconds.
//!
//! `cargo run --release -p entente-reading --example speed -- FILE.jsonl [SECONDS]`
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::{error::Error, hint::black_box, time::Instant};

use entente_language::Packs;
use entente_model::Document;
use entente_reading::Reader;
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("a file of lines with `text`")?;
    let seconds: f64 = arguments.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    let lines = std::fs::read_to_string(path)?;
    let documents = lines.lines().map(document).collect::<Result<Vec<_>, _>>()?;
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let reader = Reader::new();
    let (start, mut rounds, mut best) = (Instant::now(), 0, f64::INFINITY);
    while rounds == 0 || start.elapsed().as_secs_f64() < seconds {
        let round = Instant::now();
        for document in &documents {
            black_box(reader.read(document));
        }
        best = f64::min(best, round.elapsed().as_secs_f64());
        rounds += 1;
    }
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{} documents, {megabytes:.2} MB: {:.2} MB/s, the best of {rounds}",
        documents.len(),
        megabytes / best
    );
    Ok(())
}

fn document(line: &str) -> Result<Document, Box<dyn Error>> {
    let value: Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().unwrap_or_default().to_owned();
    Ok(Document {
        published: value["published"].as_str().and_then(|date| date.parse().ok()),
        ..Document::of_text("speed", Packs::embedded().detect(&text), text)
    })
}
