//! The lines of a text with their places.

use std::ops::Range;

use entente_model::Letter as _;

/// Each line with its bytes, its line end among them.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let bytes = start..start + line.len();
        start = bytes.end;
        (bytes, line)
    })
}

/// How many bytes of a line the mark of a list's item takes, with the blanks around it: "(a) ", "1) ", "• ", "가. ", "② "; `None`
/// where none stands there.
pub(crate) fn item_mark(line: &str) -> Option<usize> {
    /// Digits of a number.
    const DIGITS: usize = 3;
    let rest = line.trim_start();
    let opened = rest.strip_prefix('(');
    let inner = opened.unwrap_or(rest);
    let digits = inner.len() - inner.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let letter = inner.chars().next().filter(|letter| letter.is_letter()).map_or(0, char::len_utf8);
    let counted = if (1..=DIGITS).contains(&digits) { digits } else { letter };
    let after = &inner[counted..];
    // A single letter and a stop are initials, but where letters have no cases.
    let caseless =
        inner.chars().next().is_some_and(|letter| !letter.is_lowercase() && !letter.is_uppercase());
    let tail = match (opened, after.chars().next()) {
        _ if counted == 0 => rest
            .strip_prefix([
                '-', '•', '*', '–', '—', '―', '─', '·', '▪', '‣', '○', '◦', '●', '□', '■', '▲', '◆', '◇', '▶',
            ])
            .or_else(|| rest.strip_prefix(|sign| ('①'..='⑳').contains(&sign))),
        (_, Some(')')) => Some(&after[1..]),
        (None, Some('.')) if counted == digits || caseless => Some(&after[1..]),
        // The Korean bullet looks like a letter.
        (None, Some(' ')) if inner.starts_with('ㅇ') => Some(after),
        _ => None,
    }?;
    Some(line.len() - tail.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::item_mark;

    #[test]
    fn items_are_told_by_their_marks() {
        for (line, rest) in [
            ("(a) Memorandum of Understanding", "Memorandum of Understanding"),
            ("  12. Protocol", "Protocol"),
            ("• Договор", "Договор"),
            ("б) Протокол", "Протокол"),
            ("가. 양해각서", "양해각서"),
            ("ㅇ 협정", "협정"),
            ("② 협정", "협정"),
        ] {
            assert_eq!(item_mark(line).map(|mark| &line[mark..]), Some(rest), "{line}");
        }
        for line in [
            "A memorandum was signed",
            "J. Smith signed it",
            "2024 was a year of talks",
            "",
            "(see below)",
            "а потом",
        ] {
            assert_eq!(item_mark(line), None, "{line}");
        }
    }
}
