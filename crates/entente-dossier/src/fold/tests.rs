//! What becomes one, and what stays apart.

use entente_model::{EventKind, EventStatus, TimelineEvent};
use proptest::prelude::*;

use crate::{
    Dossier, Filter,
    testing::{Told, add, dossier, told},
};

fn everything() -> Filter {
    Filter { undated: true, others: true, ..Filter::default() }
}

fn events(documents: &[&Told]) -> Vec<TimelineEvent> {
    let folder = tempfile::tempdir().unwrap();
    dossier(folder.path(), documents).timeline(&everything()).unwrap()
}

fn ties_en() -> Told {
    told("a.txt", "en", "2020-09-30", "On September 30, 1990, the Soviet Union and South Korea established diplomatic relations in New York.")
        .event(
            "On September 30, 1990, the Soviet Union and South Korea established diplomatic relations",
            "1990-09-30",
            EventKind::Relations,
            "SUN KOR",
        )
}

fn ties_ru() -> Told {
    told(
        "b.txt",
        "ru",
        "2015-01-01",
        "30 сентября 1990 года СССР и Республика Корея установили дипломатические отношения.",
    )
    .event(
        "30 сентября 1990 года СССР и Республика Корея установили дипломатические отношения",
        "1990-09-30",
        EventKind::Relations,
        "RUS KOR",
    )
}

fn ties_vague() -> Told {
    told("c.txt", "ko", "2010-01-01", "1990년 한국과 소련이 수교했다.").event(
        "1990년 한국과 소련이 수교했다",
        "1990",
        EventKind::Relations,
        "KOR RUS",
    )
}

fn consulate() -> Told {
    told("d.txt", "en", "1993-01-01", "In 1990 the Soviet Union opened a trade office in Seoul. In November 1992 Boris Yeltsin visited Seoul.")
        .person("Boris Yeltsin", "President/RUS")
        .event("In 1990 the Soviet Union opened a trade office in Seoul", "1990", EventKind::Mission, "SUN KOR")
        .event("In November 1992 Boris Yeltsin visited Seoul", "1992-11", EventKind::Visit, "RUS KOR")
}

fn visit_ru() -> Told {
    told("e.txt", "ru", "1992-11-20", "18 ноября 1992 года Борис Ельцин прибыл в Сеул с визитом.")
        .person("Борис Ельцин", "президент/RUS")
        .event("18 ноября 1992 года Борис Ельцин прибыл в Сеул", "1992-11-18", EventKind::Visit, "RUS KOR")
}

fn visit_next() -> Told {
    told("f.txt", "en", "1994-06-03", "Kim Young-sam visited Moscow in June 1994. In November 1992 South Korea's trade minister visited Moscow.")
        .person("Kim Young-sam", "President/KOR")
        .event("Kim Young-sam visited Moscow in June 1994", "1994-06", EventKind::Visit, "KOR RUS")
        .event("In November 1992 South Korea's trade minister visited Moscow", "1992-11", EventKind::Visit, "KOR RUS")
}

/// A month, a stretch over two months, and a day of them.
fn vague_visits() -> Told {
    told(
        "g.txt",
        "en",
        "1993-02-01",
        "Boris Yeltsin visited Seoul in 1992. Talks with Boris Yeltsin went on from 20 October to 19 November 1992.",
    )
    .person("Boris Yeltsin", "President/RUS")
    .event("Boris Yeltsin visited Seoul in 1992", "1992", EventKind::Visit, "RUS KOR")
    .event(
        "Talks with Boris Yeltsin went on from 20 October to 19 November 1992",
        "1992-10-20/1992-11-19",
        EventKind::Meeting,
        "RUS KOR",
    )
}

fn all() -> Vec<Told> {
    vec![ties_en(), ties_ru(), ties_vague(), consulate(), visit_ru(), visit_next(), vague_visits()]
}

#[test]
fn reports_of_one_happening_in_three_languages_are_one_event() {
    let events = events(&[&ties_en(), &ties_ru(), &ties_vague()]);
    assert_eq!(events.len(), 1, "{events:#?}");
    assert_eq!(events[0].reports.len(), 3);
    assert_eq!(events[0].when.unwrap().to_string(), "1990-09-30");
}

#[test]
fn a_vague_visit_joins_the_dated_one_of_the_same_person() {
    let events = events(&[&consulate(), &visit_ru(), &visit_next()]);
    let of_yeltsin: Vec<_> =
        events.iter().filter(|event| event.people.iter().any(|name| name.contains("Yeltsin"))).collect();
    assert_eq!(of_yeltsin.len(), 1, "{events:#?}");
    assert_eq!(of_yeltsin[0].reports.len(), 2);
    assert_eq!(events.len(), 4);
}

/// A visit of one month, told in three languages by the side that each of them names first.
#[test]
fn a_capital_is_one_place_in_every_language_and_case() {
    let en = told("g.txt", "en", "2004-10-01", "President Roh Moo-hyun visited Moscow in September 2004.")
        .person("Roh Moo-hyun", "President/KOR")
        .event(
            "President Roh Moo-hyun visited Moscow in September 2004",
            "2004-09",
            EventKind::Visit,
            "KOR RUS",
        )
        .at("Moscow");
    let ru = |city: &str| {
        told(
            "h.txt",
            "ru",
            "2005-01-01",
            &format!("В сентябре 2004 года президент Но Му Хён посетил {city}."),
        )
        .person("Но Му Хён", "президент/KOR")
        .event(&format!("президент Но Му Хён посетил {city}"), "2004-09", EventKind::Visit, "RUS KOR")
        .at(city)
    };
    let ko = told("i.txt", "ko", "2006-01-01", "2004년 9월 노무현 대통령은 모스크바를 방문했다.")
        .person("노무현", "대통령/KOR")
        .event("노무현 대통령은 모스크바를 방문했다", "2004-09", EventKind::Visit, "RUS KOR")
        .at("모스크바");
    assert_eq!(events(&[&en, &ru("Москву"), &ko]).len(), 1);
    assert_eq!(events(&[&en, &ru("Казань"), &ko]).len(), 2);
}

#[test]
fn different_happenings_of_one_year_stay_apart() {
    let events = events(&[&ties_en(), &consulate()]);
    assert_eq!(events.len(), 3, "{events:#?}");
}

#[test]
fn a_plan_and_its_fulfilment_are_one_chain() {
    let plan = told("p.txt", "en", "2001-01-10", "President Putin will visit Seoul on 26 February 2001.")
        .person("Putin", "President/RUS")
        .event_that(
            "President Putin will visit Seoul on 26 February 2001",
            "2001-02-26",
            EventKind::Visit,
            "RUS KOR",
            EventStatus::Planned,
        );
    let done = told(
        "q.txt",
        "en",
        "2001-02-27",
        "President Putin arrived in Seoul on 26 February 2001 for a visit.",
    )
    .person("Putin", "President/RUS")
    .event(
        "President Putin arrived in Seoul on 26 February 2001 for a visit",
        "2001-02-26",
        EventKind::Visit,
        "RUS KOR",
    );
    let events = events(&[&plan, &done]);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].status, EventStatus::Occurred);
}

#[test]
fn two_acts_side_by_side_in_one_text_are_two() {
    let text = "On 5 May 1999 they signed a treaty on extradition. On 5 May 1999 they signed a memorandum on fishing.";
    let one = told("s.txt", "en", "1999-05-06", text)
        .event(
            "On 5 May 1999 they signed a treaty on extradition",
            "1999-05-05",
            EventKind::Agreement,
            "RUS KOR",
        )
        .event(
            "On 5 May 1999 they signed a memorandum on fishing",
            "1999-05-05",
            EventKind::Agreement,
            "RUS KOR",
        );
    assert_eq!(events(&[&one]).len(), 2);
}

#[test]
fn a_day_in_two_calendars_is_one() {
    let treaty = |origin: &str, day: &str, when: &str| {
        let text = format!("The treaty of friendship was signed in Seoul on {day} 1884.");
        told(origin, "en", "2000-01-01", &text).event(&text, when, EventKind::Agreement, "RUE KRE")
    };
    let events =
        events(&[&treaty("a.txt", "25 June", "1884-06-25"), &treaty("b.txt", "7 July", "1884-07-07")]);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].when.unwrap().to_string(), "1884-07-07");
}

#[test]
fn a_copy_is_no_second_witness() {
    let copy = |origin: &str| {
        told(
            origin,
            "en",
            "1990-10-01",
            "On September 30, 1990, the two states established diplomatic relations.",
        )
        .event(
            "On September 30, 1990, the two states established diplomatic relations",
            "1990-09-30",
            EventKind::Relations,
            "SUN KOR",
        )
    };
    let (one, two, other) = (copy("1.txt"), copy("2.txt"), ties_ru());
    let weight = |documents: &[&Told]| {
        let all = events(documents);
        assert_eq!(all.len(), 1);
        all[0].weight
    };
    assert!((weight(&[&one]) - weight(&[&one, &two])).abs() < 1e-9);
    assert!(weight(&[&one, &other]) > weight(&[&one, &two]));
}

#[test]
fn one_person_in_three_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        told("1.txt", "en", "2021-03-23", "Sergey Lavrov spoke.")
            .person("Sergey Lavrov", "Foreign Minister/RUS"),
        told("2.txt", "ru", "2021-03-23", "Выступил Сергей Лавров.").person("Сергей Лавров", "министр/RUS"),
        told("3.txt", "ko", "2021-03-23", "라브로프 장관").person("라브로프", ""),
        told("4.txt", "en", "2021-03-23", "Lavrov left.").person("Lavrov", ""),
        told("5.txt", "en", "2021-03-23", "Ivan Petrov stayed.").person("Ivan Petrov", "Ambassador/RUS"),
    ];
    let mut dossier = dossier(folder.path(), &texts.iter().collect::<Vec<_>>());
    let people = dossier.people(&everything()).unwrap();
    let names: Vec<(&str, u32)> =
        people.iter().map(|person| (person.name.as_str(), person.mentions)).collect();
    assert_eq!(names, [("Sergey Lavrov", 4), ("Ivan Petrov", 1)]);
}

#[test]
fn two_presidents_of_one_family_name_are_two() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        told("1.txt", "en", "1995-01-01", "Kim Young-sam spoke.").person("Kim Young-sam", "President/KOR"),
        told("2.txt", "en", "1999-01-01", "Kim Dae-jung spoke.").person("Kim Dae-jung", "President/KOR"),
        told("3.txt", "en", "1999-01-01", "Kim Jong-il spoke.").person("Kim Jong-il", "Chairman/PRK"),
    ];
    let mut dossier = dossier(folder.path(), &texts.iter().collect::<Vec<_>>());
    assert_eq!(dossier.people(&everything()).unwrap().len(), 3);
}

#[test]
fn one_treaty_by_two_names_of_one_day() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        told("1.txt", "en", "1992-11-21", "The Treaty on Basic Relations was signed on 19 November 1992.")
            .agreement(
                "The Treaty on Basic Relations was signed",
                "Treaty on Basic Relations",
                "1992-11-19",
                "RUS KOR",
            ),
        told("2.txt", "en", "2012-11-21", "In 1992 the treaty on basic relations followed.").agreement(
            "In 1992 the treaty on basic relations followed",
            "treaty on basic relations",
            "1992",
            "RUS KOR",
        ),
        told("3.txt", "en", "1992-11-21", "A fisheries treaty was signed on 19 November 1992.").agreement(
            "A fisheries treaty was signed",
            "fisheries treaty",
            "1992-11-19",
            "RUS KOR",
        ),
    ];
    let mut dossier = dossier(folder.path(), &texts.iter().collect::<Vec<_>>());
    let agreements = dossier.agreements(&everything()).unwrap();
    assert_eq!(agreements.len(), 2, "{agreements:#?}");
    assert_eq!(agreements.iter().map(|agreement| agreement.reports.len()).max(), Some(2));
}

/// Everything that the record says, as text.
fn record(dossier: &mut Dossier) -> String {
    let mut record = dossier.record(&everything()).unwrap();
    record.sources.sort_by_key(|source| source.id);
    serde_json::to_string_pretty(&record).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_record_does_not_depend_on_the_order_of_the_sources(
        order in Just((0..7usize).collect::<Vec<_>>()).prop_shuffle(),
        look in proptest::collection::vec(any::<bool>(), 7),
    ) {
        let documents = all();
        let straight_folder = tempfile::tempdir().unwrap();
        let mut straight = dossier(straight_folder.path(), &documents.iter().collect::<Vec<_>>());
        let shuffled_folder = tempfile::tempdir().unwrap();
        let mut shuffled = dossier(shuffled_folder.path(), &[]);
        for (at, look) in order.into_iter().zip(look) {
            add(&mut shuffled, &documents[at]);
            if look {
                // Folding in between must leave no trace.
                shuffled.timeline(&everything()).unwrap();
            }
        }
        let (left, right) = (record(&mut straight), record(&mut shuffled));
        prop_assert!(left == right, "{}", super::joins::first_difference(&left, &right));
    }
}
