//! What the name model looks at, word by word.

use crate::Upos;
use crate::model::Features;
use crate::tagger::{Known, Tag};
use crate::words::WordView;

/// A sentence as the name model sees it.
pub(crate) struct NameContext<'a> {
    pub(crate) words: &'a [WordView],
    pub(crate) tags: &'a [Tag],
    /// Hashes of lemmas.
    pub(crate) lemmas: &'a [u32],
    pub(crate) known: &'a [Known],
    /// Whether a name may hold words without any capital near them.
    pub(crate) any_word: bool,
}

impl NameContext<'_> {
    fn word(&self, index: usize, offset: isize) -> WordView {
        index
            .checked_add_signed(offset)
            .and_then(|index| self.words.get(index))
            .copied()
            .unwrap_or(WordView::OUTSIDE)
    }

    fn upos(&self, index: usize, offset: isize) -> u32 {
        let tag = index.checked_add_signed(offset).and_then(|index| self.tags.get(index));
        tag.map_or(0, |tag| tag.upos as u32 + 1)
    }

    fn lemma(&self, index: usize, offset: isize) -> u32 {
        index.checked_add_signed(offset).and_then(|index| self.lemmas.get(index)).copied().unwrap_or(1)
    }

    /// A word can be in a name when it is capitalised or a proper noun, has a capital or digit beside it, or joins two
    /// such words.
    fn can_be_named(&self, index: usize) -> bool {
        let bears = |offset: isize| {
            let word = self.word(index, offset);
            word.shape.has_upper() || self.upos(index, offset) == Upos::Propn as u32 + 1
        };
        bears(0)
            || (bears(-1) || bears(-2)) && (bears(1) || bears(2) || self.word(index, 0).shape.has_digit())
    }

    /// Fills in the features of a word; false when it cannot be part of a name.
    pub(crate) fn look(&self, index: usize, out: &mut Features) -> bool {
        if !self.any_word && !self.can_be_named(index) {
            return false;
        }
        let word = self.word(index, 0);
        let (last, next) = (self.word(index, -1), self.word(index, 1));
        let (last2, next2) = (self.word(index, -2), self.word(index, 2));
        let upos = |offset| self.upos(index, offset);
        let (shape, initial) = (word.shape.bits(), u32::from(index == 0));
        out.clear();
        out.add(0, 0, 0);
        out.add(word.form, 0, 0);
        out.add(last.form, 0, 0);
        out.add(next.form, 0, 0);
        out.add(last2.form, 0, 0);
        out.add(next2.form, 0, 0);
        out.add(last.form, word.form, 0);
        out.add(word.form, next.form, 0);
        out.add(shape, initial, 0);
        out.add(last.shape.bits(), shape, next.shape.bits());
        out.add(last2.shape.bits(), last.shape.bits(), shape);
        out.add(shape, next.shape.bits(), next2.shape.bits());
        for suffix in word.suffixes {
            out.add_if(suffix != 0, suffix, 0, 0);
        }
        for prefix in word.prefixes {
            out.add_if(prefix != 0, prefix, 0, 0);
        }
        out.add(upos(0), shape, 0);
        out.add(upos(-1), upos(0), upos(1));
        out.add(upos(-2), upos(-1), upos(0));
        out.add(upos(0), upos(1), upos(2));
        out.add(last.suffixes[2], shape, 0);
        out.add(next.suffixes[2], shape, 0);
        out.add(last.form, shape, 0);
        out.add(next.form, shape, 0);
        out.add(last.form, next.form, shape);
        out.add(word.form, shape, initial);
        out.add(self.lemma(index, 0), 0, 0);
        out.add(self.lemma(index, -1), shape, 0);
        out.add(self.lemma(index, 1), shape, 0);
        out.add(self.lemma(index, -1), self.lemma(index, 0), 0);
        out.add(self.lemma(index, 0), self.lemma(index, 1), 0);
        out.add(self.known.get(index).map_or(0, |known| known.set()), shape, 0);
        out.add(word.suffixes[2], shape, last.shape.bits());
        out.add(last2.form, last.form, shape);
        out.add(next.form, next2.form, shape);
        let (here, before, after) = (word.cluster, last.cluster, next.cluster);
        out.add_if(here != 0, here, shape, 0);
        out.add_if(before != 0, before, shape, 0);
        out.add_if(after != 0, after, shape, 0);
        out.add_if(before | here != 0, before, here, shape);
        out.add_if(here | after != 0, here, after, shape);
        out.add_if(before | after != 0, before, after, shape);
        out.add_if(last2.cluster != 0, last2.cluster, shape, 0);
        out.add_if(next2.cluster != 0, next2.cluster, shape, 0);
        true
    }
}
