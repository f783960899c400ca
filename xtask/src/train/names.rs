//! Texts with names: those that machines have labelled, and those labelled by hand.

use std::path::Path;

use anyhow::{Context, Result};
use entente_language::NameKind;
use entente_language::train::NamedText;

use super::{Recipe, corpora};

/// Everything that a language's names are learned from.
pub(crate) fn training(recipe: &Recipe, shared: &Path, teachers: &Path) -> Result<Vec<NamedText>> {
    let mut texts = taught(recipe, teachers)?;
    texts.extend(corpora::to_learn(shared, recipe.names)?);
    Ok(texts)
}

/// The texts that machines have labelled.
pub(crate) fn taught(recipe: &Recipe, teachers: &Path) -> Result<Vec<NamedText>> {
    let mut texts = Vec::new();
    for name in recipe.taught_names {
        texts.extend(labelled_by_machine(teachers, name)?);
    }
    Ok(texts)
}

/// The texts of one file that a machine has labelled.
pub(crate) fn labelled_by_machine(teachers: &Path, name: &str) -> Result<Vec<NamedText>> {
    let path = teachers.join(name);
    let file = corpora::read(&path)?;
    let lines = file.lines().enumerate().map(|(index, line)| {
        let place = || format!("{}:{}: no text with names", path.display(), index + 1);
        labelled(line).with_context(place)
    });
    lines.collect()
}

/// `{"text": "...", "names": [[start, end, "PER"], ...]}`, offsets in code points.
fn labelled(line: &str) -> Option<NamedText> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = value["text"].as_str()?.to_owned();
    let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut names = Vec::new();
    for name in value["names"].as_array()? {
        let kind = match name[2].as_str()? {
            "PER" => NameKind::Person,
            "ORG" => NameKind::Organisation,
            _ => NameKind::Location,
        };
        let byte = |place: usize| at.get(name[place].as_u64()? as usize).copied();
        names.push((byte(0)?..byte(1)?, kind));
    }
    Some(NamedText { text, names, by_hand: false })
}
