//! Letters whose small form takes another room than they do, and marks in a row: wherever they stand, a reading keeps to the
//! text.

mod texts;

use entente_model::Language;
use entente_reading::Reader;
use texts::document;

/// "İ" grows when it is made small, "ẞ" and the Kelvin sign shrink.
const LETTERS: [char; 3] = ['İ', 'ẞ', '\u{212a}'];

#[test]
fn letters_of_another_size_in_small_move_no_offset() {
    let reader = Reader::new();
    for (lang, text) in [
        (
            "ko",
            "김세르게이 외교부 장관은 1990년 9월 30일 서울에서 세르게이 라브로프 장관을 만나 조약에 서명했다고 밝혔다.",
        ),
        ("ru", "Министр Сергей Лавров заявил, что 30 сентября 1990 года в Сеуле подписан договор."),
        (
            "en",
            "Foreign Minister Ana Quispe said that Peru and Kenya signed a treaty in Lima on 30 September 1990.",
        ),
    ] {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for (number, at) in places.into_iter().enumerate() {
            let letter = LETTERS[number % LETTERS.len()];
            for gap in ["", " "] {
                let written = format!("{}{letter}{gap}{}", &text[..at], &text[at..]);
                let reading = reader.read(&document(&written, Language::new(lang), Some("2024-05-05")));
                let chars: Vec<char> = written.chars().collect();
                let words =
                    |start: u32, end: u32| chars[start as usize..end as usize].iter().collect::<String>();
                for event in &reading.events {
                    assert_eq!(words(event.start, event.end), event.quote, "{written}");
                }
                for mention in reading.actors.iter().flat_map(|actor| &actor.mentions) {
                    assert_eq!(words(mention.start, mention.end), mention.text, "{written}");
                }
            }
        }
    }
}

#[test]
fn marks_in_a_row_end_no_reading() {
    for marks in ["'", "''", "", "’’’", "'-'-'", "-----"] {
        let text = format!(
            "Peru and Kenya adopted a Joint Declaration on a Gree{marks}rship for the years 2025 to 2030 in Lima on 3 May 2024."
        );
        let reading = texts::read(&text, Some("2024-05-05"));
        assert!(reading.agreements.iter().all(|agreement| text.contains(&agreement.name)), "{text}");
    }
}

#[test]
fn a_letter_longer_in_small_letters_is_cut_where_it_ends() {
    // Behind a figure, where words are cut into known parts: by the neutral tables, and in Korean.
    for (lang, text) in [("fr", "20İ 22"), ("fr", "79.11.20İ22 Berlin"), ("ko", "1988İ년́생 12İ월 3일")]
    {
        let reading = Reader::new().read(&document(text, Language::new(lang), Some("2024-05-05")));
        let chars: Vec<char> = text.chars().collect();
        for time in &reading.times {
            let words: String = chars[time.start as usize..time.end as usize].iter().collect();
            assert_eq!(words, time.text, "{text}");
        }
    }
}
