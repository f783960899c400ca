//! Quantities and agreements of text files as JSON lines, for the scorer.
//!
//! `cargo run -p entente-reading --example parts -- FILE... > readings.jsonl`

use std::{error::Error, io::Write, ops::Range};

use entente_language::Packs;
use entente_model::CharIndex;
use entente_reading::quantities::{self, QuantityContext, QuantityPack};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        writeln!(out, "{}", read(&path, &text)?)?;
    }
    Ok(())
}

fn read(path: &str, text: &str) -> Result<Value, Box<dyn Error>> {
    let packs = Packs::embedded();
    let language = packs.detect(text).ok_or("no language known")?;
    let analysis = packs.get(language).ok_or("no pack")?.analyse(text);
    let sentences: Vec<Range<usize>> =
        analysis.sentences.iter().map(|sentence| sentence.start as usize..sentence.end as usize).collect();
    let pack = QuantityPack::embedded(language.as_str()).ok_or("no words for quantities")??;
    let found = quantities::find(text, &sentences, &[], &pack, &QuantityContext::default());
    let index = CharIndex::new(text);
    let quantities: Vec<Value> = found
        .iter()
        .map(|quantity| {
            let span = index.span(text, quantity.range.clone());
            json!({"start": span.start, "end": span.end, "quote": &text[quantity.range.clone()], "value": quantity.value,
                "unit": quantity.unit, "bound": quantity.bound, "measure": quantity.measure, "as_of": quantity.as_of, "role": quantity.role})
        })
        .collect();
    Ok(json!({"origin": path, "lang": language, "text": text, "quantities": quantities, "agreements": []}))
}
