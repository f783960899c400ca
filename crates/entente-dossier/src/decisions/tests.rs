//! What decisions do, that they can be undone, and that they hold on to words.

use entente_model::EventKind;
use tempfile::TempDir;

use crate::{
    Dossier, Filter, Request,
    testing::{Told, dossier, told},
};

const NOW: &str = "2026-02-03T04:05:06Z";

fn protocol(origin: &str) -> Told {
    told(
        origin,
        "en",
        "1992-11-21",
        "As was said, they signed a protocol on visits in Seoul. Then they dined.",
    )
    .event("they signed a protocol on visits in Seoul", "1992-11-20", EventKind::Agreement, "RUS KOR")
}

fn consulate(origin: &str) -> Told {
    told(origin, "en", "1993-11-21", "A consulate opened in Pusan in December 1992.").event(
        "A consulate opened in Pusan in December 1992",
        "1992-12",
        EventKind::Mission,
        "RUS KOR",
    )
}

fn make(documents: &[&Told]) -> (TempDir, Dossier) {
    let folder = tempfile::tempdir().unwrap();
    let dossier = dossier(folder.path(), documents);
    (folder, dossier)
}

fn state(dossier: &mut Dossier) -> Vec<(String, String, usize)> {
    let events = dossier.timeline(&Filter::default()).unwrap();
    events
        .into_iter()
        .map(|event| {
            (event.when.map(|when| when.to_string()).unwrap_or_default(), event.title, event.reports.len())
        })
        .collect()
}

fn id(dossier: &mut Dossier, at: usize) -> String {
    dossier.timeline(&Filter::default()).unwrap()[at].id.clone()
}

#[test]
fn every_ruling_can_be_undone() {
    let (_folder, mut dossier) = make(&[&protocol("a.txt"), &protocol("b.txt"), &consulate("c.txt")]);
    let before = state(&mut dossier);
    assert_eq!(before.iter().map(|event| event.2).collect::<Vec<_>>(), [2, 1]);
    let (first, second) = (id(&mut dossier, 0), id(&mut dossier, 1));
    let requests = [
        (Request::Reject, vec![1]),
        (Request::Correct { field: "when".to_owned(), value: "1992-11-19".to_owned() }, vec![2, 1]),
        (Request::Merge(second), vec![3]),
        (Request::Split("b.txt".to_owned()), vec![1, 1, 1]),
    ];
    for (request, reports) in requests {
        let made = dossier.decide(&first, request.clone(), "Kim", Some("why not"), NOW).unwrap();
        let after = state(&mut dossier);
        assert_eq!(after.iter().map(|event| event.2).collect::<Vec<_>>(), reports, "{request:?}");
        assert_ne!(after, before, "{request:?}");
        dossier.decide(&made.to_string(), Request::Undo, "Lee", None, NOW).unwrap();
        assert_eq!(state(&mut dossier), before, "{request:?} undone");
    }
    let log = dossier.log().unwrap();
    assert_eq!(log.len(), 8);
    assert!(log.iter().step_by(2).all(|entry| entry.undone && !entry.orphaned));
}

#[test]
fn an_undoing_can_be_undone() {
    let (_folder, mut dossier) = make(&[&protocol("a.txt"), &consulate("c.txt")]);
    let event = id(&mut dossier, 0);
    dossier.decide(&event, Request::Reject, "Kim", None, NOW).unwrap();
    dossier.decide("d1", Request::Undo, "Kim", None, NOW).unwrap();
    assert_eq!(state(&mut dossier).len(), 2);
    dossier.decide("d2", Request::Undo, "Kim", None, NOW).unwrap();
    assert_eq!(state(&mut dossier).len(), 1);
}

#[test]
fn a_correction_must_fit_its_field() {
    let (_folder, mut dossier) = make(&[&protocol("a.txt")]);
    let event = id(&mut dossier, 0);
    let correct =
        |field: &str, value: &str| Request::Correct { field: field.to_owned(), value: value.to_owned() };
    for (field, value) in [("when", "soon"), ("kind", "party"), ("colour", "red"), ("parties", "Russia")] {
        assert!(
            dossier.decide(&event, correct(field, value), "Kim", None, NOW).is_err(),
            "{field} = {value}"
        );
    }
    dossier.decide(&event, correct("parties", "PRK,RUS"), "Kim", None, NOW).unwrap();
    let events =
        dossier.timeline(&Filter { parties: crate::testing::codes("PRK"), ..Filter::default() }).unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(dossier.log().unwrap().len(), 1);
}

#[test]
fn the_log_is_only_added_to() {
    let (_folder, mut dossier) = make(&[&protocol("a.txt")]);
    let event = id(&mut dossier, 0);
    dossier.decide(&event, Request::Accept, "Kim", None, NOW).unwrap();
    assert!(dossier.connection.execute("DELETE FROM decisions", []).is_err());
    assert!(dossier.connection.execute("UPDATE decisions SET person = 'Lee'", []).is_err());
    assert_eq!(dossier.log().unwrap().len(), 1);
}

#[test]
fn an_id_keeps_its_meaning_after_a_merge() {
    let (_folder, mut dossier) = make(&[&protocol("a.txt"), &consulate("c.txt")]);
    let (first, second) = (id(&mut dossier, 0), id(&mut dossier, 1));
    dossier.decide(&first, Request::Merge(second.clone()), "Kim", None, NOW).unwrap();
    assert_eq!(dossier.item(&first).unwrap(), dossier.item(&second).unwrap());
}

/// The document read again by a version that finds other things in it.
fn read_again(dossier: &mut Dossier, document: &Told) {
    let bytes = format!("{}{}", document.0.origin, document.0.text);
    let source =
        crate::NewSource::new(&document.0.origin, bytes.as_bytes(), "{}", "newer", vec![document.0.clone()]);
    dossier.read_again(&source, NOW).unwrap();
}

#[test]
fn a_decision_survives_a_version_that_cuts_otherwise_and_is_orphaned_where_its_words_are_gone() {
    let (_folder, mut dossier) = make(&[&protocol("a.txt")]);
    let event = id(&mut dossier, 0);
    dossier.decide(&event, Request::Reject, "Kim", None, NOW).unwrap();
    assert!(state(&mut dossier).is_empty());
    let text = protocol("a.txt").0.text;
    let other = |quote: &str| {
        told("a.txt", "en", "1992-11-21", &text).event(quote, "1992-11-20", EventKind::Agreement, "RUS KOR")
    };
    // More words around the same ones.
    read_again(&mut dossier, &other("As was said, they signed a protocol on visits in Seoul"));
    assert!(state(&mut dossier).is_empty());
    assert!(!dossier.log().unwrap()[0].orphaned);
    // Its words are no event any more.
    read_again(&mut dossier, &other("Then they dined"));
    assert_eq!(state(&mut dossier).len(), 1);
    assert!(dossier.log().unwrap()[0].orphaned);
    // They are found again.
    read_again(&mut dossier, &protocol("a.txt"));
    assert!(state(&mut dossier).is_empty());
    assert!(!dossier.log().unwrap()[0].orphaned);
}

#[test]
fn a_decision_holds_for_the_changed_page_as_well() {
    let (_folder, mut dossier) = make(&[&protocol("page.html")]);
    let event = id(&mut dossier, 0);
    dossier.decide(&event, Request::Accept, "Kim", None, NOW).unwrap();
    let changed = told(
        "page.html",
        "en",
        "1992-11-21",
        "News of the day. As was said, they signed a protocol on visits in Seoul. Then they dined and danced.",
    )
    .event("they signed a protocol on visits in Seoul", "1992-11-20", EventKind::Agreement, "RUS KOR");
    crate::testing::add(&mut dossier, &changed);
    assert_eq!(state(&mut dossier).iter().map(|event| event.2).collect::<Vec<_>>(), [2]);
    let ruled = dossier.ruled().unwrap();
    assert_eq!(ruled.values().map(String::as_str).collect::<Vec<_>>(), ["accepted"]);
}
