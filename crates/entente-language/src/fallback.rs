//! What can be told of words without a model: shapes and lexicons.

use crate::analysis::Analysis;
use crate::rules::Rules;
use crate::tokenise::{Class, class_of};
use crate::{NameKind, NameSpan, Upos};

/// Tags by shape, stems by particles, and capitalised words as names of unknown people and things.
pub(crate) fn tag(analysis: &mut Analysis, rules: &Rules) {
    for index in 0..analysis.tokens.len() {
        let word = analysis.text(index);
        let upos = shape(word, rules);
        let stem = stem_len(word, rules) as u32;
        let token = &mut analysis.tokens[index];
        token.upos = upos;
        token.stem_end = token.start + stem;
    }
    names(analysis);
}

fn shape(word: &str, rules: &Rules) -> Upos {
    let Some(first) = word.chars().next() else { return Upos::X };
    match class_of(first) {
        Class::Digit => Upos::Num,
        Class::Other if "$€£¥₩₽%+=<>^|~°".contains(first) => Upos::Sym,
        Class::Other => Upos::Punct,
        Class::Upper if !rules.is_frequent(word) => Upos::Propn,
        _ if rules.is_frequent(word) => Upos::X,
        _ => Upos::Noun,
    }
}

/// The byte length of a word without the particles of the pack; a stem keeps at least one character.
pub(crate) fn stem_len(word: &str, rules: &Rules) -> usize {
    if rules.particles.is_empty() || rules.whole.contains(word) {
        return word.len();
    }
    let fits = |particle: &str| {
        let stem = word.strip_suffix(particle)?;
        let last = stem.chars().next_back()?;
        let enough = stem.chars().count() > 1 || particle.chars().count() > 1 || rules.whole.contains(stem);
        (enough && suits(last, particle)).then_some(stem.len())
    };
    rules.particles.iter().find_map(|particle| fits(particle)).unwrap_or(word.len())
}

/// Whether a particle may follow a syllable: several pairs (은/는, 이/가, 을/를, 과/와) depend on a final consonant.
fn suits(last: char, particle: &str) -> bool {
    let Some(offset) = u32::from(last).checked_sub(0xAC00).filter(|offset| *offset < 11_172) else {
        return true;
    };
    let coda = offset % 28;
    let (closed, open) = (coda != 0, coda == 0);
    match particle.chars().next() {
        Some('은' | '을' | '과' | '이') => closed,
        Some('는' | '를' | '와' | '가' | '였' | '나' | '야' | '라') => open,
        Some('으') => closed && coda != 8,
        Some('로') => open || coda == 8,
        _ => true,
    }
}

/// Runs of capitalised words inside a sentence.
pub(crate) fn names(analysis: &mut Analysis) {
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        let mut start = None;
        for index in sentence.tokens.start..=sentence.tokens.end {
            let capital = index < sentence.tokens.end && analysis.tokens[index as usize].upos == Upos::Propn;
            match (capital, start) {
                (true, None) => start = Some(index),
                (false, Some(first)) => {
                    found.push((first, index));
                    start = None;
                }
                _ => {}
            }
        }
    }
    analysis.names = found
        .into_iter()
        .map(|(first, end)| NameSpan {
            start: analysis.tokens[first as usize].start,
            end: analysis.tokens[end as usize - 1].stem_end,
            tokens: first..end,
            kind: NameKind::Organisation,
        })
        .collect();
}
