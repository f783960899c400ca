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

/// Plain documents of the sample dossier, over and over up to a size.
fn sample(names: &[&str], bytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sample/documents");
    let texts = names.iter().map(|name| fs::read_to_string(folder.join(name)).unwrap_or_default());
    let text = texts.collect::<Vec<_>>().join("\n\n");
    assert!(text.len() > 100, "the samples {names:?} are missing");
    text.repeat(bytes / text.len() + 1)
}

fn measure(bencher: Bencher, code: &str, text: &str) {
    let context = TimeContext { published: "2024-05-14".parse().ok(), clock: None };
    let grammar = grammar(code).expect("a pack of the program");
    bencher.counter(BytesCount::of_str(text)).bench(|| find(divan::black_box(text), grammar, &context).len());
}

#[divan::bench(args = [4_000, 100_000, 4_000_000])]
fn english(bencher: Bencher, bytes: usize) {
    measure(
        bencher,
        "en",
        &sample(&["02-archive-finding-aid.txt", "03-newspaper-column.txt", "06-forum-report.txt"], bytes),
    );
}

#[divan::bench(args = [100_000])]
fn russian(bencher: Bencher, bytes: usize) {
    measure(bencher, "ru", &sample(&["10-news-ru.txt", "11-history-essay-ru.txt"], bytes));
}

#[divan::bench(args = [100_000])]
fn korean(bencher: Bencher, bytes: usize) {
    measure(bencher, "ko", &sample(&["07-column-ko.txt", "09-news-ko.txt"], bytes));
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
