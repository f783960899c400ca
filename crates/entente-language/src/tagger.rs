//! Parts of speech and morphological features, from left to right.
//!
//! Frequent words that only ever have one reading are looked up. For the rest a linear model picks the part of
//! speech; then, among the feature bundles that this part of speech has in the language, the one whose features
//! score best together.

use crate::hash::mix;
use crate::model::{Container, Cursor, Dictionary, Features, Scores, Table};
use crate::words::{WordView, short};
use crate::{Feats, Upos};

/// Part of speech and features of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tag {
    pub(crate) upos: Upos,
    pub(crate) feats: Feats,
}

impl Tag {
    /// One number for both.
    pub(crate) const fn code(self) -> u32 {
        short(mix(self.feats.bits() as u64, self.upos as u64 + 1))
    }
}

/// Number of parts of speech.
pub(crate) const UPOS: usize = Upos::ALL.len();

/// The feature bundles of each part of speech.
pub(crate) type Bundles = [Vec<(Feats, [u8; Feats::COUNT])>; UPOS];

/// The tagger of a language.
#[derive(Debug, Clone)]
pub(crate) struct Tagger<'m> {
    upos: Table<'m, UPOS>,
    morphology: Table<'m, { Feats::CLASSES }>,
    lexicon: Dictionary<'m>,
    bundles: Bundles,
    clusters: Option<Dictionary<'m>>,
}

/// What the lexicon knows: the parts of speech that a word has been seen as (a set of bits), and its only tag.
///
/// Packed in 32 bits: the set in the low 17, then in 5 bits the part of speech plus one, then 10 for the bundle.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known(pub(crate) u32);

impl Known {
    const SURE_SHIFT: u32 = 17;
    const BUNDLE_SHIFT: u32 = 22;

    pub(crate) const fn new(set: u32, sure: Option<(usize, usize)>) -> Self {
        match sure {
            Some((upos, bundle)) if bundle < 1024 => {
                Self(set | (upos as u32 + 1) << Self::SURE_SHIFT | (bundle as u32) << Self::BUNDLE_SHIFT)
            }
            _ => Self(set),
        }
    }

    /// The set of parts of speech, zero for an unknown word.
    pub(crate) const fn set(self) -> u32 {
        self.0 & 0x1_FFFF
    }

    fn sure(self) -> Option<(usize, usize)> {
        let upos = (self.0 >> Self::SURE_SHIFT & 0x1F).checked_sub(1)?;
        Some((upos as usize, (self.0 >> Self::BUNDLE_SHIFT) as usize))
    }
}

/// The key of a word in the lexicon: capitalised words are words of their own.
pub(crate) const fn lexicon_key(word: &WordView) -> u32 {
    if word.shape.starts_upper() { word.form ^ 0x5bd1_e995 } else { word.form }
}

/// Scratch space that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct TagScratch {
    pub(crate) known: Vec<Known>,
    /// For each word the parts of speech that it cannot be, a bit each; nothing is ruled out beyond the end.
    pub(crate) ruled_out: Vec<u32>,
    features: Features,
}

impl<'m> Tagger<'m> {
    pub(crate) fn read(model: &Container<'m>) -> Option<Self> {
        let mut bundles: Bundles = Default::default();
        let mut cursor = Cursor(model.get("bundles")?);
        for list in &mut bundles {
            for _ in 0..cursor.short()? {
                let feats = Feats::from_bits(cursor.long()?);
                list.push((feats, feats.classes()));
            }
        }
        Some(Self {
            upos: Table::read(model.get("upos")?)?,
            morphology: Table::read(model.get("morph")?)?,
            lexicon: Dictionary::read(model.get("lexicon")?)?,
            bundles,
            clusters: model.get("clusters").and_then(Dictionary::read),
        })
    }

    /// Notes the groups of words that the words belong to.
    pub(crate) fn group(&self, words: &mut [WordView]) {
        if let Some(clusters) = &self.clusters {
            for word in words {
                word.cluster = clusters.get(word.form).unwrap_or_default();
            }
        }
    }

    /// Tags a sentence.
    pub(crate) fn tag(&self, words: &[WordView], tags: &mut Vec<Tag>, scratch: &mut TagScratch) {
        let TagScratch { known, ruled_out, features } = scratch;
        look_up(&self.lexicon, words, known);
        tags.clear();
        for index in 0..words.len() {
            let tag = if let Some((upos, bundle)) = known[index].sure() {
                self.sure(upos, bundle)
            } else {
                let ruled_out = ruled_out.get(index).copied().unwrap_or_default();
                self.decide(words, index, tags, known, ruled_out, features)
            };
            tags.push(tag);
        }
    }

    fn sure(&self, upos: usize, bundle: usize) -> Tag {
        let feats = self.bundles[upos.min(UPOS - 1)].get(bundle).map_or(Feats::NONE, |(feats, _)| *feats);
        Tag { upos: Upos::from_index(upos), feats }
    }

    fn decide(
        &self,
        words: &[WordView],
        index: usize,
        tags: &[Tag],
        known: &[Known],
        ruled_out: u32,
        features: &mut Features,
    ) -> Tag {
        let context = Context { words, index, tags, known };
        context.upos(features);
        let mut scores: Scores<UPOS> = [0; UPOS];
        self.upos.score(features.keys(), &mut scores);
        let upos = best_allowed(&scores, ruled_out);
        let bundles = &self.bundles[upos];
        let feats = match bundles.as_slice() {
            [] => Feats::NONE,
            [(only, _)] => *only,
            _ => {
                context.morphology(upos as u32, features);
                let mut scores: Scores<{ Feats::CLASSES }> = [0; Feats::CLASSES];
                self.morphology.score(features.keys(), &mut scores);
                best_bundle(bundles, |class| i32::from(scores[class]))
            }
        };
        Tag { upos: Upos::from_index(upos), feats }
    }
}

/// What the lexicon knows of every word of a sentence.
pub(crate) fn look_up(lexicon: &Dictionary<'_>, words: &[WordView], known: &mut Vec<Known>) {
    known.clear();
    known.extend(words.iter().map(|word| Known(lexicon.get(lexicon_key(word)).unwrap_or_default())));
}

/// The class with the highest score, the first among equals.
pub(crate) fn best<T: PartialOrd + Copy>(scores: &[T]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}

/// The class with the highest score among those that are not ruled out.
fn best_allowed(scores: &Scores<UPOS>, ruled_out: u32) -> usize {
    let best = best(scores);
    if ruled_out >> best & 1 == 0 {
        return best;
    }
    let allowed = (0..UPOS).filter(|upos| ruled_out >> upos & 1 == 0);
    allowed.max_by_key(|&upos| (scores[upos], std::cmp::Reverse(upos))).unwrap_or(best)
}

/// The bundle whose classes score best together.
pub(crate) fn best_bundle<T>(bundles: &[(Feats, [u8; Feats::COUNT])], score: impl Fn(usize) -> T) -> Feats
where
    T: PartialOrd + std::iter::Sum,
{
    let mut best: Option<(T, Feats)> = None;
    for (feats, classes) in bundles {
        let sum = classes.iter().map(|class| score(*class as usize)).sum();
        if best.as_ref().is_none_or(|(highest, _)| sum > *highest) {
            best = Some((sum, *feats));
        }
    }
    best.map_or(Feats::NONE, |(_, feats)| feats)
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

    /// The features of a part of speech.
    pub(crate) fn upos(&self, out: &mut Features) {
        let word = self.word(0);
        let (last, next) = (self.word(-1), self.word(1));
        let (one, two) = (self.code(1), self.code(2));
        let (set, next_set) = (self.set(0), self.set(1));
        let shape = word.shape.bits() << 1 | u32::from(self.index == 0);
        out.clear();
        out.add(word.form, 0, 0);
        out.add(shape, 0, 0);
        for suffix in word.suffixes {
            out.add_if(suffix != 0, suffix, 0, 0);
        }
        for prefix in word.prefixes {
            out.add_if(prefix != 0, prefix, 0, 0);
        }
        out.add(last.form, 0, 0);
        out.add(next.form, 0, 0);
        out.add(self.word(-2).form, 0, 0);
        out.add(self.word(2).form, 0, 0);
        out.add(last.form, word.form, 0);
        out.add(word.form, next.form, 0);
        out.add(one, 0, 0);
        out.add(one, two, 0);
        out.add(one, word.form, 0);
        out.add(set, 0, 0);
        out.add(set, one, 0);
        out.add(set, next_set, 0);
        out.add(one, set, next_set);
        out.add(next_set, self.set(2), 0);
        out.add(one, next.form, 0);
        out.add(last.suffixes[2], 0, 0);
        out.add(next.suffixes[2], 0, 0);
        out.add(next.suffixes[1], set, 0);
        out.add(word.suffixes[2], one, 0);
        out.add(word.suffixes[1], shape, 0);
        out.add(last.shape.bits(), shape, next.shape.bits());
        out.add(word.suffixes[2], next.suffixes[2], 0);
        out.add(two, one, set);
        out.add_if(word.cluster != 0, word.cluster, 0, 0);
        out.add_if(word.cluster != 0, word.cluster, one, 0);
        out.add_if(word.cluster != 0, word.cluster, word.suffixes[1], 0);
        out.add_if(next.cluster != 0, next.cluster, 0, 0);
        out.add_if(last.cluster != 0, last.cluster, 0, 0);
    }

    /// The features of a feature bundle, for a part of speech.
    pub(crate) fn morphology(&self, upos: u32, out: &mut Features) {
        let word = self.word(0);
        let (last, next) = (self.word(-1), self.word(1));
        let (one, two) = (self.code(1), self.code(2));
        out.clear();
        out.add(upos, 0, 0);
        out.add(upos, word.form, 0);
        for suffix in word.suffixes {
            out.add_if(suffix != 0, upos, suffix, 0);
        }
        out.add(upos, one, 0);
        out.add(upos, two, one);
        out.add(upos, last.form, 0);
        out.add(upos, next.form, 0);
        out.add(upos, one, word.suffixes[1]);
        out.add(upos, one, word.suffixes[2]);
        out.add(upos, last.form, word.suffixes[1]);
        out.add(upos, self.word(-2).form, 0);
        out.add(upos, last.suffixes[1], word.suffixes[1]);
        out.add(upos, last.suffixes[2], 0);
        out.add(upos, next.suffixes[1], word.suffixes[1]);
        out.add(upos, next.suffixes[2], 0);
        out.add(upos, self.set(1), word.suffixes[1]);
        out.add(upos, two, word.suffixes[1]);
        out.add(upos, word.shape.bits(), 0);
        out.add_if(word.cluster != 0, upos, word.cluster, 0);
        out.add_if(word.cluster != 0, upos, word.cluster, word.suffixes[1]);
        out.add_if(next.cluster != 0, upos, next.cluster, word.suffixes[1]);
    }
}
