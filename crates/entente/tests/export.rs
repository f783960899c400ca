//! What `export` and `import` do as processes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Place, article, run};
use serde_json::Value;

fn place() -> Place {
    let place = Place::new();
    for number in 0..6 {
        place.file(&format!("in/{number}.txt"), article(number));
    }
    let folder = place.path("in");
    assert_eq!(place.run(&["add", &folder]).code, 0);
    place
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_filters_of_the_timeline_narrow_an_export() {
    let place = place();
    let ids = |text: &str| -> Vec<String> {
        let ids = text.lines().skip(1).filter_map(|line| line.split(',').next());
        ids.map(str::to_owned).collect()
    };
    let filters: [&[&str]; 6] = [
        &[],
        &["--from", "1987", "--to", "1988"],
        &["--kind", "agreement"],
        &["--party", "PRK"],
        &["--top", "3"],
        &["--source", "4.txt", "--undated", "--all"],
    ];
    let mut sizes = Vec::new();
    for filter in filters {
        let mut listed = vec!["timeline", "--format", "csv"];
        listed.extend(filter);
        let mut exported = vec!["export", "--format", "csv", "-o", "-"];
        exported.extend(filter);
        let (listed, exported) = (place.run(&listed), place.run(&exported));
        assert_eq!((exported.code, exported.err.as_str()), (0, ""));
        assert_eq!(ids(&exported.out), ids(&listed.out), "{filter:?}");
        sizes.push(ids(&exported.out).len());
    }
    assert!(sizes[0] > sizes[1] && sizes[1] > 0 && sizes[3] == 0 && sizes[4] == 3, "{sizes:?}");
}

#[test]
fn what_filters_leave_out_is_gone_with_all_that_leads_to_it() {
    let place = place();
    let part = json(&place.run(&["export", "--format", "json", "-o", "-", "--source", "2.txt"]).out);
    assert_eq!(part["complete"], Value::Bool(false));
    let sources: Vec<&str> =
        part["sources"].as_array().unwrap().iter().map(|source| source["origin"].as_str().unwrap()).collect();
    assert!(sources.iter().any(|origin| origin.ends_with("2.txt")) && sources.len() < 6, "{sources:?}");
    assert!(part.get("files").is_none() && part.get("decisions").is_none());
}

#[test]
fn tables_go_into_a_folder_and_other_forms_do_not() {
    let place = place();
    for format in ["csv", "parquet"] {
        let folder = place.path(&format!("{format}/"));
        assert_eq!(place.run(&["export", "--format", format, "-o", &folder]).code, 0);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 7);
        assert!(fs::metadata(format!("{folder}timeline.{format}")).unwrap().len() > 100);
    }
    let folder = place.path("ics/");
    let refused = place.run(&["export", "--format", "ics", "-o", &folder]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("ics is one file"), "{}", refused.err);
}

#[test]
fn an_unknown_format_is_wrong_use_and_names_those_there_are() {
    let place = Place::new();
    let refused = place.run(&["export", "--format", "docx", "-o", "-"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("`docx` is no export format") && refused.err.contains("geojson"));
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_an_older_one_stays() {
    let place = place();
    let done = place.run(&["export", "--format", "ris", "-o", &place.path("nowhere/a.ris")]);
    assert_eq!(done.code, 3);
    assert!(done.err.contains("cannot write") && done.err.contains("a.ris"), "{}", done.err);
    let path = place.file("a.json", "older");
    assert_eq!(place.run(&["export", "--format", "json", "-o", &path]).code, 0);
    assert!(fs::read_to_string(&path).unwrap().starts_with('{'));
    let left: Vec<_> = fs::read_dir(place.0.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().ends_with(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn an_imported_dossier_is_the_exported_one() {
    let place = place();
    let event = json(place.run(&["timeline", "--format", "jsonl"]).out.lines().next().unwrap());
    let id = event["id"].as_str().unwrap();
    for ruling in
        [["accept", id, "--note", "seen in the archive"].as_slice(), &["correct", id, "title", "Переговоры"]]
    {
        let dossier = place.dossier();
        let mut arguments = vec!["review", ruling[0], "-d", &dossier, "--by", "Ада"];
        arguments.extend(&ruling[1..]);
        let ruled = run(&arguments);
        assert_eq!(ruled.code, 0, "{ruling:?}: {}", ruled.err);
    }
    assert_eq!(place.run(&["add", &place.file("bad.pdf", "%PDF-1.4 nothing")]).code, 1);
    let (first, copy, second) = (place.path("first.json"), place.path("copy"), place.path("second.json"));
    assert_eq!(place.run(&["export", "--format", "json", "-o", &first]).code, 0);
    let imported = run(&["import", "-d", &copy, &first]);
    assert_eq!((imported.code, imported.err.as_str()), (0, ""));
    assert!(imported.out.starts_with("Imported 6 documents with 2 decisions"), "{}", imported.out);
    assert_eq!(run(&["export", "-d", &copy, "--format", "json", "-o", &second]).code, 0);
    assert_eq!(fs::read_to_string(&first).unwrap(), fs::read_to_string(&second).unwrap());
    let titles = run(&["timeline", "-d", &copy, "--format", "jsonl"]).out;
    assert!(titles.contains("Переговоры"));
    for list in ["log", "sources", "who", "conflicts"] {
        let shown = |folder: &str| run(&[list, "-d", folder, "--format", "jsonl"]).out;
        assert_eq!(shown(&copy), shown(&place.dossier()), "{list}");
    }
    assert_eq!(run(&["search", "-d", &copy, "protocol"]).out, place.run(&["search", "protocol"]).out);
    let again = run(&["import", "-d", &copy, &first]);
    assert_eq!(again.code, 3);
    assert!(again.err.contains("already holds a dossier"));
}

#[test]
fn what_is_no_export_is_not_imported() {
    let place = place();
    let part = place.path("part.json");
    assert_eq!(place.run(&["export", "--format", "json", "--top", "2", "-o", &part]).code, 0);
    for (file, reason) in [
        (part, "without filters"),
        (place.file("a.json", "{\"schema\": \"x\", \"parties\": []}"), "its schema is `x`"),
        (place.file("b.json", "no json"), "expected"),
        (place.path("none.json"), "cannot read"),
    ] {
        let refused = run(&["import", "-d", &place.path("new"), &file]);
        assert_eq!(refused.code, 3);
        assert!(refused.err.contains(reason), "{}", refused.err);
        assert!(!fs::exists(place.path("new/dossier.sqlite")).unwrap());
    }
}
