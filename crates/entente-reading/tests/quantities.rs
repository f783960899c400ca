//! What counts as a quantity, and what does not, in sentences of many kinds.

// A pack that does not load, or a date of the table that does not parse, fails the test: that is its use.
#![allow(clippy::unwrap_used)]

use std::{fmt::Write, ops::Range};

use entente_reading::quantities::{self, FoundQuantity, QuantityContext, QuantityPack};
use proptest::prelude::*;

fn pack(language: &str) -> QuantityPack {
    QuantityPack::embedded(language).unwrap().unwrap()
}

/// Sentences one a line, so that no splitter stands between text and result.
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

fn find(language: &str, text: &str) -> Vec<FoundQuantity> {
    quantities::find(text, &lines(text), &[], &pack(language), &QuantityContext::default())
}

/// One line a quantity: value, unit, bound, role, measure, quote.
fn render(language: &str, text: &str) -> String {
    let mut out = String::new();
    for sentence in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let _ = writeln!(out, "{sentence}");
        for found in find(language, sentence) {
            let quote = &sentence[found.range.clone()];
            let _ = writeln!(
                out,
                "    {} {} · {} · {} · {} · “{quote}”",
                found.value, found.unit, found.bound, found.role, found.measure
            );
        }
    }
    out
}

#[test]
fn english_quantities_read_as_a_careful_reader_would() {
    insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!(render(
        "en",
        "
        Bilateral trade stood at 4.2 billion euros in 2019, an increase of 12% over the previous year.
        The two sides aim to raise the trade volume to 10 billion dollars by 2030.
        Some 3,000 Turkish companies operate in the country.
        About 1,200 Ghanaian students study in China and 45 scholarships were awarded last year.
        Between 1964 and 1990 more than 20,000 Vietnamese workers went to Czechoslovakia.
        The pipeline will be 1,224 kilometres long and carry 55 billion cubic metres of gas a year.
        Trade has grown tenfold since 2001 and tourism doubled.
        The loan carries a 2.5 percent interest rate over 25 years with a grace period of 7 years.
        The army numbered 250,000 men, of whom 12,000 were killed.
        Aid worth £3.5m was pledged by Britain; Canada would contribute C$20 million.
        Sweden took in 150 000 people and some 40 Hungarians returned.
        The border is about 900 km (560 miles) long.
        Between 15 and 20 percent of the exports are machines, against 20-30 percent before.
        He paid a six-day visit and served for over twenty years.
        Half a million tourists came, up more than 140 times since the beginning.
        The ministry trained three hundred and fifty anti-piracy officers and bought two dozen patrol boats.
        "
    )); });
}

#[test]
fn dates_labels_names_and_pairs_are_none() {
    for text in [
        "Article 5 of the treaty and Resolution 1701 were mentioned on page 14.",
        "The G20 summit, the Group of 77 and the Five Eyes met in Room 12.",
        "On 9/11 and at 10:30 a.m. they met in the 2+2 format for the third time.",
        "The two countries and both sides reaffirmed the ties of the two peoples.",
        "On June 22 talks began; the 30th anniversary fell in 1990, as did the 27th round.",
        "The Six-Party Talks and the Nine Bridges were discussed.",
        "France delivered H145 and AN-124 aircraft of the 4.0 type.",
        "[12] Blood brothers for 60 years, retrieved 3 May 2011",
        "Thousands of refugees and dozens of envoys came, one after the other.",
        "They won 3-1 and lost 2-4.",
        "One of the five permanent members objected, and no one else did.",
        "In 1990 relations were restored, and since 2001 exports matter.",
    ] {
        let found: Vec<String> =
            find("en", text).iter().map(|found| format!("{} {}", found.value, found.unit)).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn russian_quantities_read_as_a_careful_reader_would() {
    insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!(render(
        "ru",
        "
        Товарооборот вырос на 66 процентов и достиг 65 млрд долларов.
        Стороны поставили задачу довести объём торговли до 100 миллиардов долларов.
        В Узбекистане работают около 3 тыс. предприятий, а в вузах учатся более 60 тысяч студентов.
        За последние пять лет экспорт увеличился в 2,5 раза.
        Россия выделит 3,2 млрд рублей на строительство трёх школ.
        В этом году отмечается 80-летие Победы и 25 лет договора.
        21-й саммит открыли два президента, 15 мая 2024 года выступили две страны.
        "
    )); });
}

#[test]
fn korean_quantities_read_as_a_careful_reader_would() {
    insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!(render(
        "ko",
        "
        2023년 양국의 교역액은 794억 달러를 기록해 전년보다 9.4% 감소했다.
        양국은 2030년까지 교역 규모를 1천500억 달러로 늘리기로 했다.
        베트남에는 약 20만 명의 교민이 살고 있으며 올해는 수교 60주년이 되는 해다.
        정부는 2조 3천억 원을 투자할 예정이며 수출은 3배 이상 증가했다.
        구조 개혁과 여러 분야를 천명하고 두 정상은 10월 12일 제5차 회의를 열었다.
        "
    )); });
}

#[test]
fn a_bare_dollar_is_that_of_the_speaker() {
    let text = "The Government announced a new $500 million partnership.";
    let context = QuantityContext { dollar: Some("AUD".to_owned()), ..QuantityContext::default() };
    let found = quantities::find(text, &lines(text), &[], &pack("en"), &context);
    assert_eq!(found[0].unit, "AUD");
    assert_eq!(find("en", "Trade reached $181 million USD.")[0].unit, "USD");
    assert_eq!(find("en", "The Australian Government will pay $5 million.")[0].unit, "AUD");
    assert_eq!(find("en", "Australia exported goods worth $5 million to Chile.")[0].unit, "USD");
    assert_eq!(find("en", "We in Canada know what we owe: our country will pay $5 million.")[0].unit, "CAD");
}

#[test]
fn signs_of_letters_are_money_where_their_state_is_named() {
    let read = |text: &str, state: &'static str| -> Vec<String> {
        let context = QuantityContext { states: vec![state], ..QuantityContext::default() };
        let found = quantities::find(text, &lines(text), &[], &pack("en"), &context);
        found.iter().map(|found| format!("{} {}", found.value, found.unit)).collect()
    };
    assert_eq!(read("Trade with Botswana came to P2.1 billion.", "BW"), ["2100000000 BWP"]);
    assert_eq!(read("South Africa lent R300 million.", "ZA"), ["300000000 ZAR"]);
    assert_eq!(
        read("Kenya earned KSh 4.5 billion, Malaysia RM5 million.", "KE"),
        ["4500000000 KES", "5000000 MYR"]
    );
    // Names of a letter and a figure, and letters of another state's.
    assert!(read("The P5 met in Gaborone, and the K9 unit climbed R2.", "BW").is_empty());
    assert!(read("Trade came to P2.1 billion.", "KE").iter().all(|found| !found.contains("BWP")));
    assert_eq!(read("The border is 200km long.", "ZM"), ["200 kilometre"]);
}

#[test]
fn a_quote_occurs_once() {
    let text = "Trade reached $5 billion in France.\nTrade reached $5 billion in Spain.\n";
    for found in find("en", text) {
        assert_eq!(text.matches(&text[found.range.clone()]).count(), 1);
    }
}

proptest! {
    #[test]
    fn any_text_gives_quotes_that_hold_their_numbers(text in "([0-9]{1,5}|[$%€,.;()\\[\\]-]| |\n|million|percent|years|ships|of|the|two|лет|명|만|\\PC){0,40}", language in "(en|ru|ko)") {
        for found in find(&language, &text) {
            let quote = text.get(found.range.clone());
            prop_assert!(quote.is_some());
            prop_assert!(found.range.start <= found.number.start || found.unit.len() == 3);
            prop_assert!(found.number.end <= found.range.end);
            prop_assert!(found.value.is_finite());
            prop_assert!(!found.unit.is_empty());
        }
    }

    #[test]
    fn written_amounts_read_back(whole in 1_u32..999, tenth in 0_u32..10, scale in 0_usize..3) {
        let (word, factor) = [("million", 1e6), ("billion", 1e9), ("trillion", 1e12)][scale];
        let text = format!("Bilateral trade reached ${whole}.{tenth} {word} last year.");
        let found = find("en", &text);
        prop_assert_eq!(found.len(), 1);
        let wanted = (f64::from(whole) + f64::from(tenth) / 10.0) * factor;
        prop_assert!((found[0].value - wanted).abs() <= wanted * 1e-9);
    }
}

#[test]
fn shares_in_words_are_percentages_where_they_are_no_part_of_a_time() {
    let shares = |language: &str, text: &str| -> Vec<(f64, String)> {
        find(language, text).into_iter().map(|found| (found.value, found.unit)).collect()
    };
    for (language, text, value) in [
        ("en", "The town has lost a third of its turnover.", 33.0),
        ("en", "More than four fifths of them came from Peru.", 80.0),
        ("en", "Norway will bear half the cost of the road.", 50.0),
        ("ru", "Две трети нашей торговли приходится на Перу.", 67.0),
        ("ru", "Поставки выросли на четверть.", 25.0),
        ("ko", "어획량이 3분의 1 줄어들 것이다.", 33.0),
    ] {
        assert_eq!(shares(language, text), [(value, "percent".to_owned())], "{text}");
    }
    for (language, text) in [
        ("en", "We look to the second half of October."),
        ("en", "Half of the year is over."),
        ("ru", "Это было в первой половине века."),
        ("ru", "Четверть часа они молчали."),
    ] {
        assert_eq!(shares(language, text), [], "{text}");
    }
    // A share of a century is a length of time.
    for (language, text, years) in [
        ("en", "For half a century they kept silent.", 50.0),
        ("ru", "Четверть века они молчали.", 25.0),
        ("ko", "두 나라는 반세기 동안 침묵했다.", 50.0),
    ] {
        assert_eq!(shares(language, text), [(years, "year".to_owned())], "{text}");
    }
}

#[test]
fn korean_counters_count_what_stands_before_them() {
    for (text, value, unit) in [
        ("스페인 기업 800여 곳이 있다.", 800.0, "place"),
        ("양국은 투자협정 19건에 서명했다.", 19.0, "agreement"),
        ("인도는 주택 3300채를 지었다.", 3300.0, "house"),
        ("착공은 두 차례 미뤄졌다.", 2.0, "occasion"),
        ("배에는 예순네 명이 타고 있었다.", 64.0, "person"),
    ] {
        let found = find("ko", text);
        assert_eq!((found[0].value, found[0].unit.as_str()), (value, unit), "{text}");
    }
}

#[test]
fn what_multiplies_a_new_level_does_the_old_one() {
    for (language, text, value, unit) in [
        ("ru", "Торговля Кении и Перу выросла с 200 до 300 млн долларов.", 2e8, "USD"),
        ("en", "Trade between Kenya and Peru grew from 2 to 3 billion dollars.", 2e9, "USD"),
        ("ru", "Мост обошёлся примерно в полмиллиарда евро.", 5e8, "EUR"),
        ("en", "The bridge cost 6.5 billion CFA francs ($11.2 million).", 1.12e7, "USD"),
        ("en", "Some 500,000 Somalis live in Kenya.", 5e5, "person"),
    ] {
        let found = find(language, text);
        let told = |one: &FoundQuantity| (one.value - value).abs() < value * 1e-9 && one.unit == unit;
        let units: Vec<(f64, String)> = found.iter().map(|one| (one.value, one.unit.clone())).collect();
        assert!(found.iter().any(told), "{text}: {units:?}");
    }
}
