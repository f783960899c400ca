//! Classes of characters, quick where most texts are.

/// What a character is, as [`char`] itself tells, without its search through a table for the letters of English, Russian and
/// Korean, and for common punctuation.
pub trait Letter: Copy {
    /// [`char::is_alphabetic`].
    fn is_letter(self) -> bool;

    /// [`char::is_alphanumeric`].
    fn is_letter_or_digit(self) -> bool;
}

/// Whether a character is a letter for sure, is none for sure, or must be looked up.
#[inline]
const fn known(character: char) -> Option<bool> {
    match character {
        '\0'..='\x7F' => Some(character.is_ascii_alphabetic()),
        // Cyrillic, Korean syllables.
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{AC00}'..='\u{D7A3}' => Some(true),
        // General punctuation: dashes, quotation marks, special blanks.
        '\u{2000}'..='\u{206F}' => Some(false),
        _ => None,
    }
}

impl Letter for char {
    #[inline]
    fn is_letter(self) -> bool {
        known(self).unwrap_or_else(|| self.is_alphabetic())
    }

    #[inline]
    fn is_letter_or_digit(self) -> bool {
        match known(self) {
            Some(letter) => letter || self.is_ascii_digit(),
            None => self.is_alphanumeric(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_the_standard_library_says() {
        for character in '\0'..=char::MAX {
            assert_eq!(character.is_letter(), character.is_alphabetic(), "{character:?}");
            assert_eq!(character.is_letter_or_digit(), character.is_alphanumeric(), "{character:?}");
        }
    }
}
