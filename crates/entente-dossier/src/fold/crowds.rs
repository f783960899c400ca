//! Crowds: very many reports of one day, and very many copies of one text.
//!
//! The small sizes run always; `cargo test -p entente-dossier -- --ignored` runs a million reports and ten thousand
//! copies, which must neither take long nor much memory.

use entente_model::EventKind;

use crate::{
    Filter,
    testing::{add, dossier, told},
};

/// A word of its own for each number.
fn name(number: usize) -> String {
    let mut left = number.wrapping_mul(2_654_435_761) % 100_000_007;
    let mut word = String::new();
    while word.len() < 8 {
        word.push(['b', 'd', 'g', 'k', 'l', 'm', 'n', 'r', 's', 't'][left % 10]);
        word.push(['a', 'e', 'i', 'o', 'u'][left / 10 % 5]);
        left /= 50;
    }
    word
}

/// So many reports of one day, a hundred in a document, of many towns and matters.
fn one_day(reports: usize) -> usize {
    const A_DOCUMENT: usize = 100;
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = dossier(folder.path(), &[]);
    for number in 0..reports / A_DOCUMENT {
        let sentence = |at: usize| {
            let matter = number * A_DOCUMENT + at;
            format!(
                "{} discussed {} with {} in {}",
                name(matter),
                name(matter % 977),
                name(matter + 7),
                name(matter % 3163)
            )
        };
        let text: Vec<String> = (0..A_DOCUMENT).map(sentence).collect();
        let mut document = told(&format!("{number}.txt"), "en", "2001-03-02", &text.join(". "));
        for sentence in &text {
            document = document.event(sentence, "2001-03-01", EventKind::Meeting, "RUS KOR");
        }
        add(&mut dossier, &document);
    }
    let events = dossier.timeline(&Filter { top: Some(50), ..Filter::default() }).unwrap();
    // Meetings of one day between the same two sides are one; what matters is that all are told and the work is bounded.
    assert!((1..=50).contains(&events.len()));
    let one_more = told("more.txt", "en", "2001-03-02", "Delegation X signed a paper in town Y.").event(
        "Delegation X signed a paper in town Y",
        "2001-03-01",
        EventKind::Agreement,
        "RUS KOR",
    );
    add(&mut dossier, &one_more);
    dossier.timeline(&Filter { kinds: vec![EventKind::Agreement], ..Filter::default() }).unwrap().len()
}

/// So many documents that differ in a number only.
fn copies(documents: usize) {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = dossier(folder.path(), &[]);
    let words = "On 30 September 1990 the two states established diplomatic relations in New York";
    for number in 0..documents {
        let document = told(
            &format!("{number}.txt"),
            "en",
            "1990-10-01",
            &format!("{words}. Copy {number}."),
        )
        .event(words, "1990-09-30", EventKind::Relations, "SUN KOR");
        add(&mut dossier, &document);
    }
    let events = dossier.timeline(&Filter::default()).unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].reports.len(), documents);
    assert_eq!(dossier.explain(&events[0].id).unwrap().witnesses, 1);
}

/// So many copies of one sentence without a date, a thousand in a document.
fn undated(reports: usize) {
    const A_DOCUMENT: usize = 1000;
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = dossier(folder.path(), &[]);
    let words = "The delegation thanked its hosts";
    for number in 0..reports / A_DOCUMENT {
        let mut document = told(&format!("{number}.txt"), "en", "1990-10-01", words);
        for _ in 0..A_DOCUMENT {
            document = document.event(words, "", EventKind::Other, "RUS KOR");
        }
        add(&mut dossier, &document);
    }
    let all = Filter { undated: true, ..Filter::default() };
    assert_eq!(dossier.timeline(&all).unwrap().len(), 1);
    add(
        &mut dossier,
        &told("more.txt", "en", "1990-10-02", words).event(words, "", EventKind::Other, "RUS KOR"),
    );
    let events = dossier.timeline(&all).unwrap();
    assert_eq!((events.len(), events[0].reports.len()), (1, reports + 1));
}

#[test]
fn many_copies_without_a_date() {
    undated(2000);
}

#[test]
#[ignore = "takes a minute"]
fn very_many_copies_without_a_date() {
    undated(21_000);
}

#[test]
fn many_reports_of_one_day() {
    assert_eq!(one_day(2000), 1);
}

#[test]
#[ignore = "takes minutes"]
fn a_million_reports_of_one_day() {
    assert_eq!(one_day(1_000_000), 1);
}

#[test]
fn many_copies_of_one_text() {
    copies(120);
}

#[test]
#[ignore = "takes minutes"]
fn ten_thousand_copies_of_one_text() {
    copies(10_000);
}
