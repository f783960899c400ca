//! What the tagger looks at. The number of a template is part of the models.
//!
//! Features of one word alone are summed up once ([`upos_alone`], `morphology_alone`); those of how
//! words and tags stand together are looked up where the first ones leave a doubt.

use crate::model::Features;
use crate::tagger::{Known, Seat, Tag};
use crate::words::WordView;

/// What a word tells of the part of speech of the word that it has this seat to.
pub(crate) fn upos_alone(word: &WordView, known: Known, seat: Seat, out: &mut Features) {
    match seat {
        Seat::Own => {
            out.put(0, word.form, 0, 0);
            for (template, suffix) in (2..).zip(word.suffixes) {
                out.put_if(template, suffix != 0, suffix, 0, 0);
            }
            for (template, prefix) in (7..).zip(word.prefixes) {
                out.put_if(template, prefix != 0, prefix, 0, 0);
            }
            out.put(19, known.set(), 0, 0);
            out.put_if(33, word.cluster != 0, word.cluster, 0, 0);
            out.put_if(35, word.cluster != 0, word.cluster, word.suffixes[1], 0);
            out.put_if(38, word.lists != 0, word.lists, word.shape.bits(), 0);
        }
        Seat::Last => {
            out.put(10, word.form, 0, 0);
            out.put(25, word.suffixes[2], 0, 0);
            out.put_if(37, word.cluster != 0, word.cluster, 0, 0);
            out.put_if(39, word.lists != 0, word.lists, word.shape.bits(), 0);
        }
        Seat::Next => {
            out.put(11, word.form, 0, 0);
            out.put(26, word.suffixes[2], 0, 0);
            out.put_if(36, word.cluster != 0, word.cluster, 0, 0);
            out.put_if(40, word.lists != 0, word.lists, word.shape.bits(), 0);
        }
        Seat::BeforeLast => out.put(12, word.form, 0, 0),
        Seat::AfterNext => out.put(13, word.form, 0, 0),
    }
}

/// A word in its sentence, with the tags to its left.
pub(crate) struct Context<'a> {
    pub(crate) words: &'a [WordView],
    pub(crate) index: usize,
    pub(crate) tags: &'a [Tag],
    pub(crate) known: &'a [Known],
}

impl Context<'_> {
    fn word(&self, offset: isize) -> WordView {
        self.index
            .checked_add_signed(offset)
            .and_then(|index| self.words.get(index))
            .copied()
            .unwrap_or(WordView::OUTSIDE)
    }

    fn set(&self, offset: usize) -> u32 {
        self.known.get(self.index + offset).map_or(1 << 20, |known| known.set())
    }

    fn before(&self, distance: usize) -> Tag {
        self.index.checked_sub(distance).and_then(|index| self.tags.get(index)).copied().unwrap_or_default()
    }

    fn code(&self, distance: usize) -> u32 {
        if self.index < distance { 1 } else { self.before(distance).code() }
    }

    /// The features of a part of speech, all of them.
    pub(crate) fn upos(&self, out: &mut Features) {
        out.clear();
        for seat in Seat::ALL {
            let known = self.known.get(self.index).copied().unwrap_or_default();
            upos_alone(&self.word(seat.offset()), known, seat, out);
        }
        self.upos_together(out);
    }

    /// Adds the features of a part of speech that more than one word or tag make.
    pub(crate) fn upos_together(&self, out: &mut Features) {
        let word = self.word(0);
        let (last, next) = (self.word(-1), self.word(1));
        let (one, two) = (self.code(1), self.code(2));
        let (set, next_set) = (self.set(0), self.set(1));
        let shape = word.shape.bits() << 1 | u32::from(self.index == 0);
        out.put(1, shape, 0, 0);
        out.put(14, last.form, word.form, 0);
        out.put(15, word.form, next.form, 0);
        out.put(16, one, 0, 0);
        out.put(17, one, two, 0);
        out.put(18, one, word.form, 0);
        out.put(20, set, one, 0);
        out.put(21, set, next_set, 0);
        out.put(22, one, set, next_set);
        out.put(23, next_set, self.set(2), 0);
        out.put(24, one, next.form, 0);
        out.put(27, next.suffixes[1], set, 0);
        out.put(28, word.suffixes[2], one, 0);
        out.put(29, word.suffixes[1], shape, 0);
        out.put(30, last.shape.bits(), shape, next.shape.bits());
        out.put(31, word.suffixes[2], next.suffixes[2], 0);
        out.put(32, two, one, set);
        out.put_if(34, word.cluster != 0, word.cluster, one, 0);
        out.put_if(41, word.lists != 0, word.lists, shape, set);
    }

    /// The features of a feature bundle, for a part of speech, all of them.
    pub(crate) fn morphology(&self, upos: u32, out: &mut Features) {
        out.clear();
        self.morphology_alone(upos, out);
        self.morphology_together(upos, out);
    }

    /// Adds the features of a feature bundle that the word makes by itself.
    pub(crate) fn morphology_alone(&self, upos: u32, out: &mut Features) {
        let word = self.word(0);
        out.put(0, upos, 0, 0);
        out.put(1, upos, word.form, 0);
        for (template, suffix) in (2..).zip(word.suffixes) {
            out.put_if(template, suffix != 0, upos, suffix, 0);
        }
        out.put(21, upos, word.shape.bits(), 0);
        out.put_if(22, word.cluster != 0, upos, word.cluster, 0);
        out.put_if(23, word.cluster != 0, upos, word.cluster, word.suffixes[1]);
    }

    /// Adds the features of a feature bundle that other words and tags have a part in.
    pub(crate) fn morphology_together(&self, upos: u32, out: &mut Features) {
        let word = self.word(0);
        let (last, next) = (self.word(-1), self.word(1));
        let (one, two) = (self.code(1), self.code(2));
        out.put(7, upos, one, 0);
        out.put(8, upos, two, one);
        out.put(9, upos, last.form, 0);
        out.put(10, upos, next.form, 0);
        out.put(11, upos, one, word.suffixes[1]);
        out.put(12, upos, one, word.suffixes[2]);
        out.put(13, upos, last.form, word.suffixes[1]);
        out.put(14, upos, self.word(-2).form, 0);
        out.put(15, upos, last.suffixes[1], word.suffixes[1]);
        out.put(16, upos, last.suffixes[2], 0);
        out.put(17, upos, next.suffixes[1], word.suffixes[1]);
        out.put(18, upos, next.suffixes[2], 0);
        out.put(19, upos, self.set(1), word.suffixes[1]);
        out.put(20, upos, two, word.suffixes[1]);
        out.put_if(24, next.cluster != 0, upos, next.cluster, word.suffixes[1]);
    }
}
