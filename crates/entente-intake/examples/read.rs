//! Reads files and prints what intake makes of them: metadata, what was cut, and the text.
//!
//! `cargo run -p entente-intake --example read -- [--quiet] FILE...`
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::time::Instant;

use entente_intake::{Hints, Intake, Options};

fn main() -> std::io::Result<()> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let intake = Intake::new(Options::default());
    for file in files {
        let bytes = std::fs::read(&file)?;
        let start = Instant::now();
        let result = intake.read(&file, &bytes, &Hints::default());
        println!("== {file}: {} bytes in {:?}", bytes.len(), start.elapsed());
        match result {
            Err(error) => println!("refused ({}): {error}\n  {}", error.code(), error.hint()),
            Ok(documents) => {
                for document in documents {
                    println!(
                        "{:?} | {:?} | {:?}",
                        document.lang.map(|lang| lang.to_string()),
                        document.title,
                        document.publisher
                    );
                    println!(
                        "{:?} {:?}",
                        document.published.map(|day| day.to_string()),
                        document.published_clock
                    );
                    document
                        .warnings
                        .iter()
                        .for_each(|warning| println!("! {}: {}", warning.code, warning.message));
                    if flags.is_empty() {
                        document
                            .cuts
                            .iter()
                            .for_each(|cut| println!("- {} {}: {:?}", cut.at, cut.reason, cut.text));
                        println!("{}", document.text);
                    }
                }
            }
        }
    }
    Ok(())
}
