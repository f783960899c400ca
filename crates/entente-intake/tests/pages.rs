//! Made-up pages in the styles of real ones: each line says whether it must stay (`+`) or go (`-`).

use entente_intake::{Hints, Intake, Options};

/// A page with what must come of it.
struct Page {
    name: String,
    text: String,
    facts: Vec<(String, String)>,
    keep: Vec<String>,
    lose: Vec<String>,
}

fn pages() -> Vec<Page> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("folder").map(|file| file.expect("file").path()).collect();
    files.sort();
    files.iter().map(|file| page(file)).collect()
}

fn page(file: &std::path::Path) -> Page {
    let mut page = Page {
        name: file.file_name().expect("name").to_string_lossy().into_owned(),
        text: String::new(),
        facts: Vec::new(),
        keep: Vec::new(),
        lose: Vec::new(),
    };
    for line in std::fs::read_to_string(file).expect("text").lines() {
        let (mark, rest) = line.split_at(2);
        if mark == "= " {
            let (key, value) = rest.split_once(' ').expect("a key and a value");
            page.facts.push((key.to_owned(), value.to_owned()));
            continue;
        }
        if mark == "+ " { &mut page.keep } else { &mut page.lose }.push(rest.to_owned());
        page.text.push_str(rest);
        page.text.push_str("\n\n");
    }
    page
}

#[test]
fn pages_keep_their_text_and_lose_their_furniture() {
    let intake = Intake::new(Options::default());
    let (mut lost, mut left, mut wrong, mut all_lose) = (Vec::new(), Vec::new(), Vec::new(), 0usize);
    for page in pages() {
        let document =
            intake.read(&page.name, page.text.as_bytes(), &Hints::default()).expect("read").remove(0);
        let lines: Vec<&str> = document.text.lines().collect();
        let name = &page.name;
        let has = |line: &String| lines.iter().any(|kept| kept.trim() == line.trim());
        lost.extend(page.keep.iter().filter(|line| !has(line)).map(|line| format!("{name}: {line}")));
        left.extend(page.lose.iter().filter(|line| has(line)).map(|line| format!("{name}: {line}")));
        all_lose += page.lose.len();
        for (key, value) in page.facts {
            let found = match key.as_str() {
                "published" => document.published.map(|day| day.to_string()),
                "title" => document.title.clone(),
                _ => document.lang.map(|lang| lang.to_string()),
            };
            if found.as_deref().unwrap_or("null") != value {
                wrong.push(format!("{name}: {key} {found:?} for {value}"));
            }
        }
    }
    assert!(lost.is_empty(), "text was lost:\n{}", lost.join("\n"));
    assert!(wrong.is_empty(), "wrong:\n{}", wrong.join("\n"));
    println!("{} of {all_lose} stayed:\n{}", left.len(), left.join("\n"));
    // What no rule can tell without harm elsewhere may stay.
    assert!(left.len() * 20 <= all_lose, "{} of {all_lose} stayed:\n{}", left.len(), left.join("\n"));
}
