//! Sentences of a text, and the clause of a sentence that is worth quoting.

use std::ops::Range;

use entente_model::Letter as _;

use crate::words::Words;

/// The most words of a quote; one that locates the claim and is still read at a glance.
const MOST_WORDS: usize = 25;

/// The sentences of a text as byte ranges without the white space around them; a line break always ends one.
pub(crate) fn sentences(text: &str, words: &Words) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let ends = match letter {
            '\n' => at >= start,
            '.' | '!' | '?' | '…' | '。' if at >= start => {
                let rest = &text[end..];
                ends_sentence(&text[start..at], letter, &rest[notes(rest)..], words)
            }
            _ => false,
        };
        if ends {
            push_trimmed(&mut found, text, start..end);
            start = end + notes(&text[end..]);
        }
    }
    push_trimmed(&mut found, text, start..text.len());
    found
}

/// Whether the mark after `before` ends a sentence: white space and a capital, a digit or a caseless letter must follow.
fn ends_sentence(before: &str, mark: char, rest: &str, words: &Words) -> bool {
    let next = rest.chars().next();
    if matches!(next, Some('"' | '”' | '»' | '’' | ')' | '\'')) {
        return rest.chars().nth(1).is_none_or(char::is_whitespace) && mark != '…';
    }
    if !next.is_none_or(char::is_whitespace) {
        // Korean pages lose the space after a full stop: "보냈습니다.1990년".
        let caseless = before.chars().next_back().is_some_and(|last| last.is_letter() && is_caseless(last));
        return caseless && next.is_some_and(|next| next.is_ascii_digit() || is_caseless(next));
    }
    let follows = rest.trim_start().chars().next();
    if follows.is_some_and(char::is_lowercase) {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let word = before.rsplit(|letter: char| letter.is_whitespace() || "(«\"".contains(letter)).next();
    let word = word.unwrap_or_default().to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_letter);
    // "in 1990 г. Россия" goes on, "в 1990 г." at the end of a line does not matter.
    !(initial || words.abbreviations.contains(&word))
}

/// The bytes of the numbers of footnotes that `rest` begins with: `[3][4]`.
fn notes(rest: &str) -> usize {
    const LONGEST: usize = 12;
    let mut at = 0;
    while rest[at..].starts_with('[') {
        match rest[at..].find(']') {
            Some(close) if close <= LONGEST && !rest[at..at + close].contains(char::is_whitespace) => {
                at += close + 1;
            }
            _ => break,
        }
    }
    at
}

fn is_caseless(letter: char) -> bool {
    letter.is_letter() && !letter.is_lowercase() && !letter.is_uppercase()
}

fn push_trimmed(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    let end = range.end - (piece.len() - piece.trim_end().len());
    if start < end {
        found.push(start..end);
    }
}

/// The part of a sentence to quote for what stands at `focus`: the whole if it is short, else the clauses around it.
pub(crate) fn clause(sentence: &str, focus: Range<usize>) -> Range<usize> {
    if count_words(sentence) <= MOST_WORDS {
        return 0..sentence.len();
    }
    let parts = parts(sentence);
    let mut first = parts.partition_point(|part| part.end <= focus.start).min(parts.len() - 1);
    let mut last = parts.partition_point(|part| part.start < focus.end).saturating_sub(1).max(first);
    let words = |from: usize, to: usize| count_words(&sentence[parts[from].start..parts[to].end]);
    loop {
        if last + 1 < parts.len() && words(first, last + 1) <= MOST_WORDS {
            last += 1;
        } else if first > 0 && words(first - 1, last) <= MOST_WORDS {
            first -= 1;
        } else {
            break;
        }
    }
    let range = parts[first].start..parts[last].end;
    let range = if count_words(&sentence[range.clone()]) > MOST_WORDS {
        window(sentence, &range, &focus)
    } else {
        range
    };
    trimmed(sentence, range)
}

/// Pieces between commas, semicolons, colons, dashes and brackets, together the whole sentence.
fn parts(sentence: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let bytes: Vec<(usize, char)> = sentence.char_indices().collect();
    for (number, &(at, letter)) in bytes.iter().enumerate() {
        let digit_after = bytes.get(number + 1).is_some_and(|(_, next)| next.is_ascii_digit());
        let ends = match letter {
            ',' | ':' => !digit_after,
            ';' | '–' | '—' => true,
            _ => false,
        };
        if ends {
            parts.push(start..at + letter.len_utf8());
            start = at + letter.len_utf8();
        }
    }
    if start < sentence.len() || parts.is_empty() {
        parts.push(start..sentence.len());
    }
    parts
}

/// The words around the focus, at most as many as a quote may have.
fn window(sentence: &str, range: &Range<usize>, focus: &Range<usize>) -> Range<usize> {
    let piece = &sentence[range.clone()];
    let mut words: Vec<Range<usize>> = Vec::new();
    for word in piece.split_whitespace() {
        let start = range.start + (word.as_ptr() as usize - piece.as_ptr() as usize);
        words.push(start..start + word.len());
    }
    let first = words.partition_point(|word| word.end <= focus.start);
    let last = words.partition_point(|word| word.start < focus.end).max(first + 1).min(words.len());
    let spare = MOST_WORDS.saturating_sub(last - first);
    let from = first.saturating_sub(spare / 2);
    let to = (from + MOST_WORDS).min(words.len());
    let from = to.saturating_sub(MOST_WORDS).min(from);
    match (words.get(from), words.get(to.saturating_sub(1))) {
        (Some(start), Some(end)) => start.start..end.end,
        _ => range.clone(),
    }
}

fn trimmed(sentence: &str, range: Range<usize>) -> Range<usize> {
    const EDGES: &[char] = &[' ', ',', ';', ':', '–', '—', '\u{a0}'];
    let piece = &sentence[range.clone()];
    let start = range.start + piece.len() - piece.trim_start_matches(EDGES).len();
    let end = range.end - (piece.len() - piece.trim_end_matches(EDGES).len());
    if start < end { start..end } else { range }
}

/// Words as a reader counts them.
pub(crate) fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_model::Language;
    use proptest::prelude::*;

    fn words(lang: &str) -> &'static Words {
        Words::of(Language::new(lang).unwrap()).unwrap()
    }

    fn split<'a>(lang: &str, text: &'a str) -> Vec<&'a str> {
        sentences(text, words(lang)).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        assert_eq!(
            split("en", "On Nov. 20, 1992, J. Smith came. He left."),
            ["On Nov. 20, 1992, J. Smith came.", "He left."]
        );
        assert_eq!(
            split("ru", "В 1990 г. Россия и Корея. Потом 5 млрд. Конец"),
            ["В 1990 г. Россия и Корея.", "Потом 5 млрд. Конец"]
        );
        assert_eq!(
            split("ko", "1990년에 수교했다. 이후 성장했다."),
            ["1990년에 수교했다.", "이후 성장했다."]
        );
    }

    #[test]
    fn a_short_sentence_is_quoted_whole_and_a_long_one_around_its_focus() {
        let short = "They met in 1990.";
        assert_eq!(&short[clause(short, 12..16)], short);
        let long = "He outlined the key dates of a history that nobody in the hall knew well before that evening: \
                    the opening of the mission in 1884; the communique of 1990; and the treaty of 1992, which all recall.";
        let at = long.find("1990").unwrap();
        let quote = &long[clause(long, at..at + 4)];
        assert!(quote.contains("communique of 1990") && count_words(quote) <= MOST_WORDS, "{quote}");
    }

    proptest! {
        #[test]
        fn a_clause_lies_in_its_sentence_and_holds_the_start_of_the_focus(
            sentence in "[a-zа-я가-나,;: ]{1,300}", from in 0usize..300,
        ) {
            let starts: Vec<usize> = sentence.char_indices().map(|(at, _)| at).collect();
            let focus = starts[from % starts.len()];
            let end = sentence[focus..].chars().next().map_or(focus, |letter| focus + letter.len_utf8());
            let found = clause(&sentence, focus..end);
            prop_assert!(sentence.get(found).is_some());
        }
    }
}
