//! Renders a record that is given as JSON, to look at what the crate makes of it.
//!
//! `cargo run -p entente-present --example render -- RECORD.json timeline table 100 colour`
//! `cargo run -p entente-present --example render -- RECORD.json brief html 2023-09-01`
//! `cargo run -p entente-present --example render -- RECORD.json export ics`

#![allow(clippy::print_stdout, reason = "an example shows its result")]

use std::io::Write as _;

use entente_model::Record;
use entente_present::{
    BriefFormat, BriefOptions, Context, ExportOptions, Format, PartyNames, PresentError, Style, brief,
    export, list,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let at = |index: usize, default: &'static str| arguments.get(index).map_or(default, String::as_str);
    let record: Record = serde_json::from_str(&std::fs::read_to_string(at(0, "record.json"))?)?;
    if at(1, "") == "export" {
        let options = ExportOptions {
            title: "Test".to_owned(),
            names: brief_options("").names,
            alpha2: [("RUS", "RU"), ("KOR", "KR")]
                .iter()
                .filter_map(|(code, two)| Some((code.parse().ok()?, (*two).to_owned())))
                .collect(),
            places: [("Seoul".to_owned(), (126.978, 37.5665))].into(),
            made: Some("2026-11-24T08:00:00Z".to_owned()),
            made_with: "Entente 0.1.0".to_owned(),
        };
        std::io::stdout().write_all(&export(&record, at(2, "json").parse()?, &options)?)?;
        return Ok(());
    }
    if at(1, "") == "brief" {
        let format = if at(2, "html") == "md" { BriefFormat::Markdown } else { BriefFormat::Html };
        print!("{}", brief(&record, &brief_options(at(3, "")), format));
        return Ok(());
    }
    let style =
        Style { width: at(3, "100").parse()?, colour: at(4, "") == "colour", ascii: at(4, "") == "ascii" };
    print!("{}", render(&record, at(1, "timeline"), at(2, "table").parse()?, style)?);
    Ok(())
}

fn render(record: &Record, what: &str, format: Format, style: Style) -> Result<String, PresentError> {
    let context = Context::of(record, PartyNames::new());
    match what {
        "conflicts" => list(&record.conflicts, format, &context, style),
        "who" => list(&record.people, format, &context, style),
        "agreements" => list(&record.agreements, format, &context, style),
        "quantities" => list(&record.quantities, format, &context, style),
        "statements" => list(&record.statements, format, &context, style),
        "sources" => list(&record.sources, format, &context, style),
        _ => list(&record.events, format, &context, style),
    }
}

fn brief_options(today: &str) -> BriefOptions {
    let names = [
        ("RUS", "Russia"),
        ("KOR", "South Korea"),
        ("SUN", "Soviet Union"),
        ("RUE", "Russian Empire"),
        ("KRE", "Korea"),
        ("JPN", "Japan"),
        ("PRK", "North Korea"),
    ];
    let names = names.iter().filter_map(|(code, name)| Some((code.parse().ok()?, (*name).to_owned())));
    BriefOptions {
        title: None,
        today: today.parse().ok(),
        names: names.collect(),
        made_with: "Entente 0.1.0".to_owned(),
        ..BriefOptions::default()
    }
}
