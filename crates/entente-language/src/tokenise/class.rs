//! What kind of character stands there, as far as word boundaries care.

use entente_model::Letter as _;

/// Kinds of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// White space, controls, and marks without width that separate.
    Space,
    /// A small letter.
    Lower,
    /// A capital letter.
    Upper,
    /// A letter of a script without case.
    Letter,
    /// A digit.
    Digit,
    /// Combining marks and joiners: part of the word before them.
    Mark,
    /// Anything else.
    Other,
}

impl Class {
    pub(crate) const fn is_word(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Letter | Self::Digit | Self::Mark)
    }

    pub(crate) const fn is_letter(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Letter)
    }
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        let character = byte as u8;
        table[byte] = if character <= b' ' || character == 0x7F {
            Class::Space
        } else if character.is_ascii_lowercase() {
            Class::Lower
        } else if character.is_ascii_uppercase() {
            Class::Upper
        } else if character.is_ascii_digit() {
            Class::Digit
        } else {
            Class::Other
        };
        byte += 1;
    }
    table
};

/// The kind of a character.
#[inline]
pub(crate) fn class_of(character: char) -> Class {
    match ASCII.get(character as usize) {
        Some(class) => *class,
        None => beyond_ascii(character),
    }
}

fn beyond_ascii(character: char) -> Class {
    match character {
        '\u{430}'..='\u{45F}' => Class::Lower,
        '\u{400}'..='\u{42F}' => Class::Upper,
        '\u{AC00}'..='\u{D7A3}' => Class::Letter,
        '\u{200B}'
        | '\u{FEFF}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => Class::Space,
        '\u{200C}' | '\u{200D}' | '\u{AD}' | '\u{2060}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' => {
            Class::Mark
        }
        '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{20D0}'..='\u{20FF}' => Class::Mark,
        _ if character.is_whitespace() || character.is_control() => Class::Space,
        _ if character.is_lowercase() => Class::Lower,
        _ if character.is_uppercase() => Class::Upper,
        _ if character.is_numeric() => Class::Digit,
        _ if character.is_letter() => Class::Letter,
        _ => Class::Other,
    }
}
