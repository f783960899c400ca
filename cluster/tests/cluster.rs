//! The program as processes: alone, with a scheduler and two executors, and with one of them killed in the middle.

#![allow(missing_docs, reason = "tests")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, path::Path, thread, time::Duration};

use common::{Cluster, documents, files, program, read_alone, run};

/// Fewer bytes a task than any file has, so that each file is a task.
const A_TASK_A_FILE: [&str; 2] = ["--task-size", "0"];

fn extract(input: &str, output: &Path, more: &[&str]) -> common::Run {
    let output = output.to_str().unwrap();
    run(&[&["extract", "--input", input, "--output", output], more].concat())
}

/// The readings of all files of an output, one after the other.
fn joined(output: &Path) -> String {
    let lines = files(output).into_iter().filter(|(name, _)| !name.starts_with('_'));
    String::from_utf8(lines.flat_map(|(_, bytes)| bytes).collect()).unwrap()
}

#[test]
fn the_readings_are_those_of_the_program() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let input = documents(folder.path(), 12);
    let done = extract(&input, &out.path().join("a"), &["--format", "jsonl"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let lines = joined(&out.path().join("a"));
    assert_eq!(lines, read_alone(&folder.path().join("in"), &input));
    // What cannot be read is named and stops nothing.
    for name in ["broken.html.gz", "program.bin", "news.jsonl#2", "empty.txt"] {
        assert!(done.err.contains(&format!("refused: {input}/{name}: ")), "{name}: {}", done.err);
    }
    if let Some(program) = std::env::var_os("ENTENTE_PROGRAM") {
        let theirs = std::process::Command::new(program).args(["extract", &input]).output().unwrap();
        assert_eq!(lines, String::from_utf8(theirs.stdout).unwrap());
    }
}

#[test]
fn the_readings_do_not_depend_on_how_the_work_is_cut() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let input = documents(folder.path(), 6);
    let of = |name: &str, more: &[&str]| {
        let place = out.path().join(name);
        let done = extract(&input, &place, &[&["--format", "jsonl"], more].concat());
        assert_eq!(done.code, 0, "{}", done.err);
        joined(&place)
    };
    let whole = of("a", &["--jobs", "1"]);
    assert_eq!(of("b", &A_TASK_A_FILE), whole);
    assert_eq!(of("c", &["--task-size", "0", "--jobs", "4"]), whole);
}

#[test]
fn an_output_is_not_written_over_and_can_be_gone_on_with() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (input, output) = (documents(folder.path(), 4), out.path().join("a"));
    assert_eq!(extract(&input, &output, &A_TASK_A_FILE).code, 0);
    let whole = files(&output);
    let again = extract(&input, &output, &A_TASK_A_FILE);
    assert!(again.code != 0 && again.err.contains("--resume"), "{}", again.err);
    // Two tasks are lost, one of them while it was written.
    fs::remove_file(output.join("_done/00001.json")).unwrap();
    fs::remove_file(output.join("_done/00003.json")).unwrap();
    fs::remove_file(output.join("00003.parquet")).unwrap();
    let more = extract(&input, &output, &["--task-size", "0", "--resume"]);
    assert_eq!(more.code, 0, "{}", more.err);
    assert_eq!(files(&output), whole);
}

#[test]
fn readings_are_asked_in_sql() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (input, output) = (documents(folder.path(), 3), out.path().join("a"));
    assert_eq!(extract(&input, &output, &[]).code, 0);
    let ask = |more: &[&str], table: &str| {
        let query = format!(
            "SELECT event['kind'] AS kind, count(*) AS count FROM (SELECT unnest(events) AS event FROM {table}) \
             WHERE array_has(event['parties'], 'KOR') GROUP BY event['kind'] ORDER BY kind"
        );
        let asked = run(&[&["sql", "--json"], more, &[&query]].concat());
        assert_eq!(asked.code, 0, "{}", asked.err);
        asked.out
    };
    let stored = ask(&["--readings", output.to_str().unwrap()], "readings");
    assert!(stored.contains(r#""kind":"agreement""#), "{stored}");
    assert_eq!(ask(&[], &format!("entente_readings('{input}')")), stored);
}

#[test]
fn a_document_is_read_by_a_function() {
    let query = "SELECT reading['origin'] AS origin, reading['published'] AS day, cardinality(reading['events']) > 0 AS found \
                 FROM (SELECT unnest(entente_read(text, name, '1992-12-01')) AS reading FROM (VALUES \
                 ('Russia and South Korea signed a treaty on 19 November 1992.', 'a'), ('', 'b')) AS t(text, name))";
    let asked = run(&["sql", "--json", query]);
    assert_eq!(
        (asked.out.as_str(), asked.code),
        ("{\"origin\":\"a\",\"day\":\"1992-12-01\",\"found\":true}\n", 0),
        "{}",
        asked.err
    );
}

#[test]
fn two_executors_write_the_same_bytes() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let input = documents(folder.path(), 10);
    let cluster = Cluster::start(2);
    for format in ["jsonl", "parquet"] {
        let (alone, together) =
            (out.path().join(format!("{format}-1")), out.path().join(format!("{format}-2")));
        let more = ["--format", format, "--task-size", "0"];
        assert_eq!(extract(&input, &alone, &more).code, 0);
        let done = extract(&input, &together, &[&more[..], &["--scheduler", &cluster.address()]].concat());
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(done.err.contains("refused: ") && done.err.contains("program.bin"), "{}", done.err);
        assert!(files(&alone) == files(&together), "the files differ");
    }
    // Questions go to the cluster, too: to files of readings, and to documents that are read for them.
    let count = |more: &[&str], table: &str| {
        let query = format!("SELECT count(*) AS documents, count(DISTINCT id) AS ids FROM {table}");
        let asked = run(&[&["sql", "--json"], more, &[&query]].concat());
        assert_eq!(asked.code, 0, "{}", asked.err);
        asked.out
    };
    let (readings, address) = (out.path().join("parquet-2"), cluster.address());
    let stored = count(&["--readings", readings.to_str().unwrap()], "readings");
    assert_eq!(
        count(&["--readings", readings.to_str().unwrap(), "--scheduler", &address], "readings"),
        stored
    );
    assert_eq!(count(&["--scheduler", &address], &format!("entente_readings('{input}')")), stored);
}

#[test]
fn an_executor_that_is_killed_loses_nothing() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let input = documents(folder.path(), 60);
    let (alone, together) = (out.path().join("a"), out.path().join("b"));
    let more = ["--format", "jsonl", "--task-size", "0"];
    assert_eq!(extract(&input, &alone, &more).code, 0);
    let mut cluster = Cluster::start(2);
    let mut client = program()
        .args(["extract", "--input", &input, "--output", together.to_str().unwrap()])
        .args(more)
        .args(["--scheduler", &cluster.address()])
        .spawn()
        .unwrap();
    let written = || fs::read_dir(together.join("_done")).map_or(0, Iterator::count);
    let whole = fs::read_dir(alone.join("_done")).unwrap().count();
    while written() < whole / 5 {
        assert!(client.try_wait().unwrap().is_none(), "the run ended before an executor could be killed");
        thread::sleep(Duration::from_millis(5));
    }
    cluster.kill_executor(0);
    assert!(written() < whole, "all was done before an executor was killed");
    assert!(client.wait().unwrap().success());
    assert!(files(&alone) == files(&together), "the files differ");
}
