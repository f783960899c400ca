//! Text to words.
//!
//! One pass: runs of visible characters are cut into words by the characters and their neighbours, then single
//! words are cut further by the rules of the pack (contractions, clitics, units). Every byte that is not white
//! space lies in exactly one word.

mod class;
mod split;

use crate::rules::Rules;
pub(crate) use crate::tokenise::class::{Class, class_of};

/// White space between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Written together.
    None,
    /// On the same line.
    Space,
    /// A line break.
    Line,
    /// An empty line, or the start of the text.
    Blank,
}

/// A word as cut out: bytes and the white space before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RawToken {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) gap: Gap,
}

/// Longest run of visible characters that is looked at as one: beyond it (no language writes such words) the run
/// is cut, which keeps the work bounded.
const LONGEST_CHUNK: usize = 2048;

/// Cuts a text into words.
pub(crate) fn tokenise(text: &str, rules: &Rules) -> Vec<RawToken> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    let mut gap = Gap::Blank;
    let mut lines = 0;
    let mut chunk_start = None;
    for (at, character) in text.char_indices() {
        let space = class_of(character) == Class::Space;
        match chunk_start {
            None if space => {
                gap = gap.max(Gap::Space);
                if matches!(character, '\n' | '\u{2028}' | '\u{2029}' | '\u{c}') {
                    lines += 1;
                    let paragraph = lines > 1 || character != '\n' && character != '\u{2028}';
                    gap = gap.max(if paragraph { Gap::Blank } else { Gap::Line });
                }
            }
            None => chunk_start = Some(at),
            Some(start) if space || at - start >= LONGEST_CHUNK => {
                split::chunk(text, start..at, gap, rules, &mut tokens);
                chunk_start = (!space).then_some(at);
                lines = u32::from(character == '\n');
                gap = match (space, character) {
                    (false, _) => Gap::None,
                    (true, '\n') => Gap::Line,
                    (true, _) => Gap::Space,
                };
            }
            Some(_) => {}
        }
    }
    if let Some(start) = chunk_start {
        split::chunk(text, start..text.len(), gap, rules, &mut tokens);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Packs;

    fn words<'t>(language: &str, text: &'t str) -> Vec<&'t str> {
        let pack = Packs::embedded().by_code(language).expect("embedded pack");
        tokenise(text, pack.rules())
            .iter()
            .map(|token| &text[token.start as usize..token.end as usize])
            .collect()
    }

    #[test]
    fn english_clitics_abbreviations_and_numbers() {
        assert_eq!(
            words("en", "The U.S. didn't pay $3.5 billion (2,000 men's wages)."),
            [
                "The", "U.S.", "did", "n't", "pay", "$", "3.5", "billion", "(", "2,000", "men", "'s",
                "wages", ")", "."
            ]
        );
        assert_eq!(
            words("en", "well-known co-chair cannot"),
            ["well", "-", "known", "co-chair", "can", "not"]
        );
        assert_eq!(words("en", "Mr. A. B. Smith left..."), ["Mr.", "A.", "B.", "Smith", "left", "..."]);
        assert_eq!(
            words("en", "see https://example.org/a?b=1, 5pm"),
            ["see", "https://example.org/a?b=1", ",", "5", "pm"]
        );
        assert_eq!(words("en", "the 1990s' end.Then"), ["the", "1990s", "'", "end", ".", "Then"]);
    }

    #[test]
    fn russian_hyphens_and_years() {
        assert_eq!(
            words("ru", "В 1990 г. научно-технический обмен, т.е. «дружба»."),
            ["В", "1990", "г.", "научно-технический", "обмен", ",", "т.е.", "«", "дружба", "»", "."]
        );
    }

    #[test]
    fn korean_sentences_written_together_come_apart() {
        assert_eq!(words("ko", "방문했다.그는 3.5배"), ["방문했다", ".", "그는", "3.5배"]);
    }

    proptest! {
        #[test]
        fn every_visible_byte_lies_in_one_word(text in "(\\PC|[ \\n.'’$%/@:-]|\\u{0}|\\u{200b}|\\u{301}|n't|다\\.){0,60}") {
            for pack in Packs::embedded().iter() {
                let tokens = tokenise(&text, pack.rules());
                let mut at = 0;
                for token in &tokens {
                    let (start, end) = (token.start as usize, token.end as usize);
                    prop_assert!(start >= at && end > start);
                    prop_assert!(text[at..start].chars().all(|c| class_of(c) == Class::Space));
                    prop_assert_eq!(token.gap == Gap::None, start == at && at > 0);
                    prop_assert!(text.get(start..end).is_some());
                    at = end;
                }
                prop_assert!(text[at..].chars().all(|c| class_of(c) == Class::Space));
            }
        }
    }
}
