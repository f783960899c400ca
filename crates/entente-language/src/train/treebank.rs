//! Sentences of a treebank as examples to learn from.

use crate::hash::FastMap;
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

impl Example {
    /// Which words are punctuation marks. A sentence of nothing but marks has none: then they are its words.
    pub(crate) fn marks(&self) -> Vec<bool> {
        marks(self.tags.iter().map(|tag| tag.upos))
    }

    /// Heads with punctuation passed over: a word that hangs on a mark hangs on what the mark hangs on.
    pub(crate) fn heads_of_words(&self) -> Vec<usize> {
        let marks = self.marks();
        let mut heads = self.heads.clone();
        let mut root = (0..heads.len()).find(|&word| heads[word] == word && !marks[word]);
        for word in (0..heads.len()).filter(|&word| !marks[word]) {
            let mut head = self.heads[word];
            for _ in 0..heads.len() {
                if !marks[head] || self.heads[head] == head {
                    break;
                }
                head = self.heads[head];
            }
            // Below a mark that is the root, the first word takes its place.
            heads[word] = if marks[head] { *root.get_or_insert(word) } else { head };
        }
        heads
    }
}

/// Which words are punctuation marks, as the parser takes them.
pub(crate) fn marks(upos: impl Iterator<Item = Upos>) -> Vec<bool> {
    let marks: Vec<bool> = upos.map(|upos| upos == Upos::Punct).collect();
    if marks.iter().all(|mark| *mark) { vec![false; marks.len()] } else { marks }
}

/// Sentences to learn from.
#[derive(Debug, Clone, Default)]
pub struct Treebank {
    examples: Vec<Example>,
    texts: Vec<String>,
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
            if let Some(text) = line.strip_prefix("# text = ") {
                self.texts.push(text.to_owned());
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

    /// The sentences as they were written.
    pub(crate) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// Notes the groups and lists of words that the words belong to.
    pub(crate) fn group(&mut self, groups: &FastMap<u32, u32>) {
        for word in self.examples.iter_mut().flat_map(|example| &mut example.words) {
            word.set_groups(groups.get(&word.form).copied().unwrap_or_default());
        }
    }

    pub(crate) fn examples(&self) -> &[Example] {
        &self.examples
    }

    pub(crate) fn into_examples(self) -> Vec<Example> {
        self.examples
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
