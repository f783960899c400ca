//! Every form, of a record with hostile texts in it: whole, the same each time, and nothing that runs.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::testing;

fn options() -> ExportOptions {
    ExportOptions {
        title: "Russia – South Korea; a <b>test</b>".to_owned(),
        names: [("RUS".parse().unwrap(), "Russia".to_owned())].into(),
        alpha2: [("RUS".parse().unwrap(), "RU".to_owned())].into(),
        places: [("Seoul".to_owned(), (126.98, 37.57))].into(),
        made: Some("2026-01-02T03:04:05Z".to_owned()),
        made_with: "Entente 0.0.0".to_owned(),
    }
}

fn written(format: ExportFormat) -> Vec<u8> {
    export(&testing::record(), format, &options()).unwrap()
}

fn text(format: ExportFormat) -> String {
    String::from_utf8(written(format)).unwrap()
}

fn json(format: ExportFormat) -> Value {
    serde_json::from_str(&text(format)).unwrap()
}

#[test]
fn every_name_has_its_format() {
    for &format in ExportFormat::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert_eq!(format.to_string(), format.name());
        assert!(!format.extension().contains('/'));
    }
    let told = "docx".parse::<ExportFormat>().unwrap_err().to_string();
    assert!(told.contains("`docx`") && told.contains("parquet"), "{told}");
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    for &format in ExportFormat::ALL {
        assert_eq!(written(format), written(format), "{format}");
    }
}

#[test]
fn an_empty_record_has_every_form() {
    for &format in ExportFormat::ALL {
        let bytes = export(&Record::default(), format, &ExportOptions::default()).unwrap();
        let may_be_empty = matches!(
            format,
            ExportFormat::JsonLines | ExportFormat::Ftm | ExportFormat::Ris | ExportFormat::Bibtex
        );
        assert!(may_be_empty || !bytes.is_empty(), "{format}");
    }
}

#[test]
fn no_text_of_a_source_is_markup() {
    for format in [ExportFormat::GraphMl, ExportFormat::Gexf, ExportFormat::TimelineJs] {
        let text = text(format);
        for forbidden in ["<script", "<img", "<b>", "\u{1b}", "\u{202e}"] {
            assert!(!text.contains(forbidden), "{format}: {forbidden:?} came through");
        }
    }
}

#[test]
fn lists_are_files_of_their_own_in_tables_only() {
    for &format in ExportFormat::ALL {
        let lists = export_lists(&testing::record(), format).unwrap();
        let tables = matches!(format, ExportFormat::Csv | ExportFormat::Parquet);
        assert_eq!(lists.map(|lists| lists.len()), tables.then_some(7), "{format}");
    }
}

#[test]
fn a_line_of_a_calendar_is_short_and_ends_as_it_should() {
    let calendar = text(ExportFormat::Ics);
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    for line in calendar.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\n', '\r']), "{line:?}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), calendar.matches("END:VEVENT").count());
}

#[test]
fn event_data_has_as_many_cells_as_columns() {
    let table = text(ExportFormat::Cameo);
    let mut lines = table.lines();
    let columns = lines.next().unwrap().split('\t').count();
    let mut ids = BTreeSet::new();
    for line in lines {
        assert_eq!(line.split('\t').count(), columns, "{line}");
        assert!(ids.insert(line.split('\t').next().unwrap().to_owned()), "an id twice: {line}");
    }
    assert!(ids.len() > 5);
}

#[test]
fn ids_of_follow_the_money_have_the_letters_it_allows() {
    for line in text(ExportFormat::Ftm).lines() {
        let entity: Value = serde_json::from_str(line).unwrap();
        let id = entity["id"].as_str().unwrap();
        assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.'), "{id}");
        assert!(id.len() <= 255 && id.ends_with(|c: char| c.is_ascii_alphanumeric()), "{id}");
    }
}

#[test]
fn what_is_not_signed_has_nobodys_signature() {
    let mut record = testing::record();
    for agreement in &mut record.agreements {
        agreement.signed = None;
    }
    let graph = String::from_utf8(export(&record, ExportFormat::GraphMl, &options()).unwrap()).unwrap();
    assert!(!graph.contains(">signed<") && graph.contains(">party<"));
    assert!(text(ExportFormat::GraphMl).contains(">signed<"));
}

#[test]
fn a_place_that_is_not_known_is_no_point() {
    let features = json(ExportFormat::GeoJson)["features"].as_array().unwrap().clone();
    assert!(features.iter().any(|feature| feature["geometry"].is_null()));
    let seoul = features.iter().find(|feature| feature["properties"]["place"] == "Seoul").unwrap();
    assert_eq!(seoul["geometry"]["coordinates"], serde_json::json!([126.98, 37.57]));
}

#[test]
fn a_part_says_that_it_is_no_whole() {
    let record = json(ExportFormat::Json);
    assert_eq!((&record["schema"], &record["complete"]), (&"entente.record/1".into(), &false.into()));
    let back: Record = serde_json::from_value(record).unwrap();
    assert_eq!(back, testing::record());
}

/// What a reader of a form sees of one event, for people to judge.
#[test]
fn one_event_in_every_text() {
    let mut record = testing::record();
    record.events.retain(|event| event.id == "ev-1990a");
    let record = crate::narrowed(Record {
        agreements: Vec::new(),
        quantities: Vec::new(),
        statements: Vec::new(),
        ..record
    });
    for format in [
        ExportFormat::Csv,
        ExportFormat::Ics,
        ExportFormat::Turtle,
        ExportFormat::GraphMl,
        ExportFormat::Bibtex,
        ExportFormat::Ris,
        ExportFormat::Cameo,
    ] {
        let bytes = export(&record, format, &options()).unwrap();
        insta::assert_snapshot!(format.name(), String::from_utf8(bytes).unwrap());
    }
}
