//! What a new version of a text says that the old one did not, and the other way round.

use std::collections::HashMap;

/// Paragraphs longer than this are shown by their beginning.
const LONGEST: usize = 300;

/// More paragraphs than this are counted, not shown.
const MOST: usize = 20;

/// The paragraphs that went and those that came, a line each: `- ` and `+ `.
///
/// Paragraphs are compared whole; one that has only moved is no difference.
pub(crate) fn difference(old: &str, new: &str) -> Vec<String> {
    let gone = missing(old, new);
    let come = missing(new, old);
    let mut lines = shown("- ", &gone);
    lines.extend(shown("+ ", &come));
    lines
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

/// The paragraphs of `text` that `other` lacks, as often as it lacks them.
fn missing<'t>(text: &'t str, other: &str) -> Vec<&'t str> {
    let mut there: HashMap<String, usize> = HashMap::new();
    for paragraph in paragraphs(other) {
        *there.entry(paragraph.to_owned()).or_default() += 1;
    }
    let lacks = |paragraph: &&str| match there.get_mut(*paragraph) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    paragraphs(text).filter(lacks).collect()
}

fn shown(mark: &str, paragraphs: &[&str]) -> Vec<String> {
    let line = |paragraph: &&str| {
        let short: String = paragraph.chars().take(LONGEST).collect();
        format!("{mark}{short}{}", if short.len() < paragraph.len() { "\u{2026}" } else { "" })
    };
    let mut lines: Vec<String> = paragraphs.iter().take(MOST).map(line).collect();
    if paragraphs.len() > MOST {
        lines.push(format!("{mark}and {} more paragraphs", paragraphs.len() - MOST));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let old = "One.\n\nTwo.\n\nTwo.\n\nThree.";
        let new = "Three.\nOne.\nTwo.\nFour.";
        assert_eq!(difference(old, new), ["- Two.", "+ Four."]);
        assert!(difference(old, old).is_empty());
    }
}
