//! Readings as JSON Lines on standard input (`entente extract --format jsonl`), their conflicts on standard output.
//!
//! `--claims` writes the claims in place of the conflicts, to see what a rule had to go by.

use std::io::{self, BufRead, Write};

use entente_model::Reading;

fn main() -> io::Result<()> {
    let readings: Vec<Reading> = io::stdin()
        .lock()
        .lines()
        .map(|line| serde_json::from_str(&line?).map_err(io::Error::other))
        .collect::<io::Result<_>>()?;
    let mut out = io::stdout().lock();
    if std::env::args().any(|flag| flag == "--claims") {
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
