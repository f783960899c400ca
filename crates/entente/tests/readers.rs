//! Every export, opened by programs that are not ours.
//!
//! `cargo xtask test` installs them from `PyPI` into `target/readers` and names their Python in `ENTENTE_READERS`; without
//! it these tests say that they were skipped.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod common;

use std::{fs, path::Path, process::Command};

use common::run;

/// Formats of one file.
const FILES: &[&str] = &[
    "json",
    "jsonl",
    "xlsx",
    "ics",
    "jsonld",
    "turtle",
    "ftm",
    "timelinejs",
    "graphml",
    "gexf",
    "geojson",
    "csljson",
    "ris",
    "bibtex",
    "annotations",
    "cameo",
];

fn done(arguments: &[&str]) -> String {
    let done = run(arguments);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{arguments:?}");
    done.out
}

#[test]
fn other_programs_read_every_export() {
    let Some(python) = std::env::var_os("ENTENTE_READERS") else {
        eprintln!(
            "skipped: the independent readers of the exports (ENTENTE_READERS is not set; see `cargo xtask test`)"
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let dossier = path("dossier");
    done(&["demo", &dossier]);
    // Years that not every format can write.
    let far = path("far.txt");
    fs::write(
        &far,
        "In the year 862 Russia and Greece signed a treaty of friendship. In 44 BC Egypt and Italy signed a peace treaty. \
         Russia and Greece will hold a summit in the year 3805.\n",
    )
    .unwrap();
    done(&["add", "-d", &dossier, &far]);
    for list in ["timeline", "who", "agreements", "quantities", "statements", "conflicts", "sources"] {
        fs::write(path(&format!("{list}.list")), done(&[list, "-d", &dossier, "--format", "jsonl"])).unwrap();
    }
    for format in FILES {
        done(&["export", "-d", &dossier, "--format", format, "-o", &path(format)]);
    }
    done(&["export", "-d", &dossier, "--format", "csv", "-o", &path("csv/")]);
    done(&["export", "-d", &dossier, "--format", "parquet", "-o", &path("parquet/")]);
    done(&[
        "export",
        "-d",
        &dossier,
        "--format",
        "json",
        "--from",
        "1990",
        "--to",
        "1999",
        "-o",
        &path("part"),
    ]);
    for language in ["en", "ru", "ko"] {
        for kind in ["docx", "pdf"] {
            let brief = path(&format!("brief-{language}.{kind}"));
            // A program without built-in fonts says which letters a PDF lacks.
            let told = run(&["brief", "-d", &dossier, "--language", language, "-o", &brief]);
            assert_eq!(told.code, 0, "{}", told.err);
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let checked = Command::new(python)
        .arg(root.join("tests/readers/check.py"))
        .arg(folder.path())
        .arg(root.join("../../docs/src/schema/record-1.json"))
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{told}\n{}", String::from_utf8_lossy(&checked.stderr));
    assert_eq!(told.lines().filter(|line| line.ends_with(" ok")).count(), 15, "{told}");
}
