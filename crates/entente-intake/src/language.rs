//! Which language a text is in.

use entente_model::Language;
use whatlang::{Detector, Lang, Script};

/// How many bytes are looked at.
const LOOKED_AT: usize = 16 * 1024;

/// How many bytes from the middle of a longer text most often tell: menus and credits stand at its ends.
const MIDDLE: usize = 1024;
/// From so many bytes on a text has a middle.
const LONG: usize = 4 * 1024;

/// Below this many letters a guess among all languages is worth little.
const FEW_LETTERS: usize = 120;

/// The language of `text`; `None` where it cannot be told.
pub(crate) fn detect(text: &str) -> Option<Language> {
    let sample = &text[..text.floor_char_boundary(LOOKED_AT)];
    let (mut letters, mut hangul) = (0, 0);
    for char in sample.chars() {
        letters += usize::from(char.is_alphabetic());
        hangul += usize::from(matches!(char, '\u{AC00}'..='\u{D7A3}'));
    }
    if letters < 8 {
        return None;
    }
    // Names in Latin letters and Chinese characters do not make a Korean text less Korean.
    if hangul * 3 > letters {
        return Language::new("ko");
    }
    if let Some(language) = by_middle(text) {
        return Some(language);
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

/// The language of the middle of a long text, where that leaves no doubt: counting all its letters takes as long as
/// reading it.
fn by_middle(text: &str) -> Option<Language> {
    if text.len() < LONG {
        return None;
    }
    let start = text.floor_char_boundary((text.len() - MIDDLE) / 2);
    let middle = &text[start..text.floor_char_boundary(start + MIDDLE)];
    let found = Detector::new().detect(middle).filter(whatlang::Info::is_reliable)?;
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
        super::detect(text).map(|language| language.to_string())
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
    fn nothing_to_tell_from_gives_none() {
        assert_eq!(code("1990-09-30"), None);
        assert_eq!(code(""), None);
    }
}
