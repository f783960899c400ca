//! What follows the text: teasers of other stories, lists of references and links.

use std::ops::Range;

use entente_model::Letter as _;

use super::{Page, Reason};
use crate::furniture::Furniture;

pub(super) fn mark(page: &mut Page<'_>, furniture: &Furniture) {
    contents(page, furniture);
    teasers(page, furniture);
    references(page, furniture);
}

/// `Contents` and the numbered headings below it.
fn contents(page: &mut Page<'_>, furniture: &Furniture) {
    let is_heading =
        |line: &super::Line<'_>| !line.folded.is_empty() && furniture.contents.contains(&line.folded);
    let Some(start) = page.lines.iter().position(is_heading) else { return };
    let numbered = |line: &super::Line<'_>| {
        !line.prose
            && line.trimmed.starts_with(|char: char| char.is_ascii_digit())
            && line.trimmed.len() <= 160
    };
    let count = page.lines[start + 1..].iter().take_while(|line| numbered(line)).count();
    if count >= 2 {
        for line in &mut page.lines[start..=start + count] {
            line.cut = line.cut.or(Some(Reason::Menu));
        }
    }
}

/// The number of the line that is the first heading of `headings` after which less text stands than before it.
fn heading(page: &Page<'_>, is_heading: impl Fn(&str) -> bool, most_after: f64) -> Option<usize> {
    let all = page.kept_bytes(0..page.lines.len()) as f64;
    let mut before = 0;
    for (number, line) in page.lines.iter().enumerate() {
        let heading = !line.folded.is_empty() && is_heading(&line.folded);
        if heading && before > 0 && (all - before as f64) <= most_after * all {
            return Some(number);
        }
        if line.cut.is_none() {
            before += line.trimmed.len();
        }
    }
    None
}

/// `News by subject` and all that follows, if it is less than half of the page.
fn teasers(page: &mut Page<'_>, furniture: &Furniture) {
    let Some(start) = heading(page, |line| furniture.teasers.contains(line), 0.5) else { return };
    for line in &mut page.lines[start..] {
        if !line.trimmed.is_empty() {
            line.cut = line.cut.or(Some(Reason::Teaser));
        }
    }
}

/// `References`, `See also`, `External links` with their lists. A paragraph of text after them ends the list.
fn references(page: &mut Page<'_>, furniture: &Furniture) {
    let is_heading = |line: &str| furniture.references.contains(line);
    let Some(start) = heading(page, is_heading, 0.6) else { return };
    let mut number = start;
    while number < page.lines.len() {
        let line = &page.lines[number];
        let own = is_heading(&line.folded);
        if !own && opens_section(page, number, furniture) {
            // A section of text after the list: look for the next list.
            match (number + 1..page.lines.len()).find(|&next| is_heading(&page.lines[next].folded)) {
                Some(next) => {
                    number = next;
                    continue;
                }
                None => return,
            }
        }
        let line = &mut page.lines[number];
        if !line.trimmed.is_empty() {
            line.cut = line.cut.or(Some(Reason::References));
        }
        number += 1;
    }
}

/// Whether a new section of text begins here: a line of prose that is no entry of a list, or a heading above one.
fn opens_section(page: &Page<'_>, number: usize, furniture: &Furniture) -> bool {
    let text = |line: usize| {
        page.lines.get(line).is_some_and(|line| line.prose && !is_entry(line.trimmed, furniture))
    };
    let line = &page.lines[number];
    if line.trimmed.is_empty() {
        return false;
    }
    let next = next_filled(page, number + 1..page.lines.len());
    text(number) || (!line.prose && !is_entry(line.trimmed, furniture) && next.is_some_and(text))
}

fn next_filled(page: &Page<'_>, mut lines: Range<usize>) -> Option<usize> {
    lines.find(|&number| !page.lines[number].trimmed.is_empty())
}

/// Whether a line looks like an entry of a list of references: a mark before it, an address, or a year and a place
/// of publication between its many full stops and commas.
fn is_entry(line: &str, furniture: &Furniture) -> bool {
    if line.starts_with(['[', '•', '*', '-', '–', '—', '·', '↑', '^'])
        || line.contains("://")
        || line.contains("www.")
    {
        return true;
    }
    let numbered = line.trim_start_matches(|char: char| char.is_ascii_digit());
    if numbered.len() < line.len() && numbered.starts_with(['.', ')']) {
        return true;
    }
    if line.contains("Category:") || furniture.references.contains(&crate::furniture::fold(line)) {
        return true;
    }
    // `Irwin, Ray W. The Diplomatic Relations … Chapel Hill: University Press, 1931.`
    let name_first = line.split_once(',').is_some_and(|(name, _)| {
        name.split_whitespace().count() <= 2 && name.chars().next().is_some_and(char::is_uppercase)
    });
    let last_word = line.trim_end_matches(|char: char| !char.is_letter_or_digit());
    let ends_with_year = last_word.len() >= 4
        && last_word.is_char_boundary(last_word.len() - 4)
        && last_word[last_word.len() - 4..].bytes().all(|byte| byte.is_ascii_digit());
    name_first && ends_with_year && line.len() < 400
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<&str> {
        let mut page = Page::new(text);
        mark(&mut page, &Furniture::embedded());
        page.lines
            .iter()
            .filter(|line| line.cut.is_none())
            .map(|line| line.trimmed)
            .filter(|l| !l.is_empty())
            .collect()
    }

    const BODY: &str = "The two ministers met in the capital on Monday and signed a protocol on fishing. They spoke for two hours.";

    #[test]
    fn teasers_after_the_text_go() {
        let text =
            format!("{BODY}\n\nRelated news\n\nA fire broke out elsewhere last night, and nobody was hurt.");
        assert_eq!(kept(&text), [BODY]);
    }

    #[test]
    fn a_heading_that_stands_above_most_of_the_text_stays() {
        let text = format!("A short lead of the story stands here.\n\nHeadlines\n\n{BODY}\n\n{BODY}");
        assert_eq!(kept(&text).len(), 4);
    }

    #[test]
    fn a_list_of_references_goes_and_a_section_after_it_stays() {
        let text = format!(
            "{BODY}\n\n{BODY}\n\nSee also\n\n- Embassy of France\n\nTrade\n\n{BODY}\n\nReferences\n\n[1] A title of a page\n\n[2]\n\nIrwin, Ray. A Book. New York: Press, 1931."
        );
        assert_eq!(kept(&text), [BODY, BODY, "Trade", BODY]);
    }
}
