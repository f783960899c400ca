//! What a text says of its own day: the last line of an act, a label among its first sentences; and where no day is its own.

use entente_model::{Interval, Letter as _};

use super::{
    Line, Page,
    metadata::{DATE_LINE, DATELINE, SERIES_LINES, date_line, label_of},
};
use crate::{
    dates::{self, Order},
    furniture::DateWords,
    published::{Candidate, Evidence},
};

/// The day of an act, told by its last line: "Done in Lusaka on 14 June 2023, in two originals".
pub(super) fn closing_day(page: &Page<'_>, words: &DateWords) -> Option<Candidate> {
    /// Among how many last lines it is looked for, and in how many of its bytes the day.
    const LAST: usize = 6;
    const REACH: usize = 120;
    let kept = page.lines.iter().rev().filter(|line| !line.trimmed.is_empty() && line.cut.is_none());
    let begins = |start: &str| {
        let lower = start.to_lowercase();
        let first = lower.split(|c: char| !c.is_letter()).next();
        first.is_some_and(|first| words.done.iter().any(|done| done == first))
    };
    kept.take(LAST).find_map(|line| {
        let start = &line.trimmed[..line.trimmed.floor_char_boundary(REACH)];
        let date = begins(start).then(|| dates::find(start, words))?.into_iter().next()?;
        let candidate = Candidate::new(Evidence::Text, date.value, date.clock, start);
        candidate.clear_day().is_some().then_some(candidate)
    })
}

/// A day with its label among the first sentences: "Compiled from press reports. Last updated: 15 March 2024."
pub(super) fn labelled_in_text(page: &Page<'_>, words: &DateWords) -> Option<Candidate> {
    let first =
        page.lines.iter().filter(|line| !line.trimmed.is_empty() && line.cut.is_none()).take(SERIES_LINES);
    let mut sentences = first
        .filter(|line| line.prose && line.trimmed.len() <= DATE_LINE)
        .flat_map(|line| line.trimmed.split_inclusive(". "));
    sentences.find_map(|sentence| {
        let date = dates::find(sentence, words).into_iter().next()?;
        let before = sentence[..date.range.start].trim_end().strip_suffix(':')?;
        let label = label_of(&before.to_lowercase(), words)?;
        let candidate = Candidate::new(label.evidence(), date.value, date.clock, sentence);
        candidate.clear_day().is_some().then_some(candidate)
    })
}

/// Whether days or months on lines of their own, one after the other, head what happened then: none of them dates the text. News
/// below a story has older days.
pub(super) fn is_chronicle(page: &Page<'_>, words: &DateWords) -> bool {
    /// How many make a chronicle.
    const LEAST: usize = 3;
    let filled: Vec<&Line<'_>> = page.lines.iter().filter(|line| !line.trimmed.is_empty()).collect();
    let heads = |pair: &[&Line<'_>]| {
        let line = pair[0];
        let short = line.trimmed.len() <= DATELINE && line.cut.is_none() && pair[1].prose;
        let digits = short && line.trimmed.bytes().any(|byte| byte.is_ascii_digit());
        let found = digits.then(|| date_line(line.trimmed, words)).flatten()?;
        (found.alone && found.candidate.evidence == Evidence::Line)
            .then(|| found.candidate.interval(Some(Order::DayFirst)))
            .flatten()
    };
    let told: Vec<Interval> = filled.windows(2).filter_map(heads).collect();
    told.len() >= LEAST
        && told.windows(2).all(|pair| pair[0].earliest() <= pair[1].earliest())
        && told.first() != told.last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::Furniture;

    fn days(text: &str) -> [Option<String>; 2] {
        let (page, words) = (Page::new(text), &Furniture::embedded().dates);
        let day = |found: Option<Candidate>| Some(found?.interval(None)?.to_string());
        [closing_day(&page, words), labelled_in_text(&page, words)].map(day)
    }

    #[test]
    fn the_last_line_of_an_act_tells_its_day() {
        for (text, day) in [
            ("The Parties agreed.\n\nDone in Lusaka on 14 June 2023, in two originals.\n", "2023-06-14"),
            (
                "Стороны условились.\n\nСовершено в Астане 12 октября 2022 года на казахском языке.\n",
                "2022-10-12",
            ),
        ] {
            assert_eq!(days(text)[0].as_deref(), Some(day), "{text}");
        }
        assert_eq!(days("The treaty was signed on 3 May 1997.\n")[0], None);
    }

    #[test]
    fn a_label_among_the_first_sentences_tells_the_day() {
        let text = "A chronology\n\nCompiled from what the press reported at the time. Last updated: 15 March 2024.\n";
        assert_eq!(days(text)[1].as_deref(), Some("2024-03-15"));
        assert_eq!(days("They met on 3 May 1997 in the old town hall of Lima.\n")[1], None);
    }

    #[test]
    fn days_that_head_what_happened_then_are_of_no_publication() {
        let words = &Furniture::embedded().dates;
        let told = "The two ministers met in the capital and signed a protocol on fishing.";
        let text = format!("A crisis\n\n12 May 1991\n{told}\n\n13 May 1991\n{told}\n\n14 May 1991\n{told}\n");
        assert!(is_chronicle(&Page::new(&text), words));
        let news = format!("A visit\n\n14 May 1991\n{told}\n\n13 May 1991\n{told}\n\n12 May 1991\n{told}\n");
        assert!(!is_chronicle(&Page::new(&news), words));
    }
}
