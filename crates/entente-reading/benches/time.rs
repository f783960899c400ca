//! How fast times are found: the tagger alone, one core, megabytes of text a second.
//!
//! `cargo bench -p entente-reading --bench time`

use std::{fs, path::Path};

use divan::{Bencher, counter::BytesCount};
use entente_model::Language;
use entente_reading::time::{TimeContext, TimeGrammar, find};

fn main() {
    divan::main();
}

fn grammar(code: &str) -> Option<&'static TimeGrammar> {
    TimeGrammar::embedded(Language::new(code)?)
}

/// The documents of the sample dossier in a language (by the ending of their names), over and over up to a size.
fn sample(ending: &str, bytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sample/documents");
    let mut paths: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let foreign = |name: &str| name.ends_with("-ko.txt") || name.ends_with("-ru.txt");
    let mut text = String::new();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let fits =
            if ending == ".txt" { !foreign(name) && name.ends_with(ending) } else { name.ends_with(ending) };
        if fits {
            text.push_str(&fs::read_to_string(&path).unwrap_or_default());
            text.push_str("\n\n");
        }
    }
    assert!(!text.is_empty(), "no sample ends in {ending}");
    text.repeat(bytes / text.len() + 1)
}

fn measure(bencher: Bencher, code: &str, text: &str) {
    let context = TimeContext { published: "2024-05-14".parse().ok(), clock: None };
    let grammar = grammar(code).expect("a pack of the program");
    bencher.counter(BytesCount::of_str(text)).bench(|| find(divan::black_box(text), grammar, &context).len());
}

#[divan::bench(args = [4_000, 100_000, 4_000_000])]
fn english(bencher: Bencher, bytes: usize) {
    measure(bencher, "en", &sample(".txt", bytes));
}

#[divan::bench(args = [100_000])]
fn russian(bencher: Bencher, bytes: usize) {
    measure(bencher, "ru", &sample("-ru.txt", bytes));
}

#[divan::bench(args = [100_000])]
fn korean(bencher: Bencher, bytes: usize) {
    measure(bencher, "ko", &sample("-ko.txt", bytes));
}

/// A word that may be a month, and nothing else: one and ten megabytes must go at the same speed.
#[divan::bench(args = [1_000_000, 10_000_000])]
fn may_may_may(bencher: Bencher, bytes: usize) {
    measure(bencher, "en", &"may ".repeat(bytes / 4));
}

#[divan::bench(args = [1_000_000, 10_000_000])]
fn digits_only(bencher: Bencher, bytes: usize) {
    measure(bencher, "en", &"1990".repeat(bytes / 4));
}
