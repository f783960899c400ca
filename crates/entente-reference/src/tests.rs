//! The tables hold what they promise.

use std::collections::{HashMap, HashSet};

use entente_model::Language;

use crate::{PolityKind, Reference};

#[test]
fn every_line_of_every_table_is_read() {
    let reference = Reference::embedded();
    assert!(reference.problems().is_empty());
    for lang in ["en", "ko", "ru"] {
        let lexicon = reference.lexicon(Language::new(lang).unwrap()).unwrap();
        assert!(lexicon.wrong.is_empty(), "names.{lang}.tsv");
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
            // Abbreviations that several states share are told apart by what else the text names.
            let shared = form.flags.common && form.kind == crate::NameKind::Abbreviation;
            if let Some(other) = seen.insert(form.text.as_ref(), form.code).filter(|_| !shared) {
                twice.push((form.text.as_ref(), other, form.code));
            }
        }
        assert!(twice.is_empty(), "{lang}");
    }
}

#[test]
fn a_shared_abbreviation_is_that_of_the_state_named_otherwise() {
    let codes = |text: &str| -> Vec<String> {
        let hits = Reference::embedded().mentions(text, Language::new("ru").unwrap());
        hits.iter().map(|hit| hit.code.to_string()).collect()
    };
    assert_eq!(codes("Посольство РК в Каире. Казахстан"), ["KAZ", "EGY", "KAZ"]);
    assert_eq!(codes("Посольство РК в Москве. Южная Корея"), ["KOR", "RUS", "KOR"]);
}

#[test]
fn tenures_are_in_order_of_known_states() {
    let reference = Reference::embedded();
    assert!(crate::people::People::read(include_str!("../../../reference/people.tsv")).1.is_empty());
    assert!(crate::places::Places::read(include_str!("../../../reference/places.tsv")).1.is_empty());
    for tenure in reference.tenures() {
        assert!(reference.polity(tenure.of).is_some(), "{tenure:?}");
        assert!(!tenure.source.is_empty());
        let office = tenure.office;
        let titled = crate::tests::languages().iter().any(|lang| reference.has_title(office, *lang));
        assert!(
            titled || ["head-of-state", "acting-president", "consul-general"].contains(&office),
            "{office}"
        );
    }
}

/// Where one office has two holders at a time for more than the day of handing over, one date is wrong.
#[test]
fn an_office_of_one_has_one_holder_at_a_time() {
    let reference = Reference::embedded();
    let mut wrong = Vec::new();
    for (index, first) in reference.tenures().iter().enumerate() {
        let same = |second: &&crate::Tenure| {
            (first.office, first.of, first.at) == (second.office, second.of, second.at)
        };
        for second in reference.tenures()[index + 1..].iter().take_while(same) {
            let exact =
                [first, second].iter().all(|one| one.span.precision() == entente_model::Precision::Day);
            let overlap = first.span.latest().min(second.span.latest());
            let days = overlap.days_since(first.span.earliest().max(second.span.earliest()));
            if exact && days > 1 {
                wrong.push(format!("{} {}: {} and {}", first.of, first.office, first.person, second.person));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nobody_is_in_office_before_birth_or_after_death() {
    let reference = Reference::embedded();
    for person in &reference.people().list {
        let Some(life) = person.life else { continue };
        for tenure in reference.tenures().iter().filter(|tenure| tenure.person == person.name) {
            assert!(life.earliest() < tenure.span.earliest(), "{tenure:?} before birth");
            assert!(life.latest() >= tenure.span.earliest(), "{tenure:?} after death");
            assert!(
                life.last_day().is_none_or(|end| tenure.span.last_day().is_some_and(|to| to <= end)),
                "{tenure:?}"
            );
        }
    }
}

fn languages() -> Vec<Language> {
    ["en", "ru", "ko"].iter().filter_map(|lang| Language::new(lang)).collect()
}
