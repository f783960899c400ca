//! `entente extract` as a process: its order, its outputs, and what becomes of a run that is broken off.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod common;

use std::{
    fmt::Write as _,
    fs,
    io::Read as _,
    path::Path,
    process::{Command, Stdio},
};

use common::{article, program, run};
use serde_json::{Value, json};

/// A file of so many lines, and what is read out of it.
fn news(folder: &Path, count: usize) -> (String, String) {
    let mut lines = String::new();
    for number in 0..count {
        let line = json!({ "id": format!("n{number}"), "published": "2001-05-06", "text": article(number) });
        writeln!(lines, "{line}").unwrap();
    }
    let path = folder.join("news.jsonl").to_str().unwrap().to_owned();
    fs::write(&path, lines).unwrap();
    let read = run(&["extract", "--jobs", "1", &path]);
    assert_eq!((read.code, read.err.as_str()), (0, ""));
    assert_eq!(read.out.lines().count(), count);
    (path, read.out)
}

#[test]
fn the_output_does_not_depend_on_the_number_of_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let (path, one) = news(folder.path(), 700);
    assert_eq!(run(&["extract", "--jobs", "4", &path]).out, one);
}

#[test]
fn a_broken_line_is_named_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl").to_str().unwrap().to_owned();
    fs::write(&path, format!("{}\n{{broken\n{}\n", json!({"text": article(1)}), json!({"text": article(2)})))
        .unwrap();
    let read = run(&["extract", &path]);
    assert_eq!((read.code, read.out.lines().count()), (1, 2));
    assert!(read.err.starts_with(&format!("refused: {path}#2: ")), "{}", read.err);
}

#[test]
fn an_output_that_was_broken_off_is_gone_on_with_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (path, whole) = news(folder.path(), 60);
    let output = folder.path().join("out.jsonl").to_str().unwrap().to_owned();
    // Broken off in the middle of a line.
    fs::write(&output, &whole[..whole.len() / 2]).unwrap();
    let again = run(&["extract", &path, "-o", &output]);
    assert_eq!(again.code, 2, "an output is not written over: {}", again.err);
    let read = run(&["extract", &path, "-o", &output, "--resume"]);
    assert_eq!((read.code, read.out.as_str(), read.err.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(&output).unwrap(), whole);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_with_whole_lines() {
    let folder = tempfile::tempdir().unwrap();
    let (path, whole) = news(folder.path(), 2500);
    let output = folder.path().join("out.jsonl").to_str().unwrap().to_owned();
    let mut child = program()
        .args(["extract", "--jobs", "1", &path, "-o", &output])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let written = || fs::metadata(&output).map_or(0, |data| data.len());
    while written() == 0 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let status = child.wait().unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    let part = fs::read_to_string(&output).unwrap();
    assert!(whole.starts_with(&part) && part.ends_with('\n'));
    // It may have been through before the signal came.
    if part.len() < whole.len() {
        assert_eq!(status.code(), Some(3), "{told}");
        assert!(told.contains("--resume"), "{told}");
    }
    assert_eq!(run(&["extract", &path, "-o", &output, "--resume"]).code, 0);
    assert_eq!(fs::read_to_string(&output).unwrap(), whole);
}

#[test]
fn parquet_goes_in_and_out_and_is_read_by_pyarrow() {
    let folder = tempfile::tempdir().unwrap();
    let (path, whole) = news(folder.path(), 150);
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let first = place("first.parquet");
    let read = run(&["extract", "--format", "parquet", "-o", &first, &path]);
    assert_eq!((read.code, read.err.as_str()), (0, ""));
    // The same bytes for any number of jobs, and when gone on with.
    let second = place("second.parquet");
    assert_eq!(run(&["extract", "--format", "parquet", "--jobs", "3", "-o", &second, &path]).code, 0);
    assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
    assert_eq!(run(&["extract", "--format", "parquet", "--resume", "-o", &second, &path]).code, 0);
    assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
    // A file of readings has texts, dates and titles: it may be read again.
    let again = run(&["extract", &second]);
    assert_eq!((again.code, again.err.as_str()), (0, ""));
    let events = |lines: &str| -> Vec<usize> {
        let count =
            |line: &str| serde_json::from_str::<Value>(line).unwrap()["events"].as_array().unwrap().len();
        lines.lines().map(count).collect()
    };
    assert_eq!(events(&again.out), events(&whole));
    let Some(python) = std::env::var_os("ENTENTE_READERS") else {
        eprintln!("skipped: pyarrow (ENTENTE_READERS is not set; see `cargo xtask test`)");
        return;
    };
    fs::write(place("whole.jsonl"), &whole).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/readings.py");
    let checked =
        Command::new(python).arg(script).args([first, place("whole.jsonl"), place("bytes.parquet")]).output();
    let checked = checked.unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    // What pyarrow wrote: a column of bytes with address and date beside it.
    let read = run(&["extract", &place("bytes.parquet")]);
    assert_eq!((read.code, read.out.lines().count()), (1, 2), "{}", read.err);
    let first: Value = serde_json::from_str(read.out.lines().next().unwrap()).unwrap();
    assert_eq!(first["published"], "1992-11-19");
    assert!(read.err.contains("bytes.parquet#https://example.org/empty: "), "{}", read.err);
}

#[test]
fn packs_of_a_folder_read_and_a_broken_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("packs").join("eo");
    fs::create_dir_all(&pack).unwrap();
    fs::write(pack.join("time-words.tsv"), "majo\tMONTH\t5\n").unwrap();
    let rules = pack.join("time-rules.tsv");
    fs::write(&rules, "date\tla day:DAY ~ - ~ an de month:MONTH year:Y4\n").unwrap();
    let text = folder.path().join("letero.txt");
    fs::write(&text, "La ministroj renkontiĝis en Limo la 3-an de majo 1990.\n").unwrap();
    let packs = folder.path().join("packs").to_str().unwrap().to_owned();
    let arguments = ["extract", "--lang", "eo", "--packs", &packs, text.to_str().unwrap()];
    let read: Value = serde_json::from_str(run(&arguments).out.trim()).unwrap();
    assert_eq!(read["times"][0]["value"], "1990-05-03");
    assert_eq!(read["warnings"][0]["code"], "language-without-pack");
    fs::write(&rules, "date\tyear:Y4\nnonsense\n").unwrap();
    let broken = run(&arguments);
    assert_ne!(broken.code, 0);
    assert!(broken.err.contains(&format!("{}:2: ", rules.display())), "{}", broken.err);
}
