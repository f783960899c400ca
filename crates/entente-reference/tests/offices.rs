//! Who held an office on a day.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use entente_model::{Interval, Language, PartyCode};
use entente_reference::Reference;

fn holder(office: &str, of: &str, when: &str) -> Vec<&'static str> {
    let (of, when): (PartyCode, Interval) = (of.parse().unwrap(), when.parse().unwrap());
    Reference::embedded().holders(office, of, when).iter().map(|tenure| tenure.person).collect()
}

#[test]
fn offices_change_hands_on_their_day() {
    assert_eq!(holder("president", "KOR", "1989-06"), ["Roh Tae-woo"]);
    assert_eq!(holder("president", "KOR", "1993-02"), ["Roh Tae-woo", "Kim Young-sam"]);
    assert_eq!(holder("president", "KOR", "1993-02-25"), ["Kim Young-sam"]);
    assert_eq!(holder("crown-prince", "SAU", "2015-03"), ["Muqrin bin Abdulaziz"]);
    assert_eq!(holder("crown-prince", "SAU", "2016-03-06"), ["Mohammed bin Nayef"]);
    assert_eq!(holder("foreign-minister", "RUS", "2021-03-23"), ["Sergey Lavrov"]);
    assert_eq!(holder("monarch", "RUE", "1884"), ["Alexander III"]);
    assert_eq!(holder("president", "KOR", "1890"), Vec::<&str>::new());
}

#[test]
fn envoys_are_found_by_both_ends() {
    let reference = Reference::embedded();
    let (rus, kor) = ("RUS".parse().unwrap(), "KOR".parse().unwrap());
    let names: Vec<_> =
        reference.envoys(rus, kor, "2006".parse().unwrap()).iter().map(|tenure| tenure.person).collect();
    assert_eq!(names, ["Gleb Ivashentsov"]);
}

#[test]
fn a_name_in_any_script_leads_to_the_offices() {
    let reference = Reference::embedded();
    for name in ["Roh Moo-hyun", "Roh Mu-hyun", "노무현", "Но Му Хён", "ROH MOO HYUN"] {
        let offices: Vec<_> = reference.offices_of(name).iter().map(|tenure| tenure.office).collect();
        assert_eq!(offices, ["president"], "{name}");
    }
    let lavrov: Vec<_> = reference.people_named("라브로프").map(|person| person.name).collect();
    assert_eq!(lavrov, ["Sergey Lavrov"]);
    assert_eq!(reference.people_named("Буш").count(), 0);
    assert_eq!(reference.people_named("Джордж Буш").count(), 2);
    assert_eq!(reference.offices_of("John Q. Public"), Vec::<&entente_reference::Tenure>::new());
}

#[test]
fn titles_lead_to_offices() {
    let reference = Reference::embedded();
    let lang = |code| Language::new(code).unwrap();
    let usa = "USA".parse().ok();
    assert_eq!(reference.office_of_title("Foreign Minister", None, lang("en")), Some("foreign-minister"));
    assert_eq!(reference.office_of_title("Secretary of State", usa, lang("en")), Some("foreign-minister"));
    assert_eq!(reference.office_of_title("Secretary of State", None, lang("en")), None);
    assert_eq!(reference.office_of_title("대통령", None, lang("ko")), Some("president"));
    assert_eq!(reference.office_of_title("Tennis coach", None, lang("en")), None);
}
