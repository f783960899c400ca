//! How fast texts are analysed, one core: words a second, with tags and names alone, and with trees.
//!
//! `cargo bench -p entente-language --bench analyse`

use std::{fs, path::Path};

use divan::{Bencher, counter::ItemsCount};
use entente_language::{Depth, Pack, Packs};

fn main() {
    divan::main();
}

/// Plain documents of the sample dossier, one after another up to a size.
fn sample(code: &str, bytes: usize) -> String {
    let names: &[&str] = match code {
        "en" => &["02-archive-finding-aid.txt", "03-newspaper-column.txt", "06-forum-report.txt"],
        "ru" => &["10-news-ru.txt", "11-history-essay-ru.txt"],
        _ => &["07-column-ko.txt", "09-news-ko.txt"],
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sample/documents");
    let texts = names.iter().map(|name| fs::read_to_string(folder.join(name)).unwrap_or_default());
    let text = texts.collect::<Vec<_>>().join("\n\n");
    assert!(text.len() > 100, "the samples {names:?} are missing");
    text.repeat(bytes / text.len() + 1)
}

fn measure(bencher: Bencher, code: &str, depth: Depth) {
    let text = sample(code, 50_000);
    let pack: &Pack = Packs::embedded().by_code(code).expect("a pack of the program");
    let analyse = || pack.analyse_with(divan::black_box(&text), |_| depth).tokens.len();
    bencher.counter(ItemsCount::new(analyse())).bench(analyse);
}

#[divan::bench(args = ["en", "ru", "ko"])]
fn tags_and_names(bencher: Bencher, code: &str) {
    measure(bencher, code, Depth::Tags);
}

#[divan::bench(args = ["en", "ru", "ko"])]
fn everything(bencher: Bencher, code: &str) {
    measure(bencher, code, Depth::Tree);
}
