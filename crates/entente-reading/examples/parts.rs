//! Quantities and agreements of text files as JSON lines, for the scorer; a date after `@` is that of publication.
//!
//! `cargo run -p entente-reading --example parts -- FILE[@DATE]... > readings.jsonl`

use std::{error::Error, io::Write, ops::Range};

use entente_language::Packs;
use entente_model::{CharIndex, Interval};
use entente_reading::{
    agreements::{self, AgreementContext, AgreementPack, PartyMention},
    quantities::{self, QuantityContext, QuantityPack, TimeRange},
    time::{self, Scanned, TimeContext, TimeGrammar},
};
use entente_reference::Reference;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    for argument in std::env::args().skip(1) {
        let (path, published) = argument.split_once('@').unwrap_or((&argument, ""));
        let text = std::fs::read_to_string(path)?;
        writeln!(out, "{}", read(path, &text, published.parse().ok())?)?;
    }
    Ok(())
}

fn read(path: &str, text: &str, published: Option<Interval>) -> Result<Value, Box<dyn Error>> {
    let packs = Packs::embedded();
    let language = packs.detect(text).ok_or("no language known")?;
    let analysis = packs.get(language).ok_or("no pack")?.analyse(text);
    let sentences: Vec<Range<usize>> =
        analysis.sentences.iter().map(|sentence| sentence.start as usize..sentence.end as usize).collect();
    let context = TimeContext { published, clock: None };
    let Scanned { times, anniversaries, .. } = TimeGrammar::embedded(language)
        .map(|grammar| time::scan(text, grammar, &context))
        .unwrap_or_default();
    let times: Vec<TimeRange> = times
        .into_iter()
        .map(|found| TimeRange { range: found.range, timex: found.timex_type, interval: found.edtf })
        .collect();
    let reference = Reference::embedded();
    let parties: Vec<PartyMention> = reference
        .mentions(text, language)
        .into_iter()
        .map(|hit| PartyMention { code: hit.code, range: hit.range })
        .collect();
    let index = CharIndex::new(text);
    let pack = QuantityPack::embedded(language.as_str()).ok_or("no words for quantities")??;
    let quantities: Vec<Value> = quantities::find(text, &sentences, &times, &pack, &QuantityContext::default())
        .iter()
        .map(|found| {
            let span = index.span(text, found.range.clone());
            json!({"start": span.start, "end": span.end, "quote": &text[found.range.clone()], "value": found.value,
                "unit": found.unit, "bound": found.bound, "measure": found.measure, "as_of": found.as_of, "role": found.role})
        })
        .collect();
    let pack = AgreementPack::embedded(language.as_str()).ok_or("no words for agreements")??;
    let context = AgreementContext {
        published,
        sides: Vec::new(),
        anniversaries: anniversaries.into_iter().map(|found| (found.range, found.implied)).collect(),
        terms: Vec::new(),
    };
    let agreements: Vec<Value> = agreements::find(text, &sentences, &times, &parties, &pack, &context)
        .iter()
        .map(|found| {
            let span = index.span(text, found.range.clone());
            let steps: Vec<String> = found.steps.iter().map(|step| format!("{} {:?}", step.kind.as_str(), step.when.map(|when| when.to_string()))).collect();
            json!({"start": span.start, "end": span.end, "quote": &text[found.range.clone()], "name": found.name,
                "kind": found.kind, "signed": found.signed, "parties": found.parties, "steps": steps})
        })
        .collect();
    Ok(
        json!({"origin": path, "lang": language, "text": text, "quantities": quantities, "agreements": agreements}),
    )
}
