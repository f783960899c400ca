use entente_model::EventKind;

use super::Place;
use crate::testing::{add, dossier, told};
use crate::{Dossier, Filter};

fn many(folder: &std::path::Path) -> Dossier {
    let mut all = dossier(folder, &[]);
    for year in 1990..1996 {
        let text =
            format!("In {year} Minister Ivan Petrov met Kim in Seoul, and Anna Volkova came in {year}.");
        let met = format!("In {year} Minister Ivan Petrov met Kim in Seoul");
        let mut told = told(&format!("{year}.txt"), "en", "1999-01-01", &text)
            .person("Ivan Petrov", "Minister/RUS")
            .event(&met, &year.to_string(), EventKind::Meeting, "RUS KOR");
        if year % 2 == 0 {
            told = told.person("Anna Volkova", "Envoy/RUS");
        }
        add(&mut all, &told);
    }
    all
}

fn place<'p>(after: Option<(&'p str, usize)>, most: usize, text: Option<&'p str>) -> Place<'p> {
    Place { after, most, text }
}

#[test]
fn parts_follow_each_other_and_are_the_whole_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = many(folder.path());
    let filter = Filter::default();
    let whole: Vec<String> = dossier.timeline(&filter).unwrap().into_iter().map(|event| event.id).collect();
    assert_eq!(whole.len(), 6);
    let (mut seen, mut after): (Vec<String>, Option<String>) = (Vec::new(), None);
    loop {
        let at = after.as_deref().map(|id| (id, seen.len()));
        let part = dossier.events_part(&filter, place(at, 4, None)).unwrap();
        assert_eq!(part.count, 6);
        seen.extend(part.items.into_iter().map(|event| event.id));
        after = seen.last().cloned();
        if !part.more {
            break;
        }
    }
    assert_eq!(seen, whole);
    // What the cursor names is gone: the part begins where it stood, and nothing is left out.
    let gone = dossier.events_part(&filter, place(Some(("e00000000001", 3)), 9, None)).unwrap();
    assert_eq!(gone.items.len(), 4);
}

#[test]
fn a_text_and_the_greatest_narrow_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = many(folder.path());
    let people = dossier.people_part(&Filter::default(), place(None, 9, None)).unwrap();
    assert_eq!((people.count, people.items[0].name.as_str()), (2, "Ivan Petrov"));
    assert_eq!((people.items[0].sources, people.items[1].sources), (6, 3));
    let sought = |dossier: &mut Dossier, text| {
        dossier.people_part(&Filter::default(), place(None, 9, Some(text))).unwrap().count
    };
    assert_eq!(sought(&mut dossier, "VOLK"), 1);
    assert_eq!(sought(&mut dossier, "envoy"), 1);
    // A word of the JSON is no word of the record.
    assert_eq!(sought(&mut dossier, "mentions"), 0);
    let top = Filter { top: Some(2), ..Filter::default() };
    assert_eq!(dossier.events_part(&top, place(None, 9, None)).unwrap().count, 2);
    let of_1992 = Filter { from: "1992".parse().ok(), to: "1992".parse().ok(), ..Filter::default() };
    assert_eq!(dossier.events_part(&of_1992, place(None, 9, Some("petrov"))).unwrap().count, 1);
    let of_source = Filter { source: Some("1993".to_owned()), ..Filter::default() };
    assert_eq!(dossier.events_part(&of_source, place(None, 9, None)).unwrap().count, 1);
}

#[test]
fn sources_are_listed_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = many(folder.path());
    let first = dossier.sources_part(None, place(None, 2, None)).unwrap();
    let last = first.items[1].id.unwrap().to_string();
    let part = dossier.sources_part(None, place(Some((&last, 2)), 3, None)).unwrap();
    let names: Vec<&str> = part.items.iter().map(|source| source.origin.as_str()).collect();
    assert_eq!((names, part.count, part.more), (vec!["1992.txt", "1993.txt", "1994.txt"], 6, true));
    assert_eq!(dossier.sources_part(Some("ru"), place(None, 9, None)).unwrap().count, 0);
    assert_eq!(dossier.sources_part(Some("en"), place(None, 9, Some("1995"))).unwrap().count, 1);
}
