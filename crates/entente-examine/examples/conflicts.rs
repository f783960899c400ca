//! The conflicts of the documents in the files named, as JSON Lines.
//!
//! `--claims` writes the claims in place of the conflicts, to see what a rule had to go by.

use std::{
    fs,
    io::{self, Write},
};

use entente_intake::{Hints, Intake, Options};
use entente_model::Reading;
use entente_reading::Reader;

fn main() -> io::Result<()> {
    let (flags, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let (intake, reader) = (Intake::new(Options::default()), Reader::new());
    let mut readings: Vec<Reading> = Vec::new();
    for path in paths {
        let documents = intake.read(&path, &fs::read(&path)?, &Hints::default()).map_err(io::Error::other)?;
        readings.extend(documents.iter().map(|document| reader.read(document)));
    }
    let mut out = io::stdout().lock();
    if flags.iter().any(|flag| flag == "--claims") {
        for claim in readings.iter().flat_map(entente_examine::claims) {
            writeln!(out, "{}\t{}\t{:?}", claim.evidence.source, claim.evidence.quote, claim.content)?;
        }
        return Ok(());
    }
    for conflict in entente_examine::examine(&readings.iter().collect::<Vec<_>>()) {
        writeln!(out, "{}", serde_json::to_string(&conflict).map_err(io::Error::other)?)?;
    }
    Ok(())
}
