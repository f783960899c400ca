//! Lists of instruments under a line that says what was done with them: "The following documents were signed:".

use entente_model::{Interval, Letter as _};

use super::{
    Scene,
    act::{self, Done},
    phrase::Phrase,
    when,
};
use crate::{lines::item_mark, quantities::reach::line_start};

/// A list that is being read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OpenList {
    /// When its items were signed, as far as its first line tells.
    pub(crate) signed: Option<Interval>,
}

/// The list that a sentence opens: one that ends with a colon and tells of signing.
pub(crate) fn opened_by(scene: &Scene, phrases: &[Phrase], linked: &[Option<Done>]) -> Option<OpenList> {
    // A splitter may leave the number of the first item here.
    let line = scene.text[scene.sentence.clone()].trim_end_matches(|sign: char| {
        sign.is_whitespace() || sign.is_ascii_digit() || matches!(sign, '.' | ')' | '-' | '•')
    });
    if !line.ends_with(':') {
        return None;
    }
    phrases.iter().zip(linked).find_map(|(phrase, done)| {
        let done = done.as_ref().filter(|done| done.act.makes() && !done.future && !done.negated)?;
        Some(OpenList { signed: when::of_act(scene, phrase, done) })
    })
}

/// The same for a line that names no instrument: "The following were signed:".
pub(crate) fn opened_without_name(scene: &Scene) -> Option<OpenList> {
    if !scene.text[scene.sentence.clone()].trim_end().ends_with(':') {
        return None;
    }
    let done =
        act::all(scene, &[]).into_iter().find(|done| done.act.makes() && !done.future && !done.negated)?;
    Some(OpenList { signed: when::of_bare_act(scene, &done) })
}

/// Whether a sentence is an item of a list: a mark or number opens it or its line.
pub(crate) fn is_item(scene: &Scene) -> bool {
    const REACH: usize = 12;
    let text = scene.text;
    let start = line_start(text, scene.sentence.start, REACH).unwrap_or(scene.sentence.start);
    item_mark(&text[start..scene.sentence.end]).is_some()
}

/// Whether a phrase is what an item names: it stands at the item's start.
pub(crate) fn is_named_by_item(scene: &Scene, phrase: &Phrase) -> bool {
    const WORDS: usize = 2;
    scene.text[scene.sentence.start..phrase.range.start]
        .split_whitespace()
        .filter(|word| word.contains(char::is_letter))
        .count()
        <= WORDS
}
