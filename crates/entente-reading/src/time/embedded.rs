//! The grammars that come with the program.

use std::{collections::BTreeSet, sync::OnceLock};

use entente_model::Language;

use serde::Deserialize;

use super::{TimeGrammar, TimePackText};

macro_rules! packs {
    ($($code:literal),* $(,)?) => {
        [$(($code, TimePackText {
            words_file: concat!("packs/", $code, "/time-words.tsv"),
            words: include_str!(concat!("../../../../packs/", $code, "/time-words.tsv")),
            rules_file: concat!("packs/", $code, "/time-rules.tsv"),
            rules: include_str!(concat!("../../../../packs/", $code, "/time-rules.tsv")),
        })),*]
    };
}

static PACKS: &[(&str, TimePackText<'static>)] = &packs!["en", "ru", "ko", "de"];
static GRAMMARS: [OnceLock<Option<TimeGrammar>>; PACKS.len()] = [const { OnceLock::new() }; PACKS.len()];

/// The grammar of a language; a test makes sure that every pack compiles.
pub(super) fn grammar(language: Language) -> Option<&'static TimeGrammar> {
    let index = PACKS.iter().position(|(code, _)| *code == language.as_str())?;
    GRAMMARS[index].get_or_init(|| TimeGrammar::from_pack(&PACKS[index].1).ok()).as_ref()
}

/// Names of months in many languages, of the file by which pages are dated.
#[derive(Deserialize)]
struct Names {
    dates: Dates,
}

#[derive(Deserialize)]
struct Dates {
    /// The forms of each month, whatever the language.
    months: Vec<String>,
}

/// Their names with their months, as a words file has them.
fn months() -> Result<String, toml::de::Error> {
    let names: Names = toml::from_str(include_str!("../../../../packs/dates.toml"))?;
    let months = names.dates.months.iter().zip(1..).map(|(forms, month)| {
        // Languages share forms.
        let forms: BTreeSet<&str> = forms.split_whitespace().collect();
        format!("{}\tMONTH\t{month}\n", forms.into_iter().collect::<Vec<_>>().join(" "))
    });
    Ok(months.collect())
}

fn neutral_pack(words: &str) -> TimePackText<'_> {
    TimePackText {
        words_file: "packs/dates.toml",
        words,
        rules_file: "packs/und/time-rules.tsv",
        rules: include_str!("../../../../packs/und/time-rules.tsv"),
    }
}

/// The grammar of languages that have none of their own: dates in figures, and with names of months beside day and year.
pub(super) fn neutral() -> Option<&'static TimeGrammar> {
    static NEUTRAL: OnceLock<Option<TimeGrammar>> = OnceLock::new();
    NEUTRAL
        .get_or_init(|| {
            let words = months().ok()?;
            TimeGrammar::from_pack(&neutral_pack(&words)).ok()
        })
        .as_ref()
}

/// The text of the packs that come with the program.
pub fn embedded_packs() -> &'static [(&'static str, TimePackText<'static>)] {
    PACKS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{TimeContext, scan};

    #[test]
    fn the_neutral_grammar_compiles() {
        let words = months().expect("names of months");
        TimeGrammar::from_pack(&neutral_pack(&words)).expect("the neutral pack");
    }

    #[test]
    fn dates_are_read_in_languages_without_a_pack() {
        let grammar = neutral().expect("the neutral pack");
        for (text, values) in [
            ("Le 3 octobre 1990, une ambassade a été ouverte à Lima.", "1990-10-03"),
            ("El 1.º de mayo de 2004 entró en vigor; desde 1998 hay un consulado.", "2004-05-01 1998"),
            ("Umowę podpisano 17 czerwca 1991 r., a w 2011 r. prezydent przyjechał.", "1991-06-17 2011"),
            ("Antlaşma 4.12.1999 tarihinde imzalandı.", "1999-12-04"),
            ("A szerződést 1996. szeptember 16-án írták alá.", "1996-09-16"),
            ("1972年9月29日、共同声明が署名された。", "1972-09-29"),
            ("Deux mille tonnes, 2000 EUR, 192.168.1.2 et 12:30:45.", ""),
        ] {
            let found = scan(text, grammar, &TimeContext::default());
            let found: Vec<String> = found.times.iter().filter_map(|time| time.value.clone()).collect();
            assert_eq!(found.join(" "), values, "{text}");
        }
    }
}
