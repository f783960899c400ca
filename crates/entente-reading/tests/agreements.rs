//! What counts as an instrument between states, when it was signed, and what is only a way of speaking.

// A pack that does not load, or a date of the table that does not parse, fails the test: that is its use.
#![allow(clippy::unwrap_used)]

use std::{fmt::Write, ops::Range};

use entente_model::{Interval, TimexType};
use entente_reading::{
    agreements::{self, AgreementContext, AgreementPack, FoundAgreement},
    quantities::TimeRange,
};
use proptest::prelude::*;

fn pack(language: &str) -> AgreementPack {
    AgreementPack::embedded(language).unwrap().unwrap()
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut next = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let start = next;
            next += line.len();
            start..start + line.trim_end().len()
        })
        .collect()
}

/// Dates are given as what they mean: "in 1992" as the year, "5 June 2019" through a table.
fn times(text: &str, dates: &[(&str, &str)]) -> Vec<TimeRange> {
    let mut times: Vec<TimeRange> = dates
        .iter()
        .flat_map(|(words, edtf)| {
            let interval: Interval = edtf.parse().unwrap();
            text.match_indices(words).map(move |(at, words)| TimeRange {
                range: at..at + words.len(),
                timex: TimexType::Date,
                interval: Some(interval),
            })
        })
        .collect();
    times.sort_by_key(|time| time.range.start);
    times
}

fn find(language: &str, text: &str, dates: &[(&str, &str)]) -> Vec<FoundAgreement> {
    find_with(language, text, dates, &AgreementContext::default())
}

fn find_with(
    language: &str,
    text: &str,
    dates: &[(&str, &str)],
    context: &AgreementContext,
) -> Vec<FoundAgreement> {
    agreements::find(text, &lines(text), &times(text, dates), &[], &pack(language), context)
}

fn render(language: &str, texts: &[&str], dates: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for text in texts {
        let _ = writeln!(out, "{text}");
        for found in find(language, text, dates) {
            let signed = found.signed.map_or("undated".to_owned(), |when| when.to_string());
            let steps: Vec<String> = found
                .steps
                .iter()
                .map(|step| {
                    let when = step.when.map(|when| format!(" {when}")).unwrap_or_default();
                    format!("{}{when}", step.kind.as_str())
                })
                .collect();
            let quote = &text[found.range.clone()];
            let _ = writeln!(
                out,
                "    {} · {} · {signed} · [{}] · “{quote}”",
                found.kind,
                found.name,
                steps.join(", ")
            );
        }
    }
    out
}

#[test]
fn english_instruments_read_as_a_careful_reader_would() {
    let dates = [
        ("13 August 2009", "2009-08-13"),
        ("2013", "2013"),
        ("1972", "1972"),
        ("1994", "1994"),
        ("May 5, 1991", "1991-05-05"),
        ("1992", "1992"),
        ("1978", "1978"),
        ("26 March 1979", "1979-03-26"),
        ("July 5, 1997", "1997-07-05"),
        ("1956", "1956"),
        ("1988", "1988"),
        ("1989", "1989"),
    ];
    insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!(render(
        "en",
        &[
            "The two governments signed a Memorandum of Understanding on defence cooperation in Abuja on 13 August 2009.",
            "It was followed by a bilateral air services agreement, which entered into force in 2013.",
            "The Treaty of Friendship and Cooperation (1972) remains in force.",
            "Under the 1994 Agreed Framework the reactors were frozen.",
            "An extradition treaty was signed by the foreign ministers on May 5, 1991.",
            "Poland denounced the Joint Declaration on Cooperation, signed in 1992, last March.",
            "A protocol amending the double taxation convention will be signed next year.",
            "Egypt signed the Camp David Accords in 1978 and a peace treaty with Israel on 26 March 1979.",
            "The Canada-Chile Free Trade Agreement came into effect on July 5, 1997.",
            "The Soviet-Japanese Joint Declaration of 1956 ended the state of war.",
            "They exchanged a trade memorandum in 1988 pledging help in opening offices in 1989.",
            "The ministers proposed a bilateral extradition agreement and opened negotiations on a tax treaty.",
            "They signed six agreements including a Trade Framework, an air services agreement and a letter of intent on research.",
            "The peace treaty between the Republic of Korea and the DPRK, which has not been signed, should be bilateral.",
        ],
        &dates
    )); });
}

#[test]
fn ways_of_speaking_are_none() {
    for text in [
        "The countries are in agreement on most issues.",
        "They found mutually acceptable compromises and agreements.",
        "Under this agreement no further steps are needed.",
        "We agreed to work together and to deal with the matter.",
        "By agreement of the parties the talks were closed.",
        "The supply deal is a sign of trust.",
        "The country did not sign the Non-Proliferation Treaty.",
        "The head of state protocol met the guests at the convention centre.",
        "An agreement has to be reached.",
    ] {
        let found: Vec<String> = find("en", text, &[]).into_iter().map(|found| found.name).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn an_instrument_told_of_twice_is_one() {
    let text = "Morocco recognized the state by signing a treaty of peace and friendship in 1786.\n\
        On June 23, 1786, a treaty of peace and friendship was signed at Marrakech.\n\
        The treaty was ratified in 1787.\n";
    let found = find("en", text, &[("in 1786", "1786"), ("June 23, 1786", "1786-06-23"), ("1787", "1787")]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].signed.map(|when| when.to_string()).as_deref(), Some("1786-06-23"));
    assert!(found[0].steps.iter().any(|step| step.kind == agreements::StepKind::Ratified));
}

#[test]
fn the_items_of_a_list_take_the_act_of_its_first_line() {
    let text = "The following documents were signed on 5 June 2019:\n\
        - Memorandum of Understanding on cooperation in agriculture;\n\
        - Agreement on legal assistance;\n\
        The sides welcomed the progress.\n\
        - Agreement on nothing at all.\n";
    let found = find("en", text, &[("5 June 2019", "2019-06-05")]);
    let names: Vec<&str> = found.iter().map(|found| found.kind.as_str()).collect();
    assert_eq!(names, ["memorandum", "agreement", "agreement"]);
    let signed: Vec<Option<String>> =
        found.iter().map(|found| found.signed.map(|when| when.to_string())).collect();
    // What stands behind the list is named, and nobody says that it was signed.
    assert_eq!(signed, [Some("2019-06-05".to_owned()), Some("2019-06-05".to_owned()), None]);
}

#[test]
fn russian_and_korean_instruments_are_found() {
    let ru = render(
        "ru",
        &[
            "В 2001 году стороны подписали Договор о добрососедстве, дружбе и сотрудничестве.",
            "Соглашение о безвизовом режиме вступило в силу в 2014 году.",
            "Стороны ведут переговоры о соглашении о свободной торговле.",
            "Меморандум о взаимопонимании подписан в Москве.",
        ],
        &[("2001 году", "2001"), ("2014 году", "2014")],
    );
    let ko = render(
        "ko",
        &[
            "1965년 양국은 ‘한일기본조약’에 서명했다.",
            "오늘 서명된 ‘투자협정’을 조기 발효시키기로 했다.",
            "정부는 자유무역협정 협상을 추진하고 있다.",
        ],
        &[("1965년", "1965"), ("오늘", "2002-03-22")],
    );
    insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!(format!("{ru}{ko}")); });
}

proptest! {
    #[test]
    fn any_text_gives_quotes_that_hold_their_nouns(text in "([0-9]{1,4}|[,.;()-]| |\n|treaty|agreements|signed|was|the|of|between|and|договор|подписан|협정|체결|\\PC){0,40}", language in "(en|ru|ko)") {
        for found in find(&language, &text, &[]) {
            prop_assert!(text.get(found.range.clone()).is_some());
            prop_assert!(found.range.start <= found.head.start && found.head.end <= found.range.end);
            prop_assert!(!found.name.is_empty());
        }
    }
}

#[test]
fn what_an_instrument_is_about_lists_it() {
    for (language, text) in [
        ("en", "A draft agreement on marine research has been on the table for years."),
        ("ru", "Продолжается согласование текста договора о выдаче преступников."),
    ] {
        let found = find(language, text, &[]);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].signed, None, "{text}");
    }
}

#[test]
fn dates_in_brackets_are_of_the_signing_unless_they_say_otherwise() {
    let text = "Договор о дружбе и сотрудничестве (Москва, 25 июня 1998 г.) открыл новую главу.";
    let found = find("ru", text, &[("25 июня 1998 г.", "1998-06-25")]);
    assert_eq!(found[0].signed.map(|when| when.to_string()).as_deref(), Some("1998-06-25"));
    let text = "- 사증면제협정 (2014년 11월 29일 발효)";
    let found = find("ko", text, &[("2014년 11월 29일", "2014-11-29")]);
    assert!(found.iter().all(|found| found.signed.is_none()), "{found:?}");
}

#[test]
fn an_act_without_an_instrument_is_an_agreement_of_its_day() {
    let text = "On 13 March 1912 the two kingdoms became allies. The treaty lapsed.";
    let at = text.find("On").unwrap()..text.find('.').unwrap();
    let context = AgreementContext {
        terms: vec![agreements::ComingToTerms {
            range: at,
            when: "1912-03-13".parse().unwrap(),
            parties: Vec::new(),
        }],
        ..AgreementContext::default()
    };
    let found = find_with("en", text, &[("13 March 1912", "1912-03-13")], &context);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].signed.map(|when| when.to_string()).as_deref(), Some("1912-03-13"));
}
