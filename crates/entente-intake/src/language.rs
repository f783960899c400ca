//! Which language a text is in.

use entente_model::{Language, Letter as _};
use rustc_hash::FxHashMap as HashMap;
use whatlang::{Detector, Lang, Script};

/// How many bytes are looked at.
const LOOKED_AT: usize = 16 * 1024;

/// How many bytes from the middle of a longer text most often tell: menus and credits stand at its ends.
const MIDDLE: usize = 1024;
/// From so many bytes on a text has a middle.
const LONG: usize = 4 * 1024;

/// Below this many letters a guess among all languages is worth little.
const FEW_LETTERS: usize = 120;

/// Of how many words small ones tell a language, and the share of the words that they must be: one in so many.
const TOLD_BY: usize = 60;
const ONE_IN: usize = 5;

/// The language of `text`; `None` where it cannot be told. `telling` are small words that tell a language at once.
pub(crate) fn detect(text: &str, telling: &HashMap<String, Language>) -> Option<Language> {
    let sample = &text[..text.floor_char_boundary(LOOKED_AT)];
    let (mut letters, mut hangul) = (0, 0);
    for char in sample.chars() {
        letters += usize::from(char.is_letter());
        hangul += usize::from(matches!(char, '\u{AC00}'..='\u{D7A3}'));
    }
    if letters < 8 {
        return None;
    }
    // Names in Latin letters and Chinese characters do not make a Korean text less Korean.
    if hangul * 3 > letters {
        return Language::new("ko");
    }
    let middle = middle(text);
    let told = by_words(middle.unwrap_or(sample), telling).or_else(|| middle.and_then(by_trigrams));
    if told.is_some() {
        return told;
    }
    let found = Detector::new().detect(sample)?;
    if found.is_reliable() || letters >= 10 * FEW_LETTERS {
        return Language::new(short_code(found.lang()));
    }
    // A short text: of the languages of its script only the great ones are likely.
    let usual = match found.script() {
        Script::Latin => vec![Lang::Eng, Lang::Deu, Lang::Fra, Lang::Spa],
        Script::Cyrillic => vec![Lang::Rus, Lang::Ukr],
        _ => return Language::new(short_code(found.lang())),
    };
    Detector::with_allowlist(usual).detect(sample).and_then(|found| Language::new(short_code(found.lang())))
}

/// The middle of a long text, which most often leaves no doubt: counting all its letters takes as long as reading it.
fn middle(text: &str) -> Option<&str> {
    if text.len() < LONG {
        return None;
    }
    let start = text.floor_char_boundary((text.len() - MIDDLE) / 2);
    Some(&text[start..text.floor_char_boundary(start + MIDDLE)])
}

/// The language whose small words a text is full of. Holding the trigrams of a thousand letters against those of all
/// languages takes as long as tagging them.
fn by_words(text: &str, telling: &HashMap<String, Language>) -> Option<Language> {
    let words = text.split(|letter: char| !letter.is_letter()).filter(|word| !word.is_empty());
    let (mut all, mut small, mut found) = (0, 0, None);
    for word in words {
        all += 1;
        if let Some(told) = telling.get(word) {
            // A text with the small words of two languages is in neither for sure.
            if found.get_or_insert(told) != &told {
                return None;
            }
            small += 1;
        }
    }
    found.copied().filter(|_| all >= TOLD_BY && small * ONE_IN >= all)
}

/// The language whose trigrams are those of a text, where that leaves no doubt.
fn by_trigrams(text: &str) -> Option<Language> {
    let found = Detector::new().detect(text).filter(whatlang::Info::is_reliable)?;
    Language::new(short_code(found.lang()))
}

/// The code of two letters where there is one.
fn short_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Kor => "ko",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Tuk => "tk",
        Lang::Hin => "hi",
        Lang::Urd => "ur",
        Lang::Ben => "bn",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Tha => "th",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Ell => "el",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    fn code(text: &str) -> Option<String> {
        super::detect(text, &crate::furniture::Furniture::embedded().telling)
            .map(|language| language.to_string())
    }

    #[test]
    fn the_languages_of_the_packs_are_told() {
        assert_eq!(code("The ministers met in Seoul and agreed on a new treaty.").as_deref(), Some("en"));
        assert_eq!(code("Министры встретились в Сеуле и подписали новый договор.").as_deref(), Some("ru"));
        assert_eq!(code("양국 장관은 서울(Seoul)에서 만나 새로운 조약에 서명했다.").as_deref(), Some("ko"));
        assert_eq!(
            code("Die Minister trafen sich in Berlin und unterzeichneten einen neuen Vertrag.").as_deref(),
            Some("de")
        );
    }

    #[test]
    fn small_words_tell_a_language_where_there_are_many() {
        let telling = &crate::furniture::Furniture::embedded().telling;
        let by_words = |text: &str| super::by_words(text, telling).map(|language| language.to_string());
        let english =
            "the envoy of the two states was asked to come back to the capital by the end of the week and ";
        assert_eq!(by_words(&english.repeat(4)).as_deref(), Some("en"));
        // Too few words, and words of another language.
        assert_eq!(by_words(english), None);
        let dutch =
            "de gezant was op weg naar de hoofdstad of is hij daar al en komt hij aan het eind van de week ";
        assert_eq!(by_words(&dutch.repeat(4)), None);
    }

    #[test]
    fn nothing_to_tell_from_gives_none() {
        assert_eq!(code("1990-09-30"), None);
        assert_eq!(code(""), None);
    }
}
