//! What the name model looks at, word by word.

use crate::Upos;
use crate::model::Features;
use crate::names::Stage;
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

    /// Fills in all features of a word; false when it cannot be part of a name.
    pub(crate) fn look(&self, index: usize, out: &mut Features) -> bool {
        out.clear();
        self.stage(index, Stage::First, out) && self.stage(index, Stage::Second, out)
    }

    /// Adds the features of a stage of a word; false when it cannot be part of a name.
    pub(crate) fn stage(&self, index: usize, stage: Stage, out: &mut Features) -> bool {
        if !self.any_word && !self.can_be_named(index) {
            return false;
        }
        let word = self.word(index, 0);
        let (last, next) = (self.word(index, -1), self.word(index, 1));
        let (last2, next2) = (self.word(index, -2), self.word(index, 2));
        let upos = |offset| self.upos(index, offset);
        let (shape, initial) = (word.shape.bits(), u32::from(index == 0));
        let (here, before, after) = (word.cluster, last.cluster, next.cluster);
        if stage == Stage::First {
            out.put(0, 0, 0, 0);
            out.put(1, word.form, 0, 0);
            out.put(2, last.form, 0, 0);
            out.put(3, next.form, 0, 0);
            out.put(9, last.shape.bits(), shape, next.shape.bits());
            for (template, suffix) in (12..).zip(word.suffixes) {
                out.put_if(template, suffix != 0, suffix, 0, 0);
            }
            out.put(20, upos(0), shape, 0);
            out.put(21, upos(-1), upos(0), upos(1));
            out.put(26, last.form, shape, 0);
            out.put(27, next.form, shape, 0);
            out.put(29, word.form, shape, initial);
            out.put(30, self.lemma(index, 0), 0, 0);
            out.put(31, self.lemma(index, -1), shape, 0);
            out.put(32, self.lemma(index, 1), shape, 0);
            out.put(35, self.known.get(index).map_or(0, |known| known.set()), shape, 0);
            out.put_if(39, here != 0, here, shape, 0);
            out.put_if(40, before != 0, before, shape, 0);
            out.put_if(41, after != 0, after, shape, 0);
            out.put_if(47, word.lists != 0, word.lists, shape, initial);
            out.put_if(48, last.lists != 0, last.lists, shape, 0);
            out.put_if(49, next.lists != 0, next.lists, shape, 0);
            return true;
        }
        out.put(4, last2.form, 0, 0);
        out.put(5, next2.form, 0, 0);
        out.put(6, last.form, word.form, 0);
        out.put(7, word.form, next.form, 0);
        out.put(8, shape, initial, 0);
        out.put(10, last2.shape.bits(), last.shape.bits(), shape);
        out.put(11, shape, next.shape.bits(), next2.shape.bits());
        for (template, prefix) in (17..).zip(word.prefixes) {
            out.put_if(template, prefix != 0, prefix, 0, 0);
        }
        out.put(22, upos(-2), upos(-1), upos(0));
        out.put(23, upos(0), upos(1), upos(2));
        out.put(24, last.suffixes[2], shape, 0);
        out.put(25, next.suffixes[2], shape, 0);
        out.put(28, last.form, next.form, shape);
        out.put(33, self.lemma(index, -1), self.lemma(index, 0), 0);
        out.put(34, self.lemma(index, 0), self.lemma(index, 1), 0);
        out.put(36, word.suffixes[2], shape, last.shape.bits());
        out.put(37, last2.form, last.form, shape);
        out.put(38, next.form, next2.form, shape);
        out.put_if(42, before | here != 0, before, here, shape);
        out.put_if(43, here | after != 0, here, after, shape);
        out.put_if(44, before | after != 0, before, after, shape);
        out.put_if(45, last2.cluster != 0, last2.cluster, shape, 0);
        out.put_if(46, next2.cluster != 0, next2.cluster, shape, 0);
        let listed = last.lists | word.lists | next.lists != 0;
        out.put_if(50, listed, last.lists, word.lists, next.lists);
        out.put_if(51, listed, last.form, word.lists, shape);
        out.put_if(52, listed, next.form, word.lists, shape);
        true
    }
}
