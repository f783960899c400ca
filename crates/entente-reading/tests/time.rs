//! Every pack reads the sentences written for it (`packs/*/time-cases.tsv`), and nothing that a text holds upsets the tagger.

// A pack that does not load, or a case that says nothing, fails the test: that is its use.
#![allow(clippy::unwrap_used)]

use std::{fmt::Write, fs, path::PathBuf};

use entente_model::{Interval, Language, TimexType};
use entente_reading::time::{Anchor, Anniversary, FoundTime, Scanned, TimeContext, TimeGrammar, find, scan};
use proptest::prelude::*;

fn grammar(code: &str) -> &'static TimeGrammar {
    TimeGrammar::embedded(Language::new(code).unwrap()).unwrap()
}

/// What a line of the cases says of one expression.
struct Wanted<'a> {
    words: &'a str,
    value: Option<&'a str>,
    set: bool,
    about: bool,
    from: Option<&'a str>,
    whole: Option<&'a str>,
    old: Option<&'a str>,
}

/// `words = value`, then `set`, `about`, `from EDTF`, `whole EDTF`, `old EDTF` where they are to be checked.
fn wanted(text: &str) -> Wanted<'_> {
    let (words, rest) = text.split_once(" = ").unwrap_or_else(|| panic!("`{text}` has no ` = `"));
    let mut parts = rest.split_whitespace();
    let value = parts.next().filter(|value| *value != "-");
    let mut wanted =
        Wanted { words: words.trim(), value, set: false, about: false, from: None, whole: None, old: None };
    while let Some(part) = parts.next() {
        match part {
            "set" => wanted.set = true,
            "about" => wanted.about = true,
            "from" => wanted.from = parts.next(),
            "whole" => wanted.whole = parts.next(),
            "old" => wanted.old = parts.next(),
            other => panic!("`{other}` says nothing, in `{text}`"),
        }
    }
    wanted
}

fn fits(wanted: &Wanted, found: &FoundTime, text: &str) -> bool {
    let edtf = |when: Option<Interval>| when.map(|when| when.to_string());
    let told = match &found.anchor {
        Some(Anchor::Told(when)) => Some(when.to_string()),
        _ => None,
    };
    text[found.range.clone()].eq_ignore_ascii_case(wanted.words)
        && found.value.as_deref() == wanted.value
        && wanted.set == (found.timex_type == TimexType::Set)
        && (!wanted.about || found.edtf.is_some_and(Interval::is_approximate))
        && wanted.from.is_none_or(|from| told.as_deref() == Some(from))
        && wanted.whole.is_none_or(|whole| edtf(found.whole).as_deref() == Some(whole))
        && wanted.old.is_none_or(|old| edtf(found.julian).as_deref() == Some(old))
}

fn said(found: &FoundTime, text: &str) -> String {
    let mut line = format!("{} = {}", &text[found.range.clone()], found.value.as_deref().unwrap_or("-"));
    if found.timex_type == TimexType::Set {
        line.push_str(" set");
    }
    if found.edtf.is_some_and(Interval::is_approximate) {
        line.push_str(" about");
    }
    if let Some(Anchor::Told(when)) = found.anchor {
        write!(line, " from {when}").unwrap();
    }
    if let Some(whole) = found.whole {
        write!(line, " whole {whole}").unwrap();
    }
    if let Some(old) = found.julian {
        write!(line, " old {old}").unwrap();
    }
    line
}

fn anniversary(text: &str, found: &[Anniversary]) -> bool {
    let (years, implied) = text.split_once(" = ").unwrap();
    found.iter().any(|found| {
        found.years.to_string() == years && found.implied.is_some_and(|year| year.to_string() == implied)
    })
}

/// Reads the sentences of a language; how many there are, and a line for each that is read otherwise.
fn misread(code: &str) -> (usize, String) {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs").join(code).join("time-cases.tsv");
    let file = fs::read_to_string(&path).unwrap();
    let (mut count, mut misread) = (0, String::new());
    let mut context = TimeContext::default();
    for (number, line) in
        file.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        let (text, expected) = line.split_once('\t').unwrap_or_else(|| panic!("{}: no tab", number + 1));
        if text == "published" {
            context.published = expected.parse().ok();
            continue;
        }
        count += 1;
        let Scanned { times: found, anniversaries, .. } = scan(text, grammar(code), &context);
        let all: Vec<&str> = expected.split(" ; ").filter(|part| *part != "-").collect();
        let times: Vec<Wanted> =
            all.iter().filter(|part| !part.starts_with('!')).map(|part| wanted(part)).collect();
        let right = times.len() == found.len()
            && times.iter().zip(&found).all(|(wanted, found)| fits(wanted, found, text))
            && all
                .iter()
                .filter_map(|part| part.strip_prefix('!'))
                .all(|part| anniversary(part, &anniversaries));
        if !right {
            let mut read: Vec<String> = found.iter().map(|found| said(found, text)).collect();
            read.extend(anniversaries.iter().map(|found| {
                format!(
                    "!{} = {}",
                    found.years,
                    found.implied.map_or("-".to_owned(), |year| year.to_string())
                )
            }));
            writeln!(misread, "{}: {text}\n    wants {expected}\n    reads {}", number + 1, read.join(" ; "))
                .unwrap();
        }
    }
    (count, misread)
}

fn reads_its_cases(code: &str, at_least: usize) {
    let (count, misread) = misread(code);
    assert!(count >= at_least, "{count} sentences");
    assert!(misread.is_empty(), "packs/{code}/time-cases.tsv\n{misread}");
}

#[test]
fn english_reads_its_sentences() {
    reads_its_cases("en", 300);
}

#[test]
fn russian_reads_its_sentences() {
    reads_its_cases("ru", 300);
}

#[test]
fn korean_reads_its_sentences() {
    reads_its_cases("ko", 300);
}

#[test]
fn german_reads_its_sentences() {
    reads_its_cases("de", 60);
}

/// Every expression lies on character borders, in order, and does not overlap the one before.
fn holds_together(text: &str, found: &[FoundTime]) {
    let mut end = 0;
    for time in found {
        assert!(text.get(time.range.clone()).is_some_and(|words| !words.is_empty()));
        assert!(time.range.start >= end);
        end = time.range.end;
    }
}

proptest! {
    #[test]
    fn no_text_upsets_the_tagger(text in "(\\PC|[0-9./: -]|May|year|ago|года|년|월|3|1990|[ ,.]){0,60}") {
        let context = TimeContext { published: "2024-05-14".parse().ok(), clock: None };
        for code in ["en", "ru", "ko", "de"] {
            holds_together(&text, &find(&text, grammar(code), &context));
            holds_together(&text, &find(&text, grammar(code), &TimeContext::default()));
        }
    }

    #[test]
    fn a_full_date_is_read_in_every_language(year in 1000_i16..2999, month in 1_i8..=12, day in 1_i8..=31) {
        let exists = entente_model::Day::new(year, month, day).map(|day| day.to_string());
        let names = [
            ("en", ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]),
            ("ru", ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]),
            ("de", ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]),
        ];
        for (code, months) in names {
            let month = months[usize::from(month.unsigned_abs()) - 1];
            let text = format!("{day} {month} {year}");
            let found = find(&text, grammar(code), &TimeContext::default());
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(&found[0].value, &exists, "{}", text);
        }
        let text = format!("{year}년 {month}월 {day}일");
        prop_assert_eq!(&find(&text, grammar("ko"), &TimeContext::default())[0].value, &exists, "{}", text);
    }
}

#[test]
fn a_text_of_one_word_or_of_digits_only_is_read_to_its_end() {
    let words = "may ".repeat(1 << 15) + "it was signed on 7 July 1884.";
    let digits = "7 ".repeat(1 << 15) + "7 July 1884";
    let figures = "1990".repeat(1 << 15);
    for text in [&words, &digits, &figures] {
        for code in ["en", "ru", "ko", "de"] {
            holds_together(text, &find(text, grammar(code), &TimeContext::default()));
        }
    }
    assert_eq!(find(&words, grammar("en"), &TimeContext::default()).len(), 1);
}
