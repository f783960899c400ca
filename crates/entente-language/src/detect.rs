//! Which language a text is in.

use entente_model::{Language, Letter as _};

use crate::{Packs, Script};

/// Characters looked at: a page is enough, and the work stays bounded.
const SAMPLE: usize = 6000;

impl Packs {
    /// The language of a text; `None` when it holds no letters to go by.
    ///
    /// The script decides where one pack owns it; between languages of one script the frequent words of the packs
    /// do. A language without a pack is named all the same, so that a reader can say which one it was.
    pub fn detect(&self, text: &str) -> Option<Language> {
        let sample: String = text.chars().take(SAMPLE).collect();
        let script = main_script(&sample)?;
        let best = self
            .iter()
            .filter(|pack| pack.script() == script)
            .map(|pack| (frequent_share(&sample, |word| pack.rules().is_frequent(word)), pack.language()))
            .max_by(|left, right| left.0.total_cmp(&right.0));
        match best {
            Some((_, language)) if script == Script::Hangul => Some(language),
            Some((share, language)) if share >= 0.15 => Some(language),
            // Of a line or two the trigrams take one language for its neighbour; the frequent words then know better.
            _ => {
                let (name, sure) = named(&sample).unzip();
                let known = best.filter(|(share, _)| *share > 0.0).map(|(_, language)| language);
                if sure == Some(true) { name.or(known) } else { known.or(name) }
            }
        }
    }
}

/// The script that most letters belong to. Hangul wins early: Korean texts hold Latin names and Chinese characters.
fn main_script(text: &str) -> Option<Script> {
    let (mut latin, mut cyrillic, mut hangul, mut other) = (0_usize, 0_usize, 0_usize, 0_usize);
    for character in text.chars().filter(|character| character.is_letter()) {
        match character {
            '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => latin += 1,
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}' => hangul += 1,
            _ => other += 1,
        }
    }
    let weights = [
        (hangul * 3, Script::Hangul),
        (cyrillic, Script::Cyrillic),
        (latin, Script::Latin),
        (other, Script::Other),
    ];
    weights
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .map(|(_, script)| script)
}

/// The share of words that are among the frequent ones of a language.
fn frequent_share(text: &str, is_frequent: impl Fn(&str) -> bool) -> f64 {
    let words = text.split(|character: char| !character.is_letter_or_digit()).filter(|word| !word.is_empty());
    let (mut all, mut frequent) = (0_usize, 0_usize);
    for word in words {
        all += 1;
        frequent += usize::from(is_frequent(word));
    }
    frequent as f64 / all.max(1) as f64
}

/// The language as the trigrams of `whatlang` name it, and whether they are sure of it.
fn named(text: &str) -> Option<(Language, bool)> {
    let info = whatlang::detect(text)?;
    let code = info.lang().code();
    let short = TWO_LETTERS.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| *short);
    Some((Language::new(short)?, info.is_reliable()))
}

/// Codes of three letters that have one of two (ISO 639).
const TWO_LETTERS: [(&str, &str); 66] = [
    ("afr", "af"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("vie", "vi"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        Packs::embedded().detect(text).map(|language| language.to_string())
    }

    #[test]
    fn packs_know_their_languages() {
        assert_eq!(code("The two presidents met in the capital and signed a treaty.").as_deref(), Some("en"));
        assert_eq!(code("Президенты встретились в столице и подписали договор.").as_deref(), Some("ru"));
        assert_eq!(code("양국 정상은 서울(Seoul)에서 만나 조약에 서명했다.").as_deref(), Some("ko"));
    }

    #[test]
    fn languages_without_a_pack_are_named() {
        let german =
            "Die beiden Präsidenten trafen sich gestern in der Hauptstadt und unterzeichneten einen Vertrag.";
        assert_eq!(code(german).as_deref(), Some("de"));
        let french = "Les deux présidents se sont rencontrés hier dans la capitale et ont signé un traité.";
        assert_eq!(code(french).as_deref(), Some("fr"));
        let ukrainian =
            "Президенти зустрілися вчора у столиці та підписали договір про дружбу і співробітництво.";
        assert_eq!(code(ukrainian).as_deref(), Some("uk"));
    }

    #[test]
    fn no_letters_no_language() {
        assert_eq!(code("1234 — 56 % \u{0}"), None);
        assert_eq!(code(""), None);
    }
}
