//! Does a form of the tables stand at a place of a text?

use entente_model::Letter as _;

/// How letters are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// As written.
    Exact,
    /// The text is in capitals.
    Capitals,
}

/// The length in bytes of `form` at the start of `text`, or `None`.
///
/// A space of the form may be any short run of white space, an apostrophe any apostrophe, a hyphen any hyphen; ё and е
/// count as one letter.
pub(crate) fn prefix_len(form: &str, text: &str, case: Case) -> Option<usize> {
    let mut rest = text;
    let mut first = true;
    for wanted in form.chars() {
        let found = rest.chars().next()?;
        if wanted == ' ' {
            rest = skip_space(rest)?;
            continue;
        }
        // Forms in small letters (Russian adjectives) may begin a sentence.
        let same = same_letter(wanted, found, case)
            || (first && wanted.is_lowercase() && same_letter(wanted, found, Case::Capitals));
        if !same {
            return None;
        }
        rest = &rest[found.len_utf8()..];
        first = false;
    }
    Some(text.len() - rest.len())
}

fn same_letter(wanted: char, found: char, case: Case) -> bool {
    let (wanted, found) = (fold(wanted), fold(found));
    wanted == found || (case == Case::Capitals && wanted.to_uppercase().eq(std::iter::once(found)))
}

/// One character for all that are written for one another.
pub(crate) fn fold(letter: char) -> char {
    match letter {
        'ё' => 'е',
        'Ё' => 'Е',
        '’' | '‘' | 'ʼ' | '`' | '′' => '\'',
        '‐' | '‑' | '–' | '—' => '-',
        _ => letter,
    }
}

/// Up to three white-space characters, of which at most one ends a line.
fn skip_space(text: &str) -> Option<&str> {
    let mut rest = text;
    let mut lines = 0;
    for count in 0..=3 {
        let Some(next) = rest.chars().next().filter(|letter| letter.is_whitespace()) else {
            return (count > 0).then_some(rest);
        };
        lines += usize::from(next == '\n');
        if lines > 1 {
            return None;
        }
        rest = &rest[next.len_utf8()..];
    }
    None
}

/// The letters and digits that `text` begins with.
pub(crate) fn first_word(text: &str) -> &str {
    // Most words are nothing but plain letters.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let more = text[plain..].find(|letter: char| !letter.is_letter_or_digit());
    &text[..more.map_or(text.len(), |more| plain + more)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_apostrophes_and_hyphens_vary() {
        assert_eq!(prefix_len("South Korea", "South\n Korea and", Case::Exact), Some(12));
        assert_eq!(prefix_len("South Korea", "South\n\nKorea", Case::Exact), None);
        assert_eq!(prefix_len("N'Djamena", "N’Djamena", Case::Exact), Some("N’Djamena".len()));
        assert_eq!(prefix_len("Соединённые", "Соединенные", Case::Exact), Some(22));
        assert_eq!(prefix_len("Saudi Arabia", "SAUDI ARABIA", Case::Capitals), Some(12));
        assert_eq!(prefix_len("Saudi Arabia", "SAUDI ARABIA", Case::Exact), None);
    }
}
