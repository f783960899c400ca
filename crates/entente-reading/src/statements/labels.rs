//! Labels at the beginning of lines: who speaks by office, who asks and who answers.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::{actors::Target, annotate::Annotated, lines::lines};

/// Labels by office: "SPOKESPERSON (Ms Ann Lee): …", "THE PRESIDENT: …"; who it is stands in brackets, or beside that office
/// elsewhere in the text.
pub(super) fn office_labels(text: &Annotated<'_>) -> Vec<(Range<usize>, Target)> {
    /// The longest label, in bytes.
    const LONGEST: usize = 80;
    let mut found: Vec<(Range<usize>, Target)> = Vec::new();
    let mut known: Vec<(String, Target)> = Vec::new();
    for (bytes, line) in lines(text.text) {
        let Some(colon) = line.find([':', '：']).filter(|colon| *colon <= LONGEST) else { continue };
        let label = &line[..colon];
        let office = label.split_once('(').map_or(label, |(office, _)| office);
        let Some(office) = office_of(text, office) else { continue };
        let in_brackets = text.actors.named_in(bytes.start..bytes.start + colon);
        let person =
            in_brackets.iter().map(|mention| mention.target).find(|who| matches!(who, Target::Person(_)));
        let again = || known.iter().find(|(other, _)| *other == office).map(|(_, target)| *target);
        let titled = || {
            let holds =
                |title: &Range<usize>| text.lower(title.clone()).split(' ').any(|word| word == office);
            text.actors.people.iter().position(|person| person.titles.iter().any(holds)).map(Target::Person)
        };
        let Some(target) = person.or_else(again).or_else(titled) else { continue };
        known.push((office, target));
        let from = bytes.start + (line.len() - line.trim_start().len());
        found.push((from..bytes.start + colon, target));
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// The office that a label consists of, in small letters: its last word, where all others may stand before it.
fn office_of(text: &Annotated<'_>, label: &str) -> Option<String> {
    const MOST: usize = 4;
    let people = &text.lexicon.people;
    let label = label.trim().trim_matches(['*', '▲', '△', '◆', ' ']);
    let capital = label.chars().next().is_some_and(|first| !first.is_lowercase());
    let lower = label.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let (last, before) = words.split_last().filter(|(_, before)| capital && before.len() < MOST)?;
    let office = |word: &str| people.offices.contains(word);
    let beside = |word: &str| {
        office(word)
            || people.modifiers.contains(word)
            || people.articles.contains(word)
            || people.honorifics.contains(word)
    };
    (office(last) && before.iter().all(|word| beside(word))).then(|| (*last).to_owned())
}

/// Lines that begin with one of these labels.
pub(super) fn labelled(text: &str, labels: &FxHashSet<Box<str>>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (bytes, line) in lines(text) {
        // `문: …`, `▲ 답: …`, `Q. …`
        let single = |(label, _): &(&str, &str)| label.trim().chars().count() == 1;
        let label = line.split_once([':', '：']).or_else(|| line.split_once('.').filter(single));
        if let Some((label, _)) = label {
            let trimmed = label.trim().trim_matches(['*', '▲', '△', '◆', ' ']);
            // "QUESTION (Reuters):", "기자(연합뉴스):": who asks, in brackets.
            let trimmed = trimmed
                .split_once('(')
                .filter(|_| trimmed.ends_with(')'))
                .map_or(trimmed, |(bare, _)| bare.trim_end());
            if labels.contains(trimmed.to_lowercase().as_str()) {
                let end = bytes.start + label.len();
                found.push(end - label.trim_start().len()..end);
            }
        }
    }
    found
}
