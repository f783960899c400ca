//! Every format, in every language: nothing is lost, and each document says where it comes from.

#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the samples have names of our own")]

use std::collections::HashMap;

use entente_intake::{Contents, Hints, Intake, Options};
use entente_model::Document;
use entente_samples::{Sample, Story};

fn open(sample: &Sample) -> Contents {
    let opened = Intake::new(Options::default()).open(&sample.name, &sample.bytes, &Hints::default());
    opened.unwrap_or_else(|error| panic!("{}: {error}", sample.name))
}

/// Words with one blank between them, however the lines were broken.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn missing<'s>(sample: &'s Sample, documents: &[Document]) -> Vec<(&'s Story, &'s String)> {
    let texts: Vec<String> = documents.iter().map(|document| folded(&document.text)).collect();
    let within = |paragraph: &str| texts.iter().any(|text| text.contains(&folded(paragraph)));
    let lost = |story: &'s Story| {
        let lost = story.paragraphs.iter().filter(|paragraph| !within(paragraph)).collect::<Vec<_>>();
        lost.into_iter().map(move |paragraph| (story, paragraph))
    };
    sample.stories.iter().flat_map(lost).collect()
}

#[test]
fn five_hundred_files_of_all_formats_come_in_without_loss() {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for sample in entente_samples::files(500) {
        let contents = open(&sample);
        let refused: Vec<String> =
            contents.refused.iter().map(|refused| format!("{}: {}", refused.origin, refused.error)).collect();
        assert!(refused.is_empty(), "{}: {refused:?}", sample.name);
        assert_eq!(contents.documents.len(), sample.documents(), "{}", sample.name);
        let missing = missing(&sample, &contents.documents);
        assert!(missing.is_empty(), "{}: {missing:?} in {:#?}", sample.name, contents.documents);
        for (document, story) in contents.documents.iter().zip(&sample.stories) {
            assert_eq!(
                document.lang.map(|lang| lang.to_string()).as_deref(),
                Some(story.language.code()),
                "{}",
                sample.name
            );
        }
        *seen.entry(sample.name.split_once('.').expect("ending").1.to_owned()).or_default() += 1;
    }
    assert_eq!(seen.len(), 24);
}

#[test]
fn titles_and_days_come_with_the_texts() {
    // Formats that say both; a PDF made by hand and RTF say neither the one nor the other for sure.
    let silent = ["pdf", "columns.pdf", "rtf"];
    for sample in entente_samples::files(72) {
        let ending = sample.name.split_once('.').expect("ending").1;
        if silent.contains(&ending) {
            continue;
        }
        let contents = open(&sample);
        let story = &sample.stories[0];
        let document = contents
            .documents
            .iter()
            .find(|document| document.text.contains(&story.paragraphs[0]))
            .expect("document");
        assert_eq!(document.title.as_deref(), Some(story.title.as_str()), "{}", sample.name);
        assert_eq!(
            document.published.map(|day| day.to_string()).as_ref(),
            Some(&story.day),
            "{}: {:?}",
            sample.name,
            document.warnings
        );
    }
}

#[test]
fn pages_and_chapters_are_kept_as_places() {
    for sample in entente_samples::files(48) {
        let name = &sample.name;
        if !name.ends_with(".pdf") && !name.ends_with(".epub") {
            continue;
        }
        let document = open(&sample).documents.remove(0);
        let places: Vec<&str> = document.places.iter().map(|place| place.name.as_str()).collect();
        if name.ends_with(".pdf") {
            assert_eq!(places, ["page 1"]);
            assert_eq!(document.cuts[0].text, "7");
        } else {
            assert_eq!(places, ["chapter 1", "chapter 2"]);
            let at = document.places[1].at as usize;
            let second: String = document.text.chars().skip(at).collect();
            assert!(second.starts_with(&sample.stories[1].title), "{second}");
        }
    }
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    for sample in entente_samples::files(72).iter().filter(|sample| sample.name.ends_with("columns.pdf")) {
        let document = open(sample).documents.remove(0);
        let text = folded(&document.text);
        let at: Vec<_> =
            sample.stories[0].paragraphs.iter().map(|paragraph| text.find(&folded(paragraph))).collect();
        assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?} in {}", document.text);
    }
}

#[test]
fn web_archives_keep_address_and_time() {
    for sample in entente_samples::files(24).iter().filter(|sample| sample.name.contains('w')) {
        if !sample.name.ends_with("warc.gz") && !sample.name.ends_with("wacz") {
            continue;
        }
        let contents = open(sample);
        let document = &contents.documents[0];
        assert_eq!(document.captured.as_deref(), Some("2024-03-05T01:02:03Z"));
        assert!(
            document.origin.ends_with(&format!("#{}", sample.stories[0].address())),
            "{}",
            document.origin
        );
        assert_eq!(document.publisher.as_deref(), Some("Harbour Post"));
    }
}
