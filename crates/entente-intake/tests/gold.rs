//! Body kept, furniture removed and day of publication on the gold folders, where they are there.
#![allow(clippy::print_stdout, reason = "the figures are what one runs it for")]

use std::{fs, path::PathBuf};

use entente_intake::{Hints, Intake, Options};
use serde_json::Value;

/// The folder shared by all who work on the project: by `ENTENTE_SHARED`, else beside the repository.
fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("ENTENTE_SHARED").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    named.or(Some(beside)).filter(|folder| folder.join("gold").is_dir())
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Shares of a folder's gold.
#[derive(Debug, Default)]
struct Shares {
    body: (usize, usize),
    furniture: (usize, usize),
    quotes: (usize, usize),
    published: (usize, usize),
    wrong: Vec<String>,
}

fn count(share: &mut (usize, usize), good: bool) -> bool {
    share.0 += usize::from(good);
    share.1 += 1;
    good
}

fn strings<'g>(gold: &'g Value, key: &str) -> Vec<&'g str> {
    gold[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn measure(shared: &std::path::Path, folder: &str) -> Shares {
    let mut shares = Shares::default();
    let intake = Intake::new(Options::default());
    let mut files: Vec<_> = fs::read_dir(shared.join("gold").join(folder))
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    for file in files.iter().filter(|file| file.to_string_lossy().ends_with(".gold.json")) {
        let gold: Value = serde_json::from_slice(&fs::read(file).expect("readable")).expect("readable");
        let name = gold["doc"].as_str().expect("readable");
        let bytes = fs::read(shared.join("corpus").join(folder).join(name)).expect("readable");
        let document = intake.read(name, &bytes, &Hints::default()).expect("readable").remove(0);
        let text = squeeze(&document.text);
        for body in strings(&gold, "body") {
            if !count(&mut shares.body, text.contains(&squeeze(body))) {
                shares.wrong.push(format!("{name}: lost {body}"));
            }
        }
        for furniture in strings(&gold, "boilerplate") {
            if !count(&mut shares.furniture, !text.contains(&squeeze(furniture))) {
                shares.wrong.push(format!("{name}: kept {furniture}"));
            }
        }
        for list in ["events", "quantities", "agreements", "statements"] {
            for item in gold[list].as_array().into_iter().flatten() {
                let quote = item["quote"].as_str().unwrap_or_default();
                if !count(&mut shares.quotes, text.contains(&squeeze(quote))) {
                    shares.wrong.push(format!("{name}: quote lost {quote}"));
                }
            }
        }
        let published = document.published.map(|day| day.to_string());
        if !count(&mut shares.published, published.as_deref() == gold["published"].as_str()) {
            shares.wrong.push(format!("{name}: published {published:?} for {}", gold["published"]));
        }
        println!(
            "{name}: {:?} {:?} {:?} {:?}",
            document.lang.map(|lang| lang.to_string()),
            document.title,
            document.published,
            document.warnings
        );
    }
    println!("{folder}: {shares:#?}");
    shares
}

fn share((good, all): (usize, usize)) -> f64 {
    good as f64 / all.max(1) as f64
}

#[test]
fn the_gold_folders_keep_their_text_and_lose_their_furniture() {
    let Some(shared) = shared() else {
        println!("skipped: no shared folder with gold beside the repository");
        return;
    };
    for (folder, furniture) in [("seeds", 0.90), ("dev", 0.80)] {
        let found = measure(&shared, folder);
        assert!(share(found.body) >= 0.97, "{folder}: {found:?}");
        assert!(share(found.furniture) >= furniture, "{folder}: {found:?}");
    }
}
