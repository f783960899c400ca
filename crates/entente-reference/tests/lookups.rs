//! What the tables say about days at borders, and what is found in sentences.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use entente_model::{Interval, Language, PartyCode};
use entente_reference::{NameKind, Reference};

fn code(text: &str) -> PartyCode {
    text.parse().unwrap()
}

fn when(text: &str) -> Interval {
    text.parse().unwrap()
}

fn english() -> Language {
    Language::new("en").unwrap()
}

fn found(text: &str) -> Vec<(String, String)> {
    let hits = Reference::embedded().mentions(text, english());
    hits.into_iter().map(|hit| (text[hit.range].to_owned(), hit.code.to_string())).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(form, code)| ((*form).to_owned(), (*code).to_owned())).collect()
}

#[test]
fn a_lasting_name_takes_the_state_of_its_day() {
    let reference = Reference::embedded();
    for (asked, day, expected) in [
        ("RUS", "1884", "RUE"),
        ("RUS", "1989-07", "SUN"),
        ("RUS", "1991-12-25", "SUN"),
        ("RUS", "1991-12-27", "RUS"),
        ("RUS", "1991", "SUN"),
        ("RUS", "1920-02-02", "RSF"),
        ("RUS", "18XX/19XX", "RUE"),
        ("KOR", "1884", "KRE"),
        ("KOR", "1910-08-29", "KRE"),
        ("KOR", "1930", "KOR"),
        ("KOR", "1990", "KOR"),
        ("PRK", "1990", "PRK"),
        ("KRE", "1995", "KOR"),
        ("TUR", "1914", "OTT"),
        ("TUR", "1923-10-29", "TUR"),
        ("DEU", "1975", "DEU"),
        ("DEU", "1941", "DEU"),
        ("DEU", "1947", "DEU"),
        ("AUT", "1908", "AUH"),
        ("AUT", "1940", "AUT"),
        ("CZE", "1970", "CSK"),
        ("SRB", "1914-07-28", "SRB"),
        ("SRB", "1999", "YUG"),
        ("SRB", "2004", "SCG"),
        ("EST", "1944-09", "EST"),
        ("CHN", "1900", "CHN"),
        ("ZWE", "1970", "RHO"),
        ("USA", "1850", "USA"),
        ("EUE", "1960", "EUE"),
    ] {
        assert_eq!(reference.resolve(code(asked), Some(when(day))), code(expected), "{asked} in {day}");
    }
    assert_eq!(reference.resolve(code("RUS"), None), code("RUS"));
}

#[test]
fn states_exist_on_their_border_days_and_not_beyond() {
    let reference = Reference::embedded();
    for (state, day, existed) in [
        ("SUN", "1922-12-29", false),
        ("SUN", "1922-12-30", true),
        ("SUN", "1991-12-26", true),
        ("SUN", "1991-12-27", false),
        ("KOR", "1948-08-14", false),
        ("KOR", "1948-08-15", true),
        ("DDR", "1990-10-03", false),
        ("EST", "1939", true),
        ("EST", "1960", false),
        ("LON", "1938", true),
        ("LON", "1950", false),
        ("UNO", "1945-10-23", false),
    ] {
        assert_eq!(reference.exists_on(code(state), when(day)), existed, "{state} on {day}");
    }
}

#[test]
fn the_longest_name_wins_and_words_are_whole() {
    assert_eq!(
        found("The U.S. and South Korea met the Soviet Union; South Koreans in Niger, not Nigeria."),
        pairs(&[
            ("U.S.", "USA"),
            ("South Korea", "KOR"),
            ("Soviet Union", "SUN"),
            ("South Koreans", "KOR"),
            ("Niger", "NER"),
            ("Nigeria", "NGA"),
        ])
    );
    assert!(found("He came to romania and the Chinatown.").is_empty());
}

#[test]
fn headings_in_capitals_and_hyphens_are_read() {
    assert_eq!(
        found("FRANCE–SAUDI ARABIA RELATIONS. Russo-Korean and U.S.-Japanese talks"),
        pairs(&[
            ("FRANCE", "FRA"),
            ("SAUDI ARABIA", "SAU"),
            ("Russo", "RUS"),
            ("Korean", "KOR"),
            ("U.S.", "USA"),
            ("Japanese", "JPN")
        ])
    );
}

#[test]
fn seats_and_capitals_stand_for_governments() {
    let reference = Reference::embedded();
    let hits = reference.mentions("The Kremlin told Cheong Wa Dae that Paris agreed.", english());
    let kinds: Vec<_> = hits.iter().map(|hit| (hit.code.to_string(), hit.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("RUS".to_owned(), NameKind::Seat),
            ("KOR".to_owned(), NameKind::Seat),
            ("FRA".to_owned(), NameKind::Capital)
        ]
    );
    assert_eq!(reference.capital_of(code("KOR"), english()), Some("Seoul"));
}
