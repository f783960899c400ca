//! The same text comes out again, whatever was added and ruled.

use entente_model::EventKind;
use proptest::prelude::*;

use crate::{
    Dossier, DossierError, Filter, NewSource, Refusal, Request,
    testing::{Told, codes, told},
};

const NOW: &str = "2026-02-03T04:05:06Z";

fn documents() -> Vec<Told> {
    let ties = "On 30 September 1990 the two states established relations.";
    vec![
        told("a.txt", "en", "2000-01-01", ties).event(ties, "1990-09-30", EventKind::Relations, "SUN KOR"),
        told(
            "b.txt",
            "ru",
            "2001",
            "30 сентября 1990 года СССР и Корея установили отношения. Тогда же встретились.",
        )
        .event(
            "30 сентября 1990 года СССР и Корея установили отношения",
            "1990-09-30",
            EventKind::Relations,
            "RUS KOR",
        )
        .event("Тогда же встретились", "1990-09", EventKind::Meeting, "RUS KOR"),
        told(
            "c.txt",
            "en",
            "1994-06-03",
            "Boris Yeltsin came to Seoul in November 1992; a treaty was signed.",
        )
        .person("Boris Yeltsin", "President/RUS")
        .event("Boris Yeltsin came to Seoul in November 1992", "1992-11", EventKind::Visit, "RUS KOR")
        .agreement("a treaty was signed", "treaty", "1992-11-19", "RUS KOR"),
        told("d.txt", "ko", "2010-01-01", "1990년 한국과 소련이 수교했다.").event(
            "1990년 한국과 소련이 수교했다",
            "1990",
            EventKind::Relations,
            "KOR RUS",
        ),
        told("e.txt", "en", "1995", "Nothing that is dated was said here.").event(
            "Nothing that is dated was said here",
            "",
            EventKind::Other,
            "RUS KOR",
        ),
    ]
}

/// What is done to a dossier; the numbers choose among what is there.
#[derive(Debug, Clone)]
enum Act {
    Add(usize),
    AddTogether(usize, usize),
    Refuse(u8),
    Rule(usize, usize, usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => (0..5usize).prop_map(Act::Add),
        1 => (0..5usize, 0..5usize).prop_map(|(one, other)| Act::AddTogether(one, other)),
        1 => any::<u8>().prop_map(Act::Refuse),
        4 => (any::<usize>(), any::<usize>(), 0..7usize).prop_map(|(one, other, how)| Act::Rule(one, other, how)),
    ];
    proptest::collection::vec(act, 1..14)
}

fn add(dossier: &mut Dossier, documents: &[&Told], number: usize) {
    // Neither valid UTF-8 nor the text itself: what came in is kept as it came in.
    let mut bytes: Vec<u8> = documents.iter().flat_map(|one| one.0.text.bytes()).collect();
    if !number.is_multiple_of(2) {
        bytes.extend([0xff, 0x00, 0xfe]);
    }
    let readings = documents.iter().map(|one| one.0.clone()).collect();
    let hints = r#"{"clean":true,"published":"1990"}"#;
    let source = NewSource::new(&documents[0].0.origin, &bytes, hints, "test 1", readings);
    dossier.add(&source, &format!("2026-01-01T00:00:{number:02}Z")).unwrap();
}

fn rule(dossier: &mut Dossier, one: usize, other: usize, how: usize) {
    let events = dossier.timeline(&Filter { undated: true, others: true, ..Filter::default() }).unwrap();
    let (Some(event), Some(second)) =
        (events.get(one % events.len().max(1)), events.get(other % events.len().max(1)))
    else {
        return;
    };
    let correct =
        |field: &str, value: &str| Request::Correct { field: field.to_owned(), value: value.to_owned() };
    let (id, request) = match how {
        0 => (event.id.clone(), Request::Accept),
        1 => (event.id.clone(), Request::Reject),
        2 => (event.id.clone(), correct("when", "1990-10-01")),
        3 => (event.id.clone(), correct("title", "Отношения “установлены”\n — 수교")),
        4 => (event.id.clone(), Request::Merge(second.id.clone())),
        5 => (event.id.clone(), Request::Split(event.reports[0].source.clone())),
        _ => ("d1".to_owned(), Request::Undo),
    };
    // What does not fit is refused, and leaves the dossier as it was.
    let _ = dossier.decide(&id, request, "somebody", how.is_multiple_of(2).then_some("a reason"), NOW);
}

fn made(folder: &std::path::Path, acts: &[Act]) -> Dossier {
    let documents = documents();
    let mut dossier = Dossier::create(folder, &codes("RUS KOR")).unwrap();
    for (number, act) in acts.iter().enumerate() {
        match *act {
            Act::Add(one) => add(&mut dossier, &[&documents[one]], number),
            Act::AddTogether(one, other) => {
                add(&mut dossier, &[&documents[one], &documents[other]], number);
            }
            Act::Refuse(which) => {
                let refusal = Refusal {
                    origin: &format!("bad-{which}\n.pdf"),
                    bytes: which.is_multiple_of(2).then_some(b"%PDF"),
                    reason: "no text in it",
                };
                dossier.refuse(&refusal, NOW).unwrap();
            }
            Act::Rule(one, other, how) => rule(&mut dossier, one, other, how),
        }
    }
    dossier
}

fn text(dossier: &mut Dossier) -> String {
    let mut out = Vec::new();
    dossier.write_whole(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn an_imported_dossier_exports_the_same_bytes(acts in acts()) {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut dossier = made(one.path(), &acts);
        let first = text(&mut dossier);
        let (mut again, restored) = Dossier::from_whole(other.path(), first.as_bytes()).unwrap();
        prop_assert_eq!(&text(&mut again), &first);
        prop_assert_eq!(restored.decisions, dossier.log().unwrap().len());
        prop_assert_eq!(again.log().unwrap(), dossier.log().unwrap());
        let raw = |dossier: &Dossier| -> Vec<_> {
            dossier.raw_ids().unwrap().into_iter().map(|id| dossier.raw(id).unwrap()).collect()
        };
        prop_assert_eq!(raw(&again), raw(&dossier));
        prop_assert_eq!(again.counts().unwrap()["passages"], dossier.counts().unwrap()["passages"]);
    }
}

fn sample() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = made(folder.path(), &[Act::Add(0), Act::Add(1), Act::Rule(0, 1, 1)]);
    let text = text(&mut dossier);
    (folder, text)
}

fn refusal(json: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let error = Dossier::from_whole(folder.path(), json.as_bytes()).unwrap_err();
    assert!(!folder.path().join(crate::FILE_NAME).exists(), "a refused import left a dossier");
    error.to_string()
}

#[test]
fn what_is_no_whole_record_is_refused_with_the_reason() {
    let (_folder, good) = sample();
    assert!(Dossier::from_whole(tempfile::tempdir().unwrap().path(), good.as_bytes()).is_ok());
    assert!(refusal("{}").contains("missing field `schema`"));
    assert!(refusal("[1, 2").contains("not the whole record"));
    assert!(refusal(&good.replace("entente.record/1", "entente.record/9")).contains("entente.record/9"));
    assert!(refusal(&good.replace("\"complete\": true", "\"complete\": false")).contains("without filters"));
    let forged = good.replace("\"text\":\"On 30 September", "\"text\":\"On 29 September");
    assert!(refusal(&forged).contains("is not what its text has"), "{}", refusal(&forged));
    let other_bytes = good.replace("\"documents\":[{\"id\"", "\"documents\":[],\"x\":[{\"id\"");
    assert!(refusal(&other_bytes).contains("belongs to no file"));
}

#[test]
fn a_folder_that_holds_a_dossier_is_left_alone() {
    let (folder, good) = sample();
    let before = text(&mut Dossier::open(folder.path()).unwrap());
    assert!(matches!(Dossier::from_whole(folder.path(), good.as_bytes()), Err(DossierError::Exists(_))));
    assert_eq!(text(&mut Dossier::open(folder.path()).unwrap()), before);
}
