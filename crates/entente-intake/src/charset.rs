//! Bytes to characters: byte order marks, declarations, and guesses where there are none.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use entente_model::Warning;

use crate::IntakeError;

/// How many bytes are looked at to guess a charset.
const GUESSED_FROM: usize = 256 * 1024;

/// A text with what is known about its charset.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The characters, without a byte order mark.
    pub(crate) text: String,
    /// What went less than well.
    pub(crate) warnings: Vec<Warning>,
}

/// Decodes `bytes`; `declared` is the charset that the source itself or its carrier names.
///
/// # Errors
///
/// [`IntakeError::Binary`] for bytes that are no text in any charset.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, IntakeError> {
    let mut warnings = Vec::new();
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        lossy(encoding, &bytes[mark..], &mut warnings)
    } else if let Some(encoding) = utf16_without_mark(bytes) {
        warnings.push(guessed(encoding));
        lossy(encoding, bytes, &mut warnings)
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        Cow::Borrowed(text)
    } else {
        let encoding = choose(bytes, declared, &mut warnings);
        lossy(encoding, bytes, &mut warnings)
    };
    refuse_binary(&text)?;
    Ok(Decoded { text: text.into_owned(), warnings })
}

/// Decodes markup in the charset that it names itself.
///
/// # Errors
///
/// As [`decode`].
pub(crate) fn decode_markup(bytes: &[u8]) -> Result<String, IntakeError> {
    Ok(decode(bytes, crate::html::declared_charset(bytes).as_deref())?.text)
}

/// The charset of bytes that are not UTF-8 throughout and carry no mark.
fn choose(bytes: &[u8], declared: Option<&str>, warnings: &mut Vec<Warning>) -> &'static Encoding {
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = declared.filter(|&encoding| encoding != UTF_8)
        && !encoding.decode_without_bom_handling(bytes).1
    {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESSED_FROM)], true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    warnings.push(guessed(encoding));
    encoding
}

fn guessed(encoding: &'static Encoding) -> Warning {
    Warning::new("charset-guessed", format!("the charset is not named; {} was guessed", encoding.name()))
}

fn lossy<'b>(encoding: &'static Encoding, bytes: &'b [u8], warnings: &mut Vec<Warning>) -> Cow<'b, str> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    if malformed {
        let broken = text.matches('\u{FFFD}').count();
        warnings.push(Warning::new(
            "charset-broken",
            format!("{broken} characters are not valid {} and were replaced", encoding.name()),
        ));
    }
    text
}

/// A text in UTF-8 with a few broken bytes: at least ten good characters of several bytes for each broken one, or
/// hardly any broken byte among plain ASCII.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good >= 10 * broken
}

/// One or two stray zeros make no UTF-16.
const FEWEST_ZEROS: usize = 3;

/// UTF-16 shows by its zeros: Latin letters, blanks and line ends leave one byte of the pair zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = sample.len() / 2;
    // Blanks alone make up a tenth of a text; the other byte is hardly ever zero
    // in text (U+AC00, a frequent syllable, is one case).
    match (even, odd) {
        (even, odd) if odd >= FEWEST_ZEROS && odd * 12 > pairs && even * 4 < odd => Some(UTF_16LE),
        (even, odd) if even >= FEWEST_ZEROS && even * 12 > pairs && odd * 4 < even => Some(UTF_16BE),
        _ => None,
    }
}

/// Refuses what has too many control characters or characters that could not be decoded.
fn refuse_binary(text: &str) -> Result<(), IntakeError> {
    let sample_end = text.floor_char_boundary(1 << 20);
    let (mut chars, mut controls, mut broken) = (0usize, 0usize, 0usize);
    for char in text[..sample_end].chars() {
        chars += 1;
        match char {
            '\t' | '\n' | '\r' | '\u{C}' | '\u{85}' => {}
            '\u{FFFD}' => broken += 1,
            char if char.is_control() => controls += 1,
            _ => {}
        }
    }
    if controls * 50 > chars {
        return Err(IntakeError::Binary(format!("{controls} control characters in the first {chars}")));
    }
    if broken * 10 > chars {
        return Err(IntakeError::Binary(format!(
            "{broken} of the first {chars} characters cannot be decoded"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).expect("text").text
    }

    #[test]
    fn charsets_are_told_apart() {
        let russian = "Россия и Корея установили дипломатические отношения, и министры встретились в Москве.";
        let korean = "한국과 러시아는 1990년에 수교하였으며, 양국 장관은 모스크바에서 만났습니다.";
        assert_eq!(text(russian.as_bytes()), russian);
        assert_eq!(text(&encoding_rs::WINDOWS_1251.encode(russian).0), russian);
        assert_eq!(text(&encoding_rs::KOI8_U.encode(russian).0), russian);
        assert_eq!(text(&encoding_rs::EUC_KR.encode(korean).0), korean);
        for mark in [true, false] {
            let mut little = if mark { vec![0xFF, 0xFE] } else { vec![] };
            little.extend(korean.encode_utf16().flat_map(u16::to_le_bytes));
            assert_eq!(text(&little), korean);
            let mut big = if mark { vec![0xFE, 0xFF] } else { vec![] };
            big.extend(russian.encode_utf16().flat_map(u16::to_be_bytes));
            assert_eq!(text(&big), russian);
        }
    }

    #[test]
    fn a_mark_is_no_text() {
        assert_eq!(text(b"\xEF\xBB\xBFMoscow"), "Moscow");
    }

    #[test]
    fn a_declared_charset_wins_over_a_guess() {
        let bytes = encoding_rs::WINDOWS_1252.encode("Chargé d’affaires").0;
        let decoded = decode(&bytes, Some("windows-1252")).expect("text");
        assert_eq!(decoded.text, "Chargé d’affaires");
        assert!(decoded.warnings.is_empty());
    }

    #[test]
    fn one_broken_byte_does_not_spoil_a_text() {
        let mut bytes = "Россия и Корея. ".repeat(10).into_bytes();
        bytes.push(0xD0);
        let decoded = decode(&bytes, None).expect("text");
        assert!(decoded.text.starts_with("Россия и Корея."));
        assert_eq!(decoded.warnings[0].code, "charset-broken");
    }

    #[test]
    fn binary_is_refused() {
        let noise: Vec<u8> = (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise, None).expect_err("binary").code().as_str(), "binary");
    }
}
