//! Sentences of a treebank as examples to learn from.

use crate::tagger::Tag;
use crate::words::WordView;
use crate::{Deprel, Feats, Upos};

/// A treebank that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct TreebankError {
    /// The line, counted from one.
    pub line: usize,
    /// What does not fit.
    pub reason: String,
}

/// A sentence with the truth about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Example {
    pub(crate) forms: Vec<String>,
    pub(crate) lemmas: Vec<String>,
    pub(crate) words: Vec<WordView>,
    pub(crate) tags: Vec<Tag>,
    /// Heads as places in the sentence; a root is its own head.
    pub(crate) heads: Vec<usize>,
    pub(crate) relations: Vec<Deprel>,
}

/// Sentences to learn from.
#[derive(Debug, Clone, Default)]
pub struct Treebank {
    examples: Vec<Example>,
}

impl Treebank {
    /// Reads CoNLL-U; several treebanks may be read one after another.
    ///
    /// # Errors
    /// When a line has no ten columns or a head that is no number.
    pub fn read(&mut self, text: &str) -> Result<(), TreebankError> {
        let mut buffer = String::new();
        let mut example = Example::default();
        for (index, line) in text.lines().chain([""]).enumerate() {
            if line.is_empty() && !example.forms.is_empty() {
                finish(&mut example);
                self.examples.push(std::mem::take(&mut example));
            }
            if line.starts_with(|first: char| first.is_ascii_digit()) {
                read_word(line, &mut example, &mut buffer).ok_or_else(|| TreebankError {
                    line: index + 1,
                    reason: format!("`{line}` is no word"),
                })?;
            }
        }
        Ok(())
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.examples.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.examples.is_empty()
    }

    pub(crate) fn examples(&self) -> &[Example] {
        &self.examples
    }
}

/// Heads are counted from one in the file, zero for the root.
fn read_word(line: &str, example: &mut Example, buffer: &mut String) -> Option<()> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, _, feats, head, relation, ..] = columns[..] else { return None };
    if id.contains(['-', '.']) {
        return Some(());
    }
    example.words.push(WordView::new(form, buffer));
    example.forms.push(form.to_owned());
    example.lemmas.push(lemma.to_owned());
    example.tags.push(Tag { upos: upos.parse().unwrap_or(Upos::X), feats: Feats::parse(feats) });
    example.heads.push(head.parse().ok()?);
    example.relations.push(relation.parse().unwrap_or(Deprel::Dep));
    Some(())
}

fn finish(example: &mut Example) {
    for (index, head) in example.heads.iter_mut().enumerate() {
        *head = head.checked_sub(1).unwrap_or(index);
    }
}
