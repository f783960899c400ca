//! The tables hold what they promise.

use std::collections::{HashMap, HashSet};

use entente_model::Language;

use crate::{PolityKind, Reference};

#[test]
fn every_line_of_every_table_is_read() {
    let reference = Reference::embedded();
    assert_eq!(reference.problems(), []);
    for lang in ["en", "ko", "ru"] {
        let lexicon = reference.lexicon(Language::new(lang).unwrap()).unwrap();
        assert_eq!(lexicon.wrong, [], "names.{lang}.tsv");
    }
}

#[test]
fn periods_are_in_order_and_neighbours_exist() {
    let reference = Reference::embedded();
    let known: HashSet<_> = reference.polities().iter().map(|polity| polity.code).collect();
    let mut last: HashMap<_, _> = HashMap::new();
    for polity in reference.polities() {
        for other in polity.before.iter().chain(&polity.after).chain(&polity.lineage) {
            assert!(known.contains(other), "{} names {other}", polity.code);
        }
        let start = polity.span.map(entente_model::Interval::earliest);
        if let Some(before) = last.insert(polity.code, start) {
            assert!(before < start, "{} twice from {start:?}", polity.code);
        }
        assert!(!polity.source.is_empty() && !polity.name.is_empty());
    }
    let states = reference.polities().iter().filter(|polity| polity.kind == PolityKind::State);
    assert!(states.map(|polity| polity.code).collect::<HashSet<_>>().len() >= 220);
    let bodies = reference.polities().iter().filter(|polity| polity.kind == PolityKind::Body);
    assert!(bodies.count() >= 60);
}

#[test]
fn no_form_stands_twice_and_every_code_is_known() {
    let reference = Reference::embedded();
    for lang in ["en", "ko", "ru"] {
        let (mut seen, mut twice) = (HashMap::new(), Vec::new());
        for form in &reference.lexicon(Language::new(lang).unwrap()).unwrap().forms {
            assert!(reference.polity(form.code).is_some(), "{} of {}", form.code, form.text);
            assert!(!form.text.is_empty() && form.text.trim() == form.text, "{:?}", form.text);
            if let Some(other) = seen.insert(form.text.as_ref(), form.code) {
                twice.push((form.text.as_ref(), other, form.code));
            }
        }
        assert_eq!(twice, [], "{lang}");
    }
}
